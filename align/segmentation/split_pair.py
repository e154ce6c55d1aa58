"""Two texts that translate each other, divided at once: how well do the halves agree?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Encoder


def agreement(
    source: Sequence[str], target: Sequence[str], encoder: Encoder
) -> NDArray[np.float64]:
    """How alike the halves are for each pair of places: (n - 1, m - 1) float64, -2 to 2.

    ``[i, j]`` is the cosine of what stands before source part ``i + 1`` and target part
    ``j + 1``, and the cosine of the rest of both, added up.

    Args:
        source: The n parts of one text, between the places where it may be cut; at least one.
        target: The m parts of the other.
        encoder: What turns them into vectors; n² and m² runs are pooled, so keep them few.
    """
    (before, after), (other_before, other_after) = (
        _halves(parts, encoder) for parts in (source, target)
    )
    likeness: NDArray[np.float64] = (before @ other_before.T + after @ other_after.T).astype(float)
    return likeness


def _halves(
    parts: Sequence[str], encoder: Encoder
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The vectors of what stands before and behind each place between parts: (n - 1, d)."""
    last = len(parts) - 1
    runs = encoder.encode_groups(parts, len(parts))
    places = np.arange(last)
    return runs[places, places], runs[last - 1 - places, last]
