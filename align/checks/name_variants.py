"""One name that a release spells in two ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.analysis import Analysis
from align.checks.finding import Finding
from align.checks.names import alike
from align.messages import say
from align.names.matching import Match, find_person, read_names
from align.names.mention import Mention
from align.names.pronunciation import plain_letters


@dataclass(frozen=True, slots=True)
class _Use:
    bead: int
    person: Mention
    match: Match

    @property
    def spelling(self) -> str:
        return " ".join(self.match.spelling.split())

    @property
    def letters(self) -> str:
        """The spelling without what does not change the sound of it: case, hyphens, blanks."""
        return "".join(letter for letter in plain_letters(self.spelling) if letter.isalpha())


def name_variants(
    korean_english: Sequence[tuple[str, str]],
    *,
    korean_is_source: bool = True,
    analysis: Analysis | None = None,
) -> tuple[tuple[int, Finding], ...]:
    """Names spelt otherwise than elsewhere in the release, each with the index of its pair.

    The spelling that stands most often, or first, is taken as the right one.

    Args:
        korean_english: Korean and English text of each bead, in order.
        korean_is_source: Which side of the findings is the Korean one.
        analysis: What has been read of the texts.

    >>> pairs = [("봉태림 청장은", "Bong Tae-rim said"), ("봉태림 청장은", "Mr. Bong Tae-lim")]
    >>> [(bead, finding.sentence) for bead, finding in name_variants(pairs)]
    [(1, '봉태림 is Bong Tae-lim here, and Bong Tae-rim elsewhere.')]
    """
    once = (analysis or Analysis()).once
    uses: dict[tuple[str, bool], list[_Use]] = defaultdict(list)
    for bead, (korean, english) in enumerate(korean_english):
        reading = once(read_names, english, "en")
        for person in once(read_names, korean, "ko").persons():
            match = find_person(person, reading) if reading.text.strip() else None
            if match is not None and (match.whole or person.origin == "full"):
                uses[person.name, match.whole].append(_Use(bead, person, match))
    return tuple(
        found
        for (_, whole), group in uses.items()
        for found in _variants(group, whole=whole, korean_is_source=korean_is_source)
    )


def _variants(
    group: Sequence[_Use], *, whole: bool, korean_is_source: bool
) -> Iterator[tuple[int, Finding]]:
    counts = Counter(use.spelling for use in group)
    usual = max(counts, key=lambda spelling: counts[spelling])  # the first of the most frequent
    base = next(use for use in group if use.spelling == usual)
    for use in group:
        if use.spelling == usual:
            continue
        if use.letters == base.letters:
            severity, confidence = "low", 0.5  # Byung-se, Byungse
        elif whole or alike(use.letters, base.letters):
            severity, confidence = "medium", 0.8
        else:
            continue  # another part of the name: Ivan, Rosko
        if {*plain_letters(use.spelling).split()} == {*plain_letters(usual).split()}:
            confidence = 0.4  # Byung-se Yun: only the order differs
        ours = (use.person.start, use.person.end)
        theirs = (use.match.start, use.match.end)
        spans = (ours, theirs) if korean_is_source else (theirs, ours)
        message = say("name_variant.here", name=use.person.name, spelling=use.spelling, usual=usual)
        yield use.bead, Finding("name_variant", severity, confidence, *spans, message)
