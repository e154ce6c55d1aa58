"""The texts of a store as vectors, and those that are nearest to a text in meaning.

Vectors are made when they are first needed, and kept beside the texts: eight bits a number, which
moves a cosine by less than 0.01. Where a text changes, its vector is deleted by the store itself.
A search compares a text with a few thousand vectors, those that their signs pick.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Encoder, ProgressCallback, Vectors, encode_distinct, unit_length
from corpora.store.database.connection import PRIMARY_CODE, transaction
from corpora.store.releases.read import unit
from corpora.store.search.sign_hashes import (
    BLOCK,
    Differences,
    Kind,
    blocks_without,
    differences,
    keep_signs,
)
from corpora.store.values import Near

#: Texts that are made vectors in one go, and kept then: some seconds.
_BATCH = 1_024
#: Vectors that are read in one go.
_ROWS = 8_192
#: The least vectors that are compared, in all and for each text that is wanted. With those,
#: `benchmarks/similar.py` lost 1 of 1,000 of the ten nearest among a million.
_PICKED, _PICKED_EACH = 4_000, 50
#: One of so many must be another vector than all before; else so many times more are compared.
_DIFFERENT, _MORE = 4, 8
_ALL = np.iinfo(np.uint16).max
_SIDES = ("source", "target")
#: The text of a side as it is after review.
_TEXT = {"source": "source_text", "target": "coalesce(revised_text, target_text)"}


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be done for the signs of a block."""

    kind: Kind
    block: int
    done: int  #: texts that have a vector
    missing: list[int]  #: beads whose texts have none


@dataclass(frozen=True, slots=True)
class _Compared:
    """Beads with their cosines."""

    beads: NDArray[np.int64]  #: (n,), the nearest first, and of equal ones the later
    cosines: NDArray[np.float32]  #: (n,)
    different: int  #: how many vectors these are, equal ones counted once


def embed(
    connection: sqlite3.Connection,
    encoder: Encoder,
    language: str,
    progress: ProgressCallback | None,
) -> None:
    """Make the vectors and signs that are missing of the texts of a language, and keep them.

    ProgressCallback is told in texts: all those of blocks that have no signs.
    """
    work = [
        _work(connection, kind, block)
        for kind in _kinds(encoder, language)
        for block in blocks_without(connection, kind)
    ]
    total = sum(one.done + len(one.missing) for one in work)
    done = 0
    for one in work:
        batches = range(0, len(one.missing), _BATCH)
        for start in batches or [0]:
            if progress is not None and done < total:
                progress(done, total)
            some = one.missing[start : start + _BATCH]
            _embed(connection, encoder, one.kind.side, some)
            done += len(some)
        _sign(connection, one.kind, one.block)
        done += one.done
    if progress is not None and total:
        progress(total, total)


def similar(
    connection: sqlite3.Connection, encoder: Encoder, text: str, language: str, limit: int
) -> Iterator[Near]:
    """The units whose texts in a language are nearest to a text; each pair of texts once.

    `embed` has made the vectors before.
    """
    query = f"SELECT source_text, {_TEXT['target']} FROM beads WHERE id = ?"
    seen = set()
    compared = _nearest(connection, encoder, text, language, limit)
    for bead, score in zip(compared.beads.tolist(), compared.cosines.tolist(), strict=True):
        texts = tuple(connection.execute(query, (bead,)).fetchone())
        if texts not in seen:
            seen.add(texts)
            yield Near(unit(connection, bead), language, score)
        if len(seen) == limit:
            return


def _nearest(
    connection: sqlite3.Connection, encoder: Encoder, text: str, language: str, limit: int
) -> _Compared:
    """The beads that are nearest to a text, with many more of different texts than are wanted."""
    (wanted,) = encoder.encode([text])
    found = {kind: _differences(connection, kind, wanted) for kind in _kinds(encoder, language)}
    counts = np.concatenate([one.counts for one in found.values()])
    least = max(_PICKED, _PICKED_EACH * limit)
    picked = least + np.count_nonzero(counts == 0)
    while True:
        # Equal texts have equal signs: all of them are picked, or none.
        most = np.partition(counts, picked)[picked] if picked < len(counts) else _ALL
        chosen = {kind: one.beads[one.counts <= most] for kind, one in found.items()}
        compared = _compare(connection, chosen, wanted)
        if picked >= len(counts) or compared.different * _DIFFERENT >= least:
            return compared
        picked *= _MORE


def _differences(connection: sqlite3.Connection, kind: Kind, wanted: Vectors) -> Differences:
    """All beads of a kind, and in how many signs they differ; 0 where signs could not be kept."""
    some = list(differences(connection, kind, wanted))
    for block in blocks_without(connection, kind):
        beads = _beads(_texts(connection, kind, block, "vector IS NOT NULL AS done"), "done")
        some.append(Differences(beads, np.zeros(len(beads), dtype=np.uint16)))
    return Differences(
        np.concatenate([np.zeros(0, dtype=np.int64), *(one.beads for one in some)]),
        np.concatenate([np.zeros(0, dtype=np.uint16), *(one.counts for one in some)]),
    )


def _compare(
    connection: sqlite3.Connection, chosen: dict[Kind, NDArray[np.int64]], wanted: Vectors
) -> _Compared:
    found: list[int] = []
    scores = [np.zeros(0, dtype=np.float32)]
    different: set[int] = set()
    for kind, beads in chosen.items():
        query = f"""
            SELECT bead, vector FROM {kind.side}_vectors
            WHERE encoder = ? AND bead IN (SELECT value FROM json_each(?))
        """
        rows = connection.execute(query, (kind.encoder, json.dumps(sorted(beads.tolist()))))
        while some := rows.fetchmany(_ROWS):
            found += [row["bead"] for row in some]
            kept = [row["vector"] for row in some]
            different.update(map(hash, kept))
            scores.append(_unit_vectors(kept) @ wanted)
    # More digits are noise, which would put equal texts in any order.
    numbers, cosines = np.array(found, dtype=np.int64), np.concatenate(scores).round(4)
    order = np.lexsort((-numbers, -cosines))
    return _Compared(numbers[order], cosines[order], len(different))


def _kinds(encoder: Encoder, language: str) -> list[Kind]:
    return [Kind(side, language, encoder.name) for side in _SIDES]


def _texts(connection: sqlite3.Connection, kind: Kind, block: int, what: str) -> list[sqlite3.Row]:
    """What is asked of the texts of a block and their vectors, with the beads, ascending."""
    query = f"""
        SELECT beads.id AS bead, {what}
        FROM beads CROSS JOIN releases ON releases.id = beads.release
        LEFT JOIN {kind.side}_vectors AS vectors
        ON vectors.bead = beads.id AND vectors.encoder = :encoder
        WHERE beads.id BETWEEN :first AND :last
        AND {kind.side}_language = :language AND {_TEXT[kind.side]} <> ''
        ORDER BY beads.id
    """
    bounds = {"first": block * BLOCK, "last": (block + 1) * BLOCK - 1}
    return connection.execute(query, kind.values(**bounds)).fetchall()


def _beads(rows: Sequence[sqlite3.Row], condition: str) -> NDArray[np.int64]:
    return np.array([row["bead"] for row in rows if row[condition]], dtype=np.int64)


def _work(connection: sqlite3.Connection, kind: Kind, block: int) -> _Work:
    rows = _texts(connection, kind, block, "vector IS NULL AS missing")
    missing = _beads(rows, "missing").tolist()
    return _Work(kind, block, len(rows) - len(missing), missing)


def _sign(connection: sqlite3.Connection, kind: Kind, block: int) -> None:
    """Keep the signs of a block, unless a text came a moment ago, or none can be kept."""
    try:
        with transaction(connection, write=True):
            rows = _texts(connection, kind, block, "vector")
            if all(row["vector"] is not None for row in rows):
                beads = np.array([row["bead"] for row in rows], dtype=np.int64)
                vectors = _unit_vectors([row["vector"] for row in rows])
                keep_signs(connection, kind, block, beads, vectors)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_READONLY:
            raise


def _embed(
    connection: sqlite3.Connection, encoder: Encoder, side: str, beads: Sequence[int]
) -> None:
    if not beads:
        return
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


def _unit_vectors(kept: Sequence[bytes]) -> Vectors:
    """Vectors as `_eight_bits` made them, at unit length: (n, d)."""
    if not kept:
        return np.zeros((0, 0), dtype=np.float32)
    rows = np.frombuffer(b"".join(kept), dtype=np.int8).reshape(len(kept), -1)
    return unit_length(rows.astype(np.float32))
