"""Facts read from both languages: labelled forms of each."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from align.checks.numbers_and_dates import check_facts
from align.facts import CalendarDate, ClockTime, Fact, find_facts

# What a release writes, what its English version writes, value, kind and unit of both.
SAME = [
    ("교역 300억불", "trade of USD 30 billion", 30 * 10**9, "money", "USD"),
    ("3억 4,500만 달러", "USD 345 million", 345 * 10**6, "money", "USD"),
    ("1조 2,500억 원", "KRW 1.25 trillion", 125 * 10**10, "money", "KRW"),
    ("12조3천억 원", "12.3 trillion won", 123 * 10**11, "money", "KRW"),
    ("7,000원", "KRW 7,000", 7000, "money", "KRW"),
    ("1억5천만 유로", "150 million euros", 15 * 10**7, "money", "EUR"),
    ("12.8센트", "12.8 cents", Fraction(128, 1000), "money", "USD"),
    ("50만 달러", "$500,000", 500_000, "money", "USD"),
    ("25개국", "25 countries", 25, "number", "country"),
    ("120명", "120 people", 120, "number", "person"),
    ("100만명", "one million people", 10**6, "number", "person"),
    ("12.4%", "12.4 percent", Fraction(62, 5), "percent", ""),
    ("90 퍼센트", "90 per cent", 90, "percent", ""),
    ("0.5%p", "0.5 percentage points", Fraction(1, 2), "points", ""),
    ("6%포인트", "6 percentage points", 6, "points", ""),
    ("111㎞", "111km", 111, "number", "kilometre"),
    ("40초", "40 seconds", 40, "number", "second"),
    ("2배", "2 times", 2, "number", "fold"),
    ("시속 120km", "120 kilometers per hour", 120, "number", "kilometre per hour"),
]

KOREAN = [
    ("3만5천여 명", 35000, "number", "over"),
    ("1만8500", 18500, "number", ""),
    ("두 차례", 2, "number", ""),
    ("스물다섯 명", 25, "number", ""),
    ("제4차 대화", 4, "ordinal", ""),
    ("3번째", 3, "ordinal", ""),
    ("네 번째", 4, "ordinal", ""),
    ("2분의 1", Fraction(1, 2), "number", ""),
    ("3분의2", Fraction(2, 3), "number", ""),
    ("1/3", Fraction(1, 3), "number", ""),
    ("제3조", 3, "reference", ""),
    ("헌법 9조를", 9, "reference", ""),
    ("제2270호", 2270, "reference", ""),
    ("약 130명", 130, "number", "about"),
    ("500명 이상", 500, "number", "over"),
    ("20명 미만", 20, "number", "under"),
    ("2할6푼8리", Fraction(268, 1000), "number", ""),
    ("십억엔", 10**9, "money", ""),
    ("천백십일 명", 1111, "number", ""),
    ("3분기", 3, "number", ""),
    ("32경기", 32, "number", ""),
]

ENGLISH = [
    ("the fourth round", 4, "ordinal", ""),
    ("the 21st meeting", 21, "ordinal", ""),
    ("two hundred and fifty thousand tons", 250_000, "number", ""),
    ("twenty-five members", 25, "number", ""),
    ("half a million", 500_000, "number", ""),
    ("two dozen", 24, "number", ""),
    ("two-thirds", Fraction(2, 3), "number", ""),
    ("one and a half years", Fraction(3, 2), "number", ""),
    ("eleven hundred", 1100, "number", ""),
    ("$50bn", 50 * 10**9, "money", ""),
    ("Article 3", 3, "reference", ""),
    ("resolution 2270", 2270, "reference", ""),
    ("some 120 people", 120, "number", "about"),
    ("more than 300", 300, "number", "over"),
    ("fewer than 20", 20, "number", "under"),
    (".268", Fraction(268, 1000), "number", ""),
]

NO_FACTS = [
    ("ko", "양국은 긴밀히 협의하기로 하였다."),
    ("ko", "만세! 성공했습니다."),
    ("ko", "조명 전시회의 천막, 백화점"),
    ("ko", "수십 명, 수백만 명"),
    ("ko", "https://example.org/2016/10 와 a1@b2.kr"),
    ("en", "Both sides may march on."),
    ("en", "dozens of people, thousands of ships"),
    ("en", "see https://example.org/2016/10 and 127.0.0.1"),
]

RELEASED = date(2016, 10, 20)
DATES = [
    ("ko", "1.20.(수)", (2017, 1, 20)),
    ("ko", "2016. 1. 20.", (2016, 1, 20)),
    ("ko", "'16.1.20.", (2016, 1, 20)),
    ("ko", "‘15.5월", (2015, 5, None)),
    ("ko", "2016-01-20", (2016, 1, 20)),
    ("ko", "2016년 10월 14일(금)", (2016, 10, 14)),
    ("ko", "10월 14일", (2016, 10, 14)),
    ("ko", "지난 18일", (2016, 10, 18)),
    ("ko", "오는 18일", (2016, 11, 18)),
    ("ko", "20일(화)", (2016, 9, 20)),
    ("ko", "내년 1월", (2017, 1, None)),
    ("ko", "지난해 10월 14일", (2015, 10, 14)),
    ("ko", "지난달 4일", (2016, 9, 4)),
    ("en", "Oct. 14", (2016, 10, 14)),
    ("en", "14 October 2016", (2016, 10, 14)),
    ("en", "Wednesday, January 20, 2016", (2016, 1, 20)),
    ("en", "January 2016", (2016, 1, None)),
    ("en", "the 20th of January", (2017, 1, 20)),
]


def _numbers(text: str, language: str) -> list[Fact]:
    return [fact for fact in find_facts(text, language) if isinstance(fact.value, Fraction)]


@pytest.mark.parametrize(("korean", "english", "value", "kind", "unit"), SAME)
def test_the_same_fact_in_both_languages(korean, english, value, kind, unit):
    for text, language in ((korean, "ko"), (english, "en")):
        (fact,) = _numbers(text, language)
        assert (fact.value, fact.kind, fact.unit) == (value, kind, unit)
        assert text[fact.start : fact.end] == fact.text
    assert check_facts(korean, english) == ()


@pytest.mark.parametrize(
    ("language", "text", "value", "kind", "hedge"),
    [("ko", *case) for case in KOREAN] + [("en", *case) for case in ENGLISH],
)
def test_numbers_of_one_language(language, text, value, kind, hedge):
    (fact,) = _numbers(text, language)
    assert (fact.value, fact.kind, fact.hedge) == (value, kind, hedge)


@pytest.mark.parametrize(("language", "text"), NO_FACTS)
def test_what_is_not_a_fact(language, text):
    assert find_facts(text, language) == ()


@pytest.mark.parametrize(("language", "text", "expected"), DATES)
def test_dates_with_the_release_date(language, text, expected):
    last = find_facts(text, language, reference=RELEASED)[-1].value
    assert isinstance(last, CalendarDate)
    assert (last.year, last.month, last.day) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ko", "10월 14-16일", [(10, 14), (10, 16)]),
        ("ko", "10.14.(금)~16.(일)", [(10, 14), (10, 16)]),
        ("ko", "11.10.(목)부터 11.13.(일)까지", [(11, 10), (11, 13)]),
        ("ko", "6월 21일-24일", [(6, 21), (6, 24)]),
        ("en", "May 25-28", [(5, 25), (5, 28)]),
        ("en", "from May 30 to June 2", [(5, 30), (6, 2)]),
        ("en", "on January 16 and 20", [(1, 16), (1, 20)]),
    ],
)
def test_ranges_and_lists_of_days(language, text, expected):
    days = [fact.value for fact in find_facts(text, language)]
    assert [(day.month, day.day) for day in days] == expected


@pytest.mark.parametrize(
    ("language", "text", "minutes", "certain"),
    [
        ("ko", "오후 3시 30분", 930, True),
        ("ko", "15:30", 930, True),
        ("ko", "10시", 600, False),
        ("ko", "오전 0시 26분", 26, True),
        ("ko", "3시 반", 210, False),
        ("en", "3:30 p.m.", 930, True),
        ("en", "15:30 KST", 930, True),
        ("en", "10 o'clock", 600, False),
        ("en", "12:26 a.m.", 26, True),
    ],
)
def test_times(language, text, minutes, certain):
    (fact,) = find_facts(text, language)
    assert isinstance(fact.value, ClockTime)
    assert (fact.value.minutes, fact.value.certain) == (minutes, certain)


@pytest.mark.parametrize("text", ["02-2100-7654", "(02) 2100-7654", "+82-2-2100-7654"])
def test_telephone_numbers(text):
    (fact,) = find_facts(f"Tel: {text}", "en")
    assert fact.kind == "phone"
    assert fact.value[-8:] == "21007654"
