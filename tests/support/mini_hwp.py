"""Small HWP 5 files for tests: paragraphs, tables, notes, headers and text boxes.

The compound file follows MS-CFB, the records Hancom's "HWP 5.0 file format" (revision
1.3). What no reader needs, such as line positions and most styles, is left out.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Tree = dict[str, Any]  #: name -> bytes (a stream) or another tree (a storage)
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4096

PARA_HEADER, PARA_TEXT, PARA_SHAPES, CONTROL, LIST, TABLE = 66, 67, 68, 71, 72, 77
ID_MAPPINGS, NUMBERING, BULLET, PARA_SHAPE = 17, 23, 24, 25


@dataclass(frozen=True)
class Control:
    """Something that stands in a paragraph: lists of paragraphs, or a table's rows."""

    kind: str  #: four letters: "fn  ", "en  ", "head", "foot", "gso ", "tbl "
    paragraphs: tuple[Any, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()  #: of a table; a cell is text or (text, columns)
    prefix: bytes = b""


#: The character that stands for each control in the text.
CODES = {"fn  ": 17, "en  ": 17, "head": 16, "foot": 16, "gso ": 11, "tbl ": 11, "tcmt": 15}

Piece = str | Control
Paragraph = str | Sequence[Piece]


def footnote(text: str) -> Control:
    return Control("fn  ", (text,), prefix=struct.pack("<IHHI", 1, 0, 0x29, 0))


def endnote(text: str) -> Control:
    return Control("en  ", (text,), prefix=struct.pack("<IHHI", 1, 0, 0x29, 0))


def header(text: str) -> Control:
    return Control("head", (text,), prefix=struct.pack("<II", 0, 1))


def footer(text: str) -> Control:
    return Control("foot", (text,), prefix=struct.pack("<II", 0, 1))


def text_box(*paragraphs: Paragraph) -> Control:
    return Control("gso ", paragraphs, prefix=b"\0" * 42)


def table(*rows: Sequence[Any]) -> Control:
    return Control("tbl ", rows=tuple(tuple(row) for row in rows), prefix=b"\0" * 42)


def hwp(
    paragraphs: Sequence[Paragraph],
    *,
    flags: int = 1,
    version: int = 0x05000300,
    shapes: Sequence[int] = (),
    summary: bytes = b"",
) -> bytes:
    """A HWP 5 file; bit 0 of the flags says compressed, 1 encrypted, 2 distribution copy.

    ``shapes`` gives paragraphs their list: 0 none, 1 the numbering "1.", "가.", 2 a bullet.
    """
    head = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", version, flags)
    body = b""
    for index, paragraph in enumerate(paragraphs):
        shape = shapes[index] if index < len(shapes) else 0
        body += _paragraph(paragraph, 0, last=index == len(paragraphs) - 1, shape=shape)
    pack = _deflate if flags & 1 else bytes
    tree: Tree = {
        "FileHeader": head.ljust(256, b"\0"),
        "DocInfo": pack(_info()),
        "BodyText": {"Section0": pack(body)},
    }
    if summary:
        tree["\x05HwpSummaryInformation"] = summary
    return compound(tree)


def _info() -> bytes:
    counts = [0] * 18
    counts[10], counts[11], counts[12] = 1, 1, 3  # numbering, bullet, paragraph shapes
    numbering = b""
    for form in ("^1.", "^2.", "^3)", "^4)", "(^5)", "(^6)", "^7"):
        numbering += struct.pack("<IHHI", 0, 0, 0, 0xFFFFFFFF)
        numbering += struct.pack("<H", len(form)) + form.encode("utf-16-le")
    numbering += struct.pack("<H", 1)
    bullet = struct.pack("<IHHI", 0, 0, 0, 0xFFFFFFFF) + "ㅇ".encode("utf-16-le") + b"\0" * 8
    kinds = ((0, 0), (2, 1), (3, 1))  # head: none, number, bullet; and its id
    records = [
        (16, 0, struct.pack("<7H3I", 1, 1, 1, 1, 1, 1, 1, 0, 0, 0)),
        (ID_MAPPINGS, 0, struct.pack("<18I", *counts)),
        (NUMBERING, 1, numbering),
        (BULLET, 1, bullet),
    ]
    for head, number in kinds:
        data = struct.pack("<I5i", head << 23, 0, 0, 0, 0, 0) + struct.pack(
            "<i3H", 160, 0, number, 0
        )
        records.append((PARA_SHAPE, 1, data.ljust(54, b"\0")))
    return b"".join(record(*parts) for parts in records)


def record(tag: int, level: int, data: bytes) -> bytes:
    size = min(len(data), 0xFFF)
    long = struct.pack("<I", len(data)) if size == 0xFFF else b""
    return struct.pack("<I", tag | level << 10 | size << 20) + long + data


def _paragraph(paragraph: Paragraph, level: int, *, last: bool, shape: int = 0) -> bytes:
    pieces = [paragraph] if isinstance(paragraph, str) else list(paragraph)
    text, controls, mask = b"", b"", 0
    for piece in pieces:
        if isinstance(piece, str):
            text += piece.encode("utf-16-le")
            continue
        code, name = CODES[piece.kind], piece.kind.encode()[::-1]
        text += struct.pack("<H", code) + name + b"\0" * 8 + struct.pack("<H", code)
        mask |= 1 << code
        controls += _control(piece, name, level + 1)
    text += b"\r\0"
    count = len(text) // 2 | (0x80000000 if last else 0)
    found = record(
        PARA_HEADER, level, struct.pack("<IIHBBHHHIH", count, mask, shape, 0, 0, 1, 0, 0, 0, 0)
    )
    found += record(PARA_TEXT, level + 1, text)
    return found + record(PARA_SHAPES, level + 1, struct.pack("<II", 0, 0)) + controls


def _control(control: Control, name: bytes, level: int) -> bytes:
    found = record(CONTROL, level, name + control.prefix)
    if control.rows:
        return found + _rows(control.rows, level + 1)
    list_level = level + 1
    if control.kind == "gso ":  # the text lies in a component of the drawing
        found += record(76, level + 1, b"cer$cer$" + b"\0" * 192)
        list_level = level + 2
    found += record(LIST, list_level, struct.pack("<iI", len(control.paragraphs), 0) + b"\0" * 8)
    for index, paragraph in enumerate(control.paragraphs):
        last = index == len(control.paragraphs) - 1
        found += _paragraph(paragraph, list_level, last=last)
    if control.kind == "gso ":
        found += record(79, level + 2, b"\0" * 33)
    return found


def _rows(rows: Sequence[Sequence[Any]], level: int) -> bytes:
    spans = [[cell[1] if isinstance(cell, tuple) else 1 for cell in row] for row in rows]
    columns = max(map(sum, spans))
    data = struct.pack("<IHHH4H", 0, len(rows), columns, 0, 0, 0, 0, 0)
    data += b"".join(struct.pack("<H", len(row)) for row in rows) + struct.pack("<HH", 1, 0)
    found = record(TABLE, level, data)
    for number, row in enumerate(rows):
        column = 0
        for cell, span in zip(row, spans[number], strict=True):
            place = struct.pack("<4H", column, number, span, 1)
            text = cell[0] if isinstance(cell, tuple) else cell
            found += record(
                LIST,
                level,
                struct.pack("<iI", 1, 0) + place + struct.pack("<II5HI", 9, 9, *[0] * 4, 1, 9),
            )
            found += _paragraph(text, level, last=True)
            column += span
    return found


def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def compound(tree: Tree) -> bytes:
    """The OLE 2 compound file, version 3, that holds these streams and storages."""
    entries: list[dict[str, Any]] = [_entry("Root Entry", 5)]
    _add(entries, tree, 0)
    mini, mini_fat, sectors, fat = b"", [], [], []

    def put(data: bytes) -> int:
        count, start = -(-len(data) // SECTOR), len(sectors)
        for index in range(count):
            sectors.append(data[index * SECTOR : (index + 1) * SECTOR].ljust(SECTOR, b"\0"))
            fat.append(start + index + 1 if index < count - 1 else END)
        return start if count else END

    for entry in entries[1:]:
        data = entry["data"]
        entry["size"] = len(data)
        if not data:
            continue
        if len(data) >= CUTOFF:
            entry["start"] = put(data)
            continue
        count, entry["start"] = -(-len(data) // MINI), len(mini_fat)
        mini_fat += [entry["start"] + index + 1 for index in range(count - 1)] + [END]
        mini += data.ljust(count * MINI, b"\0")
    entries[0]["start"], entries[0]["size"] = put(mini), len(mini)
    mini_table = _filled(_words(mini_fat), b"\xff")
    mini_start = put(mini_table)
    directory = b"".join(map(_packed, entries))
    while len(directory) % SECTOR:
        directory += _packed(_entry("", 0))
    directory_start = put(directory)
    fat_sectors = 1
    while fat_sectors * 128 < len(fat) + fat_sectors:
        fat_sectors += 1
    places = [len(sectors) + index for index in range(fat_sectors)]
    fat += [FAT] * fat_sectors
    start = mini_start if mini_fat else END
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<6H", 0x3E, 3, 0xFFFE, 9, 6, 0) + struct.pack(
        "<10I",
        0,
        0,
        fat_sectors,
        directory_start,
        0,
        CUTOFF,
        start,
        len(mini_table) // SECTOR,
        END,
        0,
    )
    head += _words([*places, *[FREE] * (109 - fat_sectors)])
    return head + b"".join(sectors) + _words(fat).ljust(fat_sectors * SECTOR, b"\xff")


def _entry(name: str, kind: int, data: bytes = b"") -> dict[str, Any]:
    links = {"child": FREE, "left": FREE, "right": FREE, "start": END, "size": 0}
    return {"name": name, "type": kind, "data": data, **links}


def _add(entries: list[dict[str, Any]], tree: Tree, parent: int) -> None:
    """Append the entries of a storage, as a chain to the right in the order of the format."""
    ids = []
    ordered = sorted(tree, key=lambda name: (len(name), name.upper()))
    for name in ordered:
        value = tree[name]
        is_storage = isinstance(value, dict)
        entries.append(_entry(name, 1 if is_storage else 2, b"" if is_storage else value))
        ids.append(len(entries) - 1)
    for before, after in pairwise(ids):
        entries[before]["right"] = after
    entries[parent]["child"] = ids[0] if ids else FREE
    for name, index in zip(ordered, ids, strict=True):
        if isinstance(tree[name], dict):
            _add(entries, tree[name], index)


def _packed(entry: dict[str, Any]) -> bytes:
    name = entry["name"].encode("utf-16-le") + b"\0\0"
    size = len(name) if entry["name"] else 0
    links = (entry["left"], entry["right"], entry["child"])
    return name.ljust(64, b"\0") + struct.pack(
        "<HBBIII16sIQQIQ",
        size,
        entry["type"],
        1,
        *links,
        b"",
        0,
        0,
        0,
        entry["start"],
        entry["size"],
    )


def _words(numbers: Sequence[int]) -> bytes:
    return b"".join(struct.pack("<I", number) for number in numbers)


def _filled(data: bytes, with_: bytes) -> bytes:
    return data.ljust(-(-len(data) // SECTOR) * SECTOR, with_)
