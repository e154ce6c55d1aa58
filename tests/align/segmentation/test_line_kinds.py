"""List marks and kinds of lines."""

from __future__ import annotations

import pytest

from align.segmentation.line_kinds import kind_of_line, list_mark
from align.segmentation.segment import segment, segment_lines


@pytest.mark.parametrize(
    ("korean", "english", "mark"),
    [
        ("1. 양측은", "1. The two sides", "1"),
        ("12) 기타", "(12) Other", "12"),
        ("③ 협력", "3) Cooperation", "3"),
        ("1.양측은", "1.", "1"),  # no blank after the number; a number alone
        ("Ⅱ. 질의 응답", "II. Questions", "R2"),
        ("ⅳ) 기타", "(iv) other matters", "R4"),
        ("가. 일시", "a. Date", "L1"),
        ("(다) 장소", "(c) venue", "L3"),
        ("㉯ 둘째", "B. Second", "L2"),
        ("제5조(목적)", "Article 5", "A5"),
        ("제 22 조", "Article 22", "A22"),
        ("ㅇ 양측은", "° The two sides", "o"),
        ("○ 양측은", "• The two sides", "o"),
        ("❍ 양측은", "o The two sides", "o"),
        ("□ 개요", "■ Overview", "□"),
        ("△한미 동맹", "▲ Alliance", "□"),
        ("- 참석자", "– Participants", "-"),
        ("※ 참고", "* Note", "※"),
        ("<질문> 언제입니까?", "Q: When?", "Q"),
        ("답변) 내일입니다.", "A: Tomorrow.", "A"),
        ("\ufeff 1. 양측은", "\u200b1. The two", "1"),  # invisible characters before it
    ],
)
def test_marks_agree_in_both_languages(korean, english, mark):
    assert (list_mark(korean), list_mark(english)) == (mark, mark)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("6.9.(금) 서울에서", id="date"),
        pytest.param("1. 20.(수) 오후", id="date with a blank"),
        pytest.param("2016. 1. 20. 개최", id="year"),
        pytest.param("3.4% 상승하였다", id="decimal"),
        pytest.param("○○일보 기자", id="name left out"),
        pytest.param("-5도까지 내려간다", id="minus"),
        pytest.param("°C is the unit", id="degree"),
        pytest.param("only the first", id="word with o"),
        pytest.param("H. E. Park arrived", id="initials"),
        pytest.param("I went home", id="pronoun"),
        pytest.param("Q&A session", id="Q&A"),
        pytest.param("문의는 전화로", id="word with 문"),
        pytest.param("", id="nothing"),
    ],
)
def test_no_mark(line):
    assert list_mark(line) == ""


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("bullet", "ㅇ 한 차관은 이에 공감하였다."),
        ("bullet", "① 첫째 항목"),
        ("bullet", "-협력 강화"),
        ("note", "※ 2012년 출범한 협의체"),
        ("note", "* 2019년 기준"),
        ("paragraph", "가. 일시: 6월 9일"),
        ("paragraph", "<질문> 언제입니까?"),
        ("paragraph", "이상입니다. 발표를 마치겠습니다."),
        ("heading", "Ⅰ. 모두 발언"),
        ("heading", "Ⅱ 질의 응답"),
        ("heading", "<참고>"),
        ("heading", "[향후 계획]"),
        ("heading", "- 부제는 이렇게 -"),
        ("attachment", "붙임 : 전략대화 사진.  끝."),
        ("attachment", "붙임  행사 사진 1부.  끝."),
        ("attachment", "[붙임 2] 참석자 명단"),
        ("attachment", "첨부: 1. 사진 2. 명단"),
        ("attachment", "□ 별첨 : 설명자료"),
        ("contact", "문의 : 유럽국 02-2100-0000"),
        ("contact", "담당: 유럽국 과장 김○○"),
        ("contact", "유럽국 서기관 이○○ (02-2100-0000)"),
        ("closing", "끝."),
        ("closing", "/끝/"),
        ("closing", "-끝-"),
        ("closing", "<끝>"),
        ("disclaimer", "※ 비공식 번역"),
        ("disclaimer", "※ 영문본과 차이가 있는 경우 국문본이 우선합니다."),
        ("disclaimer", "* 영문 번역본은 참고용입니다."),
        ("table_row", "구분\t2020년\t2021년"),
        ("table_row", "| 국가 | 금액 |"),
        # words of these kinds in running text
        ("paragraph", "문의가 잇따랐다."),
        ("paragraph", "국민의 안전을 우선하기로 하였다."),
        ("paragraph", "첨부하여 보내 드립니다."),
        ("paragraph", "붙임 서류를 확인하시기 바랍니다."),
        ("paragraph", "끝까지 협의하기로 하였다."),
        ("paragraph", "담당 국장은 회의에 참석하였다."),
        ("bullet", "ㅇ 첨부파일 관리 강화"),
        ("heading", "제 22 조"),
        ("paragraph", "기호는 A|B|C처럼 쓴다."),
        ("paragraph", "1.\t목적은 다음과 같다."),  # a tab after the number makes no table
    ],
)
def test_kinds_korean(kind, line):
    assert kind_of_line(line, "ko") == kind


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("bullet", "° Vice Minister Tolan agreed."),
        ("bullet", "– Participants"),
        ("paragraph", "2. The two sides agreed."),
        ("paragraph", "Q: What is next?"),
        ("heading", "[Q&A]"),
        ("heading", "Article 22"),
        ("heading", "I. Opening Remarks"),
        ("heading", "Questions and Answers"),
        ("attachment", "Attachment: Photos"),
        ("attachment", "Annex II"),
        ("contact", "For inquiries, please contact the Europe Division."),
        ("contact", "Tel. +82-2-2100-0000"),
        ("closing", "###"),
        ("closing", "- END -"),
        ("disclaimer", "* unofficial translation"),
        ("disclaimer", "*unofficial translation"),
        ("disclaimer", "(Unofficial translation)"),
        ("disclaimer", "* This is a courtesy translation."),
        ("disclaimer", "This English version is provided for convenience only."),
        ("disclaimer", "In case of any discrepancy, the Korean version shall prevail."),
        ("disclaimer", "The English text is not an official translation."),
        ("table_row", "Year\tTrade\tVisitors"),
        # words of these kinds in running text
        ("paragraph", "Attachment to the past is no policy."),
        ("paragraph", "Annex I Parties agreed to cut emissions."),
        ("paragraph", "Contact between the two sides has grown."),
        ("paragraph", "Phone calls were made at both ends."),
        ("paragraph", "End users welcomed the change."),
        ("paragraph", "Unofficial translations appeared in 1990."),
        ("paragraph", "Good afternoon."),
        ("paragraph", "The English version of the treaty was signed in Seoul."),
        ("paragraph", "The Korean text of the agreement will be published next month."),
    ],
)
def test_kinds_english(kind, line):
    assert kind_of_line(line, "en") == kind


def test_lines_know_their_title_and_kinds():
    document = segment_lines("Visit to Norwick\n\n° He left.\nPress Releases\n* draft", "en")
    assert [(s.kind, s.block) for s in document.segments] == [
        ("title", 0),
        ("bullet", 1),
        ("heading", 2),
        ("note", 3),
    ]


def test_long_english_title_on_two_lines():
    title = "Foreign Minister Meets with the Deputy Secretary of State of the United\nStates"
    document = segment(title + "\nThe minister met the deputy secretary on Monday.", "en")
    assert (document.segments[0].kind, document.segments[0].text) == ("title", title)
