"""Filters over entries: each gives a score with its words, and decides by it elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpora.model.entry import Entry


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
