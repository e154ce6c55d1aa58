"""The result of every reader: the text of a file in blocks, with provenance.

`lost_text` checks that the blocks contain every letter and digit shown by the format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from align.segmentation.lines import Block, check_blocks
from corpora.model.release import Source

__all__ = ["Block", "Piece", "ReadFile", "assemble", "made_of"]

#: Separator between two blocks of an assembled text.
BLOCK_END = "\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one block, before its position in the document is known."""

    text: str  #: cells of a table row are separated by tabs
    kind: str | None = None  #: one of SEGMENT_KINDS, FURNITURE_KIND, or None if unknown


@dataclass(frozen=True, slots=True)
class ReadFile:
    """All text of one file in reading order, with its blocks and provenance.

    Every visible character lies in exactly one block. Headers, footers and
    navigation are blocks of FURNITURE_KIND: kept, never aligned.
    """

    text: str
    blocks: tuple[Block, ...]  #: in order, none overlapping
    source: Source
    warnings: tuple[str, ...] = ()  #: human-readable, one line each, without the file's name

    def __post_init__(self) -> None:
        check_blocks(self.text, self.blocks)


def assemble(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    r"""The text of the pieces, separated by line breaks, with their blocks.

    Invisible pieces are left out, and so are blanks at the ends of a piece.

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
    **declared: str,
) -> ReadFile:
    """The result of a reader for a file read in pieces.

    Args:
        pieces: The blocks in reading order.
        data: The content of the file.
        name: Its path or name; provenance omits the folder.
        encoding: Python's name for the codec, for text formats.
        warnings: Warnings for the user, one line each.
        declared: Metadata declared in the file: title, date, agency, department, number,
            address (see `Source`).
    """
    text, blocks = assemble(pieces)
    base = name.rstrip("/").rpartition("/")[2] or "unnamed"
    source = Source.of(data, name=base, encoding=encoding, **declared)
    return ReadFile(text, blocks, source, tuple(warnings))


#: Characters of context around the first loss shown in a warning.
_CONTEXT = 40


def lost_text(shown: str, kept: str, added: str = "") -> str:
    """A warning about letters and digits of a file that are in no block; "" if none is lost.

    Args:
        shown: All text found by the format's library.
        kept: The text of all blocks; it may contain more, in another order.
        added: Text that the reader added to the blocks: list numbers, note marks.

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
