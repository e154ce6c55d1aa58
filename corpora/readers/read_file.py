"""Reads a file with the reader for its format, chosen by content first and by suffix second.

Readers are imported on demand, so that unused formats cost nothing.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from align.errors import InputError
from align.segmentation.lines import Block
from corpora.io.file_types import binary_kind, markup_kind
from corpora.io.input import read_bytes, source_name
from corpora.io.paths import input_name
from corpora.readers.document import ReadFile
from corpora.readers.text import text_of

__all__ = ["READERS", "FileReader", "ReadFile", "read_data", "read_file"]


@dataclass(frozen=True, slots=True)
class FileReader:
    """The location of the function that reads one format: ``read(data, name) -> ReadFile``."""

    module: str  #: in this package
    function: str
    suffixes: tuple[str, ...]  #: for help and completion; the content decides

    def load(self) -> Callable[[bytes, str], ReadFile]:
        """The function itself."""
        module = importlib.import_module(f"corpora.readers.{self.module}")
        read: Callable[[bytes, str], ReadFile] = getattr(module, self.function)
        return read


#: Readers by kind, as detected by `corpora.io.file_types`; a new reader needs a row here.
READERS = {
    "an HTML page": FileReader("html.page", "read_html", (".html", ".htm", ".xhtml")),
    "Markdown": FileReader("markdown", "read_markdown", (".md", ".markdown")),
    "a HWP document": FileReader("hancom.hwp", "read_hwp", (".hwp",)),
    "a HWPX document": FileReader("hancom.hwpx", "read_hwpx", (".hwpx",)),
    "a DOCX document": FileReader("office.docx", "read_docx", (".docx",)),
    "an ODT document": FileReader("office.odt", "read_odt", (".odt",)),
    "a PDF": FileReader("pdf.text_layer", "read_pdf", (".pdf",)),
}

#: Kinds recognised by suffix if the content does not identify them.
_BY_SUFFIX = {
    suffix: kind
    for kind in ("an HTML page", "Markdown")
    if kind in READERS
    for suffix in READERS[kind].suffixes
}

_TAG = re.compile(rb"<\0?[a-zA-Z!/]")

#: Advice for kinds without a reader, by a word in their name; the first match applies.
_REMEDIES = (
    ("archive", "unpack it and name the document in it"),
    ("EPUB", "unpack it and name the document in it"),
    ("picture", "choose the document itself; text in images is not read"),
    ("HWP 3", "open it in Hancom Office and save it as HWPX"),
    ("HWP", "save it as HTML or text"),
    ("password", "save it without the password"),
    ("old Office", "save it as DOCX"),
    ("RTF", "save it as DOCX"),
    ("workbook", "save the sheet as text or as PDF"),
    ("presentation", "save it as PDF"),
    ("OpenDocument", "save it as PDF"),
    ("database", "choose a document"),
    ("program", "choose a document"),
    ("message", "open it in a browser and save the page as HTML"),
)


def read_file(path: Path | str) -> ReadFile:
    """The text of a file in blocks, or of standard input for "-", with its provenance.

    Raises:
        InputError: It cannot be read, its format is not supported, or it shows no text.

    >>> from importlib.resources import files
    >>> file = read_file(files("corpora") / "examples" / "05-film-week" / "en.txt")
    >>> file.source.encoding, file.source.size, len(file.blocks), file.warnings
    ('utf-8', 1576, 1, ())
    >>> file.text.splitlines()[0]
    'ROK-Luminen Film Week to Take Place in Seoul and Jeonju in October'
    """
    data = read_bytes(path)
    return read_data(data, source_name(path), place=input_name(path))


def read_data(data: bytes, name: str, *, place: str | None = None) -> ReadFile:
    """The text of a file's content in blocks, with its provenance.

    Args:
        data: The content.
        name: The file's name without its folder; its suffix matters if the content is
            ambiguous.
        place: The name of the file in messages; ``name`` by default.

    Raises:
        InputError: Its format is not supported, or it shows no text.
    """
    place = name if place is None else place
    kind = kind_of(data, name)
    if kind in READERS:
        return READERS[kind].load()(data, place)
    if kind:
        remedy = next((do for word, do in _REMEDIES if word in kind), "save it as text")
        raise InputError(f"{place} is {kind}, which cannot be read; {remedy}")
    file = text_of(data, name=name, place=place)
    return ReadFile(file.text, (Block(None, 0, len(file.text)),), file.source)


def kind_of(data: bytes, name: str) -> str:
    """The kind of a file, with its article; "" for plain text."""
    by_suffix = _BY_SUFFIX.get(PurePath(name).suffix.lower(), "")
    if by_suffix == "an HTML page" and not _TAG.search(data):
        by_suffix = ""  # text copied from a page
    first = by_suffix if by_suffix == "Markdown" else ""
    return binary_kind(data) or first or markup_kind(data) or by_suffix
