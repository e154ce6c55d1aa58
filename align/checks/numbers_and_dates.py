"""Numbers and dates on which the two sides of a bead disagree, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from align.analysis import Analysis
from align.checks.fact_matching import FactSide, Part, read_side, surplus, unmatched
from align.checks.finding import Context, Finding, has_surplus
from align.checks.settings import LEAST_CONFIDENCE
from align.facts.fact import CalendarDate, Fact
from align.messages import LANGUAGE_NAMES, MONTHS, WEEKDAYS, say

_ALONE = Context()


def check_facts(
    source: str, target: str, context: Context = _ALONE, *, least: float = LEAST_CONFIDENCE
) -> tuple[Finding, ...]:
    """The findings of a bead that are confident enough, those of the source text first.

    >>> [f.kind for f in check_facts("1,240명이 참가했다.", "Some 1,420 people took part.")]
    ['number_mismatch']
    >>> check_facts("교역 300억불", "trade of USD 30 billion")
    ()
    """
    return tuple(f for f in fact_findings(source, target, context) if f.confidence >= least)


def fact_findings(source: str, target: str, context: Context = _ALONE) -> tuple[Finding, ...]:
    """Every disagreement, however doubtful; the confidence says how doubtful."""
    if not source.strip() or not target.strip():
        return ()
    analysis = context.analysis or Analysis()
    ours = analysis.once(read_side, source, context.source_language, context.reference)
    theirs = analysis.once(read_side, target, context.target_language, context.reference)
    pairs, missing, added = _pair(ours, theirs)
    near_ours = _read_all(context.source_neighbours, context.source_language, context, analysis)
    near_theirs = _read_all(context.target_neighbours, context.target_language, context, analysis)
    missing = [part for part in missing if not _has_moved(part, near_ours, near_theirs)]
    added = [part for part in added if not _has_moved(part, near_theirs, near_ours)]
    lone = [*missing, *added]
    in_table = "\t" in source and "\t" in target
    findings: list[Finding | None] = []
    for one, two in pairs:
        near = (
            _has_moved(one, near_ours, near_theirs),
            _has_moved(two, near_theirs, near_ours),
        )
        findings.append(_mismatch(one, two, near, context, in_table=in_table))
    for part in missing:
        if _worth_saying(part, ours, theirs, lone):
            findings.append(_lone(part, context, missing=True))
    for part in added:
        if _worth_saying(part, theirs, ours, lone):
            findings.append(_lone(part, context, missing=False))
    findings += _weekdays(ours, context, is_source=True)
    findings += _weekdays(theirs, context, is_source=False)
    return tuple(_once(finding for finding in findings if finding is not None))


def _read_all(
    texts: Iterable[str], language: str, context: Context, analysis: Analysis
) -> tuple[FactSide, ...]:
    return tuple(
        analysis.once(read_side, text, language, context.reference)
        for text in texts
        if text.strip()
    )


def _pair(
    ours: FactSide, theirs: FactSide
) -> tuple[list[tuple[Part, Part]], list[Part], list[Part]]:
    """What has no counterpart on either side, paired where the two belong together."""
    missing, added = list(unmatched(ours, theirs)), list(unmatched(theirs, ours))
    pairs = []
    for rank in (_close, _same_unit, _same_role):
        for part in list(missing):
            partners = [other for other in added if rank(part, other)]
            if partners:
                pairs.append((part, partners[0]))
                missing.remove(part)
                added.remove(partners[0])
    extra = [part for part in surplus(ours.parts, theirs.parts) if part not in missing]
    for part in list(added):
        # 3 and 3 here, 3 and 4 there: the second 3 is the one that became 4.
        partners = [
            other
            for other in extra
            if _same_unit(other, part)
            and other.firm
            and part.firm
            and not any(other is a for a, _ in pairs)
        ]
        if partners and partners[-1].value >= 2:
            pairs.append((partners[-1], part))
            added.remove(part)
    return pairs, missing, added


def _close(one: Part, two: Part) -> bool:
    return _same_unit(one, two) and (_power_of_ten(one, two) is not None)


def _same_unit(one: Part, two: Part) -> bool:
    return (
        _same_role(one, two)
        and one.fact.kind == two.fact.kind
        and (one.fact.unit == two.fact.unit or not one.fact.unit or not two.fact.unit)
    )


def _same_role(one: Part, two: Part) -> bool:
    if one.role == two.role:
        return one.role != "number" or _comparable(one.fact, two.fact)
    return {one.role, two.role} == {"year", "number"} and one.value >= 1000 <= two.value


def _comparable(one: Fact, two: Fact) -> bool:
    money = (one.kind == "money", two.kind == "money")
    percent = (one.kind in ("percent", "points"), two.kind in ("percent", "points"))
    return money[0] == money[1] and (percent[0] == percent[1] or not (one.unit or two.unit))


def _power_of_ten(one: Part, two: Part) -> int | None:
    """How many more zeros the second has, where the digits agree; None where they do not."""
    if one.role != "number" or two.role != "number" or one.value <= 0 or two.value <= 0:
        return None
    ratio, power = two.value / one.value, 0
    while ratio >= 10 and power < 18:
        ratio, power = ratio / 10, power + 1
    while ratio < 1 and power > -18:
        ratio, power = ratio * 10, power - 1
    return power if ratio == 1 and power else None


def _mismatch(
    one: Part, two: Part, near: tuple[bool, bool], context: Context, *, in_table: bool
) -> Finding | None:
    if all(near):
        return None
    confidence = 0.95 if one.firm and two.firm else 0.6 if one.firm or two.firm else 0.3
    if not _same_unit(one, two):
        confidence -= 0.1
    if any(near):
        confidence = min(confidence, 0.6)
    if any(
        part.fact.firm and not part.firm and part.role in ("month", "year") for part in (one, two)
    ):
        confidence = 0.4  # only worked out: a month for 18일, a year for 10월 18일
    power = _power_of_ten(one, two)
    if power is not None and in_table and not one.fact.unit and not two.fact.unit:
        confidence = 0.3  # the unit stands in the head of the table, and may be another one
    if power is not None and abs(power) >= 2:
        kind = "scale_error"
    elif one.role == two.role == "time":
        kind = "time_mismatch"
    elif one.role in ("year", "month", "day") and two.role in ("year", "month", "day"):
        kind = "date_mismatch"
    else:
        kind = "number_mismatch"
    said = {
        "here": LANGUAGE_NAMES[context.source_language],
        "value": _value(one),
        "there": LANGUAGE_NAMES[context.target_language],
        "other_value": _value(two),
    }
    if kind == "scale_error" and power is not None:
        name = "scale_error.more" if power > 0 else "scale_error.less"
        message = say(name, **said, times=f"{10 ** abs(power):,}")
    else:
        message = say(kind, **said)
    severity = "high" if one.firm and two.firm else "medium"
    return Finding(kind, severity, confidence, _span(one.fact), _span(two.fact), message)


def _lone(part: Part, context: Context, *, missing: bool) -> Finding:
    ours, theirs = (
        LANGUAGE_NAMES[context.source_language],
        LANGUAGE_NAMES[context.target_language],
    )
    here, there = (ours, theirs) if missing else (theirs, ours)
    kind = "number_missing" if missing else "number_added"
    span = _span(part.fact)
    return Finding(
        kind,
        "medium" if part.firm else "low",
        _lone_confidence(part),
        span if missing else None,
        None if missing else span,
        say(kind, here=here, value=_value(part), there=there),
    )


def _worth_saying(part: Part, side: FactSide, other: FactSide, lone: list[Part]) -> bool:
    """Whether a date says something else, and not only more than the other side.

    Where the day is on both sides and the other side gives no month at all, the month
    beside the day is only spelt out; a day is never.
    """
    if part.role in ("number", "day") or any(theirs.role == part.role for theirs in other.parts):
        return True
    return all(any(same is left for left in lone) for same in side.parts if same.fact is part.fact)


def _lone_confidence(part: Part) -> float:
    """Small counts are often dropped or rephrased, large or measured ones seldom."""
    if not part.firm:
        return 0.2
    if part.role == "number" and part.value <= 3 and part.fact.kind in ("number", "ordinal"):
        return 0.5
    return 0.7


def _has_moved(part: Part, near: tuple[FactSide, ...], near_other: tuple[FactSide, ...]) -> bool:
    """Whether a part may stand beside the bead on the other side."""
    return has_surplus((side.has(part) for side in near), (side.has(part) for side in near_other))


def _weekdays(side: FactSide, context: Context, *, is_source: bool) -> Iterator[Finding]:
    """Dates whose weekday is another one in the calendar."""
    name = LANGUAGE_NAMES[context.source_language if is_source else context.target_language]
    for fact in side.facts:
        if not isinstance(fact.value, CalendarDate) or fact.value.weekday is None:
            continue
        day = fact.value.day_of_year()
        if day is None or day.weekday() == fact.value.weekday:
            continue
        sure = "year" not in fact.value.inferred
        yield Finding(
            "weekday_mismatch",
            "medium",
            0.95 if sure else 0.7,
            _span(fact) if is_source else None,
            None if is_source else _span(fact),
            say(
                "weekday_mismatch",
                here=name,
                day=day.day,
                month=MONTHS[day.month - 1],
                year=day.year,
                weekday=WEEKDAYS[fact.value.weekday],
                right=WEEKDAYS[day.weekday()],
            ),
        )


def _span(fact: Fact) -> tuple[int, int]:
    return fact.start, fact.end


def _value(part: Part) -> str:
    """The value in plain words, with what stands in the text."""
    written = " ".join(part.fact.text.split())
    if part.role == "month":
        said = MONTHS[int(part.value) - 1]
    elif part.role == "time":
        minutes = int(part.value)
        said = f"{minutes // 60}:{minutes % 60:02}"
    elif part.role in ("day", "year"):
        said = f"{part.role} {part.value}"
    else:
        said = _number(part.value)
    plain = written.replace(",", "")
    return written if plain == said.replace(",", "") else f"{said} ({written})"


def _number(value: Fraction) -> str:
    """The number with its thousands marked, as a decimal where it ends.

    >>> _number(Fraction(30000000000)), _number(Fraction(62, 5)), _number(Fraction(1, 3))
    ('30,000,000,000', '12.4', '1/3')
    """
    if value.denominator == 1:
        return f"{value.numerator:,}"
    for places in range(1, 13):
        if (value * 10**places).denominator == 1:
            return f"{float(value):,.{places}f}"
    return str(value)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those that say less about the same two places."""
    seen: set[tuple[str, tuple[int, int] | None, tuple[int, int] | None]] = set()
    for finding in findings:
        key = finding.kind, finding.source_span, finding.target_span
        if key not in seen:
            seen.add(key)
            yield finding
