"""An exchange file into a store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from align.errors import InputError
from corpora.entry_releases import releases_of
from corpora.formats.entries.stream import Languages, Notices
from corpora.formats.streams import Progress, read_entries
from corpora.readers.files import source_name
from corpora.store import Store

_REVIEWED = "were reviewed, which the store does not take over; review them again there"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought into a store."""

    entries: int
    releases: int
    notices: Notices  #: what was passed over or changed, by sentences after "12 entries"


def import_into_store(
    path: Path | str,
    store: Store,
    *,
    languages: Languages | None = None,
    format_name: str | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Add the entries of a file to a store, release by release as the file tells them.

    Entries that name no release become releases named after the file. One that is there already,
    by its texts and what it tells of itself, is brought up to date; one that only has the same
    name as another gets a number behind it.

    Raises:
        InputError: The file is missing, broken, or in other languages than the store's.
        StoreError: The store cannot be written.
    """
    notices: Notices = Notices()
    entries = read_entries(path, notices=notices, languages=languages, format_name=format_name)
    count = releases = 0
    for imported in releases_of(entries, source_name(path)):
        notices[_REVIEWED] += imported.reviewed
        key = imported.key if store.find(imported.key) is None else None
        store.add(imported.release, key=key, facts=imported.facts)
        count += len(imported.release.bitext.beads)
        releases += 1
        if progress is not None:
            progress(count)
    if not count:
        raise InputError(f"{source_name(path)} holds no pair of texts")
    return Imported(count, releases, +notices)
