"""Releases that differ little: the same template with other dates and figures, and corrections.

Both languages of a release are changed alike, so that a variant is a pair of its own. Only
what is written alike on both sides is changed: days of the year, and figures whose digits
without zeros at the end are the same (68억불 and USD 6.8 billion).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

from align.segmentation.segment import segment

Pair = tuple[str, str]

_MONTHS = re.findall(
    r"\w+",
    "January February March April May June July August September October November December",
)
_SHORT = {month[:3]: month for month in _MONTHS} | {"Sept": "September"}
_KOREAN_DAYS = (
    re.compile(r"(?<![\d.])(?P<m>1[0-2]|[1-9])(?P<a>\.\s?)(?P<d>[12]\d|3[01]|[1-9])(?P<z>\.)"),
    re.compile(r"(?<!\d)(?P<m>1[0-2]|[1-9])(?P<a>월\s?)(?P<d>[12]\d|3[01]|[1-9])(?P<z>일)"),
)
_ENGLISH_DAY = re.compile(
    rf"\b(?P<m>{'|'.join([*_MONTHS, *(f'{s}[.]?' for s in _SHORT)])})"
    r"(?P<a>\s)(?P<d>[12]\d|3[01]|[1-9])(?P<z>\b(?!,?\d))"
)
_ISO_DAY = re.compile(r"(?P<y>\d{4}[-.])(?P<m>\d\d)(?P<a>[-.])(?P<d>\d\d)(?!\d)")
_FIGURE = re.compile(r"(?<![\d.,'‘’-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d-])")


def template_variant(pair: Pair, seed: int) -> Pair:
    """The same release on another day: every day moved, most figures changed.

    Args:
        pair: Korean and English text.
        seed: Which variant; 0 is the release itself.
    """
    if seed == 0:
        return pair
    return _with_figures(_moved(pair, seed), seed, share=0.7)


def corrected_variant(pair: Pair, seed: int) -> Pair:
    """The same release with a mark that it was corrected and one or two figures changed."""
    korean, english = _with_figures(pair, seed, share=0.0, least=2)
    return _marked(korean, "(수정) ", "ko"), _marked(english, "(Corrected) ", "en")


def _marked(text: str, mark: str, language: str) -> str:
    """The text with a mark before its title, or before its beginning if none is found."""
    document = segment(text, language)
    titles = [found.start for found in document.segments if found.kind == "title"]
    at = titles[0] if titles else 0
    return text[:at] + mark + text[at:]


def _moved(pair: Pair, seed: int) -> Pair:
    """Both texts with every day of the year moved by as many months and days."""
    months, days = 1 + seed * 5 % 11, 3 + seed * 7 % 23

    def month_and_day(match: re.Match[str], month: int) -> tuple[int, int]:
        return (month + months - 1) % 12 + 1, (int(match["d"]) + days - 1) % 28 + 1

    def korean(match: re.Match[str]) -> str:
        month, day = month_and_day(match, int(match["m"]))
        return f"{month}{match['a']}{day}{match['z']}"

    def english(match: re.Match[str]) -> str:
        name = match["m"].rstrip(".")
        month, day = month_and_day(match, _MONTHS.index(_SHORT.get(name, name)) + 1)
        return f"{_MONTHS[month - 1]} {day}"

    def iso(match: re.Match[str]) -> str:
        month, day = month_and_day(match, int(match["m"]))
        return f"{match['y']}{month:02}{match['a']}{day:02}"

    texts = []
    for text, patterns, write in (
        (pair[0], _KOREAN_DAYS, korean),
        (pair[1], (_ENGLISH_DAY,), english),
    ):
        moved = _ISO_DAY.sub(iso, text)
        for pattern in patterns:
            moved = pattern.sub(write, moved)
        texts.append(moved)
    return texts[0], texts[1]


def _with_figures(pair: Pair, seed: int, *, share: float, least: int = 0) -> Pair:
    """Both texts with a share of their common figures changed, but at least so many."""
    days = [*_KOREAN_DAYS, _ENGLISH_DAY, _ISO_DAY]
    spans = [
        [match.span() for pattern in days for match in pattern.finditer(text)] for text in pair
    ]

    def is_figure(match: re.Match[str], side: int) -> bool:
        inside = any(start <= match.start() < end for start, end in spans[side])
        return not inside and len(_digits(match[0])) > 1 and not _is_year(match[0])

    found = [
        {_digits(match[0]) for match in _FIGURE.finditer(text) if is_figure(match, side)}
        for side, text in enumerate(pair)
    ]
    common = sorted(found[0] & found[1], key=lambda figure: zlib.crc32(f"{figure}/{seed}".encode()))
    changed = set(common[: max(least, round(share * len(common)))])

    def rewrite(side: int) -> Callable[[re.Match[str]], str]:
        def write(match: re.Match[str]) -> str:
            digits = _digits(match[0])
            if digits not in changed or not is_figure(match, side):
                return match[0]
            return _spelt(match[0], _other(digits, seed))

        return write

    texts = [_FIGURE.sub(rewrite(side), text) for side, text in enumerate(pair)]
    return texts[0], texts[1]


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and figure.startswith(("19", "20"))


def _digits(figure: str) -> str:
    """The digits of a figure without zeros at the end: 6.8 and 68 and 680 are 68."""
    return re.sub(r"\D", "", figure).strip("0")


def _other(digits: str, seed: int) -> str:
    """Other digits, as many, always the same for one figure and seed."""
    number = zlib.crc32(f"{digits}#{seed}".encode())
    made = "".join(str(1 + number // 9**place % 9) for place in range(len(digits)))
    return made if made != digits else made[::-1]


def _spelt(figure: str, digits: str) -> str:
    """The figure with other digits in place of its own; its zeros and marks stay."""
    start = next(n for n, sign in enumerate(figure) if sign in "123456789")
    rest = iter(digits)
    return figure[:start] + "".join(
        next(rest, sign) if sign.isdigit() else sign for sign in figure[start:]
    )
