"""What a check finds: a disagreement between the two sides of a bead, with its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from align.messages import Statement

#: What can be found, and what it means. Checks are chosen by these words.
FINDING_MEANINGS = {
    # facts: align/checks/numbers_and_dates.py
    "number_mismatch": "the two sides give different numbers: 1,240명, 1,420 people",
    "scale_error": "the digits agree and the zeros do not: 3억, 300 billion",
    "date_mismatch": "the two sides give different dates: 24.5월, March 2024",
    "time_mismatch": "the two sides give different times: 오후 3시, 5 p.m.",
    "number_missing": "the translation lacks a number or date of the source",
    "number_added": "the source lacks a number or date of the translation",
    "weekday_mismatch": "a weekday is not that of its date: 10월 14일(목), which is a Friday",
    # names: align/checks/names.py, align/checks/name_variants.py
    "name_missing": "the translation does not name a person or country of the source",
    "name_mismatch": "another person or country stands where one was expected: 美, China",
    "name_variant": "one name is spelt in two ways: 봉태림, Bong Tae-rim and Bong Tae-lim",
    "title_mismatch": "a person has another title on the other side: 차관, Minister",
    # the user's glossary: align/checks/glossary.py
    "term_missing": "a term of the glossary stands in the source, and not its translation",
    "term_forbidden": "a word stands that the glossary forbids for a term",
    "term_inconsistent": "a term of the glossary is rendered in several ways within a release",
    # the text of a bead: align/checks/text.py
    "untranslated": "the two sides are the same text, or in the same script",
    "language_left": "words of the other language are left: Hangul in English, English in Korean",
    "unbalanced": "a quotation mark or bracket is opened and not closed, or the reverse",
    "length_suspicious": "the translation is far too short or too long for its source",
    # clauses: align/checks/partial_gaps.py
    "partial_omission": "the translation lacks a clause of the source",
    "partial_addition": "the translation has a clause that the source lacks",
    # across beads: align/checks/consistency.py
    "doubled": "a segment stands twice in a row on one side only",
    "mark_mismatch": "the list marks differ where numbers run on: 3. and 4.",
    "sequence_break": "numbered paragraphs skip or repeat a number on one side only",
    "repeat_inconsistent": "a repeated segment is translated in two ways",
    # against the earlier releases of a store: align/checks/precedent_*.py
    "precedent_segment": "earlier releases translate the same segment otherwise",
    "precedent_term": "earlier releases render a term alike, and this one otherwise",
}
FINDING_KINDS = tuple(FINDING_MEANINGS)
#: Those that only earlier releases can tell; all others are told by a release alone.
PRECEDENT_KINDS = ("precedent_segment", "precedent_term")
CHECK_KINDS = tuple(kind for kind in FINDING_KINDS if kind not in PRECEDENT_KINDS)
SEVERITIES = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement between the two sides of a bead."""

    kind: str  #: one of FINDING_KINDS
    severity: str  #: one of SEVERITIES
    confidence: float  #: 0 to 1, that a reviewer would agree
    source_span: tuple[int, int] | None  #: in the source text; None where it has nothing
    target_span: tuple[int, int] | None
    message: Statement  #: what is wrong

    def __post_init__(self) -> None:
        if self.kind not in FINDING_KINDS or self.severity not in SEVERITIES:
            raise ValueError(f"unknown kind or severity: {self.kind!r}, {self.severity!r}")
        if not 0 <= self.confidence <= 1 or not (self.source_span or self.target_span):
            raise ValueError("a finding needs a confidence from 0 to 1 and a place")

    @property
    def sentence(self) -> str:
        """What is wrong, in plain English."""
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a bead: a number may move into the next sentence."""

    source_neighbours: tuple[str, ...] = ()
    target_neighbours: tuple[str, ...] = ()
    source_language: str = "ko"
    target_language: str = "en"
    reference: datetime.date | None = None  #: the day of the release


def has_surplus(here: Iterable[object], there: Iterable[object]) -> bool:
    """Whether the neighbours on the other side have something more often than those on this side.

    What is missing from a bead may have moved into the sentence beside it. But what a neighbour has
    on both sides is that neighbour's own.

    Args:
        here: For each neighbour on the side that has it, whether it has it as well.
        there: Likewise on the side that lacks it.
    """
    return sum(map(bool, there)) > sum(map(bool, here))
