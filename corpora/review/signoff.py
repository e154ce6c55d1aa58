"""The state of a review: what is decided, what is open, and a page that says so for the files.

The page is in Korean and English, and loads and runs nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import BinaryIO

from markupsafe import Markup

from align.checks.kinds import SEVERITIES
from align.gaps import REAL_GAPS
from align.settings import own_version
from corpora.io.output import atomic_writer, creation_time
from corpora.model.coverage import Share, covered
from corpora.model.old_sentences import sentence_then
from corpora.model.release import Release
from corpora.model.unit import BEAD_STATES, FINDING_STATES
from corpora.report.templates import environment, hash_of
from corpora.store import LogEntry, Store, StoredFinding, StoredRelease
from corpora.wording import review as wording


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the review of a release has come."""

    stored: StoredRelease
    shares: tuple[Share, Share]  #: of source and target
    beads: tuple[tuple[str, int], ...]  #: how many are in each state
    findings: tuple[tuple[str, int], ...]  #: likewise
    open_gaps: int  #: omissions and additions that nobody has reviewed
    digest: str  #: SHA-256 of every bead, decision and finding

    @property
    def is_complete(self) -> bool:
        """Whether every bead and every finding is decided about."""
        return not dict(self.beads)["unreviewed"] and not dict(self.findings)["open"]


def standing_of(stored: StoredRelease) -> Standing:
    """How far the review of a release has come."""
    bitext = stored.release.bitext
    beads = Counter(review.state for review in stored.reviews)
    findings = Counter(one.state for one in stored.findings)
    gaps = sum(
        annotation.gap in REAL_GAPS and bead.is_gap and review.state == "unreviewed"
        for (bead, annotation), review in zip(stored.release.items(), stored.reviews, strict=True)
    )
    return Standing(
        stored,
        (covered(bitext, source=True), covered(bitext, source=False)),
        tuple((state, beads[state]) for state in BEAD_STATES),
        tuple((state, findings[state]) for state in FINDING_STATES),
        gaps,
        _digest(stored),
    )


def open_findings(stored: StoredRelease, severity: str) -> tuple[StoredFinding, ...]:
    """The findings from a severity on that nobody has decided about."""
    least = SEVERITIES.index(severity)
    return tuple(
        one
        for one in stored.findings
        if one.state == "open" and SEVERITIES.index(one.found.finding.severity) >= least
    )


def gate(store: Path, number: int, *, severity: str) -> tuple[Release, int]:
    """A release with its open findings from a severity on, and how many gaps are not reviewed.

    Raises:
        StoreError: The store is broken or has no such release.
    """
    with Store.open(store) as opened:
        stored = opened.release(number)
    found = tuple(one.found for one in open_findings(stored, severity))
    release = replace(stored.release, findings=found, checks="of the store")
    return release, standing_of(stored).open_gaps


def sign_off(store: Path, number: int, output: Path, *, who: str, force: bool = False) -> Standing:
    """Write the page that says what was decided about a release, and note it in the log.

    Raises:
        StoreError: The store is broken, cannot be written, or has no such release.
        OutputError: The page cannot be written.
    """
    with Store.open(store) as opened:
        reviewer = opened.reviewer(number, who)
        standing = standing_of(opened.release(number))
        entries = tuple(opened.log(number))
        created = creation_time()
        with atomic_writer(output, force=force) as stream:
            write_signoff(standing, entries, stream, who=reviewer.who, created=created)
        reviewer.sign(
            {
                "beads": dict(standing.beads),
                "findings": dict(standing.findings),
                "digest": standing.digest,
                "page": hashlib.sha256(output.read_bytes()).hexdigest(),
            }
            if output.is_file()
            else {"digest": standing.digest}
        )
    return standing


def _digest(stored: StoredRelease) -> str:
    """A digest that any change of texts, beads, decisions or findings changes."""
    bitext = stored.release.bitext
    parts: list[object] = [stored.release.source.sha256, stored.release.target.sha256]
    for bead, review in zip(bitext.beads, stored.reviews, strict=True):
        texts = bitext.source_text(bead), bitext.target_text(bead)
        parts.append([*texts, bead.moved, review.state, review.revised_text, review.reviewer])
    for one in stored.findings:
        found = one.found.finding
        parts.append(
            [one.found.bead, found.kind, sentence_then(found.message), one.state, one.reason]
        )
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


#: Entries of the log that no reviewer made.
_NOT_REVIEW = ("add", "replace", "facts", "recheck", "lose", "take_over", "sign")


def write_signoff(
    standing: Standing,
    entries: Iterable[LogEntry],
    stream: BinaryIO,
    *,
    who: str,
    created: datetime,
) -> None:
    """Write the page, in UTF-8.

    Args:
        standing: How far the review has come.
        entries: The log of the release.
        stream: Where to, in bytes.
        who: Who signs.
        created: When.
    """
    stored = standing.stored
    bitext, origin = stored.release.bitext, stored.origin
    texts = [(bitext.source_text(bead), bitext.target_text(bead)) for bead in bitext]
    style = resources.files("corpora.review").joinpath("pages/signoff.css").read_text("utf-8")
    people = Counter(entry.who for entry in entries if entry.action not in _NOT_REVIEW)
    gaps = [
        (annotation, *_gap_text(texts[index], origin.source_language, origin.target_language),
         stored.reviews[index])
        for index, (bead, annotation) in enumerate(stored.release.items())
        if bead.is_gap and annotation.gap in REAL_GAPS
    ]  # fmt: skip
    page = environment("review/pages").get_template("signoff.html")
    pieces = page.generate(
        standing=standing,
        origin=origin,
        title=origin.facts.title or origin.key,
        beads=dict(standing.beads),
        findings=dict(standing.findings),
        found=[(one, *texts[one.found.bead]) for one in stored.findings],
        gaps=gaps,
        revised=[
            (*texts[index], review)
            for index, review in enumerate(stored.reviews)
            if review.revised_text is not None and all(texts[index])
        ],
        people=people.most_common(),
        who=who,
        created=created.astimezone(UTC),
        version=own_version(),
        words=wording.WORDS,
        bead_words=wording.BEADS,
        finding_words=wording.FINDINGS,
        style=Markup(style),
        style_hash=hash_of(style),
    )
    for piece in pieces:
        stream.write(piece.encode())


def _gap_text(texts: tuple[str, str], *languages: str) -> tuple[str, str]:
    """The text of a gap, and its language."""
    return (texts[0], languages[0]) if texts[0] else (texts[1], languages[1])
