"""How often each text of a release is analysed, and embedded, while it is aligned and checked.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.analyses

Prints one line for each kind of analysis: how many calls there were for how many different texts
in all example releases, each aligned from its files and checked; likewise for the texts that went
through the network of the embedded encoder; then the processor time of both steps, the least of
five runs. Marks and sentences are mostly read while lines become segments, which is before there
are segments to share an analysis.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import click
import numpy as np

from align import Analysis
from align.encoders import universal
from corpora import align_files, check_release

EXAMPLES = Path(__file__).parent.parent / "corpora" / "examples"
#: What is counted: the function, and the module that it is written in.
ANALYSES = {
    "find_numbers": "align.lexicon.numbers",
    "find_facts": "align.facts.find",
    "find_names": "align.names.find",
    "read_mark": "align.segmentation.list_marks",
    "sentence_ranges": "align.segmentation.sentences",
}
NETWORK = "network"


class Count:
    """How often something was asked about which texts."""

    def __init__(self) -> None:
        self.texts: Counter[Hashable] = Counter()
        self.passes = 0
        self.release = 0  #: the one that is looked at; none can know another's texts

    def add(self, texts: Iterable[Hashable]) -> None:
        """Count one call, about one text or several."""
        self.passes += 1
        self.texts.update((self.release, text) for text in texts)

    @property
    def line(self) -> str:
        """Calls and different texts."""
        return f"{self.texts.total():6,} for {len(self.texts):5,} texts"


@contextmanager
def counted() -> Iterator[dict[str, Count]]:
    """Count what is done inside, under whatever name a module imported the function."""
    counts = {name: Count() for name in (*ANALYSES, NETWORK)}
    originals = {
        name: getattr(importlib.import_module(module), name) for name, module in ANALYSES.items()
    }
    importlib.import_module("align.checks.check_bitext")
    modules = [module for name, module in sys.modules.items() if name.startswith("align.")]
    places = [
        (module, name)
        for module in modules
        for name, original in originals.items()
        if vars(module).get(name) is original
    ]
    watched = {name: _watched(original, counts[name]) for name, original in originals.items()}
    for module, name in places:
        setattr(module, name, watched[name])
    network = universal._Network
    features = _watched_network(network.features, counts[NETWORK])
    try:
        with mock.patch.object(network, "features", features):
            yield counts
    finally:
        for module, name in places:
            setattr(module, name, originals[name])


def _watched(function: Callable[..., Any], count: Count) -> Callable[..., Any]:
    def watched(text: str, *rest: Any, **options: Any) -> Any:
        count.add([(text, *rest, *options.values())])
        return function(text, *rest, **options)

    return watched


def _watched_network(function: Callable[..., Any], count: Count) -> Callable[..., Any]:
    def watched(network: Any, stream: Any, owners: Any) -> Any:
        bounds = np.flatnonzero(np.diff(owners)) + 1
        count.add(part.tobytes() for part in np.split(stream, bounds))
        return function(network, stream, owners)

    return watched


@click.command()
def main() -> None:
    """Count analyses, and take the time."""
    folders = sorted(path for path in EXAMPLES.iterdir() if (path / "ko_raw.txt").exists())
    files = [(folder / "ko_raw.txt", folder / "en_raw.txt") for folder in folders]
    with counted() as counts:
        for number, pair in enumerate(files):
            for count in counts.values():
                count.release = number
            _release(*pair)
    seconds = min(sum(_release(*pair) for pair in files) for _ in range(5))
    for name, count in counts.items():
        passes = f" in {count.passes} passes" if name == NETWORK else ""
        click.echo(f"{name:16}{count.line}{passes}")
    click.echo(f"{len(files)} releases: {seconds:.2f} s of processor time")


def _release(source: Path, target: Path) -> float:
    """Seconds of processor time to align and check one release."""
    started = time.process_time()
    analysis = Analysis()
    check_release(align_files(source, target, analysis=analysis).release, analysis=analysis)
    return time.process_time() - started


if __name__ == "__main__":
    main()
