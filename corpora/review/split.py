"""Where a pair can be divided, and which places of its two sides belong together.

Two texts that translate each other are divided at once, and the halves are compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Encoder
from align.segmentation.sentences import sentence_ranges


def agreement(
    source: Sequence[str], target: Sequence[str], encoder: Encoder
) -> NDArray[np.float64]:
    """How alike the halves are for each pair of places: (n - 1, m - 1) float64, -2 to 2.

    ``[i, j]`` is the cosine of what stands before source part ``i + 1`` and target part
    ``j + 1``, and the cosine of the rest of both, added up.

    Args:
        source: The n parts of one text, between the places where it may be cut; at least one.
        target: The m parts of the other.
        encoder: What turns them into vectors; n² and m² runs are pooled, so keep them few.
    """
    (before, after), (other_before, other_after) = (
        _halves(parts, encoder) for parts in (source, target)
    )
    likeness: NDArray[np.float64] = (before @ other_before.T + after @ other_after.T).astype(float)
    return likeness


def _halves(
    parts: Sequence[str], encoder: Encoder
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The vectors of what stands before and behind each place between parts: (n - 1, d)."""
    last = len(parts) - 1
    runs = encoder.encode_groups(parts, len(parts))
    places = np.arange(last)
    return runs[places, places], runs[last - 1 - places, last]


#: How strong a place is, from weak to strong.
WORD, CLAUSE, SENTENCE, SEGMENT = range(4)

_MARKS = "▲△○●◎◆◇■□▶▷※"
#: At a blank; before a mark of a list without one.
_PLACES = re.compile(rf"(?<=\S)(?= \S)|(?<=[^\s{_MARKS}])(?=[{_MARKS}])")
_CLOSERS = "['\"”’)\\]」』〉》]*$"
_CLAUSE = re.compile("[,;:·]" + _CLOSERS)

#: Places of each side that are compared by meaning; the rest go by the nearest of them.
_COMPARED = 24
#: `python -m benchmarks.splitting` on the examples, releases and news: where the Korean is cut at
#: the border, the English cut is there in 92 %, and within 15 characters in 98 %; without the
#: encoder in 88 and 94 %. With no full stop at the border it is 36 and 82 %, without the encoder
#: 12 and 53 %.
_LENGTH_WEIGHT, _STRENGTH_WEIGHT = 0.5, 0.1
#: What is proposed first is the strongest place there is, and one near the middle.
_FIRST_STRENGTH, _FIRST_MIDDLE = 1.0, 0.2


@dataclass(frozen=True, slots=True)
class CutPlace:
    """A place where a text can be divided."""

    at: int  #: characters before it
    strength: int  #: WORD to SEGMENT
    sentence: int  #: the sentence that it is in or behind, from 1; 0 before all of them
    match: int = 0  #: index of the place of the other side that belongs to it


@dataclass(frozen=True, slots=True)
class Division:
    """All places of both sides, in order, with the first and last character; none without text."""

    source: tuple[CutPlace, ...]
    target: tuple[CutPlace, ...]
    first: tuple[int, int]  #: indices of the places to begin with

    @property
    def possible(self) -> bool:
        """Whether any side has a place inside it."""
        return max(len(self.source), len(self.target)) > 2


def division(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Callable[[], Encoder] | None,
    *,
    languages: tuple[str, str] = ("ko", "en"),
) -> Division:
    """Where both sides can be divided, and what belongs together.

    Args:
        source: The texts of the segments of one side, each on one line.
        target: Those of the other.
        encoder: Gives what compares the halves by meaning; None goes by length alone. It is
            asked only where there is something to compare.
        languages: Those of both sides, by which their sentences are told.
    """
    texts = " ".join(source), " ".join(target)
    sides = places(source, languages[0]), places(target, languages[1])
    inner = [range(1, len(side) - 1) for side in sides]
    if not all(inner):
        matched = [_facing(own, other) for own, other in (sides, sides[::-1])]
        return Division(matched[0], matched[1], _alone(sides))
    kept = [_compared(side) for side in sides]
    likeness = np.zeros((len(kept[0]), len(kept[1])))
    if encoder is not None:
        parts = [
            _parts(text, side, own) for text, side, own in zip(texts, sides, kept, strict=True)
        ]
        likeness = agreement(parts[0], parts[1], encoder())
    one = _matched(sides[0], sides[1], kept[0], kept[1], likeness)
    two = _matched(sides[1], sides[0], kept[1], kept[0], likeness.T)
    return Division(one, two, _first(sides, kept, likeness))


def places(segments: Sequence[str], language: str) -> tuple[CutPlace, ...]:
    """Where a text can be divided: between segments, sentences and words, before and behind all.

    >>> [(one.at, one.strength, one.sentence) for one in places(["왔다. 갔다.", "끝"], "ko")]
    [(0, 3, 0), (3, 2, 1), (7, 3, 2), (9, 3, 3)]
    """
    text = " ".join(segments)
    if not text:
        return ()
    ends: set[int] = set()
    sentence_ends: set[int] = set()
    position = 0
    for segment in segments:
        sentence_ends.update(position + one.stop for one in sentence_ranges(segment, language))
        position += len(segment)
        ends.add(position)
        position += 1
    found, sentence = [CutPlace(0, SEGMENT, 0)], 1
    cuts = {*ends, *sentence_ends, *(match.start() for match in _PLACES.finditer(text))}
    for at in sorted(cuts):
        if at in ends:
            strength = SEGMENT
        elif at in sentence_ends:
            strength = SENTENCE
        else:
            strength = CLAUSE if _CLAUSE.search(text[max(0, at - 20) : at]) else WORD
        found.append(CutPlace(at, strength, sentence))
        sentence += strength >= SENTENCE
    return tuple(found)


def _compared(side: Sequence[CutPlace]) -> list[int]:
    """The inner places that are compared by meaning: the strongest, then some from all over."""
    inner = range(1, len(side) - 1)
    if len(inner) <= _COMPARED:
        return list(inner)
    chosen: list[int] = []
    for strength in (SEGMENT, SENTENCE, CLAUSE, WORD):
        chosen += _spread([k for k in inner if side[k].strength == strength], len(chosen))
    return sorted(chosen)


def _spread(indices: Sequence[int], taken: int) -> list[int]:
    """As many as there is room for, from all over."""
    count = min(len(indices), _COMPARED - taken)
    return [indices[len(indices) * n // count] for n in range(count)]


def _parts(text: str, side: Sequence[CutPlace], kept: Sequence[int]) -> list[str]:
    cuts = [0, *(side[k].at for k in kept), len(text)]
    return [text[a:b].strip() for a, b in pairwise(cuts)]


def _shares(side: Sequence[CutPlace]) -> NDArray[np.float64]:
    """How much of the text stands before each place, 0 to 1."""
    return np.array([place.at / side[-1].at for place in side])


def _matched(
    own: Sequence[CutPlace],
    other: Sequence[CutPlace],
    kept: Sequence[int],
    other_kept: Sequence[int],
    likeness: NDArray[np.float64],
) -> tuple[CutPlace, ...]:
    """The places with the one that belongs to each on the other side."""
    shares, others = _shares(own), _shares(other)
    strength = np.array([place.strength for place in other])
    # Places that are not compared are as alike as the nearest that are.
    rows = np.abs(shares[:, None] - shares[kept][None]).argmin(axis=1)
    columns = np.abs(others[:, None] - others[other_kept][None]).argmin(axis=1)
    scores = likeness[rows][:, columns]
    scores = scores - _LENGTH_WEIGHT * np.abs(shares[:, None] - others[None])
    scores = (scores + _STRENGTH_WEIGHT * strength[None])[:, 1:-1]
    best = 1 + scores.argmax(axis=1)
    return tuple(
        CutPlace(place.at, place.strength, place.sentence, int(match))
        for place, match in zip(own, best, strict=True)
    )


def _first(
    sides: Sequence[Sequence[CutPlace]],
    kept: Sequence[Sequence[int]],
    likeness: NDArray[np.float64],
) -> tuple[int, int]:
    shares = [_shares(side)[own] for side, own in zip(sides, kept, strict=True)]
    strengths = [
        np.array([side[k].strength for k in own]) for side, own in zip(sides, kept, strict=True)
    ]
    scores = likeness - _LENGTH_WEIGHT * np.abs(shares[0][:, None] - shares[1][None])
    scores += _FIRST_STRENGTH * (strengths[0][:, None] + strengths[1][None])
    scores -= _FIRST_MIDDLE * np.abs(shares[0][:, None] - 0.5)
    i, j = np.unravel_index(scores.argmax(), scores.shape)
    return kept[0][int(i)], kept[1][int(j)]


def _facing(own: Sequence[CutPlace], other: Sequence[CutPlace]) -> tuple[CutPlace, ...]:
    """The places of a side whose other side stays whole: it goes to the longer half."""
    end = max(0, len(other) - 1)
    return tuple(
        CutPlace(place.at, place.strength, place.sentence, end if 2 * place.at >= own[-1].at else 0)
        for place in own
    )


def _alone(sides: Sequence[Sequence[CutPlace]]) -> tuple[int, int]:
    """Where to begin if at most one side can be divided: its strongest place near the middle."""
    first = [max(0, len(side) - 1) for side in sides]
    for number, side in enumerate(sides):
        if len(side) > 2:
            first[number] = max(
                range(1, len(side) - 1),
                key=lambda k: (side[k].strength, -abs(side[k].at / side[-1].at - 0.5)),
            )
    return first[0], first[1]
