"""Finding a phrase in a store: how it was rendered before."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from align.bitext import LANGUAGES
from align.errors import SettingsError
from corpora.store.reading import unit
from corpora.store.values import Hit

#: The index holds runs of three characters; shorter phrases are looked for in every text.
_TRIGRAM = 3

_INDEXED = "SELECT rowid AS id, {side} AS side FROM bead_texts WHERE bead_texts MATCH ?"
_SCANNED = r"SELECT id, {side} AS side FROM beads WHERE {column} LIKE ? ESCAPE '\'"


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
    wanted = " ".join(phrase.split())
    if not wanted:
        raise SettingsError("a phrase to look for needs at least one character")
    if language is not None and language not in LANGUAGES:
        raise SettingsError(f"unknown language: {language!r}; known are {', '.join(LANGUAGES)}")
    if "\0" in wanted:
        return  # SQLite takes it for the end of the text
    found, values = _indexed(wanted) if len(wanted) >= _TRIGRAM else _scanned(wanted)
    query = f"""
        WITH found AS ({found})
        SELECT beads.id
        FROM found CROSS JOIN beads ON beads.id = found.id
        JOIN releases ON releases.id = beads.release
        WHERE ? IS NULL
           OR CASE side WHEN 0 THEN source_language ELSE target_language END = ?
        GROUP BY beads.id
        ORDER BY releases.date DESC, releases.id DESC, beads.number
        LIMIT ?
    """
    pattern = re.compile(re.escape(wanted), re.IGNORECASE)
    for row in connection.execute(query, [*values, language, language, limit]).fetchall():
        hit = unit(connection, row["id"])
        yield Hit(
            hit,
            _spans(pattern, hit.source_text),
            _spans(pattern, hit.target_text),
            _spans(pattern, hit.original_text),
        )


def _indexed(phrase: str) -> tuple[str, list[str]]:
    quoted = '"' + phrase.replace('"', '""') + '"'
    parts = [_INDEXED.format(side=side) for side in (0, 1)]
    return " UNION ALL ".join(parts), [
        f"{{source_text}} : {quoted}",
        f"{{target_text revised_text}} : {quoted}",
    ]


def _scanned(phrase: str) -> tuple[str, list[str]]:
    pattern = "%" + re.sub(r"([\\%_])", r"\\\1", phrase) + "%"
    columns = ("source_text", 0), ("target_text", 1), ("revised_text", 1)
    parts = [_SCANNED.format(column=column, side=side) for column, side in columns]
    return " UNION ALL ".join(parts), [pattern] * len(parts)


def _spans(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in pattern.finditer(text))
