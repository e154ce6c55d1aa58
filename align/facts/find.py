"""Finds all facts in a text, and the values that its words may imply."""

from __future__ import annotations

import datetime
import itertools
import re
import unicodedata
from dataclasses import replace
from fractions import Fraction

from align.facts.english_dates import english_dates, english_times
from align.facts.english_numbers import english_numbers
from align.facts.fact import Fact
from align.facts.implied_numbers import ENGLISH_STAND_INS, KOREAN_STAND_INS
from align.facts.korean_dates import blank, korean_dates, korean_times
from align.facts.korean_numbers import korean_numbers

# Addresses and handles: digits in them are not numbers.
_ADDRESS = re.compile(
    r"https?://[^\s)>\]]+|\bwww\.[^\s)>\]]+|[\w.+-]{1,64}@[\w-]+\.[\w.-]+|(?<!\w)@\w+"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?![0-9A-Za-z_])|\b0x[0-9A-Fa-f]+\b|\bU\+[0-9A-Fa-f]{4,6}\b"
    r"|(?<!['‘’`´\w.])(?!(?:19|20)\d\d\.)\d{1,9}\.\d{1,9}\.\d{1,9}(?:\.\d{1,9}){0,9}[a-z]?\d{0,3}(?![0-9A-Za-z_])(?!\s?\()|\b[0-9A-Fa-f]*::[0-9A-Fa-f:]*"
)
_PHONE = re.compile(
    r"(?<![\d-])(?:\+\d{1,3}[\s-]?\(?0?\)?|\(?0)\d{0,3}\)?[-.\s)]\s?\d{3,4}[-.\s]\d{4}(?!\d)"
)
_HANGUL = re.compile(r"[가-힣]")
_WORD = re.compile(r"[A-Za-z]{3}")
_LETTER = re.compile(r"[A-Za-z]")
_MONTH_AND_DAY = re.compile(r"(?<![\d.])(1?\d)[.·/](\d{1,2})(?![\d%])")
# The 7 in "7천만" and in "7 million" does not mean seven.
_DIGITS = re.compile(
    r"(?<!\d)\d{1,30}+(?:,\d{3}){0,9}+(?:\.\d{1,30})?(?!\d|\s?(?:[십백천억조]|만(?!\s)|hundred|thousand|million|billion|trillion))",
)


def find_facts(
    text: str, language: str, *, reference: datetime.date | None = None
) -> tuple[Fact, ...]:
    """The facts in a text, in order; no two overlap.

    Args:
        text: One segment or more, in one language.
        language: "ko" or "en". A Korean text that has words but no Hangul is read as English.
        reference: The release date; with it, 지난 18일 and "last year" are resolved to dates.

    >>> [(str(f.value), f.unit) for f in find_facts("교역 300억불, 25개국, 약 12.4%", "ko")]
    [('30000000000', 'USD'), ('25', 'country'), ('62/5', '')]
    >>> [(str(f.value), f.unit) for f in find_facts("USD 30 billion and 25 countries", "en")]
    [('30000000000', 'USD'), ('25', 'country')]
    """
    korean = language == "ko" and bool(_HANGUL.search(text) or not _WORD.search(text))
    facts: list[Fact] = []
    taken = [match.span() for match in _ADDRESS.finditer(text)]
    rest = blank(text, taken)
    for match in _PHONE.finditer(rest):
        digits = "".join(re.findall(r"\d", match[0]))
        facts.append(Fact("phone", digits, "", match.start(), match.end(), match[0]))
    rest = blank(rest, [(fact.start, fact.end) for fact in facts])
    dates = (korean_dates if korean else english_dates)(rest, reference)
    rest = blank(rest, [(fact.start, fact.end) for fact in dates])
    times = (korean_times if korean else english_times)(rest)
    rest = blank(rest, [(fact.start, fact.end) for fact in times])
    numbers = (korean_numbers if korean else english_numbers)(rest)
    return _without_vague(_without_overlap([*facts, *dates, *times, *numbers]), text)


def _without_overlap(facts: list[Fact]) -> tuple[Fact, ...]:
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda fact: (fact.start, -fact.end)):
        if not kept or fact.start >= kept[-1].end:
            kept.append(fact)
    return tuple(kept)


# 1억5840만달러 (약 1600억원), $50bn (£27bn)
_INTO_BRACKETS = re.compile(r"\s?\(\s?(?:약|한화|한화로|원화|우리\s?돈|about|or|some|\s)*")
_VAGUE_JOIN = re.compile(r"\s?(?:[,~∼〜～–-]|or|to|내지)\s?")


def _without_vague(facts: tuple[Fact, ...], text: str) -> tuple[Fact, ...]:
    """The facts, with converted amounts in brackets and vague ranges such as 2~3 not firm."""
    result = list(facts)
    for n, (one, two) in enumerate(itertools.pairwise(facts)):
        between = text[one.end : two.start]
        if two.kind == "money" and one.kind in ("money", "number") and one.unit != two.unit:
            if _INTO_BRACKETS.fullmatch(between):
                result[n + 1] = replace(two, firm=False)
        elif (
            isinstance(one.value, Fraction)
            and isinstance(two.value, Fraction)
            and one.kind == two.kind == "number"
            and two.value == one.value + 1 <= 10
            and not one.unit
            and _VAGUE_JOIN.fullmatch(between)
        ):
            result[n : n + 2] = [replace(one, firm=False), replace(two, firm=False)]
    return tuple(result)


def loose_values(text: str) -> frozenset[Fraction]:
    """The values that any part of a text may imply, in either language.

    These include digits inside names and addresses, Roman numerals, and words such as both,
    양국, double, 하루. They can account for a number that seems to be missing on the other side,
    but the other side is not required to contain them.

    >>> sorted(map(str, loose_values("Both sides of the G20 signed part II.")))
    ['2', '20']
    """
    values = {Fraction(match[0].replace(",", "")) for match in _DIGITS.finditer(text)}
    for match in _MONTH_AND_DAY.finditer(text):  # 6.15, 9·11
        values.update((Fraction(match[1]), Fraction(match[2])))
    for character in text:
        if not character.isascii() and (number := unicodedata.numeric(character, None)):
            values.add(Fraction(number).limit_denominator(1000))
    if _HANGUL.search(text):
        for pattern, found in KOREAN_STAND_INS:
            if pattern.search(text):
                values.update(found)
    if _LETTER.search(text):
        for word in re.findall(r"[A-Za-z]+", text):
            values.update(ENGLISH_STAND_INS.get(word.lower(), ()))
            values.update(_roman(word))
    return frozenset(values)


def _roman(word: str) -> tuple[Fraction, ...]:
    if not re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})", word) or not word:
        return ()
    signs = [{"I": 1, "V": 5, "X": 10}[sign] for sign in word]
    following = [*signs[1:], 0]
    return (Fraction(sum(a if a >= b else -a for a, b in zip(signs, following, strict=True))),)
