"""Content decides which reader is used; unsupported formats are named with a remedy."""

import io
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.bitext import FURNITURE_KIND, SEGMENT_KINDS
from align.errors import InputError, SegmentError
from align.segmentation.lines import Block, check_blocks
from align.segmentation.segment import segment, segment_blocks
from corpora.readers.document import Piece, assemble, made_of
from corpora.readers.read_file import READERS, kind_of, read_data, read_file
from corpora.summaries.document import json_listing, text_listing

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(*names, first=""):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x" * 100)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7", "a.txt", "a PDF"),
        (OLE + "HwpSummaryInformation".encode("utf-16-le"), "a.doc", "a HWP document"),
        (OLE, "a.hwp", "an old Office document (OLE)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx",
         "an Office document with a password"),
        (zipped("word/document.xml"), "a.zip", "a DOCX document"),
        (zipped(first="application/hwp+zip"), "a.zip", "a HWPX document"),
        (zipped("Contents/section0.xml"), "a.zip", "a HWPX document"),
        (zipped(first="application/vnd.oasis.opendocument.text"), "a.zip", "an ODT document"),
        (zipped(first="application/vnd.oasis.opendocument.spreadsheet"), "a",
         "an OpenDocument file"),
        (zipped("xl/workbook.xml"), "a.docx", "an XLSX workbook"),
        (zipped("a.docx", "b.hwpx"), "a.docx", "a ZIP archive"),
        (zipped(), "a.docx", "a ZIP archive"),
        (zipped("word/document.xml")[:-30], "a.docx", "a DOCX document"),
        (b"PK\x03\x04", "a.docx", "a ZIP archive"),
        (b"<p>a</p>", "a", "an HTML page"),
        ("<html>".encode("utf-16"), "a.txt", "an HTML page"),
        (b"\xef\xbb\xbf\n<!-- x --><!DOCTYPE HTML>", "a.txt", "an HTML page"),
        (b"<?xml version='1.0'?><html>", "a.txt", "an HTML page"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n<html>", "a.mhtml",
         "a saved message or web archive"),
        (b"# a", "a.md", "Markdown"),
        (b"<p>a</p>", "a.MD", "Markdown"),
        (b"# a", "a.txt", ""),
        (b"a <b", "a.html", "an HTML page"),
        (b"a < b", "a.html", ""),
        ("< 개요 >\n글".encode(), "a.txt", ""),
        (b"<Winter Harbor> opens the film week", "a.txt", ""),
        (b"From: Seoul to Busan", "a.txt", ""),
    ],
)  # fmt: skip
def test_kinds(data, name, kind):
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (zipped("a.hwpx"), r"a\.x is a ZIP archive, which cannot be read; unpack it"),
        (OLE, r"is an old Office document \(OLE\), which cannot be read; save it as DOCX"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG picture, which cannot be read; choose the document"),
        (
            b"HWP Document File V3.00",
            "is a HWP 3 document, which cannot be read; open it in Hancom",
        ),
        (zipped("xl/workbook.xml"), "is an XLSX workbook, which cannot be read; save the sheet"),
        (b"{\\rtf1", "is an RTF document, which cannot be read; save it as DOCX"),
        (b"\x7fELF", "is a program"),
        (b"", "holds no text"),
    ],
)
def test_formats_without_a_reader_are_refused(data, message):
    with pytest.raises(InputError, match=message):
        read_data(data, "a.x")


def test_every_reader_is_there():
    for reader in READERS.values():
        assert callable(reader.load())
        assert all(suffix.startswith(".") for suffix in reader.suffixes)


def test_a_folder_is_not_a_document(tmp_path):
    with pytest.raises(InputError, match="is a folder; name a file in it"):
        read_file(tmp_path)


def test_plain_text_is_one_block(tmp_path, monkeypatch):
    text = "회담 결과\n\n양측은 통화하였다.  끝.\n"
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    file = read_file(path)
    assert segment_blocks(file.text, file.blocks, "ko") == segment(text, "ko")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert read_file("-").source.name == "standard input"


def test_messages_name_the_path(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>")
    with pytest.raises(InputError, match=f"^{path} shows no text"):
        read_file(path)


def test_readers_are_imported_when_needed(tmp_path):
    code = (
        "import sys, corpora.readers.read_file; print({'lxml', 'markdown_it'} & set(sys.modules))"
    )
    import subprocess  # noqa: PLC0415

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "set()"


kinds = st.sampled_from([None, FURNITURE_KIND, *SEGMENT_KINDS])
texts = st.text(
    st.sampled_from("가나다.  \n\t1-ㅇ※붙임끝*|\ufeffaB?")
    | st.characters(exclude_categories=("Cs",)),
    max_size=30,
)


@given(st.lists(st.builds(Piece, texts, kinds), max_size=8), st.sampled_from(["ko", "en"]))
def test_any_blocks_make_a_document(pieces, language):
    file = made_of(pieces, b"", "folder/a.docx")
    assert file.source.name == "a.docx"
    document = segment_blocks(file.text, file.blocks, language)
    assert "".join("".join(span.text.split()) for span in document.spans()) == "".join(
        file.text.split()
    )
    for block in file.blocks:
        inside = [s for s in document.spans() if block.start <= s.start < block.end]
        assert inside
        assert all(span.end <= block.end for span in inside)
        if block.kind == FURNITURE_KIND:
            assert {span.kind for span in inside} == {FURNITURE_KIND}


@given(st.text(max_size=60), st.sampled_from(["ko", "en"]))
def test_one_block_is_plain_text(text, language):
    assert segment_blocks(text, [Block(None, 0, len(text))], language) == segment(text, language)


def test_wraps_end_with_their_block():
    wrapped = "The two ministers agreed that the cooperation between the two and\nthe rest grows."
    text, blocks = assemble([Piece(wrapped), Piece("and that is all.")])
    found = [s.plain for s in segment_blocks(text, blocks, "en").segments]
    assert found == [" ".join(wrapped.split()), "and that is all."]


def test_given_kinds_stay():
    pieces = [
        Piece("1. 개요. 둘", "heading"),
        Piece("가\t나. 다", "table_row"),
        Piece("네. 예. 끝.", "paragraph"),
    ]
    text, blocks = assemble(pieces)
    found = [(s.kind, s.text, s.block) for s in segment_blocks(text, blocks, "ko").segments]
    assert found == [
        ("heading", "1. 개요. 둘", 0),
        ("table_row", "가\t나. 다", 1),
        ("paragraph", "네.", 2),
        ("paragraph", "예.", 2),
        ("closing", "끝.", 2),
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        [Block(None, 0, 2)],
        [Block(None, 0, 9)],
        [Block(None, 0, 4), Block(None, 3, 5)],
        [Block(None, 3, 5), Block(None, 0, 2)],
    ],
)
def test_blocks_that_do_not_hold_the_text(blocks):
    with pytest.raises(SegmentError, match="are in no block or in two"):
        check_blocks("가나 다라", blocks)


@pytest.mark.parametrize("values", [("poem", 0, 1), (None, 2, 1), (None, -1, 1)])
def test_invalid_blocks_are_refused(values):
    with pytest.raises(SegmentError):
        Block(*values)


def test_listings():
    pieces = [
        Piece("홈", FURNITURE_KIND),
        Piece("회담\n결과", "title"),
        Piece("가\t나", "table_row"),
    ]
    file = made_of(pieces, b"x", "a.hwpx", warnings=["2 letters"], date="2016-10-14")
    document = segment_blocks(file.text, file.blocks, "ko")
    listing = text_listing(file, document).splitlines()
    assert listing[:2] == ["# file: a.hwpx", "# bytes: 1"]
    assert listing[3:] == [
        "# date: 2016-10-14",
        "# language: ko",
        "# warning: 2 letters",
        "title       회담 결과",
        "table_row   가 | 나",
        "# furniture left out: 1 pieces",
    ]
    assert "furniture   홈" in text_listing(file, document, furniture=True)
    assert '"text": "홈\\n회담\\n결과\\n가\\t나"' in json_listing(file, document)
