"""Looking for texts in a store: by a phrase, by meaning, and all over it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from align.encoders.base import Encoder
from corpora.model.release import Release
from corpora.model.unit import Unit
from corpora.store import reading, searching, vectors
from corpora.store.connection import connect, store_errors, transaction
from corpora.store.precedents import Precedents, own_renditions
from corpora.store.values import Hit, Near


class Lookups:
    """An open store as far as its texts are looked up; `Store` is the whole of it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def search(self, phrase: str, *, language: str | None = None, limit: int = 50) -> Iterator[Hit]:
        """Units that hold a phrase, those of the latest releases first.

        Common phrases end early; rare ones go by an index, from one character on.

        Args:
            phrase: What to look for. Case does not matter, nor how wide its blanks are.
            language: Only where the text of this language holds it.
            limit: The most that are given.

        Raises:
            SettingsError: The phrase is blank, or the language unknown.
        """
        with self._aside() as connection:
            yield from searching.search(connection, phrase, language=language, limit=limit)

    def similar(
        self,
        text: str,
        *,
        encoder: Encoder,
        language: str,
        limit: int = 50,
        progress: Callable[[int, int], None] | None = None,
    ) -> Iterator[Near]:
        """Units that are nearest to a text in meaning, the nearest first.

        The first call for a language makes vectors of all its texts and keeps them in the store;
        later ones do so for what is new. What is done stays done if it is stopped. A pair of
        texts that stands there several times is given once, as it came last. In large stores
        only some thousand texts are compared, picked by the signs of their vectors; rarely, one
        that belongs to the nearest is not among them.

        Args:
            text: In either language.
            encoder: What the vectors are made with; another one makes all of them anew.
            language: Of the side that is compared, ko or en.
            limit: The most that are given.
            progress: Is told how many texts are done, and how many there are to do: all those
                of the blocks of some thousand texts in which something is new.

        Raises:
            StoreError: The vectors cannot be kept.
        """
        with store_errors(self.path):
            vectors.embed(self._connection, encoder, language, progress)
        with self._aside() as connection:
            yield from vectors.similar(connection, encoder, text, language, limit)

    @contextlib.contextmanager
    def precedents_of(self, release: Release) -> Iterator[Precedents]:
        """What the other releases of the store say, to be asked inside the block.

        The release itself, with an older translation too, is no precedent of its own.

        Args:
            release: A release that the store need not have.
        """
        bitext = release.bitext
        with self._aside() as connection:
            yield Precedents(
                connection,
                (bitext.source.language, bitext.target.language),
                own_renditions(connection, release),
            )

    def spread(self, count: int) -> Iterator[Unit]:
        """Some units from all over the store, the same ones each time, oldest first.

        Args:
            count: The most that are given.
        """
        with self._aside() as connection:
            yield from reading.spread(connection, count)

    @contextlib.contextmanager
    def _at_once(self) -> Iterator[sqlite3.Connection]:
        """The store's own connection, for what is read in one go and of one moment."""
        with store_errors(self.path), transaction(self._connection, write=False):
            yield self._connection

    @contextlib.contextmanager
    def _aside(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own for what is read bit by bit, while others may write."""
        with (
            store_errors(self.path),
            contextlib.closing(connect(self.path)) as connection,
            transaction(connection, write=False),
        ):
            yield connection
