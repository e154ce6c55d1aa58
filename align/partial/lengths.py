"""How much longer one side of a pair is than such a pair usually is.

Korean with Latin names or long figures is less dense than Korean without, and so on. The
composition of both sides, not their lengths, says which ratio to expect. Fitted by
`benchmarks.fit_partial` on pairs that translate each other.
"""

from __future__ import annotations

import math
import re

#: Of both texts, what the expected ratio is made of.
COMPOSITION = (
    "one",
    "Latin in Korean",  # shares of characters from here on
    "digits in Korean",
    "marks in Korean",
    "words in Korean",  # words for each character
    "digits in English",
    "capitals in English",
    "words in English",
)
_LATIN, _DIGIT = re.compile("[A-Za-z]"), re.compile("[0-9]")
_MARK, _CAPITAL = re.compile(r"[^\w\s]"), re.compile("[A-Z]")


def log_ratio(korean: str, english: str) -> float:
    """Log of the Korean length over the English one, in characters; both hold some."""
    return math.log(len(korean) / len(english))


def composition(korean: str, english: str) -> tuple[float, ...]:
    """What tells which `log_ratio` to expect, by COMPOSITION; both texts hold some character."""
    return (
        1.0,
        *(len(kind.findall(korean)) / len(korean) for kind in (_LATIN, _DIGIT, _MARK)),
        len(korean.split()) / len(korean),
        *(len(kind.findall(english)) / len(english) for kind in (_DIGIT, _CAPITAL)),
        len(english.split()) / len(english),
    )
