"""People, countries and organisations on which the two sides of a bead disagree.

A translation need not repeat a name: Korean drops its subjects, English says "the Minister"
and "the two sides". So a name that is missing says little, and is reported only where
nothing can stand for it; a *different* name in its place says much.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.analysis import Analysis
from align.checks.finding import Context, Finding, has_surplus
from align.checks.settings import LEAST_CONFIDENCE
from align.messages import Statement, say
from align.names.entities import ENTITY_NAMES, implied
from align.names.matching import Match, Reading, find_person, is_heard, read_names
from align.names.mention import Mention

_ALONE = Context()
#: English words that can stand for a person.
_FOR_PERSONS = re.compile(
    r"\b(?:he|she|him|her|his|hers|they|them|their|who|whose|it|its|both|two|each|other|sides?|part(?:y|ies)|ministers?|secretary"
    r"|ambassador|president|directors?|vice|deputy|representative|envoy|spokes\w+|countr(?:y|ies)|nations?|counterparts?|leaders?"
    r"|officials?|delegations?|ones?|host|former|latter|chair\w*|head|commissioner|government|allies|region\w*|there|local|i|we|our|my)\b",
    re.IGNORECASE,
)
#: English words that can stand for a country or an organisation.
_FOR_ENTITIES = re.compile(
    r"\b(?:they|them|their|it|its|both|two|each|other|sides?|part(?:y|ies)|countr(?:y|ies)|nations?|nationwide|national|counterparts?"
    r"|ones?|host|former|latter|governments?|administration|allies|region\w*|there|here|local|domestic\w*|home|we|our|(?-i:us))\b",
    re.IGNORECASE,
)
#: Titles that are also common words: 검사 is "check", 감독 "supervision", 시장 "market".
_COMMON_TITLES = frozenset(("judge", "coach", "advisor", "director", "business", "mayor"))
_CONTACT = re.compile(r"☎|\d{3,4}-\d{4}|문의|담당|@")
_LIST_SIGN = re.compile(r"[,·ㆍ‧∙・△및와과]|and")


@dataclass(frozen=True, slots=True)
class _Bead:
    """The two sides by language, with what is around them."""

    korean: Reading
    english: Reading
    near_korean: tuple[Reading, ...]
    near_english: tuple[Reading, ...]
    korean_is_source: bool

    def finding(
        self, kind: str, confidence: float, korean: Mention | None, english: Mention | Match | None,
        message: Statement, severity: str = "medium",
    ) -> Finding:  # fmt: skip
        """A finding with its spans on the right sides."""
        ours = (korean.start, korean.end) if korean else None
        theirs = (english.start, english.end) if english else None
        spans = (ours, theirs) if self.korean_is_source else (theirs, ours)
        return Finding(kind, severity, confidence, *spans, message)


def check_names(
    source: str, target: str, context: Context = _ALONE, *, least: float = LEAST_CONFIDENCE
) -> tuple[Finding, ...]:
    """The findings of a bead that are confident enough.

    >>> [f.kind for f in check_names("윤병세 장관은 美를 방문", "Mr. Han Do-yun visited China.")]
    ['name_mismatch', 'name_mismatch']
    >>> check_names("윤병세 장관은 北을 규탄", "Minister Yun Byung-se condemned the DPRK.")
    ()
    """
    return tuple(f for f in name_findings(source, target, context) if f.confidence >= least)


def name_findings(source: str, target: str, context: Context = _ALONE) -> tuple[Finding, ...]:
    """Every disagreement about names, however doubtful; the confidence says how doubtful."""
    languages = context.source_language, context.target_language
    if set(languages) != {"ko", "en"} or not source.strip() or not target.strip():
        return ()
    bead = _read(source, target, context)
    return (*_persons(bead), *_entities(bead))


def _read(source: str, target: str, context: Context) -> _Bead:
    ours, theirs = context.source_language, context.target_language
    once = (context.analysis or Analysis()).once
    sides = once(read_names, source, ours), once(read_names, target, theirs)
    near = (
        tuple(once(read_names, text, ours) for text in context.source_neighbours),
        tuple(once(read_names, text, theirs) for text in context.target_neighbours),
    )
    if ours == "ko":
        return _Bead(*sides, *near, True)
    return _Bead(sides[1], sides[0], near[1], near[0], False)


def _persons(bead: _Bead) -> Iterator[Finding]:
    lone: list[Mention] = []
    taken: list[Match] = []
    seen: set[str] = set()
    for person in bead.korean.persons():
        match = find_person(person, bead.english)
        if match is None:
            if person.name not in seen:
                lone.append(person)
            seen.add(person.name)
            continue
        taken.append(match)
        yield from _spelling(bead, person, match)
        yield from _title(bead, person, match)
    strangers = [
        person
        for person in bead.english.persons()
        if not any(match.start < person.end and person.start < match.end for match in taken)
        and not is_heard(person.name, (bead.korean, *bead.near_korean))
    ]
    for person in lone:
        yield from _unmatched(bead, person, strangers)


def _unmatched(bead: _Bead, person: Mention, strangers: list[Mention]) -> Iterator[Finding]:
    """What to say of a person of the Korean text whom the English does not name."""
    near = any(find_person(person, reading) for reading in bead.near_english)
    rank = [(_standing(person, stranger), stranger) for stranger in strangers]
    confidence, stranger = max(rank, key=lambda pair: pair[0], default=(0.0, None))
    confidence -= 0.15 if near else 0
    written = f"{person.name} {person.title}".strip()
    if stranger is not None and confidence >= 0.4:
        strangers.remove(stranger)
        message = say("name_mismatch", name=written, other_name=stranger.name)
        yield bead.finding("name_mismatch", confidence, person, stranger, message, "high")
    elif bead.korean_is_source and not near:
        message = say("name_missing.person", name=written)
        yield bead.finding("name_missing", _lone_person(bead, person), person, None, message)


def _standing(person: Mention, stranger: Mention) -> float:
    """How likely the English name stands where the Korean one was expected."""
    if person.titles & stranger.titles:
        return 0.9 if person.firm else 0.8
    if stranger.firm and person.firm:
        # One title is not known, or neither is: 표 국장, Pyo Ji-hun.
        return 0.7 if not (person.titles and stranger.titles) else 0.5
    return 0.4 if person.firm and " " in stranger.name and person.origin != "surname" else 0.3


def _lone_person(bead: _Bead, person: Mention) -> float:
    """A whole name in office that is dropped without a word for it is worth a look."""
    stands = _FOR_PERSONS.search(bead.english.text) or _CONTACT.search(bead.korean.text)
    if (
        stands
        or not person.firm
        or not person.title
        or person.origin == "surname"
        or person.titles & _COMMON_TITLES
    ):
        return 0.2
    return 0.5


def _spelling(bead: _Bead, person: Mention, match: Match) -> Iterator[Finding]:
    """The Latin spelling in the Korean text against that of the translation."""
    if not person.latin:
        return
    wanted = person.latin.split()
    lower = {word.text.lower() for word in bead.english.latin}
    left = [word for word in wanted if len(word) > 2 and word.lower() not in lower]
    found = [word for word in bead.english.latin if word.may_name and word.text not in wanted]
    for word in left:
        for other in found:
            # Sara and Sarah, but not Sen and Senn of two people: next to the rest of the name
            beside = abs(other.start - match.end) < 3 or abs(match.start - other.end) < 3
            beside = beside or (other.start >= match.start and other.end <= match.end)
            if beside and alike(word.lower(), other.text.lower()):
                place = Match(other.start, other.end, other.text, False)
                message = say("name_variant.page", spelling=word, other_spelling=other.text)
                yield bead.finding("name_variant", 0.7, person, place, message, "low")
                break


def alike(one: str, two: str) -> bool:
    """Whether two spellings differ in a third of their letters at most, from the first on."""
    if one == two or abs(len(one) - len(two)) > 2 or min(len(one), len(two)) < 3:
        return False
    row = list(range(len(two) + 1))
    for n, letter in enumerate(one, start=1):
        before, row = row, [n]
        for m, other in enumerate(two, start=1):
            row.append(min(before[m - 1] + (letter != other), before[m] + 1, row[m - 1] + 1))
    return row[-1] <= max(1, len(one) // 3)


def _title(bead: _Bead, person: Mention, match: Match) -> Iterator[Finding]:
    here = [
        mention
        for mention in bead.english.persons()
        if mention.start < match.end and match.start < mention.end and mention.titles
    ]
    if not here or not person.titles or any(mention.titles & person.titles for mention in here):
        return
    # Another person of that surname may stand in the same bead.
    others = [other for other in bead.korean.persons() if other.name[0] == person.name[0]]
    if any(mention.titles & other.titles for mention in here for other in others):
        return
    message = say("title_mismatch", name=person.name, title=person.title, other_title=here[0].title)
    yield bead.finding("title_mismatch", 0.7, person, here[0], message)


def _entities(bead: _Bead) -> Iterator[Finding]:
    ours, theirs = bead.korean.entities(), bead.english.entities()
    lost = _without(ours, theirs)
    near = [each for each in lost if not _has_moved(each, bead.near_korean, bead.near_english)]
    added = [
        each
        for each in _without(theirs, ours)
        if not _has_moved(each, bead.near_english, bead.near_korean)
    ]
    for kind in ("country", "organisation"):
        missing = [mention for mention in lost if mention.kind == kind]
        new = [mention for mention in added if mention.kind == kind]
        # Where more has changed than a name, the sentences say different things.
        confidence = 0.8 if len(missing) == len(new) == 1 else 0.5
        if not new and any(mention in near for mention in missing):
            new, confidence = _surplus(theirs, ours, kind), 0.6
        for one, two in zip(missing, new, strict=False):
            said = f"{ENTITY_NAMES[one.name]} ({one.text})"
            message = say("name_mismatch", name=said, other_name=two.text)
            sure = confidence if one in near else confidence - 0.2
            yield bead.finding("name_mismatch", sure, one, two, message, "high")
        if bead.korean_is_source and not new:
            for mention in (each for each in missing if each in near):
                said = f"{ENTITY_NAMES[mention.name]} ({mention.text})"
                message = say("name_missing.entity", name=said)
                confidence = _lone_entity(bead, mention, ours, theirs)
                yield bead.finding("name_missing", confidence, mention, None, message, "low")


def _surplus(mentions: Iterable[Mention], other: Collection[Mention], kind: str) -> list[Mention]:
    """A name that stands here oftener than there: one of its places may be another's."""
    counts = Counter(mention.name for mention in other)
    for mention in mentions:
        counts[mention.name] -= 1
        if counts[mention.name] < 0 and mention.firm and mention.kind == kind:
            return [mention]
    return []


def _has_moved(mention: Mention, near: Sequence[Reading], near_other: Sequence[Reading]) -> bool:
    """Whether a name may stand beside the bead on the other side."""
    named = {mention.name, *implied(mention.name)}
    here, there = (
        [any(each.name in named for each in reading.entities()) for reading in side]
        for side in (near, near_other)
    )
    return has_surplus(here, there)


def _without(mentions: Iterable[Mention], other: Collection[Mention]) -> list[Mention]:
    """Firm mentions that nothing on the other side stands for, each name once."""
    there = {mention.name for mention in other}
    there |= {name for mention in other for name in implied(mention.name)}
    lost: dict[str, Mention] = {}
    for mention in mentions:
        named = {mention.name, *implied(mention.name)}
        if mention.firm and not named & there:
            lost.setdefault(mention.name, mention)
    return list(lost.values())


def _lone_entity(
    bead: _Bead, mention: Mention, ours: Iterable[Mention], theirs: Collection[Mention]
) -> float:
    """An item lost from a list of which the rest is there is seldom lost on purpose.

    Any other is told only where no word of the English can stand for it.
    """
    there = {other.name for other in theirs}
    for other in ours:
        if other.kind == mention.kind and other.name != mention.name and other.name in there:
            first, last = sorted((mention, other), key=lambda each: each.start)
            between = bead.korean.text[first.end : last.start]
            if len(between) <= 4 and _LIST_SIGN.search(between):
                return 0.6
    return 0.2 if _FOR_ENTITIES.search(bead.english.text) else 0.5
