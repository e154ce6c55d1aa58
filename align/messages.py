"""Every sentence in which a finding or a gap says what is the matter.

``say`` makes a sentence from the template of its name. ``recognised`` reads the name and the fields
back from a sentence that was stored or exported, so that it can be told in another language.
"""

from __future__ import annotations

import ast
import functools
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

LANGUAGE_NAMES = {"ko": "Korean", "en": "English"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_DIFFER = "The {here} says {value}; the {there} says {other_value}."
_LONE = "The {here} has {value}; nothing in the {there} stands for it."
_CLAUSE = "The {there} seems to lack a part of the {here}: “{clause}”."

#: Name -> template. A name is the kind of a finding, or "gap", with a word behind it where a kind
#: says several things.
STATEMENTS = {
    "number_mismatch": _DIFFER,
    "date_mismatch": _DIFFER,
    "time_mismatch": _DIFFER,
    "scale_error.more": (
        "The {here} says {value}; the {there} says {other_value}, {times} times more."
    ),
    "scale_error.less": (
        "The {here} says {value}; the {there} says {other_value}, {times} times less."
    ),
    "number_missing": _LONE,
    "number_added": _LONE,
    "weekday_mismatch": "The {here} calls {day} {month} {year} a {weekday}; it is a {right}.",
    "name_missing.person": ("The Korean names {name}; nothing in the English stands for the name."),
    "name_missing.entity": "The Korean names {name}; nothing in the English stands for it.",
    "name_mismatch": "The Korean names {name}; the English names {other_name}.",
    "name_variant.here": "{name} is {spelling} here, and {usual} elsewhere.",
    "name_variant.page": (
        "The Korean page spells the name {spelling}, the English {other_spelling}."
    ),
    "title_mismatch": "{name} is {title} in the Korean, {other_title} in the English.",
    "term_missing": "The rendering of {term} is missing; the glossary has {renderings}.",
    "term_forbidden": "{term} is rendered {rendering}, which the glossary forbids.",
    "term_forbidden.advised": (
        "{term} is rendered {rendering}, which the glossary forbids; the glossary has {renderings}."
    ),
    "term_inconsistent": "{term} is rendered {rendering} here, and {usual} elsewhere.",
    "untranslated.same": "The two sides are the same text.",
    "untranslated.language": "The {here} side is in {language}.",
    "language_left": "{words!r} is left in {language}.",
    "unbalanced.opened": "In the {here}, {mark} is opened and not closed.",
    "unbalanced.closed": "In the {here}, {mark} is closed and not opened.",
    "length_suspicious.short": "The translation is {times} times as short as expected.",
    "length_suspicious.long": "The translation is {times} times as long as expected.",
    "partial_omission": _CLAUSE,
    "partial_addition": _CLAUSE,
    "doubled": "The {here} has this segment twice in a row.",
    "mark_mismatch": "The list mark is {mark} on one side and {other_mark} on the other.",
    "sequence_break": "In the {here}, number {number} follows number {before}.",
    "repeat_inconsistent": "The same segment is translated {rendering!r} elsewhere.",
    "precedent_segment": (
        "Earlier releases translate this segment {rendering!r} "
        "({count} of {pairs} pairs, last in release {release})."
    ),
    "precedent_segment.divided": (
        "Earlier releases translate this segment otherwise, in several ways: {renderings} "
        "(last in release {release})."
    ),
    "precedent_term": (
        "{term} is rendered {rendering!r} here, and {usual!r} in earlier releases "
        "({count} of {pairs} pairs, last in release {release})."
    ),
    "precedent_term.missing": (
        "{term} is {usual!r} in earlier releases ({count} of {pairs} pairs, last in release "
        "{release}), which is nowhere here."
    ),
    "gap.expected": "A {line_kind} line, which the other version usually lacks.",
    "gap.alone": "There is no {there} text.",
    "gap.nearest": "The nearest {there}, line {line} (“{text}”), is {likeness} alike.",
    "gap.compared": (
        "The nearest {there}, line {line} (“{text}”), is {likeness} alike; "
        "a translation here is {usual_likeness} alike."
    ),
    "gap.number": "{numbers} occurs nowhere in the {there}.",
    "gap.numbers": "{numbers} occur nowhere in the {there}.",
    "gap.by_reviewer": "A reviewer took the two sides apart.",
    "gap.left_over": "What it was aligned with belongs to a pair that was reviewed.",
}
#: Statements that stand only behind another one.
ADDENDA = ("gap.number", "gap.numbers")

#: Fields that hold one of a few words.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "here": tuple(LANGUAGE_NAMES.values()),
    "there": tuple(LANGUAGE_NAMES.values()),
    "language": tuple(LANGUAGE_NAMES.values()),
    "month": MONTHS,
    "weekday": WEEKDAYS,
    "right": WEEKDAYS,
}
_PATTERNS = {
    **{field: "|".join(words) for field, words in CHOICES.items()},
    **dict.fromkeys(("day", "year", "line", "number", "before", "count", "pairs"), r"\d+"),
    **dict.fromkeys(("likeness", "usual_likeness"), r"-?\d+\.\d\d"),
    "times": r"\d[\d,]*(?:\.\d)?",
    "line_kind": "[a-z_]+",
    "release": r"\d+(?: \(\d{4}-\d\d-\d\d\))?",
}
#: What ``repr`` makes of a text.
_QUOTED = "|".join(
    rf"{mark}[^{mark}\\]*(?:\\(?:[\\'\"nrt]|x\w{{2}}|u\w{{4}}|U\w{{8}})[^{mark}\\]*)*{mark}"
    for mark in "'\""
)
#: Characters above which a sentence with several fields of any text is not read: all places of
#: all of them would have to be tried.
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says."""

    name: str  #: one of STATEMENTS
    fields: Mapping[str, str]  #: the texts in its braces


def say(name: str, /, **fields: object) -> str:
    """The sentence of a name with its fields.

    >>> say("sequence_break", here="Korean", number=4, before=2)
    'In the Korean, number 4 follows number 2.'
    """
    return STATEMENTS[name].format(**fields)


def recognised(subject: str, sentence: str) -> tuple[Statement, ...]:
    """The statements that a sentence was made of.

    Args:
        subject: The kind of the finding, or "gap".
        sentence: One statement, or for a gap one with another behind it.

    Returns:
        Nothing where the sentence is not one of ours, or can be read in more than one way.

    >>> recognised("doubled", "The Korean has this segment twice in a row.")
    (Statement(name='doubled', fields={'here': 'Korean'}),)
    >>> recognised("doubled", "It stands there twice.")
    ()
    """
    readings = [reading for pattern in _patterns(subject) for reading in pattern.readings(sentence)]
    return readings[0] if len(readings) == 1 else ()


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One or more templates in a row, to be found in a sentence."""

    names: tuple[str, ...]
    shortest: re.Pattern[str]  #: as little as can be for each field, the first before others
    longest: re.Pattern[str]  #: as much as can be: another result where there are two readings
    loose: bool  #: whether several fields may hold anything

    def readings(self, sentence: str) -> Iterator[tuple[Statement, ...]]:
        """What the sentence may say: nothing, one reading, or two of several."""
        if self.loose and len(sentence) > _LONGEST:
            return
        matches = (self.shortest.fullmatch(sentence), self.longest.fullmatch(sentence))
        for texts in dict.fromkeys(match.groups() for match in matches if match):
            try:
                yield tuple(_statements(self.names, texts))
            except (SyntaxError, ValueError):
                continue  # what is in quotes is no text


def _statements(names: Iterable[str], texts: Iterable[str]) -> Iterator[Statement]:
    rest = iter(texts)
    for name in names:
        fields = [(field, quoted) for _, field, quoted in _pieces(name) if field]
        read = {
            field: ast.literal_eval(text) if quoted else text
            for (field, quoted), text in zip(fields, islice(rest, len(fields)), strict=True)
        }
        yield Statement(name, read)


@functools.cache
def _patterns(subject: str) -> tuple[_Pattern, ...]:
    names = [name for name in STATEMENTS if name.partition(".")[0] == subject]
    first = [name for name in names if name not in ADDENDA]
    second = [name for name in names if name in ADDENDA]
    rows = [(name,) for name in first] + [(one, two) for one in first for two in second]
    return tuple(_pattern(row) for row in rows)


def _pattern(names: tuple[str, ...]) -> _Pattern:
    pieces = [list(_pieces(name)) for name in names]
    texts = [
        " ".join(
            "".join(
                re.escape(literal)
                + (f"({_field(field, anything, quoted=quoted)})" if field else "")
                for literal, field, quoted in own
            )
            for own in pieces
        )
        for anything in (".*?", ".*")
    ]
    free = sum(
        bool(field) and field not in _PATTERNS and not quoted
        for own in pieces
        for _, field, quoted in own
    )
    shortest, longest = (re.compile(text, re.DOTALL) for text in texts)
    return _Pattern(names, shortest, longest, free > 1)


def _field(name: str, anything: str, *, quoted: bool) -> str:
    return _QUOTED if quoted else _PATTERNS.get(name, anything)


def _pieces(name: str) -> Iterator[tuple[str, str, bool]]:
    """What stands before each field of a template, the field, and whether it is in quotes."""
    for literal, field, _, conversion in string.Formatter().parse(STATEMENTS[name]):
        yield literal, field or "", conversion == "r"
