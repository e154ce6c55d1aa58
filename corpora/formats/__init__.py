"""Exchange formats: a release to a file, and back, by the file's suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from align.errors import DaeyeokError, InputError, OutputError
from corpora.formats.jsonl import read_jsonl, write_jsonl
from corpora.formats.table import read_table, write_table
from corpora.formats.tmx import read_tmx, write_tmx
from corpora.naming import STANDARD_STREAM, input_name, shown
from corpora.output import atomic_writer, check_output, creation_time, is_same_file
from corpora.readers.files import read_bytes
from corpora.release import Release

_Known = TypeVar("_Known")


class Writer(Protocol):
    """Something that writes a release into a stream of bytes."""

    def __call__(self, release: Release, stream: BinaryIO, *, created: datetime) -> None:
        """Write it; the time is that of the export."""


@dataclass(frozen=True, slots=True)
class Format:
    """How one format is written and read."""

    write: Writer
    read: Callable[[bytes, str], Release]  #: from the content and the name for messages


def _timeless(write: Callable[[Release, BinaryIO], None]) -> Writer:
    """A writer of a format that has no place for the time."""

    def write_without_time(release: Release, stream: BinaryIO, *, created: datetime) -> None:
        write(release, stream)

    return write_without_time


#: Every format by its name, which is also its suffix.
FORMATS = {
    "tmx": Format(write_tmx, read_tmx),
    "csv": Format(_timeless(write_table), read_table),
    "tsv": Format(
        _timeless(partial(write_table, delimiter="\t")), partial(read_table, delimiter="\t")
    ),
    "jsonl": Format(_timeless(write_jsonl), read_jsonl),
}


def _write_report(release: Release, stream: BinaryIO, *, created: datetime) -> None:
    """The page for people; its templates load only when one is written."""
    from corpora.report import write_report  # noqa: PLC0415

    write_report(release, stream, created=created)


#: Formats that are written and not read back.
REPORTS: dict[str, Writer] = {"html": _write_report}


def _writers() -> dict[str, Writer]:
    return {name: known.write for name, known in FORMATS.items()} | REPORTS


def write(
    release: Release,
    path: Path | str,
    *,
    force: bool = False,
    format_name: str | None = None,
    created: datetime | None = None,
) -> None:
    """Write a release to a file that appears whole or not at all.

    Args:
        release: What to write.
        path: Where to; "-" is standard output.
        force: Whether a file of that name may be replaced.
        format_name: One of FORMATS or REPORTS; without it the suffix decides.
        created: The time to note; without it SOURCE_DATE_EPOCH or now.

    Raises:
        OutputError: The format is unknown, or the file exists or cannot be written.
    """
    chosen = _chosen(path, format_name, OutputError, _writers())
    time = creation_time() if created is None else created
    with atomic_writer(path, force=force) as stream:
        chosen(release, stream, created=time)


def check_writable(
    paths: Sequence[Path | str], *, inputs: Sequence[Path | str] = (), force: bool
) -> None:
    """Raise OutputError now for outputs that `write` would refuse after the work.

    Also for one that would replace an input, and for two of one name.
    """
    for number, path in enumerate(paths):
        _chosen(path, None, OutputError, _writers())
        if any(is_same_file(path, other) for other in inputs if str(other) != STANDARD_STREAM):
            raise OutputError(f"{shown(path)} is an input too; write to another file")
        if any(is_same_file(path, other) for other in paths[:number]):
            raise OutputError(f"{shown(path)} is given twice; name each output once")
        check_output(path, force=force)


def read(path: Path | str, *, format_name: str | None = None) -> Release:
    """The release in a file that ``write`` wrote.

    JSON lines hold everything; the other formats leave out the furniture.

    Args:
        path: The file; "-" is standard input.
        format_name: One of FORMATS; without it the suffix decides.

    Raises:
        InputError: The format is unknown, or the file is missing, foreign or changed.
    """
    chosen = _chosen(path, format_name, InputError, FORMATS)
    return chosen.read(read_bytes(path), input_name(path))


def _chosen(
    path: Path | str, name: str | None, error: type[DaeyeokError], formats: Mapping[str, _Known]
) -> _Known:
    known = Path(path).suffix.lower().removeprefix(".") if name is None else name
    if name is None and str(path) == STANDARD_STREAM:
        raise error("- has no suffix that names a format; name a file, such as release.tmx")
    if known not in formats:
        what = f"{shown(path)}: unknown suffix" if name is None else f"unknown format {name!r}"
        raise error(f"{what}; choose one of {', '.join(formats)}")
    return formats[known]
