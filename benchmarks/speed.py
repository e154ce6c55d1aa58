"""How fast the parts are, as ratios and rates of one run.

    python -m benchmarks.speed [--large]

Prints: group embeddings by pooling against embedding each run as its own text with the same
network, and how alike the two vectors are; segments a second; alignment alone of 5,000 x 6,000
segments; with --large also 50,000 x 50,000, with the memory it takes. Machines differ: compare
within one run.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from pathlib import Path

import click
import numpy as np

from align import Document
from align.aligner.align_segments import align_segments
from align.encoders.base import Vectors, groups_by_text
from align.encoders.universal import UniversalEncoder, universal_encoder
from align.lattice.bead_types import MAX_GROUP
from align.scoring.segment_features import segment_features
from align.segmentation.segment import segment_lines

EXAMPLES = Path(__file__).parent.parent / "corpora" / "examples"


@click.command()
@click.option("--large", is_flag=True, help="Also 50,000 x 50,000 segments.")
def main(large: bool) -> None:
    """Measure speed and memory."""
    _embedding()
    sizes = [(2_500, 3_000), (5_000, 6_000)] + ([(50_000, 50_000)] if large else [])
    for n, m in sizes:
        sides = _invented(n, seed=1), _invented(m, seed=2)
        before = _peak()
        seen = segment_features(sides[0][0]), segment_features(sides[1][0])
        started = time.perf_counter()
        align_segments(sides[0][1], sides[1][1], seen, wrong_cost=0.4)
        seconds = time.perf_counter() - started
        click.echo(
            f"align {n:,} x {m:,}: {seconds:.2f} s, peak {_peak():,.0f} MB "
            f"({before:,.0f} MB before, vectors included)"
        )


def _embedding() -> None:
    texts = [
        line
        for path in sorted(EXAMPLES.glob("*/??.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    encoder = universal_encoder()
    encoder.encode_groups(texts[:20], MAX_GROUP)  # warm
    pooled = min(_timed(lambda: encoder.encode_groups(texts, MAX_GROUP)) for _ in range(3))
    apart = min(_timed(lambda: groups_by_text(encoder, texts, MAX_GROUP)) for _ in range(2))
    both = min(_timed(lambda: encoder.encode_all(texts, MAX_GROUP)) for _ in range(3))
    click.echo(f"{len(texts)} segments, runs of 1 to {MAX_GROUP}: pooled {pooled:.2f} s")
    click.echo(f"each run as its own text: {apart:.2f} s, {apart / pooled:.1f} times as long")
    for size, cosines in enumerate(_likeness(encoder, texts), start=1):
        low, middle = np.quantile(cosines, (0.01, 0.5))
        click.echo(f"a run of {size}: cosine of the two {middle:.3f}, the worst 1% below {low:.3f}")
    click.echo(f"segments a second: {len(texts) / pooled:.0f}; with tokens {len(texts) / both:.0f}")


def _likeness(encoder: UniversalEncoder, texts: list[str]) -> list[Vectors]:
    """The cosines of each run's pooled vector and that of the same run as a text of its own."""
    pooled = encoder.encode_groups(texts, MAX_GROUP)
    apart = groups_by_text(encoder, texts, MAX_GROUP)
    return [(pooled[g, g:] * apart[g, g:]).sum(axis=1) for g in range(MAX_GROUP)]


def _invented(count: int, *, seed: int) -> tuple[Document, Vectors]:
    """A document of made-up lines whose vectors follow a common path, with noise."""
    vectors = np.random.default_rng(0).standard_normal((count, 512), dtype=np.float32)
    noise = np.random.default_rng(seed)
    for first in range(0, count, 1000):  # piece by piece, to take no more memory than needed
        part = vectors[first : first + 1000]
        part += np.float32(0.8) * noise.standard_normal(part.shape, dtype=np.float32)
        part /= np.linalg.norm(part, axis=1, keepdims=True)
    groups = np.zeros((MAX_GROUP, count, 512), dtype=np.float32)
    groups[0] = vectors
    for g in range(1, MAX_GROUP):
        np.add(groups[g - 1, g - 1 : -1], vectors[g:], out=groups[g, g:])
    for group in groups[1:]:
        for first in range(0, count, 1000):
            part = group[first : first + 1000]
            part /= np.maximum(np.linalg.norm(part, axis=1, keepdims=True), np.float32(1e-9))
    lines = "\n".join(
        f"Line {number} of the text says {number * 7 % 1000}." for number in range(count)
    )
    return segment_lines(lines, "en"), groups


def _timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
