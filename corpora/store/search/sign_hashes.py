"""The signs of vectors, by which those that may be nearest to one are picked from a million.

Of each number of a vector one bit is kept: whether it is above the mean of many. The nearer two
vectors are, the fewer of their signs differ, and to count these takes a hundredth of the time of
all cosines. Signs only pick; what is picked is compared by the vectors themselves.

Signs are kept in blocks of beads with consecutive numbers. As soon as a text or a vector of a
block changes, the store itself takes its signs away, in the same transaction. So signs that are
there are right; a block that has none is to be compared whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors

#: Beads of a block; the triggers of `schema.py` have the number too, so it never changes.
BLOCK = 2_048
#: The least vectors whose mean is taken off. Signs of fewer are those of the vectors as they are;
#: where all vectors point one way these hardly differ, so that they are picked all the more.
_ENOUGH = 256
_OF_KIND = "side = :side AND language = :language AND encoder = :encoder"


@dataclass(frozen=True, slots=True)
class Kind:
    """Vectors that can be compared: those of one side in one language, by one encoder."""

    side: str  #: source or target
    language: str
    encoder: str

    def values(self, **more: object) -> dict[str, object]:
        """What statements call them, the side as a number, and more values with these."""
        side = ("source", "target").index(self.side)
        return {"side": side, "language": self.language, "encoder": self.encoder, **more}


@dataclass(frozen=True, slots=True)
class Differences:
    """In how many signs the vectors of beads differ from the one that is looked for."""

    beads: NDArray[np.int64]  #: (n,)
    counts: NDArray[np.uint16]  #: (n,)


def blocks_without(connection: sqlite3.Connection, kind: Kind) -> list[int]:
    """The blocks of the store that have no signs of a kind, ascending."""
    (last,) = connection.execute("SELECT max(id) FROM beads").fetchone()
    rows = connection.execute(f"SELECT block FROM vector_signs WHERE {_OF_KIND}", kind.values())
    there = {row["block"] for row in rows}
    blocks = range(0 if last is None else last // BLOCK + 1)
    return [block for block in blocks if block not in there]


def keep_signs(
    connection: sqlite3.Connection,
    kind: Kind,
    block: int,
    beads: NDArray[np.int64],
    vectors: Vectors,
) -> None:
    """Keep the signs of a block, which may be empty.

    Args:
        connection: The store, in the transaction in which the vectors were read.
        kind: What vectors they are.
        block: The number of the block.
        beads: (n,), the beads of the block that have such a vector.
        vectors: (n, d), theirs, of unit length.
    """
    centre = _centre(connection, kind, vectors)
    values = kind.values(
        block=block,
        centre=centre,
        places=(beads - block * BLOCK).astype("<u2").tobytes(),
        signs=_signs(vectors, centre).tobytes(),
    )
    connection.execute(
        """
        INSERT OR REPLACE INTO vector_signs
        (block, side, language, encoder, centre, places, signs)
        VALUES (:block, :side, :language, :encoder, :centre, :places, :signs)
        """,
        values,
    )


def differences(
    connection: sqlite3.Connection, kind: Kind, wanted: Vectors
) -> Iterator[Differences]:
    """Block by block, the beads that have signs, and in how many they differ from a vector's.

    Args:
        connection: The store.
        kind: What is looked at.
        wanted: (d,), of unit length.
    """
    query = f"SELECT block, centre, places, signs FROM vector_signs WHERE {_OF_KIND}"
    centre, own = b"", _signs(wanted[np.newaxis], b"")
    for row in connection.execute(query, kind.values()):
        if row["centre"] != centre:
            centre = row["centre"]
            own = _signs(wanted[np.newaxis], centre)
        places = np.frombuffer(row["places"], dtype="<u2")
        signs = np.frombuffer(row["signs"], dtype=np.uint64).reshape(len(own), len(places))
        counts = np.bitwise_count(signs ^ own).sum(axis=0, dtype=np.uint16)
        yield Differences(places + np.int64(row["block"] * BLOCK), counts)


def _centre(connection: sqlite3.Connection, kind: Kind, vectors: Vectors) -> bytes:
    """What is taken off vectors: the same for all blocks, so that equal texts have equal signs."""
    query = f"SELECT centre FROM vector_signs WHERE {_OF_KIND} AND length(centre) > 0 LIMIT 1"
    row = connection.execute(query, kind.values()).fetchone()
    if row is not None:
        return bytes(row["centre"])
    return vectors.mean(axis=0).astype("<f4").tobytes() if len(vectors) >= _ENOUGH else b""


def _signs(vectors: Vectors, centre: bytes) -> NDArray[np.uint64]:
    """The signs as bits, a column a vector: (d / 64 rounded up, n)."""
    above = vectors > (np.frombuffer(centre, dtype="<f4") if centre else 0)
    packed = np.packbits(above, axis=1)
    padded = np.pad(packed, ((0, 0), (0, -packed.shape[1] % 8)))
    return np.ascontiguousarray(padded.view(np.uint64).T)
