"""Lines of a text with their offsets, and the blocks into which its file divides it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from align.bitext import FURNITURE_KIND, SEGMENT_KINDS
from align.errors import SegmentError

#: Invisible characters: byte order mark, zero-width and direction marks, soft hyphen.
INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad\u180e\u202a\u202b\u202c\u202d\u202e"

#: Characters stripped from the ends of a line: white space and invisible characters.
BLANK = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + INVISIBLE

# U+2028 and form feeds end a line on screen, so they end one here too.
_LINE = re.compile("([^\n\r\u2028\u2029\x85\x0b\x0c]*)(?:\r\n|[\n\r\u2028\u2029\x85\x0b\x0c]|$)")
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text without the blank characters at its ends."""

    text: str
    start: int  #: first character, from 0
    end: int  #: one past the last character
    after_blank: bool  #: whether an empty line precedes it


def read_lines(text: str) -> list[Line]:
    r"""The visible lines of a text, with their offsets.

    >>> [(line.text, line.start, line.after_blank) for line in read_lines("a\r\n \r\n  b")]
    [('a', 0, False), ('b', 8, True)]
    """
    lines = []
    after_blank = False
    for match in _LINE.finditer(text):
        raw = match[1]
        bare = raw.lstrip(BLANK)
        start = match.start() + len(raw) - len(bare)
        bare = bare.rstrip(BLANK)
        if bare:
            lines.append(Line(bare, start, start + len(bare), after_blank))
        after_blank = not bare
    return lines


def columns(text: str) -> int:
    """Terminal columns that a text occupies; a Hangul syllable takes two.

    >>> columns("한미 US")
    7
    """
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


@dataclass(frozen=True, slots=True)
class Block:
    """A span of text that its file marks as a unit, with or without stating its kind.

    If the kind is given, the block is one paragraph, item or row, and a line break in it
    is equivalent to a space. If it is None, each line is classified by its own words, and
    wrapped lines are joined.
    """

    kind: str | None  #: one of SEGMENT_KINDS, FURNITURE_KIND, or None if unknown
    start: int  #: first character in the text, from 0
    end: int  #: one past the last character

    def __post_init__(self) -> None:
        if self.kind not in (None, FURNITURE_KIND, *SEGMENT_KINDS):
            raise SegmentError(f"unknown block kind: {self.kind!r}")
        if not 0 <= self.start <= self.end:
            raise SegmentError(f"a block cannot span characters {self.start}-{self.end}")


def check_blocks(text: str, blocks: Sequence[Block]) -> None:
    """Raise SegmentError unless the blocks hold all visible text exactly once, in order."""
    position = 0
    for block in (*blocks, Block(None, len(text), len(text))):
        between = text[position : block.start]
        if block.start < position or (between and not between.isspace()) or block.end > len(text):
            raise SegmentError(f"characters {position}-{block.start} are in no block or in two")
        position = block.end
