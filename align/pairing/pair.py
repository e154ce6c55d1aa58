"""Pairing: from the digests of two collections to pairs and documents that stay alone."""

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

    #: Probability from which two documents are a pair; half is where right and wrong weigh up.
    least: float = 0.5
    #: Make pairs of files with the same name first, whatever the texts say.
    trust_names: bool = False
    #: Those of the features in `align.pairing.evidence`.
    weights: tuple[float, ...] = WEIGHTS

    def __post_init__(self) -> None:
        if not 0 <= self.least <= 1:
            raise SettingsError(f"a probability lies between 0 and 1, not at {self.least}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found for two documents, or for one that stays alone."""

    source: int | None  #: index of the Korean document; None where an English one stays alone
    target: int | None  #: index of the English document, likewise
    probability: float | None  #: that the two belong together; None without a candidate
    alike: float | None  #: how alike the texts are, -1 to 1
    is_pair: bool  #: False: the other document is the best candidate, and not good enough
    by_name: bool = False  #: paired for the names of the files
    copy_of: int | None = None  #: a document of the same side with the same text


@dataclass(frozen=True, slots=True)
class Pairing:
    """Every document once: in a pair, or alone with its best candidate."""

    pairs: tuple[Verdict, ...]  #: in the order of the source
    lone_source: tuple[Verdict, ...]
    lone_target: tuple[Verdict, ...]


def pair_fingerprints(
    source: Sequence[Fingerprint],
    target: Sequence[Fingerprint],
    *,
    settings: PairingSettings | None = None,
) -> Pairing:
    """Which Korean document belongs to which English one, each once at most.

    The order in which the documents come has no influence. Documents with the very same text
    count as one; where it is paired, they are paired in the order of their names.

    Args:
        source: The Korean documents; their names differ.
        target: The English documents, likewise.
        settings: How to pair.
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
    """The candidate pairs of two collections with all that is known of them."""

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
        """What was found for one candidate pair."""
        return Verdict(
            source,
            target,
            float(self.probabilities[edge]),
            float(self.alike[edge]),
            is_pair,
            by_name=edge in self.named and is_pair,
        )

    def best(self, side: int) -> dict[int, int]:
        """The best candidate pair of each document of a side that has one."""
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
    """The verdict on a document without counterpart."""
    if edge is None:
        return _copy(side, one, copy)
    i, j = int(scored.candidates.rows[edge]), int(scored.candidates.columns[edge])
    other = groups[0][i][0] if side else groups[1][j][0]
    found = scored.verdict(edge, *(other, one) if side else (one, other), is_pair=False)
    return Verdict(found.source, found.target, found.probability, found.alike, False, copy_of=copy)


def _copy(side: int, one: int, first: int | None) -> Verdict:
    """The verdict on a document without any candidate, or a copy too many of a paired one."""
    source, target = (None, one) if side else (one, None)
    return Verdict(source, target, None, None, is_pair=False, copy_of=first)


def _equal_texts(digests: Sequence[Fingerprint]) -> list[list[int]]:
    """The indices of documents with the same text, groups and members in order of names."""
    groups: dict[int, list[int]] = defaultdict(list)
    for index in in_order(digests):
        groups[digests[index].text].append(index)
    return list(groups.values())


def _same_name(
    source: Sequence[Fingerprint], target: Sequence[Fingerprint], candidates: Candidates
) -> list[int]:
    """The candidates whose files have the same name, one that no other file of a side has."""
    counts: tuple[dict[str, int], dict[str, int]] = (defaultdict(int), defaultdict(int))
    for side, digests in enumerate((source, target)):
        for digest in digests:
            counts[side][digest.stem] += 1
    return [
        edge
        for edge, (i, j) in enumerate(zip(candidates.rows, candidates.columns, strict=True))
        if source[i].stem
        and source[i].stem == target[j].stem
        and counts[0][source[i].stem] == counts[1][target[j].stem] == 1
    ]
