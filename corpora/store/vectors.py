"""The texts of a store as vectors, and those that are nearest to a text in meaning.

Vectors are made when they are first needed, and kept beside the texts: eight bits a number, which
moves a cosine by less than 0.01. Where a text changes, its vector is deleted by the store itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from align.embedding import Encoder, Progress, Vectors, encode_distinct
from corpora.store.connection import transaction
from corpora.store.reading import unit
from corpora.store.values import Near

#: Texts that are made vectors in one go, and kept then: some seconds.
_BATCH = 1_000
#: Vectors that are read in one go.
_ROWS = 8_192
_SIDES = ("source", "target")
#: The text of a side as it is after review.
_TEXT = {"source": "source_text", "target": "coalesce(revised_text, target_text)"}


def embed(
    connection: sqlite3.Connection, encoder: Encoder, language: str, progress: Progress | None
) -> None:
    """Make the vectors that are missing of the texts of a language, and keep them as they come."""
    missing = {side: _missing(connection, encoder, language, side) for side in _SIDES}
    total = sum(map(len, missing.values()))
    done = 0
    for side, beads in missing.items():
        for start in range(0, len(beads), _BATCH):
            if progress is not None:
                progress(done, total)
            some = beads[start : start + _BATCH]
            _embed(connection, encoder, side, some)
            done += len(some)
    if progress is not None and total:
        progress(total, total)


def similar(
    connection: sqlite3.Connection, encoder: Encoder, text: str, language: str, limit: int
) -> Iterator[Near]:
    """The units whose texts in a language are nearest to a text; each pair of texts once.

    `embed` has made the vectors before.
    """
    seen = set()
    for bead, score in _nearest(connection, encoder, text, language):
        found = unit(connection, bead)
        texts = found.source_text, found.target_text
        if texts not in seen:
            seen.add(texts)
            yield Near(found, language, score)
        if len(seen) == limit:
            return


def _nearest(
    connection: sqlite3.Connection, encoder: Encoder, text: str, language: str
) -> Iterator[tuple[int, float]]:
    """All beads with their cosines, the nearest first, and of equal ones the later."""
    (wanted,) = encoder.encode([text])
    beads: list[NDArray[np.int64]] = []
    scores: list[NDArray[np.float32]] = []
    for side in _SIDES:
        rows = connection.execute(
            f"""
            SELECT bead, vector FROM ({_beads_of(side)}) CROSS JOIN {side}_vectors ON bead = id
            WHERE encoder = :encoder
            """,
            {"language": language, "encoder": encoder.name},
        )
        while some := rows.fetchmany(_ROWS):
            beads.append(np.array([row["bead"] for row in some], dtype=np.int64))
            kept = np.frombuffer(b"".join(row["vector"] for row in some), dtype=np.int8)
            vectors = kept.reshape(len(some), -1).astype(np.float32)
            lengths = np.linalg.norm(vectors, axis=1)
            scores.append(vectors @ wanted / np.where(lengths > 0, lengths, 1))
    if not beads:
        return
    # More digits are noise, which would put equal texts in any order.
    numbers, cosines = np.concatenate(beads), np.concatenate(scores).round(4)
    for place in np.lexsort((-numbers, -cosines)):
        yield int(numbers[place]), float(cosines[place])


def _beads_of(side: str) -> str:
    """The statement for the beads whose text on one side is of the language: an index has all."""
    return f"""
        SELECT beads.id FROM releases CROSS JOIN beads ON beads.release = releases.id
        WHERE {side}_language = :language
    """


def _missing(
    connection: sqlite3.Connection, encoder: Encoder, language: str, side: str
) -> list[int]:
    rows = connection.execute(
        f"""
        SELECT id FROM beads WHERE id IN ({_beads_of(side)}) AND {_TEXT[side]} <> ''
        AND id NOT IN (SELECT bead FROM {side}_vectors WHERE encoder = :encoder) ORDER BY id
        """,
        {"language": language, "encoder": encoder.name},
    )
    return [row["id"] for row in rows]


def _embed(
    connection: sqlite3.Connection, encoder: Encoder, side: str, beads: Sequence[int]
) -> None:
    marks = ", ".join("?" * len(beads))
    query = f"SELECT id, {_TEXT[side]} AS text FROM beads WHERE id IN ({marks})"
    rows = connection.execute(query, beads).fetchall()
    vectors = _eight_bits(encode_distinct(encoder.encode, [row["text"] for row in rows]))
    # Somebody may have changed or removed a text meanwhile.
    statement = f"""
        INSERT OR REPLACE INTO {side}_vectors (bead, encoder, vector)
        SELECT id, ?, ? FROM beads WHERE id = ? AND {_TEXT[side]} = ?
    """
    with transaction(connection, write=True):
        connection.executemany(
            statement,
            [
                (encoder.name, vector.tobytes(), row["id"], row["text"])
                for row, vector in zip(rows, vectors, strict=True)
            ],
        )


def _eight_bits(vectors: Vectors) -> NDArray[np.int8]:
    """Vectors whose directions are those given, but for rounding."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9)
    rounded: NDArray[np.int8] = np.rint(vectors / largest * 127).astype(np.int8)
    return rounded
