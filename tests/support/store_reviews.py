"""Reviews written straight into a store, as the review part will write them."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path


def run(path: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    """What one statement gives, run by a program of its own."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        return connection.execute(statement, values).fetchall()


def review(path: Path, bead: int, state: str, revised: str | None = None) -> None:
    """Let Kim decide about a bead."""
    run(
        path,
        """
        UPDATE beads SET state = ?, revised_text = ?, version = version + 1,
        reviewer = 'Kim', reviewed_at = '2026-11-24T09:00:00+00:00' WHERE id = ?
        """,
        state,
        revised,
        bead,
    )


def decide(path: Path, finding: int, state: str, reason: str = "") -> None:
    """Let Kim decide about a finding."""
    run(
        path,
        "UPDATE findings SET state = ?, reason = ?, reviewer = 'Kim' WHERE id = ?",
        state,
        reason,
        finding,
    )
