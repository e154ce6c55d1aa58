"""The rough path through long documents: found despite long gaps, in linear time."""

import time

import numpy as np
import pytest

from align.aligner.coarse_to_fine import likely_path
from align.encoders.base import unit_length
from align.lattice.band import FULL_SEARCH, RADIUS, Band


def planted(n: int, gaps: dict[int, tuple[str, int]], noise: float = 0.9, seed: int = 0):
    """Vectors of two texts, and the path that was planted.

    Args:
        n: Segments that stand on both sides.
        gaps: Which side has how many segments more before a segment of the n.
        noise: How far the two sides of a pair lie apart.
        seed: Of all that is drawn.
    """
    rng = np.random.default_rng(seed)
    source, target, path = [], [], [0]
    for index in range(n):
        side, count = gaps.get(index, ("", 0))
        extra = list(rng.normal(size=(count, 64)))
        if side == "source":
            source += extra
            path += [len(target)] * count
        target += extra * (side == "target")
        vector = rng.normal(size=64)
        source.append(vector + noise * rng.normal(size=64))
        target.append(vector + noise * rng.normal(size=64))
        path.append(len(target))
    return unit_length(np.array(source)), unit_length(np.array(target)), np.array(path)


CASES = [
    pytest.param(40, {}, id="short"),
    pytest.param(FULL_SEARCH + 1, {}, id="just too long for a full search"),
    pytest.param(1000, {}, id="no gaps"),
    pytest.param(1000, {300: ("source", 200)}, id="a long omission"),
    pytest.param(1000, {300: ("target", 200)}, id="a long addition"),
    pytest.param(1000, {0: ("target", 150)}, id="an addition in front"),
    pytest.param(1000, {999: ("source", 150)}, id="an omission at the end"),
    pytest.param(
        1200, {200: ("source", 120), 600: ("target", 90), 900: ("source", 60)}, id="several gaps"
    ),
    pytest.param(900, dict.fromkeys(range(0, 900, 10), ("target", 1)), id="many short gaps"),
]


@pytest.mark.parametrize(("n", "gaps"), CASES)
def test_a_planted_path_is_found(n, gaps):
    source, target, path = planted(n, gaps)
    found = likely_path(source, target)
    assert found.shape == path.shape
    assert (found[0], found[-1]) == (0, len(target)) or gaps.get(0)
    assert (np.diff(found) >= 0).all()
    band = Band.around(found, len(target), RADIUS)
    inside = [band.low[i] <= j < band.high[i] for i, j in enumerate(path.tolist())]
    assert np.mean(inside) > 0.99
    assert np.mean(np.abs(found - path) <= 1) > 0.97


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 5), (5, 0), (1, 1), (1, 500), (500, 1), (2, 300)])
def test_lopsided_documents(n, m):
    rng = np.random.default_rng(0)
    source, target = (unit_length(rng.normal(size=(size, 8))) for size in (n, m))
    found = likely_path(source, target)
    assert found.shape == (n + 1,)
    assert found[-1] == m
    assert ((found >= 0) & (found <= m)).all()
    assert (np.diff(found) >= 0).all()


def test_time_grows_with_the_length_and_not_with_its_square():
    def seconds(n: int) -> float:
        source, target, _ = planted(n, {n // 2: ("source", n // 10)})
        times = []
        for _ in range(3):
            start = time.process_time()
            likely_path(source, target)
            times.append(time.process_time() - start)
        return min(times)

    seconds(200)
    assert seconds(16_000) < 24 * seconds(2_000)  # eight times the text; a square would be 64
