"""Plain text in any encoding that occurs in Korea."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from align.errors import InputError
from corpora.io.decoding import decode
from corpora.io.input import read_bytes, source_name
from corpora.io.paths import input_name
from corpora.model.release import Source

#: The longest line, in characters. A longer one is no text but data, or has lost its breaks.
MAX_LINE_CHARACTERS = 1_000_000

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of one file, and where it came from."""

    text: str  #: all characters as in the file, line ends too, without the byte order mark
    source: Source


def read_text(path: Path | str) -> TextFile:
    """The text of a file, or of standard input for "-", with its provenance.

    A byte order mark decides the encoding; without one UTF-8, UTF-16 and CP949 (which
    holds EUC-KR) are tried in this order, and what fits none of them is guessed.

    Raises:
        InputError: It cannot be read, or is no text, or is blank, mixed or broken.
    """
    data = read_bytes(path)
    return text_of(data, name=source_name(path), place=input_name(path))


def text_of(data: bytes, *, name: str, place: str | None = None) -> TextFile:
    """The text that these bytes spell.

    Args:
        data: The content of the file.
        name: What provenance calls it.
        place: What messages call it; ``name`` if not given.

    Raises:
        InputError: The bytes are no text, or the text is blank, mixed or broken.
    """
    place = name if place is None else place
    text, encoding = decode(data, place)
    if not text.strip():
        raise InputError(f"{place} holds no text; choose another file")
    _check_lines(text, place)
    return TextFile(text, Source.of(data, name=name, encoding=encoding))


def _check_lines(text: str, place: str) -> None:
    """Raise InputError for a line beyond the limit."""
    if len(text) <= MAX_LINE_CHARACTERS:
        return
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if len(line) > MAX_LINE_CHARACTERS:
            raise InputError(
                f"{place}:{number}: the line has {len(line):,} characters, more than "
                f"{MAX_LINE_CHARACTERS:,}; break it into paragraphs"
            )
