"""Opening the file of a store, and saying in one line what is wrong with it."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from align.errors import Message, StoreError
from corpora.io.paths import shown
from corpora.store.database.schema import (
    APPLICATION_ID,
    MIGRATIONS,
    Migration,
    application_id,
    migrate,
    schema_version,
)

#: How long to wait for another program that writes, in seconds.
PATIENCE = 60.0
#: STRICT tables came with 3.37, trigrams with 3.34.
_LEAST_SQLITE = (3, 37)

_ADVICE = {
    sqlite3.SQLITE_BUSY: Message.of("another program writes into it; try again later"),
    sqlite3.SQLITE_LOCKED: Message.of("another program writes into it; try again later"),
    sqlite3.SQLITE_FULL: Message.of("the disk is full; make room and try again"),
    sqlite3.SQLITE_READONLY: Message.of("it may not be written; copy it to a place where it may"),
    sqlite3.SQLITE_CANTOPEN: Message.of(
        "it cannot be opened; is the folder there, and may you write in it?"
    ),
    sqlite3.SQLITE_IOERR: Message.of("the disk reports an error; copy the store elsewhere"),
    sqlite3.SQLITE_CORRUPT: Message.of("the file is damaged; take a copy of it that was kept"),
}
PRIMARY_CODE = 0xFF  # the rest of an extended code tells details


def connect(
    path: Path, *, create: bool = False, migrations: Sequence[Migration] = MIGRATIONS
) -> sqlite3.Connection:
    """A connection to a store of the newest schema.

    Where the file or its folder may not be written, it is opened for reading only.

    Args:
        path: The file.
        create: Whether to make the store if the file is not there or empty.
        migrations: The steps up to the newest schema.

    Raises:
        StoreError: It is missing, no store, damaged, busy, or of a newer daeyeok.
    """
    if sqlite3.sqlite_version_info < _LEAST_SQLITE:
        raise StoreError(
            "stores need SQLite 3.37 or newer; this Python brings {version}",
            version=sqlite3.sqlite_version,
        )
    _check_file(path, create=create)
    with store_errors(path), contextlib.ExitStack() as undo:
        connection = _open(path)
        undo.callback(connection.close)
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        _prepare(connection, path, create, migrations)
        undo.pop_all()
    return connection


def check_writable(path: Path) -> None:
    """Raise StoreError if there is no store and none can be made, or it may not be written."""
    exists = _check_file(path, create=True)
    if not all(os.access(one, os.W_OK) for one in (path.parent, *[path] * exists)):
        raise StoreError(
            "{name}: {advice}", name=shown(path), advice=_ADVICE[sqlite3.SQLITE_READONLY]
        )
    if exists:
        connect(path, create=True).close()


@contextlib.contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says about a file into one line that a user can act on."""
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & PRIMARY_CODE
        if code == sqlite3.SQLITE_NOTADB:
            raise _no_store(path) from error
        advice = _ADVICE.get(code)
        if advice is None:
            raise  # a bug of ours, such as a wrong statement
        raise StoreError("{name}: {advice}", name=shown(path), advice=advice) from error


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection, *, write: bool) -> Iterator[None]:
    """A block that is done whole or not at all, and that sees one state of the store."""
    connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _no_store(path: Path) -> StoreError:
    return StoreError(
        "{name} is no store of daeyeok; name one that `daeyeok add` made", name=shown(path)
    )


def _check_file(path: Path, *, create: bool) -> bool:
    """Whether the file is there; StoreError for what SQLite would call by a vaguer name.

    A file that may be a store is not opened here: to close it again would take away the locks
    that other connections of this process have on it.
    """
    name = shown(path)
    try:
        status = path.stat()
    except FileNotFoundError:
        if not create:
            raise StoreError(
                "{name}: there is no such store; make one with `daeyeok add`", name=name
            ) from None
        if not path.parent.is_dir():
            raise StoreError("{name}: there is no such folder; make it first", name=name) from None
        return False
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError("{name} cannot be read: {reason}", name=name, reason=reason) from None
    if stat.S_ISDIR(status.st_mode):
        raise StoreError("{name} is a folder; name a file in it", name=name)
    if not os.access(path, os.R_OK):
        reason = os.strerror(errno.EACCES)
        raise StoreError("{name} cannot be read: {reason}", name=name, reason=reason)
    is_empty = not status.st_size
    if not stat.S_ISREG(status.st_mode) or (is_empty and not create):
        raise _no_store(path)
    return True


def _open(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode, for reading only where writing is not allowed."""
    address = "file:" + quote(str(path.absolute()))
    exists = path.exists()
    if exists and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        waiting = Path(f"{path}-wal")
        if waiting.exists() and waiting.stat().st_size:
            address += "?mode=ro"  # what stands in the second file must be read too
        else:
            address += "?mode=ro&immutable=1"
    else:
        address += "?mode=rwc"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)


def _prepare(
    connection: sqlite3.Connection, path: Path, create: bool, migrations: Sequence[Migration]
) -> None:
    """Check whose file it is, and make or update its tables."""
    if _is_ready(connection, path, create, migrations):
        return
    if not os.access(path, os.W_OK):
        raise StoreError(
            "{name} is a store of an older daeyeok; "
            "open it once where it may be written, which updates it",
            name=shown(path),
        )
    connection.execute("PRAGMA journal_mode = WAL")
    with transaction(connection, write=True):
        if not _is_ready(connection, path, create, migrations):  # nobody else did it meanwhile
            migrate(connection, migrations)


def _is_ready(
    connection: sqlite3.Connection, path: Path, create: bool, migrations: Sequence[Migration]
) -> bool:
    """Whether the file is a store of the newest schema; False if it is to become one."""
    mark, version = application_id(connection), schema_version(connection)
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if not mark and not version and not tables:
        if not create:
            raise _no_store(path)
        return False
    if mark != APPLICATION_ID:
        raise _no_store(path)
    if version > len(migrations):
        raise StoreError(
            "{name} was made by a newer daeyeok (schema {version}, "
            "this one knows {known}); update daeyeok",
            name=shown(path),
            version=version,
            known=len(migrations),
        )
    return version == len(migrations)
