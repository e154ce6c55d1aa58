"""Phrases of a new release that earlier pairs have, too: the terms that are judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.departures.phrases import Phrase, ending_after, phrases
from align.departures.precedents import Precedent, bare

#: Pairs, and releases, that must have a term.
LEAST_PAIRS, LEAST_RELEASES = 3, 2
#: The pairs of a term that are looked at.
_MOST_PAIRS = 40
#: What stands behind a noun now and then, and behind a verb never.
_NOUN_TEXT = "이 가 은 는 을 를 의 에 에서 에는 에게 와 과 로 으로 도"
_NOUN = frozenset(_NOUN_TEXT.split())


@dataclass(frozen=True, slots=True)
class Use:
    """A term, where the new release has it, and the earlier pairs that have it."""

    term: str
    places: tuple[tuple[int, int], ...]  #: bead, and where the term begins in its source
    precedents: tuple[Precedent, ...]


def probes(sources: Iterable[str]) -> tuple[str, ...]:
    """What to look for in earlier releases so as to know the terms of some source texts."""
    return tuple(
        dict.fromkeys(one.probe for text in sources for one in phrases(text) if one.words <= 2)
    )


def uses(
    pairs: Sequence[tuple[str, str]], precedents: Mapping[str, Sequence[Precedent]]
) -> dict[str, Use]:
    """The longest phrases of the new release that have precedents enough."""
    known: dict[str, tuple[Precedent, ...]] = {}
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for bead, (source, target) in enumerate(pairs):
        if not source or not target:
            continue
        end = 0
        for start, found in _by_start(source):
            probe = ""
            best = None
            for phrase in found:
                if phrase.words <= 2:
                    probe = phrase.probe
                if form := _best_form(phrase, precedents.get(probe, ()), known):
                    best = form
                elif phrase.words > 1:
                    break
            if best and start + len(best) > end:
                places[best].append((bead, start))
                end = start + len(best)
    return {term: Use(term, tuple(where), known[term]) for term, where in places.items()}


def _by_start(source: str) -> Iterator[tuple[int, list[Phrase]]]:
    found: dict[int, list[Phrase]] = defaultdict(list)
    for phrase in phrases(source):
        found[phrase.start].append(phrase)
    yield from found.items()


def _best_form(
    phrase: Phrase, pairs: Sequence[Precedent], known: dict[str, tuple[Precedent, ...]]
) -> str | None:
    """The shortest form that earlier pairs have with several endings, or with none."""
    for form in reversed(phrase.forms):
        if form not in known:
            known[form] = _holders(form, pairs)
        if known[form]:
            return form
    return None


def _holders(form: str, pairs: Sequence[Precedent]) -> tuple[Precedent, ...]:
    """The earlier pairs with a form: each source once, and none if they are too few."""
    by_source: dict[str, Precedent] = {}
    endings = set()
    for one in pairs:
        if (ending := ending_after(form, one.source)) is None:
            continue
        endings.add(ending)
        before = by_source.get(bare(one.source))
        if before is None or (one.is_reviewed, one.release) > (before.is_reviewed, before.release):
            by_source[bare(one.source)] = one
    holders = tuple(by_source.values())[:_MOST_PAIRS]
    if len(holders) < LEAST_PAIRS or len({one.release for one in holders}) < LEAST_RELEASES:
        return ()
    if len(form.split()) == 1 and _NOUN.isdisjoint(endings):
        return ()  # a verb
    return holders if "" in endings or len(endings) > 1 else ()
