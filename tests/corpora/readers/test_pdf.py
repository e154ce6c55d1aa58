"""PDF: wrapped lines become paragraphs again, and the edges of pages go to the end."""

from __future__ import annotations

import pdf_files
import pytest
from pdf_files import pdf, raw_pdf

from align.errors import InputError
from corpora.readers.document import ReadFile
from corpora.readers.pdf.layout import PdfLine, pieces_of_lines
from corpora.readers.pdf.text_layer import read_pdf

LONG = (
    "양측은 지난해 양국 교역액이 전년 대비 12.4% 증가한 68억불을 기록한 것을 평가하고, 해상 물류가 "
    "교역의 90% 이상을 담당하는 만큼 항만 간 협력을 한층 강화하기로 하였다."
)
ENGLISH = (
    "The two sides noted with appreciation that bilateral trade grew 12.4 percent year on year "
    "to USD 6.8 billion last year, and agreed to strengthen cooperation between ports."
)


def blocks(found: ReadFile) -> list[str]:
    return [found.text[b.start : b.end] for b in found.blocks if b.kind != "furniture"]


def furniture(found: ReadFile) -> list[str]:
    return [found.text[b.start : b.end] for b in found.blocks if b.kind == "furniture"]


def test_paragraphs_over_many_pages():
    paragraphs = [f"{number}. {LONG}" for number in range(1, 30)]
    found = read_pdf(pdf(paragraphs, head="보도자료 2023-05"), "a.pdf")
    assert blocks(found) == paragraphs
    pages = len(furniture(found)) // 2
    assert pages > 3
    assert furniture(found)[:4] == ["보도자료 2023-05", "- 1 -", "보도자료 2023-05", "- 2 -"]
    assert found.warnings == ()


def test_english_and_titles():
    title = "Outcome of the Seventh Ocean Policy Dialogue between the Two Countries of the Sea"
    found = read_pdf(
        pdf([title, ENGLISH, "• " + ENGLISH, "They met."], large=1, title="T"), "a.pdf"
    )
    assert blocks(found) == [title, ENGLISH, "• " + ENGLISH, "They met."]
    assert (found.source.title, len(found.source.date)) == ("T", 10)


def test_rows_keep_their_cells():
    rows = [["구분", "2021", "2022"], ["수출", "31", "36"]]
    found = read_pdf(pdf([LONG, *rows, LONG]), "a.pdf")
    assert [(b.kind, found.text[b.start : b.end]) for b in found.blocks][:-1] == [
        (None, LONG), ("table_row", "구분\t2021\t2022"), ("table_row", "수출\t31\t36"),
        (None, LONG),
    ]  # fmt: skip


def broken_anywhere(text: str, size: int) -> list[str]:
    """Lines as a word processor breaks them that divides Korean words."""
    return [text[start : start + 30] for start in range(0, len(text), 30)]


def test_words_that_a_line_end_divides(monkeypatch):
    monkeypatch.setattr(pdf_files, "wrapped", broken_anywhere)
    paragraphs = [f"{number}. {LONG}" for number in range(1, 5)]
    assert blocks(read_pdf(pdf(paragraphs), "a.pdf")) == paragraphs


def line(text: str, row: int, *, right: float = 500, hyphen: bool = False) -> PdfLine:
    return PdfLine(text, 70, right, 700 - 20.0 * row, 12, hyphen, 0, 842)


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        pytest.param(
            [line("a well-known co-", 0, hyphen=True), line("operation of co-", 1, hyphen=True),
             line("operation", 2, right=100)],
            ["a well-known cooperation of cooperation"], id="hyphens of division go",
        ),
        pytest.param(
            [line("a well-", 0, hyphen=True), line("known and well-known man", 1)],
            ["a well-known and well-known man"], id="hyphens of words stay",
        ),
        pytest.param(
            [line("양국 장관은 회", 0), line("담을 가졌다고 ", 1), line("말하였다. 그 결", 2),
             line("과는 좋다", 3, right=200)],
            ["양국 장관은 회담을 가졌다고 말하였다. 그 결과는 좋다"], id="broken within words",
        ),
        pytest.param(
            [line("양국 장관은", 0), line("회담을 가졌다", 1, right=200)],
            ["양국 장관은 회담을 가졌다"], id="the file keeps no spaces",
        ),
        pytest.param(
            [line("협력, △해운,", 0), line("△항만을 논의", 1), line("△다른 항목", 3)],
            ["협력, △해운, △항만을 논의", "△다른 항목"], id="a list in the sentence",
        ),
        pytest.param([line("짧은 줄", 0, right=100), line("다음 줄", 1)], ["짧은 줄", "다음 줄"],
                     id="room for more"),
    ],
)  # fmt: skip
def test_lines_are_joined(lines, texts):
    assert [piece.text for piece in pieces_of_lines(lines)] == texts


def test_what_cannot_be_read():
    for data, message in [
        (raw_pdf(b"0 0 m"), "has no text on its 1 page, so it is probably a scan; run it through"),
        (raw_pdf(b"0 0 m", pages=3), "has no text on its 3 pages"),
        (b"%PDF-1.7\nnonsense", "is a damaged PDF; print it to a new PDF"),
        (pdf(["글"], password="secret"), "is protected by a password; save it without one"),
    ]:
        with pytest.raises(InputError, match=rf"^a\.pdf {message}"):
            read_pdf(data, "a.pdf")


def test_without_pypdfium2(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"to read PDF, install pypdfium2"):
        read_pdf(b"%PDF-1.7", "a.pdf")
