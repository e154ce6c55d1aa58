"""JSON lines that hold a whole release, furniture too, and back.

The first line is a header: provenance, and both texts with their furniture. Then comes a
line a bead, which repeats the bead's text so that the file can be searched and sampled.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from align.bitext import Bitext, Document, Segment
from align.errors import InputError
from corpora.formats.rows import (
    BeadRow,
    beads_of,
    findings_json,
    findings_of,
    json_object,
    note_read,
    reading,
    reasons_told,
    release_with,
    rows_of,
    source_segments,
    target_segments,
)
from corpora.model.release import Annotation, Provenance, Release

#: The name and version of the format; the version rises when old files would be misread.
FORMAT = "daeyeok-bitext"
VERSION = 1

_SIDES = ("source", "target")


def write_jsonl(release: Release, stream: BinaryIO) -> None:
    """Write a release as JSON lines, in UTF-8.

    Args:
        release: What to write, whole.
        stream: Where to, in bytes.
    """
    bitext = release.bitext
    header: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "provenance": Provenance.of(release).fields(),
    }
    for side, document in zip(_SIDES, (bitext.source, bitext.target), strict=True):
        furniture = [_place(segment) for segment in document.furniture]
        header[side] = {"text": document.text, "furniture": furniture}
    _write_line(header, stream)
    for row in rows_of(release):
        line: dict[str, Any] = {"bead": row.number, "type": row.type}
        for side, segments in zip(_SIDES, (row.source, row.target), strict=True):
            line[side] = _plain(segments)
            line[f"{side}_segments"] = [_place(segment) for segment in segments]
        line["moved"] = row.moved
        line["probability"] = _float(row.probability)
        line["score"] = _float(row.score)
        line["gap"] = row.annotation.gap
        line["confidence"] = _float(row.annotation.confidence)
        line["note"] = row.annotation.note
        if told := reasons_told(row.annotation):
            line["reasons"] = told
        if row.findings:
            line["findings"] = findings_json(row.findings)
        _write_line(line, stream)


def read_jsonl(data: bytes, name: str) -> Release:
    """The release that ``write_jsonl`` wrote.

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
        texts = [_Fields(header.get(side, dict)).get("text", str) for side in _SIDES]
        furniture = [
            _segments(_Fields(header.get(side, dict)).get("furniture", list), text)
            for side, text in zip(_SIDES, texts, strict=True)
        ]
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            with reading(f"{name}:{number}"):
                rows.append(_row(_Fields.of(line), texts))
    with reading(name):
        languages = (provenance.source_language, provenance.target_language)
        sides = source_segments(rows), target_segments(rows)
        source, target = (Document(texts[k], languages[k], sides[k], furniture[k]) for k in (0, 1))
        bitext = Bitext(source, target, beads_of(rows), provenance.signature)
        return release_with(bitext, rows, provenance)


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


def _write_line(values: dict[str, Any], stream: BinaryIO) -> None:
    line = json.dumps(values, ensure_ascii=False, allow_nan=False)
    stream.write(line.encode() + b"\n")


def _float(value: float | None) -> float | None:
    """The number as Python's own, whatever numpy made of it."""
    return None if value is None else float(value)


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


def _plain(segments: Sequence[Segment]) -> str:
    return " ".join(segment.plain for segment in segments)


def _row(fields: _Fields, texts: Sequence[str]) -> BeadRow:
    sides = []
    for side, text in zip(_SIDES, texts, strict=True):
        segments = _segments(fields.get(f"{side}_segments", list), text)
        if _plain(segments) != fields.get(side, str):
            raise ValueError(f"the {side} differs from the text in line 1; was it changed?")
        sides.append(segments)
    annotation = Annotation(
        fields.get("gap", str),
        note_read(fields.get("note", str), fields.values.get("reasons", [])),
        fields.number("confidence"),
    )
    return BeadRow(
        fields.get("bead", int),
        sides[0],
        sides[1],
        fields.number("probability"),
        fields.number("score"),
        annotation,
        fields.get("moved", bool),
        findings_of(fields.values.get("findings", [])),
    )
