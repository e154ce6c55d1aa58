"""ODT: the text read is the text that LibreOffice shows."""

from __future__ import annotations

import pytest
from office_files import o_page, odt

from align.errors import InputError
from corpora.readers.document import ReadFile
from corpora.readers.office.odt import read_odt


def kinds(found: ReadFile) -> list[tuple[str | None, str]]:
    return [(block.kind, found.text[block.start : block.end]) for block in found.blocks]


def read(body: str, **parts: str) -> ReadFile:
    found = read_odt(odt(body, **parts), "a.odt")
    assert found.warnings == ()
    return found


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('가<text:s text:c="3"/>나<text:tab/>다<text:line-break/>라', "가   나\t다\n라"),
        ("<text:span>굵은</text:span> 글", "굵은 글"),
        ("글<office:annotation><text:p>설명</text:p></office:annotation>이다", "글이다"),
        ("<text:change-start/>새 말<text:change-end/>", "새 말"),
        ("<text:ruby><text:ruby-base>北</text:ruby-base><text:ruby-text>북</text:ruby-text>"
         "</text:ruby>", "北(북)"),
        ('가<text:s text:c="999999"/>나', "가" + " " * 100 + "나"),
    ],
)  # fmt: skip
def test_the_words_of_a_paragraph(inner, text):
    assert read(f"<text:p>{inner}</text:p>").text == text


def test_an_odt_with_everything():
    gone = "<text:tracked-changes><text:p>지운 말</text:p></text:tracked-changes>"
    box = "<draw:frame><draw:text-box><text:p>상자</text:p></draw:text-box></draw:frame>"
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>각주</text:p>"
        "</text:note-body></text:note>"
    )
    inner = "<text:list><text:list-item><text:p>작은</text:p></text:list-item></text:list>"
    items = (
        f"<text:list-item><text:p>하나</text:p>{inner}</text:list-item>"
        "<text:list-item><text:p>둘</text:p><text:p>이어서</text:p></text:list-item>"
    )
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('가')}<table:covered-table-cell/>{cell.format('나')}"
    body = (
        f'{gone}<text:p text:style-name="Title">제목</text:p><text:h>장</text:h>'
        f"<text:p>앞{box}{note}뒤</text:p>"
        f'<text:list text:style-name="N">{items}</text:list>'
        f'<text:list text:style-name="N"><text:list-item><text:p>새로</text:p></text:list-item>'
        "</text:list><text:section><text:p>구역</text:p></text:section>"
        f"<table:table><table:table-header-rows>{row}</table:table-row></table:table-header-rows>"
        "</table:table>"
    )
    assert kinds(read(body, styles=o_page("머리말"))) == [
        ("title", "제목"), ("heading", "장"), (None, "앞[1]뒤"), (None, "상자"), (None, "1. 하나"),
        (None, "가) 작은"), (None, "2. 둘"), (None, "이어서"), (None, "1. 새로"), (None, "구역"),
        ("table_row", "가\t나"), ("note", "[1] 각주"), ("furniture", "머리말"),
    ]  # fmt: skip


def test_properties_and_locks():
    space = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
    meta = (
        f'<a xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:m="{space}">'
        "<dc:title>제목</dc:title><m:creation-date>2023-05-26T10:00:00</m:creation-date></a>"
    )
    source = read("<text:p>글</text:p>", meta=meta).source
    assert (source.title, source.date) == ("제목", "2023-05-26")
    manifest = '<m xmlns:o="o"><o:encryption-data/></m>'
    with pytest.raises(InputError, match=r"^a\.odt is protected by a password; save it without"):
        read("<text:p>글</text:p>", **{"META-INF/manifest": manifest})
