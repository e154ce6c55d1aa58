"""A release under review: its beads in order, with all that people made of them.

Pure values. An edit takes a draft and gives a new one; writing the difference is for
`corpora.store.review.write_draft`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from align.bitext import Bead, Bitext, Document, Segment, check_cover
from align.errors import ReviewError, SegmentError
from corpora.model.release import Annotation, Release
from corpora.store.values import Review, StoredFinding, StoredRelease

#: In place of a number of a bead or finding that the store does not have yet.
NEW = 0
#: A bead in these states is a lock: no edit touches it, and no new alignment.
LOCKED_STATES = ("accepted", "revised")

#: First and last character of a side in its document; equal for the place of an empty side.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A bead with what is known of it and what people made of it."""

    bead: Bead
    annotation: Annotation
    review: Review  #: its bead is NEW before the store has it
    findings: tuple[StoredFinding, ...] = ()

    @property
    def id(self) -> int:
        """The bead's number in the store."""
        return self.review.bead

    @property
    def is_locked(self) -> bool:
        """Whether a reviewer has accepted it, as it is or revised."""
        return self.review.state in LOCKED_STATES


@dataclass(frozen=True, slots=True)
class Draft:
    """Two documents and the rows that join them, in the order of a bitext."""

    source: Document
    target: Document
    rows: tuple[DraftRow, ...]

    @classmethod
    def of(cls, stored: StoredRelease) -> Draft:
        """The draft that a release in the store is."""
        findings: dict[int, list[StoredFinding]] = {}
        for one in stored.findings:
            findings.setdefault(one.found.bead, []).append(one)
        bitext = stored.release.bitext
        rows = tuple(
            DraftRow(bead, annotation, review, tuple(findings.get(index, ())))
            for index, ((bead, annotation), review) in enumerate(
                zip(stored.release.items(), stored.reviews, strict=True)
            )
        )
        return cls(bitext.source, bitext.target, rows)

    def release(self, before: Release) -> Release:
        """The same as a release, with the provenance of an earlier one."""
        bitext = Bitext(
            self.source, self.target, tuple(r.bead for r in self.rows), before.bitext.signature
        )
        return replace(before, bitext=bitext, annotations=tuple(r.annotation for r in self.rows))

    def index(self, bead: int) -> int:
        """Where in the order a bead stands, by its number in the store."""
        for index, row in enumerate(self.rows):
            if row.id == bead:
                return index
        raise ReviewError("the release has no bead {bead} any more; load it again", bead=bead)

    def texts(self, row: DraftRow) -> tuple[str, str]:
        """Both texts of a row, each on one line."""
        return text_of(self.source, row.bead.source), text_of(self.target, row.bead.target)

    def places(self, row: DraftRow) -> tuple[Place, Place]:
        """Where both sides of a row stand in their documents."""
        return place_of(self.source, row.bead.source), place_of(self.target, row.bead.target)


def text_of(document: Document, run: range) -> str:
    """The text of some segments on one line."""
    return " ".join(segment.plain for segment in document.segments[run.start : run.stop])


def place_of(document: Document, run: range) -> Place:
    """Where some segments stand in their document."""
    segments = document.segments
    if run:
        return segments[run.start].start, segments[run.stop - 1].end
    at = segments[run.start].start if run.start < len(segments) else len(document.text)
    return at, at


class Segments:
    """The segments of a document by the places of their first and last characters."""

    def __init__(self, document: Document) -> None:
        self._starts = {one.start: index for index, one in enumerate(document.segments)}
        self._ends = {one.end: index + 1 for index, one in enumerate(document.segments)}
        self._starts.setdefault(len(document.text), len(document.segments))

    def run(self, place: Place) -> range:
        """The segments at a place.

        Raises:
            SegmentError: No segment begins or ends there.
        """
        first = self._starts.get(place[0])
        last = first if place[0] == place[1] else self._ends.get(place[1])
        if first is None or last is None:
            raise SegmentError(f"no segments stand at characters {place[0]}-{place[1]}")
        return range(first, last)


def resegmented(draft: Draft, side: int, segments: Sequence[Segment]) -> Draft:
    """The draft with other segments on one side, wherever the rows still fit them.

    Raises:
        SegmentError: A row begins or ends inside a segment.
    """
    old = (draft.source, draft.target)[side]
    new = replace(old, segments=tuple(segments))
    found = Segments(new)
    rows = []
    for row in draft.rows:
        run = found.run(draft.places(row)[side])
        bead = replace(row.bead, source=run) if side == 0 else replace(row.bead, target=run)
        rows.append(replace(row, bead=bead))
    documents = (new, draft.target) if side == 0 else (draft.source, new)
    return Draft(*documents, tuple(rows))


def arranged(before: Draft, rows: Sequence[DraftRow], *, flags: bool = False) -> Draft:
    """A draft of these rows in the order that a bitext asks for.

    Args:
        before: The draft they come from; rows of it keep the places of their empty sides.
        rows: All rows, the new ones about where they belong.
        flags: Whether new rows are moved or not as they say; else it is found out.

    Raises:
        ReviewError: No order of them covers both documents.
    """
    kept = {id(row) for row in before.rows}
    new = [index for index, row in enumerate(rows) if id(row) not in kept and not row.bead.is_gap]
    choices = [[rows[index].bead.moved for index in new]]
    if not flags:
        choices = sorted(map(list, product((False, True), repeat=len(new))), key=sum)
    for choice in choices:
        tried = list(rows)
        for index, moved in zip(new, choice, strict=True):
            tried[index] = replace(rows[index], bead=replace(rows[index].bead, moved=moved))
        ordered = _ordered(tried, kept)
        try:
            check_cover([row.bead for row in ordered], len(before.source), len(before.target))
        except SegmentError:
            continue
        return Draft(before.source, before.target, tuple(ordered))
    raise ReviewError("that would leave the beads out of order; reopen or unlink others first")


def _ordered(rows: Sequence[DraftRow], kept: set[int]) -> list[DraftRow]:
    """The rows in the order of the source, additions where the target has them."""
    numbered = list(enumerate(rows))
    sources = sorted(
        (one for one in numbered if one[1].bead.source), key=lambda one: one[1].bead.source.start
    )
    additions = sorted(
        (one for one in numbered if not one[1].bead.source),
        key=lambda one: one[1].bead.target.start,
    )
    away = {j for row in rows if row.bead.moved for j in row.bead.target}
    ordered: list[DraftRow] = []
    i = j = at = beside = 0
    while at < len(sources) or beside < len(additions):
        while j in away:
            j += 1
        source = sources[at] if at < len(sources) else None
        addition = additions[beside] if beside < len(additions) else None
        bead = source[1].bead if source else None
        source_fits = bead is not None and (bead.moved or not bead.target or bead.target.start == j)
        fits = addition is not None and addition[1].bead.target.start == j
        if addition and (not source or (fits and (not source_fits or addition[0] < source[0]))):
            row, beside = addition[1], beside + 1
            row = _with_bead(row, replace(row.bead, source=range(i, i)))
            j = row.bead.target.stop
        else:
            assert source is not None
            row, at = source[1], at + 1
            if not row.bead.target and id(row) not in kept:
                row = _with_bead(row, replace(row.bead, target=range(j, j)))
            i = row.bead.source.stop
            if row.bead.target and not row.bead.moved:
                j = row.bead.target.stop
        ordered.append(row)
    return ordered


def _with_bead(row: DraftRow, bead: Bead) -> DraftRow:
    same = row.bead == bead and row.bead.source.start == bead.source.start
    return row if same and row.bead.target.start == bead.target.start else replace(row, bead=bead)
