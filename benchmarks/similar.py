"""How fast the search for what is near in meaning is, what it misses, and how that grows.

    python -m benchmarks.similar FILE... [--sizes 10000 --sizes 100000 --sizes 1000000]

Takes files with a Korean text a line. 400 of the texts are searched for and not kept; the vectors
of the others are kept, and filled up with made-up ones: one half on the way from one text to
another, the other half moved by the difference of two others, 0.1 to 0.7 of that. (A million real
texts were not at hand.) The pairs of the store have no more text than a number, so it is smaller
than one of real texts, and no text is encoded when it is filled.

For each size: how many of the ten nearest were found, by an exact comparison with all vectors as
they are kept; times and memory. docs/scale.md has figures.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors, unit_length
from align.encoders.universal import universal_encoder
from corpora import Entry, Store
from corpora.store.search import vectors
from corpora.workflows.check import release_of

_SEARCHES = 400
_TIMED = 40
_NEAREST = 10
_PART = 20_000
_WARM = "서로 협력하기로 했다."
#: Runs a command from a small process, whose memory does not count as that of the command.
_MEASURED = """
import os, sys, time
begun = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[
    (os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)])
_, status, used = os.wait4(child, 0)
assert not status
print(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


class _Known:
    """The encoder, with the vectors of the texts that are searched for at hand."""

    dimension = 512

    def __init__(self, known: Vectors) -> None:
        self.name = universal_encoder().name
        self._known = known

    def encode(self, texts: list[str]) -> Vectors:
        """The vectors of texts that are numbers."""
        return self._known[[int(text) for text in texts]]

    def encode_groups(self, segments: list[str], k: int) -> Vectors:
        """Not asked for."""
        raise NotImplementedError


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--sizes", type=int, multiple=True, default=(10_000, 100_000, 1_000_000), show_default=True
)
@click.option("--folder", type=click.Path(path_type=Path), help="Where the stores are made.")
def main(files: tuple[Path, ...], sizes: tuple[int, ...], folder: Path | None) -> None:
    """Measure."""
    lines = dict.fromkeys(
        line.strip() for file in files for line in file.read_text(encoding="utf-8").splitlines()
    )
    texts = [line for line in lines if len(line) >= 8]
    encoder = universal_encoder()
    real = np.concatenate(
        [encoder.encode(texts[first : first + 1_000]) for first in range(0, len(texts), 1_000)]
    )
    real = np.random.default_rng(0).permutation(real)
    searched, kept = real[:_SEARCHES], real[_SEARCHES:]
    click.echo(f"{len(texts):,} texts of {len(files)} files, {_SEARCHES} of them searched for")
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=folder) as name:
            _measure(Path(name) / "store.db", size, kept, searched)


def _measure(path: Path, size: int, kept: Vectors, searched: Vectors) -> None:
    _fill(path, size, _parts(kept, size))
    encoder = _Known(searched)
    bytes_before = path.stat().st_size
    click.echo(f"== {size:,} vectors")
    with Store.open(path) as store:
        opened = store._connection
        seconds = _timed(lambda: vectors.embed(opened, encoder, "ko", None))
        _settle(opened)
        click.echo(
            f"signs made in {seconds:.1f} s, {(path.stat().st_size - bytes_before) / size:.0f} "
            f"bytes a text; the store takes {path.stat().st_size / size:.0f}"
        )
        found = [
            [near.unit.bead for near in vectors.similar(opened, encoder, str(k), "ko", _NEAREST)]
            for k in range(_SEARCHES)
        ]
        lost = _lost(opened, size, searched, found)
        click.echo(
            f"of the {_NEAREST} nearest {1 - lost.mean() / _NEAREST:.2%} found; searches that lost "
            f"1: {(lost == 1).sum()}, 2: {(lost == 2).sum()}, more: {(lost > 2).sum()}"
        )

        def search(k: int) -> None:
            vectors.embed(opened, encoder, "ko", None)
            list(vectors.similar(opened, encoder, str(k), "ko", 20))

        click.echo(f"the look-up {_shown([_both(lambda k=k: search(k)) for k in range(_TIMED)])}")
        with _all_compared():
            click.echo(f"all compared {_shown([_both(lambda k=k: search(k)) for k in range(3)])}")
        changed = universal_encoder()
        times = []
        for bead in np.linspace(1, size, 5, dtype=int).tolist():
            opened.execute("UPDATE beads SET source_text = '새 글' WHERE id = ?", (bead,))
            times.append(_both(lambda: vectors.embed(opened, changed, "ko", None)))
        click.echo(f"signs after a change {_shown(times)}")
    click.echo(f"the command {_shown([_command(path) for _ in range(7)])}")


def _parts(kept: Vectors, size: int) -> Iterator[NDArray[np.int8]]:
    """Vectors as they are kept: the real ones, and made-up ones up to the size."""
    rng = np.random.default_rng(1)
    yield vectors._eight_bits(kept[:size])
    for first in range(min(len(kept), size), size, _PART):
        count = min(_PART, size - first)
        one, two, three = (kept[rng.integers(0, len(kept), count)] for _ in range(3))
        share = rng.uniform(0.1, 0.7, (count, 1)).astype(np.float32)
        between = rng.random((count, 1)) < 0.5
        made = one + share * (np.where(between, two - one, two - three))
        yield vectors._eight_bits(unit_length(made))


def _fill(path: Path, size: int, parts: Iterator[NDArray[np.int8]]) -> None:
    with Store.open(path, create=True) as store:
        store.add(release_of([Entry("0", "0")], "made"), key="made")
    name = universal_encoder().name
    with closing(sqlite3.connect(path)) as opened, opened:
        columns = [row[1] for row in opened.execute("PRAGMA table_info (beads)")]
        own = {"id": "number", "number": "number", "source_text": "number", "target_text": "number"}
        values = ", ".join(own.get(column, f"beads.{column}") for column in columns)
        opened.execute(
            f"""
            WITH RECURSIVE numbers (number) AS
            (SELECT 2 UNION ALL SELECT number + 1 FROM numbers WHERE number < ?)
            INSERT INTO beads ({", ".join(columns)})
            SELECT {values.replace("number", "numbers.number")}
            FROM numbers CROSS JOIN beads WHERE beads.id = 1
            """,
            (size,),
        )
        bead = 0
        for part in parts:
            rows = ((bead + k, name, row.tobytes()) for k, row in enumerate(part, start=1))
            opened.executemany("INSERT INTO source_vectors VALUES (?, ?, ?)", rows)
            bead += len(part)
    with closing(sqlite3.connect(path)) as opened:
        _settle(opened)


def _settle(opened: sqlite3.Connection) -> None:
    """Bring what was written into the one file."""
    opened.execute("PRAGMA wal_checkpoint (TRUNCATE)")


def _lost(
    opened: sqlite3.Connection, size: int, searched: Vectors, found: list[list[int]]
) -> NDArray[np.int64]:
    """For each search, how many of the nearest by an exact comparison were not found."""
    cosines = np.empty((len(searched), size), dtype=np.float32)
    rows = opened.execute("SELECT vector FROM source_vectors ORDER BY bead")
    first = 0
    while some := rows.fetchmany(_PART):
        part = vectors._unit_vectors([row[0] for row in some])
        cosines[:, first : first + len(some)] = searched @ part.T
        first += len(some)
    # Of those that are as near to four digits, any may be given.
    least = np.partition(cosines, -_NEAREST, axis=1)[:, -_NEAREST].round(4)
    right = [
        (cosines[k, np.array(beads) - 1].round(4) >= least[k]).sum()
        for k, beads in enumerate(found)
    ]
    return _NEAREST - np.array(right)


class _all_compared:  # noqa: N801 - reads as a statement
    """A block in which no vector is passed over."""

    def __enter__(self) -> None:
        self._before = vectors._PICKED
        vectors._PICKED = 1 << 40

    def __exit__(self, *_: object) -> None:
        vectors._PICKED = self._before


def _command(path: Path) -> tuple[float, float, float]:
    """Seconds that the command takes, those of a core, and its memory in MB."""
    program = shutil.which("daeyeok", path=os.path.dirname(sys.executable)) or "daeyeok"
    command = [sys.executable, "-c", _MEASURED, program, "search", str(path), "--similar", _WARM]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, core, memory = map(float, done.stdout.split())
    return seconds, core, memory


def _both(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds that a call takes, and those of a core."""
    begun, core = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - begun, time.process_time() - core


def _timed(call: Callable[[], object]) -> float:
    return _both(call)[0]


def _shown(times: list[tuple[float, ...]]) -> str:
    seconds, core, *memory = (statistics.median(column) for column in zip(*times, strict=True))
    longest = max(row[0] for row in times)
    text = f"{seconds * 1000:.0f} ms (longest {longest * 1000:.0f}), {core * 1000:.0f} of a core"
    return text + "".join(f", {size:.0f} MB" for size in memory)


if __name__ == "__main__":
    main()
