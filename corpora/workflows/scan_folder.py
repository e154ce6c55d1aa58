"""All documents of a folder: found, read in several processes, and outlined."""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from align.errors import DaeyeokError, InputError
from align.language import tell_language
from align.pairing import Outline, outline_of
from align.settings import AlignSettings
from corpora.io.dates import iso_date
from corpora.io.paths import date_in_name, shown
from corpora.model.release import Source
from corpora.readers.read_file import read_file
from corpora.workflows.align import document_of

#: Files below which other processes would take longer to start than to read.
_FEW = 40
#: Files that a process reads at a time.
_BATCH = 16
_MOST_PROCESSES = 8

#: Tables and translation memories are made from documents, and lie beside them.
_NO_DOCUMENTS = (".csv", ".tsv", ".tmx", ".jsonl")
#: Where the day of publication stands on a page: in the first lines, by itself.
_HEAD_LINES = 15
_SHORT_LINE = 60
#: Characters kept of the first segment where there is no title.
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file of an archive, and what is in it."""

    path: Path
    language: str | None = None  #: "ko" or "en"; None where it is neither, or not read
    source: Source | None = None
    outline: Outline | None = None
    date: date | None = None  #: of the publication, as far as file, page or file name tell
    title: str = ""  #: as the file tells it, or as it stands in the text
    problem: str = ""  #: why it could not be read


def files_in(folder: Path, *, without: Sequence[Path] = ()) -> list[Path]:
    """The files in a folder and those below it, in order; hidden ones are passed over.

    Args:
        folder: Where to look.
        without: Folders below it, or files, that are left out.

    Raises:
        InputError: There is no such folder, or it cannot be read.
    """
    if not folder.is_dir():
        what = "is no folder" if folder.exists() else "there is no such folder"
        raise InputError(f"{shown(folder)}: {what}; give the folder that holds the documents")
    left_out = {os.path.realpath(path) for path in without}

    def refuse(error: OSError) -> None:
        raise InputError(f"{shown(error.filename)} cannot be read: {error.strerror}") from error

    found = []
    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and os.path.realpath(Path(place, name)) not in left_out
        )
        for name in names:
            path = Path(place, name)
            if not name.startswith((".", "~$")) and os.path.realpath(path) not in left_out:
                found.append(path)
    return sorted(found)


def read_all(
    paths: Sequence[Path], *, progress: Callable[[int, int], None] | None = None
) -> list[FoundFile]:
    """What is in each file, in their order. A file that cannot be read stops no other."""
    read: dict[Path, FoundFile] = {}
    for found in _read_one_by_one(paths) if len(paths) < _FEW else _read_side_by_side(paths):
        read[found.path] = found
        if progress:
            progress(len(read), len(paths))
    return [read[path] for path in paths]


def look_into(path: Path) -> FoundFile:
    """What is in one file; why nothing is, where it cannot be read."""
    try:
        if not path.is_file():
            raise InputError("it is no regular file")
        if not _is_unicode(path):
            raise InputError("its name is no valid text, so no table can hold it; rename it")
        if path.suffix.lower() in _NO_DOCUMENTS:
            raise InputError("a table or translation memory is no document")
        file = read_file(path)
        language = tell_language(file.text)
        if language is None:
            return FoundFile(path, None, file.source)
        document = document_of(file, language, AlignSettings())
    except DaeyeokError as error:
        return FoundFile(path, problem=" ".join(str(error).split()))
    if not document.segments:
        return FoundFile(path, problem="it holds no text, only page furniture")
    titles = (segment.plain for segment in document.segments if segment.kind == "title")
    title = file.source.title or next(titles, document.segments[0].plain[:_LONGEST_TITLE])
    told = file.source.date or _date_on_page(file.text)
    day = date.fromisoformat(told) if told else date_in_name(path.stem)
    return FoundFile(path, language, file.source, outline_of(document), day, title)


def _is_unicode(path: Path) -> bool:
    """Whether a name can be written down; Linux allows any bytes."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _date_on_page(text: str) -> str:
    """The day in the first lines of a page, where it stands alone or with a few words."""
    lines = (line for line in text.splitlines() if line.strip())
    short = (line for line in itertools.islice(lines, _HEAD_LINES) if len(line) <= _SHORT_LINE)
    return next(filter(None, map(iso_date, short)), "")


def _read_one_by_one(paths: Sequence[Path]) -> Iterator[FoundFile]:
    yield from map(look_into, paths)


def _look_into_all(paths: Sequence[Path]) -> list[FoundFile]:
    return [look_into(path) for path in paths]


def _read_side_by_side(paths: Sequence[Path]) -> Iterator[FoundFile]:
    """The files in the order in which they are done.

    A file that ends its process takes the batches under way with it; those are read again, each
    file in a process of its own, until the culprit is found.
    """
    batches = [paths[first : first + _BATCH] for first in range(0, len(paths), _BATCH)]
    lost: list[Path] = []
    with _processes(min(os.cpu_count() or 1, _MOST_PROCESSES)) as pool:
        futures: dict[Future[list[FoundFile]], Sequence[Path]] = {}
        for batch in batches:
            try:
                futures[pool.submit(_look_into_all, batch)] = batch
            except BrokenProcessPool:
                lost.extend(batch)
        for future in as_completed(futures):
            try:
                yield from future.result()
            except BrokenProcessPool:
                lost.extend(futures[future])
    for path in lost:
        with _processes(1) as pool:
            try:
                yield pool.submit(look_into, path).result()
            except BrokenProcessPool:
                yield FoundFile(path, problem="reading it ended the process; the file is damaged")


def _processes(count: int) -> ProcessPoolExecutor:
    """Fresh processes, since a fork would copy locks that threads hold."""
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))
