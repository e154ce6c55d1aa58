"""The corpus store: releases, their beads, and what people made of them, in one file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from align.checks.check_bitext import BeadFinding
from corpora.model.release import Release
from corpora.model.selection import Selection
from corpora.model.unit import Facts, Origin, Unit
from corpora.store import adding, checking, reading, taking_over, writing
from corpora.store.connection import check_writable, connect, store_errors, transaction
from corpora.store.lookups import Lookups
from corpora.store.reviewing import Reviewer
from corpora.store.statistics import Progress, Statistics, progress, statistics
from corpora.store.values import (
    Added,
    GivenReview,
    LogEntry,
    StoredRelease,
    TakenOver,
)

#: Whom the log names where nobody is named.
PROGRAM = "daeyeok"


class Store(Lookups):
    """One SQLite file of releases, open for reading and writing.

    Many programs may read while one writes; those that write wait for each other. Each thread
    opens a store of its own. What iterates sees the store as it was when it began, and holds
    one unit at a time.

    >>> from corpora.aligning import align_files
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
        facts: Facts | None = None,
        who: str = PROGRAM,
        with_precedents: bool = False,
    ) -> Added:
        """Add a release, or bring the one that is there up to date, whole or not at all.

        The same files with the same settings change no bead; facts and findings are still
        noted. Changed files or settings replace the beads. Those that were reviewed stay as
        long as their texts are segments of the new documents; what cannot stay is written to
        the log and named in the result. Which release is the same: `corpora.store.identity`.

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
            return adding.add(
                self._connection,
                release,
                findings,
                key=key,
                facts=facts or Facts(),
                who=who,
                with_precedents=with_precedents,
            )

    def facts_for(
        self, release: Release, *, key: str | None = None, facts: Facts | None = None
    ) -> Facts:
        """What `add` would have the store know of a release: its date, for one, which checks need.

        The arguments are those of `add`.
        """
        with self._at_once() as connection:
            return adding.facts_for(connection, release, key=key, facts=facts or Facts())

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
            return adding.recheck(self._connection, release, findings, who)

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
            return taking_over.take_over(self._connection, release, reviews, who)

    @contextlib.contextmanager
    def at_once(self) -> Iterator[None]:
        """A block whose steps of a review are done together or not at all."""
        with store_errors(self.path), transaction(self._connection, write=True):
            yield

    def held(self, number: int) -> StoredRelease:
        """A release as it is inside the block of `at_once`."""
        return reading.release(self._connection, number)

    def holds(self, source_sha256: str, target_sha256: str, signature: str | None = None) -> bool:
        """Whether files with these SHA-256 are there, aligned with these settings, or with any."""
        with self._at_once() as connection:
            numbers = adding.with_bytes(connection, source_sha256, target_sha256)
            return any(
                signature in (None, reading.origin(connection, number).signature)
                for number in numbers
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
            return reading.release(connection, number)

    def origin(self, number: int) -> Origin:
        """The provenance of a release, without its texts.

        Raises:
            StoreError: There is none of that number.
        """
        with self._at_once() as connection:
            return reading.origin(connection, number)

    def unit(self, bead: int) -> Unit:
        """One unit by the number of its bead.

        Raises:
            StoreError: There is none of that number, or no more.
        """
        with self._at_once() as connection:
            return reading.unit(connection, bead)

    def origins(self, selection: Selection | None = None) -> Iterator[Origin]:
        """The releases that may hold units of a selection, in the order in which they came."""
        with self._aside() as connection:
            yield from reading.origins(connection, selection or Selection())

    def units(self, selection: Selection | None = None) -> Iterator[Unit]:
        """The units of a selection, release by release, each in its order."""
        with self._aside() as connection:
            yield from reading.units(connection, selection or Selection())

    def log(self, release: int | None = None) -> Iterator[LogEntry]:
        """What was done, oldest first: to one release, or to all."""
        with self._aside() as connection:
            yield from reading.log(connection, release)

    def statistics(self) -> Statistics:
        """How much the store holds, how much of it is aligned, and what is missing where."""
        with self._at_once() as connection:
            return statistics(connection)

    def integrity_check(self) -> tuple[str, ...]:
        """What is wrong with the store, a line each: nothing, if all is well."""
        with store_errors(self.path):
            return tuple(checking.problems(self._connection))

    def progress(self, release: int) -> Progress:
        """How far the review of a release has come."""
        with self._at_once() as connection:
            return progress(connection, release)

    def order(self, release: int) -> list[int]:
        """The numbers of a release's beads, in their order."""
        with self._at_once() as connection:
            return writing.bead_numbers(connection, release)
