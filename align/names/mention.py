"""Mentions: a person, country or organisation named in a text, with its position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

#: Kinds of mentions. The order has no meaning.
MENTION_KINDS = ("person", "country", "organisation")


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in a text."""

    kind: str  #: one of MENTION_KINDS
    name: str  #: for a person as written, otherwise the key in the table: "US", "UNSC"
    start: int  #: first character in the text, from 0
    end: int  #: one past the last character
    text: str  #: as written
    firm: bool = True  #: whether the translation must name it; False for 한국, "Washington"
    titles: frozenset[str] = frozenset()  #: for a person: groups of the title, see `titles`
    title: str = ""  #: for a person: the title as written
    latin: str = ""  #: for a person in Hangul: the Latin spelling in brackets
    origin: str = ""  #: for a person in Hangul: "full" or "surname" (한 차관)

    def __post_init__(self) -> None:
        if self.kind not in MENTION_KINDS:
            raise ValueError(f"unknown mention kind: {self.kind!r}")
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"{self.text!r} cannot span {self.start}-{self.end}")


def without_overlaps(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions in order of the text, without those that overlap an earlier one.

    >>> found = [Mention("person", "Han", start, start + 3, "Han") for start in (4, 6, 0)]
    >>> [mention.start for mention in without_overlaps(found)]
    [0, 4]
    """
    kept: list[Mention] = []
    for mention in mentions:
        place = bisect_left(kept, mention.start, key=lambda other: other.start)
        after_last = place == 0 or kept[place - 1].end <= mention.start
        if after_last and (place == len(kept) or mention.end <= kept[place].start):
            kept.insert(place, mention)
    return tuple(kept)
