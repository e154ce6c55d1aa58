"""The band against a plain list of its cells."""

import numpy as np
import pytest
from random_bands import BANDS, EMPTY, cells_of

from align.lattice.band import Band

ALL = BANDS + EMPTY


@pytest.mark.parametrize("band", ALL)
def test_cells_lie_row_after_row(band):
    cells = cells_of(band)
    assert len(band) == len(cells)
    assert list(zip(band.i.tolist(), band.j.tolist(), strict=True)) == cells
    assert [band.cell(i, j) for i, j in cells] == list(range(len(cells)))
    assert (0, 0) in cells
    assert (band.n, band.m) in cells


@pytest.mark.parametrize("band", ALL)
@pytest.mark.parametrize(
    "by", [(0, 0), (-1, 0), (0, -1), (-1, -1), (1, 0), (0, 1), (-4, -2), (3, -4), (9, 9)]
)
def test_shifted(band, by):
    cells = cells_of(band)
    values = np.random.default_rng(1).normal(size=len(band)).astype(np.float32)
    known = dict(zip(cells, values.tolist(), strict=True))
    expected = [known.get((i + by[0], j + by[1]), -7.0) for i, j in cells]
    shifted = band.shifted(values, *by, -7)
    assert shifted.dtype == np.float32
    np.testing.assert_array_equal(shifted, np.array(expected, dtype=np.float32))
    _, inside = band.locate(*by)
    assert inside.tolist() == [(i + by[0], j + by[1]) in known for i, j in cells]


@pytest.mark.parametrize("band", ALL)
def test_transposed(band):
    other = band.transposed
    assert (other.n, other.m) == (band.m, band.n)
    assert sorted(cells_of(other)) == sorted((j, i) for i, j in cells_of(band))
    values = np.arange(len(band), dtype=np.float32)
    known = dict(zip(cells_of(band), values.tolist(), strict=True))
    moved = values[band.transposition].tolist()
    assert moved == [known[i, j] for j, i in cells_of(other)]
    assert cells_of(other.transposed) == cells_of(band)


@pytest.mark.parametrize("radius", [0, 1, 5, 100])
def test_a_band_holds_its_path_with_all_leaps(radius):
    path = np.array([0, 0, 3, 3, 20, 21, 21])
    band = Band.around(path, 25, radius)
    cells = set(cells_of(band))
    before = 0
    for i, j in enumerate(path.tolist()):
        assert all((i, column) in cells for column in range(before, j + 1))
        before = j
    assert {(6, column) for column in range(21, 26)} <= cells
    widths = band.high - band.low
    assert widths.max() <= 2 * radius + 1 + 17
    assert (np.diff(band.low) >= 0).all()
    assert (np.diff(band.high) >= 0).all()
