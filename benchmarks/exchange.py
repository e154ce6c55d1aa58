"""Time and memory of writing, reading and cleaning streams of entries.

    python -m benchmarks.exchange --entries 1000000 tmx xliff csv jsonl parquet

Each step runs in a process of its own, so that its peak is its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from corpora import Cleaner, Entry, EntryFile, read_entries


def generated(count: int) -> Iterator[Entry]:
    """Different pairs of some 100 characters, 30 to a release."""
    for n in range(count):
        yield Entry(
            f"양측은 {n}건의 협력 사업을 강화하기로 하고 관련 예산을 늘리기로 합의하였다.",
            f"The two sides agreed to strengthen {n} joint projects and to raise their budget.",
            type="1-1",
            probability=0.98,
            score=0.75,
            source_kind="paragraph",
            target_kind="paragraph",
            release=f"보도자료 {n // 30}",
            title="회담 결과",
            date="2016-10-14",
            agency="외교부",
            source_address=f"https://example.org/ko/{n // 30}",
            signature="encoder=words|skip=0.2",
        )


def write(path: Path, count: int) -> int:
    """Write generated entries; how many."""
    with EntryFile(path, force=True) as file:
        file.put_all(generated(count))
    return file.count


def read(path: Path, count: int) -> int:
    """Read them again; how many."""
    return sum(1 for _ in read_entries(path, notices=Counter()))


def clean(path: Path, count: int, *, without: tuple[str, ...] = ()) -> int:
    """Judge generated entries, each twice; how many are kept."""
    cleaner = Cleaner.of("training", without=without)
    for entry in generated(count // 2):
        cleaner.judge(entry)
        cleaner.judge(entry)
    return cleaner.kept


def clean_quickly(path: Path, count: int) -> int:
    """The same without the checks of numbers, lengths and languages."""
    return clean(path, count, without=("wrong_language", "untranslated", "length_ratio", "numbers"))


def measured(step: Callable[[Path, int], int], path: Path, count: int) -> str:
    """One step in a process of its own: entries, seconds, the most memory."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        done, seconds, peak = pool.apply(_run, (step, path, count))
    return f"{step.__name__:14}{path.suffix:10}{done:>10,} {seconds:8.1f} s {peak:6.0f} MB"


def _run(step: Callable[[Path, int], int], path: Path, count: int) -> tuple[int, float, float]:
    started = time.perf_counter()
    done = step(path, count)
    seconds = time.perf_counter() - started
    return done, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print a line a step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", default=["tmx", "xliff", "csv", "jsonl", "parquet"])
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--clean", choices=("none", "quick", "all"), default="none")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in given.formats:
            path = Path(folder) / f"corpus.{name}"
            print(measured(write, path, given.entries), flush=True)
            if name != "moses":
                print(measured(read, path, given.entries), flush=True)
                path.unlink()
    if given.clean != "none":
        step = clean if given.clean == "all" else clean_quickly
        print(measured(step, Path(), given.entries), flush=True)


if __name__ == "__main__":
    main()
