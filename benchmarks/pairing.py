"""How well and how fast documents are paired.

    python -m benchmarks.pairing DATA [--scale] [--ablate]

DATA is the folder that holds `aligned/` (and `sentences/`, for --ablate). Printed is, for each
set and seed, the share of documents judged right when a fifth of either side is removed: paired
with their counterpart, or left alone where it is gone. Then archives made hard: the examples
with variants that differ in days and figures, and with corrected versions. --ablate learns the
weights again without one feature at a time. --scale times an archive of 2,000 + 2,000 releases,
draws docs/pairing.png (needs matplotlib) from simulated ones of up to 200,000, and prints how
many true pairs are among the candidates. Machines differ: compare within one run.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import numpy as np

from align.encoders.base import Vectors, unit_length
from align.encoders.universal import universal_encoder
from align.pairing import Fingerprint, PairingSettings, outline_of, pair_fingerprints
from align.pairing.candidates import NEAREST, document_vectors
from align.pairing.evidence import FEATURES
from align.pairing.nearest import nearest
from align.segmentation.segment import segment, segment_lines
from benchmarks.training import fit_pairing
from benchmarks.training.archives import (
    EXAMPLES,
    Archive,
    archive_of,
    read_items,
    score,
    variants,
)

SETS = ("ntrex-dev", "osguide", "pydocs-gapped")
#: The seeds of what is reported; fitting uses 0 to 12.
SEEDS = (101, 102, 103, 104, 105)
SIZES = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000)
PLOT = Path(__file__).parent.parent / "docs" / "pairing.png"


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--scale", is_flag=True, help="Time large archives and draw the curve.")
@click.option("--ablate", is_flag=True, help="Learn the weights without each feature.")
@click.option("--largest", default=SIZES[-1], show_default=True, help="Of the simulated archives.")
def main(data: Path, scale: bool, ablate: bool, largest: int) -> None:
    """Measure pairing."""
    archives = list(_archives(data))
    _accuracy(archives, PairingSettings())
    if ablate:
        _ablation(data, archives)
    if scale:
        _real(data, 2_000)
        _curve([size for size in SIZES if size <= largest], *_cosines(archives))


def _archives(data: Path) -> Iterator[tuple[str, int, Archive]]:
    """Each set with each seed: name, seed, archive."""
    sets = {name: read_items(data / "aligned" / name) for name in SETS}
    examples = read_items(EXAMPLES)
    sets["examples"] = examples
    everything = [item for items in sets.values() for item in items]
    hard = {
        "all together": everything,
        "same template": [*examples, *variants(examples, moved=range(11, 16), corrected=())],
        "corrected": [*examples, *variants(examples, moved=(), corrected=(16,))],
        "all, templates": [*everything, *variants(examples, moved=range(11, 16), corrected=())],
    }
    for name, items in (sets | hard).items():
        for seed in SEEDS:
            yield name, seed, archive_of(items, seed=seed)


def _accuracy(archives: Sequence[tuple[str, int, Archive]], settings: PairingSettings) -> None:
    click.echo(
        f"{'set':16} {'documents':>9} " + " ".join(f"{s:>6}" for s in SEEDS) + "   mean  P      R"
    )
    for name in dict.fromkeys(name for name, _, _ in archives):
        found = [archive for each, _, archive in archives if each == name]
        scores = [
            score(each, pair_fingerprints(each.source, each.target, settings=settings))
            for each in found
        ]
        size = len(found[0].source) + len(found[0].target)
        each = " ".join(f"{one.accuracy:6.3f}" for one in scores)
        means = [
            np.mean([getattr(one, what) for one in scores])
            for what in ("accuracy", "precision", "recall")
        ]
        click.echo(f"{name:16} {size:9} {each} " + " ".join(f"{mean:6.4f}" for mean in means))


def _ablation(data: Path, archives: Sequence[tuple[str, int, Archive]]) -> None:
    learnt_from = fit_pairing.examples(data, draws=3)
    for name in ("", *FEATURES):
        kept = [index for index, feature in enumerate(FEATURES) if feature != name]
        learnt = fit_pairing.fit(learnt_from, kept)
        weights = np.zeros(1 + len(FEATURES))
        weights[[0, *(1 + index for index in kept)]] = learnt
        click.echo(f"\nwithout {name or 'nothing'}: weights {np.round(weights, 1).tolist()}")
        _accuracy(archives, PairingSettings(weights=tuple(weights.tolist())))


def _real(data: Path, size: int) -> None:
    """Time an archive of so many releases a side, made of variants of releases and news."""
    base = [*read_items(data / "aligned" / SETS[0]), *read_items(data / "aligned" / "releases-dev")]
    base += read_items(EXAMPLES)
    items = [*base, *variants(base, moved=range(1, 2 + 2 * size // len(base)), corrected=())][:size]
    started = time.perf_counter()
    sides = [[], []]
    for item in items:
        for side, (text, language) in enumerate(zip(item.texts, ("ko", "en"), strict=True)):
            document = (segment_lines if item.by_line else segment)(text, language)
            sides[side].append(outline_of(document))
    seconds = {"segmented and searched for figures": time.perf_counter() - started}
    started = time.perf_counter()
    lines = [line for side in sides for outline in side for line in outline.head]
    vectors = [universal_encoder().encode(lines[n : n + 1000]) for n in range(0, len(lines), 1000)]
    rows = iter(np.concatenate(vectors))
    seconds[f"{len(lines):,} head segments embedded"] = time.perf_counter() - started
    names = iter(np.random.default_rng(1).permutation(2 * size).tolist())
    digests = [
        [
            Fingerprint.of(
                outline, np.array([next(rows) for _ in outline.head]), name=f"{next(names)}"
            )
            for outline in side
        ]
        for side in sides
    ]
    started = time.perf_counter()
    pairing = pair_fingerprints(*digests)
    seconds["paired"] = time.perf_counter() - started
    right = sum(pair.source == pair.target for pair in pairing.pairs)
    click.echo(f"\n{size:,} + {size:,} documents; {right / size:.4f} of them paired rightly")
    for what, time_taken in seconds.items():
        click.echo(f"  {what}: {time_taken:.1f} s ({time_taken / sum(seconds.values()):.0%})")


def _cosines(archives: Sequence[tuple[str, int, Archive]]) -> tuple[float, float]:
    """Mean and deviation of the cosine of the two document vectors of a pair."""
    found = []
    for name, _, archive in archives:
        if name == "all together":
            one, two = (document_vectors(side) for side in (archive.source, archive.target))
            places = {item: j for j, item in enumerate(archive.items[1])}
            found += [
                float(one[i] @ two[places[item]])
                for i, item in enumerate(archive.items[0])
                if item in places
            ]
    return float(np.mean(found)), float(np.std(found))


def _curve(sizes: Sequence[int], mean: float, deviation: float) -> None:
    """Time and recall of the search for candidates in simulated archives, as table and plot.

    "Compare all" is the time that all cosines would take; "exactly" the share of counterparts
    that an exact search from the Korean side has among its nearest, told from 500 documents.
    """
    click.echo(f"\nsimulated vectors, cosine of a pair {mean:.2f} +- {deviation:.2f}")
    click.echo("documents a side  seconds  compare all  found from Korean  exactly  from either")
    rows = []
    for size in sizes:
        source, target = _simulated(size, mean, deviation)
        own = np.arange(size)[:, None]
        started = time.perf_counter()
        forth = (nearest(source, target, NEAREST).indices == own).any(axis=1)
        back = (nearest(target, source, NEAREST).indices == own).any(axis=1)
        seconds = time.perf_counter() - started
        some = np.linspace(0, size - 1, min(size, 500)).astype(int)
        likeness = (source[some] * target[some]).sum(axis=1)[:, None]
        nearer = np.zeros(len(some))
        started = time.perf_counter()
        for first in range(0, size, 20_000):
            nearer += (source[some] @ target[first : first + 20_000].T > likeness).sum(axis=1)
        whole = 2 * (time.perf_counter() - started) * size / len(some)
        either = float((forth | back).mean())
        rows.append((size, seconds, whole, either))
        click.echo(
            f"{size:16,} {seconds:8.1f} {whole:11.1f}s {forth.mean():18.4f} "
            f"{(nearer < NEAREST).mean():8.4f} {either:12.4f}"
        )
    _plot(np.array(rows))


def _simulated(size: int, mean: float, deviation: float) -> tuple[Vectors, Vectors]:
    """Vectors of both sides of an archive: topics, documents about them, and noisy pairs.

    Documents gather in topics, as those of real archives do; random directions would lie far
    from each other and be found too easily.
    """
    rng = np.random.default_rng(size)
    dimension = 512
    # Directions of real vectors are not used alike: the spectrum falls like a power of the rank.
    spread = (np.arange(1, dimension + 1, dtype=np.float32) ** -0.5)[None]
    topics = unit_length(rng.standard_normal((max(10, size // 50), dimension), np.float32) * spread)
    source = topics[rng.integers(len(topics), size=size)]
    source += 0.9 * unit_length(rng.standard_normal((size, dimension), np.float32) * spread)
    source = unit_length(source)
    noise = rng.standard_normal((size, dimension), np.float32) * spread
    noise -= (noise * source).sum(axis=1, keepdims=True) * source
    cosine = np.clip(rng.normal(mean, deviation, (size, 1)), 0.2, 0.98).astype(np.float32)
    target = cosine * source + np.sqrt(1 - cosine**2) * unit_length(noise)
    return source, unit_length(target)


def _plot(rows: np.ndarray) -> None:
    import matplotlib as mpl  # noqa: PLC0415 - only needed here

    mpl.use("Agg")
    from matplotlib import pyplot  # noqa: PLC0415

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    left.loglog(rows[:, 0], rows[:, 1], "o-", label="as it is done")
    left.loglog(rows[:, 0], rows[:, 2], "s--", color="grey", label="comparing each with each")
    left.set(xlabel="documents a side", ylabel="seconds", title="Search for candidates")
    left.legend(frameon=False)
    right.semilogx(rows[:, 0], rows[:, 3], "o-")
    right.set(
        xlabel="documents a side",
        ylim=(0.9, 1.005),
        title="Counterparts among the candidates",
    )
    for axes in (left, right):
        axes.grid(alpha=0.3)
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(PLOT, dpi=120)
    click.echo(f"drew {PLOT.name}")


if __name__ == "__main__":
    main()
