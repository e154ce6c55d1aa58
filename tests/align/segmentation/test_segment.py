"""Segmentation: sentences, offsets, lines, speed."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import repository
from hypothesis import given, settings
from hypothesis import strategies as st

from align.bitext import Document
from align.errors import DaeyeokError
from align.segmentation.kiwi import _analyser
from align.segmentation.lines import BLANK
from align.segmentation.segment import segment, segment_lines, split_sentences

CASES = json.loads((repository.ROOT / "tests/support/cases/segmentation.json").read_text("utf-8"))
SHARED = os.environ.get("DAEYEOK_SHARED", "")


def texts(document: Document) -> list[str]:
    return [found.text for found in document.segments]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_cases(case):
    assert texts(segment(case["text"], case["language"])) == case["segments"], case["comment"]


@pytest.mark.skipif(not SHARED, reason="DAEYEOK_SHARED names no folder of shared cases")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_shared_cases(language):
    cases = json.loads((Path(SHARED) / "segmentation" / f"{language}.json").read_text("utf-8"))
    got = {case["id"]: texts(segment(case["text"], language)) for case in cases}
    assert got == {case["id"]: case["segments"] for case in cases}


def test_blocks_count_paragraphs():
    document = segment("Visit to Norwick\n\nShe left. He stayed.\n\no Next steps", "en")
    assert [(found.block, found.kind) for found in document.segments] == [
        (0, "title"),
        (1, "paragraph"),
        (1, "paragraph"),
        (2, "bullet"),
    ]


def test_closing_mark_is_a_segment_of_its_block():
    document = segment("회담 결과\n\n1. 양측은 합의하였다.  /끝/", "ko")
    assert [(s.text, s.kind, s.block) for s in document.segments[1:]] == [
        ("1. 양측은 합의하였다.", "paragraph", 1),
        ("/끝/", "closing", 1),
    ]


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        # a byte order mark at the start belongs to no sentence
        ("\ufeff회담 결과\n\n합의하였다.", ["회담 결과", "합의하였다."]),
        # a zero-width space at the end of a line, as editors of web pages leave it
        ("회담 결과\u200b\n\n합의하였다.\u200b", ["회담 결과", "합의하였다."]),
        # line ends of all kinds
        ("가결\r\n하나이다.\r둘이다.\u2028셋이다.", ["가결", "하나이다.", "둘이다.", "셋이다."]),
        # a tab after the number
        ("1.\t하나이다.\n2.\t둘이다.", ["1.\t하나이다.", "2.\t둘이다."]),
    ],
    ids=["bom", "zero-width", "line-ends", "tab"],
)
def test_characters_that_do_not_show(text, segments):
    document = segment(text, "ko")
    assert texts(document) == segments
    assert document.text == text


def test_furniture_in_the_middle_joins_nothing():
    document = segment("1. \n-  - \nbudget ", "en")
    assert texts(document) == ["1.", "budget"]
    assert [piece.text for piece in document.furniture] == ["-  -"]


def test_invisible_characters_are_kept_as_furniture():
    document = segment("\ufeff합의하였다.", "ko")
    assert [(piece.text, piece.start) for piece in document.furniture] == [("\ufeff", 0)]


PIECES = re.findall(
    r"[^/]+",
    ". / 다. / 다./1. /U.S. /No. /끝.\n/ <끝>/붙임 : /보도자료\n/조회수\n12\n/Date\n/RSS\n"
    "/Previous\n/The /said /양측은 /라고 /2016. 1. 20. /10.14.(금) /²/٣. /p.m. "
    "/\r\n/\r/\u2028/\t/\x0b/\x1c/\x85",
)
MARKS = st.sampled_from(
    [*".!?…。\"'“”‘’()[]「」<>·|/※△□ㅇo-*•①Ⅰ끝다가함임\n \u200b\ufeff", *PIECES]
)
ANY_TEXT = st.one_of(st.text(max_size=80), st.lists(MARKS, max_size=40).map("".join))
LANGUAGE = st.sampled_from(["ko", "en"])


@settings(max_examples=300)
@given(ANY_TEXT, LANGUAGE)
def test_any_text_makes_a_document(text, language):
    document = segment(text, language)  # Document itself checks every offset
    assert document.text == text
    assert document == segment(text, language)
    assert all(found.text == found.text.strip() for found in document.segments)
    assert [s.block for s in document.segments] == sorted(s.block for s in document.segments)


@settings(max_examples=300)
@given(ANY_TEXT, LANGUAGE)
def test_lines_are_kept_one_by_one(text, language):
    document = segment_lines(text, language)
    assert texts(document) == [line.strip() for line in text.split("\n") if line.strip()]
    assert not document.furniture


@settings(max_examples=200)
@given(ANY_TEXT, LANGUAGE)
def test_sentences_lose_only_what_does_not_show(text, language):
    def shown(string):
        return [character for character in string if character not in BLANK]

    assert shown("".join(split_sentences(text, language))) == shown(text)


def test_lines_with_other_separators_stay_whole():
    text = "하나\x0b둘\u2028셋\x1c넷\r\n다섯. 여섯."
    assert texts(segment_lines(text, "ko")) == ["하나\x0b둘\u2028셋\x1c넷", "다섯. 여섯."]


# Shapes that make careless expressions quadratic, each of about n characters.
HOSTILE: dict[str, Callable[[int], str]] = {
    "one sentence without end": lambda n: "가나다라 " * (n // 5),
    "one word": lambda n: "A" * n,
    "full stops": lambda n: "." * n,
    "spaced full stops": lambda n: ". " * (n // 2),
    "abbreviations": lambda n: "Mr. " * (n // 4),
    "acronyms": lambda n: "A.B. " * (n // 5),
    "opening quotes": lambda n: "“" * n,
    "straight quotes": lambda n: ' "' * (n // 2),
    "opening brackets": lambda n: "(." * (n // 2),
    "crossed marks": lambda n: "(“)”" * (n // 4),
    "list marks": lambda n: "o\n" * (n // 2),
    "numbers": lambda n: "1. " * (n // 3),
    "blanks": lambda n: "다." + " " * n + "끝.",
    "dates": lambda n: "2016. 1. 20. " * (n // 13),
    "notes": lambda n: " ※" * (n // 2),
    "menus": lambda n: "RSS\n" * (n // 4),
    "wrapped lines": lambda n: ("word " * 14 + "\n") * (n // 71),
    "dashes": lambda n: "a-" * (n // 2),
    "years": lambda n: "2016. " * (n // 6),
}


@pytest.mark.parametrize("shape", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("language", ["ko", "en"])
def test_time_grows_with_length_only(shape, language):
    def seconds(length: int) -> float:
        text = shape(length)
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            segment(text, language)
            best = min(best, time.process_time() - begin)
        return best

    short, long = seconds(6_000), seconds(24_000)
    # Four times the text: linear takes 4, quadratic 16. The sum forgives a slow machine.
    assert long < 9 * short + 0.05


def test_kiwi_missing_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "kiwipiepy", None)
    _analyser.cache_clear()
    line = "양측은 협력을 강화하기로 하였습니다 다음 회의는 서울에서 개최할 예정입니다"
    with pytest.raises(DaeyeokError, match=r'pip install "daeyeok\[kiwi\]"') as caught:
        segment(line, "ko", kiwi=True)
    assert "\n" not in str(caught.value)


def test_kiwi_is_not_used_for_text_with_full_stops(monkeypatch):
    monkeypatch.setitem(sys.modules, "kiwipiepy", None)
    _analyser.cache_clear()
    text = "양측은 협력을 강화하기로 하였다. 다음 회의는 서울에서 개최할 예정이다."
    assert len(segment(text, "ko", kiwi=True)) == 2


def test_kiwi_splits_text_without_full_stops():
    pytest.importorskip("kiwipiepy", reason="the extra 'kiwi' is not installed")
    _analyser.cache_clear()
    line = "양측은 협력을 강화하기로 하였습니다 다음 회의는 서울에서 개최할 예정입니다"
    assert texts(segment(line, "ko", kiwi=True)) == [
        "양측은 협력을 강화하기로 하였습니다",
        "다음 회의는 서울에서 개최할 예정입니다",
    ]
    assert texts(segment(line, "ko")) == [line]
    # offsets count characters, those outside the first plane too
    assert (
        texts(segment("😀 " + line, "ko", kiwi=True))[-1]
        == "다음 회의는 서울에서 개최할 예정입니다"
    )
