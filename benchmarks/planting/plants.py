"""What is planted for each kind of finding.

A plant takes the pairs around a place and gives them back twice, without and with one error
more; or None where that kind of error has no place there.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from align import Glossary, Term
from align.checks.finding import Context
from align.names import find_names
from benchmarks import names
from benchmarks.planting.pairs import Pair
from benchmarks.training.clauses import take_clause

Choice = random.Random


@dataclass(frozen=True)
class Planted:
    """The pairs without and with an error, and where that one may be found."""

    before: list[Pair]
    after: list[Pair]
    places: range  #: indices in ``after``
    glossary: Glossary | None = None


Plant = Callable[[list[Pair], int, Choice], Planted | None]

_MONTHS = [datetime.date(2000, month, 1).strftime("%B") for month in range(1, 13)]
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBER = re.compile(r"(?<![\w.,:/$€£-])\d{2,}(?:,\d{3})*(?![\w.:/-]*\d|%|st|nd|rd|th|s\b)")

#: Invented Koreans, and two spellings of each.
_SPELLINGS = (
    ("표지훈", "Pyo Ji-hun", "Pyo Ji-hoon"),
    ("봉태림", "Bong Tae-rim", "Bong Tae-lim"),
    ("곽동필", "Kwak Dong-pil", "Gwak Dong-pil"),
    ("양미숙", "Yang Mi-suk", "Yang Mi-sook"),
    ("탁준범", "Tak Jun-beom", "Tak Joon-bum"),
    ("류선희", "Ryu Seon-hui", "Yoo Sun-hee"),
)

#: Terms that are common in the data, and renderings of the author's choosing.
TERMS = (
    Term("미국", ("United States", "U.S.", "US", "American", "America")),
    Term("중국", ("China", "Chinese"), ("PRC",)),
    Term("프로젝트", ("project",), ("undertaking",)),
    Term("정부", ("government", "administration"), ("regime",)),
    Term("모듈", ("module",), ("unit",)),
    Term("함수", ("function",), ("routine",)),
    Term("커뮤니티", ("community",), ("commune",)),
)
GLOSSARY = Glossary(TERMS)


def _english(change: Callable[[Pair, Choice], str | None]) -> Plant:
    """A plant that changes the English of one pair."""

    def plant(pairs: list[Pair], at: int, choice: Choice) -> Planted | None:
        new = change(pairs[at], choice)
        if new is None or new == pairs[at].english or not new.strip():
            return None
        after = [*pairs]
        after[at] = replace(pairs[at], en=(re.sub(" +", " ", new).strip(),))
        return Planted(pairs, after, range(at, at + 1))

    return plant


def _named(change: Callable[[names.Case, Choice], str | None]) -> Plant:
    """A plant of benchmarks/names.py."""

    def changed(pair: Pair, choice: Choice) -> str | None:
        return change(names.Case("", pair.korean, pair.english, Context()), choice)

    return _english(changed)


def _shared_number(pair: Pair) -> re.Match[str] | None:
    """A number from 20 up, and no year, that both sides write with the same digits."""
    for match in _NUMBER.finditer(pair.english):
        digits = match[0].replace(",", "")
        if 1900 <= int(digits) <= 2100 or int(digits) < 20:
            continue
        korean = pair.korean.replace(",", "")
        if re.search(rf"(?<!\d){digits}(?![\d.])", korean) and pair.english.count(match[0]) == 1:
            return match
    return None


def _other_number(pair: Pair, choice: Choice) -> str | None:
    match = _shared_number(pair)
    if match is None:
        return None
    digits = [*match[0]]
    place = choice.choice([n for n, digit in enumerate(digits) if digit.isdigit()])
    digits[place] = choice.choice([digit for digit in "123456789" if digit != digits[place]])
    return pair.english[: match.start()] + "".join(digits) + pair.english[match.end() :]


def _other_scale(pair: Pair, choice: Choice) -> str | None:
    scales = {"million": "billion", "billion": "million", "trillion": "billion"}
    match = re.search(rf"(?<=\d )(?:{'|'.join(scales)})\b", pair.english)
    if match is None or not re.search(r"[만억조]", pair.korean):
        return None
    return pair.english[: match.start()] + scales[match[0]] + pair.english[match.end() :]


def _other_date(pair: Pair, choice: Choice) -> str | None:
    for number, month in enumerate(_MONTHS, start=1):
        if re.search(rf"\b{month}\b", pair.english) and re.search(
            rf"(?<!\d){number}월", pair.korean
        ):
            return re.sub(rf"\b{month}\b", _MONTHS[(number + 3) % 12], pair.english)
    for year in re.findall(r"\b(?:19|20)\d\d\b", pair.english):
        if f"{year}년" in pair.korean:
            return pair.english.replace(year, str(int(year) - 3))
    return None


def _other_time(pair: Pair, choice: Choice) -> str | None:
    match = re.search(r"\b(\d{1,2})(?=(?::\d\d)? ?(?:[ap]\.m\.|[ap]m\b))", pair.english)
    if match is None or f"{match[1]}시" not in pair.korean.replace(" ", ""):
        return None
    other = str(int(match[1]) % 12 + 1)
    return pair.english[: match.start()] + other + pair.english[match.end() :]


def _no_number(pair: Pair, choice: Choice) -> str | None:
    match = _shared_number(pair)
    if match is None:
        return None
    return f"{pair.english[: match.start()]}some{pair.english[match.end() :]}"


def _number_more(pairs: list[Pair], at: int, choice: Choice) -> Planted | None:
    match = _shared_number(pairs[at])
    if match is None:
        return None
    digits = ",?".join(match[0].replace(",", ""))
    korean = re.sub(rf"(?<!\d){digits}(?!\d)", "여러 ", pairs[at].korean)
    after = [*pairs]
    after[at] = replace(pairs[at], ko=(re.sub(" +", " ", korean).strip(),))
    return Planted(pairs, after, range(at, at + 1))


def _wrong_weekday(pair: Pair, choice: Choice) -> str | None:
    match = re.search(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}}), (\d{{4}})\b", pair.english)
    if match is None or re.search("|".join(_WEEKDAYS), pair.english):
        return None
    try:
        day = datetime.date(int(match[3]), _MONTHS.index(match[1]) + 1, int(match[2]))
    except ValueError:
        return None
    wrong = _WEEKDAYS[(day.weekday() + 2) % 7]
    return f"{pair.english[: match.start()]}{wrong}, {pair.english[match.start() :]}"


def _no_country(case: names.Case, choice: Choice) -> str | None:
    named = {m.name for m in find_names(case.source, "ko") if m.kind == "country" and m.firm}
    theirs = [m for m in find_names(case.target, "en") if m.kind == "country" and m.firm]
    lost = [m for m in theirs if m.name in named]
    if not lost:
        return None
    name = choice.choice(lost).name
    return names.replace_all(case.target, [m for m in theirs if m.name == name], "")


def _other_spelling(pairs: list[Pair], at: int, choice: Choice) -> Planted | None:
    """A Korean whom two pairs name is spelt otherwise in the second."""
    second = next((n for n in range(at + 1, len(pairs)) if pairs[n].whole), None)
    if second is None:
        return None
    korean, usual, other = choice.choice(_SPELLINGS)
    before = [*pairs]
    for n in (at, second):
        before[n] = replace(
            pairs[n],
            ko=(f"{korean} 국장에 따르면, {pairs[n].korean}",),
            en=(f"According to Director-General {usual}, {pairs[n].english}",),
        )
    after = [*before]
    after[second] = replace(before[second], en=(before[second].english.replace(usual, other, 1),))
    return Planted(before, after, range(at, second + 1))


def _term(pairs: list[Pair], at: int, new: Callable[[Term], str]) -> Planted | None:
    for term, _, _ in GLOSSARY.find(pairs[at].korean):
        pattern = re.compile("|".join(rf"\b{re.escape(name)}(?:e?s)?\b" for name in term.targets))
        if term.forbidden and pattern.search(pairs[at].english):
            after = [*pairs]
            after[at] = replace(pairs[at], en=(pattern.sub(new(term), pairs[at].english),))
            return Planted(pairs, after, range(at, at + 1), GLOSSARY)
    return None


def _term_missing(pairs: list[Pair], at: int, choice: Choice) -> Planted | None:
    return _term(pairs, at, lambda term: "thing")


def _term_forbidden(pairs: list[Pair], at: int, choice: Choice) -> Planted | None:
    return _term(pairs, at, lambda term: term.forbidden[0])


def _term_inconsistent(pairs: list[Pair], at: int, choice: Choice) -> Planted | None:
    """Another rendering that the glossary allows stands in one of several places."""
    both = Glossary(
        tuple(Term(t.source, (t.targets[0], *t.forbidden)) for t in TERMS if t.forbidden)
    )
    planted = _term(pairs, at, lambda term: term.forbidden[0])
    if planted is None:
        return None
    found = {term.source for term, _, _ in both.find(pairs[at].korean)}
    for source in found:
        name = next(term.targets[0] for term in both.terms if term.source == source)
        uses = [p for p in pairs if source in p.korean and name in p.english.lower()]
        if len(uses) >= 3:
            return replace(planted, glossary=both)
    return None


def _doubled(pairs: list[Pair], at: int, choice: Choice) -> Planted | None:
    if not pairs[at].whole or len(pairs[at].en[-1]) < 20:
        return None
    after = [*pairs]
    after[at] = replace(pairs[at], en=(*pairs[at].en, pairs[at].en[-1]))
    return Planted(pairs, after, range(at, at + 1))


def _numbered(pairs: list[Pair], at: int, marks: Sequence[int]) -> Planted | None:
    """Five pairs with the marks 1. to 5. on both sides, and then with others in the English."""
    five = range(at, at + len(marks))
    if five.stop > len(pairs) or not all(
        pairs[n].whole and len(pairs[n].ko) == len(pairs[n].en) == 1 for n in five
    ):
        return None
    before, after = [*pairs], [*pairs]
    for number, (n, mark) in enumerate(zip(five, marks, strict=True), start=1):
        ko = (f"{number}. {pairs[n].korean}",)
        before[n] = replace(pairs[n], ko=ko, en=(f"{number}. {pairs[n].english}",))
        after[n] = replace(pairs[n], ko=ko, en=(f"{mark}. {pairs[n].english}",))
    return Planted(before, after, range(five.start + 1, five.stop))


def _other_mark(pairs: list[Pair], at: int, choice: Choice) -> Planted | None:
    return _numbered(pairs, at, (1, 2, 4, 4, 5))


def _skipped_mark(pairs: list[Pair], at: int, choice: Choice) -> Planted | None:
    return _numbered(pairs, at, (1, 2, 4, 5, 6))


def _repeated(pairs: list[Pair], at: int, choice: Choice) -> Planted | None:
    """A pair stands again at the end, the second time in other words."""
    pair, words = pairs[at], pairs[at].english.split()
    if not pair.whole or len(words) < 8 or len(pair.korean) < 25:
        return None
    other = " ".join([*words[len(words) // 2 :], "as", "well", "as", *words[: len(words) // 2]])
    return Planted(
        [*pairs, pair],
        [*pairs, replace(pair, en=(other,))],
        range(len(pairs) + 1),
    )


def _english_clause(pair: Pair, choice: Choice) -> str | None:
    return take_clause(pair.english, "en", choice)


def _no_korean_clause(pairs: list[Pair], at: int, choice: Choice) -> Planted | None:
    rest = take_clause(pairs[at].korean, "ko", choice)
    if rest is None:
        return None
    after = [*pairs]
    after[at] = replace(pairs[at], ko=(rest,))
    return Planted(pairs, after, range(at, at + 1))


PLANTS: dict[str, Plant] = {
    "number_mismatch": _english(_other_number),
    "scale_error": _english(_other_scale),
    "date_mismatch": _english(_other_date),
    "time_mismatch": _english(_other_time),
    "number_missing": _english(_no_number),
    "number_added": _number_more,
    "weekday_mismatch": _english(_wrong_weekday),
    "name_missing": _named(_no_country),
    "name_mismatch": _named(names.other_country),
    "name_variant": _other_spelling,
    "title_mismatch": _named(names.other_title),
    "term_missing": _term_missing,
    "term_forbidden": _term_forbidden,
    "term_inconsistent": _term_inconsistent,
    "untranslated": _named(names.copied),
    "language_left": _named(names.left_over),
    "unbalanced": _named(names.open_bracket),
    "length_suspicious": _named(names.cut_short),
    "partial_omission": _english(_english_clause),
    "partial_addition": _no_korean_clause,
    "doubled": _doubled,
    "mark_mismatch": _other_mark,
    "sequence_break": _skipped_mark,
    "repeat_inconsistent": _repeated,
}
