"""Learn the weights of `align.pairing.evidence` and print them.

    python -m benchmarks.training.fit_pairing DATA

DATA is the folder that holds `sentences/` and `aligned/`. Learnt from are news and textbook
lines cut into documents (park-dev, jhe-dev), the releases of releases-dev, and variants of both
that differ in days and figures. The documents that pairing is judged by are not used. Needs
scipy; takes some minutes.

What is made as likely as possible is not that each candidate is told right by itself, but that
the pairs are right in the pairing as a whole: else two near-copies, which take chances from each
other in any case, would be made less likely a second time.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from scipy.optimize import minimize

from align.pairing.assignment import pair_probabilities
from align.pairing.candidates import Candidates, find_candidates
from align.pairing.evidence import FEATURES, measure
from benchmarks.training.archives import Archive, archive_of, cut, read_items, variants

#: Strength of the pull of every weight towards 0, on features of variance 1: few documents
#: separate cleanly, and without it certainty would know no bounds.
PRIOR = 2.0


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--draws", default=3, show_default=True, help="Times three archives.")
def main(data: Path, draws: int) -> None:
    """Fit the weights and print them."""
    learnt_from = examples(data, draws=draws)
    pairs = sum(each.right.sum() for each in learnt_from)
    click.echo(f"{sum(len(each.right) for each in learnt_from)} candidates, {pairs} of them pairs")
    weights = fit(learnt_from, range(len(FEATURES)))
    for name, weight in zip(("constant", *FEATURES), weights, strict=True):
        click.echo(f"{name:16} {weight:6.2f}")


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """The candidates of one archive."""

    candidates: Candidates
    features: np.ndarray  #: (e, len(FEATURES))
    right: np.ndarray  #: (e,) bool


def examples(data: Path, *, draws: int) -> list[Examples]:
    """The candidates of all archives that are learnt from."""
    return [_examples(archive) for seed in range(draws) for archive in _archives(data, seed)]


def _archives(data: Path, seed: int) -> list[Archive]:
    releases = read_items(data / "aligned" / "releases-dev")
    news = cut(data / "sentences", "park-dev", seed=seed)
    lessons = cut(data / "sentences", "jhe-dev", seed=seed)
    short = cut(data / "sentences", "jhe-dev", seed=seed + 10, least=4, most=12)
    some = random.Random(seed).sample(news, 16)
    return [
        archive_of(
            [
                *news,
                *lessons,
                *releases,
                *variants(releases, moved=(1, 2, 3, 4), corrected=(5, 6)),
                *variants(some[:8], moved=(1, 2), corrected=()),
                *variants(some[8:], moved=(), corrected=(3, 4)),
            ],
            seed=seed,
        ),
        archive_of(
            [
                *short,
                *variants(releases, moved=(7, 8), corrected=(9,)),
                *variants(some[:4], moved=(1, 2, 3, 4), corrected=(5, 6)),
            ],
            seed=seed,
        ),
        archive_of([*news[:12], *releases], seed=seed),
    ]


def _examples(archive: Archive) -> Examples:
    candidates = find_candidates(archive.source, archive.target)
    features = measure(archive.source, archive.target, candidates)
    one, two = (np.array(items) for items in archive.items)
    return Examples(candidates, features, one[candidates.rows] == two[candidates.columns])


def fit(learnt_from: Sequence[Examples], columns: Sequence[int]) -> np.ndarray:
    """The weights of a constant and some of the features."""
    columns = list(columns)
    features = np.concatenate([each.features[:, columns] for each in learnt_from])
    right = np.concatenate([each.right for each in learnt_from]).astype(float)
    means, spread = features.mean(axis=0), features.std(axis=0)
    start = _logistic((features - means) / spread, right)

    def loss(weights: np.ndarray) -> float:
        total = PRIOR / 2 * float(weights[1:] @ weights[1:])
        for each in learnt_from:
            odds = weights[0] + ((each.features[:, columns] - means) / spread) @ weights[1:]
            chance = pair_probabilities(each.candidates.rows, each.candidates.columns, odds)
            chance = np.clip(np.where(each.right, chance, 1 - chance), 1e-6, 1)
            total -= float(np.log(chance).sum())
        return total

    found = minimize(loss, start, method="Powell", options={"ftol": 1e-5, "maxiter": 20}).x
    slopes = found[1:] / spread
    return np.array([found[0] - slopes @ means, *slopes])


def _logistic(inputs: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method; the constant is not pulled towards 0."""
    inputs = np.column_stack([np.ones(len(inputs)), inputs])
    pull = PRIOR * np.eye(inputs.shape[1])
    pull[0, 0] = 0
    weights = np.zeros(inputs.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        gradient = inputs.T @ (chance - right) + pull @ weights
        curvature = (inputs.T * (chance * (1 - chance))) @ inputs + pull
        weights -= np.linalg.solve(curvature, gradient)
    return weights


if __name__ == "__main__":
    main()
