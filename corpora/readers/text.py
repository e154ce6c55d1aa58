"""Reads plain text in any encoding common in Korea."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from align.errors import InputError
from corpora.io.decoding import decode
from corpora.io.input import read_bytes, source_name
from corpora.io.paths import input_name
from corpora.model.release import Source

#: Longest line, in characters. A longer one is data, or text that has lost its line breaks.
MAX_LINE_CHARACTERS = 1_000_000

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of one file, with provenance."""

    text: str  #: exactly as in the file, including line ends, without the byte order mark
    source: Source


def read_text(path: Path | str) -> TextFile:
    """The text of a file, or of standard input for "-", with its provenance.

    A byte order mark decides the encoding; without one, UTF-8, UTF-16 and CP949 (which
    includes EUC-KR) are tried in this order, and any other encoding is guessed.

    Raises:
        InputError: It cannot be read, is not text, or is blank, damaged or in mixed encodings.
    """
    data = read_bytes(path)
    return text_of(data, name=source_name(path), place=input_name(path))


def text_of(data: bytes, *, name: str, place: str | None = None) -> TextFile:
    """The text of a file's bytes, with provenance.

    Args:
        data: The content of the file.
        name: Its name in provenance.
        place: Its name in messages; ``name`` by default.

    Raises:
        InputError: The bytes are not text, or the text is blank, damaged or in mixed encodings.
    """
    place = name if place is None else place
    text, encoding = decode(data, place)
    if not text.strip():
        raise InputError(f"{place} holds no text; choose another file")
    _check_lines(text, place)
    return TextFile(text, Source.of(data, name=name, encoding=encoding))


def _check_lines(text: str, place: str) -> None:
    """Raise InputError if a line exceeds the limit."""
    if len(text) <= MAX_LINE_CHARACTERS:
        return
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if len(line) > MAX_LINE_CHARACTERS:
            raise InputError(
                f"{place}:{number}: the line has {len(line):,} characters, more than "
                f"{MAX_LINE_CHARACTERS:,}; break it into paragraphs"
            )
