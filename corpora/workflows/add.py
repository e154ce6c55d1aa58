"""Two files into a store: align, check, keep, and say what that came to."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from align.analysis import Analysis
from align.checks.glossary import Glossary
from align.checks.settings import CheckSettings
from align.encoders.base import Encoder
from align.gaps import Gap
from align.settings import AlignSettings
from corpora.formats.glossary import read_glossary
from corpora.model.release import Release
from corpora.store import Added, ReleaseMetadata, Store
from corpora.workflows.align import align_files
from corpora.workflows.check import checked, release_date


@dataclass(frozen=True, slots=True)
class AddedFiles:
    """What adding two files came to."""

    added: Added
    gaps: tuple[Gap, ...]
    warnings: tuple[str, ...]  #: of the readers, for people


@dataclass(frozen=True, slots=True)
class Checks:
    """Which checks are run on a release before it is kept."""

    settings: CheckSettings | None = None  #: what to look for; all by default
    glossary: Glossary | Path | str | None = None  #: the user's terms, or their file, CSV or TBX
    skipped: bool = False  #: whether none is run

    def loaded(self) -> Checks:
        """The same with the terms in place of their file, to be run many times.

        Raises:
            GlossaryError: The glossary is broken.
        """
        if self.glossary is None or isinstance(self.glossary, Glossary):
            return self
        return replace(self, glossary=read_glossary(self.glossary))

    def run(
        self, release: Release, date: datetime.date | None, *, analysis: Analysis | None = None
    ) -> Release:
        """The release with what the checks find in it, if they are run, on some day."""
        if self.skipped:
            return release
        return checked(
            release,
            settings=self.settings,
            glossary=self.glossary,
            date=date,
            analysis=analysis,
        )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release that is aligned and checked, and that no store has yet."""

    release: Release
    gaps: tuple[Gap, ...]
    warnings: tuple[str, ...]  #: of the readers, for people
    day: datetime.date | None  #: on which it was published, as far as the checks were told
    with_precedents: bool = False  #: whether earlier releases of the store were asked, too


def prepare(
    source: Path | str,
    target: Path | str,
    *,
    encoder: Encoder | None = None,
    settings: AlignSettings | None = None,
    checks: Checks | None = None,
    facts: ReleaseMetadata | None = None,
) -> Prepared:
    """Align and check two files: the part of `add_files` that takes time and needs no store.

    The arguments are those of `add_files`.

    Raises:
        InputError: A file cannot be read, or does not hold what it should.
        GlossaryError: The glossary is broken.
    """
    analysis = Analysis()
    aligned = align_files(source, target, encoder=encoder, settings=settings, analysis=analysis)
    day = (_day(facts.date) if facts else None) or release_date(aligned.release)
    release = (checks or Checks()).run(aligned.release, day, analysis=analysis)
    return Prepared(release, aligned.gaps, aligned.warnings, day)


def keep(
    store: Store,
    prepared: Prepared,
    *,
    checks: Checks | None = None,
    key: str | None = None,
    facts: ReleaseMetadata | None = None,
) -> AddedFiles:
    """Add to a store what `prepare` made.

    Beads that were not checked as the store has them are checked now: those that gave way to
    reviewed ones, and all where the store knows another day than the files told.

    Raises:
        StoreError: The store cannot be written.
    """
    checks, facts = checks or Checks(), facts or ReleaseMetadata()
    release = prepared.release
    day = prepared.day
    if not checks.skipped:
        day = _day(store.facts_for(release, key=key, facts=facts).date) or release_date(release)
        if day != prepared.day:
            release = checks.run(release, day)
    added = store.add(release, key=key, facts=facts, with_precedents=prepared.with_precedents)
    if added.given_way and not checks.skipped:
        kept = store.release(added.release).release
        found = checks.run(kept, day).findings
        added = replace(added, findings=store.recheck(added.release, found))
    return AddedFiles(added, prepared.gaps, prepared.warnings)


def add_files(
    store: Path | str,
    source: Path | str,
    target: Path | str,
    *,
    encoder: Encoder | None = None,
    settings: AlignSettings | None = None,
    checks: Checks | None = None,
    key: str | None = None,
    facts: ReleaseMetadata | None = None,
) -> AddedFiles:
    """Align two files and keep them in a store, which is made if it is not there.

    Args:
        store: The store's file.
        source: The Korean file; "-" is standard input.
        target: The English file; "-" likewise, but not both.
        encoder: What turns segments into vectors; the embedded one by default.
        settings: How to split and align.
        checks: Which checks are run; all without a glossary by default.
        key: What the store calls the release, in place of what its files tell.
        facts: What is known better than the files tell it.

    Raises:
        StoreError: The store is broken or cannot be written.
        InputError: A file cannot be read, or does not hold what it should.
        GlossaryError: The glossary is broken.
    """
    Store.check(store)  # before the work, not after it
    checks = (checks or Checks()).loaded()
    prepared = prepare(
        source, target, encoder=encoder, settings=settings, checks=checks, facts=facts
    )
    return keep_in(store, prepared, checks=checks, key=key, facts=facts)


def keep_in(store: Path | str, prepared: Prepared, **options: Any) -> AddedFiles:
    """Add to the store in a file, which is made if it is not there, what `prepare` made.

    The options are those of `keep`.

    Raises:
        StoreError: The store is broken or cannot be written.
    """
    with Store.open(store, create=True) as opened:
        return keep(opened, prepared, **options)


def _day(text: str) -> datetime.date | None:
    """The day that a date names, if there is such a day."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
