"""The sums over all paths, against an enumeration of every path."""

import itertools

import numpy as np
import pytest

from align.lattice.band import Band
from align.lattice.bead_types import ADDITION, OMISSION, STEPS, SWAP
from align.lattice.best_path import best_path
from align.lattice.posteriors import Predecessors, Scores, posteriors


def every_path(n, m):
    """All covers of n and m segments with beads, omissions first within a gap."""

    def go(i, j, last):
        if (i, j) == (n, m):
            yield ()
            return
        for step, (a, b) in enumerate(STEPS):
            if i + a > n or j + b > m or (step == OMISSION and last == ADDITION):
                continue
            for rest in go(i + a, j + b, step):
                yield ((i, j, step), *rest)

    return list(go(0, 0, None))


def path_score(path, band, scores):
    total, last = 0.0, None
    for i, j, step in path:
        a, b = STEPS[step]
        if step == OMISSION:
            total += scores.omission[i]
            total += scores.continued[0] if last == OMISSION else 0
        elif step == ADDITION:
            total += scores.addition[j]
            total += {OMISSION: scores.continued[1], ADDITION: scores.continued[2]}.get(last, 0)
        else:
            cell = band.starts[i + a] + j + b - band.low[i + a]
            total += scores.match[step, cell]
        last = step
    return total


def random_scores(band, seed):
    rng = np.random.default_rng(seed)

    def draw(*shape):
        return rng.normal(0, 2, shape).astype(np.float32)

    return Scores(draw(SWAP + 1, len(band)), draw(band.n), draw(band.m), draw(3))


@pytest.mark.parametrize(("n", "m"), [(1, 1), (3, 4), (4, 3), (0, 3), (2, 0), (4, 4)])
def test_posteriors_are_those_of_the_enumeration(n, m):
    band = Band.full(n, m)
    scores = random_scores(band, seed=10 * n + m)
    paths = every_path(n, m)
    logs = np.array([path_score(path, band, scores) for path in paths])
    weights = np.exp(logs - logs.max())
    found = posteriors(band, Predecessors.of(band), scores)
    assert found.log_total == pytest.approx(logs.max() + np.log(weights.sum()), abs=1e-4)
    weights /= weights.sum()
    omission, addition, continued = np.zeros(n), np.zeros(m), np.zeros(3)
    match = np.zeros_like(scores.match)
    for path, weight in zip(paths, weights, strict=True):
        for i, j, step in path:
            a, b = STEPS[step]
            if step == OMISSION:
                omission[i] += weight
            elif step == ADDITION:
                addition[j] += weight
            else:
                match[step, band.starts[i + a] + j + b] += weight
        for (_, _, one), (_, _, two) in itertools.pairwise(path):
            pairs = [(OMISSION, OMISSION), (OMISSION, ADDITION), (ADDITION, ADDITION)]
            if (one, two) in pairs:
                continued[pairs.index((one, two))] += weight
    np.testing.assert_allclose(found.omission, omission, atol=1e-4)
    np.testing.assert_allclose(found.addition, addition, atol=1e-4)
    np.testing.assert_allclose(found.match, match, atol=1e-4)
    np.testing.assert_allclose(found.continued, continued, atol=1e-4)


@pytest.mark.parametrize("cost", [0.0, 0.4])
def test_best_path_has_the_highest_expected_gain(cost):
    band = Band.full(3, 4)
    scores = random_scores(band, seed=5)
    probabilities = posteriors(band, Predecessors.of(band), scores)

    def gain(path):
        total = 0.0
        for i, j, step in path:
            a, b = STEPS[step]
            if step == OMISSION:
                total += probabilities.omission[i] - cost
            elif step == ADDITION:
                total += probabilities.addition[j] - cost
            else:
                gain = probabilities.match[step, band.starts[i + a] + j + b] - cost
                total += 2 * gain if step == SWAP else gain
        return total

    best = max(gain(path) for path in every_path(3, 4))
    i = j = 0
    found = []
    for step in best_path(band, Predecessors.of(band), probabilities, cost=cost):
        found.append((i, j, step))
        i, j = i + STEPS[step][0], j + STEPS[step][1]
    assert (i, j) == (3, 4)
    assert gain(found) == pytest.approx(best)


def test_a_narrow_band_agrees_with_the_full_one_when_all_weight_lies_inside():
    n = m = 12
    full, narrow = Band.full(n, m), Band.around(np.arange(n + 1), m, 3)
    assert len(narrow) < len(full)
    scores = random_scores(full, seed=1)
    away = np.abs(full.i - full.j) > 2
    scores.match[:, away] = -80
    inner = full.starts[narrow.i] + narrow.j
    narrow_scores = Scores(
        scores.match[:, inner], scores.omission - 40, scores.addition - 40, scores.continued
    )
    scores = Scores(scores.match, scores.omission - 40, scores.addition - 40, scores.continued)
    one = posteriors(full, Predecessors.of(full), scores)
    two = posteriors(narrow, Predecessors.of(narrow), narrow_scores)
    np.testing.assert_allclose(two.match, one.match[:, inner], atol=1e-4)
