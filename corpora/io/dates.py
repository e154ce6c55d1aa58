"""Converts dates as written in files to ISO dates for provenance."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = re.findall(r"\w+", "jan feb mar apr may jun jul aug sep oct nov dec")
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})(?!\d)", re.ASCII
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", re.ASCII)
_MONTH_FIRST = re.compile(
    r"\b([a-z]{3})[a-z]{0,6}\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})\b", re.I | re.ASCII
)
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\s([a-z]{3})[a-z]{0,6}\.?,?\s(\d{4})\b", re.I | re.ASCII
)


def iso_date(text: str) -> str:
    """The first date in a text, as in 2016-10-14, or "" if there is none.

    >>> iso_date("2016년 10월 14일(금)"), iso_date("Oct. 14, 2016"), iso_date("2016.13.1")
    ('2016-10-14', '2016-10-14', '')
    """
    text = text[:200]
    match = _YEAR_FIRST.search(text) or _COMPACT.search(text)
    if match:
        return _iso(int(match[1]), int(match[2]), int(match[3]))
    match = _MONTH_FIRST.search(text)
    if match and match[1].lower() in _MONTHS:
        return _iso(int(match[3]), _MONTHS.index(match[1].lower()) + 1, int(match[2]))
    match = _DAY_FIRST.search(text)
    if match and match[2].lower() in _MONTHS:
        return _iso(int(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1]))
    return ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
