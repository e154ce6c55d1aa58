"""Calibration of probabilities, and what a threshold on them keeps and loses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.bitext import Bead
from align.evaluation import Sides, sides_of

#: Bins of equal width between 0 and 1.
BINS = 10


@dataclass(frozen=True, slots=True)
class JudgedBead:
    """The probability given to a bead, and whether the bead is correct."""

    probability: float  #: 0 to 1
    right: bool  #: whether it equals a gold bead exactly
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Beads with nearly the same probability."""

    low: float  #: lower bound of the bin
    said: float  #: mean probability
    right: float  #: share that is correct
    count: int


@dataclass(frozen=True, slots=True)
class Threshold:
    """The beads kept by a threshold on the probability."""

    least: float  #: the threshold
    kept: int  #: beads with at least this probability
    right: int  #: correct beads among these
    all_right: int  #: correct beads, kept or not

    @property
    def precision(self) -> float:
        """Share of the kept beads that are correct; 1 if none is kept."""
        return self.right / self.kept if self.kept else 1.0

    @property
    def recall(self) -> float:
        """Share of the correct beads that are kept; 1 if there are none."""
        return self.right / self.all_right if self.all_right else 1.0


def judge(beads: Sequence[Bead], gold: Iterable[Sides]) -> tuple[JudgedBead, ...]:
    """Each bead judged against gold, by exact match; a missing probability counts as 0."""
    wanted = set(gold)
    return tuple(
        JudgedBead(bead.probability or 0.0, sides in wanted, bead.is_gap)
        for bead, sides in zip(beads, sides_of(beads), strict=True)
    )


def bins(judged: Sequence[JudgedBead]) -> list[Bin]:
    """The non-empty bins, lowest first.

    >>> bins([JudgedBead(0.5, True, False), JudgedBead(0.5, False, False)])
    [Bin(low=0.5, said=0.5, right=0.5, count=2)]
    """
    sorted_in: dict[int, list[JudgedBead]] = {}
    for bead in judged:
        sorted_in.setdefault(min(int(bead.probability * BINS), BINS - 1), []).append(bead)
    return [
        Bin(
            place / BINS,
            sum(bead.probability for bead in beads) / len(beads),
            sum(bead.right for bead in beads) / len(beads),
            len(beads),
        )
        for place, beads in sorted(sorted_in.items())
    ]


def calibration_error(judged: Sequence[JudgedBead]) -> float:
    """Expected calibration error: mean gap of probability and accuracy, weighted by bin; 0 to 1.

    >>> calibration_error([JudgedBead(0.5, True, False), JudgedBead(0.5, False, False)])
    0.0
    """
    return sum(found.count * abs(found.said - found.right) for found in bins(judged)) / max(
        len(judged), 1
    )


def thresholds(judged: Sequence[JudgedBead], levels: Iterable[float]) -> list[Threshold]:
    """The beads that each threshold keeps, and how many of them are correct.

    >>> [found] = thresholds([JudgedBead(0.9, True, False), JudgedBead(0.3, True, False)], [0.5])
    >>> found.precision, found.recall
    (1.0, 0.5)
    """
    all_right = sum(bead.right for bead in judged)
    found = []
    for least in levels:
        kept = [bead.right for bead in judged if bead.probability >= least]
        found.append(Threshold(least, len(kept), sum(kept), all_right))
    return found
