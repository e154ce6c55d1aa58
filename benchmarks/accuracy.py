"""Print the accuracy table of the README, and how well probabilities are calibrated.

    python -m benchmarks.accuracy DATA [--encoder accurate] [--plot calibration.png]

DATA is the folder that holds `aligned/`. The examples of this repository are measured too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

from align.evaluation import Evaluation, evaluate, sides_of
from align.pipeline import align_texts
from align.settings import AlignSettings
from corpora.encoders import EMBEDDED, encoder_for
from corpora.gold import gold_folders, read_gold

SETS = ("ntrex-dev", "ntrex-long-dev", "pydocs-gapped", "osguide", "releases-dev", "udhr")
EXAMPLES = Path(__file__).parent.parent / "corpora" / "examples"
BINS = 10


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--encoder", type=click.Choice(EMBEDDED), default="fast", show_default=True)
@click.option("--plot", type=click.Path(path_type=Path), help="Draw the calibration here.")
def main(data: Path, encoder: str, plot: Path | None) -> None:
    """Measure every set under DATA/aligned."""
    chosen = encoder_for(encoder)
    folders = [data / "aligned" / name for name in SETS] + [EXAMPLES]
    rows, everything = [], []
    for folder in folders:
        total, judged = Evaluation(), []
        for place in gold_folders(folder):
            document = read_gold(place, name=place.name)
            settings = AlignSettings(one_per_line=True)
            beads = align_texts(*document.texts, encoder=chosen, settings=settings).bitext.beads
            total += evaluate(sides_of(beads), document.beads)
            gold = set(document.beads)
            judged += [
                (bead.probability or 0.0, side in gold)
                for bead, side in zip(beads, sides_of(beads), strict=True)
            ]
        gaps = f"{total.gaps.f1:.3f}" if total.gaps.gold else "-"
        error = calibration_error(judged)
        rows.append(f"| {folder.name} | {total.strict.f1:.3f} | {gaps} | {error:.3f} |")
        everything += judged
    click.echo("| set | strict beads | gaps | calibration error |\n|---|---|---|---|")
    click.echo("\n".join(rows))
    click.echo(f"calibration error over all beads: {calibration_error(everything):.3f}")
    for low, claimed, right, count in bins(everything):
        click.echo(
            f"  said {low:.1f}-{low + 1 / BINS:.1f}: {claimed:.3f}, right {right:.3f} ({count})"
        )
    if plot:
        draw(everything, plot)


def bins(judged: Sequence[tuple[float, bool]]) -> list[tuple[float, float, float, int]]:
    """For each bin with beads: its low end, mean probability, share right, number of beads."""
    values = np.array(judged, dtype=np.float64)
    place = np.minimum((values[:, 0] * BINS).astype(int), BINS - 1)
    return [
        (k / BINS, *map(float, values[place == k].mean(axis=0)), int((place == k).sum()))
        for k in range(BINS)
        if (place == k).any()
    ]


def calibration_error(judged: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error: mean distance of said and right, weighted by bin."""
    total = len(judged)
    return sum(count / total * abs(said - right) for _, said, right, count in bins(judged))


def draw(judged: Sequence[tuple[float, bool]], path: Path) -> None:
    """A plot of the share right against the probability said."""
    import matplotlib.pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    found = bins(judged)
    axes.plot([row[1] for row in found], [row[2] for row in found], marker="o")
    for _, said, right, count in found:
        axes.annotate(str(count), (said, right), textcoords="offset points", xytext=(6, -10))
    axes.set(xlabel="probability of the bead", ylabel="share that is right", xlim=(0, 1.02))
    axes.set_ylim(0, 1.02)
    figure.tight_layout()
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    main()
