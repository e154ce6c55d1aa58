"""Writing releases into a store; everything here runs inside one transaction."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from align.bitext import Document
from align.checks.check_bitext import BeadFinding
from align.checks.kinds import PRECEDENT_KINDS
from corpora.model.release import Release, Source
from corpora.model.unit import ReleaseMetadata
from corpora.store.database.rows import (
    SOURCE,
    SOURCE_COLUMNS,
    TARGET,
    bead_values,
    finding_values,
    now,
)
from corpora.store.releases.carry_over import Kept
from corpora.store.releases.identity import sketches
from corpora.store.values import StoredFinding


def insert_release(
    connection: sqlite3.Connection, release: Release, key: str, told: str, facts: ReleaseMetadata
) -> int:
    """A new release with its documents and beads; its number comes back."""
    bitext, time = release.bitext, now()
    values = {
        "key": key,
        "told": told,
        **_fact_values(facts),
        "source_language": bitext.source.language,
        "target_language": bitext.target.language,
        "added": time,
        "changed": time,
        "signature": bitext.signature,
    }
    number = connection.execute(insert_statement("releases", values), values).lastrowid
    assert number is not None
    _insert_documents(connection, number, release)
    insert_beads(connection, number, bead_values(release))
    return number


def replace_release(
    connection: sqlite3.Connection,
    number: int,
    kept: Kept,
    beads: Sequence[int],
    facts: ReleaseMetadata,
) -> None:
    """Put an alignment in the place of an older one; beads with the same texts keep their rows.

    Args:
        connection: The store.
        number: The release.
        kept: The new alignment.
        beads: The numbers in the store of the old beads.
        facts: What is known of the release now.
    """
    release = kept.release
    bitext = release.bitext
    values = {
        **_fact_values(facts),
        "source_language": bitext.source.language,
        "target_language": bitext.target.language,
        "changed": now(),
        "signature": bitext.signature,
        "id": number,
    }
    connection.execute(update_statement("releases", values), values)
    connection.execute("DELETE FROM documents WHERE release = ?", (number,))
    connection.execute("DELETE FROM sketches WHERE release = ?", (number,))
    _insert_documents(connection, number, release)
    gone = set(range(len(beads))) - set(kept.old)
    connection.executemany("DELETE FROM beads WHERE id = ?", [(beads[old],) for old in gone])
    # Two beads may not have one place, not even for a moment.
    connection.execute("UPDATE beads SET number = -1 - number WHERE release = ?", (number,))
    fresh, updated = [], []
    for old, row in zip(kept.old, bead_values(release), strict=True):
        if old is None:
            fresh.append(row)
        else:
            updated.append({**row, "id": beads[old]})
    if updated:
        connection.executemany(update_statement("beads", updated[0]), updated)
    insert_beads(connection, number, fresh)


def insert_beads(
    connection: sqlite3.Connection, release: int, rows: Iterable[Mapping[str, Any]]
) -> None:
    """New beads of a release."""
    values = [{"release": release, **row} for row in rows]
    if values:
        connection.executemany(insert_statement("beads", values[0]), values)


def bead_numbers(connection: sqlite3.Connection, release: int) -> list[int]:
    """The numbers in the store of a release's beads, in their order."""
    query = "SELECT id FROM beads WHERE release = ? ORDER BY number"
    return [row["id"] for row in connection.execute(query, (release,))]


def set_facts(connection: sqlite3.Connection, release: int, facts: ReleaseMetadata) -> None:
    """Note what is known of a release."""
    values = {**_fact_values(facts), "changed": now(), "id": release}
    connection.execute(update_statement("releases", values), values)


def set_findings(
    connection: sqlite3.Connection,
    beads: Sequence[int],
    before: Sequence[StoredFinding],
    found: Sequence[BeadFinding],
    checked: Iterable[int],
    *,
    with_precedents: bool = False,
) -> bool:
    """Put new findings in the place of open ones; whether anything changed comes back.

    What a person has confirmed or dismissed stays, and is not found a second time. So does what
    was not looked for: checks of a release alone do not know of departures from earlier ones.

    Args:
        connection: The store.
        beads: The numbers in the store of the release's beads.
        before: The findings that the store has, by those beads.
        found: What the checks find now.
        checked: The beads that were checked; findings of others stay.
        with_precedents: Whether earlier releases were asked, too; else PRECEDENT_KINDS stay.
    """
    looked_at = set(checked)
    known: dict[object, list[StoredFinding]] = defaultdict(list)
    for stored in before:
        if stored.found.bead in looked_at:
            known[_what(stored.found)].append(stored)
    fresh, judged = [], []
    for one in found:
        if one.bead not in looked_at:
            continue
        values = {"bead": beads[one.bead], **finding_values(one.finding)}
        if not known[_what(one)]:
            fresh.append(values)
        elif (stored := known[_what(one)].pop()).state == "open" and stored.found != one:
            judged.append({**values, "id": stored.id})
    stale = [
        (stored.id,)
        for group in known.values()
        for stored in group
        if stored.state == "open"
        and (with_precedents or stored.found.finding.kind not in PRECEDENT_KINDS)
    ]
    connection.executemany("DELETE FROM findings WHERE id = ?", stale)
    if fresh:
        connection.executemany(insert_statement("findings", fresh[0]), fresh)
    if judged:
        connection.executemany(update_statement("findings", judged[0]), judged)
    return bool(stale or fresh or judged)


def _what(found: BeadFinding) -> tuple[object, ...]:
    """What a finding says; how sure it is may change from version to version."""
    finding = found.finding
    return (found.bead, finding.kind, finding.source_span, finding.target_span, finding.message)


def _insert_documents(connection: sqlite3.Connection, release: int, value: Release) -> None:
    bitext = value.bitext
    for side, document, source in (
        (SOURCE, bitext.source, value.source),
        (TARGET, bitext.target, value.target),
    ):
        values = {"release": release, "side": side, **_source_values(source)}
        values["text"] = document.text
        connection.execute(insert_statement("documents", values), values)
        rows = _segment_rows(release, side, document)
        connection.executemany("INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    hashes = frozenset().union(*sketches(bitext))
    connection.executemany("INSERT INTO sketches VALUES (?, ?)", [(h, release) for h in hashes])


def _segment_rows(release: int, side: int, document: Document) -> list[tuple[object, ...]]:
    return [
        (release, side, furniture, number, segment.kind, segment.start, segment.end, segment.block)
        for furniture, segments in enumerate((document.segments, document.furniture))
        for number, segment in enumerate(segments)
    ]


def _source_values(source: Source) -> dict[str, Any]:
    return {name: getattr(source, name) for name in SOURCE_COLUMNS}


def _fact_values(facts: ReleaseMetadata) -> dict[str, str]:
    return {
        "title": facts.title,
        "date": facts.date,
        "agency": facts.agency,
        "number": facts.number,
    }


def insert_statement(table: str, values: Mapping[str, Any]) -> str:
    """The statement that inserts a row of named values."""
    names = ", ".join(values)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in values)})"


def update_statement(table: str, values: Mapping[str, Any]) -> str:
    """The statement that sets named values in the row of an id."""
    changes = ", ".join(f"{name} = :{name}" for name in values if name != "id")
    return f"UPDATE {table} SET {changes} WHERE id = :id"
