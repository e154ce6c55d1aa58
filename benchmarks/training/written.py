"""Releases written for the fit, as exercises.

What parallel lines dressed as releases cannot show - sentences that are retold, bullets that
become prose, a heading with few words - is in releases that were written with their translation.
They are invented, and lie in `benchmarks/releases/fit`, with gold made by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from align.evaluation import Sides
from align.lattice.bead_types import MATCH_TYPES
from benchmarks.training.exercise import Exercise, GoldBead
from corpora.formats.gold import GoldDocument, gold_folders, read_gold

FOLDER = Path(__file__).parent.parent / "releases" / "fit"


def written_releases(folder: Path = FOLDER) -> list[Exercise]:
    """An exercise of each release in a folder, but for beads that the aligner cannot make."""
    return [_exercise(read_gold(path, name=path.name)) for path in gold_folders(folder)]


def _exercise(document: GoldDocument) -> Exercise:
    ko, en = (text.rstrip("\n").split("\n") for text in document.texts)
    exercise = Exercise("written")
    for source, target in in_order(document.beads):
        if not source or not target or (len(source), len(target)) in MATCH_TYPES:
            exercise.put([ko[i] for i in source], [en[j] for j in target])
    return exercise


def in_order(beads: Sequence[Sides]) -> list[GoldBead]:
    """Beads in the order of both sides; what crosses the others becomes gaps.

    The lattice joins nothing across its path, and what it leaves out there is what moved.

    >>> one, two, none = frozenset([0]), frozenset([1]), frozenset()
    >>> in_order([(one, two), (two, one)])
    [([], [0]), ([0], [1]), ([1], [])]
    >>> in_order([(one, one), (two, none), (none, two)])
    [([0], [0]), ([1], []), ([], [1])]
    """
    sides = [(sorted(source), sorted(target)) for source, target in beads]
    kept = _longest_chain(sorted(bead for bead in sides if all(bead)))
    gaps = [bead for bead in sides if bead not in kept]
    omitted = sorted(i for source, _ in gaps for i in source)
    added = sorted(j for _, target in gaps for j in target)
    rows: list[GoldBead] = []
    for bead in kept:
        while omitted and omitted[0] < bead[0][0]:
            rows.append(([omitted.pop(0)], []))
        while added and added[0] < bead[1][0]:
            rows.append(([], [added.pop(0)]))
        rows.append(bead)
    return [*rows, *(([i], []) for i in omitted), *(([], [j]) for j in added)]


def _longest_chain(matches: Sequence[GoldBead]) -> list[GoldBead]:
    """The most beads, of those in order of the source, that are in order of the target too."""
    chains: list[list[GoldBead]] = []
    for bead in matches:
        before = [chain for chain in chains if chain[-1][1][-1] < bead[1][0]]
        chains.append([*max(before, key=len, default=[]), bead])
    return max(chains, key=len, default=[])
