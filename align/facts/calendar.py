"""Resolves dates as written to calendar dates, relative to the release date."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from align.facts.fact import CalendarDate, Fact


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written, or a word such as 지난해 or yesterday, before it is resolved."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    direction: int = 0  #: -1 for 지난, last; 1 for 오는, next
    role: str = ""  #: "year", "month", "day", "week" or "weekday" for a relative word
    #: Years, months, ... from the release date; None if it depends on the preceding text.
    offset: int | None = None


def is_possible(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether the day exists (in a leap year, if no year is given).

    >>> is_possible(None, 2, 30), is_possible(None, 2, 29)
    (False, True)
    """
    try:
        datetime.date(year or 2000, month or 1, day or 1)
    except ValueError:
        return False
    return True


def full_year(two_digits: int) -> int:
    """The four-digit year that '16 or ‘98 means.

    >>> full_year(16), full_year(98)
    (2016, 1998)
    """
    return two_digits + (2000 if two_digits < 70 else 1900)


def resolve(
    written: Iterable[WrittenDate], text: str, reference: datetime.date | None
) -> list[Fact]:
    """The facts for dates, in the order of the text, with missing parts inferred."""
    facts: list[Fact] = []
    relative: WrittenDate | None = None  # the relative word just before: 지난해 10월
    before = CalendarDate()
    for item in written:
        words = text[item.start : item.end]
        if item.role:
            facts.append(_relative_fact(item, words, reference))
            relative = item
            continue
        near = relative if relative and not text[relative.end : item.start].strip(" ,") else None
        value = _complete(item, near, before, reference)
        before = value
        relative = None
        facts.append(Fact("date", value, "", item.start, item.end, words))
    return facts


def _relative_fact(item: WrittenDate, words: str, reference: datetime.date | None) -> Fact:
    span = (item.start, item.end, words)
    if reference is None or item.offset is None or item.role in ("week", "weekday"):
        return Fact("relative", item.role, "", *span, firm=False)
    if item.role == "year":
        value = CalendarDate(year=reference.year + item.offset)
    elif item.role == "month":
        year, month = _month_at(reference, item.offset)
        value = CalendarDate(year=year, month=month)
    else:
        day = reference + datetime.timedelta(days=item.offset)
        value = CalendarDate(day.year, day.month, day.day)
    value = replace(value, inferred=frozenset({"year", "month", "day"}))
    return Fact("date", value, "", *span, firm=False)


def _month_at(reference: datetime.date, offset: int) -> tuple[int, int]:
    months = reference.year * 12 + reference.month - 1 + offset
    return months // 12, months % 12 + 1


def _complete(
    item: WrittenDate,
    relative: WrittenDate | None,
    before: CalendarDate,
    reference: datetime.date | None,
) -> CalendarDate:
    """The date with the parts that can be inferred from its context filled in."""
    year, month = item.year, item.month
    if month is None and item.day is not None and item.direction == 0 and relative is None:
        # 10월 14일부터 16일까지: the 16th of the same month.
        if before.day is not None and before.month is not None and before.day < item.day:
            year, month = before.year, before.month
    elif year is None and month is not None and relative is None and item.direction == 0:
        year = before.year if before.month is not None and before.month <= month else None
    if reference is not None and (year is None or (month is None and item.day is not None)):
        year, month = _from_reference(item, year, month, relative, reference)
    if not is_possible(year, month, item.day):
        year, month = item.year, item.month
    inferred = {
        name
        for name, has, had in (("year", year, item.year), ("month", month, item.month))
        if has is not None and had is None
    }
    return CalendarDate(year, month, item.day, item.weekday, frozenset(inferred))


def _from_reference(
    item: WrittenDate,
    year: int | None,
    month: int | None,
    relative: WrittenDate | None,
    reference: datetime.date,
) -> tuple[int | None, int | None]:
    if relative is not None and relative.offset is not None:
        if relative.role == "year":
            return reference.year + relative.offset, month
        if relative.role == "month" and month is None:
            return _month_at(reference, relative.offset)
    if relative is not None and relative.offset is None and relative.role == "year":
        return year, month
    if month is not None:
        return _nearest_year(month, item.day, item.direction, reference), month
    return _nearest_month(item, reference)


def _nearest_year(month: int, day: int | None, direction: int, reference: datetime.date) -> int:
    candidates = [
        year
        for year in range(reference.year - 1, reference.year + 2)
        if is_possible(year, month, day)
    ] or [reference.year]

    def distance(year: int) -> tuple[bool, int]:
        if day is None:
            months = (year - reference.year) * 12 + month - reference.month
            return months * direction < 0, abs(months)
        days = (datetime.date(year, month, day) - reference).days
        return days * direction < 0, abs(days)

    return min(candidates, key=distance)


def _nearest_month(item: WrittenDate, reference: datetime.date) -> tuple[int, int]:
    """The year and month of a bare day; a weekday beside it, as in 20일(일), takes precedence."""
    day, direction = item.day or 1, item.direction
    candidates = [_month_at(reference, offset) for offset in (-2, -1, 0, 1, 2)]
    dates = [datetime.date(y, m, day) for y, m in candidates if is_possible(y, m, day)]

    def distance(date: datetime.date) -> tuple[bool, bool, int]:
        other_weekday = item.weekday not in (None, date.weekday())
        days = (date - reference).days
        return days * direction < 0, other_weekday, abs(days)

    best = min(dates, key=distance)
    return best.year, best.month
