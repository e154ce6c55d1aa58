"""An exercise for the scorer: two lists of lines and the beads that join them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.training.clauses import divide_sentence

#: Sides of a gold bead: source and target line numbers.
GoldBead = tuple[list[int], list[int]]

#: Drawn once a document: share of joined lines that are made one sentence, so that its parts can
#: no longer be counted. Where a document is split into sentences all are.
_FUSED = (0.0, 0.35, 1.0)
#: Share of pairs of which one side is made two sentences.
_DIVIDED = (0.0, 0.0, 0.05, 0.15, 0.3)
#: Of the sides that are made two sentences, the share that is English: Korean sentences are long.
_ENGLISH_DIVIDED = 0.75


@dataclass
class Exercise:
    """Two lists of lines and the beads that join them."""

    kind: str
    ko: list[str] = field(default_factory=list)
    en: list[str] = field(default_factory=list)
    gold: list[GoldBead] = field(default_factory=list)

    def put(self, ko: Sequence[str], en: Sequence[str]) -> None:
        """Add a bead at the end; with one side empty, a gap for each line."""
        if ko and en:
            first = len(self.ko), len(self.en)
            self.gold.append(
                (
                    list(range(first[0], first[0] + len(ko))),
                    list(range(first[1], first[1] + len(en))),
                )
            )
        else:
            self.gold += [([len(self.ko) + place], []) for place in range(len(ko))]
            self.gold += [([], [len(self.en) + place]) for place in range(len(en))]
        self.ko += ko
        self.en += en


@dataclass(frozen=True, slots=True)
class Hand:
    """How one translator joins and divides."""

    fused: float  #: share of joined lines that are made one sentence
    divided: float  #: share of pairs of which one side is made two sentences

    @classmethod
    def drawn(cls, rng: random.Random) -> Hand:
        """Any translator's."""
        return cls(rng.choice(_FUSED), rng.choice(_DIVIDED))

    def divide(self, ko: str, en: str, rng: random.Random) -> tuple[list[str], list[str]]:
        """A pair of lines, perhaps with one of them as two: the English more often."""
        if rng.random() < self.divided:
            if rng.random() < _ENGLISH_DIVIDED:
                return [ko], divide_sentence(en, "en", rng)
            return divide_sentence(ko, "ko", rng), [en]
        return [ko], [en]


def one_line(parts: Sequence[str], language: str, hand: Hand, rng: random.Random) -> str:
    """The parts on one line: as sentences, or - as a translator would - as one sentence."""
    if len(parts) == 1 or rng.random() >= hand.fused:
        return " ".join(parts)
    stems = [re.sub(r"[.!?]+$", "", part) for part in parts[:-1]]
    if language == "ko":
        return " ".join([*(re.sub("다$", "고", stem) + "," for stem in stems), parts[-1]])
    tails = [part[:1].lower() + part[1:] for part in parts[1:]]
    return ", and ".join([stems[0], *(re.sub(r"[.!?]+$", "", t) for t in tails[:-1]), tails[-1]])
