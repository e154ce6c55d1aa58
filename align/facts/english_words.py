"""English numerals in words, and their values."""

from __future__ import annotations

import re
from fractions import Fraction

_ONES = [
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
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENTHS = [word[:-1] + "ieth" for word in _TENS]
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
}
#: Scales as they stand after digits: 1.2bn, $3m. "k" and "m" need no other letter after them.
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}

CARDINALS = {word: value for value, word in enumerate(_ONES)}
CARDINALS |= {word: value * 10 for value, word in enumerate(_TENS, start=2)}
ORDINALS = {word: value for value, word in enumerate(_ORDINALS, start=1)}
ORDINALS |= {word: value * 10 for value, word in enumerate(_TENTHS, start=2)}
ORDINALS |= {"hundredth": 100, "thousandth": 1000}

_tens = "|".join(_TENS)
_ones = "|".join(_ONES[1:10])
_low = "|".join(sorted(_ONES, key=len, reverse=True))
_below_hundred = rf"(?:(?:{_tens})(?:[-\s](?:{_ones}))?|(?:{_low}))"
_chunk = (
    rf"(?:(?:{_below_hundred}|an?)[-\s]hundred(?:\s(?:and\s)?{_below_hundred})?|{_below_hundred})"
)
_scale = r"(?:thousand|million|billion|trillion|quadrillion)"
#: two hundred and fifty thousand; a million; twenty-five
CARDINAL = (
    rf"(?:(?:{_chunk}|an?(?=[-\s]{_scale}))"
    rf"(?:[-\s]{_scale}(?:,?\s(?:and\s)?{_chunk}(?=[-\s]{_scale}))?){{0,4}}"
    rf"(?:(?<=thousand|illion),?\s(?:and\s)?{_chunk})?)"
).replace("(?<=thousand|illion)", "(?:(?<=thousand)|(?<=illion))")
ORDINAL = (
    rf"(?:(?:(?:{_tens})[-\s])?(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
    rf"|{'|'.join(_TENTHS)})"
)
_WORD = re.compile(r"[a-z]+")


def english_value(written: str) -> Fraction:
    """The value of a cardinal or ordinal in English words.

    >>> [int(english_value(t)) for t in ("two hundred and fifty thousand", "twenty-first")]
    [250000, 21]
    """
    total = section = 0
    for word in _WORD.findall(written.lower()):
        if word in ("a", "an"):
            section = section or 1
        elif word in CARDINALS:
            section += CARDINALS[word]
        elif word in ORDINALS:
            section += ORDINALS[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in SCALES:
            total += (section or 1) * SCALES[word]
            section = 0
    return Fraction(total + section)
