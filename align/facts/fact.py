"""Facts as comparable values: a number, an amount, a date or a time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from fractions import Fraction

#: Kinds of facts. The order has no meaning.
FACT_KINDS = (
    "number",  # 25개국, 25 countries; the unit is in Fact.unit, "" if unknown
    "ordinal",  # 제4차, fourth
    "percent",  # 12.4%
    "points",  # 0.5%p, 0.5 percentage points
    "money",  # 300억불, USD 30 billion; the unit is the ISO 4217 code
    "reference",  # 제3조, Article 3, resolution 2270; the unit is the kind of item referred to
    "date",  # a CalendarDate
    "relative",  # 지난해, yesterday, Friday: resolved only with the release date
    "time",  # a ClockTime
    "phone",  # digits only, as written
)

#: How a value is hedged: 약 about, 여 and 이상 over, 미만 under.
HEDGES = ("", "about", "over", "under")


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """The parts of a date that a text states; None for the others."""

    year: int | None = None
    month: int | None = None  #: 1 to 12
    day: int | None = None  #: 1 to 31
    weekday: int | None = None  #: 0 Monday to 6 Sunday, if the text states it
    #: The parts not written but inferred from the preceding text or the release date.
    inferred: frozenset[str] = field(default=frozenset(), compare=False)

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"month {self.month} is not between 1 and 12")
        if self.day is not None and not 1 <= self.day <= 31:
            raise ValueError(f"day {self.day} is not between 1 and 31")
        if self.weekday is not None and not 0 <= self.weekday <= 6:
            raise ValueError(f"weekday {self.weekday} is not between 0 and 6")

    def day_of_year(self) -> datetime.date | None:
        """The full date, or None if a part is missing or the day does not exist."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day."""

    minutes: int  #: since midnight, 0 to 1440
    certain: bool = True  #: False if 3시 or 3:00 may be before or after noon
    zone: str = ""  #: as written, such as KST; "" if none

    def __post_init__(self) -> None:
        if not 0 <= self.minutes <= 24 * 60:
            raise ValueError(f"minute {self.minutes} is not between 0 and 1440")


Value = Fraction | CalendarDate | ClockTime | str


@dataclass(frozen=True, slots=True)
class Fact:
    """One number, date or time in a text, with its position."""

    kind: str  #: one of FACT_KINDS
    value: Value
    unit: str  #: "KRW", "person", "kilometre", ...; "" if unknown
    start: int  #: first character in the text, from 0
    end: int  #: one past the last character
    text: str  #: as written
    hedge: str = ""  #: one of HEDGES
    firm: bool = True  #: whether the translation must contain it; False for "one", "G20", "both"

    def __post_init__(self) -> None:
        if self.kind not in FACT_KINDS or self.hedge not in HEDGES:
            raise ValueError(f"unknown kind or hedge: {self.kind!r}, {self.hedge!r}")
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"{self.text!r} cannot span {self.start}-{self.end}")

    @property
    def approximate(self) -> bool:
        """Whether the text hedges the value: about, over or under."""
        return bool(self.hedge)


#: How far back to search for an opening bracket, in characters.
_REACH = 60


def is_enumerator(text: str, start: int, end: int) -> bool:
    """Whether the number in this range numbers an item, as "1." at the start or "2)" within a text.

    >>> is_enumerator("1. Minister Yun", 0, 1), is_enumerator("by 1) law and 2) custom", 14, 15)
    (True, True)
    >>> is_enumerator("part (2) of it", 6, 7)
    False
    """
    before = text[max(0, start - _REACH) : start]
    mark = text[end : end + 2]
    if start <= _REACH and not before.strip(" \0\t"):
        return mark in (". ", ") ", ".\t", ")\t")
    return mark == ") " and before[-1:].isspace() and before.rfind("(") <= before.rfind(")")
