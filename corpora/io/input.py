"""Reads input files; errors are reported in one line."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from align.errors import InputError
from corpora.io.paths import STANDARD_STREAM, input_name, shown

#: Largest input, in bytes: a release has thousands, a year of releases some millions.
MAX_FILE_BYTES = 100_000_000


def read_bytes(path: Path | str, *, limit: int = MAX_FILE_BYTES) -> bytes:
    """The whole content of a file, or of standard input for "-".

    Raises:
        InputError: It is missing, a folder, unreadable or larger than ``limit`` bytes.
    """
    with opened(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        name = input_name(path)
        raise InputError(f"{name} is larger than {limit:,} bytes; split it into single releases")
    return data


@contextlib.contextmanager
def opened(path: Path | str) -> Iterator[BinaryIO]:
    """A file open for reading, or standard input for "-"; read errors become one line.

    Raises:
        InputError: It is missing, a folder or unreadable.
    """
    name = input_name(path)
    try:
        if str(path) == STANDARD_STREAM:
            if sys.stdin is None:
                raise InputError(f"{name} is closed; send text to it or name a file")
            yield sys.stdin.buffer
        else:
            with Path(path).open("rb") as stream:
                yield stream
    except FileNotFoundError:
        raise InputError(f"{name}: there is no such file; check its name") from None
    except IsADirectoryError:
        raise InputError(f"{name} is a folder; name a file in it") from None
    except PermissionError:
        raise InputError(
            f"{name}: permission denied; ask for read permission or use a copy"
        ) from None
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror}") from error
    except ValueError as error:
        if "null byte" not in str(error):
            raise
        raise InputError(f"{name}: a file name cannot contain a NUL character") from None


def source_name(path: Path | str) -> str:
    """The name of an input in provenance: the file name without its folder."""
    return input_name(path) if str(path) == STANDARD_STREAM else shown(Path(path).name)
