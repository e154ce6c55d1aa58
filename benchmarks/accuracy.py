"""Print the accuracy table of the README, and how well probabilities are calibrated.

    python -m benchmarks.accuracy DATA [--encoder accurate] [--plot calibration.png]

DATA is the folder that holds `aligned/`. The examples of this repository are measured too, and the
releases in `benchmarks/releases` that no weights were fitted on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from align import JudgedBead, bins, calibration_error
from align.calibration import BINS
from corpora import encoder_for, measure_folder, total
from corpora.workflows.encoders import EMBEDDED

SETS = ("ntrex-dev", "ntrex-long-dev", "pydocs-gapped", "osguide", "releases-dev", "udhr")
EXAMPLES = Path(__file__).parent.parent / "corpora" / "examples"
RELEASES = Path(__file__).parent / "releases"


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--encoder", type=click.Choice(EMBEDDED), default="fast", show_default=True)
@click.option("--plot", type=click.Path(path_type=Path), help="Draw the calibration here.")
def main(data: Path, encoder: str, plot: Path | None) -> None:
    """Measure every set under DATA/aligned."""
    chosen = encoder_for(encoder)
    rows, everything = [], []
    own = [EXAMPLES, RELEASES / "looked-at", RELEASES / "kept-back"]
    for folder in [*(data / "aligned" / name for name in SETS), *own]:
        measured = total(measure_folder(folder, encoder=chosen))
        strict, gaps = measured.evaluation.strict, measured.evaluation.gaps
        shown = f"{gaps.f1:.3f}" if gaps.gold else "-"
        error = calibration_error(measured.judged)
        rows.append(f"| {folder.name} | {strict.f1:.3f} | {shown} | {error:.3f} |")
        everything += measured.judged
    click.echo("| set | strict beads | gaps | calibration error |\n|---|---|---|---|")
    click.echo("\n".join(rows))
    click.echo(f"calibration error over all beads: {calibration_error(everything):.3f}")
    for found in bins(everything):
        click.echo(
            f"  said {found.low:.1f}-{found.low + 1 / BINS:.1f}: {found.said:.3f}, "
            f"right {found.right:.3f} ({found.count})"
        )
    if plot:
        draw(everything, plot)


def draw(judged: Sequence[JudgedBead], path: Path) -> None:
    """A plot of the share right against the probability said."""
    import matplotlib.pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    found = bins(judged)
    axes.plot([each.said for each in found], [each.right for each in found], marker="o")
    for each in found:
        place = each.said, each.right
        axes.annotate(str(each.count), place, textcoords="offset points", xytext=(6, -10))
    axes.set(xlabel="probability of the bead", ylabel="share that is right", xlim=(0, 1.02))
    axes.set_ylim(0, 1.02)
    figure.tight_layout()
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    main()
