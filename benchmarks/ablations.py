"""What each group of features brings: fit without it, and measure what is lost.

    python -m benchmarks.ablations DATA --debian USR -o notebooks/measured

The folders are those of `benchmarks.training.fit_beads`. Writes `likelihood.csv`, how likely the
gold of fresh exercises is for a fit that was denied a group of features; `ablations.csv`, how well
such a fit aligns each set; and `wrong_cost.csv`, how well the weights of this repository align
each set with other values of that setting. `notebooks/03_choose_thresholds` shows them. Needs
scipy. Takes ten minutes and more on two cores.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any
from unittest import mock

import click
import numpy as np

from align import AlignSettings, calibration_error
from align.scoring.bead_features import GAP_FEATURES, MATCH_FEATURES
from align.scoring.token_coverage import COVERAGE_FEATURES, GAP_COVERAGE_FEATURES
from benchmarks.accuracy import EXAMPLES
from benchmarks.training.exercise import Exercise
from benchmarks.training.field import Example, Floats, example_of, likelihood
from benchmarks.training.fit_beads import PROCESSES, RADIUS, fit
from benchmarks.training.perturb import exercises
from benchmarks.training.texts import read_texts
from benchmarks.training.written import written_releases
from corpora import measure_folder, total

#: Of the development data the sets that lie farthest from the ceiling.
SETS = ("ntrex-dev", "releases-dev")
LOOKED_AT = Path(__file__).parent / "releases" / "looked-at"
FRESH_SCALE = 0.15
COSTS = (0.0, 0.2, 0.4, 0.6, 0.8)
_FACTS = ("numbers", "latin", "names")

#: What is left out together: features of a bead, and of a gap.
GROUPS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "nothing": ((), ()),
    "cosine": (("cosine", "merge cosine"), ("best cosine",)),
    "margin": (("margin", "merge margin"), ("best margin",)),
    "parts and wider beads": (("gain", "loss", "loss above zero"), ()),
    "token coverage": (COVERAGE_FEATURES, GAP_COVERAGE_FEATURES),
    "lengths": (("length", "length squared", "sentences", "merge sentences"), ("length",)),
    "numbers, words, names": (
        [f"{word} {kind}" for word in ("shared", "lost") for kind in _FACTS],
        _FACTS,
    ),
    "kinds of lines": (
        (
            *("full stop", "titles", "title and other", "title inside", "kinds inside"),
            *("same kind", "other kind", "heading and text"),
        ),
        ("note", "end", "attachment", "contact", "heading", "title"),
    ),
    "list marks": (
        [f"{word} mark" for word in ("same", "other")]
        + ["mark alone", "marks inside", "continuations inside", "continuation first"],
        ("listed", "continuation"),
    ),
}
_KNOWN = {*MATCH_FEATURES, *GAP_FEATURES, *COVERAGE_FEATURES, *GAP_COVERAGE_FEATURES}
if unknown := {name for group in GROUPS.values() for side in group for name in side} - _KNOWN:
    raise ValueError(f"no such features: {unknown}")

Row = dict[str, object]


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--debian", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--seed", default=11, show_default=True)
@click.option("--scale", default=0.5, show_default=True, help="Share of 800 exercises.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
def main(data: Path, debian: Path, seed: int, scale: float, output: Path) -> None:
    """Fit without each group of features, and measure; then measure other settings."""
    examples = examples_of(data, debian, seed=seed, scale=scale, more=written_releases())
    tables = {group: fit_without(examples, group) for group in GROUPS}
    fresh = examples_of(data, debian, seed=seed + 100, scale=FRESH_SCALE)
    written(
        [likely(fresh, group, table) for group, table in tables.items()], output / "likelihood.csv"
    )
    rows = []
    for group, table in tables.items():
        with weights(table):
            rows += measured(data, AlignSettings(), "left_out", group)
    written(rows, output / "ablations.csv")
    rows = []
    for cost in COSTS:
        rows += measured(data, AlignSettings(wrong_cost=cost), "wrong_cost", cost)
    written(rows, output / "wrong_cost.csv")


def examples_of(
    data: Path, debian: Path, *, seed: int, scale: float, more: Sequence[Exercise] = ()
) -> list[Example]:
    """One draw of the exercises that the weights are fitted on, and others."""
    tasks = [*exercises(read_texts(data, debian), seed=seed, scale=scale), *more]
    with Pool(PROCESSES) as pool:
        return pool.map(_example, tasks, chunksize=4)


def _example(task: Exercise) -> Example:
    return example_of(task.kind, task.ko, task.en, task.gold, radius=RADIUS)


def fit_without(examples: Sequence[Example], group: str) -> dict[str, Any]:
    """The weights of a fit that may not use a group of features: those are 0."""
    match, gap = GROUPS[group]
    table: dict[str, Any] = fit(examples, match, gap)
    table["match"] |= dict.fromkeys(match, 0.0)
    for side in ("omission", "addition"):
        table[side] |= dict.fromkeys(gap, 0.0)
    return table


def likely(examples: Sequence[Example], group: str, table: Mapping[str, Any]) -> Row:
    """The log likelihood of the gold of some exercises, in nats for 100 gold steps."""
    flat = flat_weights(table)
    total_value = sum(likelihood(example, flat)[0] for example in examples)
    steps = sum(len(each.steps) + len(each.omitted) + len(each.added) for each in examples)
    return {"left_out": group, "nats": round(100 * total_value / steps, 3), "steps": steps}


def flat_weights(table: Mapping[str, Any]) -> Floats:
    """The weights as one vector, as `benchmarks.training.field.split` takes it apart."""
    names = [*MATCH_FEATURES, *COVERAGE_FEATURES], [*GAP_FEATURES, *GAP_COVERAGE_FEATURES]
    values = [table["match"][name] for name in names[0]] + [table["swap"]]
    values += [table[side][name] for side in ("omission", "addition") for name in names[1]]
    return np.array(values + list(table["continued"]))


def weights(table: Mapping[str, Any]) -> Any:
    """A context in which the aligner uses these weights."""
    return mock.patch("align.scoring.bead_scores._table", return_value=table)


def measured(data: Path, settings: AlignSettings, name: str, value: object) -> Iterator[Row]:
    """A row for each set."""
    for folder in [*(data / "aligned" / name for name in SETS), EXAMPLES, LOOKED_AT]:
        found = total(measure_folder(folder, settings=settings))
        yield {
            name: value,
            "set": folder.name,
            "strict": round(found.evaluation.strict.f1, 4),
            "gaps": round(found.evaluation.gaps.f1, 4),
            "calibration_error": round(calibration_error(found.judged), 4),
            "beads": len(found.judged),
        }
        click.echo(f"{value}, {folder.name}: {found.evaluation.strict.f1:.4f}")


def written(rows: Sequence[Row], path: Path) -> None:
    """Write a table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    main()
