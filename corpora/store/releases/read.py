"""Reading a store: releases, units and the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from align.bitext import Bitext, Document
from align.errors import StoreError
from corpora.model.release import Release
from corpora.model.selection import Selection
from corpora.model.unit import Origin, Unit
from corpora.store.database.filters import bead_conditions, release_conditions
from corpora.store.database.rows import (
    SOURCE_COLUMNS,
    annotation_of,
    bead_of,
    document_of,
    log_entry_of,
    origin_of,
    review_of,
    source_of,
    stored_finding_of,
    unit_of,
)
from corpora.store.values import LogEntry, LogMark, StoredFinding, StoredRelease

#: The columns of a unit: those of its bead, and how many findings stand about it.
UNIT_COLUMNS = """
    beads.*,
    (SELECT count(*) FROM findings
     WHERE findings.bead = beads.id AND findings.state <> 'dismissed') AS findings
"""


def origin(connection: sqlite3.Connection, release: int) -> Origin:
    """The provenance of a release.

    Raises:
        StoreError: The store has no release of that number.
    """
    row = connection.execute("SELECT * FROM releases WHERE id = ?", (release,)).fetchone()
    if row is None:
        raise StoreError("the store has no release {release}", release=release)
    return _origin(connection, row)


def origins(connection: sqlite3.Connection, selection: Selection) -> Iterator[Origin]:
    """The releases that may hold units of a selection, in the order in which they came."""
    wanted = release_conditions(selection)
    rows = connection.execute(
        f"SELECT * FROM releases WHERE {wanted.sql} ORDER BY id", wanted.values
    )
    for row in rows:
        yield _origin(connection, row)


def units(connection: sqlite3.Connection, selection: Selection) -> Iterator[Unit]:
    """The units of a selection, release by release in their order."""
    wanted = bead_conditions(selection)
    query = f"""
        SELECT {UNIT_COLUMNS} FROM beads
        WHERE beads.release = ? AND {wanted.sql} ORDER BY beads.number
    """
    for found in origins(connection, selection):
        for row in connection.execute(query, [found.release, *wanted.values]):
            yield unit_of(row, found)


def unit(connection: sqlite3.Connection, bead: int) -> Unit:
    """One unit by the number of its bead.

    Raises:
        StoreError: The store has no such bead, or has it no more.
    """
    query = f"SELECT {UNIT_COLUMNS} FROM beads WHERE id = ?"
    row = connection.execute(query, (bead,)).fetchone()
    if row is None:
        raise StoreError(
            "the store has no bead {bead}; its release may have been aligned anew", bead=bead
        )
    return unit_of(row, origin(connection, row["release"]))


def spread(connection: sqlite3.Connection, count: int) -> Iterator[Unit]:
    """At most so many units from all over the store, the same ones each time."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM beads").fetchone()
    query = "SELECT id FROM beads WHERE id > ? AND id <= ? LIMIT 1"
    for k in range(count):
        row = connection.execute(query, (last * k // count, last * (k + 1) // count)).fetchone()
        if row is not None:
            yield unit(connection, row["id"])


def release(connection: sqlite3.Connection, number: int) -> StoredRelease:
    """A release as it was added, its reviews, and its findings.

    Raises:
        StoreError: The store has no release of that number.
    """
    found = origin(connection, number)
    languages = found.source_language, found.target_language
    source, target = (_document(connection, number, side, languages[side]) for side in (0, 1))
    query = "SELECT * FROM beads WHERE release = ? ORDER BY number"
    rows = connection.execute(query, (number,)).fetchall()
    bitext = Bitext(source, target, tuple(map(bead_of, rows)), found.signature)
    value = Release(bitext, found.source, found.target, tuple(map(annotation_of, rows)))
    return StoredRelease(
        found, value, tuple(map(review_of, rows)), tuple(_findings(connection, number))
    )


def log(connection: sqlite3.Connection, release: int | None) -> Iterator[LogEntry]:
    """The log, oldest first: of one release, or of all."""
    condition, values = ("TRUE", ()) if release is None else ("release = ?", (release,))
    query = f"SELECT * FROM log WHERE {condition} ORDER BY id"
    yield from map(log_entry_of, connection.execute(query, values))


def marks(connection: sqlite3.Connection, release: int) -> Iterator[LogMark]:
    """The log of a release in outline, oldest first."""
    query = "SELECT id, who, action FROM log WHERE release = ? ORDER BY id"
    for row in connection.execute(query, (release,)):
        yield LogMark(row["id"], row["who"], row["action"])


def log_entry(connection: sqlite3.Connection, number: int) -> LogEntry:
    """One entry of the log, which is there."""
    return log_entry_of(connection.execute("SELECT * FROM log WHERE id = ?", (number,)).fetchone())


def _origin(connection: sqlite3.Connection, row: sqlite3.Row) -> Origin:
    query = f"""
        SELECT {", ".join(SOURCE_COLUMNS)} FROM documents WHERE release = ? ORDER BY side
    """
    source, target = map(source_of, connection.execute(query, (row["id"],)))
    return origin_of(row, source, target)


def _document(connection: sqlite3.Connection, release: int, side: int, language: str) -> Document:
    place = release, side
    query = "SELECT text FROM documents WHERE release = ? AND side = ?"
    text = connection.execute(query, place).fetchone()["text"]
    query = "SELECT * FROM segments WHERE release = ? AND side = ? ORDER BY furniture, number"
    return document_of(text, language, connection.execute(query, place).fetchall())


def _findings(connection: sqlite3.Connection, release: int) -> Iterator[StoredFinding]:
    rows = connection.execute(
        """
        SELECT findings.*, beads.number AS bead_number
        FROM beads JOIN findings ON findings.bead = beads.id
        WHERE beads.release = ? ORDER BY beads.number, findings.id
        """,
        (release,),
    )
    for row in rows:
        yield stored_finding_of(row, row["bead_number"])
