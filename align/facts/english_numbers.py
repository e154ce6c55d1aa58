"""Finds numbers, amounts and ordinals in English text, in digits and in words."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from align.facts.fact import Fact, is_enumerator
from align.facts.units import ENGLISH_MONEY, ENGLISH_UNITS

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENTHS = [word[:-1] + "ieth" for word in _TENS]
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
}
#: Scales written after digits: 1.2bn, $3m. No other letter may follow "k" or "m".
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}

CARDINALS = {word: value for value, word in enumerate(_ONES)}
CARDINALS |= {word: value * 10 for value, word in enumerate(_TENS, start=2)}
ORDINALS = {word: value for value, word in enumerate(_ORDINALS, start=1)}
ORDINALS |= {word: value * 10 for value, word in enumerate(_TENTHS, start=2)}
ORDINALS |= {"hundredth": 100, "thousandth": 1000}

_tens = "|".join(_TENS)
_ones = "|".join(_ONES[1:10])
_low = "|".join(sorted(_ONES, key=len, reverse=True))
_below_hundred = rf"(?:(?:{_tens})(?:[-\s](?:{_ones}))?|(?:{_low}))"
_chunk = (
    rf"(?:(?:{_below_hundred}|an?)[-\s]hundred(?:\s(?:and\s)?{_below_hundred})?|{_below_hundred})"
)
_scale = r"(?:thousand|million|billion|trillion|quadrillion)"
#: two hundred and fifty thousand; a million; twenty-five
CARDINAL = (
    rf"(?:(?:{_chunk}|an?(?=[-\s]{_scale}))"
    rf"(?:[-\s]{_scale}(?:,?\s(?:and\s)?{_chunk}(?=[-\s]{_scale}))?){{0,4}}"
    rf"(?:(?<=thousand|illion),?\s(?:and\s)?{_chunk})?)"
).replace("(?<=thousand|illion)", "(?:(?<=thousand)|(?<=illion))")
ORDINAL = (
    rf"(?:(?:(?:{_tens})[-\s])?(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
    rf"|{'|'.join(_TENTHS)})"
)
_WORD = re.compile(r"[a-z]+")


def english_value(written: str) -> Fraction:
    """The value of a cardinal or ordinal in English words.

    >>> [int(english_value(t)) for t in ("two hundred and fifty thousand", "twenty-first")]
    [250000, 21]
    """
    total = section = 0
    for word in _WORD.findall(written.lower()):
        if word in ("a", "an"):
            section = section or 1
        elif word in CARDINALS:
            section += CARDINALS[word]
        elif word in ORDINALS:
            section += ORDINALS[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in SCALES:
            total += (section or 1) * SCALES[word]
            section = 0
    return Fraction(total + section)


# Thirty digits are enough for any amount; more would only cost time.
_DECIMALS = r"(?:\.\d{1,30}(?!\d))?"
_DIGITS = (
    rf"(?:(?<!\d)(?:\d{{1,3}}(?:,\d{{3}}){{1,9}}(?!\d|,\d){_DECIMALS}|\d{{1,30}}+(?!\d){_DECIMALS})"
    r"|(?<![\w.])\.\d{1,30}(?!\d))"
)
_CURRENCY = r"(?:US\s?\$|A\$|C\$|[$€£¥₩￦]|\b(?:USD|KRW|EUR|JPY|CNY|RMB|GBP|INR|AUD|CAD|RUB)\b)"
_SCALE_WORD = (
    rf"(?:[-\s]?(?P<scale>{'|'.join(SCALES)})s?\b|(?P<short>bn|mn|tn|[kmb](?=\b))(?![a-z]))"
)
_NUMBER = re.compile(
    rf"(?:(?P<money>{_CURRENCY})\s?)?"
    rf"(?:(?<![\d/.])(?P<over_digits>\d{{1,9}})/(?P<under_digits>[1-9]\d{{0,8}})(?![/\d])"
    rf"|(?P<digits>{_DIGITS})(?:(?P<plural>['’]?s\b)|(?P<nth>st\b|nd\b|rd\b|th\b)"
    rf"|(?:\sand\sa\s(?P<half>half|quarter)\b)?(?:{_SCALE_WORD})?)"
    rf"|\b(?P<half_scale>half|quarter)\s(?:a|an|of\sa)\s(?P<of_scale>million|billion|century|decade|dozen|day|year|hour)\b"
    rf"|\b(?P<dozens>(?:{CARDINAL}|an?)\s)?(?P<dozen>dozen|score)\b(?!\s+of)"
    rf"|\b(?P<ordinal_tens>(?:{CARDINAL}|an?))[-\s](?P<part>half|halves|thirds?|quarters?|fourths?"
    rf"|fifths?|sixths?|eighths?|tenths?)\b"
    rf"|\b(?P<ordinal>{ORDINAL})\b"
    rf"|\b(?P<words>{CARDINAL})\b(?P<word_half>\sand\s(?:a\s)?half)?)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<points>[\s-]?(?:percentage|%)[\s-]points?|\s?%p\b|\s?pp\b)|(?P<percent>\s?(?:%|％|per\s?cent\b|percent\b))"
    r"|(?P<cent>[\s-]cents?\b)|(?P<fold>-?fold\b|\stimes\b)"
    r"|[\s-]?(?P<per>(?:miles|kilometers|kilometres|km)\s(?:per|an)\shour|km/h)\b"
    r"|[\s-]?(?P<square>(?:square|sq\.?)[\s-](?:meters?|metres?|kilometers?|kilometres?|km|feet|foot|miles?))\b"
    r"|[\s-](?:degrees?\s)?(?P<temperature>fahrenheit|celsius)\b"
    r"|[\s-]?(?:US\s|Korean\s)?(?P<unit>[A-Za-z€£]+)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?P<refer>article|section|chapter|paragraph|resolution|resolutions|no\.|phase|item)\s?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|some|approximately|roughly|nearly|almost|approx\.|close\sto)\s(?:the\s)?$",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:more\sthan|over|at\sleast|exceeding|surpassing|above)\s$", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:less\sthan|fewer\sthan|under|up\sto|below)\s$", re.IGNORECASE)
_PARTS = {
    "half": 2,
    "halve": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
_SIZES = {
    "million": (10**6, ""),
    "billion": (10**9, ""),
    "century": (100, "year"),
    "dozen": (12, ""),
    "decade": (10, "year"),
    "day": (24, "hour"),
    "year": (12, "month"),
    "hour": (60, "minute"),
}
_CODE_BEFORE = re.compile(r"(?:[A-Za-z_\\@\]^][-+.]?|\[|[A-Za-z]\.)$")


def english_numbers(text: str) -> list[Fact]:
    """The numbers in an English text whose dates and times have been blanked out."""
    facts = []
    position = 0
    for match in _NUMBER.finditer(text):
        if match.start() < position:
            continue
        fact = _fact(text, match)
        position = fact.end
        facts.append(fact)
    return facts


def _value(  # noqa: PLR0911 - a row for each form
    match: re.Match[str],
) -> tuple[Fraction, str, str]:
    """Value, kind and unit of a match, depending on the group that matched."""
    part = match["half_scale"]
    if match["over_digits"]:
        return Fraction(int(match["over_digits"]), int(match["under_digits"])), "number", ""
    if part:
        size, unit = _SIZES[match["of_scale"].lower()]
        return Fraction(size, 2 if part.lower() == "half" else 4), "number", unit
    if match["dozen"]:
        count = english_value(match["dozens"] or "a")
        return count * (12 if match["dozen"].lower() == "dozen" else 20), "number", ""
    if match["part"]:
        below = _PARTS[match["part"].lower().rstrip("s")]
        return english_value(match["ordinal_tens"]) / below, "number", ""
    if match["ordinal"]:
        return english_value(match["ordinal"]), "ordinal", ""
    if match["words"]:
        half = Fraction(1, 2) if match["word_half"] else 0
        return english_value(match["words"]) + half, "number", ""
    value = Fraction(match["digits"].replace(",", "")) + (
        Fraction(1, {"half": 2, "quarter": 4}[match["half"].lower()]) if match["half"] else 0
    )
    scale = SCALES.get((match["scale"] or "").lower(), 1)
    scale *= SHORT_SCALES.get((match["short"] or "").lower(), 1)
    unit = "decade from" if match["plural"] else ""
    return value * scale, "ordinal" if match["nth"] else "number", unit


def _fact(text: str, match: re.Match[str]) -> Fact:
    value, kind, unit = _value(match)
    start, end = match.start(), match.end()
    before = text[max(0, start - 16) : start]
    if match["money"]:
        sign = re.sub(r"\s", "", match["money"].lower())
        kind, unit = "money", ENGLISH_MONEY[sign]
    elif kind == "number" and not unit:
        kind, unit, value, end = _with_unit(text, end, value)
        referred = _REFERENCE.search(before) if not unit else None
        if referred:
            kind, unit = "reference", referred["refer"].lower().rstrip(".")
    hedge = ""
    for name, pattern in (("about", _ABOUT), ("over", _OVER), ("under", _UNDER)):
        hedge = name if pattern.search(before) else hedge
    fact = Fact(kind, value, unit, start, end, text[start:end], hedge)
    return replace(fact, firm=_is_firm(text, match, fact))


def _with_unit(  # noqa: PLR0911 - a row for each form
    text: str, end: int, value: Fraction
) -> tuple[str, str, Fraction, int]:
    after = _AFTER.match(text, end)
    if after is None:
        return "number", "", value, end
    if after["points"] or after["percent"]:
        return ("points" if after["points"] else "percent"), "", value, after.end()
    if after["cent"]:
        return "money", "USD", value / 100, after.end()
    if after["fold"]:
        return "number", "fold", value, after.end()
    if after["per"]:
        mile = after["per"].lower().startswith("mile")
        return "number", f"{'mile' if mile else 'kilometre'} per hour", value, after.end()
    if after["square"]:
        name = re.split(r"[\s-]", after["square"].lower())[-1]
        return "number", f"square {ENGLISH_UNITS[name]}", value, after.end()
    form = (after["unit"] or after["temperature"]).lower()
    if form in ENGLISH_MONEY:
        return "money", ENGLISH_MONEY[form], value, after.end()
    if form in ENGLISH_UNITS:
        return "number", ENGLISH_UNITS[form], value, after.end()
    return "number", "", value, end


def _is_firm(text: str, match: re.Match[str], fact: Fact) -> bool:
    if fact.kind in ("money", "percent", "points"):
        return True
    if match["words"] or match["ordinal"]:
        return isinstance(fact.value, Fraction) and fact.value > 12
    if match["part"] or match["dozen"] or match["half_scale"] or fact.value in (0, 1):
        return False
    before = text[max(0, fact.start - 2) : fact.start]
    letter_after = re.match(r"[A-Za-z_]", text[match.end() : match.end() + 1])
    code = _CODE_BEFORE.search(before) or (letter_after and not fact.unit)
    listed = is_enumerator(text, fact.start, match.end())
    return not code and not listed
