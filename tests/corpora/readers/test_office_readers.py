"""The same release in every format gives the same segments, and no format loses a letter."""

from __future__ import annotations

import importlib

import office_files as make
import pytest
from pdf_files import pdf

from align.segmentation.lines import Block
from align.segmentation.segment import segment_blocks
from corpora.readers.document import Piece, assemble
from corpora.readers.read_file import read_data

FORMATS = {
    "release.docx": make.docx_release,
    "release.hwp": make.hwp_release,
    "release.hwpx": make.hwpx_release,
    "release.odt": make.odt_release,
    "release.pdf": lambda: pdf(
        [*make.expected()[:-4], *make.ROWS, make.expected()[-1]], head=make.HEAD, large=1
    ),
}

#: Formats that have no head of the page to tell apart.
#: The reader of each, in corpora.readers.
MODULES = {
    "release.docx": "office.docx",
    "release.hwp": "hancom.hwp",
    "release.hwpx": "hancom.hwpx",
    "release.odt": "office.odt",
    "release.pdf": "pdf.text_layer",
}
PLAIN_FORMATS = {
    "release.html": make.html_release,
    "release.md": make.markdown_release,
    "release.txt": make.text_release,
}


def segments(text: str, blocks: tuple[Block, ...]) -> list[str]:
    return [segment.plain for segment in segment_blocks(text, blocks, "ko").segments]


@pytest.mark.parametrize("name", [*FORMATS, *PLAIN_FORMATS])
def test_the_same_release_in_every_format(name):
    found = read_data((FORMATS | PLAIN_FORMATS)[name](), name)
    reference = assemble([Piece(line) for line in make.expected()])
    assert segments(found.text, found.blocks) == segments(*reference)
    assert found.warnings == ()
    assert found.source.name == name
    if name in FORMATS:
        furniture = [found.text[b.start : b.end] for b in found.blocks if b.kind == "furniture"]
        assert furniture[0] == make.HEAD


@pytest.mark.parametrize("name", [*FORMATS, "release.html", "release.txt"])
@pytest.mark.parametrize("suffix", ["", ".pdf", ".docx", ".txt", ".html"])
def test_a_wrong_suffix_does_not_matter(name, suffix):
    data = (FORMATS | PLAIN_FORMATS)[name]()
    assert read_data(data, f"release{suffix}").text == read_data(data, name).text


@pytest.mark.parametrize("name", FORMATS)
def test_rows_and_title_are_recognised(name):
    found = read_data(FORMATS[name](), name)
    rows = [found.text[b.start : b.end] for b in found.blocks if b.kind == "table_row"]
    assert rows == ["\t".join(row) for row in make.ROWS]
    document = segment_blocks(found.text, found.blocks, "ko")
    assert document.segments[0].kind == "title"


@pytest.mark.parametrize("name", FORMATS)
def test_lost_text_is_reported(monkeypatch, name):
    module = importlib.import_module(f"corpora.readers.{MODULES[name]}")
    function = "pieces_of_lines" if name.endswith("pdf") else "pieces_of"
    whole = getattr(module, function)

    def without_attachments(items):
        return [piece for piece in whole(items) if not piece.text.startswith("붙임")]

    monkeypatch.setattr(module, function, without_attachments)
    (warning,) = read_data(FORMATS[name](), name).warnings
    assert warning.startswith("9 letters or digits of the file are in no block, the first in ")
