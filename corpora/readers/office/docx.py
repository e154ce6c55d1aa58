"""Reads Word documents (DOCX) by walking their XML so that no visible text is lost.

Tracked insertions are text, tracked deletions are not. Text boxes follow the paragraph to
which they are anchored; notes come at the end, followed by page headers and footers.
Known limit: fields show the value last computed by Word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from corpora.readers.office.docx_styles import Styles
from corpora.readers.office.numbering import bullet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"

#: Elements that are not shown: deleted and moved text, comments, field instructions, the
#: fallback copy of a drawing for old programs, and all properties.
_UNSEEN = frozenset(
    [W + name for name in (
        "del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "tblPr", "tcPr",
        "trPr", "sectPr", "sdtPr", "sdtEndPr", "annotationRef", "fldData", "tblGrid",
    )]
    + [_COMPATIBILITY + "Fallback"]
)  # fmt: skip

_SIGNS = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
}  # fmt: skip

_PAGE_PART = re.compile(r"word/(?:header|footer)\d*\.xml")
_CODE = re.compile(r"(?!(?i:d[89a-f]))[0-9A-Fa-f]{4}")


def read_docx(data: bytes, name: str) -> ReadFile:
    """The text of a Word document in blocks, with the title and date declared in it.

    Raises:
        InputError: The file is damaged, locked, too large, or shows no text.
    """
    with nested(name):
        return _Reader(Archive(data, name)).read(data, name)


class _Reader:
    """The state of reading one document: its styles, counters and notes."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.styles = Styles(
            archive.xml_or_none("word/styles.xml"), archive.xml_or_none("word/numbering.xml")
        )
        self.margins = Margins()
        self.seen: list[str] = []
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.waiting: list[tuple[str, Any]] = []  # notes whose mark has occurred in the text

    def read(self, data: bytes, name: str) -> ReadFile:
        root = self.archive.xml(_main_part(self.archive))
        body = root.find(W + "body")
        if body is None:
            if root.tag.encode().startswith(b"{" + _STRICT):
                raise InputError(f"{name} is a strict Open XML document; save it as a regular DOCX")
            raise self.archive.broken("its body")
        self._see(body)
        pieces = list(pieces_of(self.items(body)))
        self._finish_notes()
        for part in filter(_PAGE_PART.fullmatch, self.archive.names()):
            root = self.archive.xml(part)
            items = self.items(root)
            self.margins.page(items)
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
        """The paragraphs and tables in an element, in order."""
        found: list[Item] = []
        carried = ""
        for element in _children(parent):
            if element.tag == W + "p":
                text, boxes = self._text(element)
                text = carried + text
                carried = ""
                if _mark_is_deleted(element):
                    carried = text
                else:
                    found.append(self._paragraph(element, text))
                found += boxes
            elif element.tag == W + "tbl":
                found.append(self._table(element))
        if carried:
            found.append(Paragraph(carried))
        return found

    def _paragraph(self, element: Any, text: str) -> Paragraph:
        kind, label = self.styles.kind_and_label(element)
        text = self.margins.numbered(label, text)
        if kind in ("title", "heading") and (len(text) > 200 or "\n" in text.strip()):
            kind = None
        return Paragraph(text, kind)

    def _text(self, paragraph: Any) -> tuple[str, list[Item]]:
        """The text of a paragraph, and the text boxes anchored to it."""
        parts: list[str] = []
        boxes: list[Item] = []
        for element in _shown(paragraph):
            tag = element.tag
            if tag in (W + "t", MATH + "t"):
                parts.append(element.text or "")
            elif tag in _SIGNS:
                parts.append(_SIGNS[tag])
            elif tag == W + "sym":
                parts.append(_symbol(element.get(W + "char", "")))
            elif tag == W + "rt":  # ruby text
                parts.append(f"({''.join(element.itertext(W + 't'))})")
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                parts.append(self._mark(tag.removeprefix(W).removesuffix("Reference"), element))
            elif tag == W + "txbxContent":
                boxes += self.items(element)
        return "".join(parts), boxes

    def _table(self, table: Any) -> Table:
        rows = []
        for row in _children(table, W + "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            cells = []
            for cell in _children(row, W + "tc"):
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merged is not None and merged.get(W + "val") != "restart"
                cells.append(() if goes_on else tuple(self.items(cell)))
            rows.append(tuple(cells))
        return Table(tuple(rows))

    def _notes(self, kind: str) -> dict[str | None, Any]:
        root = self.archive.xml_or_none(f"word/{kind}s.xml")
        return {} if root is None else {note.get(W + "id"): note for note in root}

    def _mark(self, kind: str, reference: Any) -> str:
        note = self.notes[kind].pop(reference.get(W + "id"), None)
        if note is None:
            return ""
        mark = self.margins.mark()
        self.waiting.append((mark, note))
        return mark

    def _finish_notes(self) -> None:
        for mark, note in self.waiting:
            self._see(note)
            self.margins.note(mark, self.items(note))
        self.waiting.clear()

    def _see(self, root: Any) -> None:
        """Record the visible text of a part, found independently of the walk above."""
        for paragraph in root.iter(W + "p"):
            texts = [
                text.text or ""
                for text in paragraph.iter(W + "t", MATH + "t")
                if not any(above.tag in _UNSEEN for above in text.iterancestors())
                and next(text.iterancestors(W + "p")) is paragraph
                and not _row_is_deleted(text)
            ]
            self.seen.append("".join(texts))


def _children(parent: Any, *tags: str) -> Iterator[Any]:
    """The paragraphs and tables (or other tags) in an element, looking through wrappers."""
    wanted = tags or (W + "p", W + "tbl")
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in wanted:
            yield element
        elif element.tag not in _UNSEEN and isinstance(element.tag, str):
            stack.extend(reversed(element))


def _shown(paragraph: Any) -> Iterator[Any]:
    """The visible elements of a paragraph, in order, without those in its text boxes."""
    closed = _UNSEEN | {W + "txbxContent", W + "rt"}
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _UNSEEN or not isinstance(element.tag, str):
            continue
        yield element
        if element.tag not in closed:
            stack.extend(reversed(element))


def _mark_is_deleted(paragraph: Any) -> bool:
    """Whether a tracked change merges the paragraph with the next."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _row_is_deleted(text: Any) -> bool:
    return any(row.find(f"{W}trPr/{W}del") is not None for row in text.iterancestors(W + "tr"))


def _main_part(archive: Archive) -> str:
    """The name of the part that contains the body."""
    relations = archive.xml_or_none("_rels/.rels")
    names = set(archive.names())
    for relation in () if relations is None else relations.iter(_RELATIONS + "Relationship"):
        target = relation.get("Target", "").lstrip("/")
        if relation.get("Type", "").endswith("/officeDocument") and target in names:
            return str(target)
    return "word/document.xml"


def _symbol(code: str) -> str:
    """The character of a symbol font, by its hexadecimal code."""
    return bullet(chr(int(code, 16))) if _CODE.fullmatch(code) else ""


def _declared(archive: Archive) -> dict[str, str]:
    """The title and the creation date, from the properties of the document."""
    core = archive.xml_or_none("docProps/core.xml")
    if core is None:
        return {}
    return declared(
        core.findtext("{http://purl.org/dc/elements/1.1/}title") or "",
        core.findtext("{http://purl.org/dc/terms/}created") or "",
    )
