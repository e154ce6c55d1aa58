"""HWP and HWPX: the text read is the text that Hancom Office shows; locked files are refused."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

import mini_hwp
import pytest
from mini_hwp import endnote, footer, footnote, header, hwp, table, text_box
from office_files import H_HEADER, h_control, h_list, h_par, h_table, h_text, hwpx, zipped

from align.errors import InputError
from corpora.readers.document import ReadFile
from corpora.readers.hancom.hwp import read_hwp
from corpora.readers.hancom.hwpx import read_hwpx


def kinds(found: ReadFile) -> list[tuple[str | None, str]]:
    return [(block.kind, found.text[block.start : block.end]) for block in found.blocks]


def read(body: str) -> ReadFile:
    found = read_hwpx(hwpx(body), "a.hwpx")
    assert found.warnings == ()
    return found


def test_a_hwp_with_everything():
    found = read_hwp(
        hwp(
            [
                [header("머리말"), "앞", footnote("각주"), "뒤", endnote("미주")],
                [footer("꼬리말"), "상자 앞", text_box("상자", ["둘째"])],
                [table(["구분", "값"], [("합친 칸", 2)], [["겹친 ", table(["x", "y"])], "z"])],
                "하나",
                "둘",
                "점",
                [mini_hwp.Control("tcmt", ("숨은 설명",)), "줄\n바꿈\x1e사이\x18이음"],
            ],
            shapes=[0, 0, 0, 1, 1, 2],
        ),
        "a.hwp",
    )
    assert kinds(found) == [
        (None, "앞[1]뒤[2]"), (None, "상자 앞"), (None, "상자"), (None, "둘째"),
        ("table_row", "구분\t값"), (None, "합친 칸"), ("table_row", "겹친\tz"),
        ("table_row", "x\ty"), (None, "1. 하나"), (None, "2. 둘"), (None, "ㅇ 점"),
        (None, "줄\n바꿈 사이-이음"), ("note", "[1] 각주"), ("note", "[2] 미주"),
        ("furniture", "머리말"), ("furniture", "꼬리말"),
    ]  # fmt: skip
    assert found.warnings == ()


def test_a_hwp_that_is_not_packed_and_large():
    paragraphs = [f"{number}번째 문단이다." for number in range(2000)]
    for flags in (0, 1):
        assert read_hwp(hwp(paragraphs, flags=flags), "a.hwp").text.split("\n") == paragraphs


def test_title_and_date_of_a_hwp():
    title = "회담 결과\0".encode("utf-16-le")
    values = struct.pack("<II", 31, len(title) // 2) + title.ljust(24, b"\0")
    moment = datetime(2023, 5, 24, 16, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)
    ticks = struct.pack("<IQ", 64, round(moment.total_seconds()) * 10_000_000)
    places = struct.pack("<4I", 2, 24, 12, 24 + len(values))
    section = struct.pack("<II", 0, 2) + places + values + ticks
    summary = b"\xfe\xff".ljust(44, b"\0") + struct.pack("<I", 48) + section
    source = read_hwp(hwp(["글"], summary=summary), "a.hwp").source
    assert (source.title, source.date) == ("회담 결과", "2023-05-25")  # in Korea
    for end in range(0, len(summary), 7):
        assert read_hwp(hwp(["글"], summary=summary[:end] or b"x"), "a.hwp").text == "글"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (hwp(["글"], flags=1 | 2), "is encrypted; open it in Hancom Office, save it without"),
        (hwp(["글"], flags=1 | 16), "is encrypted"),
        (
            hwp(["글"], flags=1 | 4),
            r"is a distribution copy \(배포용\), locked by its author",
        ),
        (
            hwp(["글"], version=0x03000000),
            "is a HWP document of version 3; only version 5 is supported; open it in",
        ),
        (hwp([""]), "shows no text; if it holds a scan"),
        (mini_hwp.compound({"FileHeader": b"x" * 256}), "its file header is missing or damaged"),
        (mini_hwp.compound({"a": b"x"}), "the part 'FileHeader' is missing or damaged"),
    ],
)
def test_a_hwp_that_cannot_be_read(data, message):
    with pytest.raises(InputError, match=rf"^a\.hwp:? {message}"):
        read_hwp(data, "a.hwp")


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (
            "<hp:t>가<hp:tab/>나<hp:lineBreak/>다<hp:nbSpace/>라<hp:fwSpace/>마</hp:t>",
            "가\t나\n다 라 마",
        ),
        ("<hp:t>남은 <hp:deleteBegin/>지운 말<hp:deleteEnd/>말</hp:t>", "남은 말"),
        ("<hp:t>남은 <hp:deleteBegin/>지운</hp:t><hp:t>말<hp:deleteEnd/>말</hp:t>", "남은 말"),
        ("<hp:t>새 <hp:insertBegin/>끼운<hp:insertEnd/> 말</hp:t>", "새 끼운 말"),
        ("<hp:t>글<hp:markpenBegin/>칠<hp:markpenEnd/>함</hp:t>", "글칠함"),
        (h_control("hiddenComment", h_par(h_text("숨은"))) + h_text("글"), "글"),
        (
            "<hp:dutmal><hp:mainText>北</hp:mainText><hp:subText>북</hp:subText></hp:dutmal>",
            "北(북)",
        ),
        ("<hp:equation><hp:script>x over y</hp:script></hp:equation>", "x over y"),
        ("<hp:equation><hp:shapeComment>수식</hp:shapeComment></hp:equation><hp:t>글</hp:t>", "글"),
    ],
)
def test_the_words_of_a_hwpx_paragraph(inner, text):
    assert read(h_par(inner)).text == text


def test_a_hwpx_with_everything():
    box = f"<hp:rect><hp:drawText>{h_list(h_par(h_text('상자')))}</hp:drawText></hp:rect>"
    caption = (
        '<hp:caption side="BOTTOM">'
        + h_list(h_par(f'{h_text("표 ")}<hp:ctrl><hp:autoNum num="1" numType="TABLE"/></hp:ctrl>'))
        + "</hp:caption>"
    )
    rows = h_table([["구분", "값"], ["가", "1"]]).replace("<hp:tbl>", f"<hp:tbl>{caption}")
    note = h_control("footNote", h_par(h_text("각주")) + h_par(h_text("둘째 줄")))
    body = [
        h_par(h_control("header", h_par(h_text("머리말"))) + h_text("앞") + note + h_text("뒤")),
        h_par(h_text("하나"), 1),
        h_par(h_text("작은"), 3),
        h_par(h_text("둘"), 1),
        h_par(h_text("점"), 2),
        h_par(h_text("상자 앞") + box),
        h_par(rows),
        h_par(h_text("끝.")),
    ]
    assert kinds(read("".join(body))) == [
        (None, "앞[1]뒤"), (None, "1. 하나"), (None, "가) 작은"), (None, "2. 둘"), (None, "ㅇ 점"),
        (None, "상자 앞"), (None, "상자"), ("table_row", "구분\t값"), ("table_row", "가\t1"),
        (None, "표 1"), (None, "끝."), ("note", "[1] 각주"), ("note", "둘째 줄"),
        ("furniture", "머리말"),
    ]  # fmt: skip


def test_sections_in_the_order_of_the_contents():
    contents = (
        '<p xmlns:opf="o"><opf:item id="b" href="Contents/section1.xml"/>'
        '<opf:item id="a" href="Contents/section0.xml"/><opf:itemref idref="b"/>'
        '<opf:itemref idref="a"/><opf:title>제목</opf:title></p>'
    )
    first = hwpx(h_par(h_text("둘")))
    section = "<hs:sec " + H_HEADER.partition(" ")[2].partition(">")[0] + ">"
    parts = {
        "Contents/section0.xml": f"{section}{h_par(h_text('둘'))}</hs:sec>",
        "Contents/section1.xml": f"{section}{h_par(h_text('하나'))}</hs:sec>",
    }
    assert read_hwpx(first, "a.hwpx").text == "둘"
    assert read_hwpx(zipped(parts), "a.hwpx").text == "둘\n하나"
    found = read_hwpx(zipped({**parts, "Contents/content.hpf": contents}), "a.hwpx")
    assert (found.text, found.source.title) == ("하나\n둘", "제목")


def test_a_locked_hwpx():
    manifest = '<m xmlns:o="o"><o:file-entry><o:encryption-data/></o:file-entry></m>'
    data = zipped({"Contents/section0.xml": "x", "META-INF/manifest.xml": manifest})
    with pytest.raises(InputError, match=r"^a\.hwpx is locked by a password or as a distribution"):
        read_hwpx(data, "a.hwpx")


def test_unhwp_sees_the_same_letters():
    unhwp = pytest.importorskip("unhwp", reason="unhwp is the second opinion")
    paragraphs = [
        "머리",
        ["본문", footnote("각주 글")],
        [table(["구분", "값"], ["가", "12"])],
        "끝.",
    ]
    data = hwp(paragraphs)
    with unhwp.parse_bytes(data) as second:
        theirs = sorted(filter(str.isalnum, second.plain_text))
    ours = read_hwp(data, "a.hwp").text.replace("[1]", "")
    assert sorted(filter(str.isalnum, ours)) == theirs
