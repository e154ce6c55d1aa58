"""Finds numbers, amounts and ordinals in Korean text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from align.facts.fact import Fact, is_enumerator
from align.facts.units import KOREAN_MONEY, KOREAN_UNITS

# Thirty digits are enough for any amount; more would only cost time.
_DECIMALS = r"(?:\.\d{1,30}(?!\d))?"
_DIGITS = (
    rf"(?:(?<!\d)(?:\d{{1,3}}(?:,\d{{3}}){{1,9}}(?!\d|,\d){_DECIMALS}"
    rf"|\d{{1,30}}+(?!\d){_DECIMALS}))"
)
_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_SINO = {word: value for value, word in enumerate("일이삼사오육칠팔구", start=1)}
_NATIVE_TENS = ["열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"]
_NATIVE_ONES = ["하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"]
_NATIVE = {word: 10 * n for n, word in enumerate(_NATIVE_TENS, start=1)}
_NATIVE |= {word: n for n, word in enumerate(_NATIVE_ONES, start=1)}
_NATIVE |= {"한": 1, "두": 2, "세": 3, "네": 4, "스무": 20, "석": 3, "넉": 4}

# 3억 4,500만, 1조 2천억, 3만5천, 12조3천억, 1만8500
# "0.1 만" ends in a particle: 만 after a space needs a counter. 10만큼 is "as much as 10".
_SCALE = (
    r"(?:[십백천]{1,3}[만억조]?|(?<!\s)만(?!큼)|만(?=\s?(?:\d|여|명|개|건|원|달러|불|톤|대|권|마리|가구|유로|엔))"
    r"|[억조]|경(?=\s?(?:\d|원)))"
)
_RUN = re.compile(
    rf"(?P<run>{_DIGITS}(?:\s?{_SCALE}(?:\s?{_DIGITS}\s?{_SCALE})*+(?:\s?{_DIGITS}(?!\s?[%\d]))?)?)"
)
_PIECE = re.compile(rf"({_DIGITS})|([십백천])|([만억조경])|([일이삼사오육칠팔구])")
_PARTICLE = r"(?:[은을이과에의와도로]|보다)(?![가-힣])"
# Not numerals: 만 without a counter after it; 천을 (cloth) and 백은, but 십이 is twelve;
# 일만은 (only the work) and 이만 (with this) before a particle.
_NO_SINO = (
    r"(?!만(?!\s?(?:여\s?)?(?:명|달러|원|톤|가구))"
    rf"|[십백천](?!이){_PARTICLE}|[일이]만{_PARTICLE})"
)
_SINO_RUN = re.compile(
    rf"(?<![가-힣\d])(?P<run>{_NO_SINO}[일이삼사오육칠팔구]?[십백천만]"
    r"(?:[일이삼사오육칠팔구]?[십백천만억조])*+[일이삼사오육칠팔구]?)"
    r"(?=\s?(?:여\s?)?(?:명|개|달러|원|불|톤|년|개월|일간|가구|가지|건|회|번|대|곳|권|마리|살|세|퍼센트|여|엔|유로|위안"
    rf"|{_PARTICLE}))"
)
_NATIVE_RUN = re.compile(
    rf"(?<![가-힣])(?:(?P<tens>{'|'.join(_NATIVE_TENS)}|스무)?(?P<ones>{'|'.join(_NATIVE_ONES)}"
    r"|[한두세네석넉])?)(?<=[가-힣])(?=\s?(?:번째|째|명|사람|개|가지|차례|번|곳|나라|분|살|달|해|시간"
    r"|마리|대|권|편|건|배|쌍|척|채|장|발|점|군데|국가|기관|단계|학교|자녀|아이|아들|딸|팀|방|집|"
    r"도시|당|모두|주|갈래|종류|자리|통|그루|송이|잔|벌|켤레)|[\s,.)은이을의과도로]|$)"
)
_ABOUT = re.compile(r"(?:약|대략|거의|무려|한화\s약)\s?$")
_OVER = re.compile(r"(?:최소|적어도|최소한)\s?$")
_AFTER = re.compile(
    r"\s?(?:[가-힣]{1,2}?\s?)?(?:[이을를가]\s?)?(?:(?P<over>이상|넘|초과|웃도|남짓)|(?P<under>미만|이하|못\s?미치)"
    r"|(?P<about>가량|안팎|내외|정도|쯤|경(?![가-힣])))"
)
# Not units: 분 in 3분기, 원 in 3원칙, 주 in 3주기.
_NOT_AFTER = {
    "분": "(?![기의야])",
    "원": "(?![칙인])",
    "주": "(?!기|년|요|권)",
    "회": "(?!의|원|사|담)",
    "인": "(?!치)",
}
_UNIT_FORMS = "|".join(
    re.escape(form) + (_NOT_AFTER.get(form, "(?![A-Za-z²³])" if form.isascii() else ""))
    for form in sorted({*KOREAN_UNITS, *KOREAN_MONEY}, key=len, reverse=True)
)
_UNIT = re.compile(
    rf"(?P<over>\s?여)?\s?(?:(?P<points>%\s?p\b|%\s?포인트|퍼센트\s?포인트)|(?P<percent>%|％|퍼센트|프로(?![가-힣]))"
    rf"|(?P<cent>센트(?!럴))|(?P<per>배)|(?P<unit>{_UNIT_FORMS}))?"
)
_MONEY_BEFORE = re.compile(r"(?:(?P<won>￦|₩)|(?P<us>US\$|USD|\$)|(?P<eur>€|EUR)|(?P<gbp>£))\s?$")
_FRACTION = re.compile(rf"({_DIGITS})\s?분의\s?({_DIGITS})")
_SLASHED = re.compile(r"(?<![\d/.])(\d{1,9})/([1-9]\d{0,8})(?![\d/.])")
# 헌법 9조 is an article; 예산 9조 is an amount.
_ARTICLE = re.compile(
    r"(?:헌법|민법|형법|상법|[가-힣]법|조약|협약|협정|헌장|규칙|규정|시행령)\s(?P<value>\d{1,4})\s?조(?!\s?(?:\d|원|달러|천))"
)
_BATTING = re.compile(r"(?<!\d)(\d)할\s?(?:(\d)푼\s?)?(?:(\d)리)?")
_REFERENCE = {"조": "article", "항": "paragraph", "호": "number", "장": "chapter"}
_ORDINAL = re.compile(
    r"(?P<mark>제)\s?(?P<value>\d{1,9})\s?(?P<refer>조|항|호|장)?(?![\d,.]\d)|(?<!\d)(?P<nth>\d{1,9})\s?(?:번째|회째|째)"
)
_COUNTED_IN = re.compile(r"(?:\(|단위\s?:?)\s?$")
_SPEED = re.compile(r"시속\s?(?:약\s?|최고\s?|최대\s?)?$")
_FAHRENHEIT = re.compile(r"화씨\s?(?:약\s?)?$")
_CELSIUS = re.compile(r"섭씨\s?(?:약\s?)?(?:영하\s?)?$")
# The preceding character shows a name or code (G20, UTF-8, x[0]) rather than a number.
_CODE_BEFORE = re.compile(r"(?:[A-Za-z_\\@\]^][-+.]?|[A-Za-z]\.|\[)$")


def korean_value(written: str) -> Fraction:
    """The value of one Korean numeral, which may mix digits and Hangul.

    >>> [int(korean_value(t)) for t in ("3억 4,500만", "1조 2천5백억", "3만5천")]
    [345000000, 1250000000000, 35000]
    >>> [int(korean_value(t)) for t in ("천백십일", "스물다섯")]
    [1111, 25]
    """
    for tens in (*_NATIVE_TENS, "스무"):
        if written.startswith(tens):
            return Fraction(_NATIVE[tens] + _NATIVE.get(written[len(tens) :].strip(), 0))
    if written in _NATIVE:
        return Fraction(_NATIVE[written])
    total = section = Fraction(0)
    current: Fraction | None = None
    for digits, small, large, sino in _PIECE.findall(written):
        if digits:
            current = Fraction(digits.replace(",", ""))
        elif sino:
            current = Fraction(_SINO[sino])
        elif small:
            section += (1 if current is None else current) * _SMALL[small]
            current = None
        else:
            section += current or 0
            total += (section or 1) * _LARGE[large]
            section, current = Fraction(0), None
    return total + section + (current or 0)


def korean_numbers(text: str) -> list[Fact]:
    """The numbers in a Korean text whose dates and times have been blanked out."""
    facts: list[Fact] = []
    taken = 0
    for start, end, value, kind, unit in sorted(_special(text)):
        firm = text[max(0, start - 1) : start] not in ("*", "^")  # 2**53분의 1
        facts.append(Fact(kind, value, unit, start, end, text[start:end], firm=firm))
    busy = [False] * (len(text) + 1)
    for fact in facts:
        busy[fact.start : fact.end] = [True] * (fact.end - fact.start)
    for match in _RUN.finditer(text):
        for start, end in _falling(match):
            if start >= taken and not busy[start]:
                facts.append(_number(text, start, end))
                taken = facts[-1].end
    for pattern in (_SINO_RUN, _NATIVE_RUN):
        for match in pattern.finditer(text):
            if not busy[match.start()] and match[0]:
                facts.append(_in_words(text, match))
    return sorted(facts, key=lambda fact: fact.start)


def _special(text: str) -> Iterator[tuple[int, int, Fraction, str, str]]:
    for match in _FRACTION.finditer(text):
        below = korean_value(match[1])
        if below:
            yield match.start(), match.end(), korean_value(match[2]) / below, "number", ""
    for match in _SLASHED.finditer(text):
        yield match.start(), match.end(), Fraction(int(match[1]), int(match[2])), "number", ""
    for match in _ARTICLE.finditer(text):
        yield match.start("value"), match.end(), Fraction(match["value"]), "reference", "article"
    for match in _BATTING.finditer(text):
        value = sum((Fraction(int(match[n] or 0), 10**n) for n in (1, 2, 3)), start=Fraction(0))
        yield match.start(), match.end(), value, "number", ""
    for match in _ORDINAL.finditer(text):
        kind = "reference" if match["refer"] else "ordinal"
        unit = _REFERENCE.get(match["refer"] or "", "")
        yield match.start(), match.end(), Fraction(match["value"] or match["nth"]), kind, unit


def _falling(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The spans of the numerals in a run; one span while the scales decrease (3억 5천만 5명)."""
    start = match.start()
    last, position = 10**20, match.start()
    for piece in re.finditer(rf"({_DIGITS})\s?({_SCALE})?", match[0]):
        scale = korean_value(piece[2]) if piece[2] else Fraction(1)
        here = match.start() + piece.start()
        too_long = Fraction(piece[1].replace(",", "")) * scale >= last
        if here > start and (scale >= last or too_long):
            yield start, position
            start = here
        last = int(scale) if not piece[2] or piece[2][-1] not in _LARGE else _LARGE[piece[2][-1]]
        position = match.start() + piece.end()
    yield start, position


def _number(text: str, start: int, end: int) -> Fact:
    value = korean_value(text[start:end])
    before = text[max(0, start - 12) : start]
    money = _MONEY_BEFORE.search(before)
    mark = _UNIT.match(text, end)
    hedge = "about" if _ABOUT.search(before) else "over" if _OVER.search(before) else ""
    kind, unit = "number", ""
    if money:
        name = money.lastgroup or ""
        kind, unit = "money", {"won": "KRW", "us": "USD", "eur": "EUR", "gbp": "GBP"}[name]
        start -= len(before) - money.start()
    if mark:
        hedge = "over" if mark["over"] else hedge
        if not money:
            kind, unit, value = _kind_of(mark, value, before)
            end = mark.end() if mark.lastgroup not in (None, "over") else end
        after = _AFTER.match(text, mark.end())
        hedge = hedge or (after.lastgroup or "" if after else "")
    code = _CODE_BEFORE.search(before) or re.match(r"[A-Za-z_]", text[end : end + 1])
    listed = is_enumerator(text, start, end)
    # 6자회담 is a name that English may shorten to "the talks".
    # 코로나19 and 6·25 are names, too.
    named = re.match(r"\s?자\s?(?:회담|협의|대화)", text[end : end + 6]) or (
        (not unit and re.search(r"[가-힣]$|\d·$", before)) or text[end : end + 1] == "·"
    )
    firm = not (kind == "number" and (code or listed or named)) and value not in (0, 1)
    return Fact(kind, value, unit, start, end, text[start:end], hedge, firm)


def _kind_of(mark: re.Match[str], value: Fraction, before: str) -> tuple[str, str, Fraction]:
    if mark["points"] or mark["percent"]:
        return ("points" if mark["points"] else "percent"), "", value
    if mark["cent"]:
        return "money", "USD", value / 100
    if mark["per"]:
        return "number", "fold", value
    form = mark["unit"]
    if form is None:
        return "number", "", value
    if form in KOREAN_MONEY:
        return "money", KOREAN_MONEY[form], value
    unit = KOREAN_UNITS[form]
    if _SPEED.search(before):
        unit = {"kilometre": "kilometre per hour", "mile": "mile per hour"}.get(unit, unit)
    return "number", unit, value


def _in_words(text: str, match: re.Match[str]) -> Fact:
    value = korean_value(match[0])
    mark = _UNIT.match(text, match.end())
    kind, unit, end = "number", "", match.end()
    if mark:
        kind, unit, value = _kind_of(mark, value, "")
        end = mark.end() if mark.lastgroup not in (None, "over") else end
    if text.startswith(("번째", " 번째", "째"), match.end()):
        kind, unit, end = "ordinal", "", match.end()
    hedge = "over" if mark and mark["over"] else ""
    # (만 명), 단위: 백만 원: the units of a table, which English may express differently
    counted_in = _COUNTED_IN.search(text[max(0, match.start() - 8) : match.start()])
    firm = value > 12 and match.re is _SINO_RUN and not counted_in
    return Fact(kind, value, unit, match.start(), end, text[match.start() : end], hedge, firm)
