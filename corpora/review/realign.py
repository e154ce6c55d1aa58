"""Aligning the rest of a release anew: accepted beads stand, and the aligner runs between them.

Nothing is kept before somebody has seen it: `realigned` gives a draft and what is other in it,
and `corpora.store.Reviewer.replace_draft` keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from align.bitext import Bead, Document
from align.errors import ReviewError
from align.gaps import EXPECTED_GAPS
from align.messages import Statement, say
from align.pipeline import Aligned, align_documents
from corpora.model.release import Annotation
from corpora.store.review.draft import NEW, Draft, DraftRow, arranged
from corpora.store.values import Review
from corpora.workflows.align import annotations_of

Aligner = Callable[[Document, Document], Aligned]

BETWEEN = say("gap.between")


@dataclass(frozen=True, slots=True)
class Change:
    """Rows that stand in the place of others; both sides cover the same stretch."""

    before: tuple[DraftRow, ...]
    after: tuple[DraftRow, ...]


@dataclass(frozen=True, slots=True)
class Realigned:
    """A draft aligned anew, beside the one that it was made from."""

    old: Draft
    new: Draft
    changes: tuple[Change, ...]


def realigned(draft: Draft, aligner: Aligner = align_documents) -> Realigned:
    """What comes of a draft if all that nobody has accepted is aligned anew.

    Args:
        draft: What the store holds.
        aligner: What aligns two documents.

    Raises:
        ReviewError: Nothing is left to be aligned.
    """
    locked = [row for row in draft.rows if stands(row)]
    if len(locked) == len(draft.rows):
        raise ReviewError(
            "every bead is accepted or holds a decision; there is no rest to be aligned"
        )
    fresh = [
        row for stretch in _stretches(draft, locked) for row in _aligned(draft, stretch, aligner)
    ]
    old = {_key(row): row for row in draft.rows if not stands(row)}
    rows = [old.pop(_key(row), row) for row in fresh]
    rows = _with_old_numbers(rows, [row for row in draft.rows if _key(row) in old])
    new = arranged(draft, _interleaved(locked, rows), flags=True)
    return Realigned(draft, new, tuple(_changes(draft, new)))


def stands(row: DraftRow) -> bool:
    """Whether a row stays as it is: it is accepted, or a finding in it was decided about."""
    return row.is_locked or any(found.state != "open" for found in row.findings)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Open segments of both sides between two accepted pairs, in their order."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    end: int  #: one past its last source segment, where it has one; else where it stands


def _key(row: DraftRow) -> tuple[object, ...]:
    bead = row.bead
    return bead.source, bead.target, bead.moved


def _stretches(draft: Draft, locked: Sequence[DraftRow]) -> Iterator[_Stretch]:
    """The open segments, cut at every accepted pair that stands in order."""
    taken_source = {i for row in locked for i in row.bead.source}
    taken_target = {j for row in locked for j in row.bead.target}
    anchors = [row.bead for row in locked if not row.bead.is_gap and not row.bead.moved]
    i = j = 0
    for source_stop, target_stop, next_i, next_j in (
        *(
            (one.source.start, one.target.start, one.source.stop, one.target.stop)
            for one in anchors
        ),
        (len(draft.source), len(draft.target), 0, 0),
    ):
        source = tuple(k for k in range(i, source_stop) if k not in taken_source)
        target = tuple(k for k in range(j, target_stop) if k not in taken_target)
        if source or target:
            yield _Stretch(source, target, source_stop)
        i, j = next_i, next_j


def _aligned(draft: Draft, stretch: _Stretch, aligner: Aligner) -> Iterator[DraftRow]:
    """The rows that the aligner makes of a stretch."""
    if not stretch.source or not stretch.target:
        for k in stretch.source:
            yield _gap(draft.source, Bead(range(k, k + 1), range(0, 0)), BETWEEN)
        for k in stretch.target:
            yield _gap(draft.target, _addition(range(k, k + 1), stretch.end), BETWEEN)
        return
    aligned = aligner(_part(draft.source, stretch.source), _part(draft.target, stretch.target))
    for bead, annotation in zip(aligned.bitext.beads, annotations_of(aligned), strict=True):
        sources = _runs([stretch.source[i] for i in bead.source])
        targets = _runs([stretch.target[j] for j in bead.target])
        if max(len(sources), len(targets)) > 1:  # an accepted bead stands inside it
            for run in sources:
                yield _gap(draft.source, Bead(run, range(0, 0)), BETWEEN)
            for run in targets:
                yield _gap(draft.target, _addition(run, stretch.end), BETWEEN)
            continue
        at = (*stretch.source, stretch.end)[bead.source.start]
        source = sources[0] if sources else range(at, at)
        target = targets[0] if targets else range(0, 0)
        yield DraftRow(replace(bead, source=source, target=target), annotation, Review(NEW))


def _addition(run: range, at: int) -> Bead:
    return Bead(range(at, at), run)


def _part(document: Document, numbers: Sequence[int]) -> Document:
    """The document in which only some segments are aligned; the lines stay what they are."""
    wanted = set(numbers)
    rest = [one for number, one in enumerate(document.segments) if number not in wanted]
    return replace(
        document,
        segments=tuple(document.segments[number] for number in numbers),
        furniture=(*document.furniture, *rest),
    )


def _gap(document: Document, bead: Bead, reason: Statement) -> DraftRow:
    run = bead.source or bead.target
    kind = document.segments[run.start].kind
    if kind not in EXPECTED_GAPS:
        kind = "omission" if bead.source else "addition"
    return DraftRow(bead, Annotation(kind, (reason,)), Review(NEW))


def _runs(numbers: Sequence[int]) -> list[range]:
    """Numbers as runs without holes."""
    runs: list[range] = []
    for number in numbers:
        if runs and runs[-1].stop == number:
            runs[-1] = range(runs[-1].start, number + 1)
        else:
            runs.append(range(number, number + 1))
    return runs


def _with_old_numbers(rows: Sequence[DraftRow], left: Sequence[DraftRow]) -> list[DraftRow]:
    """The rows, with a new one taking the number of an old one that shares its first segment."""
    by_source = {row.bead.source.start: row for row in left if row.bead.source}
    by_target = {row.bead.target.start: row for row in left if not row.bead.source}
    numbered = []
    for row in rows:
        if row.id != NEW:
            numbered.append(row)
            continue
        known = (
            by_source.pop(row.bead.source.start, None)
            if row.bead.source
            else by_target.pop(row.bead.target.start, None)
        )
        review = row.review if known is None else Review(known.id, version=known.review.version)
        numbered.append(replace(row, review=review))
    return numbered


def _interleaved(locked: Sequence[DraftRow], rows: Sequence[DraftRow]) -> list[DraftRow]:
    """All rows in the order of the source, an addition before the source segment that follows."""
    return sorted((*locked, *rows), key=lambda row: (row.bead.source.start, bool(row.bead.source)))


def _changes(old: Draft, new: Draft) -> Iterator[Change]:
    """Where the two differ, in runs that cover the same segments."""
    kept = {id(row) for row in old.rows} & {id(row) for row in new.rows}

    def runs(draft: Draft) -> list[tuple[DraftRow, ...]]:
        """The rows that are not kept, before each one that is."""
        found: list[tuple[DraftRow, ...]] = []
        pending: list[DraftRow] = []
        for is_kept, group in groupby(draft.rows, key=lambda row: id(row) in kept):
            if not is_kept:
                pending.extend(group)
                continue
            for _ in group:
                found.append(tuple(pending))
                pending = []
        return [*found, tuple(pending)]

    held: tuple[list[DraftRow], list[DraftRow]] = [], []
    for before, after in zip(runs(old), runs(new), strict=True):
        held[0].extend(before)
        held[1].extend(after)
        if held[0] and _covered(held[0]) == _covered(held[1]):
            yield Change(tuple(held[0]), tuple(held[1]))
            held = [], []


def _covered(rows: Sequence[DraftRow]) -> set[tuple[int, int]]:
    """The segments of some rows, each with its side."""
    return {(0, i) for row in rows for i in row.bead.source} | {
        (1, j) for row in rows for j in row.bead.target
    }
