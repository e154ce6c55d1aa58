"""Cosines and coverage in a band against the sums written out."""

import itertools

import numpy as np
import pytest
from random_bands import BANDS, EMPTY, cells_of, groups, some_tokens

from align.encoders.base import TokenVectors, unit_length
from align.lattice.band import Band
from align.lattice.bead_types import MAX_GROUP
from align.scoring.similarity import NEIGHBOURS, cosines, similarity, top_mean
from align.scoring.token_coverage import LONGEST_RUN, coverage

K = MAX_GROUP


@pytest.mark.parametrize("band", BANDS)
def test_cosines(band):
    source, target = groups(band.n, K), groups(band.m, K, seed=1)
    found = cosines(source, target, band)
    assert found.shape == (K, K, len(band))
    assert found.dtype == np.float32
    for place, (i, j) in enumerate(cells_of(band)):
        expected = np.zeros((K, K))
        if i and j:
            expected = source[:, i - 1] @ target[:, j - 1].T
        np.testing.assert_allclose(found[:, :, place], expected, atol=1e-6)


@pytest.mark.parametrize("k", [1, NEIGHBOURS])
@pytest.mark.parametrize("band", BANDS)
def test_top_mean(band, k):
    values = np.random.default_rng(2).normal(size=len(band)).astype(np.float32)
    rows: dict[int, list[float]] = {i: [] for i in range(band.n + 1)}
    for place, (i, j) in enumerate(cells_of(band)):
        if j:
            rows[i].append(float(values[place]))
    expected = [
        np.mean(sorted(row)[-k:]) if row else 0.0 for row in (rows[i] for i in range(band.n + 1))
    ]
    np.testing.assert_allclose(top_mean(values, band, k), expected, atol=1e-6)


def test_equal_values_count_once_in_top_mean():
    band = Band.full(1, 4)
    values = np.array([0, 0, 0, 0, 0, 9, 0.5, 0.5, 0.5, 0.25], dtype=np.float32)
    values[5] = 9  # in front of all target segments: does not count
    assert top_mean(values, band, 2)[1] == pytest.approx((0.5 + 0.25) / 2)


@pytest.mark.parametrize("band", BANDS)
def test_scaled_by_what_the_document_shows(band):
    source, target = groups(band.n, K), groups(band.m, K, seed=1)
    found = similarity(source, target, band)
    raw = cosines(source, target, band)
    np.testing.assert_allclose(found.cells * found.spread + found.offset, raw, atol=1e-5)
    inside = [place for place, (i, j) in enumerate(cells_of(band)) if i and j]
    assert found.offset == pytest.approx(float(raw[0, 0, inside].mean()), abs=1e-5)
    assert found.cells[0, 0, inside].mean() == pytest.approx(0, abs=1e-4)
    assert found.spread >= 0.2
    assert found.source.shape == (K, band.n)
    assert found.target.shape == (K, band.m)
    other = similarity(target, source, band.transposed)
    np.testing.assert_allclose(other.source, found.target, atol=1e-5)
    assert other.spread == pytest.approx(found.spread, abs=1e-5)


def test_a_translation_is_about_one():
    rng = np.random.default_rng(3)
    source = unit_length(rng.normal(size=(1, 40, 64)))
    target = unit_length(source + 0.1 * rng.normal(size=source.shape))
    found = similarity(source, target, Band.full(40, 40))
    pairs = [found.cells[0, 0, 41 * (i + 1) + i + 1] for i in range(40)]
    assert np.mean(pairs) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("band", EMPTY)
def test_an_empty_side(band):
    found = similarity(groups(band.n, K), groups(band.m, K), band)
    assert found.cells.shape == (K, K, len(band))
    assert not found.cells.any()


def covered(own: TokenVectors, other: TokenVectors, index: int, run: range) -> float:
    """Each token's best match in a run of the other side, by its weight, added up."""
    bounds = [*own.starts, len(own.vectors)], [*other.starts, len(other.vectors)]
    rows = slice(bounds[0][index], bounds[0][index + 1])
    columns = slice(bounds[1][run.start], bounds[1][run.stop])
    best = (own.vectors[rows] @ other.vectors[columns].T).max(axis=1)
    return float((best * own.weights[rows]).sum())


@pytest.mark.parametrize("band", BANDS)
def test_coverage(band):
    source, target = some_tokens(band.n, 4), some_tokens(band.m, 5)
    found = coverage(source, target, band)
    for place, (i, j) in enumerate(cells_of(band)):
        for g in range(LONGEST_RUN):
            expected = (0.0, 0.0)
            if i and j:
                expected = (
                    covered(source, target, i - 1, range(max(j - g - 1, 0), j)),
                    covered(target, source, j - 1, range(max(i - g - 1, 0), i)),
                )
            assert found.source[g, place] == pytest.approx(expected[0], abs=1e-4)
            assert found.target[g, place] == pytest.approx(expected[1], abs=1e-4)
    sums = [source.weights[a:b].sum() for a, b in pairs_of(source)]
    np.testing.assert_allclose(found.source_weights, sums, rtol=1e-5)


def pairs_of(tokens: TokenVectors):
    return itertools.pairwise([*tokens.starts, len(tokens.vectors)])
