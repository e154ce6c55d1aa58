"""Reads HWP 5, the compound format of Hancom Office, without further libraries.

Text boxes follow the paragraph to which they are anchored; notes come at the end, followed by
page headers and footers. Memos and hidden comments are left out. Known limits: text deleted by
a tracked change is still read, and the format does not state the kinds of paragraphs.
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Iterable, Iterator

from align.errors import InputError
from corpora.readers.document import Piece, ReadFile
from corpora.readers.hancom.common import FORMS, NO_HEAD, Level, Lists, RunningHead
from corpora.readers.hancom.compound_file import Compound
from corpora.readers.hancom.hwp_records import (
    HIDDEN,
    Control,
    Record,
    Text,
    paragraphs,
    records,
    shown_texts,
    unpacked,
)
from corpora.readers.hancom.hwp_summary import properties
from corpora.readers.office.body import (
    Item,
    Margins,
    Paragraph,
    Table,
    declared,
    finished,
    pieces_of,
)

_SIGNATURE = b"HWP Document File"
_NUMBERING, _BULLET, _SHAPE = 23, 24, 25
_NOTES = ("fn  ", "en  ")
_MARGINS = ("head", "foot")
_HEAD_KINDS = ("", "outline", "number", "bullet")


def read_hwp(data: bytes, name: str) -> ReadFile:
    """The text of a HWP 5 document in blocks, with the title and date declared in it.

    Raises:
        InputError: The file is damaged, locked, too large, or shows no text.
    """
    compound = Compound(data, name)
    flags = _flags(compound)
    reader = _Reader(compound, packed=bool(flags & 1))
    pieces = list(reader.pieces())
    return finished(
        pieces,
        seen=reader.seen,
        margins=reader.margins,
        data=data,
        name=name,
        facts=declared(*properties(compound)),
    )


def _flags(compound: Compound) -> int:
    """The flags of the file header; raises InputError if the document cannot be read."""
    head = compound.stream("FileHeader")
    if len(head) < 40 or not head.startswith(_SIGNATURE):
        raise compound.broken("its file header")
    version, flags = struct.unpack_from("<II", head, 32)
    place = compound.place
    if version >> 24 != 5:
        raise InputError(
            f"{place} is a HWP document of version {version >> 24}; only version 5 is supported; "
            "open it in Hancom Office and save it as HWPX"
        )
    if flags & 0b10_0001_0010:  # password, rights management, certificate
        raise InputError(
            f"{place} is encrypted; open it in Hancom Office, save it without a password and "
            "use that file"
        )
    if flags & 0b100:
        raise InputError(
            f"{place} is a distribution copy (배포용), locked by its author; ask for the "
            "unlocked document, or save it as PDF and use that file"
        )
    return int(flags)


class _Reader:
    """The state of reading one document: its lists, notes, headers and footers."""

    def __init__(self, compound: Compound, *, packed: bool) -> None:
        self._compound, self._packed = compound, packed
        self.margins = Margins()
        self.seen: list[str] = []
        self._lists = _lists(self._records("DocInfo"))

    def pieces(self) -> Iterator[Piece]:
        """The pieces of the body, then the notes, then page headers and footers."""
        for name in self._sections():
            found = list(self._records(name))
            self.seen += shown_texts(found)
            for text in paragraphs(found, self._compound.place):
                yield from pieces_of(self._items(text))
        yield from self.margins.pieces()

    def _sections(self) -> Iterator[str]:
        for number in itertools.count():
            name = f"BodyText/Section{number}"
            if name not in self._compound.paths:
                if not number:
                    raise self._compound.broken("its text")
                return
            yield name

    def _records(self, name: str) -> Iterator[Record]:
        data, place = self._compound.stream(name), self._compound.place
        return records(unpacked(data, place, name) if self._packed else data, place, name)

    def _items(self, text: Text) -> list[Item]:
        """A paragraph and the items anchored to it: tables, boxes and captions."""
        parts: list[str] = []
        hanging: list[Item] = []
        controls = iter(text.controls)
        for piece in text.pieces:
            if piece is None:
                control = next(controls, None)
                parts.append(self._inline(control, hanging) if control else "")
            else:
                parts.append(piece)
        for control in controls:  # more controls than positions for them
            parts.append(self._inline(control, hanging))
        words = "".join(parts)
        head = self._lists.heads.get(str(text.shape), NO_HEAD)
        if head.kind and words.strip():
            words = self.margins.numbered(self._lists.label(head), words)
        return [Paragraph(words), *hanging]

    def _inline(self, control: Control, hanging: list[Item]) -> str:
        """The text that a control shows in the line; other content goes to its own place."""
        if control.kind == HIDDEN:
            return ""
        if control.kind in _NOTES:
            mark = self.margins.mark()
            self.margins.note(mark, self._all(control))
            return mark
        if control.kind == "secd":  # the properties of a section: which list is its outline
            if len(control.data) >= 16:
                self._lists.outline = str(struct.unpack_from("<H", control.data, 14)[0])
        elif control.kind in _MARGINS:
            self.margins.page(self._all(control))
        elif control.kind == "tbl ":
            hanging += self._table(control)
        elif control.kind == "atno":
            return self._number(control)
        elif control.kind == "eqed":
            self.seen.append(control.script)
            return control.script
        elif control.kind == "tdut":
            words = _ruby(control)
            self.seen.append(words)
            return words
        else:
            hanging += self._all(control)
        return ""

    def _all(self, control: Control) -> list[Item]:
        return self._of(text for _, texts in control.lists for text in texts)

    def _of(self, texts: Iterable[Text]) -> list[Item]:
        return [item for text in texts for item in self._items(text)]

    def _table(self, control: Control) -> list[Item]:
        """The rows of a table, with its caption before or after."""
        captions = control.lists[: control.before_table]
        rows: dict[int, list[tuple[Item, ...]]] = {}
        for data, texts in control.lists[control.before_table :]:
            row = struct.unpack_from("<H", data, 10)[0] if len(data) >= 12 else len(rows)
            rows.setdefault(row, []).append(tuple(self._of(texts)))
        table = Table(tuple(tuple(rows[row]) for row in sorted(rows)))
        words = self._of(text for _, texts in captions for text in texts)
        below = any(len(data) >= 12 and data[8] & 3 == 3 for data, _ in captions)
        return [table, *words] if below else [*words, table]

    def _number(self, control: Control) -> str:
        """The number of a figure or table in its caption; "" for pages and notes."""
        if len(control.data) < 6:
            return ""
        kind, number = struct.unpack_from("<IH", control.data)
        if kind & 15 not in (3, 4, 5):
            return ""
        self.margins.added.append(str(number))
        return str(number)


def _ruby(control: Control) -> str:
    """A word followed by its ruby text in brackets."""
    words, position = [], 0
    for _ in range(2):
        if position + 2 > len(control.data):
            break
        (length,) = struct.unpack_from("<H", control.data, position)
        word = bytes(control.data[position + 2 : position + 2 + 2 * length])
        words.append(word.decode("utf-16-le", "ignore"))
        position += 2 + 2 * length
    main, above = (*words, "", "")[:2]
    return main + (f"({above})" if above else "")


def _lists(found: Iterable[Record]) -> Lists:
    """The numberings, bullets and paragraph heads defined in the document."""
    lists = Lists()
    shapes = 0
    for record in found:
        if record.tag == _NUMBERING:
            lists.numberings[str(len(lists.numberings) + 1)] = list(_levels(record.data))
        elif record.tag == _BULLET:
            sign = bytes(record.data[12:14]).decode("utf-16-le", "ignore")
            lists.bullets[str(len(lists.bullets) + 1)] = sign
        elif record.tag == _SHAPE:
            lists.heads[str(shapes)] = _head(record.data)
            shapes += 1
    lists.outline = "1" if lists.numberings else ""
    return lists


def _levels(data: memoryview) -> Iterator[Level]:
    """The seven levels of a numbering."""
    position = 0
    for _ in range(7):
        if position + 14 > len(data):
            return
        flags, _, _, _, length = struct.unpack_from("<IHHIH", data, position)
        words = bytes(data[position + 14 : position + 14 + 2 * length])
        form = flags >> 5 & 15
        name = FORMS[form][1] if form < len(FORMS) else "decimal"
        yield Level(words.decode("utf-16-le", "ignore"), name)
        position += 14 + 2 * length


def _head(data: memoryview) -> RunningHead:
    if len(data) < 32:
        return NO_HEAD
    (flags,) = struct.unpack_from("<I", data)
    (number,) = struct.unpack_from("<H", data, 30)
    return RunningHead(_HEAD_KINDS[flags >> 23 & 3], str(number), flags >> 25 & 7)
