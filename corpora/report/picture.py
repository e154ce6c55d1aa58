"""The picture of an alignment: two columns of segments, and bands that join them.

All lengths are in the units of the picture's own coordinates, of which it is WIDTH wide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from align.bitext import Document
from corpora.model.release import Release
from corpora.report.view import ReportRow, View
from corpora.wording.kinds import KINDS, kind_name
from corpora.wording.words import PHRASES, Words

WIDTH = 1000.0
#: Left and right edges of the two columns.
_SOURCE, _TARGET = (370.0, 390.0), (610.0, 630.0)
#: The usual height of a segment, with text beside it, and in a long document, without.
_ROOMY, _TIGHT = 22.0, 7.0
_ROOMY_UP_TO = 150
_SMALLEST, _BETWEEN = 4.0, 1.5
_LABEL_FROM = 13.0
_LABEL_COLUMNS = 55


@dataclass(frozen=True, slots=True)
class SegmentBlock:
    """One segment as a box, with the beginning of its text beside it."""

    x: float
    y: float
    width: float
    height: float
    state: str
    label: str
    label_x: float
    anchor: str  #: "end" for text left of the box, "start" for text right of it
    language: str


@dataclass(frozen=True, slots=True)
class LinkBand:
    """One bead as a shape between the columns; that of a gap ends in a point."""

    path: str
    row: int
    state: str
    severity: str
    label: Words
    sign: tuple[float, float] | None  #: where to set the sign of a finding


@dataclass(frozen=True, slots=True)
class Picture:
    """All shapes of an alignment."""

    width: float
    height: float
    blocks: tuple[SegmentBlock, ...]
    bands: tuple[LinkBand, ...]


def picture_of(release: Release, view: View) -> Picture:
    """The picture of a release; its height grows with the longer document."""
    bitext = release.bitext
    count = max(len(bitext.source), len(bitext.target), 1)
    height = count * (_ROOMY if count <= _ROOMY_UP_TO else _TIGHT)
    places = _places(bitext.source, height), _places(bitext.target, height)
    blocks = [
        block
        for row in view.rows
        for is_source in (True, False)
        for block in _blocks(release, row, places[not is_source], is_source=is_source)
    ]
    bands = [_band(row, *places) for row in view.rows]
    # What is moved or missing lies on top of what is as it should be.
    order = ("aligned", "expected", "moved", "omission", "addition")
    return Picture(
        WIDTH,
        round(height, 1),
        tuple(blocks),
        tuple(sorted(bands, key=lambda band: order.index(band.state))),
    )


def _places(document: Document, height: float) -> list[tuple[float, float]]:
    """Top and bottom of each segment: a least height, and the rest by length of text."""
    sizes = [len(segment.plain) for segment in document.segments]
    if not sizes:
        return []
    rest = height - len(sizes) * (_SMALLEST + _BETWEEN)
    tops = [0.0]
    for size in sizes:
        tops.append(tops[-1] + _SMALLEST + _BETWEEN + rest * size / sum(sizes))
    return [(round(top, 1), round(end - _BETWEEN, 1)) for top, end in pairwise(tops)]


def _blocks(
    release: Release, row: ReportRow, places: Sequence[tuple[float, float]], *, is_source: bool
) -> Iterator[SegmentBlock]:
    bitext = release.bitext
    document = bitext.source if is_source else bitext.target
    left, right = _SOURCE if is_source else _TARGET
    for index in row.bead.source if is_source else row.bead.target:
        top, bottom = places[index]
        high = round(bottom - top, 1)
        yield SegmentBlock(
            left,
            top,
            right - left,
            high,
            row.state,
            _shortened(document.segments[index].plain) if high >= _LABEL_FROM else "",
            left - 8 if is_source else right + 8,
            "end" if is_source else "start",
            document.language,
        )


def _band(
    row: ReportRow, source: Sequence[tuple[float, float]], target: Sequence[tuple[float, float]]
) -> LinkBand:
    ours, theirs = _extent(row.bead.source, source), _extent(row.bead.target, target)
    left, right = _SOURCE[1], _TARGET[0]
    middle = (left + right) / 2
    (a, b), (c, d) = ours, theirs
    if row.bead.is_gap:
        path = _wedge(left, right, (a, b), c) if row.bead.source else _wedge(right, left, (c, d), a)
    else:
        path = (
            f"M{left:g} {a:g}C{middle:g} {a:g} {middle:g} {c:g} {right:g} {c:g}"
            f"V{d:g}C{middle:g} {d:g} {middle:g} {b:g} {left:g} {b:g}Z"
        )
    sign = None
    if row.findings:
        sign = middle, round((a + b + c + d) / 4, 1)
    return LinkBand(path, row.number, row.state, row.severity, _label(row), sign)


def _wedge(edge: float, other: float, extent: tuple[float, float], place: float) -> str:
    """A shape that leaves a column and ends in a point, on its way to a place in the other."""
    top, bottom = extent
    x = edge + (other - edge) * 0.45
    y = round((top + bottom) / 2 * 0.6 + place * 0.4, 1)
    bend = round((edge + x) / 2, 1)
    return (
        f"M{edge:g} {top:g}C{bend:g} {top:g} {bend:g} {y:g} {x:g} {y:g}"
        f"C{bend:g} {y:g} {bend:g} {bottom:g} {edge:g} {bottom:g}Z"
    )


def _extent(side: range, places: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Top and bottom of some segments; of none, the place between two."""
    if side:
        return places[side.start][0], places[side.stop - 1][1]
    if not places:
        return 0.0, 0.0
    at = places[side.start][0] if side.start < len(places) else places[-1][1]
    return at, at


def _label(row: ReportRow) -> Words:
    """What a band is called: its place, and what is worth saying of it."""
    more = [PHRASES["moved"]] if row.state == "moved" else []
    if row.gap:
        more.append(kind_name(row.gap))
    for kind in dict.fromkeys(found.finding.kind for found in row.findings):
        more.append(KINDS[kind][0])
    return Words(
        ", ".join([row.place.ko, *(words.ko for words in more)]),
        ", ".join([row.place.en, *(words.en for words in more)]),
    )


def _shortened(text: str) -> str:
    """As much of a text as fits beside a box; a syllable of Hangul takes two columns."""
    room: float = _LABEL_COLUMNS
    for number, character in enumerate(text):
        wide = 2.0 if east_asian_width(character) in "WF" else 1.4 if character.isupper() else 1.0
        room -= wide
        if room < 0:
            return text[:number].rstrip() + "…"
    return text
