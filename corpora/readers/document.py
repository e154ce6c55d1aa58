"""What every reader gives back: the text of a file in blocks, and where it came from.

`lost_text` tells whether the blocks hold every letter and digit that the format shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from align.segmentation.lines import Block, check_blocks
from corpora.model.release import Source

__all__ = ["Block", "Piece", "ReadFile", "assemble", "made_of"]

#: What stands between two blocks of an assembled text.
BLOCK_END = "\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one block, before its place in the document is known."""

    text: str  #: cells of a table row have a tab between them
    kind: str | None = None  #: one of SEGMENT_KINDS, FURNITURE_KIND, or None for "not told"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """All text of one file in reading order, its blocks, and where it came from.

    Every character that shows something lies in exactly one block. Headers, footers and
    navigation are blocks of FURNITURE_KIND: kept, never aligned.
    """

    text: str
    blocks: tuple[Block, ...]  #: in order, none overlapping
    source: Source
    warnings: tuple[str, ...] = ()  #: one line each, for people; without the file's name

    def __post_init__(self) -> None:
        check_blocks(self.text, self.blocks)


def assemble(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    r"""The text that the pieces make, a line break between two, and their blocks in it.

    Pieces that show nothing are left out, and so are blanks at the ends of a piece.

    >>> assemble([Piece("회담 결과 ", "title"), Piece(" "), Piece("끝.")])
    ('회담 결과\n끝.', (Block(kind='title', start=0, end=5), Block(kind=None, start=6, end=8)))
    """
    texts: list[str] = []
    blocks: list[Block] = []
    position = 0
    for piece in pieces:
        text = piece.text.strip()
        if text:
            blocks.append(Block(piece.kind, position, position + len(text)))
            texts.append(text)
            position += len(text) + len(BLOCK_END)
    return BLOCK_END.join(texts), tuple(blocks)


def made_of(
    pieces: Iterable[Piece],
    data: bytes,
    name: str,
    *,
    encoding: str = "",
    warnings: Iterable[str] = (),
    **told: str,
) -> ReadFile:
    """What a reader gives back for a file that it took apart into pieces.

    Args:
        pieces: The blocks in reading order.
        data: The content of the file.
        name: Its path or name; provenance leaves out the folder.
        encoding: Python's name of the codec, for formats that are text.
        warnings: What a person should know, one line each.
        told: What the file tells of itself: title, date, agency, department, number,
            address (see `Source`).
    """
    text, blocks = assemble(pieces)
    base = name.rstrip("/").rpartition("/")[2] or "unnamed"
    source = Source.of(data, name=base, encoding=encoding, **told)
    return ReadFile(text, blocks, source, tuple(warnings))


#: Characters of the text around the first loss that a warning shows.
_CONTEXT = 40


def lost_text(shown: str, kept: str, added: str = "") -> str:
    """A warning about letters and digits of a file that are in no block; "" if none is lost.

    Args:
        shown: All text that the format's library sees.
        kept: The text of all blocks; it may hold more, in another order.
        added: What the reader wrote into the blocks itself: list numbers, marks of notes.

    >>> lost_text("회담 결과 3건", "결과 회담")
    '2 letters or digits of the file are in no block, the first in "3건"'
    >>> lost_text("회담 결과", "1. 회담\\t결과")
    ''
    """
    missing = Counter(filter(str.isalnum, shown))
    missing.subtract(Counter(filter(str.isalnum, kept)))
    missing.update(filter(str.isalnum, added))
    count = sum(number for number in missing.values() if number > 0)
    if not count:
        return ""
    known = set(kept.split())
    strange = next(
        (word for word in shown.split() if word not in known and _lacks(word, missing)), ""
    )
    place = shown.find(strange) if strange else 0
    context = " ".join(shown[place : place + _CONTEXT].split())
    return f'{count} letters or digits of the file are in no block, the first in "{context}"'


def _lacks(word: str, missing: Counter[str]) -> bool:
    return any(missing[character] > 0 for character in word)
