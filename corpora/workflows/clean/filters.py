"""Filters over entries: each gives a score with its words, and decides by it elsewhere."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass

from align.checks.finding import Context, Finding
from align.checks.kinds import kinds_in
from align.checks.numbers_and_dates import fact_findings
from align.checks.text import text_findings
from align.language import tell_language
from corpora.model.entry import Entry

#: Kinds of segments that say nothing of the release's matter.
FURNITURE_KINDS = ("attachment", "contact", "closing", "disclaimer")

_Evidence = Callable[[str, str, Context], tuple[Finding, ...]]
_LANGUAGES = {"ko": "Korean", "en": "English"}


def rejected(entry: Entry) -> Scored:
    """1 if a reviewer rejected it, else 0."""
    by = f" by {entry.reviewer}" if entry.reviewer else ""
    return Scored(float(entry.state == "rejected"), f"rejected in review{by}")


def gap(entry: Entry) -> Scored:
    """1 if one side is blank, else 0."""
    return Scored(float(entry.is_gap), entry.gap or "one side is blank")


def furniture(entry: Entry) -> Scored:
    """1 if either side is a contact line, an attachment and the like, else 0."""
    found = [kind for kind in (entry.source_kind, entry.target_kind) if kind in FURNITURE_KINDS]
    return Scored(float(bool(found)), found[0] if found else "")


def letters(entry: Entry) -> Scored:
    """The letters of the side that has more of them; a syllable of Hangul is one."""
    counts = [sum(map(str.isalpha, text)) for text in (entry.source_text, entry.target_text)]
    return Scored(float(max(counts)), f"{max(counts)} letters")


def characters(entry: Entry) -> Scored:
    """The characters of the longer side."""
    length = max(len(entry.source_text), len(entry.target_text))
    return Scored(float(length), f"{length:,} characters")


def probability(entry: Entry) -> Scored:
    """The probability of the bead, 0 to 1."""
    value = entry.probability
    return Scored(value, "" if value is None else f"probability {value:.2f}")


def cosine(entry: Entry) -> Scored:
    """The cosine of the two sides, -1 to 1."""
    return Scored(entry.score, "" if entry.score is None else f"score {entry.score:.2f}")


def other_language(entry: Entry) -> Scored:
    """1 if a side is in another language by its script, else 0; short text is given the doubt."""
    for text, language in (
        (entry.source_text, entry.source_language),
        (entry.target_text, entry.target_language),
    ):
        told = tell_language(text)
        if language in _LANGUAGES and told is not None and told != language:
            words = f"the {_LANGUAGES[language]} side is in {_LANGUAGES[told]}"
            return Scored(1.0, words)
    return Scored(0.0)


def length_ratio(entry: Entry) -> Scored:
    """How sure the check of lengths is that one side is too long for the other, 0 to 1."""
    return _surest(entry, text_findings, ("length_suspicious",))


def untranslated(entry: Entry) -> Scored:
    """How sure the check is that a side was not translated, or in part, 0 to 1."""
    return _surest(entry, text_findings, ("untranslated", "language_left"))


def facts(entry: Entry) -> Scored:
    """How sure the check is that numbers, dates or times disagree, 0 to 1."""
    return _surest(entry, fact_findings, kinds_in("facts"))


def _surest(entry: Entry, evidence: _Evidence, kinds: Collection[str]) -> Scored:
    """The finding of some kinds with the highest confidence."""
    findings = evidence(entry.source_text, entry.target_text, _context(entry))
    found = [finding for finding in findings if finding.kind in kinds]
    if not found:
        return Scored(0.0)
    surest = max(found, key=lambda finding: finding.confidence)
    return Scored(surest.confidence, f"{surest.kind}: {surest.sentence}")


def _context(entry: Entry) -> Context:
    day = datetime.date.fromisoformat(entry.date) if entry.date else None
    return Context((), (), entry.source_language, entry.target_language, day)


@dataclass(frozen=True, slots=True)
class Scored:
    """What a filter makes of one entry."""

    value: float | None  #: None where the filter has nothing to say
    words: str = ""  #: what the value means here, for people


#: Something that scores an entry; the same entry always gets the same score, but for duplicates.
Score = Callable[[Entry], Scored]


@dataclass(frozen=True, slots=True)
class Filter:
    """A score, and the bounds within which an entry is kept."""

    name: str  #: for options, counts and the file of what was left out
    score: Score
    least: float | None = None  #: the smallest value that is kept
    most: float | None = None  #: the largest

    def __post_init__(self) -> None:
        if self.least is None and self.most is None:
            raise ValueError(f"the filter {self.name} keeps everything")

    def accept(self, scored: Scored) -> bool:
        """Whether an entry with this score is kept; one without a value is."""
        if scored.value is None:
            return True
        low = self.least is not None and scored.value < self.least
        return not low and (self.most is None or scored.value <= self.most)
