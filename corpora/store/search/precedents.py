"""Pairs of earlier releases that have some words in their source, for many words in one go."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence

from align.checks.precedent_segments import Precedent
from corpora.model.release import Release
from corpora.store.database.filters import IS_GAP
from corpora.store.releases import add
from corpora.store.search.phrase import RUN

#: Runs of characters that single out the pairs with a phrase, and with a whole segment.
_MOST_RUNS = 12
_WORD = re.compile(r"\w+")
#: Probability of a bead below which what it pairs may be no translation, unless it was reviewed.
_RIGHT = 0.5

_COLUMNS = f"""
    SELECT beads.id, releases.id AS release, releases.date, source_text,
        coalesce(revised_text, target_text) AS target_text,
        state IN ('accepted', 'revised') AS is_reviewed
    FROM beads JOIN releases ON releases.id = beads.release
    WHERE state <> 'rejected' AND NOT {IS_GAP}
        AND (coalesce(probability, 1) >= {_RIGHT} OR state <> 'unreviewed')
        AND source_language = ? AND target_language = ?
"""


def own_renditions(connection: sqlite3.Connection, release: Release) -> frozenset[int]:
    """The numbers under which a store has the release itself: the same Korean, or the same key."""
    known = add.known(connection, release)
    query = "SELECT release FROM documents WHERE side = 0 AND sha256 = ?"
    rows = connection.execute(query, (release.source.sha256,))
    return frozenset([row["release"] for row in rows] + [known] * (known is not None))


class Precedents:
    """What a store's releases say, but for those that are set apart."""

    def __init__(
        self, connection: sqlite3.Connection, languages: tuple[str, str], apart: Collection[int]
    ) -> None:
        self._connection = connection
        self._languages = languages
        self._apart = apart
        self._rows: dict[int, Precedent | None] = {}

    def with_phrase(self, phrase: str, limit: int) -> tuple[Precedent, ...]:
        """Pairs that have a phrase in their source, some that came last.

        Args:
            phrase: Three characters at least.
            limit: How many pairs are looked at; some of them may only look like it.
        """
        runs = [phrase[at : at + RUN] for at in range(len(phrase) - RUN + 1)]
        return self._found(runs, limit, lambda text: phrase in text)

    def with_words(self, text: str, limit: int) -> tuple[Precedent, ...]:
        """Pairs that have all words of a text in their source, whatever stands between them."""
        runs = [
            word[at : at + RUN] for word in _WORD.findall(text) for at in range(len(word) - RUN + 1)
        ]
        if not runs:
            runs = [text[at : at + RUN] for at in range(len(text) - RUN + 1)]
        return self._found(runs, limit, lambda _: True)

    def spread(self, count: int) -> Iterator[Precedent]:
        """Some pairs from all over the store, the same ones each time."""
        (last,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM beads").fetchone()
        query = "SELECT id FROM beads WHERE id > ? AND id <= ? LIMIT 1"
        for k in range(count):
            place = last * k // count, last * (k + 1) // count
            row = self._connection.execute(query, place).fetchone()
            if row is not None and (found := self._row(row["id"])):
                yield found

    def _found(
        self, runs: Sequence[str], limit: int, holds: Callable[[str], bool]
    ) -> tuple[Precedent, ...]:
        unique = list(dict.fromkeys(runs))
        if not unique:
            return ()
        some = unique[:: -(-len(unique) // _MOST_RUNS)]
        match = " AND ".join('"' + run.replace('"', '""') + '"' for run in some)
        query = """
            SELECT rowid FROM bead_texts WHERE bead_texts MATCH ? ORDER BY rowid DESC LIMIT ?
        """
        rows = self._connection.execute(query, (match, limit)).fetchall()
        found = (self._row(row["rowid"]) for row in rows)
        return tuple(one for one in found if one is not None and holds(one.source))

    def _row(self, bead: int) -> Precedent | None:
        """A pair of the store; None for one that does not count."""
        if bead not in self._rows:
            row = self._connection.execute(
                f"{_COLUMNS} AND beads.id = ?", (*self._languages, bead)
            ).fetchone()
            self._rows[bead] = (
                None
                if row is None or row["release"] in self._apart
                else Precedent(
                    row["release"],
                    row["date"],
                    row["source_text"],
                    row["target_text"],
                    bool(row["is_reviewed"]),
                )
            )
        return self._rows[bead]
