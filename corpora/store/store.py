"""The corpus store: releases, their beads, and what people made of them, in one file."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from align.checks.check_bitext import BeadFinding
from align.encoders.base import Encoder
from corpora.model.release import Release
from corpora.model.selection import Selection
from corpora.model.unit import Origin, ReleaseMetadata, Unit
from corpora.store.database.connection import check_writable, connect, store_errors, transaction
from corpora.store.releases import add, import_reviews, integrity, read, write
from corpora.store.releases.statistics import ReviewProgress, Statistics, progress, statistics
from corpora.store.review.reviewer import Reviewer
from corpora.store.search import full_text, vectors
from corpora.store.search.precedents import Precedents, own_renditions
from corpora.store.values import (
    Added,
    GivenReview,
    Hit,
    LogEntry,
    Near,
    StoredRelease,
    TakenOver,
)

#: Whom the log names where nobody is named.
PROGRAM = "daeyeok"


class Store:
    """One SQLite file of releases, open for reading and writing.

    Many programs may read while one writes; those that write wait for each other. Each thread
    opens a store of its own. What iterates sees the store as it was when it began, and holds
    one unit at a time.

    >>> from corpora.workflows.align import align_files
    >>> from importlib.resources import files
    >>> from tempfile import TemporaryDirectory
    >>> example = files("corpora") / "examples" / "01-ocean-dialogue"
    >>> release = align_files(example / "ko_raw.txt", example / "en_raw.txt").release
    >>> with TemporaryDirectory() as folder:
    ...     with Store.open(Path(folder) / "mofa.db", create=True) as store:
    ...         added = store.add(release)
    ...         titles = [unit.target_text for unit in store.units(Selection(kinds=("title",)))]
    >>> added.outcome, added.beads, titles
    ('added', 16, ['Outcome of 7th ROK-Velonia Ocean Policy Dialogue'])
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False) -> Self:
        """The store in a file, brought to the newest schema if it is older.

        Args:
            path: The file.
            create: Whether to make it if it is not there.

        Raises:
            StoreError: It is missing, no store, damaged, busy, or of a newer daeyeok.
        """
        return cls(Path(path), connect(Path(path), create=create))

    @staticmethod
    def check(path: Path | str) -> None:
        """Raise StoreError now if a release could not be added later; make nothing."""
        check_writable(Path(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; iterators that are under way can still be finished."""
        self._connection.close()

    def add(
        self,
        release: Release,
        findings: Sequence[BeadFinding] | None = None,
        *,
        key: str | None = None,
        facts: ReleaseMetadata | None = None,
        who: str = PROGRAM,
        with_precedents: bool = False,
    ) -> Added:
        """Add a release, or bring the one that is there up to date, whole or not at all.

        The same files with the same settings change no bead; facts and findings are still
        noted. Changed files or settings replace the beads. Those that were reviewed stay as
        long as their texts are segments of the new documents; what cannot stay is written to
        the log and named in the result. Which release is the same: `identity`.

        Args:
            release: The aligned release.
            findings: What its checks found, if not those that the release carries; a release
                that was not checked leaves those of unchanged beads as they are.
            key: What the store calls the release, in place of what its files tell.
            facts: What is known better than the files tell it.
            who: Whom the log names.
            with_precedents: Whether the findings name every departure from earlier releases;
                otherwise those that the store has of unchanged beads stay.

        Raises:
            StoreError: The store cannot be written.
        """
        if findings is None and release.checks:
            findings = release.findings
        # The store keeps findings with what people decide about them, beside the release.
        release = replace(release, findings=(), checks="")
        with store_errors(self.path), transaction(self._connection, write=True):
            return add.add(
                self._connection,
                release,
                findings,
                key=key,
                facts=facts or ReleaseMetadata(),
                who=who,
                with_precedents=with_precedents,
            )

    def facts_for(
        self, release: Release, *, key: str | None = None, facts: ReleaseMetadata | None = None
    ) -> ReleaseMetadata:
        """What `add` would have the store know of a release: its date, for one, which checks need.

        The arguments are those of `add`.
        """
        with self._at_once() as connection:
            return add.facts_for(connection, release, key=key, facts=facts or ReleaseMetadata())

    def recheck(self, release: int, findings: Sequence[BeadFinding], *, who: str = PROGRAM) -> int:
        """Put new findings in the place of a release's open ones.

        What comes back is how many there are now that were not dismissed. Departures from
        earlier releases stay: what checks a release alone does not know of them.

        Args:
            release: The release's number.
            findings: What was found, by the beads of ``self.release(release).release``.
            who: Whom the log names.
        """
        with store_errors(self.path), transaction(self._connection, write=True):
            return add.recheck(self._connection, release, findings, who)

    def reviewer(self, release: int, who: str) -> Reviewer:
        """One person's work on a release: deciding about it, and taking that back.

        Raises:
            StoreError: There is no release of that number.
            ReviewError: The name is blank.
        """
        self.origin(release)
        return Reviewer(self._connection, self.path, release, who)

    def take_over(
        self, release: int, reviews: Sequence[GivenReview], *, who: str = PROGRAM
    ) -> TakenOver:
        """Give beads the reviews that a file has of their texts; a later review here stands.

        Args:
            release: The release's number.
            reviews: In the order of the file; those of equal texts go to beads in their order.
            who: Whom the log names; the reviewers are those of the file.
        """
        with store_errors(self.path), transaction(self._connection, write=True):
            return import_reviews.take_over(self._connection, release, reviews, who)

    @contextlib.contextmanager
    def at_once(self) -> Iterator[None]:
        """A block whose steps of a review are done together or not at all."""
        with store_errors(self.path), transaction(self._connection, write=True):
            yield

    def held(self, number: int) -> StoredRelease:
        """A release as it is inside the block of `at_once`."""
        return read.release(self._connection, number)

    def holds(self, source_sha256: str, target_sha256: str, signature: str | None = None) -> bool:
        """Whether files with these SHA-256 are there, aligned with these settings, or with any."""
        with self._at_once() as connection:
            numbers = add.with_bytes(connection, source_sha256, target_sha256)
            return any(
                signature in (None, read.origin(connection, number).signature) for number in numbers
            )

    def find(self, key: str) -> int | None:
        """The number of the release with that key, or None."""
        with self._at_once() as connection:
            row = connection.execute("SELECT id FROM releases WHERE key = ?", (key,)).fetchone()
            return None if row is None else int(row["id"])

    def release(self, number: int) -> StoredRelease:
        """A release as it was added, with its reviews and findings.

        Raises:
            StoreError: There is none of that number.
        """
        with self._at_once() as connection:
            return read.release(connection, number)

    def origin(self, number: int) -> Origin:
        """The provenance of a release, without its texts.

        Raises:
            StoreError: There is none of that number.
        """
        with self._at_once() as connection:
            return read.origin(connection, number)

    def unit(self, bead: int) -> Unit:
        """One unit by the number of its bead.

        Raises:
            StoreError: There is none of that number, or no more.
        """
        with self._at_once() as connection:
            return read.unit(connection, bead)

    def origins(self, selection: Selection | None = None) -> Iterator[Origin]:
        """The releases that may hold units of a selection, in the order in which they came."""
        with self._aside() as connection:
            yield from read.origins(connection, selection or Selection())

    def units(self, selection: Selection | None = None) -> Iterator[Unit]:
        """The units of a selection, release by release, each in its order."""
        with self._aside() as connection:
            yield from read.units(connection, selection or Selection())

    def log(self, release: int | None = None) -> Iterator[LogEntry]:
        """What was done, oldest first: to one release, or to all."""
        with self._aside() as connection:
            yield from read.log(connection, release)

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
            yield from full_text.search(connection, phrase, language=language, limit=limit)

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
            yield from read.spread(connection, count)

    def statistics(self) -> Statistics:
        """How much the store holds, how much of it is aligned, and what is missing where."""
        with self._at_once() as connection:
            return statistics(connection)

    def integrity_check(self) -> tuple[str, ...]:
        """What is wrong with the store, a line each: nothing, if all is well."""
        with store_errors(self.path):
            return tuple(integrity.problems(self._connection))

    def progress(self, release: int) -> ReviewProgress:
        """How far the review of a release has come."""
        with self._at_once() as connection:
            return progress(connection, release)

    def order(self, release: int) -> list[int]:
        """The numbers of a release's beads, in their order."""
        with self._at_once() as connection:
            return write.bead_numbers(connection, release)

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
