"""Writing what changed between two drafts of a release."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from corpora.model.release import Release
from corpora.store.database.log import review_values, write_log
from corpora.store.database.rows import bead_values, finding_values
from corpora.store.releases.write import insert_statement, update_statement
from corpora.store.review.draft import NEW, Draft, DraftRow
from corpora.store.review.undo_images import Image, image_of, logged, unlike


def write_draft(
    connection: sqlite3.Connection,
    release: int,
    origin: Release,
    drafts: tuple[Draft, Draft],
    *,
    who: str,
    action: str,
    of: int | None = None,
) -> tuple[int, ...]:
    """Write the second draft in the place of the first, and the log.

    What comes back are the numbers of the beads that changed or are new.

    Args:
        connection: The store, in a transaction.
        release: The release's number.
        origin: The release that the first draft is, for its provenance.
        drafts: What the store holds, and what it is to hold.
        who: Whom the log names.
        action: What the log calls it.
        of: The entry of the log that is undone or done again.
    """
    before, after = drafts
    images = (
        [image_of(before, row) for row in before.rows],
        [image_of(after, row) for row in after.rows],
    )
    first, behind = unlike(*images)
    window = range(first, len(after.rows) - behind)
    old = {row.id: (row, image) for row, image in zip(before.rows, images[0], strict=True)}
    rows = _numbered(connection, release, after, window, images[1], old)
    after = Draft(after.source, after.target, tuple(rows))
    gone = set(old) - {row.id for row in after.rows}
    _write_segments(connection, release, before, after)
    changed = tuple(
        row.id for row, image in ((rows[k], images[1][k]) for k in window)
        if row.id not in old or image != old[row.id][1]
    )  # fmt: skip
    _write_rows(connection, after, after.release(origin), window, set(changed))
    _write_findings(connection, after, before, changed)
    connection.executemany("DELETE FROM beads WHERE id = ?", [(bead,) for bead in gone])
    write_log(
        connection,
        who,
        action,
        release=release,
        bead=changed[0] if changed else None,
        before=logged(before, range(first, len(before.rows) - behind), after),
        after=logged(after, window, before, **({} if of is None else {"of": of})),
    )
    return changed


def _numbered(
    connection: sqlite3.Connection,
    release: int,
    after: Draft,
    window: range,
    images: Sequence[Image],
    old: Mapping[int, tuple[DraftRow, Image]],
) -> list[DraftRow]:
    """The rows with numbers in the store, and versions above all that anybody has seen."""
    rows = list(after.rows)
    for index in window:
        row = rows[index]
        if row.id == NEW:
            number, version = _reserved(connection, release, index), 0
        elif row.id not in old:
            number, version = row.id, row.review.version + 1
            _insert_empty(connection, release, index, number)
        else:
            known, image = old[row.id]
            number = row.id
            version = known.review.version + (image != images[index])
        rows[index] = replace(row, review=replace(row.review, bead=number, version=version))
    return rows


def _reserved(connection: sqlite3.Connection, release: int, index: int) -> int:
    number = _insert_empty(connection, release, index, None)
    assert number is not None
    return number


def _insert_empty(
    connection: sqlite3.Connection, release: int, index: int, number: int | None
) -> int | None:
    """A bead without anything, out of the way of all others until it is written."""
    values: dict[str, Any] = {
        "id": number,
        "release": release,
        "number": -1_000_000_000 - index,
        "moved": 0,
        "gap": "",
        "reasons": "",
    }
    for side in ("source", "target"):
        values |= {f"{side}_start": 0, f"{side}_stop": 0, f"{side}_kind": ""}
        values |= {f"{side}_letters": 0, f"{side}_text": ""}
    return connection.execute(insert_statement("beads", values), values).lastrowid


def _write_rows(
    connection: sqlite3.Connection, after: Draft, release: Release, window: range, changed: set[int]
) -> None:
    """Write the beads that changed, and the order of all."""
    stored = {
        row["id"]: (row["number"], row["source_start"], row["target_start"],
                    row["source_stop"], row["target_stop"])
        for row in connection.execute(
            "SELECT id, number, source_start, target_start, source_stop, target_stop FROM beads "
            "WHERE release = (SELECT release FROM beads WHERE id = ?)",
            (after.rows[0].id,),
        )
    }  # fmt: skip
    wanted = {
        row.id: (index, row.bead.source.start, row.bead.target.start,
                 row.bead.source.stop, row.bead.target.stop)
        for index, row in enumerate(after.rows)
    }  # fmt: skip
    stale = [bead for bead, places in stored.items() if wanted.get(bead) != places]
    # Two beads may not have one place, not even for a moment.
    connection.executemany(
        "UPDATE beads SET number = -1 - number WHERE id = ? AND number >= 0",
        [(bead,) for bead in stale],
    )
    connection.executemany(
        "UPDATE beads SET number = ?, source_start = ?, target_start = ?, source_stop = ?, "
        "target_stop = ? WHERE id = ?",
        [(*wanted[bead], bead) for bead in stale if bead in wanted],
    )
    values = [
        {**columns, **review_values(row.review), "id": row.id}
        for row, columns in zip(
            after.rows[window.start : window.stop], bead_values(release, window), strict=True
        )
        if row.id in changed
    ]
    if values:
        connection.executemany(update_statement("beads", values[0]), values)


def _write_findings(
    connection: sqlite3.Connection, after: Draft, before: Draft, changed: Iterable[int]
) -> None:
    """Write the findings of the beads that changed; those that went along keep their number."""
    touched = set(changed)
    staying = json.dumps([found.id for row in after.rows for found in row.findings])
    known = {found.id: found for row in before.rows for found in row.findings}
    for row in after.rows:
        if row.id not in touched:
            continue
        connection.execute(
            "DELETE FROM findings WHERE bead = ? AND id NOT IN (SELECT value FROM json_each(?))",
            (row.id, staying),
        )
        for found in row.findings:
            was = known.get(found.id)
            version = found.version + (1 if was is None else 0)
            values = {
                "id": found.id,
                "bead": row.id,
                **finding_values(found.found.finding),
                "state": found.state,
                "reason": found.reason,
                "version": version if was is None else max(version, was.version),
                "reviewer": found.reviewer,
                "reviewed_at": found.reviewed_at and found.reviewed_at.isoformat(),
            }
            statement = insert_statement if was is None else update_statement
            connection.execute(statement("findings", values), values)


def _write_segments(
    connection: sqlite3.Connection, release: int, before: Draft, after: Draft
) -> None:
    for side, (old, new) in enumerate(
        ((before.source, after.source), (before.target, after.target))
    ):
        if old.segments == new.segments:
            continue
        connection.execute(
            "DELETE FROM segments WHERE release = ? AND side = ? AND furniture = 0", (release, side)
        )
        connection.executemany(
            "INSERT INTO segments VALUES (?, ?, 0, ?, ?, ?, ?, ?)",
            [
                (release, side, number, one.kind, one.start, one.end, one.block)
                for number, one in enumerate(new.segments)
            ],
        )
