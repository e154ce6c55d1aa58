"""Looking for a phrase in the texts of a store.

Common phrases stand in many of the latest texts, so these are looked at first, and mostly they
end the search. All others go by the index. It holds runs of three characters: of longer phrases,
the runs that a text must have; of shorter ones, all runs that begin with the phrase. What comes
of it is looked at in the texts themselves.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from align.bitext import LANGUAGES
from align.errors import SettingsError
from corpora.store.releases.read import unit
from corpora.store.search.phrase import LONGEST, SearchPhrase
from corpora.store.values import Hit

__all__ = ["LONGEST", "search"]

#: Units of the latest releases that are looked at before the index: some 20 ms.
_LATEST = 20_000
_ORDER = "releases.date DESC, releases.id DESC, beads.number"


def search(
    connection: sqlite3.Connection, phrase: str, *, language: str | None, limit: int
) -> Iterator[Hit]:
    """The units that hold a phrase, those of the latest releases first.

    Args:
        connection: The store.
        phrase: What to look for; case and the width of blanks do not matter.
        language: Only where the text of this language holds it.
        limit: The most that are given.

    Raises:
        SettingsError: The phrase is blank, or the language unknown.
    """
    wanted = SearchPhrase.of(phrase)
    for bead in beads_with(connection, wanted, language=language, limit=limit):
        hit = unit(connection, bead)
        yield Hit(
            hit,
            _spans(wanted.pattern, hit.source_text),
            _spans(wanted.pattern, hit.target_text),
            _spans(wanted.pattern, hit.original_text),
        )


def beads_with(
    connection: sqlite3.Connection, phrase: SearchPhrase, *, language: str | None, limit: int
) -> list[int]:
    """The numbers of the beads that hold a phrase, those of the latest releases first.

    Raises:
        SettingsError: The language is unknown.
    """
    if language is not None and language not in LANGUAGES:
        raise SettingsError(
            "unknown language: {language}; known are {known}",
            language=repr(language),
            known=", ".join(LANGUAGES),
        )
    if not phrase.forms:
        return []
    pattern = phrase.pattern

    def holds(text: str | None) -> bool:
        return text is not None and pattern.search(text) is not None

    connection.create_function("holds", 1, holds, deterministic=True)
    condition = _Condition.of(phrase)
    values = {"language": language, "limit": limit, **condition.values}
    found = [row[0] for row in connection.execute(_latest(condition.sql), values)]
    if len(found) < limit:
        query, more = _indexed(phrase, condition.sql)
        found = [row[0] for row in connection.execute(query, {**values, **more})]
    return found


@dataclass(frozen=True, slots=True)
class _Condition:
    """What the texts of a bead must fulfil, with the values of its names."""

    sql: str
    values: dict[str, str]

    @classmethod
    def of(cls, phrase: SearchPhrase) -> _Condition:
        values = {f"like{k}": like for k, like in enumerate(phrase.likes())}

        def test(column: str) -> str:
            if not phrase.is_plain:
                return f"holds({column})"
            return "(" + " OR ".join(rf"{column} LIKE :{n} ESCAPE '\'" for n in values) + ")"

        sql = f"""(
            coalesce(:language, source_language) = source_language AND {test("source_text")}
            OR coalesce(:language, target_language) = target_language
            AND ({test("target_text")} OR {test("revised_text")})
        )"""
        return cls(sql, values if phrase.is_plain else {})


def _latest(condition: str) -> str:
    """The statement that looks at the texts of the latest releases."""
    return f"""
        SELECT id FROM (
            SELECT beads.id, source_language, target_language,
                source_text, target_text, revised_text
            FROM releases CROSS JOIN beads ON beads.release = releases.id
            ORDER BY {_ORDER} LIMIT {_LATEST}
        )
        WHERE {condition} LIMIT :limit
    """


def _indexed(phrase: SearchPhrase, condition: str) -> tuple[str, dict[str, str]]:
    """The statement that asks the index, and the values of its names."""
    parts, values = [], {}
    for k, match in enumerate(phrase.matches()):
        parts.append(f"SELECT rowid AS bead FROM bead_texts WHERE bead_texts MATCH :match{k}")
        values[f"match{k}"] = match
    for k, (first, last) in enumerate(phrase.ranges()):
        parts.append(
            f"SELECT doc AS bead FROM bead_runs WHERE term >= :first{k} AND term <= :last{k}"
        )
        values |= {f"first{k}": first, f"last{k}": last}
    query = f"""
        WITH candidates AS MATERIALIZED (
            SELECT DISTINCT bead FROM ({" UNION ALL ".join(parts)})
        )
        SELECT beads.id
        FROM candidates CROSS JOIN beads ON beads.id = bead
        JOIN releases ON releases.id = beads.release
        WHERE {condition} ORDER BY {_ORDER} LIMIT :limit
    """
    return query, values


def _spans(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in pattern.finditer(text))
