"""Reads HWPX, the XML format of Hancom Office (OWPML, KS X 6101).

Sections are read paragraph by paragraph, so that long reports need little memory. Text
boxes follow the paragraph to which they are anchored; notes come at the end, followed by
page headers and footers. Deleted text of tracked changes, memos and hidden comments are
left out. Element names are compared without their namespace, which differs by year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from align.errors import InputError
from corpora.io.zip_archive import Archive
from corpora.readers.document import Piece, ReadFile
from corpora.readers.hancom.common import FORM_BY_NAME, NO_HEAD, Level, Lists, RunningHead
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
from corpora.readers.office.numbering import whole

#: Names of the section parts if the table of contents lists none.
_SECTION = re.compile(r"Contents/section(\d{1,4})\.xml", re.IGNORECASE)
_YEARS = ("2011", "2016", "2024")
_PARAGRAPHS = [f"{{http://www.hancom.co.kr/hwpml/{year}/paragraph}}p" for year in _YEARS]
_PARAGRAPHS.append("{http://www.owpml.org/owpml/2021/paragraph}p")
_SECTIONS = [f"{{http://www.hancom.co.kr/hwpml/{year}/section}}sec" for year in _YEARS]
_SECTIONS.append("{http://www.owpml.org/owpml/2021/section}sec")

#: Elements that are not text of the document or are not shown.
_UNSEEN = frozenset(
    ["secPr", "linesegarray", "parameters", "shapeComment", "hiddenComment", "memogroup",
     "metaTag", "fieldEnd", "indexmark"]
)  # fmt: skip
_SIGNS = {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
_INLINE = frozenset(("script", "dutmal", "compose", "autoNum"))
_HEADS = {"OUTLINE": "outline", "NUMBER": "number", "BULLET": "bullet"}


def read_hwpx(data: bytes, name: str) -> ReadFile:
    """The text of a HWPX document in blocks, with the title and date declared in it.

    Raises:
        InputError: The file is damaged, locked, too large, or shows no text.
    """
    with nested(name):
        return _Reader(Archive(data, name)).read(data, name)


class _Reader:
    """The state of reading one document: its lists, notes, headers and footers."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.margins = Margins()
        self.seen: list[str] = []
        self.deleted = False  # inside a tracked deletion
        _refuse_locked(archive)
        self.lists = _lists(archive.xml_or_none("Contents/header.xml"))

    def read(self, data: bytes, name: str) -> ReadFile:
        contents = self.archive.xml_or_none("Contents/content.hpf")
        pieces: list[Piece] = []
        for part in _sections(self.archive, contents):
            for element in self.archive.elements(part, _PARAGRAPHS, _SECTIONS):
                self._see(element)
                pieces += pieces_of(self.paragraph(element))
        pieces += self.margins.pieces()
        return finished(
            pieces,
            seen=self.seen,
            margins=self.margins,
            data=data,
            name=name,
            facts=_declared(contents),
        )

    def paragraph(self, element: Any) -> list[Item]:
        """A paragraph and the items anchored to it: tables, boxes and captions."""
        for section in element.iter("{*}secPr"):
            self.lists.outline = section.get("outlineShapeIDRef", "")
        parts: list[str] = []
        hanging: list[Item] = []
        outside, self.deleted = self.deleted, False
        self._walk(element, parts, hanging)
        self.deleted = outside
        head = self.lists.heads.get(element.get("paraPrIDRef", ""), NO_HEAD)
        text = "".join(parts)
        if text.strip() and head.kind:
            text = self.margins.numbered(self.lists.label(head), text)
        return [Paragraph(text), *hanging]

    def _walk(self, parent: Any, parts: list[str], hanging: list[Item]) -> None:
        for element in parent:
            tag = _name(element)
            if tag in _UNSEEN:
                pass
            elif tag == "t":
                self._text(element, parts)
            elif tag == "tbl":
                hanging += self._with_caption(element, [self._table(element)])
            elif tag in ("footNote", "endNote"):
                mark = self.margins.mark()
                parts.append(mark)
                self.margins.note(mark, self._lists_of(element))
            elif tag in ("header", "footer"):
                self.margins.page(self._lists_of(element))
            elif tag in ("drawText", "caption"):
                hanging += self._lists_of(element)
            elif tag in _INLINE or tag in _SIGNS:
                parts.append(self._inline(tag, element))
            else:
                self._walk(element, parts, hanging)

    def _inline(self, tag: str, element: Any) -> str:
        """The text of an inline element: symbols, equations, ruby text, numbers."""
        if tag == "script":
            return element.text or ""
        if tag == "dutmal":
            return _ruby(element)
        if tag == "compose":
            return str(element.get("composeText", ""))
        if tag == "autoNum":
            return self._number(element)
        return _SIGNS[tag]

    def _text(self, element: Any, parts: list[str]) -> None:
        """The text of a run: characters with symbols and tracked-change marks in between."""
        kept = [] if self.deleted else [element.text or ""]
        for child in element:
            tag = _name(child)
            if tag in ("deleteBegin", "deleteEnd"):
                self.deleted = tag == "deleteBegin"
            elif not self.deleted:
                kept.append(_SIGNS.get(tag, ""))
            if not self.deleted:
                kept.append(child.tail or "")
        parts += kept

    def _number(self, element: Any) -> str:
        """The number of a table or figure in its caption; "" for pages and notes."""
        if element.get("numType") not in ("TABLE", "PICTURE", "EQUATION"):
            return ""
        self.margins.added.append(element.get("num", ""))
        return str(element.get("num", ""))

    def _lists_of(self, element: Any) -> list[Item]:
        """The paragraphs of the lists in a note, box, cell or caption."""
        found: list[Item] = []
        for inner in element:
            if _name(inner) == "subList":
                for paragraph in inner:
                    if _name(paragraph) == "p":
                        found += self.paragraph(paragraph)
        return found

    def _with_caption(self, element: Any, items: list[Item]) -> list[Item]:
        for caption in element:
            if _name(caption) == "caption":
                words = self._lists_of(caption)
                return items + words if caption.get("side") == "BOTTOM" else words + items
        return items

    def _table(self, table: Any) -> Table:
        rows = []
        for row in table:
            if _name(row) == "tr":
                rows.append(
                    tuple(tuple(self._lists_of(cell)) for cell in row if _name(cell) == "tc")
                )
        return Table(tuple(rows))

    def _see(self, paragraph: Any) -> None:
        """Record the visible text of a paragraph, found independently of the walk above."""
        deleted = False
        texts: list[str] = []
        for element in paragraph.iter():
            tag = _name(element)
            if tag in ("deleteBegin", "deleteEnd"):
                deleted = tag == "deleteBegin"
            elif tag == "p":
                texts.append("\n")
            in_text = tag == "t" or _name(element.getparent()) == "t"
            if tag == "t" and any(_name(above) in _UNSEEN for above in element.iterancestors()):
                continue
            if tag in ("t", "script", "mainText", "subText") and not deleted:
                texts.append(element.text or "")
            if in_text and tag != "t" and not deleted:
                texts.append(element.tail or "")
        self.seen.append("".join(texts))


def _name(element: Any) -> str:
    """The name of an element without its namespace; "" for entities, comments and the like."""
    tag = None if element is None else element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _ruby(element: Any) -> str:
    """A word followed by its ruby text in brackets."""
    words = {_name(child): "".join(child.itertext()) for child in element}
    above = words.get("subText", "")
    return words.get("mainText", "") + (f"({above})" if above else "")


def _lists(header: Any | None) -> Lists:
    """The numberings, bullets and paragraph heads defined in the header part."""
    lists = Lists()
    heads: dict[str, RunningHead] = {}
    for element in () if header is None else header.iter():
        tag = _name(element)
        if tag == "numbering":
            levels = [level for level in element if _name(level) == "paraHead"]
            lists.numberings[element.get("id", "")] = [_level(level) for level in levels]
        elif tag == "bullet":
            lists.bullets[element.get("id", "")] = element.get("char", "")
        elif tag == "paraPr":
            heads[element.get("id", "")] = _head(element)
    lists.heads = heads
    return lists


def _level(element: Any) -> Level:
    start = whole(element.get("start", ""))
    form = FORM_BY_NAME.get(element.get("numFormat", ""), "decimal")
    return Level(element.text or "", form, 1 if start is None else start)


def _head(shape: Any) -> RunningHead:
    for element in shape:
        if _name(element) == "heading":
            kind = _HEADS.get(element.get("type", ""), "")
            return RunningHead(kind, element.get("idRef", ""), whole(element.get("level", "")) or 0)
    return NO_HEAD


def _sections(archive: Archive, contents: Any | None) -> Iterator[str]:
    """The names of the section parts in order."""
    names = set(archive.names())
    listed = []
    if contents is not None:
        parts = {e.get("id"): e.get("href", "") for e in contents.iter("{*}item")}
        order = [parts.get(e.get("idref"), "") for e in contents.iter("{*}itemref")]
        listed = [part for part in order if part in names and "section" in part.lower()]
    if not listed:
        found = [match for match in map(_SECTION.fullmatch, names) if match]
        listed = [match[0] for match in sorted(found, key=lambda match: int(match[1]))]
    if not listed:
        raise archive.broken("its text")
    yield from listed


def _refuse_locked(archive: Archive) -> None:
    manifest = archive.xml_or_none("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise InputError(
            f"{archive.place} is locked by a password or as a distribution copy (배포용); save it "
            "unlocked in Hancom Office and use that file"
        )


def _declared(contents: Any | None) -> dict[str, str]:
    """The title and the creation date, from the table of contents."""
    if contents is None:
        return {}
    meta = {e.get("name"): "".join(e.itertext()) for e in contents.iter("{*}meta")}
    return declared(contents.findtext(".//{*}title") or "", meta.get("CreatedDate", ""))
