"""Pairs the documents of two collections by their fingerprints; some stay unpaired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.errors import SettingsError
from align.pairing.assignment import one_to_one, pair_probabilities
from align.pairing.candidates import Candidates, find_candidates
from align.pairing.evidence import WEIGHTS, circumstantial, log_odds, measure
from align.pairing.fingerprint import Fingerprint, in_order

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PairingSettings:
    """How documents are paired."""

    #: Probability from which two documents are a pair; at 0.5, right and wrong are equally likely.
    least: float = 0.5
    #: Pair files with the same name first, regardless of their texts.
    trust_names: bool = False
    #: Weights of the features in `align.pairing.evidence`.
    weights: tuple[float, ...] = WEIGHTS

    def __post_init__(self) -> None:
        if not 0 <= self.least <= 1:
            raise SettingsError(f"a probability must be between 0 and 1, not {self.least}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result for two documents, or for one that stays unpaired."""

    source: int | None  #: index of the Korean document; None for an unpaired English one
    target: int | None  #: index of the English document; None for an unpaired Korean one
    probability: float | None  #: that the two belong together; None if there is no candidate
    alike: float | None  #: similarity of the texts, -1 to 1
    is_pair: bool  #: False if the other document is only the best candidate and not good enough
    by_name: bool = False  #: whether paired by file name
    copy_of: int | None = None  #: a document on the same side with the same text


@dataclass(frozen=True, slots=True)
class Pairing:
    """Every document once: in a pair, or unpaired with its best candidate."""

    pairs: tuple[Verdict, ...]  #: in source order
    lone_source: tuple[Verdict, ...]
    lone_target: tuple[Verdict, ...]


def pair_fingerprints(
    source: Sequence[Fingerprint],
    target: Sequence[Fingerprint],
    *,
    settings: PairingSettings | None = None,
) -> Pairing:
    """Pairs of Korean and English documents, each document in at most one pair.

    The order of the documents has no influence. Documents with identical texts count as one;
    if that one is paired, they are paired in the order of their names.

    Args:
        source: The Korean documents, with distinct names.
        target: The English documents, likewise.
        settings: Pairing settings.
    """
    settings = settings or PairingSettings()
    groups = _equal_texts(source), _equal_texts(target)
    heads = [[source[group[0]] for group in groups[0]], [target[group[0]] for group in groups[1]]]
    scored = _Scored(heads[0], heads[1], settings)
    pairs: list[Verdict] = []
    alone: tuple[list[Verdict], list[Verdict]] = ([], [])
    free = set(range(len(heads[0]))), set(range(len(heads[1])))
    for edge in scored.chosen:
        i, j = int(scored.candidates.rows[edge]), int(scored.candidates.columns[edge])
        free[0].discard(i)
        free[1].discard(j)
        mine, theirs = groups[0][i], groups[1][j]
        pairs += [
            scored.verdict(edge, one, two, is_pair=True)
            for one, two in zip(mine, theirs, strict=False)
        ]
        for side, (here, there) in enumerate(((mine, theirs), (theirs, mine))):
            alone[side].extend(_copy(side, one, here[0]) for one in here[len(there) :])
    for side in (0, 1):
        best = scored.best(side)
        for place in free[side]:
            for one in groups[side][place]:
                copy = groups[side][place][0] if one != groups[side][place][0] else None
                alone[side].append(_alone(side, one, best.get(place), scored, groups, copy))
    return Pairing(
        tuple(sorted(pairs, key=lambda verdict: source[verdict.source or 0].name)),
        tuple(sorted(alone[0], key=lambda verdict: source[verdict.source or 0].name)),
        tuple(sorted(alone[1], key=lambda verdict: target[verdict.target or 0].name)),
    )


class _Scored:
    """The candidate pairs of two collections with their features and scores."""

    def __init__(
        self,
        source: Sequence[Fingerprint],
        target: Sequence[Fingerprint],
        settings: PairingSettings,
    ) -> None:
        self.candidates = find_candidates(source, target)
        rows, columns = self.candidates.rows, self.candidates.columns
        features = measure(source, target, self.candidates)
        self.alike = features[:, 0]
        odds = log_odds(features, settings.weights)
        by_text = pair_probabilities(rows, columns, odds)
        odds = odds + circumstantial(source, target, self.candidates, by_text)
        self.probabilities = pair_probabilities(rows, columns, odds)
        self.named = frozenset(
            _same_name(source, target, self.candidates) if settings.trust_names else ()
        )
        ranks = self.probabilities.copy()
        ranks[list(self.named)] += 1
        self.chosen = one_to_one(rows, columns, ranks, least=settings.least)

    def verdict(self, edge: int, source: int, target: int, *, is_pair: bool) -> Verdict:
        """The verdict on one candidate pair."""
        return Verdict(
            source,
            target,
            float(self.probabilities[edge]),
            float(self.alike[edge]),
            is_pair,
            by_name=edge in self.named and is_pair,
        )

    def best(self, side: int) -> dict[int, int]:
        """The best candidate pair of each document of a side that has any."""
        order = np.lexsort((self.alike, np.round(self.probabilities, 9)))
        owners = self.candidates.columns if side else self.candidates.rows
        return {int(owners[edge]): int(edge) for edge in order}


def _alone(
    side: int,
    one: int,
    edge: int | None,
    scored: _Scored,
    groups: tuple[list[list[int]], list[list[int]]],
    copy: int | None,
) -> Verdict:
    """The verdict on an unpaired document."""
    if edge is None:
        return _copy(side, one, copy)
    i, j = int(scored.candidates.rows[edge]), int(scored.candidates.columns[edge])
    other = groups[0][i][0] if side else groups[1][j][0]
    found = scored.verdict(edge, *(other, one) if side else (one, other), is_pair=False)
    return Verdict(found.source, found.target, found.probability, found.alike, False, copy_of=copy)


def _copy(side: int, one: int, first: int | None) -> Verdict:
    """The verdict on a document without candidates, or on a surplus copy of a paired one."""
    source, target = (None, one) if side else (one, None)
    return Verdict(source, target, None, None, is_pair=False, copy_of=first)


def _equal_texts(fingerprints: Sequence[Fingerprint]) -> list[list[int]]:
    """Groups of indices of documents with the same text, ordered by name."""
    groups: dict[int, list[int]] = defaultdict(list)
    for index in in_order(fingerprints):
        groups[fingerprints[index].text].append(index)
    return list(groups.values())


def _same_name(
    source: Sequence[Fingerprint], target: Sequence[Fingerprint], candidates: Candidates
) -> list[int]:
    """The candidates whose files share a name that is unique on each side."""
    counts: tuple[dict[str, int], dict[str, int]] = (defaultdict(int), defaultdict(int))
    for side, fingerprints in enumerate((source, target)):
        for fingerprint in fingerprints:
            counts[side][fingerprint.stem] += 1
    return [
        edge
        for edge, (i, j) in enumerate(zip(candidates.rows, candidates.columns, strict=True))
        if source[i].stem
        and source[i].stem == target[j].stem
        and counts[0][source[i].stem] == counts[1][target[j].stem] == 1
    ]
