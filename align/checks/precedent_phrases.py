"""Which phrases of a new release may be terms and occur in earlier pairs, too."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.checks.precedent_segments import Precedent, bare
from align.lexicon.term_candidates import ENDINGS

#: The longest phrase, in words.
MOST_WORDS = 4
#: Syllables of a phrase without its particle.
_SYLLABLES = 3

_WORD = re.compile(r"[\w·&/+.-]*\w")
_HANGUL = re.compile("[가-힣]")
_BLANKS = re.compile(r"\s+")
_LETTER = re.compile(r"\w")
_ENDING = re.compile(rf"(?:{'|'.join(ENDINGS)})?(?!\w)")
#: Syllables that end in ㄴ or ㅆ, as in 한다 and 했다; 바다 is a noun.
_CLOSED = "".join(
    chr(code) for code in range(ord("가"), ord("힣") + 1) if (code - ord("가")) % 28 in (4, 20)
)
#: What no term ends in, or has inside: verbs, and particles that are nothing else.
_VERB = re.compile(
    rf"(?:[{_CLOSED}니이하되]다|며|면서|도록|지만|므로|하여|하기|되기|하는|하고|하면|했던|하던|할|한|될|된|되는|되고|되어|해서"
    r"|있는|없는|있고|있으며|위해|위한|대해|대한|통해|통한|따라|따른|관한|관해|의한|의해|인해|시킬|시켜|시키는|같은|였던|려고"
    r"|습니까|니까|시오|하라|하자|하기|않는|않은|않을|싶은|세요|어요|아요|에요|죠|지요|는데|은데|거나|려면|으면|어야|아야|라면|면|게|지)$"
)
_INNER = re.compile(
    r"(?:[을를은는]|적인|적으로|에서|에게|에는|으로|부터|까지|보다|처럼|라는|하지)$"
)
_NO_TERM_TEXT = """
    및 등 또는 그리고 그러나 이 그 저 것 수 때 더 각 약 총 첫 이번 지난 오는 이러한 그러한 이런
    그런 어떤 모든 다른 여러 많은 같은 새로운 위한 대한 또한 특히 우리 당신 자신 이를 그것 이것
    여기 거기 있습니다 합니다 만약 다음 위의 아래 때문 경우 동안 이후 이전 정도
"""
_NO_TERM = frozenset(_NO_TERM_TEXT.split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words in a row that may be a term, with a particle behind them or none."""

    start: int  #: where the first word begins
    words: int
    forms: tuple[str, ...]  #: with what may be a particle, and without; the longest first

    @property
    def probe(self) -> str:
        """What every form begins with."""
        return self.forms[-1]


def phrases(text: str) -> Iterator[Phrase]:
    """The phrases that may be terms, the shorter first from each word on.

    >>> [one.forms for one in phrases("푸른 바다구상을 설명하였다.")]
    [('푸른 바다구상을', '푸른 바다구상'), ('바다구상을', '바다구상')]
    """
    spans = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end] for start, end in spans]
    for first in range(len(words)):
        for last in range(first, min(first + MOST_WORDS, len(words))):
            if last > first and not (
                _BLANKS.fullmatch(text, spans[last - 1][1], spans[last][0])
                and not _INNER.search(words[last - 1])
            ):
                break
            if not _is_nominal(words[last]):
                break
            start = " ".join([*words[first:last], ""])
            forms = tuple(start + stem for stem in _stems(words[last]))
            if len(_HANGUL.findall(forms[-1])) >= _SYLLABLES:
                yield Phrase(spans[first][0], last - first + 1, forms)


def ending_after(form: str, text: str) -> str | None:
    """What stands behind the first place where a text has a form as words of their own.

    Returns:
        A particle, or nothing; None where the text does not have the form.

    >>> ending_after("신뢰구상", "한반도 신뢰구상을 설명"), ending_after("신뢰", "신뢰구상")
    ('을', None)
    """
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if (at == 0 or not _LETTER.match(text, at - 1)) and (match := _ENDING.match(text, end)):
            return match[0]
        at = text.find(form, at + 1)
    return None


def _is_nominal(word: str) -> bool:
    return (
        _HANGUL.search(word) is not None
        and not any(character.isdigit() for character in word)
        and word not in _NO_TERM
        and not _VERB.search(word)
    )


@functools.lru_cache(maxsize=8192)
def _stems(word: str) -> tuple[str, ...]:
    """The word as it is, and without each particle that it may end with."""
    stems = {word}
    for particle in ENDINGS:
        stem = word.removesuffix(particle)
        if len(stem) > 1 and stem not in _NO_TERM:
            stems.add(stem)
    return tuple(sorted(stems, key=len, reverse=True))


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
