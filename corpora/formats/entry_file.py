"""Streams of entries into files, and out of files of any producer."""

from __future__ import annotations

import io
from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from align.errors import InputError, OutputError
from corpora.formats.base import FileHead, Languages, Notices, Put
from corpora.formats.registry import format_of
from corpora.io.input import opened, read_bytes
from corpora.io.output import atomic_writer, check_output, creation_time
from corpora.io.paths import STANDARD_STREAM, input_name, shown
from corpora.model.entry import Entry
from corpora.model.release import Release

#: Says how many entries went by: called now and then, and at the end.
ProgressCallback = Callable[[int], None]
PROGRESS_EVERY = 1000


class EntryFile:
    """A file that entries are put into, and that appears whole when the block ends well.

    It is begun with the first entry, whose languages become those of the file; without one no
    file is made. Moses files are two, and have no place for gaps: those are counted and left out.
    A file of a whole release is made even without entries, if it can be read back as one.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        force: bool = False,
        format_name: str | None = None,
        created: datetime | None = None,
        release: Release | None = None,
    ) -> None:
        self.path = path
        self.format = format_of(path, format_name, OutputError)
        if self.format.write_entries is None:
            raise OutputError(
                f"{shown(path)}: {self.format.name} shows one release, of align or check; "
                "choose another format"
            )
        self._writer = self.format.write_entries
        self.count = 0  #: entries that were put
        self.gaps_left_out = 0  #: entries that the format has no place for
        self.made: tuple[Path | str, ...] = ()  #: the files, once there are some
        self._force, self._created, self._release = force, created, release
        self._open = ExitStack()
        self._put: Put | None = None
        self._languages: Languages | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def put(self, entry: Entry) -> None:
        """Write one entry.

        Raises:
            OutputError: It does not fit the file, or the file cannot be written.
        """
        if entry.is_gap and not self.format.holds_gaps:
            self.gaps_left_out += 1
            return
        if self._put is None:
            self._put = self._begin(Languages.of(entry))
        elif self.format.one_pair and Languages.of(entry) != self._languages:
            raise OutputError(
                f"{shown(self.path)}: {self.format.name} holds one pair of languages, but "
                f"{entry.source_language} to {entry.target_language} comes after "
                f"{self._languages.source} to {self._languages.target}"  # type: ignore[union-attr]
            )
        self._put(entry)
        self.count += 1

    def put_all(self, entries: Iterable[Entry], progress: ProgressCallback | None = None) -> None:
        """Write entries one after the other."""
        for number, entry in enumerate(entries, start=1):
            self.put(entry)
            if progress is not None and number % PROGRESS_EVERY == 0:
                progress(number)
        if self._put is None and self._release is not None and self.format.read_release:
            bitext = self._release.bitext
            self._put = self._begin(Languages(bitext.source.language, bitext.target.language))

    def _begin(self, languages: Languages) -> Put:
        self._languages = languages
        created = creation_time() if self._created is None else self._created
        paths = self.format.paths(self.path, (languages.source, languages.target))
        if self.format.by_language and str(self.path) == STANDARD_STREAM:
            raise OutputError("- is one stream, but Moses files are two; name them, as a.moses")
        for path in paths:
            check_output(path, force=self._force)
        streams = [
            self._open.enter_context(atomic_writer(path, force=self._force)) for path in paths
        ]
        writer = self._writer(*streams, head=FileHead(languages, created, self._release))
        self.made = paths
        return self._open.enter_context(writer)


def read_entries(
    path: Path | str,
    *,
    notices: Notices,
    languages: Languages | None = None,
    format_name: str | None = None,
) -> Generator[Entry]:
    """The entries of a file of any producer, one at a time.

    Args:
        path: The file; "-" is standard input, for which the format must be named.
        notices: Counts what is passed over or changed, by sentences after "12 entries".
        languages: The pair that is wanted; the file's own if None.
        format_name: One of FORMATS; without it the suffix decides.

    Raises:
        InputError: It is missing or broken; the message names a line.
    """
    chosen = format_of(path, format_name, InputError)
    if chosen.read_entries is None:
        raise InputError(
            f"{input_name(path)}: {chosen.name} is written only; import the file it came from"
        )
    name = input_name(path)
    if chosen.seeks and str(path) == STANDARD_STREAM:
        stream = io.BytesIO(read_bytes(path))
        yield from chosen.read_entries(stream, name, languages=languages, notices=notices)
        return
    with opened(path) as file:
        yield from chosen.read_entries(file, name, languages=languages, notices=notices)
