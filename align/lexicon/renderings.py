"""How a term was rendered, told from the pairs of texts that have it.

In each pair one group of words is the rendering, or none. What speaks for a group: it stands in
the pairs with the term far more often than in others (by the logarithm of the ratio), and it
means or sounds like the term. The first settles terms that occur often; the second, those that
occur once. The best group takes all pairs that have it, and the search goes on in the rest, so
that each pair counts once.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from align.encoders.base import Encoder
from align.lexicon.term_candidates import word_groups
from align.names.pronunciation import sounds_alike

#: What one more of cosine between term and group is worth, in nats; and cosine that says nothing.
_COSINE = 12.0
_EVEN_COSINE = 0.35
#: What a group is worth that sounds like the term, in nats, and from which likeness of sounds on.
_SOUND = 4.0
_SOUND_FROM = 0.85
#: Syllables of the shortest word that is told by its sound.
_SOUNDS = 3
#: What each word of a group beyond the first costs, in nats.
_WORD = 0.8
#: Nats that a group must have in each pair that it takes, and in all of them beyond that.
LEAST = 4.0
_ONCE = 2.0
#: Groups that are embedded: those that are likeliest without it.
_MOST = 400
#: Texts of the language at large that are added to the others, and in how many a group stands:
#: what is rare in the others, or in few of them, may be so by chance.
_MORE, _RARE = 50, 2.0
#: Taken from how often it stands in pairs with the term: each rare word stands in some pair.
_CHANCE = 0.7


@dataclass(frozen=True, slots=True)
class Rendering:
    """A rendering, and the pairs that have it."""

    text: str  #: as it is written most often
    places: tuple[tuple[int, tuple[int, int]], ...]  #: index of a pair, and its span there
    evidence: float  #: nats a pair


def renderings(
    term: str, texts: Sequence[str], others: Sequence[str], language: str, encoder: Encoder
) -> tuple[Rendering, ...]:
    """How a term was rendered, the most frequent first; each text counts for one at most.

    Args:
        term: The term, in the other language.
        texts: Texts whose counterparts have the term.
        others: Some texts whose counterparts lack it.
        language: That of the texts, ko or en.
        encoder: What finds the groups of words that are like the term.
    """
    groups = [word_groups(text, language) for text in texts]
    holders: dict[str, set[int]] = defaultdict(set)
    for index, names in enumerate(groups):
        for name in names:
            holders[name].add(index)
    elsewhere = Counter(name for text in others for name in word_groups(text, language))

    def oftener(name: str, count: int, pairs: int) -> float:
        """By how much a group stands oftener with the term than without it, in nats."""
        rate = (elsewhere[name] + _RARE) / (len(others) + _MORE)
        return math.log((count - _CHANCE) / pairs / rate)

    def first_look(name: str) -> tuple[float, str]:
        count = len(holders[name])
        return -count * oftener(name, count, len(texts)), name

    likeness = _likeness(term, sorted(holders, key=first_look)[:_MOST], encoder)
    found, left = [], set(range(len(texts)))
    while left:
        running = {}
        for name, alike in likeness.items():
            if count := len(holders[name] & left):
                nats = alike + oftener(name, count, len(left))
                running[name] = _Running(nats, count)
        best = _best(running)
        if best is None:
            break
        taken = sorted(holders[best] & left)
        left -= holders[best]
        places = tuple((index, groups[index][best]) for index in taken)
        written = Counter(texts[index][slice(*span)] for index, span in places)
        found.append(Rendering(written.most_common(1)[0][0], places, running[best].nats))
    return tuple(sorted(found, key=lambda one: -len(one.places)))


@dataclass(frozen=True, slots=True)
class _Running:
    """A group that may be the next rendering."""

    nats: float  #: a pair
    count: int  #: pairs that have it, of those that are left

    @property
    def gain(self) -> float:
        return (self.nats - LEAST) * self.count


def _best(running: dict[str, _Running]) -> str | None:
    """The group that explains most; a longer one around it, if that fits better by the pair."""
    best = max(running, key=lambda name: running[name].gain, default=None)
    if best is None or running[best].gain <= _ONCE:
        return None
    longer = [
        name
        for name, one in running.items()
        if f" {best} " in f" {name} " and one.count > 1 and one.nats > running[best].nats
    ]
    return max([best, *longer], key=lambda name: (name != best, running[name].gain))


def _likeness(term: str, names: Sequence[str], encoder: Encoder) -> dict[str, float]:
    """What meaning or sound, and the length, of each group say, in nats."""
    vectors = encoder.encode([term, *names])
    cosines = vectors[1:] @ vectors[0]
    return {
        name: max(_COSINE * (float(cosine) - _EVEN_COSINE), _sound(term, name))
        - _WORD * name.count(" ")
        for name, cosine in zip(names, cosines, strict=True)
    }


_HANGUL = re.compile("[가-힣]+")
_LATIN = re.compile("[A-Za-z]+")


def _sound(term: str, name: str) -> float:
    """What it says that a word in Hangul and one in Latin letters sound alike."""
    hangul, latin = (term, name) if _HANGUL.fullmatch(term) else (name, term)
    if not _HANGUL.fullmatch(hangul) or not _LATIN.fullmatch(latin):
        return -math.inf
    if min(len(hangul), len(latin) - 1) < _SOUNDS:
        return -math.inf
    return _SOUND if sounds_alike(hangul, latin) >= _SOUND_FROM else -math.inf
