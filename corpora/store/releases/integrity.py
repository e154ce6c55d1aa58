"""Whether the file of a store is whole, and every release in it can be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from align.errors import DaeyeokError
from corpora.io.paths import shown
from corpora.model.selection import Selection
from corpora.store.releases import read


def problems(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with a store, a line each."""
    for row in connection.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield str(row[0])
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row['rowid']} of {row['table']} belongs to no {row['parent']}"
    try:
        connection.execute(
            "INSERT INTO bead_texts (bead_texts, rank) VALUES ('integrity-check', 1)"
        )
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY:  # only a writer can look
            yield "the index for searching does not fit the texts"
    for origin in read.origins(connection, Selection()):
        for problem in _release_problems(connection, origin.release):
            yield f"release {origin.release} ({shown(origin.key)}): {problem}"


def _release_problems(connection: sqlite3.Connection, number: int) -> Iterator[str]:
    try:
        bitext = read.release(connection, number).release.bitext
    except (DaeyeokError, ValueError) as error:
        yield str(error)
        return
    units = read.units(connection, Selection(releases=(number,)))
    for bead, unit in zip(bitext, units, strict=True):
        texts = bitext.source_text(bead), bitext.target_text(bead)
        if texts != (unit.source_text, unit.original_text):
            yield f"bead {unit.number} has other texts than its segments"
