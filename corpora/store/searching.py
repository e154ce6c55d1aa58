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
#: So many of them single out the texts that are looked at closely.
_MOST_TRIGRAMS = 32
#: Characters of the longest phrase; SQLite has a limit too.
LONGEST = 1000


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
    if len(wanted) > LONGEST:
        raise SettingsError(f"a phrase to look for has at most {LONGEST} characters")
    if "\0" in wanted:
        return  # SQLite takes it for the end of the text
    values = {"language": language, "limit": limit, "like": _like(wanted), "match": _match(wanted)}
    indexed = len(wanted) >= _TRIGRAM
    pattern = re.compile(re.escape(wanted), re.IGNORECASE)
    for row in connection.execute(_query(indexed=indexed), values).fetchall():
        hit = unit(connection, row["id"])
        yield Hit(
            hit,
            _spans(pattern, hit.source_text),
            _spans(pattern, hit.target_text),
            _spans(pattern, hit.original_text),
        )


def _query(*, indexed: bool) -> str:
    """The statement that gives the numbers of the beads."""
    return rf"""
        SELECT beads.id
        FROM {"bead_texts CROSS JOIN beads ON beads.id = bead_texts.rowid" if indexed else "beads"}
        JOIN releases ON releases.id = beads.release
        WHERE {"bead_texts MATCH :match" if indexed else "TRUE"} AND (
            coalesce(:language, source_language) = source_language
            AND beads.source_text LIKE :like ESCAPE '\'
            OR coalesce(:language, target_language) = target_language
            AND (
                beads.target_text LIKE :like ESCAPE '\'
                OR beads.revised_text LIKE :like ESCAPE '\'
            )
        )
        ORDER BY releases.date DESC, releases.id DESC, beads.number
        LIMIT :limit
    """


def _match(phrase: str) -> str:
    """Some runs of three characters that a text with the phrase must have."""
    starts = range(len(phrase) - _TRIGRAM + 1)
    step = len(starts) // _MOST_TRIGRAMS + 1
    runs = dict.fromkeys(phrase[start : start + _TRIGRAM] for start in starts[::step])
    return " AND ".join('"' + run.replace('"', '""') + '"' for run in runs)


def _like(phrase: str) -> str:
    """The phrase as a pattern in which no character has a meaning."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", phrase) + "%"


def _spans(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in pattern.finditer(text))
