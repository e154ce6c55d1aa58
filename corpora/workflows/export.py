"""From a store or an exchange file into another file, cleaned on the way if wanted."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from align.checks.finding import Finding
from align.errors import InputError, OutputError
from corpora.formats.base import Languages, Notices, Put
from corpora.formats.entry_file import PROGRESS_EVERY, EntryFile, ProgressCallback, read_entries
from corpora.io.paths import STANDARD_STREAM, shown
from corpora.model.entry import Entry, entry_of
from corpora.model.selection import Selection
from corpora.store import Store, StoredRelease
from corpora.workflows.clean.cleaner import Cleaner

#: How every SQLite file begins, so every store.
_STORE = b"SQLite format 3\0"
_STORE_SUFFIXES = (".db", ".sqlite", ".sqlite3")


@dataclass(frozen=True, slots=True)
class Output:
    """Where entries go, and those that cleaning leaves out."""

    path: Path | str
    rejected: Path | str | None = None  #: needed with cleaning
    format_name: str | None = None  #: of ``path``; its suffix decides if None
    force: bool = False  #: whether files of these names may be replaced


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    count: int
    made: tuple[Path | str, ...]  #: the files of what was kept
    left_out: int  #: by cleaning, all in ``rejected``
    reasons: tuple[tuple[str, int], ...]  #: the filters that left entries out, most first
    rejected: Path | str | None  #: the file of what was left out, if there is one
    gaps_left_out: int  #: that the format has no place for
    notices: tuple[tuple[str, int], ...]  #: what reading passed over or changed


def export_store(
    path: Path | str,
    output: Output,
    *,
    selection: Selection | None = None,
    cleaner: Cleaner | None = None,
    progress: ProgressCallback | None = None,
) -> Exported:
    """Write the units of a store that are wanted.

    Raises:
        StoreError: It is missing, or no store.
        InputError: No unit fits.
        OutputError: A file exists, or cannot be written.
    """
    with Store.open(path) as store, closing(_stored(store, selection or Selection())) as entries:
        return _write(entries, output, cleaner, progress, Notices(), shown(path))


def convert_file(
    path: Path | str,
    output: Output,
    *,
    languages: Languages | None = None,
    format_name: str | None = None,
    cleaner: Cleaner | None = None,
    progress: ProgressCallback | None = None,
) -> Exported:
    """Write the entries of an exchange file, or of a store, into another file.

    Args:
        path: The file; "-" is standard input.
        output: Where to.
        languages: The pair that is wanted; the file's own if None.
        format_name: Of the input; its suffix decides if None.
        cleaner: Leaves entries out, if given.
        progress: Is told how many entries went by.

    Raises:
        InputError: It is missing or broken, or holds no entry.
        OutputError: A file exists, or cannot be written.
    """
    if is_store(path):
        return export_store(path, output, cleaner=cleaner, progress=progress)
    notices: Notices = Notices()
    found = read_entries(path, notices=notices, languages=languages, format_name=format_name)
    with closing(found) as entries:
        return _write(entries, output, cleaner, progress, notices, shown(path))


def is_store(path: Path | str) -> bool:
    """Whether a file is there and is a store, or another SQLite file."""
    if str(path) == STANDARD_STREAM:
        return False
    try:
        with Path(path).open("rb") as stream:
            return stream.read(len(_STORE)) == _STORE
    except (OSError, ValueError):
        return False


def is_store_name(path: Path | str) -> bool:
    """Whether a name is one that people give to a store.

    >>> is_store_name("mofa.db"), is_store_name("mofa.tmx")
    (True, False)
    """
    return Path(path).suffix.lower() in _STORE_SUFFIXES


def _rejected_file(output: Output) -> EntryFile:
    """The file of what cleaning leaves out."""
    if output.rejected is None:
        raise ValueError("what cleaning leaves out needs a file")
    file = EntryFile(output.rejected, force=output.force)
    if not file.format.holds_gaps:
        raise OutputError(
            f"{shown(output.rejected)}: {file.format.name} has no place for reasons and gaps; "
            "choose jsonl or csv for what is left out"
        )
    return file


def _stored(store: Store, selection: Selection) -> Generator[Entry]:
    """The entries of a store's units, with their segments and what the checks found in them."""
    number: int | None = None
    findings: dict[int, list[Finding]] = {}
    for unit in store.units(selection):
        if unit.origin.release != number:
            number = unit.origin.release
            stored = store.release(number)
            findings = _open_findings(stored)
        yield entry_of(unit, findings.get(unit.number, ()), stored.release.bitext)


def _open_findings(stored: StoredRelease) -> dict[int, list[Finding]]:
    """What was found in a release and not dismissed, by the places of its beads, from 1."""
    found: dict[int, list[Finding]] = {}
    for one in stored.findings:
        if one.state != "dismissed":
            found.setdefault(one.found.bead + 1, []).append(one.found.finding)
    return found


def _write(
    entries: Iterable[Entry],
    output: Output,
    cleaner: Cleaner | None,
    progress: ProgressCallback | None,
    notices: Notices,
    name: str,
) -> Exported:
    left: EntryFile | None = None
    with ExitStack() as files:
        kept = files.enter_context(
            EntryFile(output.path, force=output.force, format_name=output.format_name)
        )
        put: Put = kept.put
        if cleaner is not None:
            left = files.enter_context(_rejected_file(output))
            put = partial(cleaner.sort, keep=kept.put, leave=left.put)
        number = 0
        for number, entry in enumerate(entries, start=1):
            put(entry)
            if progress is not None and number % PROGRESS_EVERY == 0:
                progress(number)
        if not number:
            raise InputError(f"{name} holds nothing of what is wanted; nothing was written")
    reasons = cleaner.counts.most_common() if cleaner is not None else []
    return Exported(
        kept.count,
        kept.made,
        sum(count for _, count in reasons),
        tuple(reasons),
        output.rejected if left is not None and left.made else None,
        kept.gaps_left_out,
        tuple((+notices).most_common()),
    )
