"""The encoder interface, and functions shared by the encoders.

An encoder turns segments, and runs of consecutive segments, into vectors of unit
length, so that a dot product is a cosine. There are three: the built-in default
(`universal`), a more accurate mix with a second built-in model (`accurate`), and any
sentence-transformers model (`sentence_transformers`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

#: Called with the number of texts done so far and in total.
ProgressCallback = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class TokenVectors:
    """The tokens of a list of segments as vectors, for comparing segments in detail."""

    vectors: Vectors  #: (t, d) float32, unit length
    weights: NDArray[np.float32]  #: (t,), information of each token, in nats; above 0
    starts: NDArray[np.int64]  #: (n,), first token of each segment; every segment has at least one

    def __len__(self) -> int:
        return len(self.starts)


class Encoder(Protocol):
    """Turns texts into vectors that can be compared across languages."""

    @property
    def name(self) -> str:
        """The model with its revision or version, for the settings signature."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector of unit length for each text: ``(n, d)`` float32."""

    def encode_groups(self, segments: Sequence[str], k: int) -> Vectors:
        """Vectors of all runs of 1 to k segments: ``(k, n, d)`` float32.

        ``[g, i]`` embeds the ``g + 1`` segments that end with segment ``i``, and is
        zero where there are fewer (``i < g``).
        """


def groups_by_text(encoder: Encoder, segments: Sequence[str], k: int) -> Vectors:
    """The vectors of all runs of 1 to k segments, each run embedded as a separate text.

    For encoders that cannot pool segment vectors. The texts of a run are joined by spaces, and
    equal texts are embedded once. Shape ``(k, n, d)``; see ``Encoder.encode_groups``.
    """
    check_group_size(k)
    n = len(segments)
    vectors = np.zeros((k, n, encoder.dimension), dtype=np.float32)
    places = [(g, i) for g in range(k) for i in range(g, n)]
    if not places:
        return vectors
    runs = [" ".join(segments[i - g : i + 1]) for g, i in places]
    rows, columns = zip(*places, strict=True)
    vectors[list(rows), list(columns)] = encode_distinct(encoder.encode, runs)
    return vectors


def encode_distinct(
    encode: Callable[[Sequence[str]], NDArray[Any]], texts: Sequence[str]
) -> NDArray[Any]:
    """The rows that ``encode`` gives for the texts, with equal texts encoded once."""
    distinct = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    if not distinct:
        return encode([])
    rows = encode(list(distinct))
    return rows[[distinct[text] for text in texts]]


def pooled_groups(vectors: NDArray[Any], weights: NDArray[Any], k: int) -> NDArray[np.float64]:
    """Weighted means of all runs of 1 to k rows, shape ``(k, n, d)`` float64.

    ``[g, i]`` is the mean of the ``g + 1`` rows of ``vectors`` that end with row ``i``,
    not of unit length, and zero where ``i < g``. Weights are positive.

    >>> pooled_groups(np.array([[2.0], [8.0]]), np.array([1.0, 2.0]), 2)[:, :, 0]
    array([[2., 8.],
           [0., 6.]])
    """
    check_group_size(k)
    n, dimension = vectors.shape
    means = np.zeros((k, n, dimension))
    rows = np.asarray(vectors, dtype=np.float64) * np.asarray(weights, dtype=np.float64)[:, None]
    sums, totals = rows.copy(), np.asarray(weights, dtype=np.float64).copy()
    for g in range(min(k, n)):
        if g:
            sums = sums[1:] + rows[: n - g]
            totals = totals[1:] + weights[: n - g]
        means[g, g:] = sums / totals[:, None]
    return means


def unit_length(vectors: NDArray[Any]) -> Vectors:
    """The vectors scaled to length 1 along the last axis, float32; zero stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Vectors = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


def check_group_size(k: int) -> None:
    """Raise ValueError unless a run may have at least one segment."""
    if k < 1:
        raise ValueError(f"a run must have at least one segment, not {k}")


def one_line(texts: Iterable[str]) -> list[str]:
    """The texts with each run of white space and control characters replaced by one space.

    Encoders written in C stop at a NUL and cannot handle an unpaired surrogate.

    >>> one_line(["a\\tb\\x00c ", "\\ud800"])
    ['a b c', '?']
    """
    return [
        " ".join(text.replace("\0", " ").split()).encode("utf-8", "replace").decode("utf-8")
        for text in texts
    ]
