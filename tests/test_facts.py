"""Facts read from both languages: labelled forms, round trips, and time on hostile text."""

from __future__ import annotations

import time
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.fact_check import Context, check_facts, fact_evidence
from align.facts import CalendarDate, ClockTime, Fact, find_facts
from align.finding import FINDING_KINDS

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


# Texts that differ only in how they say it: no finding.
AGREE = [
    ("양국은 수교 30주년을 맞았다.", "The two countries marked the 30th anniversary."),
    ("5.25.(목) 부산에서", "in Busan on May 25"),
    ("지난 3일 발생한 홍수", "the floods of November 3"),
    ("정례브리핑(11.8.)", "Regular Briefing (Nov. 8, 2022)"),
    ("15m 간격으로", "15 meters (49 feet) apart"),
    ("20만 톤", "200,000 tons"),
    ("응답자의 50%가", "half of those asked"),
    ("응답자의 30%가", "a third of those asked"),
    ("123명이 참석했다.", "Some 120 people attended."),
    ("20여 명", "23 people"),
    ("16진수로", "in hexadecimal"),
    ("10대 청소년", "teenagers"),
    ("90년대", "the 1990s"),
    ("50년 이상", "more than five decades"),
    ("제21차 회의", "the twenty-first meeting"),
    ("6자회담 재개", "resumption of the talks"),
    ("6·25전쟁 이후", "after the Korean War"),
    ("2차 세계대전", "World War II"),
    ("6.15 공동선언", "the June 15 joint declaration"),
    ("오후 3시", "at 15:00"),
    ("1억5840만달러 (약 1600억원)", "$158.4 million"),
    ("인코딩 #2", "encoding #2"),
]

DIFFER = [
    ("1,240명이 참가", "1,420 people took part", "number_mismatch"),
    ("이것은 3억권의 책", "300 billion books", "scale_error"),
    ("1조 2,500억 원", "KRW 1.25 billion", "scale_error"),
    ("‘24.5월 개최", "to be held in March 2024", "date_mismatch"),
    ("3월 29일 대선", "the March 28 election", "date_mismatch"),
    ("11월 11일, 토요일", "Saturday, December 11", "number_added"),
    ("오후 3시에", "at 5 p.m.", "time_mismatch"),
    ("300톤을 보냈다.", "Rice was sent.", "number_missing"),
    ("쌀을 보냈다.", "300 tons of rice were sent.", "number_added"),
    ("약 130명", "about 120 people", "number_mismatch"),
    ("1위로", "at number 7", "number_mismatch"),
    ("1992년에 중지", "stopped in 1592", "date_mismatch"),
    ("2016년 10월 14일(목)", "on October 14, 2016", "weekday_mismatch"),
]


@pytest.mark.parametrize(("korean", "english"), AGREE)
def test_no_finding_where_both_agree(korean, english):
    assert [finding.sentence for finding in check_facts(korean, english)] == []


@pytest.mark.parametrize(("korean", "english", "kind"), DIFFER)
def test_findings(korean, english, kind):
    findings = check_facts(korean, english)
    assert kind in [finding.kind for finding in findings]
    for finding in findings:
        assert finding.kind in FINDING_KINDS
        assert finding.sentence.endswith(".")


def test_a_number_may_move_to_the_next_sentence():
    pair = "300톤을 보냈다.", "Rice was sent."
    assert check_facts(*pair, Context(target_neighbours=("It came to 300 tons.",))) == ()


def test_a_threshold_decides_and_the_evidence_stays():
    pair = "두 사람", "People came."
    assert check_facts(*pair) == ()
    assert [f.kind for f in fact_evidence(*pair)] == ["number_missing"]
    assert len(check_facts(*pair, least=0.1)) == 1


def test_a_weekday_is_checked_against_the_release_date():
    context = Context(reference=date(2016, 10, 20))
    (finding,) = check_facts("10.14.(목) 개최", "on October 14", context)
    assert finding.kind == "weekday_mismatch"
    assert finding.sentence.endswith("a Thursday; it is a Friday.")


# Writers, the reverse of the readers; they live here because only the tests need them.
_KOREAN_SCALES = ((10**12, "조"), (10**8, "억"), (10**4, "만"))
_ENGLISH_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def write_korean(value: int, *, comma: bool, space: bool) -> str:
    parts = []
    for scale, name in _KOREAN_SCALES:
        count, value = divmod(value, scale)
        if count:
            parts.append((f"{count:,}" if comma else str(count)) + name)
    if value or not parts:
        parts.append(f"{value:,}" if comma else str(value))
    return (" " if space else "").join(parts)


def write_hangul(value: int) -> str:
    digits, written = "일이삼사오육칠팔구", ""
    for scale, name in ((10**8, "억"), (10**4, "만"), (1, "")):
        count, value = divmod(value, scale)
        for small, word in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
            digit, count = divmod(count, small)
            if digit:
                written += (digits[digit - 1] if digit > 1 or not word else "") + word
                started = True
            else:
                started = bool(written)
        if name and started and written[-1:] not in ("억", "만"):
            written += name
    return written


_LOW = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def write_words(value: int) -> str:
    if value < 20:
        return _LOW[value]
    if value < 100:
        rest = f"-{_LOW[value % 10]}" if value % 10 else ""
        return _TENS[value // 10 - 2] + rest
    for scale, name in (
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if value >= scale:
            joint = " and " if scale == 100 else " "
            rest = joint + write_words(value % scale) if value % scale else ""
            return f"{write_words(value // scale)} {name}{rest}"
    raise AssertionError


@given(st.integers(2, 10**15), st.booleans(), st.booleans())
def test_korean_digits_round_trip(value, comma, space):
    (fact,) = find_facts(write_korean(value, comma=comma, space=space) + "원", "ko")
    assert (fact.value, fact.unit) == (value, "KRW")


@given(st.integers(11, 9999))
def test_hangul_numerals_round_trip(value):
    if value % 10 or value > 99:
        facts = find_facts(f"모두 {write_hangul(value)} 명", "ko")
        assert [fact.value for fact in facts] == [value]


@given(st.integers(2, 999_999_999_999))
def test_english_words_round_trip(value):
    (fact,) = find_facts(f"about {write_words(value)} people", "en")
    assert fact.value == value


@given(st.integers(1, 9999), st.sampled_from(_ENGLISH_SCALES))
def test_english_scales_round_trip(count, scale):
    size, name = scale
    written = f"{count // 10}.{count % 10}"
    (fact,) = find_facts(f"USD {written} {name}", "en")
    assert fact.value == Fraction(count, 10) * size


@given(st.integers(2, 10**13))
def test_the_same_amount_never_differs(value):
    korean = write_korean(value, comma=True, space=True) + " 원을 지원한다."
    assert check_facts(korean, f"The government provides KRW {value:,}.") == ()


@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)))
def test_dates_round_trip(day):
    weekday = "월화수목금토일"[day.weekday()]
    korean = (
        f"{day.year}년 {day.month}월 {day.day}일({weekday})",
        f"{day.year}. {day.month}. {day.day}.({weekday})",
        f"{day.year}-{day.month:02}-{day.day:02}",
    )
    english = f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}"
    for text, language in [(t, "ko") for t in korean] + [(t, "en") for t in english]:
        (fact,) = find_facts(text, language)
        assert fact.value.day_of_year() == day
    assert check_facts(korean[0], english[0]) == ()


@given(st.text(max_size=80), st.sampled_from(["ko", "en"]))
def test_facts_of_any_text_lie_in_it_in_order(text, language):
    position = 0
    for fact in find_facts(text, language, reference=RELEASED):
        assert position <= fact.start < fact.end
        assert text[fact.start : fact.end] == fact.text
        position = fact.end


@given(st.text("0123456789.,:-/%()월일년시분만억조개명약 '~", max_size=60))
def test_a_text_agrees_with_itself(text):
    kinds = {finding.kind for finding in check_facts(text, text, Context("", "", "ko", "ko"))}
    assert kinds <= {"weekday_mismatch"}


HOSTILE = [
    "1,",
    "1,000",
    "9",
    "1.",
    "1억",
    "1 ",
    "천",
    "십백천만",
    "한",
    "one ",
    "a hundred ",
    "two hundred million and ",
    "May 1, ",
    "1) ",
    "(1 ",
    "$1 (",
    "1:1",
    "0-",
    "1-1-",
    "www.",
    "a@",
    "a.a",
    " ",
    "제",
    "1/1/",
    "지난 1일~",
    "1월",
    "약 ",
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_time_grows_with_the_text_and_no_faster(piece, language):
    if language == "ko":
        piece = f"{piece}가" if piece == "(1 " else piece

    def seconds(length: int) -> float:
        text = (piece * length)[:length] + " 가"
        started = time.process_time()
        find_facts(text, language)
        return time.process_time() - started

    seconds(100)
    short, long = (min(seconds(length) for _ in range(3)) for length in (4_000, 32_000))
    assert long < 0.5 or long < 32 * short  # eight times the text; a square would be 64
