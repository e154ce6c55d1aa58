"""Learn the scorer's weights and write align/scoring/bead_weights.json.

    python -m benchmarks.training.fit_beads DATA --debian USR

DATA is the folder that holds `sentences/`; USR is the `usr` folder of a Debian system with the
packages installation-guide-amd64, libreoffice-help-ko and libreoffice-help-en-us. Needs
scipy. Takes about 10 minutes on two cores. The documents that the aligner is judged by are not
used: they are the examination.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import click
import numpy as np
from scipy.optimize import minimize

from align.scoring.token_coverage import COVERAGE_FEATURES, GAP_COVERAGE_FEATURES
from benchmarks.training.exercise import Exercise
from benchmarks.training.field import Example, Floats, example_of, likelihood
from benchmarks.training.perturb import exercises
from benchmarks.training.texts import read_texts
from benchmarks.training.written import written_releases

#: Cells to each side of the gold path that compete with it.
RADIUS = 10
#: Strength of the pull of every weight towards 0 (a normal prior of variance 1).
PRIOR = 1.0
ITERATIONS = 40
#: The exercises are harder than documents, so the probabilities fitted are too modest there. All
#: weights are multiplied by this: of 1, 1.2 and 1.35 it had the least calibration error on the
#: releases of `benchmarks.accuracy` and lost no bead.
SHARPER = 1.2
PROCESSES = 2

_shares: list[list[Example]] = []


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--debian", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--seed", default=11, show_default=True)
@click.option("--scale", default=1.0, show_default=True, help="Share of 800 exercises.")
@click.option("--draws", default=3, show_default=True, help="Fits to average, each on its own.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default="align/scoring/bead_weights.json"
)
def main(data: Path, debian: Path, seed: int, scale: float, draws: int, output: Path) -> None:
    """Fit the weights on perturbed text and write them.

    The mean over several draws of exercises is taken: one draw's luck with rare features moves
    a bead or two on each set.
    """
    started = time.monotonic()
    texts = read_texts(data, debian)
    tables = []
    for draw in range(draws):
        tasks = exercises(texts, seed=seed + draw, scale=scale)
        tasks += written_releases()
        click.echo(f"{len(tasks)} exercises, {sum(len(task.ko) for task in tasks)} Korean lines")
        ratio = np.median([np.log(_letters(t.en) / _letters(t.ko)) for t in tasks])
        click.echo(f"median log length ratio {ratio:.3f}")
        with Pool(PROCESSES) as pool:
            examples = pool.map(_example, tasks, chunksize=4)
        tables.append(
            {
                "with coverage": fit(examples, (), ()),
                "without coverage": fit(examples, COVERAGE_FEATURES, GAP_COVERAGE_FEATURES),
            }
        )
        click.echo(f"draw {draw + 1} after {time.monotonic() - started:.0f} s")
    table = _sharper(_mean(tables))
    table["fitted on"] = (
        f"{draws} draws of exercises from seed {seed}, scale {scale}: "
        "park-dev, jhe-dev, tatoeba, installation-guide, libreoffice-help"
    )
    output.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    click.echo(f"{output} after {time.monotonic() - started:.0f} s")


def _sharper(value: Any) -> Any:
    """A structure of weights with each multiplied by SHARPER."""
    if isinstance(value, dict):
        return {key: _sharper(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_sharper(part) for part in value]
    return round(value * SHARPER, 4)


def _mean(values: Sequence[Any]) -> Any:
    """The mean of equal structures of numbers."""
    first = values[0]
    if isinstance(first, dict):
        return {key: _mean([value[key] for value in values]) for key in first}
    if isinstance(first, list):
        return [_mean(items) for items in zip(*values, strict=True)]
    return round(float(np.mean(values)), 4)


def fit(
    examples: Sequence[Example], without: Sequence[str], without_gap: Sequence[str]
) -> dict[str, object]:
    """The weights as a table by name; the features named in `without` are left out."""
    match_names, gap_names = examples[0].names
    free = np.array(
        [name not in without for name in (*match_names, "swap")]
        + [name not in without_gap for name in (*gap_names, *gap_names)]
        + [True] * 3
    )
    weights = _climb(examples, np.zeros(len(free)), free)
    f, g = len(match_names) + 1, len(gap_names)

    def rows(names: Sequence[str], values: Floats, skip: Sequence[str]) -> dict[str, float]:
        return {
            name: round(float(value), 4)
            for name, value in zip(names, values, strict=True)
            if name not in skip
        }

    return {
        "match": rows(match_names, weights[: f - 1], without),
        "swap": round(float(weights[f - 1]), 4),
        "omission": rows(gap_names, weights[f : f + g], without_gap),
        "addition": rows(gap_names, weights[f + g : f + 2 * g], without_gap),
        "continued": [round(float(value), 4) for value in weights[f + 2 * g :]],
    }


def _climb(examples: Sequence[Example], weights: Floats, free: np.ndarray) -> Floats:
    _shares[:] = [list(examples[k::PROCESSES]) for k in range(PROCESSES)]
    with Pool(PROCESSES) as pool:  # forked, so that the examples need not be sent

        def loss(point: Floats) -> tuple[float, Floats]:
            point = np.where(free, point, 0)
            parts = pool.starmap(_share, [(k, point) for k in range(PROCESSES)])
            value = sum(part[0] for part in parts) - PRIOR / 2 * point @ point
            gradient = np.sum([part[1] for part in parts], axis=0) - PRIOR * point
            return -value, -np.where(free, gradient, 0)

        found = minimize(
            loss, weights, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}
        )
    click.echo(f"log likelihood {-found.fun:.1f} after {found.nfev} evaluations")
    return np.where(free, found.x, 0)


def _share(k: int, weights: Floats) -> tuple[float, Floats]:
    parts = [likelihood(example, weights) for example in _shares[k]]
    return sum(part[0] for part in parts), np.sum([part[1] for part in parts], axis=0)


def _example(task: Exercise) -> Example:
    return example_of(task.kind, task.ko, task.en, task.gold, radius=RADIUS)


def _letters(lines: Sequence[str]) -> int:
    return sum(len(line.replace(" ", "")) for line in lines)


if __name__ == "__main__":
    main()
