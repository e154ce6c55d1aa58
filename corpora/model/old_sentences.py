"""English sentences of version 0.2.0, read back as statements.

Until then stores and files held only the English sentence of a finding or gap. Migrations of the
store, readers of files and digests of releases that were made before need its wording. So
the templates here are a copy that never changes, whatever becomes of ``align/messages.py``.
"""

from __future__ import annotations

import ast
import functools
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from align.messages import TEXT, Statement, quoted

_LANGUAGES = ("Korean", "English")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_DIFFER = "The {here} says {value}; the {there} says {other_value}."
_LONE = "The {here} has {value}; nothing in the {there} stands for it."
_CLAUSE = "The {there} seems to lack a part of the {here}: “{clause}”."

#: Code -> template of version 0.2.0. As in ``align/messages.py``, a code is a kind,
#: with a word behind it where a kind says several things.
TEMPLATES = {
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
    "gap.between": "There is no text on the other side between the accepted pairs.",
    "gap.by_reviewer": "A reviewer took the two sides apart.",
    "gap.left_over": "What it was aligned with belongs to a pair that was reviewed.",
}
#: Statements that stand only behind another one.
ADDENDA = ("gap.number", "gap.numbers")

#: Fields that hold one of a few words.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "here": _LANGUAGES,
    "there": _LANGUAGES,
    "language": _LANGUAGES,
    "month": _MONTHS,
    "weekday": _WEEKDAYS,
    "right": _WEEKDAYS,
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


def statement_of(kind: str, sentence: str) -> Statement:
    """What the sentence of a finding says; as a text where it is not one of version 0.2.0.

    >>> statement_of("doubled", "The Korean has this segment twice in a row.").code
    'doubled'
    >>> statement_of("doubled", "It stands there twice.").code
    'text'
    """
    read = recognised(kind, sentence)
    return read[0] if len(read) == 1 else quoted(sentence)


def reasons_of(note: str) -> tuple[Statement, ...]:
    """What the note of a gap says; nothing for no note."""
    if not note:
        return ()
    return recognised("gap", note) or (quoted(note),)


def sentence_then(statement: Statement) -> str:
    """What a statement was in version 0.2.0; what it did not know is told by code and fields."""
    if statement.code == TEXT:
        return statement.fields["text"]
    try:
        return TEMPLATES[statement.code].format(**statement.fields)
    except KeyError:
        return f"{statement.code} {statement.pairs!r}"


def recognised(subject: str, sentence: str) -> tuple[Statement, ...]:
    """The statements that a sentence was made of.

    Args:
        subject: The kind of the finding, or "gap".
        sentence: One statement, or for a gap one with another behind it.

    Returns:
        Nothing where the sentence is not one of ours, or can be read in more than one way.

    >>> recognised("doubled", "The Korean has this segment twice in a row.")
    (Statement(code='doubled', pairs=(('here', 'Korean'),)),)
    >>> recognised("doubled", "It stands there twice.")
    ()
    """
    readings = [reading for pattern in _patterns(subject) for reading in pattern.readings(sentence)]
    if len(readings) != 1 or " ".join(map(sentence_then, readings[0])) != sentence:
        return ()
    return readings[0]


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
                continue  # what is in quotes is no text, or a word stands where none can


def _statements(names: Iterable[str], texts: Iterable[str]) -> Iterator[Statement]:
    """The statements of these texts; ValueError for what no file can hold."""
    rest = iter(texts)
    for name in names:
        fields = [(field, quoted) for _, field, quoted in _pieces(name) if field]
        read = {
            field: ast.literal_eval(text) if quoted else text
            for (field, quoted), text in zip(fields, islice(rest, len(fields)), strict=True)
        }
        for text in read.values():
            text.encode()  # half a character, spelt out in quotes
        yield Statement.of(name, read)


@functools.cache
def _patterns(subject: str) -> tuple[_Pattern, ...]:
    names = [name for name in TEMPLATES if name.partition(".")[0] == subject]
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
    for literal, field, _, conversion in string.Formatter().parse(TEMPLATES[name]):
        yield literal, field or "", conversion == "r"
