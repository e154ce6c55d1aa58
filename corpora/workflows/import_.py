"""An exchange file into a store."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from align.errors import InputError
from corpora.formats.base import Languages, Notices
from corpora.formats.entry_file import ProgressCallback, read_entries
from corpora.io.input import source_name
from corpora.io.paths import input_name
from corpora.store import Added, Store, TakenOver
from corpora.wording.words import counted
from corpora.workflows.check import releases_of


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought into a store."""

    entries: int  #: of releases that are new or have changed
    releases: int  #: that are new or have changed
    unchanged: int  #: releases that were there already, just so
    lost: int  #: reviewed units that releases no longer have; the log keeps them
    reviews: int  #: units that have the review of the file now
    reviewed_here: int  #: that the file has reviewed, but the store later or otherwise
    notices: Notices  #: what was passed over or changed, by sentences after "12 units"


def import_into_store(
    path: Path | str,
    store: Path | str,
    *,
    languages: Languages | None = None,
    format_name: str | None = None,
    progress: ProgressCallback | None = None,
) -> Imported:
    """Add the entries of a file to a store, release by release as the file tells them.

    Entries that name no release become releases named after the file. One that is there already,
    by its texts and what it tells of itself, is brought up to date; one that only has the same
    name as another gets a number behind it. Each release is added whole or not at all. States of
    review come along, with reviewer and time, unless the store has a later review of the unit.

    Args:
        path: The file; "-" is standard input.
        store: The store, which is made with the first release.
        languages: The pair that is wanted; the file's own if None.
        format_name: Of the file; its suffix decides if None.
        progress: Is told how many entries were added.

    Raises:
        InputError: The file is missing, broken, or in other languages than the store's; the
            message says how much was added before.
        StoreError: The store cannot be written.
    """
    notices: Notices = Notices()
    entries = read_entries(path, notices=notices, languages=languages, format_name=format_name)
    releases = releases_of(entries, source_name(path))
    first = next(releases, None)
    if first is None:
        raise InputError(f"{input_name(path)} holds no pair of texts")
    done: list[Added] = []
    count = 0
    reviews: list[TakenOver] = []
    with Store.open(store, create=True) as opened:
        try:
            for imported in chain([first], releases):
                key = imported.key if opened.find(imported.key) is None else None
                done.append(opened.add(imported.release, key=key, facts=imported.facts))
                if any(review.state != "unreviewed" for review in imported.reviews):
                    reviews.append(opened.take_over(done[-1].release, imported.reviews))
                count += done[-1].beads
                if progress is not None:
                    progress(count)
        except InputError as error:
            before = counted(len(done), "release")
            raise InputError(f"{error}; {before} before it went into the store") from error
    new = [added for added in done if added.outcome != "unchanged"]
    lost = sum(len(added.lost) for added in done)
    return Imported(
        sum(added.beads for added in new),
        len(new),
        len(done) - len(new),
        lost,
        sum(taken.taken for taken in reviews),
        sum(taken.standing for taken in reviews),
        +notices,
    )
