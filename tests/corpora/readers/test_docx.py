"""DOCX: the text read is the text that Word shows."""

from __future__ import annotations

import io

import office_files as make
import pytest
from office_files import docx, w_box, w_list, w_notes, w_par, w_run, w_table

from align.errors import InputError
from corpora.readers.document import ReadFile
from corpora.readers.office.body import Paragraph
from corpora.readers.office.docx import read_docx


def read(body: str, **parts: str) -> ReadFile:
    found = read_docx(docx(body, **parts), "a.docx")
    assert found.warnings == ()
    return found


def lines(body: str, **parts: str) -> list[str]:
    return read(body, **parts).text.split("\n")


def kinds(found: ReadFile) -> list[tuple[str | None, str]]:
    return [(block.kind, found.text[block.start : block.end]) for block in found.blocks]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        pytest.param(f"<w:ins>{w_run('새')}</w:ins>{w_run(' 말')}", "새 말", id="insertion"),
        pytest.param("<w:del><w:r><w:delText>옛</w:delText></w:r></w:del>" + w_run("말"), "말",
                     id="deletion"),
        pytest.param(f"<w:moveFrom>{w_run('옛')}</w:moveFrom>{w_run('말')}", "말", id="moved away"),
        pytest.param(f"<w:moveTo>{w_run('옛')}</w:moveTo>{w_run('말')}", "옛말", id="moved here"),
        pytest.param(f"<w:hyperlink>{w_run('누리집')}</w:hyperlink>", "누리집", id="link"),
        pytest.param(f"<w:sdt><w:sdtContent>{w_run('칸')}</w:sdtContent></w:sdt>", "칸", id="form"),
        pytest.param("<w:r><w:instrText>PAGE</w:instrText></w:r>" + w_run("3"), "3", id="field"),
        pytest.param("<w:r><w:t>한</w:t><w:noBreakHyphen/><w:t>미</w:t></w:r>", "한-미",
                     id="hyphen"),
        pytest.param('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + w_run(" 예"), "✓ 예",
                     id="symbol"),
        pytest.param('<w:r><w:sym w:char="D800"/><w:sym w:char="x"/></w:r>' + w_run("예"), "예",
                     id="half a character"),
        pytest.param("<w:r><w:ruby><w:rt><w:r><w:t>북</w:t></w:r></w:rt><w:rubyBase>"
                     "<w:r><w:t>北</w:t></w:r></w:rubyBase></w:ruby></w:r>", "(북)北", id="ruby"),
    ],
)  # fmt: skip
def test_the_words_of_a_paragraph(inner, text):
    assert lines(w_par(inner)) == [text]


def test_a_deleted_paragraph_mark_joins():
    mark = "<w:rPr><w:del/></w:rPr>"
    assert lines(w_par(w_run("앞 "), mark) + w_par(w_run("뒤"))) == ["앞 뒤"]
    assert lines(w_par(w_run("앞 "), mark)) == ["앞"]


def test_lists_count_as_in_word():
    body = "".join(
        [
            w_par(w_run("하나"), w_list(1)),
            w_par(w_run("가"), w_list(1, 1)),
            w_par(w_run("나"), w_list(1, 1)),
            w_par(w_run("둘"), w_list(1)),
            w_par(w_run("다시 가"), w_list(1, 1)),
            w_par(w_run("점"), w_list(2)),
            w_par(w_run("새로"), w_list(3)),
            w_par(w_run("이어서"), w_list(3)),
            w_par(w_run("모양"), '<w:pStyle w:val="n"/>'),
            w_par(w_run("빼기"), '<w:pStyle w:val="n"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        ]
    )
    assert lines(body) == [
        "1. 하나", "1-가) 가", "1-나) 나", "2. 둘", "2-가) 다시 가", "ㅇ 점", "1. 새로",
        "2. 이어서", "3. 모양", "빼기",
    ]  # fmt: skip


def test_headings_by_style():
    body = w_par(w_run("제목"), '<w:pStyle w:val="t"/>') + w_par(
        w_run("장"), '<w:pStyle w:val="b"/>'
    )
    body += w_par(w_run("글이다.")) + w_par(w_run("절"), '<w:outlineLvl w:val="1"/>')
    assert kinds(read(body)) == [
        ("title", "제목"), ("heading", "장"), (None, "글이다."), ("heading", "절"),
    ]  # fmt: skip


def test_notes_boxes_and_pages():
    first = w_run("앞") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + w_run("뒤")
    first += '<w:r><w:endnoteReference w:id="1"/></w:r>' + w_box(w_par(w_run("상자")))
    head = f"<w:hdr {make.W}>{w_par(w_run('머리말'))}</w:hdr>"
    found = read(
        w_par(first) + w_par(w_run("끝.")),
        footnotes=w_notes("footnote", "안 쓴 각주", "각주"),
        endnotes=w_notes("endnote", "미주"),
        header1=head,
        header2=head,
    )
    assert kinds(found) == [
        (None, "앞[1]뒤[2]"), (None, "상자"), (None, "끝."), ("note", "[1] 각주"),
        ("note", "[2] 미주"), ("furniture", "머리말"),
    ]  # fmt: skip


def test_tables():
    merged = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    down = "<w:tcPr><w:vMerge/></w:tcPr>"
    cell = w_par(w_run("안")) + w_table([["x", "y"]])
    rows = [
        ["가", "나"],
        [merged + w_par(w_run("합침")), "1"],
        [down + w_par(""), "2"],
        [cell, "3"],
    ]
    deleted = w_table([["지운", "줄"]]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    found = read(w_table(rows) + deleted + w_table([[w_par(w_run("한 칸")) + w_par(w_run("글"))]]))
    assert kinds(found) == [
        ("table_row", "가\t나"), ("table_row", "합침\t1"), ("table_row", "2"),
        ("table_row", "안\t3"), ("table_row", "x\ty"), (None, "한 칸"), (None, "글"),
    ]  # fmt: skip


def test_long_cells_are_read_one_by_one():
    long = w_par(w_run("긴 글이다. " * 40)) + w_par(w_run("또 다른 글이다."))
    assert [kind for kind, _ in kinds(read(w_table([["가", long]])))] == [None, None, None]


def test_properties_are_provenance():
    core = (
        '<p xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        "<dc:title>한-노르윅\n통화</dc:title><t:created>2023-05-26T01:00:00Z</t:created></p>"
    )
    data = make.zipped(
        {
            "word/document.xml": f"<w:document {make.W}><w:body>{w_par(w_run('글'))}</w:body>"
            "</w:document>",
            "docProps/core.xml": core,
        }
    )
    source = read_docx(data, "folder/a.docx").source
    assert (source.name, source.title, source.date) == ("a.docx", "한-노르윅 통화", "2023-05-26")


def test_a_document_of_python_docx():
    docx_ = pytest.importorskip("docx", reason="python-docx makes the document")
    document = docx_.Document()
    document.add_heading("회담 결과", 0)
    document.add_paragraph("첫째", style="List Number")
    document.add_paragraph("둘째", style="List Number")
    document.add_paragraph("점", style="List Bullet")
    table = document.add_table(1, 3)
    for index, text in enumerate("가나다"):
        table.cell(0, index).text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    document.sections[0].footer.paragraphs[0].text = "꼬리말"
    stream = io.BytesIO()
    document.save(stream)
    assert kinds(read_docx(stream.getvalue(), "a.docx")) == [
        ("title", "회담 결과"), (None, "1. 첫째"), (None, "2. 둘째"), (None, "• 점"),
        ("table_row", "가 나\t다"), ("furniture", "꼬리말"),
    ]  # fmt: skip


def test_lost_text_is_reported(monkeypatch):
    monkeypatch.setattr(
        "corpora.readers.office.docx._Reader._table", lambda self, table: Paragraph("-")
    )
    found = read_docx(docx(w_par(w_run("글")) + w_table([["가", "나"]])), "a.docx")
    assert found.warnings == (
        '2 letters or digits of the file are in no block, the first in "가 나"',
    )


def test_files_that_are_not_documents_are_refused():
    with pytest.raises(InputError, match=r"^a\.docx: the part 'word/document\.xml' is missing"):
        read_docx(make.zipped({"a": "b"}), "a.docx")
    with pytest.raises(InputError, match=r"^a\.docx shows no text; if it holds a scan"):
        read_docx(docx(w_par("")), "a.docx")
