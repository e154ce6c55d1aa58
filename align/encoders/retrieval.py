"""How good an encoder is: does it find the translation of a text among many others?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from align.encoders.base import Vectors
from align.scoring.similarity import NEIGHBOURS


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Share of texts whose translation is the nearest one, over both directions, 0 to 1."""

    texts: int  #: pairs that were looked at
    cosine: float  #: nearest by cosine
    margin: float  #: nearest by cosine less the mean of the nearest neighbours on both sides


def retrieval(source: Vectors, target: Vectors) -> Retrieval:
    """How often the right translation is found.

    Args:
        source: ``(n, d)`` float32, unit length.
        target: ``(n, d)``, likewise; row i translates source row i. Equal texts should be
            left out: only one of them can be the nearest.

    Raises:
        ValueError: The shapes do not fit each other, or hold nothing.

    >>> vectors = np.eye(3, dtype=np.float32)
    >>> retrieval(vectors, vectors)
    Retrieval(texts=3, cosine=1.0, margin=1.0)
    """
    if source.shape != target.shape or not len(source):
        raise ValueError(f"{source.shape} and {target.shape} do not fit each other")
    cosines: Vectors = source @ target.T
    near = min(NEIGHBOURS, len(source))
    rows = np.sort(cosines, axis=1)[:, -near:].mean(axis=1, keepdims=True)
    columns = np.sort(cosines, axis=0)[-near:].mean(axis=0, keepdims=True)
    return Retrieval(len(source), _found(cosines), _found(cosines - (rows + columns) / 2))


def _found(values: Vectors) -> float:
    """The share of rows and columns whose highest value stands on the diagonal."""
    place = np.arange(len(values))
    right = (values.argmax(axis=1) == place).sum() + (values.argmax(axis=0) == place).sum()
    return float(right / (2 * len(values)))
