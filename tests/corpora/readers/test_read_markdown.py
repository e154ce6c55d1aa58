"""Markdown gives the segments of its text and loses only its marks."""

import contextlib
import re
import time

import pytest
from board_pages import FOLDERS, release
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import DaeyeokError, InputError
from align.segmentation.segment import segment_blocks
from corpora.readers.read_file import read_data


def read(text, language="ko"):
    data = text if isinstance(text, bytes) else text.encode()
    file = read_data(data, "release.md")
    return file, segment_blocks(file.text, file.blocks, language)


def blocks(text):
    file, _ = read(text)
    return [(block.kind, file.text[block.start : block.end]) for block in file.blocks]


def markdown_of(document):
    """A document as a careful author would write it in Markdown."""
    parts, rows, previous = [], 0, -1
    for segment in document.segments:
        text = " ".join(segment.text.split(" "))
        if segment.kind == "table_row":
            cells = [cell.strip() for cell in text.split("\t")]
            line = "| " + " | ".join(cells) + " |"
            parts.append(f"\n{line}" if rows else f"\n\n{line}\n{'|---' * len(cells)}|")
            rows += 1
            previous = -1
            continue
        rows = 0
        lead = re.match(r"(?:[-*] |\d{1,2}\. )?", text)[0]
        text = lead + re.sub(r"([*_`\[\]<>])", r"\\\1", text[len(lead) :])
        joined = segment.block == previous
        parts.append(f" {text}" if joined else f"\n\n{'# ' * (segment.kind == 'title')}{text}")
        previous = segment.block
    return "".join(parts)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_markdown_gives_the_segments_of_its_text(folder, language):
    document = release(folder, language)
    file, found = read(markdown_of(document), language)
    assert file.warnings == ()
    assert [s.plain for s in found.segments] == [s.plain for s in document.segments]
    assert [s.kind for s in found.segments] == [s.kind for s in document.segments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a *b* **c** `d` [e](http://f) <http://g>", [(None, "a b c d e http://g")]),
        pytest.param("# 제목\n\n## 개요\n", [("title", "제목"), ("heading", "개요")]),
        pytest.param("글이다.\n\n제목\n===\n", [(None, "글이다."), ("heading", "제목")]),
        pytest.param("3) 가\n4) 나", [(None, "3) 가"), (None, "4) 나")]),
        pytest.param("- 가\n  1. 나\n\n    다",
         [("bullet", "- 가"), (None, "1. 나"), (None, "다")]),
        pytest.param("|가|나|\n|-|-|\n|1|<b>2</b><br>3|",
         [("table_row", "가\t나"), ("table_row", "1\t2 3")]),
        pytest.param("> 가\n> 나", [(None, "가\n나")]),
        pytest.param("    가\n    나\n", [(None, "가\n나")]),
        pytest.param("```\n가  나\n```", [(None, "가  나")]),
        pytest.param("<div>가<br>나</div><!-- 다 -->", [(None, "가\n나")]),
        pytest.param("<겨울 항구>와 <Winter Harbor>", [(None, "<겨울 항구>와 <Winter Harbor>")]),
        pytest.param("가[^1]\n\n[^1]: 나", [(None, "가[1]"), ("note", "[1]: 나")]),
        pytest.param("![사진](a.png) &amp; \\*", [(None, "사진 & *")]),
    ],
)  # fmt: skip
def test_structure(text, expected):
    assert blocks(text) == expected


def test_front_matter_is_provenance_and_kept():
    file, document = read(
        "---\ntitle: '회담'\ndate: 2023. 5. 26.\nagency: 부처\nurl: javascript:x\n---\n네.\n\n끝.\n"
    )
    assert file.source.title == "회담"
    assert (file.source.date, file.source.agency, file.source.address) == ("2023-05-26", "부처", "")
    assert [segment.text for segment in document.segments] == ["네.", "끝."]
    assert document.furniture[0].text.startswith("title: '회담'")


def test_korean_in_cp949():
    file, _ = read("# 회담 결과\n\n장관은 회담을 하였다.".encode("cp949"))
    assert (file.source.encoding, file.source.title) == ("cp949", "회담 결과")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("> " * 5000 + "가", "nests its lists or quotes more than 100 deep"),
        ("- " * 5000 + "가", "nests its lists or quotes more than 100 deep"),
        ("가 나\n" * 60_000, "has more than 150,000 characters"),
        ("[" * 20_000, "has more than 5,000 brackets"),
        (" \n", "holds no text"),
    ],
)
def test_what_is_refused(text, message):
    with pytest.raises(InputError, match=message):
        read(text)


@pytest.mark.parametrize(
    "text",
    ["*a " * 30_000, "[" * 4_999, "[a](" * 4_999, "`" * 50_000, "<a" * 50_000,
     "**a _b" * 20_000, "- a\n" * 37_000,
     "![" * 4_999, "|a" * 20_000 + "\n" + "|-" * 20_000 + "\n|" * 50, "&" * 100_000, "1. " * 60,
     "<!-- " * 20_000, "a\n" * 100_000, "[^1]:" * 4_999],
)  # fmt: skip
def test_hostile_markdown_ends_soon(text):
    begin = time.process_time()
    with contextlib.suppress(DaeyeokError):
        read(text)
    # About 2 at most on a quiet machine; the limit is for what hangs.
    assert time.process_time() - begin < 30


@settings(max_examples=150)
@given(
    st.text(
        st.sampled_from("가나 a1.*_`[]()<>!|-#\n\n>~&;:^\\\"'=+\t") | st.characters(codec="utf-8"),
        max_size=80,
    )
)
def test_no_text_is_lost(text):
    try:
        file, _ = read(text)
    except DaeyeokError:
        return
    assert file.warnings == ()
