"""Evaluates alignments against gold (strict, lax and gap scores), and encoders by retrieval.

A bead is correct in the strict sense if it equals a gold bead, and in the lax sense if it shares
a segment pair with a gold bead, as in Vecalign (Thompson and Koehn 2019). Gaps are counted by
segment, over both sides: is this segment without a counterpart in gold, and in the answer?
Retrieval measures whether an encoder finds the translation of a text among many others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from align.bitext import Bead
from align.encoders.base import Vectors
from align.scoring.similarity import NEIGHBOURS


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Share of texts whose translation is the nearest one, over both directions, 0 to 1."""

    texts: int  #: number of pairs
    cosine: float  #: nearest by cosine
    margin: float  #: nearest by cosine minus mean cosine to the nearest neighbours on both sides


def retrieval(source: Vectors, target: Vectors) -> Retrieval:
    """Retrieval accuracy: how often the right translation is found.

    Args:
        source: ``(n, d)`` float32, unit length.
        target: ``(n, d)``, likewise; row i translates source row i. Equal texts should be
            left out: only one of them can be the nearest.

    Raises:
        ValueError: The shapes differ or are empty.

    >>> vectors = np.eye(3, dtype=np.float32)
    >>> retrieval(vectors, vectors)
    Retrieval(texts=3, cosine=1.0, margin=1.0)
    """
    if source.shape != target.shape or not len(source):
        raise ValueError(f"the shapes {source.shape} and {target.shape} differ or are empty")
    cosines: Vectors = source @ target.T
    near = min(NEIGHBOURS, len(source))
    rows = np.sort(cosines, axis=1)[:, -near:].mean(axis=1, keepdims=True)
    columns = np.sort(cosines, axis=0)[-near:].mean(axis=0, keepdims=True)
    return Retrieval(len(source), _found(cosines), _found(cosines - (rows + columns) / 2))


def _found(values: Vectors) -> float:
    """The share of rows and columns with their highest value on the diagonal."""
    place = np.arange(len(values))
    right = (values.argmax(axis=1) == place).sum() + (values.argmax(axis=0) == place).sum()
    return float(right / (2 * len(values)))


#: A bead as its source and target segment indices.
Sides = tuple[frozenset[int], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of correct answers, of all answers and of gold items."""

    right_answers: int = 0  #: correct answers
    answers: int = 0
    found_gold: int = 0  #: gold items found; equals right_answers for strict counts
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right_answers + other.right_answers,
            self.answers + other.answers,
            self.found_gold + other.found_gold,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Share of the answers that are correct; 1 if there are none."""
        return self.right_answers / self.answers if self.answers else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold items that were found; 1 if there are none."""
        return self.found_gold / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> Counts(3, 4, 3, 6).f1
        0.6
        """
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The strict, lax and gap counts of one document or, added up, of a set."""

    strict: Counts = Counts()
    lax: Counts = Counts()
    gaps: Counts = Counts()

    def __add__(self, other: Evaluation) -> Evaluation:
        return Evaluation(self.strict + other.strict, self.lax + other.lax, self.gaps + other.gaps)


def sides_of(beads: Iterable[Bead]) -> list[Sides]:
    """Beads as sets of segment indices, without order and probability."""
    return [(frozenset(bead.source), frozenset(bead.target)) for bead in beads]


def evaluate(answer: Iterable[Sides], gold: Iterable[Sides]) -> Evaluation:
    """Strict, lax and gap counts of an answer against gold."""
    answered, wanted = set(answer), set(gold)
    right = len(answered & wanted)
    strict = Counts(right, len(answered), right, len(wanted))
    return Evaluation(strict, _lax(answered, wanted), _gaps(answered, wanted))


def _lax(answered: set[Sides], wanted: set[Sides]) -> Counts:
    """Counts of beads that share a segment pair with the other set; gaps must be exact."""

    def pairs(beads: set[Sides]) -> set[tuple[int, int]]:
        return {(i, j) for source, target in beads for i in source for j in target}

    def right(beads: set[Sides], others: set[Sides]) -> int:
        known = pairs(others)
        return sum(
            bead in others or any((i, j) in known for i in bead[0] for j in bead[1])
            for bead in beads
        )

    return Counts(right(answered, wanted), len(answered), right(wanted, answered), len(wanted))


def _gaps(answered: set[Sides], wanted: set[Sides]) -> Counts:
    def alone(beads: set[Sides]) -> set[tuple[str, int]]:
        omitted = {("source", i) for source, target in beads if not target for i in source}
        added = {("target", j) for source, target in beads if not source for j in target}
        return omitted | added

    found, gold = alone(answered), alone(wanted)
    right = len(found & gold)
    return Counts(right, len(found), right, len(gold))
