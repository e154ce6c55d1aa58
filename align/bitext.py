"""The parts of an alignment: segments, documents, beads and the bitext.

Every type here is a frozen value that is validated when it is built: the text of a document
can be rebuilt from its segments and furniture, and the beads of a bitext cover both documents
exactly once, in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from align.errors import SegmentError

#: Kinds of segments in a release. The order has no meaning.
SEGMENT_KINDS = (
    "title",  # the headline of the release
    "heading",  # a heading inside it, such as "Ⅰ. 모두 발언"
    "paragraph",  # running text, numbered or not
    "bullet",  # an item of a list (o ㅇ ° ◦ □ - △ ①)
    "note",  # a remark below the text (※ or *)
    "table_row",  # cells separated by tabs
    "attachment",  # 붙임, 첨부, Attachment
    "contact",  # 문의, 담당, Contact, telephone numbers
    "closing",  # 끝. or /끝/ alone
    "disclaimer",  # * unofficial translation
)

#: Page furniture is kept with the document, but never aligned.
FURNITURE_KIND = "furniture"

#: The languages this version can detect and split.
LANGUAGES = ("ko", "en")


@dataclass(frozen=True, slots=True)
class Segment:
    """A span of a document that is aligned as a unit, usually a sentence."""

    text: str  #: as in the document, including line breaks
    kind: str  #: one of SEGMENT_KINDS, or FURNITURE_KIND
    start: int  #: first character in the document's text, from 0
    end: int  #: one past the last character
    block: int = 0  #: which paragraph, list item or line it came from, from 0

    def __post_init__(self) -> None:
        if self.kind not in SEGMENT_KINDS and self.kind != FURNITURE_KIND:
            raise SegmentError(f"unknown segment kind: {self.kind!r}")
        if not self.text.strip():
            raise SegmentError(f"a segment at character {self.start} is blank")
        if self.end - self.start != len(self.text) or self.start < 0:
            raise SegmentError(
                f"a segment of {len(self.text)} characters cannot span {self.start}-{self.end}"
            )

    @property
    def plain(self) -> str:
        """The text on one line, with each run of white space replaced by one space."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Document:
    """One language version of a release: its text, its segments and its furniture.

    Segments and furniture are separated by white space only, so the text can be rebuilt
    from them and their offsets.
    """

    text: str
    language: str  #: "ko" or "en"
    segments: tuple[Segment, ...]  #: in order, none overlapping
    furniture: tuple[Segment, ...] = ()  #: navigation, dates and counters of the page

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise SegmentError(f"unknown language: {self.language!r}")
        starts = [segment.start for segment in self.segments]
        if starts != sorted(starts):
            raise SegmentError("the segments are not in the order of the text")
        position = 0
        for span in self.spans():
            between = self.text[position : span.start]
            if span.start < position or between.strip():
                raise SegmentError(
                    f"characters {position}-{span.start} are in no segment or in two"
                )
            if self.text[span.start : span.end] != span.text:
                raise SegmentError(f"the segment at character {span.start} differs from the text")
            position = span.end
        if self.text[position:].strip():
            raise SegmentError(f"the text after character {position} is in no segment")

    @classmethod
    def from_segments(cls, segments: Sequence[Segment], language: str) -> Document:
        """A document with these segments at their offsets and blanks in between."""
        pieces, position = [], 0
        for segment in segments:
            pieces.append(" " * (segment.start - position) + segment.text)
            position = segment.end
        return cls("".join(pieces), language, tuple(segments))

    def __len__(self) -> int:
        return len(self.segments)

    def spans(self) -> list[Segment]:
        """Segments and furniture together, in the order of the document."""
        return sorted((*self.segments, *self.furniture), key=lambda span: span.start)

    def texts(self) -> list[str]:
        """The texts of the segments, each on one line."""
        return [segment.plain for segment in self.segments]

    def line_of(self, segment: Segment) -> int:
        """The number of the line on which a segment begins, from 1."""
        return self.text.count("\n", 0, segment.start) + 1

    def without_furniture(self) -> Document:
        """The same document with everything outside its segments blanked out."""
        return Document.from_segments(self.segments, self.language)


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments that translate each other and divide no further (Brown et al. 1991).

    One side may be empty: no target is an omission, no source an addition. The empty
    range still marks the position: ``Bead(range(3, 4), range(7, 7))``. The target of a *moved*
    bead is out of order with respect to the other beads.
    """

    source: range  #: consecutive segment indices, from 0
    target: range
    probability: float | None = None  #: that exactly this bead is correct, 0 to 1
    score: float | None = None  #: cosine of the two sides, -1 to 1; None for a gap
    moved: bool = False  #: whether the target segments are out of order

    def __post_init__(self) -> None:
        for side in (self.source, self.target):
            if side.step != 1 or side.start < 0 or side.stop < side.start:
                raise SegmentError(f"a bead must have consecutive segments, not {side!r}")
        if not self.source and not self.target:
            raise SegmentError("a bead must have a segment on at least one side")
        if self.moved and self.is_gap:
            raise SegmentError("a gap cannot be moved")

    @property
    def is_gap(self) -> bool:
        """Whether one side is empty."""
        return not self.source or not self.target

    @property
    def type(self) -> str:
        """The number of segments on each side, as "1-2"."""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two documents and the beads that join them."""

    source: Document
    target: Document
    beads: tuple[Bead, ...]
    signature: str = field(default="")  #: every setting that can change the beads

    def __post_init__(self) -> None:
        check_cover(self.beads, len(self.source), len(self.target))

    def __iter__(self) -> Iterator[Bead]:
        return iter(self.beads)

    def source_segments(self, bead: Bead) -> tuple[Segment, ...]:
        """The source segments of a bead."""
        return self.source.segments[bead.source.start : bead.source.stop]

    def target_segments(self, bead: Bead) -> tuple[Segment, ...]:
        """The target segments of a bead."""
        return self.target.segments[bead.target.start : bead.target.stop]

    def source_text(self, bead: Bead) -> str:
        """The source text of a bead on one line; empty for an addition."""
        return " ".join(segment.plain for segment in self.source_segments(bead))

    def target_text(self, bead: Bead) -> str:
        """The target text of a bead on one line; empty for an omission."""
        return " ".join(segment.plain for segment in self.target_segments(bead))

    def without_furniture(self) -> Bitext:
        """The same beads over documents with everything outside their segments blanked out."""
        return replace(
            self,
            source=self.source.without_furniture(),
            target=self.target.without_furniture(),
        )


def check_cover(beads: Sequence[Bead], n: int, m: int) -> None:
    """Raise SegmentError unless the beads cover n and m segments exactly once, in order.

    The order is that of the source; target segments of moved beads are skipped.
    """
    moved = {j for bead in beads if bead.moved for j in bead.target}
    i = j = 0
    for bead in beads:
        while j in moved and not bead.moved:
            j += 1
        if bead.source.start != i or (bead.target.start != j and bead.target and not bead.moved):
            raise SegmentError(
                f"the bead {bead.source}, {bead.target} does not follow segments {i} and {j}"
            )
        i = bead.source.stop
        j = j if bead.moved or not bead.target else bead.target.stop
    covered = sorted(j for bead in beads for j in bead.target)
    if i != n or covered != list(range(m)):
        raise SegmentError(f"the beads do not cover {n} and {m} segments exactly once")
