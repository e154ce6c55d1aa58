"""Fit the two numbers of `align.second_look`, and print them.

    python -m benchmarks.fit_second_look DATA --debian USR

The folders are those of `benchmarks.fit_weights`, whose exercises are drawn anew. Of every bead
that the first sums leave in doubt it is known whether it is right: a logistic regression on the
share that is missing, on top of the log-odds of the first look. Needs scipy.
"""

from __future__ import annotations

from multiprocessing import Pool
from pathlib import Path

import click
import numpy as np
from scipy.optimize import minimize

from align.aligner import search_band
from align.coverage import coverage
from align.features import BeadFeatures, Candidates
from align.lattice import MAX_GROUP, Places, posteriors
from align.scoring import learned_weights, score_beads
from align.second_look import Texts, doubtful, missing_shares
from align.segmentation import segment_lines
from align.similarity import similarity
from align.surface import surface
from align.universal import universal_encoder
from benchmarks.fitting.perturb import Exercise, exercises
from benchmarks.fitting.texts import read_texts

PROCESSES = 2

#: Log-odds of the first look, share missing, and whether the bead is right.
Row = tuple[float, float, bool]


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--debian", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--seed", default=101, show_default=True)
@click.option("--scale", default=1.0, show_default=True, help="Share of 800 exercises.")
def main(data: Path, debian: Path, seed: int, scale: float) -> None:
    """Print GAIN and COST, and what they bring on the beads they were fitted on."""
    tasks = exercises(read_texts(data, debian), seed=seed, scale=scale)
    with Pool(PROCESSES) as pool:
        rows = [row for part in pool.imap(doubts_of, tasks, chunksize=4) for row in part]
    odds, shares, right = (np.array(column, dtype=float) for column in zip(*rows, strict=True))

    def loss(point: np.ndarray) -> float:
        s = odds + point[0] - point[1] * shares
        return float(np.mean(np.logaddexp(0, s) - right * s)) + 1e-3 * float(point @ point)

    gain, cost = minimize(loss, np.zeros(2)).x
    click.echo(f"{len(rows)} beads in doubt in {len(tasks)} exercises")
    click.echo(f"log loss {loss(np.zeros(2)):.4f} before, {loss(np.array([gain, cost])):.4f} after")
    click.echo(f"GAIN, COST = {gain:.2f}, {cost:.2f}")


def doubts_of(task: Exercise) -> list[Row]:
    """The beads in doubt of an exercise."""
    source, target = (
        segment_lines("\n".join(task.ko), "ko"),
        segment_lines("\n".join(task.en), "en"),
    )
    if (len(source), len(target)) != (len(task.ko), len(task.en)):
        return []
    texts = Texts(source.texts(), target.texts())
    encoder = universal_encoder()
    (one, one_tokens), (two, two_tokens) = (
        encoder.encode_all(side, MAX_GROUP) for side in (texts.source, texts.target)
    )
    band = search_band(one[0], two[0])
    cover = coverage(one_tokens, two_tokens, band)
    alike = similarity(one, two, band)
    features = BeadFeatures(Candidates.of(band, surface(source), surface(target), alike, cover))
    chances = posteriors(band, Places.of(band), score_beads(features, learned_weights(features)))
    doubts = doubtful(chances, band)
    gold = {(tuple(sides[0]), tuple(sides[1])) for sides in task.gold}
    rows = []
    for doubt, share in zip(doubts, missing_shares(doubts, texts), strict=True):
        p = float(chances.match[doubt.step, doubt.cell])
        rows.append(
            (np.log(p / (1 - p)), share, (tuple(doubt.source), tuple(doubt.target)) in gold)
        )
    return rows


if __name__ == "__main__":
    main()
