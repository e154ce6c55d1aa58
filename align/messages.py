"""What findings and gaps say: values made of a code and fields, and the English of each code.

A check makes a statement with ``say``. Stores and files keep its code and fields. Its English comes
of the templates here, its Korean of those in ``corpora/wording/messages_ko.py``, whenever somebody
reads it: templates may be reworded freely.
"""

from __future__ import annotations

import functools
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LANGUAGE_NAMES = {"ko": "Korean", "en": "English"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_DIFFER = "The {here} says {value}; the {there} says {other_value}."
_LONE = "The {here} has {value}; nothing in the {there} stands for it."
_CLAUSE = "The {there} seems to lack a part of the {here}: “{clause}”."

#: Code -> template. A code is the kind of a finding, or "gap", with a word behind it where a kind
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
    "gap.between": "There is no text on the other side between the accepted pairs.",
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
#: The code of what somebody else wrote: another program, a person, or an older version in words
#: that are not known any more. Its one field, "text", is shown as it stands in any language.
TEXT = "text"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a finding or a gap says, in no language."""

    code: str  #: one of STATEMENTS, or TEXT
    pairs: tuple[tuple[str, str], ...]  #: the name and text of each field, by name

    def __post_init__(self) -> None:
        if self.code not in STATEMENTS and self.code != TEXT:
            raise ValueError(f"unknown statement: {self.code!r}")
        if [name for name, _ in self.pairs] != sorted(fields_of(self.code)):
            raise ValueError(
                f"{self.code} has the fields {', '.join(sorted(fields_of(self.code)))}"
            )
        for name, text in self.pairs:
            if text not in CHOICES.get(name, (text,)):
                raise ValueError(f"{name} in {self.code} cannot be {text!r}")

    @classmethod
    def of(cls, code: str, fields: Mapping[str, object]) -> Statement:
        """The statement with these fields; numbers are kept as their digits."""
        return cls(code, tuple(sorted((name, str(value)) for name, value in fields.items())))

    @property
    def fields(self) -> dict[str, str]:
        """Name -> text, of each field."""
        return dict(self.pairs)

    def __str__(self) -> str:
        return render((self,))


def say(code: str, /, **fields: object) -> Statement:
    """The statement of a code with its fields.

    >>> str(say("sequence_break", here="Korean", number=4, before=2))
    'In the Korean, number 4 follows number 2.'
    """
    return Statement.of(code, fields)


def quoted(text: str) -> Statement:
    """The statement that somebody else made, as it stands.

    >>> str(quoted("It stands there twice."))
    'It stands there twice.'
    """
    return Statement(TEXT, (("text", text),))


def render(statements: Iterable[Statement]) -> str:
    """The English of statements, one behind the other."""
    return " ".join(
        one.fields["text"] if one.code == TEXT else STATEMENTS[one.code].format(**one.fields)
        for one in statements
    )


@functools.cache
def fields_of(code: str) -> frozenset[str]:
    """The names of the fields that a statement has."""
    if code == TEXT:
        return frozenset(("text",))
    return frozenset(
        field for _, field, _, _ in string.Formatter().parse(STATEMENTS[code]) if field
    )
