"""Numbers in Korean and English text as exact values, to be compared across languages.

This is the aligner's quick look: it answers "which values are written here?" and leaves
units, currencies and dates as facts to the checks that come after alignment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from align.analysis import Analysis

_KOREAN_SCALES = {"천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12, "백": 10**2, "십": 10}
_ENGLISH_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_WORDS = {
    word: value
    for value, words in enumerate(
        (
            "one first",
            "two second twice",
            "three third",
            "four fourth",
            "five fifth",
            "six sixth",
            "seven seventh",
            "eight eighth",
            "nine ninth",
            "ten tenth",
            "eleven eleventh",
            "twelve twelfth",
        ),
        start=1,
    )
    for word in words.split()
}
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
# 3억 4,500만, 1조 2천억, 3만5천: one value, as long as the scales fall.
_KOREAN_NUMBER = re.compile(
    rf"(?:{_DIGITS})\s?(?:[천백십]?[만억조]|[천백십](?![가-힣]{{2}}))?"
    rf"(?:\s?(?:{_DIGITS})\s?[천백십]?[만억조천백](?![가-힣]{{3}}))*"
)
_KOREAN_PART = re.compile(rf"({_DIGITS})\s?([천백십]?)([만억조]?)")
_ENGLISH_NUMBER = re.compile(
    rf"({_DIGITS}|\b(?:{'|'.join(_WORDS)}|{'|'.join(_MONTHS)}|a)\b)"
    rf"(?:[ -]({'|'.join(_ENGLISH_SCALES)})s?\b)?",
    re.IGNORECASE,
)
_TWO_PART_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.")


def number_values(
    text: str, language: str, analysis: Analysis | None = None
) -> frozenset[Fraction]:
    """The values of the numbers in a text, each once.

    >>> sorted(map(int, number_values("교역 300억불, 인적교류 100만명", "ko")))
    [1000000, 30000000000]
    >>> sorted(map(int, number_values("USD 30 billion and one million people", "en")))
    [1000000, 30000000000]
    >>> sorted(map(int, number_values("3억 4,500만 달러", "ko")))
    [345000000]
    >>> number_values("on June 9", "en") == number_values("6.9.(금)", "ko")
    True
    """
    found = (analysis or Analysis()).once(find_numbers, text, language)
    return frozenset(value for _, _, value in found)


def find_numbers(text: str, language: str) -> list[tuple[int, int, Fraction]]:
    """Start, one past the end, and value of each number in a text.

    >>> find_numbers("약 3억 원", "ko")
    [(2, 4, Fraction(300000000, 1))]
    """
    return list(_korean_numbers(text) if language == "ko" else _english_numbers(text))


def _value(digits: str) -> Fraction:
    return Fraction(digits.replace(",", ""))


def _korean_numbers(text: str) -> Iterator[tuple[int, int, Fraction]]:
    # 6.9. is the ninth of June here, not 6.9; what is left is read as numbers.
    for date in _TWO_PART_DATE.finditer(text):
        for part in (1, 2):
            yield *date.span(part), Fraction(int(date[part]))
    left = _TWO_PART_DATE.sub(lambda date: " " * len(date[0]), text)
    for match in _KOREAN_NUMBER.finditer(left):
        total = Fraction(0)
        for digits, small, large in _KOREAN_PART.findall(match[0]):
            total += _value(digits) * _KOREAN_SCALES.get(small, 1) * _KOREAN_SCALES.get(large, 1)
        yield *match.span(), total


def _english_numbers(text: str) -> Iterator[tuple[int, int, Fraction]]:
    for match in _ENGLISH_NUMBER.finditer(text):
        written, scale = match[1], match[2] or ""
        word = written.lower()
        if word[0].isdigit():
            value = _value(word)
        elif word in _WORDS:
            value = Fraction(_WORDS[word])
        elif word == "a":
            if not scale:
                continue
            value = Fraction(1)
        elif written[0].isupper():
            value = Fraction(_MONTHS[word])
        else:  # "may" and "march" in running text
            continue
        yield *match.span(), value * _ENGLISH_SCALES.get(scale.lower(), 1)
