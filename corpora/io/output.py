"""Writes files atomically: they appear whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import signal
import stat
import sys
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import BinaryIO

from align.errors import OutputError, SettingsError
from corpora.io.paths import STANDARD_STREAM, shown

#: Errors of os.link meaning that the file system has no hard links.
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}

#: Advice for the most common write errors.
_ADVICE = {
    errno.ENOSPC: "the disk is full; make room or choose another place",
    errno.EDQUOT: "your disk quota is used up; make room or choose another place",
    errno.EACCES: "permission denied; choose another folder",
    errno.EPERM: "permission denied; choose another folder",
    errno.EROFS: "that disk is read-only; choose another folder",
    errno.ENOENT: "there is no such folder; make it first",
    errno.ENOTDIR: "there is no such folder; make it first",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
}


@contextlib.contextmanager
def atomic_writer(path: Path | str, *, force: bool = False) -> Iterator[BinaryIO]:
    """A binary stream whose content appears under ``path`` once the block succeeds.

    Until then it is in a temporary file in the same folder, which is removed on any failure,
    such as a full disk, Ctrl-C or SIGTERM. "-" writes to standard output; devices and pipes
    are written to directly.

    Args:
        path: The file to write, or "-".
        force: Whether an existing file may be replaced.

    Raises:
        OutputError: The file exists and ``force`` is not set, or cannot be written.
    """
    if str(path) == STANDARD_STREAM:
        with standard_output():
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    with _user_errors(shown(path)):
        target = Path(os.path.realpath(path))  # a link is kept; its target is written
        if _is_device(target):
            with target.open("wb") as stream:
                yield stream
            return
        _check_free(target, path, force)
        with _signals_as_exit(), _temporary(target, path, force) as stream:
            yield stream


@contextlib.contextmanager
def standard_output() -> Iterator[None]:
    """A context for printing in which errors of standard output become one line.

    Raises:
        OutputError: It is closed, or its disk is full.
        BrokenPipeError: The reader has closed the pipe; no message is needed.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed; redirect it to a file or a terminal")
    with _user_errors("standard output"), _quiet_end():
        sys.stdout.flush()
        yield
        sys.stdout.flush()


def is_same_file(one: Path | str, other: Path | str) -> bool:
    """Whether two paths name the same file, through links too, or would once they exist."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):  # one of them does not exist yet, or cannot
        real = [os.path.normcase(os.path.abspath(path)) for path in (one, other)]
    with contextlib.suppress(OSError, ValueError):
        real = [os.path.normcase(os.path.realpath(path)) for path in (one, other)]
    return real[0] == real[1]


def check_output(path: Path | str, *, force: bool) -> None:
    """Raise OutputError early if `atomic_writer` would refuse the path."""
    if str(path) == STANDARD_STREAM:
        return
    with _user_errors(shown(path)):
        target = Path(os.path.realpath(path))
        if _is_device(target):
            return
        _check_free(target, path, force)
        if target.is_dir():
            raise OutputError(f"{shown(path)} is a folder; name a file in it")
        if not os.access(target.parent, os.W_OK):
            number = errno.EACCES if target.parent.is_dir() else errno.ENOENT
            raise OSError(number, os.strerror(number))


def make_folder(path: Path) -> None:
    """Create a folder and its parents if they do not exist.

    Raises:
        OutputError: They cannot be created, for example because a file is in the way.
    """
    try:
        with _user_errors(shown(path)):
            path.mkdir(parents=True, exist_ok=True)
    except OutputError as error:
        if isinstance(error.__cause__, FileExistsError | NotADirectoryError):
            raise OutputError(f"{shown(path)} is a file; choose another folder") from None
        raise


def creation_time(environment: Mapping[str, str] | None = None) -> datetime:
    """The time written into exports: SOURCE_DATE_EPOCH if it is set, otherwise now.

    >>> creation_time({"SOURCE_DATE_EPOCH": "1476403200"}).isoformat()
    '2016-10-14T00:00:00+00:00'
    """
    seconds = (os.environ if environment is None else environment).get("SOURCE_DATE_EPOCH")
    if not seconds:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        raise SettingsError(
            f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, not {seconds!r}"
        ) from None


@contextlib.contextmanager
def _temporary(target: Path, path: Path | str, force: bool) -> Iterator[BinaryIO]:
    """A stream into a temporary file that is moved to ``target`` at the end."""
    temporary = target.parent / f".daeyeok-{secrets.token_hex(8)}.part"
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            if force:
                with contextlib.suppress(FileNotFoundError):
                    temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            os.fsync(stream.fileno())
        _publish(temporary, target, path, force)
        _sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _publish(temporary: Path, target: Path, path: Path | str, force: bool) -> None:
    """Give the file its final name; without force, only if the name is still free."""
    if force:
        temporary.replace(target)
        return
    try:
        try:
            os.link(temporary, target)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            try:
                temporary.replace(target)
            except BaseException:
                target.unlink()
                raise
    except FileExistsError:
        raise _exists(path) from None


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power failure, if the system supports it."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _check_free(target: Path, path: Path | str, force: bool) -> None:
    """Raise OutputError if it is clear in advance that nothing can be written."""
    if target.is_dir():
        raise OutputError(f"{shown(path)} is a folder; name a file in it")
    if not target.parent.is_dir():
        raise OutputError(f"{shown(path)}: {_ADVICE[errno.ENOENT]}")
    if target.exists() and not force:
        raise _exists(path)


def _exists(path: Path | str) -> OutputError:
    return OutputError(f"{shown(path)} already exists; use --force to replace it")


def _is_device(target: Path) -> bool:
    """Whether the path is a device or pipe, which must not be replaced by a file."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


@contextlib.contextmanager
def _quiet_end() -> Iterator[None]:
    """After standard output has failed, keep Python from flushing it again at exit."""
    try:
        yield
    except OSError:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


@contextlib.contextmanager
def _user_errors(name: str) -> Iterator[None]:
    """Turn a system error about a file into one line that the user can act on."""
    try:
        yield
    except BrokenPipeError:
        raise  # the reader has closed the pipe: the command line exits quietly
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0, error.strerror or "it cannot be written")
        raise OutputError(f"{name}: {advice}") from error
    except ValueError as error:
        if "null byte" not in str(error):
            raise
        raise OutputError(f"{name}: a file name cannot contain a NUL character") from None


@contextlib.contextmanager
def _signals_as_exit() -> Iterator[None]:
    """While the block runs, turn SIGTERM into an exit that unwinds it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    names = [n for n in ("SIGTERM", "SIGHUP") if hasattr(signal, n)]
    signals = [signal.Signals[n] for n in names]
    taken = [s for s in signals if signal.getsignal(s) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)
