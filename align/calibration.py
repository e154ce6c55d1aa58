"""How far probabilities can be believed, and what a threshold on them keeps and loses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.bitext import Bead
from align.evaluation import Sides, sides_of

#: Bins of equal width between 0 and 1.
BINS = 10


@dataclass(frozen=True, slots=True)
class JudgedBead:
    """What was said of a bead, and whether it is right."""

    probability: float  #: 0 to 1
    right: bool  #: whether it is exactly a gold bead
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Beads whose probabilities are nearly the same."""

    low: float  #: from this probability
    said: float  #: mean probability
    right: float  #: share that is right
    count: int


@dataclass(frozen=True, slots=True)
class Threshold:
    """What is left when beads below a probability are left out."""

    least: float  #: the probability
    kept: int  #: beads with at least that
    right: int  #: those of them that are right
    all_right: int  #: right beads, kept or not

    @property
    def precision(self) -> float:
        """Share of what is kept that is right; 1 when nothing is kept."""
        return self.right / self.kept if self.kept else 1.0

    @property
    def recall(self) -> float:
        """Share of the right beads that is kept; 1 when there are none."""
        return self.right / self.all_right if self.all_right else 1.0


def judge(beads: Sequence[Bead], gold: Iterable[Sides]) -> tuple[JudgedBead, ...]:
    """Each bead of an answer, with whether gold has exactly it; without a probability it is 0."""
    wanted = set(gold)
    return tuple(
        JudgedBead(bead.probability or 0.0, sides in wanted, bead.is_gap)
        for bead, sides in zip(beads, sides_of(beads), strict=True)
    )


def bins(judged: Sequence[JudgedBead]) -> list[Bin]:
    """The bins that hold beads, lowest first.

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
    """Mean distance of what is said from what is right, by bin and weight; 0 to 1.

    >>> calibration_error([JudgedBead(0.5, True, False), JudgedBead(0.5, False, False)])
    0.0
    """
    return sum(found.count * abs(found.said - found.right) for found in bins(judged)) / max(
        len(judged), 1
    )


def thresholds(judged: Sequence[JudgedBead], levels: Iterable[float]) -> list[Threshold]:
    """What each level keeps and how much of it is right.

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
