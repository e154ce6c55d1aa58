"""Finds dates, times and relative words such as yesterday in English text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from align.facts.calendar import WrittenDate, full_year, is_possible, resolve
from align.facts.fact import ClockTime, Fact
from align.facts.korean_dates import blank

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH_NUMBER = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
_DAYS = (
    "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    "|sat(?:urday)?|sun(?:day)?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = rf"\b(?P<month>{_MONTHS})\b\.?"
_DAY = (
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    r"(?![\d%]|[,.]\d(?!\d{3}\b)|\s(?:percent|million|billion))"
)
_YEAR = r"(?P<year>(?:1[0-9]|2[0-2])\d\d|['’‘]\d\d)(?![\d%]|[,.]\d|-\w)"
_WEEKDAY = rf"(?:\b(?P<weekday>{_DAYS})\b\.?,?\s(?:the\s)?)?"
_WEEKDAY_AFTER = rf"(?:\s?\(\s?(?P<weekday2>{_DAYS})\b\.?\s?\))?"
_TO = r"\s?(?:[-–—~∼]|\bto\b|\band\b|\bthrough\b|\buntil\b|,)\s?"

_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Wednesday, January 20, 2016; Jan. 20 (Wed.)
        rf"{_WEEKDAY}{_MONTH}\s?{_DAY}{_WEEKDAY_AFTER}(?:(?:,?\s|,){_YEAR})?",
        # 20 January 2016; the 20th of January
        rf"{_WEEKDAY}\b{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?",
        # 2016-01-20, 2016. 1. 20.
        r"\b(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])\s?(?P<month>0?[1-9]|1[0-2])(?P=sep)\s?"
        r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)",
        # 1/20/2016, and 20/1/2016 where the first number cannot be a month
        r"(?<![\d/])(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12]\d|3[01])/(?P<year>(?:1[5-9]|20|21)\d\d)(?![\d/])",
        r"(?<![\d/])(?P<day>1[3-9]|2\d|3[01])/(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:1[5-9]|20|21)\d\d)(?![\d/])",
        # January 2016
        rf"{_MONTH},?\s(?:of\s)?{_YEAR}",
        # the 20th
        r"\b(?:the|on)\s(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)(?=[\s,.;)]*(?:$|[,.;)]"
        r"|\s(?:at|in|and|to|with|of\sthis|of\slast|for)\b))",
    )
)
# The second day in May 25-28 and in May 30 and 31.
_RANGE_TAIL = re.compile(rf"{_TO}{_DAY}(?!\s?(?:[a-z]|-))(?:,?\s{_YEAR})?", re.IGNORECASE)
_DASH_TAIL = re.compile(rf"\s?(?:[-–—~∼]|to)\s?{_DAY}(?:,?\s{_YEAR})?", re.IGNORECASE)
# A bare month must be capitalised; May and March also need a fitting word before them.
_BARE_MONTH = re.compile(
    r"\b(?P<month>January|February|April|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\."
    r"|(?:(?<=\b[Ii]n )|(?<=\bof )|(?<=\b[Bb]y )|(?<=early )|(?<=late )|(?<=mid-)|(?<=last )"
    r"|(?<=next )|(?<=[Tt]his )|(?<=until )|(?<=[Ss]ince )|(?<=from )|(?<=to )|(?<=and )"
    r"|(?<=\bthe ))"
    r"(?:May|March|Mar\.)|^(?:May|March)$)(?!\w)"
)
_BARE_YEAR = re.compile(
    r"(?<![\d.,$€£¥/\w-])(?P<year>(?:1[5-9]|20|21)\d\d)(?![\d%]|[,.]\d|\s?(?:km|kg|people|won|meters)\b|-\w|s\b|\w)"
)
_APOSTROPHE_YEAR = re.compile(r"(?<!\w)(?P<year>['’‘]\d\d)(?![\d\w])")

_RELATIVE: dict[str, dict[int | None, str]] = {
    "year": {
        -1: "last year",
        0: "this year",
        1: "next year",
        None: "previous year,year earlier,"
        "year ago,years ago,year-on-year,following year,year before",
    },
    "month": {
        -1: "last month",
        0: "this month",
        1: "next month",
        None: "previous month,month earlier",
    },
    "day": {
        -1: "yesterday",
        0: "today",
        1: "tomorrow,tonight",
        None: "the next day,same day,"
        "the following day,the day before,the previous day,next morning",
    },
    "week": {None: "last week,this week,next week,weekend"},
    "weekday": {None: "monday,tuesday,wednesday,thursday,friday,saturday,sunday,last night"},
}
_RELATIVE_WORDS = {
    word: (role, offset)
    for role, offsets in _RELATIVE.items()
    for offset, words in offsets.items()
    for word in words.split(",")
}
_RELATIVE_WORD = re.compile(
    rf"\b(?:{'|'.join(sorted(_RELATIVE_WORDS, key=len, reverse=True))})s?\b", re.IGNORECASE
)
# three days after, a week before
_DISTANCE = re.compile(
    r"\b(?P<role>day|week|month|year)s?\s(?P<way>ago|after|before|earlier|later|since|prior)\b",
    re.IGNORECASE,
)
_LAST_NEXT = re.compile(r"\b(?P<way>last|next|past|coming)\s$", re.IGNORECASE)

_TIME = re.compile(
    r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-4])(?:(?::|\.(?=\d\d\s?[ap]\.?m))(?P<minute>[0-5]\d)(?!:?\d))?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?|\s?(?P<clock>o['’]clock)|(?<=:\d\d)(?:\s?hours)?)"
    r"(?:\s(?P<zone>KST|GMT|UTC|EST|EDT|ET|local time|Korea time))?"
    r"|(?<![\d.,:-])(?P<military>(?:0\d|[01]\d(?=[0-5]\d\s(?:GMT|UTC|KST|hours)))[0-5]\d)(?![\d.,:-])"
    r"|\b(?P<noon>noon|midday|midnight)\b",
    re.IGNORECASE,
)


def english_dates(text: str, reference: datetime.date | None) -> list[Fact]:
    """The dates and relative words in an English text, in order and without overlap.

    >>> [(f.text, f.value.month, f.value.day) for f in english_dates("from May 25 to 28", None)]
    [('May 25', 5, 25), ('28', 5, 28)]
    """
    return resolve(sorted(_written(text), key=lambda item: item.start), text, reference)


def english_times(text: str) -> list[Fact]:
    """The times of day in an English text whose dates have been blanked out."""
    facts = []
    for match in _TIME.finditer(text):
        if match["noon"]:
            value = ClockTime(0 if match["noon"].lower() == "midnight" else 720)
        elif match["military"]:
            value = ClockTime(int(match["military"][:2]) * 60 + int(match["military"][2:]))
        else:
            hour, minute = int(match["hour"]), int(match["minute"] or 0)
            half = (match["half"] or "").lower()
            if half and hour <= 12:
                hour = hour % 12 + (12 if half == "p" else 0)
            if hour * 60 + minute > 24 * 60:
                continue
            value = ClockTime(hour * 60 + minute, bool(half) or hour > 12, match["zone"] or "")
        firm = not match["noon"]
        span = match.start(), match.end(), match[0]
        facts.append(Fact("time", value, "", *span, firm=firm))
    return facts


def _written(text: str) -> Iterator[WrittenDate]:
    rest = text
    for form in _FORMS:
        taken: list[tuple[int, int]] = []
        for match in form.finditer(rest):
            if taken and match.start() < taken[-1][1]:
                continue
            item = _from_match(match, rest)
            if item is None:
                continue
            yield item
            taken.append((item.start, item.end))
            yield from _tails(rest, item, match, taken)
        rest = blank(rest, taken)
    for pattern in (_BARE_MONTH, _BARE_YEAR, _APOSTROPHE_YEAR):
        taken = []
        for match in pattern.finditer(rest):
            item = _from_match(match, rest)
            if item is not None:
                yield item
                taken.append((item.start, item.end))
        rest = blank(rest, taken)
    for match in _DISTANCE.finditer(rest):
        yield WrittenDate(match.start("way"), match.end(), role=match["role"].lower())
    for match in _RELATIVE_WORD.finditer(rest):
        word = match[0].lower()
        role, offset = _RELATIVE_WORDS.get(word) or _RELATIVE_WORDS[word[:-1]]
        yield WrittenDate(match.start(), match.end(), role=role, offset=offset)


def _tails(
    text: str, item: WrittenDate, match: re.Match[str], taken: list[tuple[int, int]]
) -> Iterator[WrittenDate]:
    """The days that follow in a range or a list: May 25-28; January 16, 20 and 22."""
    month_first = match.re in _FORMS[:1]
    while month_first and item.day is not None and match["year"] is None:
        tail = _RANGE_TAIL.match(text, taken[-1][1]) or _DASH_TAIL.match(text, taken[-1][1])
        if tail is None:
            return
        year = _year(tail["year"]) if tail["year"] else None
        start = tail.start("day")
        yield WrittenDate(start, tail.end(), year, None, int(tail["day"]))
        taken.append((start, tail.end()))


def _from_match(match: re.Match[str], text: str) -> WrittenDate | None:
    parts = match.groupdict()
    name = (parts.get("month") or "").lower().rstrip(".")
    month = (int(name) if name.isdigit() else _MONTH_NUMBER[name[:3]]) if name else None
    day = int(parts["day"]) if parts.get("day") else None
    year = _year(parts["year"]) if parts.get("year") else None
    if name in ("may", "mar", "march") and not text[match.start("month")].isupper():
        return None
    if not is_possible(year, month, day):
        return None
    weekday = (parts.get("weekday") or parts.get("weekday2") or "").lower()
    way = _LAST_NEXT.search(text[max(0, match.start() - 8) : match.start()])
    direction = 0 if way is None else -1 if way["way"].lower() in ("last", "past") else 1
    return WrittenDate(
        match.start(),
        match.end(),
        year,
        month,
        day,
        _WEEKDAYS.index(weekday[:3]) if weekday else None,
        direction=direction,
    )


def _year(digits: str) -> int:
    return int(digits) if digits.isdigit() else full_year(int(digits[1:]))
