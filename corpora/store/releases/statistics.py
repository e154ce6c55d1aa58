"""What a store holds, in figures: how much is aligned, and how much is missing where."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from align.gaps import REAL_GAPS
from corpora.store.database.filters import IS_GAP


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over releases. A gap that a reviewer rejected is none, and counts nowhere as one.

    Letters are characters other than white space.
    """

    releases: int = 0
    beads: int = 0
    pairs: int = 0  #: beads with text on both sides
    omissions: int = 0  #: beads that are omissions
    additions: int = 0  #: beads that are additions
    source_segments: int = 0
    target_segments: int = 0
    omitted_segments: int = 0  #: source segments in omissions
    added_segments: int = 0  #: target segments in additions
    source_letters: int = 0
    target_letters: int = 0
    paired_source_letters: int = 0  #: in pairs
    paired_target_letters: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Figures)))

    @property
    def source_coverage(self) -> float | None:
        """Share of the source's letters that stand in pairs, 0 to 1; None without any."""
        return _share(self.paired_source_letters, self.source_letters)

    @property
    def target_coverage(self) -> float | None:
        """Share of the target's letters that stand in pairs, 0 to 1; None without any."""
        return _share(self.paired_target_letters, self.target_letters)

    @property
    def omission_rate(self) -> float | None:
        """Share of source segments that are omitted, 0 to 1; None without any."""
        return _share(self.omitted_segments, self.source_segments)

    @property
    def addition_rate(self) -> float | None:
        """Share of target segments that are added, 0 to 1; None without any."""
        return _share(self.added_segments, self.target_segments)


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """How far the review of one release has come."""

    beads: int
    reviewed: int
    open_findings: int
    coverage: float | None  #: share of the source's letters in pairs, 0 to 1; None without any
    target_coverage: float | None  #: likewise of the target's


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a whole store."""

    total: Figures
    by_agency: Mapping[str, Figures]  #: in the order of names; "" where none is known
    by_year: Mapping[str, Figures]  #: in the order of years; "" where none is known
    states: Mapping[str, int]  #: beads by state
    types: Mapping[str, int]  #: beads by type, such as "1-2", the commonest first
    gap_kinds: Mapping[str, int]  #: gaps by kind, the expected ones too
    findings: Mapping[str, int]  #: findings by kind that were not dismissed, the commonest first


def statistics(connection: sqlite3.Connection) -> Statistics:
    """The figures of a store, all of one moment."""
    total = Figures()
    by_agency: dict[str, Figures] = defaultdict(Figures)
    by_year: dict[str, Figures] = defaultdict(Figures)
    for agency, year, figures in _figures(connection):
        total += figures
        by_agency[agency] += figures
        by_year[year] += figures
    return Statistics(
        total,
        dict(sorted(by_agency.items())),
        dict(sorted(by_year.items())),
        _counts(connection.execute("SELECT state, count(*) FROM beads GROUP BY state")),
        _counts(
            connection.execute(
                """
                SELECT (source_stop - source_start) || '-' || (target_stop - target_start) AS type,
                count(*) FROM beads GROUP BY type
                """
            )
        ),
        _counts(
            connection.execute(
                f"SELECT gap, count(*) FROM beads WHERE {_STANDING_GAP} GROUP BY gap"
            )
        ),
        _counts(
            connection.execute(
                "SELECT kind, count(*) FROM findings WHERE state <> 'dismissed' GROUP BY kind"
            )
        ),
    )


_STANDING_GAP = f"{IS_GAP} AND beads.state <> 'rejected'"
_OMISSION, _ADDITION = (f"(beads.gap = '{kind}' AND {_STANDING_GAP})" for kind in REAL_GAPS)


def _figures(connection: sqlite3.Connection) -> Iterable[tuple[str, str, Figures]]:
    """Figures by agency and year, in the order of the fields."""
    rows = connection.execute(
        f"""
        SELECT releases.agency, substr(releases.date, 1, 4) AS year,
            count(DISTINCT releases.id),
            count(beads.id),
            total(NOT {IS_GAP}),
            total({_OMISSION}),
            total({_ADDITION}),
            total(source_stop - source_start),
            total(target_stop - target_start),
            total((source_stop - source_start) * {_OMISSION}),
            total((target_stop - target_start) * {_ADDITION}),
            total(source_letters),
            total(target_letters),
            total(source_letters * NOT {IS_GAP}),
            total(target_letters * NOT {IS_GAP})
        FROM releases LEFT JOIN beads ON beads.release = releases.id
        GROUP BY releases.agency, year
        """
    )
    for agency, year, *sums in rows:
        yield agency, year, Figures(*map(int, sums))


def _counts(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Counts by name, the highest first."""
    return dict(sorted(rows, key=lambda row: (-row[1], row[0])))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def progress(connection: sqlite3.Connection, release: int) -> ReviewProgress:
    """How far the review of a release has come."""
    row = connection.execute(
        f"""
        SELECT count(*) AS beads, total(state <> 'unreviewed') AS reviewed,
            total(source_letters) AS source, total(target_letters) AS target,
            total(CASE WHEN {IS_GAP} THEN 0 ELSE source_letters END) AS paired_source,
            total(CASE WHEN {IS_GAP} THEN 0 ELSE target_letters END) AS paired_target
        FROM beads WHERE release = ?
        """,
        (release,),
    ).fetchone()
    query = """
        SELECT count(*) FROM beads JOIN findings ON findings.bead = beads.id
        WHERE beads.release = ? AND findings.state = 'open'
    """
    found = connection.execute(query, (release,)).fetchone()[0]
    shares = (
        _share(row["paired_source"], row["source"]),
        _share(row["paired_target"], row["target"]),
    )
    return ReviewProgress(int(row["beads"]), int(row["reviewed"]), int(found), *shares)
