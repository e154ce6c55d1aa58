"""Fit the numbers of `align.aligner.rescoring` and `align.aligner.document_priors`, and print them.

    python -m benchmarks.training.fit_rescoring DATA --debian USR

The folders are those of `benchmarks.training.fit_beads`, whose exercises are drawn anew. All
numbers are fitted at once, by the likelihood of the gold alignments after the second look, with
the weights of `align/scoring/bead_weights.json` as they are. Needs scipy. Takes about 10 minutes
on two cores.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from multiprocessing import Pool
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from align.aligner.align_segments import first_pass
from align.aligner.document_priors import (
    JOINED,
    ExpectedCounts,
    PriorWeights,
    document_priors,
    expected_counts,
    with_priors,
)
from align.aligner.rescoring import Texts, doubtful, unaccounted
from align.encoders.universal import universal_encoder
from align.lattice.band import Band
from align.lattice.bead_types import MAX_GROUP
from align.lattice.posteriors import Predecessors, Scores, posteriors
from align.lexicon.token_links import known_tokens
from align.scoring.segment_features import segment_features
from align.segmentation.segment import segment_lines
from benchmarks.training.exercise import Exercise
from benchmarks.training.field import gold_steps, observed, path_score
from benchmarks.training.perturb import exercises
from benchmarks.training.texts import read_texts

PROCESSES = 2
#: Strength of the pull of every number towards 0.
PRIOR = 0.1
#: What the numbers belong to, in order: RescoringWeights, then PriorWeights.
LOOK = ("gain", "joined", "better_side", "segment")
HABIT = ("gap", "joined")

Floats = NDArray[np.float64]
Loss = Callable[[Floats], tuple[float, Floats]]


@dataclass
class Look:
    """An exercise after the first sums, and its gold path."""

    band: Band
    places: Predecessors
    scores: Scores
    counts: ExpectedCounts
    cells: tuple[NDArray[np.int64], NDArray[np.int64]]  #: step and cell of each bead in doubt
    shown: Floats  #: (doubts, len(LOOK)): what each number of LOOK is multiplied by
    gold: tuple[list[int], list[int]]  #: step and cell of each match of the gold path
    omitted: list[int]
    added: list[int]
    continued: Floats


_looks: list[Look] = []
_usual = PriorWeights(1.0, 1.0, 0.0, 0.0)


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--debian", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--seed", default=101, show_default=True)
@click.option("--scale", default=2.5, show_default=True, help="Share of 800 exercises.")
def main(data: Path, debian: Path, seed: int, scale: float) -> None:
    """Print the numbers, and what they bring on the exercises they were fitted on."""
    global _usual  # noqa: PLW0603
    tasks = exercises(read_texts(data, debian), seed=seed, scale=scale)
    with Pool(PROCESSES) as pool:
        _looks[:] = [look for look in pool.imap(look_of, tasks, chunksize=4) if look]
    _usual = usual_of([look.counts for look in _looks])
    with Pool(PROCESSES) as pool:  # forked, so that the exercises need not be sent

        def loss(point: Floats) -> tuple[float, Floats]:
            parts = pool.starmap(likelihood, [(k, point) for k in range(len(_looks))], chunksize=20)
            value = sum(part[0] for part in parts) - PRIOR / 2 * point @ point
            return -value, PRIOR * point - np.sum([part[1] for part in parts], axis=0)

        before = -loss(np.zeros(len(LOOK) + len(HABIT)))[0]
        after, numbers = climbed(loss, denied=slice(0, 0))
        habits_alone, _ = climbed(loss, denied=slice(0, len(LOOK)))
        look_alone, _ = climbed(loss, denied=slice(len(LOOK), None))
    click.echo(f"{sum(len(look.shown) for look in _looks)} beads in doubt, {len(_looks)} exercises")
    click.echo(f"log likelihood {before:.1f} before, {after:.1f} after")
    click.echo(f"habits alone {habits_alone:.1f}, the second look alone {look_alone:.1f}")
    click.echo(f"LookWorth({named(LOOK, numbers[: len(LOOK)])})")
    usual = f"usual_gaps={_usual.usual_gaps}, usual_joined={_usual.usual_joined}"
    click.echo(f"HabitWorth({usual}, {named(HABIT, numbers[len(LOOK) :])})")


def named(names: Sequence[str], numbers: Floats) -> str:
    """Numbers as they stand in the source."""
    return ", ".join(f"{name}={value:.2f}" for name, value in zip(names, numbers, strict=True))


def usual_of(counts: Sequence[ExpectedCounts]) -> PriorWeights:
    """The shares of gaps and of joined beads over all exercises, worth 1 nat each."""
    gaps = sum(each.gaps for each in counts) / sum(each.segments for each in counts)
    joined = sum(each.joined for each in counts) / sum(each.beads for each in counts)
    return PriorWeights(round(gaps, 3), round(joined, 3), gap=1.0, joined=1.0)


def climbed(loss: Loss, *, denied: slice) -> tuple[float, Floats]:
    """The log likelihood and the numbers of a fit in which the denied ones stay 0."""
    free = np.ones(len(LOOK) + len(HABIT))
    free[denied] = 0

    def of_free(point: Floats) -> tuple[float, Floats]:
        value, gradient = loss(point * free)
        return value, gradient * free

    found = minimize(of_free, free * 0, jac=True, method="L-BFGS-B", options={"maxiter": 25})
    return -float(found.fun), found.x


def likelihood(k: int, numbers: Floats) -> tuple[float, Floats]:
    """Log likelihood of an exercise's gold path, and its gradient."""
    look = _looks[k]
    worth = replace(_usual, gap=numbers[-2], joined=numbers[-1])
    found = document_priors(look.counts, worth)
    scores = with_priors(look.scores, found, worth)
    scores.match[look.cells] += (look.shown @ numbers[: len(LOOK)]).astype(np.float32)
    probabilities = posteriors(look.band, look.places, scores)
    value = path_score(scores, look.gold, look.omitted, look.added, look.continued)
    is_gold = np.zeros(scores.match.shape, dtype=np.float32)
    is_gold[look.gold] = 1
    missed = is_gold - probabilities.match
    gaps = len(look.omitted) + len(look.added) - expected_counts(probabilities).gaps
    gradient = np.concatenate(
        [
            missed[look.cells] @ look.shown,
            [gaps * found.gaps, missed[JOINED].sum() * found.joined],
        ]
    )
    return value - probabilities.log_total, gradient


def look_of(task: Exercise) -> Look | None:
    """An exercise after the first sums; None if its lines are not segments, or no path is gold."""
    source, target = (
        segment_lines("\n".join(task.ko), "ko"),
        segment_lines("\n".join(task.en), "en"),
    )
    if (len(source), len(target)) != (len(task.ko), len(task.en)):
        return None
    texts = Texts(source.texts(), target.texts())
    encoder = universal_encoder()
    (one, one_tokens), (two, two_tokens) = (
        encoder.encode_all(side, MAX_GROUP) for side in (texts.source, texts.target)
    )
    side_features = segment_features(source), segment_features(target)
    tokens = one_tokens, two_tokens
    known = known_tokens((texts.source, texts.target), tokens)
    first = first_pass((one, two), side_features, tokens, known)
    doubts = doubtful(first.probabilities, first.band)
    shown = [
        (1.0, doubt.joins, -found.better_side, -found.segment)
        for doubt, found in zip(doubts, unaccounted(doubts, texts), strict=True)
    ]
    matches, *gaps = observed(gold_steps(task.gold), first.band)
    return Look(
        first.band,
        first.places,
        first.scores,
        expected_counts(first.probabilities),
        (
            np.array([doubt.step for doubt in doubts], dtype=np.int64),
            np.array([doubt.cell for doubt in doubts], dtype=np.int64),
        ),
        np.array(shown, dtype=np.float64).reshape(-1, len(LOOK)),
        ([step for step, _ in matches], [cell for _, cell in matches]),
        *gaps,
    )


if __name__ == "__main__":
    main()
