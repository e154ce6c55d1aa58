"""A release as a table for reviewers: one row a bead, its findings beside it.

Rows are told apart by the number of their bead, in whatever order they come back. ``check``
holds two digests: of what must not be changed, and of what may be, as it was when the table was
made. So an edited id is noticed, and a row that nobody touched is no matter when it is stale.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from align.checks.finding import Finding
from corpora.formats.segment_codec import FORBIDDEN
from corpora.store import StoredFinding, StoredRelease
from corpora.wording.findings import sentence_of
from corpora.wording.kinds import kind_name
from corpora.wording.words import PHRASES, SEVERITY_WORDS

#: Columns that say which bead it is.
ID_COLUMNS = ("release", "bead", "version", "check")
#: Columns that are shown, and not read back.
SHOWN_COLUMNS = ("place", "gap", "source", "target")
#: Columns for the reviewer.
ANSWER_COLUMNS = ("state", "revised")
#: Columns of each finding; their names end with its place in the row, from 1.
FINDING_ID_COLUMNS = ("finding_id", "finding_version")
FINDING_SHOWN_COLUMNS = ("finding",)
FINDING_ANSWER_COLUMNS = ("finding_state", "finding_reason")

_DIGITS = 12
_UNWRITABLE = re.compile(f"[{FORBIDDEN}]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table of one release: the names of its columns, and its rows by those names."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


def sheet_of(stored: StoredRelease, *, language: str = "en") -> Sheet:
    """The table of a release.

    Args:
        stored: The release.
        language: "en" or "ko", of what is only shown; states and columns keep their names.
    """
    findings: dict[int, list[StoredFinding]] = {}
    for one in stored.findings:
        findings.setdefault(one.found.bead, []).append(one)
    most = max(map(len, findings.values()), default=0)
    bitext = stored.release.bitext
    rows = []
    for index, (bead, annotation) in enumerate(stored.release.items()):
        review = stored.reviews[index]
        row = {
            "release": str(stored.origin.release),
            "bead": str(review.bead),
            "version": str(review.version),
            "place": str(index + 1),
            "gap": _gap(annotation.gap or ("moved" if bead.moved else ""), language),
            "source": bitext.source_text(bead),
            "target": bitext.target_text(bead),
            "state": review.state,
            "revised": review.revised_text or "",
        }
        for number, one in enumerate(findings.get(index, ()), start=1):
            row |= {
                f"finding_id_{number}": str(one.id),
                f"finding_version_{number}": str(one.version),
                f"finding_{number}": _finding(one.found.finding, language),
                f"finding_state_{number}": one.state,
                f"finding_reason_{number}": one.reason,
            }
        row = {column: _shown(value) for column, value in row.items()}
        rows.append(row | {"check": check_of(row, most)})
    return Sheet(columns_for(most), tuple(rows))


def columns_for(findings: int) -> tuple[str, ...]:
    """The columns of a table with so many findings in a row at most."""
    more = [
        f"{name}_{number}"
        for number in range(1, findings + 1)
        for name in (*FINDING_ID_COLUMNS, *FINDING_SHOWN_COLUMNS, *FINDING_ANSWER_COLUMNS)
    ]
    return (*ID_COLUMNS, *SHOWN_COLUMNS, *ANSWER_COLUMNS, *more)


def findings_in(columns: Sequence[str]) -> int:
    """How many findings a row of these columns can hold."""
    number = 0
    while f"finding_id_{number + 1}" in columns:
        number += 1
    return number


def check_of(row: Mapping[str, str], findings: int) -> str:
    """The digests of a row: of what stands, and of what may be changed."""
    fixed = ["release", "bead", "version", "source", "target"]
    numbers = [n for n in range(1, findings + 1) if row.get(f"finding_id_{n}")]
    fixed += [f"{name}_{n}" for n in numbers for name in FINDING_ID_COLUMNS]
    return f"x{_digest(row, fixed)}-{_digest(row, answers(findings))}"


def answers(findings: int) -> list[str]:
    """The columns that a reviewer may change."""
    more = [f"{name}_{n}" for n in range(1, findings + 1) for name in FINDING_ANSWER_COLUMNS]
    return [*ANSWER_COLUMNS, *more]


def _gap(kind: str, language: str) -> str:
    """What the reviewer reads of a gap or a moved bead."""
    if language != "ko":
        return kind
    return PHRASES["moved"].ko if kind == "moved" else kind_name(kind).ko


def _finding(finding: Finding, language: str) -> str:
    """What the reviewer reads of a finding."""
    if language != "ko":
        return f"{finding.kind.replace('_', ' ')}, {finding.severity}: {finding.sentence}"
    severity = f"{PHRASES['severity'].ko} {SEVERITY_WORDS[finding.severity].ko}"
    return f"{kind_name(finding.kind).ko}, {severity}: {sentence_of(finding).ko}"


def _shown(text: str) -> str:
    """A text as any program holds it: on one line, with a mark for what no file can hold."""
    return " ".join(_UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text).split())


def _digest(row: Mapping[str, str], names: Sequence[str]) -> str:
    # How many findings other rows have changes nothing: empty cells at the end do not count.
    text = "\0".join(row.get(name, "") for name in names).rstrip("\0")
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
