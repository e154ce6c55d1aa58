"""A pair of plain text files, a segment a line, as Moses and its successors read them.

Line breaks inside a text become blanks, so that line n of both files is always one pair. A gap
has no line to stand on: the caller counts and names those that are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from corpora.formats.base import FileHead, Put
from corpora.model.entry import Entry


@contextmanager
def write_moses(source: BinaryIO, target: BinaryIO, *, head: FileHead) -> Iterator[Put]:
    """Two files into which entries with both texts are put."""

    def put(entry: Entry) -> None:
        lines = [" ".join(text.split()) for text in (entry.source_text, entry.target_text)]
        if not all(lines):
            raise ValueError("a gap cannot stand in a pair of aligned files")
        for stream, line in zip((source, target), lines, strict=True):
            stream.write(line.encode() + b"\n")

    yield put
