"""How much the stored mean should count, and how the two encoders should be mixed.

    python benchmarks/centring.py DATA

DATA holds sentences/ (NAME.ko.txt and NAME.en.txt, parallel lines) and aligned/
(SET/DOCUMENT/ko.txt, en.txt, gold.tsv). Printed is the share of segments whose
translation is the nearest of the document, by cosine and by cosine less the mean cosine
to the four nearest on both sides; both directions together. Lines of sentences/ are cut
into documents of 8 or 30. Each text is embedded once: some seven minutes on one core.

The stored mean comes from park-dev and jhe-dev, so it knows those two sets.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from align.encoders.accurate import E5_DIMENSION, AccurateEncoder
from align.encoders.base import Vectors
from align.encoders.universal import universal_encoder

NEIGHBOURS = 4
SETS = (("tatoeba", 1000), ("park-dev", 30), ("park-dev", 8), ("jhe-dev", 30), ("jhe-dev", 8))
ALIGNED = ("ntrex-dev", "osguide", "releases-dev")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents and which segments translate each other alone."""

    source: list[str]
    target: list[str]
    gold: list[tuple[int, int]]


class Remembering(AccurateEncoder):
    """Keeps each text's uncentred vectors, so that every setting embeds it once."""

    kept: dict[str, tuple[Vectors, Vectors]] = {}  # noqa: RUF012 - shared on purpose

    def learn(self, texts: list[str]) -> None:
        """Embed what is new among these texts."""
        new = [text for text in dict.fromkeys(texts) if text not in self.kept]
        vectors, _ = self._segment_vectors(new)
        for text, ours, base in zip(new, vectors, self._base.encode(new), strict=True):
            self.kept[text] = (ours, base)

    def parts(self, texts: list[str]) -> tuple[Vectors, Vectors]:
        """Centred unit vectors of e5, and those of the other encoder."""
        ours = np.array([self.kept[text][0] for text in texts])
        base = np.array([self.kept[text][1] for text in texts])
        ours = ours - self._mean(ours, texts)
        return ours / np.linalg.norm(ours, axis=1, keepdims=True), base


def pairs_of(data: Path, name: str, size: int | None) -> Iterator[Pair]:
    """The documents of a set; `size` lines each for a set of sentences."""
    if size is not None:
        source, target = (
            (data / "sentences" / f"{name}.{language}.txt").read_text("utf-8").splitlines()
            for language in ("ko", "en")
        )
        for first in range(0, len(source), size):
            part = slice(first, first + size)
            count = len(source[part])
            yield Pair(source[part], target[part], [(i, i) for i in range(count)])
        return
    for folder in sorted((data / "aligned" / name).iterdir()):
        sides = [(folder / f"{each}.txt").read_text("utf-8").splitlines() for each in ("ko", "en")]
        beads = [row.split("\t") for row in (folder / "gold.tsv").read_text("utf-8").splitlines()]
        gold = [(int(i), int(j)) for i, j in beads if i.isdigit() and j.isdigit()]
        yield Pair(sides[0], sides[1], gold)


def right(similarity: Vectors, gold: list[tuple[int, int]]) -> int:
    """How many of the gold pairs are nearest, counted from both sides."""
    rows, columns = similarity.argmax(axis=1), similarity.argmax(axis=0)
    return sum(int(rows[i] == j) + int(columns[j] == i) for i, j in gold)


def margin(similarity: Vectors) -> Vectors:
    """Cosine less the mean of the nearest neighbours' on both sides."""
    by_row = np.sort(similarity, axis=1)[:, -NEIGHBOURS:].mean(axis=1, keepdims=True)
    by_column = np.sort(similarity, axis=0)[-NEIGHBOURS:].mean(axis=0, keepdims=True)
    result: Vectors = similarity - (by_row + by_column) / 2
    return result


def score(encoder: Remembering, pairs: list[Pair], weight: float) -> str:
    """The two shares of right answers, as "cosine/margin"."""
    found = np.zeros(2)
    for pair in pairs:
        ours_source, base_source = encoder.parts(pair.source)
        ours_target, base_target = encoder.parts(pair.target)
        similarity = weight * ours_source @ ours_target.T
        similarity += (1 - weight) * base_source @ base_target.T
        found += right(similarity, pair.gold), right(margin(similarity), pair.gold)
    cosine, margins = found / sum(2 * len(pair.gold) for pair in pairs)
    return f"{cosine:.4f}/{margins:.4f}"


def main() -> None:
    """Print a line for each setting."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    sets: list[tuple[str, int | None]] = [*SETS, *((name, None) for name in ALIGNED)]
    pairs = {(name, size): list(pairs_of(data, name, size)) for name, size in sets}
    base = universal_encoder()
    first = Remembering(base)
    started = time.perf_counter()
    for found in pairs.values():
        for pair in found:
            first.learn(pair.source)
            first.learn(pair.target)
    seconds = time.perf_counter() - started
    print(f"{len(first.kept)} texts, {len(first.kept) / seconds:.0f} a second, both encoders")
    print(
        f"vectors of {base.dimension} and {E5_DIMENSION}", *(f"{n}:{s or 'all'}" for n, s in sets)
    )
    for prior in (1e-9, 1, 2, 4, 8, math.inf):
        for weight in (0, 0.3, 0.4, 0.5, 0.6, 0.7, 1) if prior == 2 else (0.5, 1):
            encoder = Remembering(base, prior_segments=prior)
            scores = [score(encoder, found, weight) for found in pairs.values()]
            print(f"prior {prior:g} weight of e5 {weight}", *scores, flush=True)


if __name__ == "__main__":
    main()
