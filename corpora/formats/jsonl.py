"""JSON lines of entries: one object a line, all with the same keys.

A file of one release begins with a header: its provenance, and both texts with their furniture,
so that it holds everything. Its other lines are entries as everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, BinaryIO

from align.bitext import Segment
from align.errors import InputError
from corpora.formats.base import FileHead, Languages, Notices, Put, column_of
from corpora.formats.rows import (
    MOVED,
    SIDES,
    bead_fields,
    check_annotation,
    check_identifier,
    entry_of_fields,
    findings_json,
    findings_of,
    json_object,
    reading,
    reasons_json,
    reasons_of_values,
    release_facts,
    release_of,
)
from corpora.model.entry import FIELDS, NUMBERS, BeadDetail, Entry, entries_of, entry_from, text_of
from corpora.model.release import Provenance, Release

#: The name and version of a file of one release; the version rises when old files would be misread.
FORMAT = "daeyeok-bitext"
VERSION = 1

#: The longest line that reading accepts, in bytes.
_MAX_LINE = 50_000_000


@contextmanager
def write_lines(stream: BinaryIO, *, head: FileHead) -> Iterator[Put]:
    """Lines into which entries are put."""

    def write(values: dict[str, Any]) -> None:
        line = json.dumps(values, ensure_ascii=False, allow_nan=False)
        stream.write(line.encode() + b"\n")

    if head.release is not None:
        write(_header(head.release))
    yield lambda entry: write(record_of(entry) | _bead_record(entry))


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
    number, header = 0, b""
    while line := stream.readline(_MAX_LINE):
        number += 1
        if len(line) == _MAX_LINE:
            raise InputError(f"{name}:{number}: the line is longer than {_MAX_LINE:,} bytes")
        if not line.strip():
            continue
        with reading(f"{name}:{number}"):
            record = json_object(line.decode("utf-8-sig"))
            if record.get("format") == FORMAT:
                header = line
                continue
            old = header and "tuid" not in record
            entry = None if old else entry_of_record(record, _bead_fields(record), languages)
        if entry is None:  # of version 0.2.0, whose lines lack what the header tells
            yield from _old_entries(read_release(header + line + stream.read(), name))
            return
        yield entry


def _old_entries(release: Release) -> Iterator[Entry]:
    """The entries of a release of version 0.2.0, called as its other formats call them."""
    told = release_facts(Provenance.of(release).fields())
    for entry in entries_of(release):
        yield replace(entry, release=told["release"], title=told.get("title", ""))


def read_release(data: bytes, name: str) -> Release:
    """The release that JSON lines hold whole, with its furniture.

    Args:
        data: The content of the file.
        name: What messages call the file.

    Raises:
        InputError: It is no such file, or was changed; the message names a line.
    """
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    with reading(f"{name}:1"):
        header = _Fields.of(lines[0])
        if header.get("format", str) != FORMAT or header.get("version", int) != VERSION:
            raise InputError(f"this is no {FORMAT} of version {VERSION}")
        provenance = Provenance.from_fields(header.get("provenance", dict))
        texts = [_Fields(header.get(side, dict)).get("text", str) for side in SIDES]
        furniture = [
            _segments(_Fields(header.get(side, dict)).get("furniture", list), text)
            for side, text in zip(SIDES, texts, strict=True)
        ]
    entries = []
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            with reading(f"{name}:{number}"):
                entries.append(_release_entry(_Fields.of(line), texts, provenance))
    with reading(name):
        return release_of(entries, provenance, texts, furniture)


def record_of(entry: Entry) -> dict[str, Any]:
    """An entry as plain values by field, with its tuid; numbers are numbers or None."""
    record: dict[str, Any] = {"tuid": entry.tuid}
    for name in FIELDS:
        value = getattr(entry, name)
        number = name in NUMBERS and value is not None
        plain = text_of(entry, name) if isinstance(value, datetime) else value
        record[column_of(name)] = float(value) if number else plain
    return record


def entry_of_record(
    record: Mapping[str, Any], bead: Mapping[str, str], languages: Languages | None
) -> Entry:
    """The entry that ``record_of`` made plain; keys that are missing are unknown.

    Args:
        record: The values by key.
        bead: What is known of its bead, by BEAD_FIELDS.
        languages: The pair of languages if it names none.

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
    return entry_of_fields({**texts, **bead}, source, target)


def _header(release: Release) -> dict[str, Any]:
    header: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "provenance": Provenance.of(release).fields(),
    }
    for side, document in zip(SIDES, (release.bitext.source, release.bitext.target), strict=True):
        furniture = [_place(segment) for segment in document.furniture]
        header[side] = {"text": document.text, "furniture": furniture}
    return header


def _bead_record(entry: Entry) -> dict[str, Any]:
    """What makes the bead; the same keys whether that is known or not."""
    bead, exact = entry.bead, bead_fields(entry)
    record: dict[str, Any] = {
        "bead": None if bead is None else bead.number,
        "moved": bead is not None and bead.moved,
        "findings": [] if bead is None else findings_json(bead.findings),
        "reasons": [] if bead is None else reasons_json(bead),
    }
    for side in SIDES:
        record[f"{side}_segments"] = [_place(segment) for segment in entry.segments(side)]
        record[f"{side}_exact"] = exact.get(f"{side}_exact", "")
    return record


def _bead_fields(record: Mapping[str, Any]) -> dict[str, str]:
    """What ``_bead_record`` made, by BEAD_FIELDS; nothing where it makes no sense."""
    fields = _Fields(dict(record))
    try:
        known = {
            "bead": str(fields.get("bead", int)),
            "moved": MOVED if fields.get("moved", bool) else "",
            "findings": json.dumps(fields.get("findings", list)),
            "reasons": json.dumps(fields.values.get("reasons", [])),
        }
        for side in SIDES:
            places = fields.get(f"{side}_segments", list)
            known[f"{side}_exact"] = fields.get(f"{side}_exact", str)
            known[f"{side}_kinds"] = " ".join(place[0] for place in places)
            known[f"{side}_offsets"] = " ".join(f"{place[1]}..{place[2]}" for place in places)
            known[f"{side}_blocks"] = " ".join(str(place[3]) for place in places)
    except (ValueError, TypeError, LookupError):
        return {}
    return known


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of a JSON object, each asked for with its type."""

    values: dict[str, Any]

    @classmethod
    def of(cls, line: bytes) -> _Fields:
        """The fields of the object on one line."""
        try:
            return cls(json_object(line.decode("utf-8")))
        except UnicodeDecodeError as error:
            raise ValueError(f"byte {error.start + 1} of the line breaks UTF-8") from None

    def get(self, key: str, kind: type) -> Any:
        """The value of a field that must be there and of that type."""
        value = self.values.get(key)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise ValueError(f"{key!r} is missing or no {kind.__name__}")
        return value

    def number(self, key: str) -> float | None:
        """The value of a field that holds a number or null."""
        value = self.values.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise ValueError(f"{key!r} is no number")
        try:
            return None if value is None else float(value)
        except OverflowError:
            raise ValueError(f"{key!r} is too large") from None


def _place(segment: Segment) -> list[Any]:
    """A segment without its text: kind, start, end and block."""
    return [segment.kind, segment.start, segment.end, segment.block]


def _segments(places: list[Any], text: str) -> tuple[Segment, ...]:
    """The segments of a text at some places."""
    segments = []
    for place in places:
        if not isinstance(place, list) or list(map(type, place)) != [str, int, int, int]:
            raise ValueError(f"{place!r} is no kind, start, end and block")
        start, end = place[1:3]
        segments.append(Segment(text[max(start, 0) : max(end, 0)], place[0], start, end, place[3]))
    return tuple(segments)


def _release_entry(fields: _Fields, texts: Sequence[str], provenance: Provenance) -> Entry:
    """The entry of a line that must be a bead as it was written."""
    sides = []
    for side, text in zip(SIDES, texts, strict=True):
        segments = _segments(fields.get(f"{side}_segments", list), text)
        if " ".join(segment.plain for segment in segments) != fields.get(side, str):
            raise ValueError(f"the {side} differs from the text in line 1; was it changed?")
        sides.append(segments)
    findings = findings_of(fields.values.get("findings", []))
    bead = BeadDetail(
        fields.get("bead", int),
        fields.get("moved", bool),
        sides[0],
        sides[1],
        findings,
        *reasons_of_values(fields.values.get("reasons", [])),
    )
    entry = entry_from(
        release_facts(provenance.fields()),
        source_text=fields.get("source", str),
        target_text=fields.get("target", str),
        source_language=provenance.source_language,
        target_language=provenance.target_language,
        gap=fields.get("gap", str),
        note=fields.get("note", str),
        bead=bead,
        **{name: fields.number(name) for name in NUMBERS},
    )
    check_annotation(entry)
    if "tuid" in fields.values:
        check_identifier(entry, fields.get("tuid", str))
    return entry
