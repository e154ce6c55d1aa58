"""Reads OpenDocument text (ODT) as written by LibreOffice.

Text boxes follow the paragraph to which they are anchored; notes come at the end, followed by
page headers and footers. Deleted text of tracked changes and comments are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from align.errors import InputError
from corpora.io.zip_archive import Archive
from corpora.readers.document import ReadFile
from corpora.readers.office.body import (
    Item,
    Margins,
    Paragraph,
    Table,
    declared,
    finished,
    nested,
    pieces_of,
)
from corpora.readers.office.numbering import Counters, bullet, number_text, whole

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, OFFICE, DRAW, STYLE = (
    f"{{{_SPACE}{name}:1.0}}" for name in ("text", "table", "office", "drawing", "style")
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = f"{{{_SPACE}meta:1.0}}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

#: Elements that are not shown: deleted text, comments, the names of fields and pictures.
_UNSEEN = frozenset(
    (TEXT + "tracked-changes", OFFICE + "annotation", OFFICE + "annotation-end",
     f"{{{_SPACE}svg-compatible:1.0}}title", f"{{{_SPACE}svg-compatible:1.0}}desc",
     OFFICE + "forms", TEXT + "sequence-decls", TEXT + "variable-decls")
)  # fmt: skip
_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
    "I": "upperRoman", "": "none",
}  # fmt: skip
_FIRST_FORMS = {
    "가": "ganada", "ㄱ": "chosung", "①": "circled", "㉮": "circledGanada",
    "㉠": "circledChosung", "일": "korean", "一": "hanja", "ⓐ": "circledLower",
}  # fmt: skip
#: Most spaces represented by one element; real documents need fewer.
_MOST_SPACES = 100


@dataclass(frozen=True, slots=True)
class _Level:
    form: str  #: as in numbering.py, or "bullet"
    sign: str  #: the bullet
    before: str
    after: str
    shown: int  #: number of levels shown in the number
    start: int


def read_odt(data: bytes, name: str) -> ReadFile:
    """The text of an ODT document in blocks, with the title and date declared in it.

    Raises:
        InputError: The file is damaged, locked, too large, or shows no text.
    """
    with nested(name):
        return _Reader(Archive(data, name)).read(data, name)


class _Reader:
    """The state of reading one document: its lists, notes, headers and footers."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        _refuse_locked(archive)
        self.margins = Margins()
        self.seen: list[str] = []
        self.content = archive.xml("content.xml")
        self.styles = archive.xml_or_none("styles.xml")
        self.levels = _levels(self.styles) | _levels(self.content)
        self.counters = Counters()
        self.lists = 0

    def read(self, data: bytes, name: str) -> ReadFile:
        body = self.content.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise self.archive.broken("its body")
        pieces = list(pieces_of(self.items(body)))
        self._see(body)
        if self.styles is not None:
            for page in self.styles.iter(STYLE + "master-page"):
                self.margins.page(self.items(page))
        pieces += self.margins.pieces()
        return finished(
            pieces,
            seen=self.seen,
            margins=self.margins,
            data=data,
            name=name,
            facts=_declared(self.archive),
        )

    def items(self, parent: Any) -> list[Item]:
        """The paragraphs, lists and tables in an element, in order."""
        found: list[Item] = []
        for element in parent:
            tag = element.tag
            if tag in _UNSEEN or not isinstance(tag, str):
                continue
            if tag in (TEXT + "p", TEXT + "h"):
                found += self._paragraph(element)
            elif tag == TEXT + "list":
                found += self._list(element, "", 0, "")
            elif tag == TABLE + "table":
                found.append(self._table(element))
            else:
                found += self.items(element)
        return found

    def _paragraph(self, element: Any, label: str = "") -> list[Item]:
        parts = [element.text or ""]
        boxes: list[Item] = []
        self._walk(element, parts, boxes)
        text = self.margins.numbered(label, "".join(parts))
        style = element.get(TEXT + "style-name", "")
        kind = "heading" if element.tag == TEXT + "h" and len(text) <= 200 else None
        return [Paragraph(text, "title" if style == "Title" else kind), *boxes]

    def _walk(self, parent: Any, parts: list[str], boxes: list[Item]) -> None:
        for element in parent:
            tag = element.tag
            if tag in _UNSEEN or not isinstance(tag, str):
                pass
            elif tag == TEXT + "s":
                count = whole(element.get(TEXT + "c", "1"))
                parts.append(" " * min(1 if count is None else count, _MOST_SPACES))
            elif tag == TEXT + "tab":
                parts.append("\t")
            elif tag == TEXT + "line-break":
                parts.append("\n")
            elif tag == TEXT + "note":
                body = element.find(TEXT + "note-body")
                mark = self.margins.mark()
                parts.append(mark)
                self.margins.note(mark, [] if body is None else self.items(body))
            elif tag == TEXT + "ruby":
                parts.append(_ruby(element))
            elif tag in (DRAW + "text-box", TABLE + "table"):
                boxes += self.items(element)
            elif tag.startswith(DRAW) and element.find(TEXT + "p") is not None:
                boxes += self.items(element)  # a shape containing text
            else:
                parts.append(element.text or "")
                self._walk(element, parts, boxes)
            parts.append(element.tail or "")

    def _list(self, element: Any, style: str, depth: int, key: str) -> list[Item]:
        """The items of a list with their numbers; nested lists are numbered separately."""
        style = element.get(TEXT + "style-name", "") or style
        if not key:
            self.lists += 1
            goes_on = element.get(TEXT + "continue-numbering") == "true"
            same = element.get(TEXT + "continue-list") or (style if goes_on else "")
            key = same or element.get(_XML_ID) or f"list {self.lists}"
        found: list[Item] = []
        for item in element:
            first = item.tag == TEXT + "list-item"
            for child in item if isinstance(item.tag, str) else ():
                if child.tag in (TEXT + "p", TEXT + "h"):
                    label = self._label(style, depth, key) if first else ""
                    found += self._paragraph(child, label)
                    first = False
                elif child.tag == TEXT + "list":
                    found += self._list(child, style, depth + 1, key)
        return found

    def _label(self, style: str, depth: int, key: str) -> str:
        levels = self.levels.get(style, {})
        level = levels.get(depth)
        if level is None:
            return ""
        if level.form == "bullet":
            return bullet(level.sign)
        starts = {place: upper.start for place, upper in levels.items()}
        counts = self.counters.step(key, depth, starts)
        shown = [
            number_text(counts[place], levels[place].form)
            for place in range(max(depth + 1 - level.shown, 0), depth + 1)
            if place in levels
        ]
        return (level.before + ".".join(filter(None, shown)) + level.after).strip()

    def _table(self, table: Any) -> Table:
        rows = []
        for row in table.iter(TABLE + "table-row"):
            if next(row.iterancestors(TABLE + "table")) is not table:
                continue  # part of a table in a cell
            cells = [cell for cell in row if cell.tag == TABLE + "table-cell"]
            rows.append(tuple(tuple(self.items(cell)) for cell in cells))
        return Table(tuple(rows))

    def _see(self, body: Any) -> None:
        """Record the visible text of the body, found independently of the walk above."""
        hidden = _UNSEEN | {TEXT + "note-citation"}
        for paragraph in body.iter(TEXT + "p", TEXT + "h"):
            if any(above.tag in hidden for above in paragraph.iterancestors()):
                continue
            texts = [paragraph.text or ""]
            for element in paragraph.iter():
                above = [element, *element.iterancestors()]
                inner = above[: above.index(paragraph)]
                if not inner or any(one.tag in (TEXT + "p", TEXT + "h") for one in inner):
                    continue
                if not any(one.tag in hidden for one in inner) and isinstance(element.tag, str):
                    texts.append(element.text or "")
                if not any(one.tag in hidden for one in inner[1:]):
                    texts.append(element.tail or "")
            self.seen.append("".join(texts))


def _ruby(element: Any) -> str:
    """A word followed by its ruby text in brackets."""
    base, above = element.find(TEXT + "ruby-base"), element.find(TEXT + "ruby-text")
    small = "" if above is None else "".join(above.itertext())
    return ("" if base is None else "".join(base.itertext())) + (f"({small})" if small else "")


def _levels(root: Any | None) -> dict[str, Mapping[int, _Level]]:
    """The levels of each list style defined in a part."""
    found: dict[str, Mapping[int, _Level]] = {}
    for style in () if root is None else root.iter(TEXT + "list-style"):
        levels = {}
        for element in style:
            number = whole(element.get(TEXT + "level", "")) if isinstance(element.tag, str) else 0
            if number:
                levels[number - 1] = _level(element)
        found[style.get(STYLE + "name", "")] = levels
    return found


def _level(element: Any) -> _Level:
    sign = element.get(TEXT + "bullet-char")
    form = element.get(STYLE + "num-format", "")
    name = _FORMS.get(form) or _FIRST_FORMS.get(form[:1], "decimal")
    start = whole(element.get(TEXT + "start-value", "1"))
    return _Level(
        "none" if element.tag.endswith("image") else "bullet" if sign else name,
        sign or "",
        element.get(STYLE + "num-prefix", ""),
        element.get(STYLE + "num-suffix", ""),
        whole(element.get(TEXT + "display-levels", "1")) or 1,
        1 if start is None else start,
    )


def _refuse_locked(archive: Archive) -> None:
    manifest = archive.xml_or_none("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise InputError(
            f"{archive.place} is protected by a password; save it without one and use that file"
        )


def _declared(archive: Archive) -> dict[str, str]:
    """The title and the creation date, from the properties of the document."""
    meta = archive.xml_or_none("meta.xml")
    if meta is None:
        return {}
    title, date = meta.findtext(f".//{_DC}title"), meta.findtext(f".//{_META}creation-date")
    return declared(title or "", date or "")
