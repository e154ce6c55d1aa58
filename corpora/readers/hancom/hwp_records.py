"""Parses the records of a HWP 5 stream into a tree of paragraphs and controls.

Based on Hancom's description of the format ("HWP 5.0 file format", revision 1.3). Each
record has a tag, a level and data, and belongs to the last record with a lower level.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from align.errors import InputError

#: Most bytes of one unpacked stream; a long report has some millions.
MAX_STREAM_BYTES = 100_000_000
#: Most records of one stream; a paragraph has about five.
MAX_RECORDS = 2_000_000
#: Deepest nesting of tables and boxes; real documents have three or four levels.
MAX_DEPTH = 40

PARAGRAPH, TEXT, CONTROL, LIST, TABLE, EQUATION, MEMO = 66, 67, 71, 72, 77, 88, 93
#: The control of a hidden comment.
HIDDEN = "tcmt"

#: Characters below 32 that take one position in the text, with the text they show.
_SINGLE = {10: "\n", 24: "-", 30: " ", 31: " "}
#: Those that take eight positions and represent a control, in the order of the controls.
_EXTENDED = frozenset((1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23))
#: Those that take eight positions and have no control.
_INLINE = frozenset((4, 5, 6, 7, 8, 9, 19, 20))


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a stream."""

    tag: int
    level: int
    data: memoryview


@dataclass(slots=True)
class Text:
    """A paragraph: its characters and the controls in it."""

    shape: int = 0  #: index of its paragraph shape
    pieces: list[str | None] = field(default_factory=list)  #: None stands for the next control
    controls: list[Control] = field(default_factory=list)


@dataclass(slots=True)
class Control:
    """A table, note, box or similar object."""

    kind: str  #: four letters, such as "tbl "
    data: memoryview
    lists: list[tuple[memoryview, list[Text]]] = field(default_factory=list)
    before_table: int = 0  #: number of lists that form its caption
    script: str = ""  #: source of an equation


def unpacked(data: bytes, place: str, part: str) -> bytes:
    """The bytes of a compressed stream.

    Raises:
        InputError: It is damaged, or far too large.
    """
    packer = zlib.decompressobj(-15)
    try:
        found = packer.decompress(data, MAX_STREAM_BYTES)
    except zlib.error:
        raise _broken(place, part) from None
    if packer.unconsumed_tail:
        raise InputError(
            f"{place}: the part {part!r} unpacks to more than a document can hold; split the "
            "document, or check where it comes from"
        )
    if not packer.eof:
        raise _broken(place, part)
    return found


def records(data: bytes, place: str, part: str) -> Iterator[Record]:
    """The records of an unpacked stream.

    Raises:
        InputError: A record extends past the end, or there are too many.
    """
    view, position = memoryview(data), 0
    for count in range(MAX_RECORDS + 1):
        if position + 4 > len(view):
            return
        (head,) = struct.unpack_from("<I", view, position)
        size, position = head >> 20, position + 4
        if size == 0xFFF and position + 4 <= len(view):
            (size,) = struct.unpack_from("<I", view, position)
            position += 4
        if position + size > len(view) or count == MAX_RECORDS:
            raise _broken(place, part)
        yield Record(head & 0x3FF, head >> 10 & 0x3FF, view[position : position + size])
        position += size


def paragraphs(found: Sequence[Record], place: str) -> Iterator[Text]:
    """The paragraphs of a section, with the controls in them."""
    position = 0
    while position < len(found):
        record = found[position]
        if record.tag == PARAGRAPH and record.level == 0:
            text, position = _paragraph(found, position, place, 0)
            yield text
        else:
            position = _end(found, position)


def shown_texts(found: Sequence[Record]) -> Iterator[str]:
    """The characters of all text records except hidden comments, found without the tree."""
    position = 0
    while position < len(found):
        record = found[position]
        if record.tag == MEMO or (record.tag == CONTROL and _kind(record) == HIDDEN):
            position = _end(found, position)
            continue
        if record.tag == TEXT:
            yield "".join(piece or "" for piece in characters(record.data))
        position += 1


def _end(found: Sequence[Record], position: int) -> int:
    """The index after a record and everything that belongs to it.

    Everything up to the next paragraph of the text belongs to a hidden comment.
    """
    first = found[position]
    level = 1 if first.tag == MEMO else first.level + 1
    position += 1
    while position < len(found) and found[position].level >= level:
        position += 1
    return position


def _kind(control: Record) -> str:
    return bytes(control.data[:4])[::-1].decode("latin-1")


def _paragraph(found: Sequence[Record], position: int, place: str, depth: int) -> tuple[Text, int]:
    """The paragraph whose record is at a position, and the position after it."""
    if depth > MAX_DEPTH:
        raise InputError(f"{place}: tables or boxes are nested too deeply; save it as PDF instead")
    level, data = found[position].level, found[position].data
    text = Text(struct.unpack_from("<H", data, 8)[0] if len(data) >= 10 else 0)
    position += 1
    while position < len(found) and found[position].level > level:
        record = found[position]
        if record.tag == CONTROL:
            control, position = _control(found, position, place, depth)
            text.controls.append(control)
            continue
        if record.tag == TEXT:
            text.pieces += characters(record.data)
        position = _end(found, position)
    return text, position


def _control(found: Sequence[Record], position: int, place: str, depth: int) -> tuple[Control, int]:
    record = found[position]
    control = Control(_kind(record), record.data[4:])
    position += 1
    while position < len(found) and found[position].level > record.level:
        inner = found[position]
        if inner.tag == PARAGRAPH:
            text, position = _paragraph(found, position, place, depth + 1)
            if not control.lists:
                control.lists.append((memoryview(b""), []))
            control.lists[-1][1].append(text)
            continue
        if inner.tag == LIST:
            control.lists.append((inner.data, []))
        elif inner.tag == TABLE:
            control.before_table = len(control.lists)
        elif inner.tag == EQUATION:
            control.script = _script(inner.data)
        position += 1
    return control, position


def characters(data: memoryview) -> list[str | None]:
    """The characters of a paragraph; None in place of a control."""
    words = memoryview(bytes(data[: len(data) // 2 * 2])).cast("H")
    pieces: list[str | None] = []
    position = start = 0

    def plain(end: int) -> None:
        if end > start:
            pieces.append(bytes(words[start:end]).decode("utf-16-le", "ignore"))

    while position < len(words):
        code = words[position]
        if code >= 32:
            position += 1
            continue
        plain(position)
        if code in _EXTENDED:
            pieces.append(None)
        elif code == 9:
            pieces.append("\t")
        elif code in _SINGLE:
            pieces.append(_SINGLE[code])
        position += 8 if code in _EXTENDED or code in _INLINE else 1
        start = position
    plain(position)
    return pieces


def _script(data: memoryview) -> str:
    if len(data) < 6:
        return ""
    (length,) = struct.unpack_from("<H", data, 4)
    return bytes(data[6 : 6 + 2 * length]).decode("utf-16-le", "ignore")


def _broken(place: str, part: str) -> InputError:
    return InputError(
        f"{place}: the part {part!r} is damaged; open it in Hancom Office and save it again, "
        "or download it again"
    )
