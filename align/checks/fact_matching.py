"""Which facts of one text nothing in the other text can stand for.

A fact is taken apart into what the other side must have: a date into year, month and day,
anything else into its value. Each such part looks for a counterpart, from the strictest to
the loosest: the same value; the same amount in another unit (15 m, 49 feet); a rounded
value that says so (약, more than); a word that can stand for it (양국, both, twice).
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from align.facts.fact import CalendarDate, ClockTime, Fact
from align.facts.find import find_facts, loose_values
from align.facts.units import in_base_unit

#: How far two amounts in different units may lie apart, relative to the larger, and never more
#: than one in the last digit of either: 49 feet are 15 m and 6 miles 10 km, 66 miles not 111 km.
CONVERSION_TOLERANCE = Fraction(5, 100)
#: How far a percentage may lie from a fraction in words: 30 % and 36 % are "a third".
SHARE_TOLERANCE = Fraction(4, 100)
#: How far an exact value may lie from one that is said to be approximate.
ROUNDING_TOLERANCE = Fraction(3, 100)

#: Up to here "more than" is taken at its word, as a limit that does not count itself.
_COUNTED = 20

#: So much finer must the last digit of a value be for another without a hedge to be its rounding.
_MORE_DIGITS = 1000

_DATE_ROLES = ("year", "month", "day")
# A word such as 지난달 or Friday, without a release date to resolve it, can be any of these.
_COVERED = {
    "year": ("year",),
    "month": ("month", "year"),
    "day": ("day", "month"),
    "week": ("day",),
    "weekday": ("day",),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What a fact asks of the other side: a value in a role."""

    role: str  #: "year", "month", "day", "time", "phone" or "number"
    value: Fraction
    fact: Fact
    firm: bool  #: whether it counts as missing when nothing stands for it


@dataclass(frozen=True, slots=True)
class FactSide:
    """One text with all that is needed to compare it."""

    text: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    written: frozenset[tuple[str, Fraction]]  #: roles and values of the parts
    loose: frozenset[Fraction]  #: values that words and digits of the text can stand for

    def has(self, part: Part) -> bool:
        """Whether anything here can stand for a part of the other text."""
        if (part.role, part.value) in self.written:
            return True
        if any(_same(part, mine) for mine in self.parts):
            return True
        month_and_day = re.fullmatch(r"(1?\d)[./](\d{1,2})", part.fact.text)
        if part.role == "number" and month_and_day:
            asked = {("month", Fraction(month_and_day[1])), ("day", Fraction(month_and_day[2]))}
            if asked <= self.written:
                return True
        if part.role == "time":
            return _hour(part) in self.loose and not any(p.role == "time" for p in self.parts)
        return part.role != "phone" and bool(_readings(part) & self.loose)

    def covered(self, other: FactSide) -> frozenset[str]:
        """The parts of a date that a word such as 지난달 stands for here.

        Where the other text has as many such words, they stand for each other.
        """
        mine, theirs = (
            Counter(word for fact in side.facts if (word := _relative(fact)) is not None)
            for side in (self, other)
        )
        return frozenset(role for word in mine - theirs for role in _COVERED[word])


def read_side(text: str, language: str, reference: datetime.date | None = None) -> FactSide:
    """The text with its facts, their parts and the values its words can stand for."""
    facts = find_facts(text, language, reference=reference)
    parts = tuple(part for fact in facts for part in _parts(fact))
    written = frozenset((part.role, part.value) for part in parts if part.role != "time")
    return FactSide(text, facts, parts, written, loose_values(text))


def unmatched(side: FactSide, other: FactSide) -> tuple[Part, ...]:
    """The parts of one side that nothing on the other side can stand for, in order.

    A value that stands here more often than there is not unmatched.
    """
    covered = other.covered(side)
    return tuple(part for part in side.parts if part.role not in covered and not other.has(part))


def _parts(fact: Fact) -> Iterator[Part]:
    value = fact.value
    if isinstance(value, CalendarDate):
        for role in _DATE_ROLES:
            number = getattr(value, role)
            if number is not None:
                firm = fact.firm and role not in value.inferred
                yield Part(role, Fraction(number), fact, firm)
    elif isinstance(value, ClockTime):
        yield Part("time", Fraction(value.minutes), fact, fact.firm)
    elif isinstance(value, Fraction):
        yield Part("number", value, fact, fact.firm)
    elif fact.kind == "phone":
        yield Part("phone", Fraction(int(value[-7:])), fact, fact.firm)


def _relative(fact: Fact) -> str | None:
    """What kind of relative word the fact is, if it is one; 1.20.(수) also names a weekday."""
    if fact.kind == "relative":
        return str(fact.value)
    named = isinstance(fact.value, CalendarDate) and fact.value.weekday is not None
    return "weekday" if named else None


def _hour(part: Part) -> Fraction:
    return Fraction((int(part.value) // 60 - 1) % 12 + 1)


def _readings(part: Part) -> frozenset[Fraction]:
    """The numbers that can be written for a part: 1/2 also as 50 %, 1990s as 90."""
    value, fact = part.value, part.fact
    readings = {value}
    if fact.kind == "percent":
        readings.add(value / 100)
    if part.role == "number" and value < 1:
        readings.add(value * 100)
    if part.role == "year" or fact.unit == "decade from":
        readings.add(value % 100)
    if fact.kind == "money" and value < 1:
        readings.add(value * 100)
    return frozenset(readings)


def _same(part: Part, mine: Part) -> bool:
    if part.role == mine.role or "number" in (part.role, mine.role):
        if part.role == "phone" or mine.role == "phone":
            return part.role == mine.role and part.value == mine.value
        if part.role == "time" or mine.role == "time":
            return _same_time(part, mine)
        if part.value in _readings(mine) or mine.value in _readings(part):
            return True
        return _converts(part.fact, mine.fact) or _rounds(part, mine) or _share(part, mine)
    return False


def _same_time(part: Part, mine: Part) -> bool:
    one, two = part.fact.value, mine.fact.value
    if isinstance(one, ClockTime) and isinstance(two, ClockTime):
        span = 24 * 60 if one.certain and two.certain else 12 * 60
        return (one.minutes - two.minutes) % span == 0
    time, number = (part, mine) if part.role == "time" else (mine, part)
    return number.value in (_hour(time), time.value // 60)


def _converts(one: Fact, two: Fact) -> bool:
    """Whether two numbers are the same amount in different units."""
    if one.unit == two.unit:
        return False
    if not isinstance(one.value, Fraction) or not isinstance(two.value, Fraction):
        return False
    first, second = in_base_unit(one.value, one.unit), in_base_unit(two.value, two.unit)
    if first is None or second is None or first[0] != second[0]:
        return False
    size = max(abs(first[1]), abs(second[1]))
    places = (
        max(
            abs(scaled) * _last_place(fact.value) / abs(fact.value)
            for fact, (_, scaled) in ((one, first), (two, second))
            if isinstance(fact.value, Fraction) and fact.value
        )
        if one.value and two.value
        else size
    )
    return abs(first[1] - second[1]) <= min(places, CONVERSION_TOLERANCE * size)


def _share(part: Part, mine: Part) -> bool:
    """Whether one is a percentage and the other a fraction that rounds it: 30 %, a third."""
    for percent, fraction in ((part, mine), (mine, part)):
        if (
            percent.fact.kind == "percent"
            and 0 < fraction.value < 1
            and "/" not in fraction.fact.text
        ):
            return abs(percent.value / 100 - fraction.value) <= SHARE_TOLERANCE
    return False


def _rounds(part: Part, mine: Part) -> bool:
    """Whether two numbers can be one, told more or less exactly.

    If one says that it is approximate, the other lies within: 123명 is "some 120". Two such values
    must agree: 약 130명 is not "about 120".
    """
    one, two = part.fact, mine.fact
    if part.role != "number" or mine.role != "number":
        return False
    if one.approximate and two.approximate:
        return one.hedge == two.hedge and _next_limit(part.value, mine.value, one.hedge)
    if not (one.approximate or two.approximate):
        return _shortened(part.value, mine.value)
    rough, exact = (part.value, mine.value) if one.approximate else (mine.value, part.value)
    hedge = one.hedge or two.hedge
    if abs(rough - exact) <= ROUNDING_TOLERANCE * abs(exact):
        return True
    return hedge == "over" and rough <= exact < rough + _last_place(rough)


def _next_limit(one: Fraction, two: Fraction, hedge: str) -> bool:
    """Whether two limits of a small count are the same: 19세 이상, over 18."""
    return hedge in ("over", "under") and abs(one - two) == 1 and max(one, two) <= _COUNTED


def _shortened(one: Fraction, two: Fraction) -> bool:
    """Whether one value is the other with far fewer digits: 0.02 for 0.02097."""
    rough, exact = sorted((one, two), key=_last_place, reverse=True)
    place = _last_place(rough)
    return _last_place(exact) * _MORE_DIGITS <= place <= 1 and abs(rough - exact) * 2 <= place


def _last_place(value: Fraction) -> Fraction:
    """The place of the last digit that is not zero: 10 for 120, 100 for 800.

    >>> _last_place(Fraction(120)), _last_place(Fraction(5, 2))
    (Fraction(10, 1), Fraction(1, 10))
    """
    if not value:
        return Fraction(0)
    place = Fraction(1)
    while value / place % 10 == 0:
        place *= 10
    while (value / place).denominator != 1 and place > Fraction(1, 10**6):
        place /= 10
    return place


def surplus(side: Iterable[Part], other: Iterable[Part]) -> tuple[Part, ...]:
    """The parts that stand here more often than there, the later ones first to go.

    Where one 3 of two has become a 4, the 3 is still on both sides; counting shows which
    3 has lost its counterpart.
    """
    left = [part.value for part in other]
    result = []
    for part in side:
        if part.value in left:
            left.remove(part.value)
        else:
            result.append(part)
    return tuple(result)
