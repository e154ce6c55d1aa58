"""Automatic list numbers as shown by office programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_SYLLABLES = "가나다라마바사아자차카타파하"
_LETTERS = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_DIGITS = "영일이삼사오육칠팔구"
_HANJA = "零一二三四五六七八九"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

#: Symbols shown for private characters of symbol fonts; any other becomes a plain dot.
_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0a8": "□", "\uf06f": "□", "\uf06e": "■", "\uf0d8": "➢",
    "\uf0fc": "✓", "\uf076": "❖", "\uf09f": "•", "\uf02d": "-",
}  # fmt: skip


def bullet(character: str) -> str:
    r"""The bullet shown for a character that may be from a symbol font.

    >>> bullet("\uf0b7"), bullet("□"), bullet("")
    ('•', '□', '•')
    """
    first = character[:1]
    if not first or "\ue000" <= first <= "\uf8ff":
        return _SYMBOLS.get(first, "•")
    return character


def whole(text: str) -> int | None:
    """The value of an attribute if it is a small whole number, otherwise None.

    >>> whole("3"), whole("²"), whole("")
    (3, None, None)
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def number_text(number: int, form: str) -> str:
    """A number in one of the forms of `FORMS`; in digits if the form is unknown.

    >>> [number_text(4, form) for form in ("decimal", "ganada", "chosung", "upperRoman")]
    ['4', '라', 'ㄹ', 'IV']
    >>> number_text(15, "ganada"), number_text(28, "lowerLetter"), number_text(12, "circled")
    ('가가', 'bb', '⑫')
    """
    if number < 1 or number > 100_000:
        return str(number)
    return FORMS.get(form, str)(number)


def _repeated(letters: str) -> Callable[[int], str]:
    """Letters, doubled after the last one, as in office programs."""

    def text(number: int) -> str:
        rounds, index = divmod(number - 1, len(letters))
        return letters[index] * (rounds + 1) if rounds < 9 else str(number)

    return text


def _roman(number: int) -> str:
    if number >= 4000:
        return str(number)
    found = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        found += letters * count
    return found


def _signs(first: str, count: int) -> Callable[[int], str]:
    """Consecutive Unicode characters such as ① to ⑳; digits beyond the last."""
    return lambda number: chr(ord(first) + number - 1) if number <= count else str(number)


def _spelled(digits: str, tens: str) -> Callable[[int], str]:
    """Numbers up to 99 in words, such as 십이."""

    def text(number: int) -> str:
        if number > 99:
            return str(number)
        ten, one = divmod(number, 10)
        lead = (digits[ten] if ten > 1 else "") + tens if ten else ""
        return lead + (digits[one] if one else "")

    return text


_ABC = "abcdefghijklmnopqrstuvwxyz"

FORMS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _repeated(_ABC),
    "upperLetter": _repeated(_ABC.upper()),
    "ganada": _repeated(_SYLLABLES),
    "chosung": _repeated(_LETTERS),
    "circled": _signs("①", 20),
    "circledLower": _signs("ⓐ", 26),
    "circledUpper": _signs("Ⓐ", 26),
    "circledGanada": _signs("㉮", 14),
    "circledChosung": _signs("㉠", 14),
    "korean": _spelled(_DIGITS, "십"),
    "hanja": _spelled(_HANJA, "十"),
    "none": lambda number: "",
}


@dataclass(slots=True)
class Counters:
    """The current number of each level of each list while a document is read."""

    _counts: dict[str, list[int]] = field(default_factory=dict)

    def step(self, key: str, level: int, starts: Mapping[int, int]) -> list[int]:
        """Count the next item of a list; returns the numbers of its level and all above it.

        Args:
            key: Identifier of the list.
            level: From 0.
            starts: The first number of each level; 1 by default.
        """
        counts = self._counts.setdefault(key, [])
        for upper in range(len(counts), level):
            counts.append(starts.get(upper, 1))
        if len(counts) > level:
            counts[level] += 1
            del counts[level + 1 :]
        else:
            counts.append(starts.get(level, 1))
        return list(counts)

    def restart(self, key: str) -> None:
        """Restart a list."""
        self._counts.pop(key, None)
