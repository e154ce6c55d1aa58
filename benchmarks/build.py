"""How fast `daeyeok build` is, what it needs, and how that grows.

    python -m benchmarks.build [--releases 240] [--most 2] [--stored 20000]

Builds stores from the examples, varied in their dates and figures: with 1 process and with more,
by turns in one run; then the same again, when all is there. Last, how the store itself grows:
the same releases under new names, added by one process. docs/scale.md has figures and what
they mean for ten million releases.
"""

from __future__ import annotations

import hashlib
import os
import resource
import tempfile
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import click

from benchmarks.training.variants import template_variant
from corpora import ManifestRow, Store, build, read_manifest, write_manifest
from corpora.workflows.add import Prepared, keep, prepare
from corpora.workflows.build.processes import Processes, cores

EXAMPLES = Path(__file__).parent.parent / "corpora" / "examples"
_RUNS = 2


@click.command()
@click.option("--releases", default=240, show_default=True, help="How many are built.")
@click.option("--most", default=cores(), show_default=True, help="Most processes.")
@click.option("--stored", default=20_000, show_default=True, help="How many the store grows to.")
def main(releases: int, most: int, stored: int) -> None:
    """Measure builds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        manifest, size = archive(folder, releases)
        click.echo(f"{releases} releases, {size / releases / 1000:.1f} kB of text each")
        _speed(folder, manifest, releases, sorted({1, 2, most} & set(range(1, most + 1))))
        _growth(folder, manifest, stored)
        _manifest(folder)


def archive(folder: Path, count: int) -> tuple[Path, int]:
    """The manifest of so many releases that differ, and the bytes of their files."""
    pages = [
        tuple((path / f"{side}_raw.txt").read_text(encoding="utf-8") for side in ("ko", "en"))
        for path in sorted(EXAMPLES.iterdir())
        if path.is_dir()
    ]
    rows, size = [], 0
    for number in range(count):
        turn, page = divmod(number, len(pages))
        names = []
        for side, text in zip(
            ("ko", "en"), template_variant((pages[page][0], pages[page][1]), turn), strict=True
        ):
            names.append(f"{side}/{number:06}.txt")
            path = folder / names[-1]
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"{text}\n\n[{number}]\n", encoding="utf-8")
            size += path.stat().st_size
        rows.append(ManifestRow(*names))
    write_manifest(rows, folder / "pairs.csv")
    return folder / "pairs.csv", size


class _Sizes(list[float]):
    """Megabytes that this process had as each pair was done."""

    def __call__(self, *told: int) -> None:
        with open("/proc/self/statm", encoding="ascii") as stream:
            self.append(int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6)


class _Timed(Processes):
    """Processes that note how long the parent takes over each result, and over the first."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.keeping = 0.0  #: seconds in which the parent keeps results and finds work
        self.began = 0.0

    def map_unordered(self, function: Any, tasks: Any) -> Iterator[Any]:
        """As `Processes`, but measured."""
        self.began = self.began or time.perf_counter()
        for result in super().map_unordered(function, tasks):
            given = time.perf_counter()
            yield result
            self.keeping += time.perf_counter() - given


def _speed(folder: Path, manifest: Path, releases: int, counts: list[int]) -> None:
    seconds: dict[int, list[float]] = defaultdict(list)
    for run in range(_RUNS):
        for count in counts:
            store, pool = folder / f"{count}-{run}.db", _Timed(count)
            sizes = _Sizes()
            built = build(store, manifest, pool, progress=sizes)
            seconds[count].append(time.perf_counter() - pool.began)
            assert built.kept == releases
            click.echo(
                f"{count} processes: {releases / seconds[count][-1]:.2f} releases a second, "
                f"{1000 * pool.keeping / releases:.1f} ms each in the parent; parent "
                f"{sizes[len(sizes) // 4]:.0f} MB after a quarter, {sizes[-1]:.0f} MB at the end"
            )
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    click.echo(f"largest worker: {worker:.0f} MB")
    best = {count: min(found) for count, found in seconds.items()}
    for count in counts[1:]:
        click.echo(f"{count} processes are {best[1] / best[count]:.2f} times as fast as 1")
    store = folder / f"{counts[0]}-0.db"
    click.echo(f"the store takes {store.stat().st_size / releases / 1000:.1f} kB a release")
    pool = _Timed(1)
    assert build(store, manifest, pool).there == releases
    click.echo(f"passed over: {releases / (time.perf_counter() - pool.began):.0f} a second")


def _growth(folder: Path, manifest: Path, stored: int) -> None:
    """How long adding takes as a store grows, and how large it gets."""
    rows = read_manifest(manifest)[:60]
    made = [prepare(folder / row.source, folder / row.target) for row in rows]
    path, times, step = folder / "large.db", [], max(stored // 5, 1)
    with Store.open(path, create=True) as store:
        for number in range(stored):
            started = time.perf_counter()
            keep(store, _renamed(made[number % len(made)], number), key=str(number))
            times.append(time.perf_counter() - started)
            if (number + 1) % step == 0:
                part = sorted(times[-step:])
                click.echo(
                    f"stored {number + 1:,}: {1000 * median(part):.1f} ms a release in the median, "
                    f"{1000 * sum(part) / step:.1f} in the mean, {1000 * part[-1]:.0f} at most; "
                    f"{path.stat().st_size / (number + 1) / 1000:.1f} kB a release"
                )


def _renamed(prepared: Prepared, number: int) -> Prepared:
    release = prepared.release
    sides = [
        replace(side, sha256=hashlib.sha256(f"{side.sha256} {number}".encode()).hexdigest())
        for side in (release.source, release.target)
    ]
    return replace(prepared, release=replace(release, source=sides[0], target=sides[1]))


def _manifest(folder: Path, count: int = 50_000) -> None:
    """What a row of a manifest takes in memory, and how long reading takes."""
    path = folder / "long.csv"
    rows = (
        ManifestRow(
            f"ko/2016/{number:08}.hwp",
            f"en/2016/{number:08}.html",
            score=0.98,
            reason="texts 0.71 alike; 5 of 9 numbers in common; published on one day",
            date="2016-10-14",
            agency="외교부",
            title="제7차 한-벨로니아 해양정책대화 개최 결과",
            target_title="Outcome of the 7th Korea-Velonia Ocean Policy Dialogue",
        )
        for number in range(count)
    )
    write_manifest(rows, path)
    started = time.perf_counter()
    read_manifest(path)
    seconds = time.perf_counter() - started
    tracemalloc.start()
    kept = read_manifest(path)
    now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    click.echo(
        f"a manifest of {len(kept):,} rows: {1e6 * seconds / count:.0f} µs, "
        f"{now / count:.0f} bytes a row, {most / count:.0f} at the peak"
    )


if __name__ == "__main__":
    main()
