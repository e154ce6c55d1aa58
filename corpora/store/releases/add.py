"""Adding a release: new, known already, or changed.

Nothing that a person has done is lost silently. Beads they decided about stay where their
texts still exist; what cannot stay goes into the log, whole, and into the result.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from align.checks.check_bitext import BeadFinding
from corpora.model.release import Release
from corpora.model.unit import ReleaseMetadata, told_facts, told_key
from corpora.store.database.log import lost_values, release_values, write_log
from corpora.store.releases import read, write
from corpora.store.releases.carry_over import keep, same_beads
from corpora.store.releases.identity import SAME_FROM, merged_facts, sketches
from corpora.store.values import Added, Lost, StoredFinding, StoredRelease


def add(
    connection: sqlite3.Connection,
    release: Release,
    findings: Sequence[BeadFinding] | None,
    *,
    key: str | None,
    facts: ReleaseMetadata,
    who: str,
    with_precedents: bool = False,
) -> Added:
    """Add a release, or bring the one that the store has up to date; see `Store.add`."""
    number, resolved, own_key = _placed(connection, release, key, facts)
    if number is None:
        return _add_new(
            connection, release, findings or (), key or _free_key(connection, own_key), own_key,
            resolved, who,
        )  # fmt: skip
    stored = read.release(connection, number)
    if _is_same(stored, release):
        return _update(
            connection, stored, release, findings, resolved, who, with_precedents=with_precedents
        )
    return _replace(
        connection, stored, release, findings, resolved, who, with_precedents=with_precedents
    )


def with_bytes(connection: sqlite3.Connection, source: str, target: str) -> list[int]:
    """The releases whose files have these SHA-256."""
    rows = connection.execute(
        """
        SELECT s.release FROM documents AS s JOIN documents AS t ON t.release = s.release
        WHERE s.side = 0 AND t.side = 1 AND s.sha256 = ? AND t.sha256 = ? ORDER BY s.release
        """,
        (source, target),
    )
    return [row["release"] for row in rows]


def facts_for(
    connection: sqlite3.Connection, release: Release, *, key: str | None, facts: ReleaseMetadata
) -> ReleaseMetadata:
    """What the store would know of a release; see `Store.facts_for`."""
    return _placed(connection, release, key, facts)[1]


def recheck(
    connection: sqlite3.Connection, release: int, findings: Sequence[BeadFinding], who: str
) -> int:
    """Put new findings in the place of a release's open ones; see `Store.recheck`."""
    stored = read.release(connection, release)
    beads = [review.bead for review in stored.reviews]
    if write.set_findings(connection, beads, stored.findings, findings, range(len(beads))):
        write_log(connection, who, "recheck", release=release)
    return _standing_findings(connection, release)


def known(connection: sqlite3.Connection, release: Release) -> int | None:
    """The number of a release that the store has already, whatever of it is known by hand."""
    return _placed(connection, release, None, ReleaseMetadata())[0]


def _placed(
    connection: sqlite3.Connection, release: Release, key: str | None, given: ReleaseMetadata
) -> tuple[int | None, ReleaseMetadata, str]:
    """The number of a release if it is known, what is known of it, and the key it tells."""
    told = told_facts(release)
    facts = merged_facts(told, told, told, given)
    own_key = told_key(release.source, release.target, facts)
    number = _known(connection, release, key, own_key)
    if number is not None:
        stored = read.release(connection, number)
        facts = merged_facts(stored.origin.facts, told_facts(stored.release), told, given)
    return number, facts, own_key


def _known(
    connection: sqlite3.Connection, release: Release, key: str | None, told: str
) -> int | None:
    """The number of a release that is in the store already."""
    if key is not None:
        row = connection.execute("SELECT id FROM releases WHERE key = ?", (key,)).fetchone()
        return None if row is None else int(row["id"])
    same = with_bytes(connection, release.source.sha256, release.target.sha256)
    if same:
        return same[0]
    own = sketches(release.bitext)
    for candidate in _alike(connection, told, own[0] | own[1]):
        other = sketches(read.release(connection, candidate).release.bitext)
        if any(
            len(one & two) >= SAME_FROM * min(len(one), len(two))
            for one, two in zip(own, other, strict=True)
        ):
            return candidate
    return None


def _alike(connection: sqlite3.Connection, told: str, hashes: frozenset[int]) -> list[int]:
    """Releases that tell the same key and share segments, the likest first."""
    rows = connection.execute(
        f"""
        SELECT releases.id FROM sketches JOIN releases ON releases.id = sketches.release
        WHERE sketches.hash IN ({", ".join("?" * len(hashes))}) AND releases.told = ?
        GROUP BY releases.id ORDER BY count(*) DESC, releases.id LIMIT 5
        """,
        [*hashes, told],
    )
    return [row["id"] for row in rows]


def _free_key(connection: sqlite3.Connection, told: str) -> str:
    """The key that a release tells, with a number where others have it already."""
    query = "SELECT count(*) FROM releases WHERE told = ?"
    number = int(connection.execute(query, (told,)).fetchone()[0]) + 1
    key = told if number == 1 else f"{told} ({number})"
    while connection.execute("SELECT 1 FROM releases WHERE key = ?", (key,)).fetchone():
        number += 1
        key = f"{told} ({number})"
    return key


def _is_same(stored: StoredRelease, release: Release) -> bool:
    """Whether files and settings are those that the store has."""
    before = stored.release
    return (
        before.source.sha256 == release.source.sha256
        and before.target.sha256 == release.target.sha256
        and before.bitext.signature == release.bitext.signature
    )


def _add_new(
    connection: sqlite3.Connection,
    release: Release,
    findings: Sequence[BeadFinding],
    key: str,
    told: str,
    facts: ReleaseMetadata,
    who: str,
) -> Added:
    number = write.insert_release(connection, release, key, told, facts)
    beads = write.bead_numbers(connection, number)
    write.set_findings(connection, beads, (), findings, range(len(beads)))
    write_log(connection, who, "add", release=number, after=release_values(release, facts))
    return Added(number, key, "added", len(beads), len(findings))


def _update(
    connection: sqlite3.Connection,
    stored: StoredRelease,
    release: Release,
    findings: Sequence[BeadFinding] | None,
    facts: ReleaseMetadata,
    who: str,
    *,
    with_precedents: bool,
) -> Added:
    """Note new facts and findings of a release whose beads stay."""
    number, changed = stored.origin.release, False
    if facts != stored.origin.facts:
        before, after = asdict(stored.origin.facts), asdict(facts)
        write.set_facts(connection, number, facts)
        write_log(connection, who, "facts", release=number, before=before, after=after)
        changed = True
    if findings is not None:
        places = same_beads(stored.release.bitext, release.bitext)  # reviewed ones may differ
        changed |= _set_findings(
            connection, stored, findings, places, with_precedents=with_precedents
        )
        if changed:
            write_log(connection, who, "recheck", release=number)
    return _added(connection, stored, "updated" if changed else "unchanged")


def _replace(
    connection: sqlite3.Connection,
    stored: StoredRelease,
    release: Release,
    findings: Sequence[BeadFinding] | None,
    facts: ReleaseMetadata,
    who: str,
    *,
    with_precedents: bool,
) -> Added:
    """Put a new alignment in the place of the stored one, around what people decided."""
    number = stored.origin.release
    decisions = defaultdict(list)
    for finding in stored.findings:
        if finding.state != "open":
            decisions[finding.found.bead].append(finding)
    reviewed = {k for k, review in enumerate(stored.reviews) if review.state != "unreviewed"}
    kept = keep(stored.release, reviewed, release)
    gone = set(range(len(stored.reviews))) - set(kept.old)
    lost = list(_lost(stored, sorted(gone & (reviewed | set(decisions))), decisions))
    for one in lost:
        write_log(
            connection, who, "lose", release=number, bead=one.review.bead, before=lost_values(one)
        )
    write_log(
        connection,
        who,
        "replace",
        release=number,
        before=release_values(stored.release, stored.origin.facts),
        after=release_values(kept.release, facts),
    )
    beads = [review.bead for review in stored.reviews]
    write.replace_release(connection, number, kept, beads, facts)
    fresh = read.release(connection, number)
    if findings is not None:
        places = {new: place for place, new in enumerate(kept.new) if new is not None}
        _set_findings(connection, fresh, findings, places, with_precedents=with_precedents)
    return _added(
        connection,
        fresh,
        "replaced",
        kept=len(reviewed & set(kept.old)),
        given_way=None in kept.new,
        lost=tuple(lost),
    )


def _set_findings(
    connection: sqlite3.Connection,
    stored: StoredRelease,
    findings: Sequence[BeadFinding],
    places: dict[int, int],
    *,
    with_precedents: bool,
) -> bool:
    """Set the findings of beads whose places in the stored release are known."""
    found = [BeadFinding(places[one.bead], one.finding) for one in findings if one.bead in places]
    beads = [review.bead for review in stored.reviews]
    return write.set_findings(
        connection,
        beads,
        stored.findings,
        found,
        places.values(),
        with_precedents=with_precedents,
    )


def _added(
    connection: sqlite3.Connection, stored: StoredRelease, outcome: str, **more: Any
) -> Added:
    number = stored.origin.release
    standing = _standing_findings(connection, number)
    return Added(number, stored.origin.key, outcome, len(stored.reviews), standing, **more)


def _standing_findings(connection: sqlite3.Connection, release: int) -> int:
    """How many findings about a release were not dismissed."""
    query = """
        SELECT count(*) FROM beads JOIN findings ON findings.bead = beads.id
        WHERE beads.release = ? AND findings.state <> 'dismissed'
    """
    return int(connection.execute(query, (release,)).fetchone()[0])


def _lost(
    stored: StoredRelease, gone: Sequence[int], decisions: dict[int, list[StoredFinding]]
) -> Iterator[Lost]:
    bitext = stored.release.bitext
    for index in gone:
        bead = bitext.beads[index]
        yield Lost(
            bitext.source_text(bead),
            bitext.target_text(bead),
            stored.reviews[index],
            tuple(decisions.get(index, ())),
        )
