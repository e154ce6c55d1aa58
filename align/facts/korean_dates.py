"""Finds dates, times and relative words such as 지난해 in Korean text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from align.facts.calendar import WrittenDate, full_year, is_possible, resolve
from align.facts.fact import ClockTime, Fact

_WEEKDAYS = "월화수목금토일"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?<![\d.,])(?:1[0-9]|20|21)\d\d|(?<!\w)['‘’`´]\d\d"
_WEEKDAY_MARK = rf"(?:\s?\(\s?(?P<weekday>[{_WEEKDAYS}])(?:요일)?\s?[,)])?"
_TO = r"\s?[~∼〜～\-–—]\s?"
# 15일 동안, 10일 후, 3일간 are durations, not dates.
_NOT_A_STRETCH = (
    r"(?!\s?(?:간(?!담)|동안|만[에의]|후(?!보)|뒤|전(?![체세남북])|째"
    r"|이내|이상|넘|가량|짜리|여|분))"
)

_FORMS = tuple(
    re.compile(pattern.replace("WEEKDAY", _WEEKDAY_MARK))
    for pattern in (
        # 2016. 1. 20.(수), '16.1.20., 2016-01-20
        rf"(?P<year>{_YEAR})(?P<sep>\s?[.\-/])\s?(?P<month>{_MONTH})(?P=sep)"
        rf"\s?(?P<day>{_DAY})(?!\d)\.?WEEKDAY",
        # 1/20/2016, as in English
        rf"(?<![\d/])(?P<month>{_MONTH})/(?P<day>{_DAY})/(?P<year>(?:1[5-9]|20|21)\d\d)(?![\d/])",
        # 2016년 10월 14일(금), 10월 14일, 10월 14~16일
        rf"(?:(?P<year>{_YEAR})\s?년?[.\s]?\s?)?(?<!\d)(?P<month>{_MONTH})\s?월\s?(?P<day>{_DAY})"
        rf"(?:\s?일|(?={_TO}{_DAY}\s?일))WEEKDAY",
        # '16.1월, 2016년 10월, 10~11월, 10월
        rf"(?:(?P<year>{_YEAR})\s?(?:년|\.)\s?|(?<![\d.]))(?P<month>{_MONTH})"
        rf"(?:\s?월(?![드가-힣]{{0,2}}컵)|(?={_TO}{_MONTH}\s?월))",
        # 1.20.(수), 10.14.~16., 5.25.
        rf"(?<![\d.,])(?P<month>{_MONTH})\.\s?(?P<day>{_DAY})(?![\d%])(?:\.(?!\d)WEEKDAY"
        rf"|\s?\(\s?(?P<weekday2>[{_WEEKDAYS}])(?:요일)?\s?[,)]|(?={_TO}(?:{_MONTH}\.\s?)?{_DAY}\.))",
        # 2006.04, 2016.10
        rf"(?P<year>{_YEAR})\.\s?(?P<month>0[1-9]|1[0-2])(?![\d.%])",
        # 2016년, '16년
        rf"(?P<year>{_YEAR})\s?년(?!\s?(?:간|동안|만[에의]|대))",
        # 지난 18일, 14-16일, 18일
        rf"(?P<past>(?:지난|오는)\s)?(?<![\d.,:])(?P<day>{_DAY})(?:\s?일{_NOT_A_STRETCH}WEEKDAY"
        rf"|(?={_TO}{_DAY}\s?일{_NOT_A_STRETCH}))",
    )
)
# The second day in 10.14.~16. and in 1.20-22.
_RANGE_TAIL = re.compile(rf"{_TO}(?P<day>{_DAY})\.(?!\s?\d){_WEEKDAY_MARK}")

_RELATIVE: dict[str, dict[int | None, str]] = {
    "year": {
        -2: "재작년",
        -1: "지난해 지난 해 작년",
        0: "올해 금년 올",
        1: "내년",
        2: "내후년",
        None: "전년 이듬해 다음해 당해 동년 같은 해",
    },
    "month": {
        -1: "지난달 지난 달",
        0: "이달 이번 달 이번달 금월",
        1: "다음달 다음 달 내달",
        None: "전월",
    },
    "day": {
        -2: "그제 그저께",
        -1: "어제",
        0: "오늘 금일",
        1: "내일",
        None: "전날 이날 당일 다음날 다음 날 이튿날 같은 날 현지시간 현지시각",
    },
    "week": {None: "지난주 지난 주 이번 주 이번주 금주 다음주 다음 주 주말 주초"},
    "weekday": {None: "월요일 화요일 수요일 목요일 금요일 토요일 일요일"},
}
_RELATIVE_WORDS = {
    word.replace("_", " "): (role, offset)
    for role, offsets in _RELATIVE.items()
    for offset, words in offsets.items()
    for word in re.sub(r"(지난|이번|다음|같은) (?=[해달날주])", r"\1_", words).split()
}
_RELATIVE_WORD = re.compile(
    r"(?<![가-힣])(?:" + "|".join(sorted(_RELATIVE_WORDS, key=len, reverse=True)) + ")"
    r"(?!림|바|라)"
)

_TIME = re.compile(
    r"(?:(?P<half>오전|오후|새벽|아침|낮|저녁|밤|정오|자정)\s?)?"
    r"(?<![\d:.])(?:(?P<hour>[01]?\d|2[0-4])\s?(?:시(?![간도민장속설대])|(?=:[0-5]\d(?!\d)))"
    r"(?::(?P<colon>[0-5]\d)(?![\d:])|\s?(?P<minute>[0-5]?\d)\s?분(?!의)|\s?(?P<thirty>반)(?![가-힣]))?)"
    r"(?:\s?\(?(?P<zone>한국시간|한국 시간|현지시간|현지 시간|KST|GMT|UTC)\)?)?"
)


def korean_dates(text: str, reference: datetime.date | None) -> list[Fact]:
    """The dates and relative words in a Korean text, in order and without overlap.

    >>> [(f.text, f.value.month, f.value.day) for f in korean_dates("1.20.(수)~22.(금)", None)]
    [('1.20.(수)', 1, 20), ('22.(금)', 1, 22)]
    """
    return resolve(sorted(_written(text), key=lambda item: item.start), text, reference)


def korean_times(text: str) -> list[Fact]:
    """The times of day in a Korean text whose dates have been blanked out."""
    facts = []
    for match in _TIME.finditer(text):
        half = match["half"] or ""
        hour = int(match["hour"])
        minute = 30 if match["thirty"] else int(match["colon"] or match["minute"] or 0)
        if half in ("오후", "저녁", "밤", "낮") and hour < 12 and not (half == "낮" and hour > 6):
            hour += 0 if half == "밤" and hour < 5 else 12
        elif half in ("오전", "새벽", "자정", "밤") and hour == 12:
            hour = 0
        certain = bool(half) or hour > 12
        if hour * 60 + minute <= 24 * 60:
            value = ClockTime(hour * 60 + minute, certain, match["zone"] or "")
            facts.append(Fact("time", value, "", match.start(), match.end(), match[0]))
    return facts


def _written(text: str) -> Iterator[WrittenDate]:
    rest = text
    for form in _FORMS:
        taken: list[tuple[int, int]] = []
        for match in form.finditer(rest):
            item = _from_match(match)
            if item is None:
                continue
            yield item
            taken.append((item.start, item.end))
            tail = _RANGE_TAIL.match(rest, item.end) if item.day and "." in match[0] else None
            if tail:
                weekday = _WEEKDAYS.index(tail["weekday"]) if tail["weekday"] else None
                start = tail.start("day")
                yield WrittenDate(start, tail.end(), day=int(tail["day"]), weekday=weekday)
                taken.append((start, tail.end()))
        rest = blank(rest, taken)
    for match in _RELATIVE_WORD.finditer(rest):
        role, offset = _RELATIVE_WORDS[match[0]]
        yield WrittenDate(match.start(), match.end(), role=role, offset=offset)


def _from_match(match: re.Match[str]) -> WrittenDate | None:
    parts = match.groupdict()
    year = _year(parts["year"]) if parts.get("year") else None
    month = int(parts["month"]) if parts.get("month") else None
    day = int(parts["day"]) if parts.get("day") else None
    mark = parts.get("weekday") or parts.get("weekday2")
    if not is_possible(year, month, day):
        return None
    past = parts.get("past") or ""
    return WrittenDate(
        match.start(),
        match.end(),
        year,
        month,
        day,
        _WEEKDAYS.index(mark) if mark else None,
        direction=-1 if past.startswith("지난") else 1 if past else 0,
    )


def _year(digits: str) -> int:
    return int(digits) if digits.isdigit() else full_year(int(digits[1:]))


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the spans overwritten, so that nothing in them is matched again.

    >>> blank("10월 5명", [(0, 3)]).replace(chr(0), "_")
    '___ 5명'
    """
    pieces, position = [], 0
    for start, end in sorted(spans):
        if start < position:
            continue
        pieces += [text[position:start], "\0" * (end - start)]
        position = end
    return "".join([*pieces, text[position:]])
