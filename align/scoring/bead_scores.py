"""How likely each candidate bead is: learned weights over its features.

The weights are those of a conditional random field over whole alignments (`align.lattice`), fitted
by `benchmarks/training/fit_beads.py` on perturbed parallel text; they lie in `bead_weights.json`
with what they were fitted on. Scoring is a weighted sum, so what a bead's score is made of can
always be listed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.lattice.bead_types import MATCH_TYPES
from align.lattice.posteriors import Scores
from align.scoring.bead_features import BeadFeatures

Weighting = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Weights:
    """What each feature counts, in nats."""

    match: Weighting  #: in the order of BeadFeatures.match_names
    swap: float  #: for crossing two neighbouring 1-1 beads
    omission: Weighting  #: in the order of BeadFeatures.gap_names
    addition: Weighting
    continued: Weighting  #: (3,), see Scores.continued

    @classmethod
    def from_names(cls, values: Mapping[str, Any], features: BeadFeatures) -> Weights:
        """The weights for these features, from a table by name."""

        def row(side: str, names: tuple[str, ...]) -> Weighting:
            return np.array([values[side][name] for name in names], dtype=np.float32)

        return cls(
            row("match", features.match_names),
            float(values["swap"]),
            row("omission", features.gap_names),
            row("addition", features.gap_names),
            np.array(values["continued"], dtype=np.float32),
        )


@lru_cache(maxsize=2)
def _table(name: str) -> Mapping[str, Any]:
    text = files("align.scoring").joinpath("bead_weights.json").read_text(encoding="utf-8")
    table: Mapping[str, Any] = json.loads(text)[name]
    return table


def learned_weights(features: BeadFeatures) -> Weights:
    """The weights that were fitted for features with, or without, token coverage."""
    name = "with coverage" if features.has_coverage else "without coverage"
    return Weights.from_names(_table(name), features)


def score_beads(features: BeadFeatures, weights: Weights) -> Scores:
    """The score of every bead of a band."""
    band = features.band
    match = np.zeros((len(MATCH_TYPES) + 1, len(band)), dtype=np.float32)
    for t, (a, b) in enumerate(MATCH_TYPES):
        for weight, values in zip(weights.match, features.match(a, b), strict=True):
            match[t] += weight * values
    match[-1] = swap_of(match[0], features) + np.float32(weights.swap)
    return Scores(
        match,
        (weights.omission @ features.omission()).astype(np.float32),
        (weights.addition @ features.addition()).astype(np.float32),
        weights.continued,
    )


def swap_of(one_to_one: NDArray[np.float32], features: BeadFeatures) -> NDArray[np.float32]:
    """At each cell the sum of a value of the two crossed 1-1 beads that end there."""
    band = features.band
    never = -1e6  # where one of the two lies outside the band
    crossed: NDArray[np.float32] = band.shifted(one_to_one, -1, 0, never) + band.shifted(
        one_to_one, 0, -1, never
    )
    return crossed
