"""What a reviewer can do to the structure of an alignment: drafts in, drafts out.

An edit touches beads that nobody has accepted, and leaves both documents covered. What was
found inside a bead goes along with its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from align.bitext import Bead, Document, Segment
from align.errors import ReviewError
from align.gaps import EXPECTED_GAPS
from align.messages import say
from corpora.model.release import Annotation
from corpora.store.review.draft import NEW, Draft, DraftRow, arranged, resegmented, text_of
from corpora.store.review.finding_spans import (
    behind,
    divided,
    shifted,
    spans_of,
    widened,
    with_spans,
)
from corpora.store.values import Review

#: Why a gap that a reviewer made is one.
BY_REVIEWER = say("gap.by_reviewer")


def merge(draft: Draft, index: int) -> Draft:
    """A bead and the one after it as one."""
    if index + 1 >= len(draft.rows):
        raise ReviewError("the last bead has none after it to be merged with")
    one, two = _open_rows(draft, index, index + 1)
    target = _joined(one.bead.target, two.bead.target)
    source = range(one.bead.source.start, two.bead.source.stop)
    sides = [draft.texts(one), draft.texts(two)]
    swapped = bool(one.bead.target and two.bead.target) and (
        two.bead.target.start < one.bead.target.start
    )
    before = len(sides[1][1] if swapped else sides[0][1])
    shift = (behind(sides[0][0]), before + 1 if before else 0)
    first_shift = (0, shift[1] if swapped else 0)
    second_shift = (shift[0], 0 if swapped else shift[1])
    findings = (
        *(shifted(found, first_shift) for found in one.findings),
        *(shifted(found, second_shift) for found in two.findings),
    )
    row = DraftRow(Bead(source, target), Annotation(), _reopened(one), findings)
    row = _annotated(draft, row)
    return arranged(draft, [*draft.rows[:index], row, *draft.rows[index + 2 :]])


def split(draft: Draft, index: int, source_at: int, target_at: int) -> Draft:
    """A bead as two, each side cut at a character of its text on one line.

    A cut at 0 or at the end leaves that side to one of the two. A cut inside a segment divides
    the segment.
    """
    (row,) = _open_rows(draft, index)
    lengths = tuple(map(len, draft.texts(row)))
    for at, length in zip((source_at, target_at), lengths, strict=True):
        if not 0 <= at <= length:
            raise ReviewError(
                "a cut lies between 0 and {length} characters, not at {at}", length=length, at=at
            )
    if (source_at, target_at) in ((0, 0), lengths):
        raise ReviewError("a split needs text on both sides of the cut")
    counts = []
    for side, at in enumerate((source_at, target_at)):
        draft, count = _cut(draft, index, side, at)
        counts.append(count)
    row = draft.rows[index]
    source, target = row.bead.source, row.bead.target
    a, b = source.start + counts[0], target.start + counts[1]
    beads = (
        Bead(range(source.start, a), range(target.start, b)) if counts != [0, 0] else None,
        Bead(range(a, source.stop), range(b, target.stop))
        if (a, b) != (source.stop, target.stop)
        else None,
    )
    if beads[0] is None or beads[1] is None:
        raise ReviewError("a split needs text on both sides of the cut")
    reviews = _reopened(row), Review(NEW)
    texts = [
        (text_of(draft.source, bead.source), text_of(draft.target, bead.target))
        for bead in (beads[0], beads[1])
    ]
    parts = divided(row.findings, texts)
    rows = [
        _annotated(draft, DraftRow(bead, Annotation(), review, found))
        for bead, review, found in zip((beads[0], beads[1]), reviews, parts, strict=True)
    ]
    return arranged(draft, [*draft.rows[:index], *rows, *draft.rows[index + 1 :]])


def shift(draft: Draft, index: int, side: int, *, down: bool) -> Draft:
    """The boundary between a bead and the next one moved by a segment on one side.

    Args:
        draft: The draft.
        index: The upper bead.
        side: 0 for the source, 1 for the target.
        down: Whether the upper bead gains the first segment of the lower one, or else loses
            its last to it.
    """
    if index + 1 >= len(draft.rows):
        raise ReviewError("the last bead has none after it")
    one, two = _open_rows(draft, index, index + 1)
    name = ("source", "target")[side]
    upper, lower = getattr(one.bead, name), getattr(two.bead, name)
    if not (lower if down else upper):
        raise ReviewError("there is no segment on that side to give")
    if upper and lower and upper.stop != lower.start:
        raise ReviewError("the two do not stand beside each other on that side")
    given = lower[0] if down else upper[-1]
    border = given + 1 if down else given
    runs = (
        range(upper.start if upper else given, border),
        range(border, lower.stop if lower else given + 1),
    )
    rows = []
    texts_before = _joint_texts(draft, one, two)
    for row, run in zip((one, two), runs, strict=True):
        other = row.bead.target if side == 0 else row.bead.source
        if not run and not other:
            raise ReviewError("that would leave a bead without text; merge the two instead")
        sides = (run, other) if side == 0 else (other, run)
        rows.append(_annotated(draft, DraftRow(Bead(*sides), Annotation(), _reopened(row))))
    texts = [draft.texts(row) for row in rows]
    ahead = tuple(behind(text) for text in draft.texts(one))
    findings = [*one.findings, *(shifted(f, (ahead[0], ahead[1])) for f in two.findings)]
    assert texts_before == tuple(" ".join(filter(None, pair)) for pair in zip(*texts, strict=True))
    parts = divided(tuple(findings), texts)
    rows = [replace(row, findings=found) for row, found in zip(rows, parts, strict=True)]
    return arranged(draft, [*draft.rows[:index], *rows, *draft.rows[index + 2 :]])


def make_gap(draft: Draft, index: int) -> Draft:
    """A pair as an omission and an addition."""
    (row,) = _open_rows(draft, index)
    if row.bead.is_gap:
        raise ReviewError("the bead is a gap already")
    texts = draft.texts(row)
    return split(draft, index, len(texts[0]), 0)


def link(draft: Draft, index: int, other: int) -> Draft:
    """An omission and an addition, wherever they stand, as one pair."""
    one, two = _open_rows(draft, index, other)
    if not one.bead.source:
        one, two = two, one
    if one.bead.target or two.bead.source:
        raise ReviewError("an omission and an addition can be linked, nothing else")
    bead = Bead(one.bead.source, two.bead.target)
    row = DraftRow(bead, Annotation(), _reopened(one), (*one.findings, *two.findings))
    rows = [row if old is one else old for old in draft.rows if old is not two]
    return arranged(draft, rows)


def mark_moved(draft: Draft, index: int, *, moved: bool) -> Draft:
    """A pair called moved, or not."""
    (row,) = _open_rows(draft, index)
    if row.bead.is_gap:
        raise ReviewError("a gap cannot be moved; link it with the text it belongs to")
    new = replace(row, bead=replace(row.bead, moved=moved), review=_reopened(row))
    rows = [*draft.rows[:index], new, *draft.rows[index + 1 :]]
    return arranged(draft, rows, flags=True)


def _open_rows(draft: Draft, *indices: int) -> Iterator[DraftRow]:
    rows = [draft.rows[index] for index in indices]
    if any(row.is_locked for row in rows):
        raise ReviewError("an accepted bead is a lock; reopen it first")
    return iter(rows)


def _reopened(row: DraftRow) -> Review:
    """The review of a bead that is another one now; the store raises its version."""
    return Review(row.review.bead, version=row.review.version)


def _joined(one: range, two: range) -> range:
    """Two runs as one."""
    if not one or not two:
        return one or two
    first, last = sorted((one, two), key=lambda run: run.start)
    if first.stop != last.start:
        raise ReviewError("their targets do not stand beside each other")
    return range(first.start, last.stop)


def _annotated(draft: Draft, row: DraftRow) -> DraftRow:
    """The row with its kind of gap, if it is one."""
    if not row.bead.is_gap:
        return row
    document, run = (
        (draft.source, row.bead.source) if row.bead.source else (draft.target, row.bead.target)
    )
    kind = document.segments[run.start].kind
    if kind not in EXPECTED_GAPS:
        kind = "omission" if row.bead.source else "addition"
    return replace(row, annotation=Annotation(kind, (BY_REVIEWER,)))


def _joint_texts(draft: Draft, one: DraftRow, two: DraftRow) -> tuple[str, ...]:
    pairs = zip(draft.texts(one), draft.texts(two), strict=True)
    return tuple(" ".join(filter(None, pair)) for pair in pairs)


def _cut(draft: Draft, index: int, side: int, at: int) -> tuple[Draft, int]:
    """The draft with a segment's end where a row is cut, and how many segments lie before."""
    document = (draft.source, draft.target)[side]
    run = (draft.rows[index].bead.source, draft.rows[index].bead.target)[side]
    position = 0
    for count, number in enumerate(run):
        length = len(document.segments[number].plain)
        if at <= position:
            return draft, count
        if at < position + length:
            inner = _character(document, number, at - position)
            return _cut_segment(draft, index, side, number, inner, at), count + 1
        position += length + 1
    return draft, len(run)


def _character(document: Document, number: int, at: int) -> int:
    """Where in a segment a character of its text on one line stands."""
    text = document.segments[number].text
    seen, blank = -1, True
    for place, character in enumerate(text):
        if character.isspace():
            blank = True
            continue
        seen += 2 if blank and seen >= 0 else 1
        blank = False
        if seen >= at:
            return place
    return len(text)


def _cut_segment(draft: Draft, index: int, side: int, number: int, inner: int, at: int) -> Draft:
    """The draft with one segment as two, and findings where their words now are."""
    document = (draft.source, draft.target)[side]
    whole = document.segments[number]
    left, right = whole.text[:inner], whole.text[inner:]
    if not left.strip() or not right.strip():
        raise ReviewError("a cut inside a segment needs text on both sides")
    parts = []
    for text, start in ((left, whole.start), (right, whole.start + inner)):
        skip = len(text) - len(text.lstrip())
        kept = text.strip()
        parts.append(replace(whole, text=kept, start=start + skip, end=start + skip + len(kept)))
    # The outer ends stay where they are, white space and all: rows are known by them.
    parts[0] = _extended(document, parts[0], start=whole.start)
    parts[1] = _extended(document, parts[1], end=whole.end)
    segments = [*document.segments[:number], *parts, *document.segments[number + 1 :]]
    draft = resegmented(draft, side, segments)
    if left[-1:].isspace() or right[:1].isspace():
        return draft
    row = draft.rows[index]
    findings = tuple(
        with_spans(
            found,
            widened(source, at) if side == 0 else source,
            widened(target, at) if side == 1 else target,
        )
        for found in row.findings
        for source, target in [spans_of(found)]
    )
    rows = list(draft.rows)
    rows[index] = replace(row, findings=findings)
    return replace(draft, rows=tuple(rows))


def _extended(
    document: Document, segment: Segment, *, start: int | None = None, end: int | None = None
) -> Segment:
    """The segment with another end."""
    first = segment.start if start is None else start
    last = segment.end if end is None else end
    return replace(segment, text=document.text[first:last], start=first, end=last)
