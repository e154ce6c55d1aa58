"""Blocks: the paragraphs, items and rows of a document, as its file tells them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.bitext import FURNITURE_KIND, SEGMENT_KINDS
from align.errors import SegmentError


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text that its file sets apart, with or without saying what it is.

    Where the kind is given, the block is one paragraph, item or row, and a line break in
    it means no more than a space. Where it is None, each line is judged by its own words,
    and lines that a wrap has cut in two are joined.
    """

    kind: str | None  #: one of SEGMENT_KINDS, FURNITURE_KIND, or None for "not told"
    start: int  #: first character in the text, from 0
    end: int  #: one past the last character

    def __post_init__(self) -> None:
        if self.kind not in (None, FURNITURE_KIND, *SEGMENT_KINDS):
            raise SegmentError(f"unknown kind of block: {self.kind!r}")
        if not 0 <= self.start <= self.end:
            raise SegmentError(f"a block cannot span the characters {self.start}-{self.end}")


def check_blocks(text: str, blocks: Sequence[Block]) -> None:
    """Raise SegmentError unless the blocks hold all that the text shows, once, in order."""
    position = 0
    for block in (*blocks, Block(None, len(text), len(text))):
        between = text[position : block.start]
        if block.start < position or (between and not between.isspace()) or block.end > len(text):
            raise SegmentError(f"characters {position}-{block.start} belong to no block or to two")
        position = block.end
