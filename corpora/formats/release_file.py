"""Exchange formats: a release to a file, and back, by the file's suffix.

Streams of entries, from a store or another program's file, are in ``corpora.formats.entry_file``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from align.errors import InputError, OutputError
from corpora.formats.entry_file import EntryFile
from corpora.formats.jsonl import FORMAT
from corpora.formats.registry import FORMATS, format_of
from corpora.io.input import opened, read_bytes
from corpora.io.output import atomic_writer, check_output, creation_time, is_same_file
from corpora.io.paths import STANDARD_STREAM, input_name, shown
from corpora.model.entry import entries_of
from corpora.model.release import Release

#: What stands in a file that holds a whole release: in tables anywhere, since rows are sorted.
_RELEASE_MARKS = {
    "tmx": b"source-sha256",
    "csv": b"source-sha256",
    "tsv": b"source-sha256",
    "jsonl": FORMAT.encode(),
}
_PIECE = 1 << 16

#: The formats that hold a release so that it can be read back, by name.
RELEASE_FORMATS = {name: known for name, known in FORMATS.items() if known.read_release is not None}


def write_release(
    release: Release,
    path: Path | str,
    *,
    force: bool = False,
    format_name: str | None = None,
    created: datetime | None = None,
) -> tuple[Path | str, ...]:
    """Write a release to a file that appears whole or not at all; the files that were made.

    Args:
        release: What to write.
        path: Where to; "-" is standard output.
        force: Whether a file of that name may be replaced.
        format_name: One of FORMATS; without it the suffix decides.
        created: The time to note; without it SOURCE_DATE_EPOCH or now.

    Raises:
        OutputError: The format is unknown, or the file exists or cannot be written.
    """
    chosen = format_of(path, format_name, OutputError)
    time = creation_time() if created is None else created
    if chosen.write_release is not None:
        with atomic_writer(path, force=force) as stream:
            chosen.write_release(release, stream, created=time)
        return (path,)
    with EntryFile(
        path, force=force, format_name=format_name, created=time, release=release
    ) as file:
        file.put_all(entries_of(release))
    return file.made


def check_writable(
    paths: Sequence[Path | str],
    *,
    inputs: Sequence[Path | str] = (),
    force: bool,
    format_name: str | None = None,
) -> None:
    """Raise OutputError now for outputs that `write_release` would refuse after the work.

    Also for one that would replace an input, and for two of one name.
    """
    made: list[Path | str] = []
    for path in paths:
        made += format_of(path, format_name, OutputError).paths(path, ("ko", "en"))
    for number, path in enumerate(made):
        if any(is_same_file(path, other) for other in inputs if str(other) != STANDARD_STREAM):
            raise OutputError(f"{shown(path)} is an input too; write to another file")
        if any(is_same_file(path, other) for other in made[:number]):
            raise OutputError(f"{shown(path)} is given twice; name each output once")
        check_output(path, force=force)


def is_release(path: Path | str) -> bool:
    """Whether a file says that it holds a whole release, as ``write_release`` writes it.

    Raises:
        InputError: The format is unknown, or the file cannot be read.
    """
    name = format_of(path, None, InputError).name
    mark = _RELEASE_MARKS.get(name)
    if mark is None:
        return False
    before = b""
    with opened(path) as stream:
        while piece := stream.read(_PIECE):
            part = before + piece.replace(b"\0", b"")  # of UTF-16
            if mark in part:
                return True
            if name not in ("csv", "tsv"):
                break
            before = part[-len(mark) :]
    return False


def read_release(path: Path | str, *, format_name: str | None = None) -> Release:
    """The release in a file that ``write_release`` wrote.

    JSON lines hold everything; the other formats leave out the furniture.

    Args:
        path: The file; "-" is standard input.
        format_name: One of RELEASE_FORMATS; without it the suffix decides.

    Raises:
        InputError: The format is unknown, or the file is missing, foreign or changed.
    """
    chosen = format_of(path, format_name, InputError)
    if chosen.read_release is None:
        raise InputError(
            f"{input_name(path)}: a whole release is read from {', '.join(RELEASE_FORMATS)} only"
        )
    return chosen.read_release(read_bytes(path), input_name(path))
