"""What the pages show of a release under review, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.bitext import Bead
from align.checks.kinds import SEVERITIES
from align.gaps import EXPECTED_GAPS
from corpora.model.release import Annotation
from corpora.report.view import MarkedPiece, pieces
from corpora.store import Draft, DraftRow, Review, StoredFinding, StoredRelease


@dataclass(frozen=True, slots=True)
class Shown:
    """One bead as the page shows it."""

    id: int
    version: int
    review: Review
    bead: Bead
    annotation: Annotation
    kind: str  #: aligned, moved, omission, addition or expected
    source: tuple[MarkedPiece, ...]  #: none for an addition
    target: tuple[MarkedPiece, ...]  #: none for an omission
    findings: tuple[StoredFinding, ...]
    title: bool  #: whether it is a headline

    @property
    def open(self) -> tuple[StoredFinding, ...]:
        """The findings that nobody has decided about."""
        return tuple(found for found in self.findings if found.state == "open")

    @property
    def severity(self) -> str:
        """The worst of the open findings; "" where there is none."""
        return max((f.found.finding.severity for f in self.open), key=SEVERITIES.index, default="")


class ReleaseView:
    """A stored release, each of whose beads can be shown."""

    def __init__(self, stored: StoredRelease) -> None:
        self.stored, self.number = stored, stored.origin.release
        self.draft = Draft.of(stored)
        self.order = [row.id for row in self.draft.rows]
        self._index = {row.id: index for index, row in enumerate(self.draft.rows)}

    def __contains__(self, bead: int) -> bool:
        return bead in self._index

    def row(self, bead: int) -> DraftRow:
        """A bead of the draft by its number."""
        return self.draft.rows[self._index[bead]]

    def shown(self, bead: int) -> Shown:
        """A bead as the page shows it, by its number."""
        return shown(self.draft, self.row(bead))

    def all(self) -> Iterator[Shown]:
        """All beads in order."""
        return (shown(self.draft, row) for row in self.draft.rows)

    def after(self, bead: int) -> int | None:
        """The bead that follows; None after the last."""
        index = self._index[bead] + 1
        return self.order[index] if index < len(self.order) else None

    def segments(self, bead: int) -> tuple[list[str], list[str]]:
        """The texts of a bead's segments, each on one line."""
        own, draft = self.row(bead).bead, self.draft
        return (
            [draft.source.segments[i].plain for i in own.source],
            [draft.target.segments[j].plain for j in own.target],
        )

    def links(self, bead: int) -> tuple[tuple[int, str], ...]:
        """The gaps of the other side that a gap could be linked with, the nearest first."""
        row = self.row(bead)
        if not row.bead.is_gap or row.is_locked:
            return ()
        wanted = bool(row.bead.source)
        place = self._index[bead]
        found = [
            (abs(self._index[other.id] - place), other.id, "".join(self.draft.texts(other)))
            for other in self.draft.rows
            if other.bead.is_gap and bool(other.bead.target) == wanted and not other.is_locked
        ]
        return tuple((number, text) for _, number, text in sorted(found))


def shown(draft: Draft, row: DraftRow) -> Shown:
    """A row as the page shows it."""
    texts, bead = draft.texts(row), row.bead
    spans: tuple[list[tuple[tuple[int, int], str]], ...] = [], []
    for found in row.findings:
        finding = found.found.finding
        if found.state == "dismissed":
            continue
        for side, span in enumerate((finding.source_span, finding.target_span)):
            if span is not None:
                own = min(span[0], len(texts[side])), min(span[1], len(texts[side]))
                spans[side].append((own, finding.severity))
    kinds = {draft.source.segments[i].kind for i in bead.source}
    kinds |= {draft.target.segments[j].kind for j in bead.target}
    return Shown(
        row.id,
        row.review.version,
        row.review,
        bead,
        row.annotation,
        _kind(row),
        tuple(pieces(texts[0], spans[0])) if bead.source else (),
        tuple(pieces(texts[1], spans[1])) if bead.target else (),
        row.findings,
        bool(kinds & {"title", "heading"}),
    )


def _kind(row: DraftRow) -> str:
    if not row.bead.is_gap:
        return "moved" if row.bead.moved else "aligned"
    if row.annotation.gap in EXPECTED_GAPS:
        return "expected"
    return "omission" if row.bead.source else "addition"


def window(before: Sequence[int], after: Sequence[int], changed: Sequence[int]) -> tuple[int, int]:
    """How many beads at the beginning and the end are the same, and unchanged.

    >>> window([1, 2, 3, 4], [1, 2, 5, 4], [2])
    (1, 1)
    """
    touched, least = set(changed), min(len(before), len(after))
    first = behind = 0
    while first < least and before[first] == after[first] and before[first] not in touched:
        first += 1
    while (
        behind < least - first
        and before[-1 - behind] == after[-1 - behind]
        and before[-1 - behind] not in touched
    ):
        behind += 1
    return first, behind
