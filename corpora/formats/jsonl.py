"""JSON lines of entries: one object a line, all with the same keys, no header.

A file of one release, whose first line is a header, is read as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, BinaryIO

from align.errors import InputError
from corpora.formats.base import FileHead, Languages, Notices, Put, column_of
from corpora.formats.release_jsonl import FORMAT, read_jsonl
from corpora.formats.rows import json_object, reading
from corpora.model.entry import FIELDS, NUMBERS, Entry, entries_of, entry_from, gap_of, text_of

#: The longest line that reading accepts, in bytes.
_MAX_LINE = 50_000_000


@contextmanager
def write_lines(stream: BinaryIO, *, head: FileHead) -> Iterator[Put]:
    """Lines into which entries are put."""

    def put(entry: Entry) -> None:
        line = json.dumps(record_of(entry), ensure_ascii=False, allow_nan=False)
        stream.write(line.encode() + b"\n")

    yield put


def read_lines(
    stream: BinaryIO, name: str, *, languages: Languages | None, notices: Notices
) -> Iterator[Entry]:
    """The entries of JSON lines.

    Args:
        stream: The file, in bytes.
        name: What messages call it.
        languages: The pair of languages of lines that name none.
        notices: Counts what is passed over or changed.

    Raises:
        InputError: A line is no such object; the message names it.
    """
    number = 0
    while line := stream.readline(_MAX_LINE):
        number += 1
        if len(line) == _MAX_LINE:
            raise InputError(f"{name}:{number}: the line is longer than {_MAX_LINE:,} bytes")
        if not line.strip():
            continue
        with reading(f"{name}:{number}"):
            record = json_object(line.decode("utf-8-sig"))
            release = record.get("format") == FORMAT
            entry = None if release else entry_of_record(record, languages)
        if release:
            yield from entries_of(read_jsonl(line + stream.read(), name))
        elif entry is not None:
            yield entry


def record_of(entry: Entry) -> dict[str, Any]:
    """An entry as plain values by field, with its tuid; numbers are numbers or None."""
    record: dict[str, Any] = {"tuid": entry.tuid}
    for name in FIELDS:
        value = getattr(entry, name)
        number = name in NUMBERS and value is not None
        plain = text_of(entry, name) if isinstance(value, datetime) else value
        record[column_of(name)] = float(value) if number else plain
    return record


def entry_of_record(record: dict[str, Any], languages: Languages | None) -> Entry:
    """The entry that ``record_of`` made plain; keys that are missing are unknown.

    Raises:
        ValueError: A value has the wrong kind.
    """
    texts: dict[str, str] = {}
    for name in FIELDS:
        value = record.get(column_of(name))
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is not None and not (number if name in NUMBERS else isinstance(value, str)):
            raise ValueError(f"{column_of(name)!r} is {value!r}, which it cannot be")
        texts[name] = "" if value is None else str(value)
    if languages is not None:
        texts["source_language"] = texts["source_language"] or languages.source
        texts["target_language"] = texts["target_language"] or languages.target
    source, target = texts.pop("source_text"), texts.pop("target_text")
    texts["gap"] = gap_of(texts, source, target)
    return entry_from(texts, source_text=source, target_text=target)
