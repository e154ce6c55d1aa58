"""Facts written and read back, in any text, and in time that grows with its length."""

from __future__ import annotations

import time
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.checks.numbers_and_dates import Context, check_facts
from align.facts import find_facts

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
    for fact in find_facts(text, language, reference=date(2016, 10, 20)):
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
