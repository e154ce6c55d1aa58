"""Parquet files of entries, written and read a row group at a time; needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from align.errors import InputError
from align.settings import own_version
from corpora.formats.base import FileHead, Languages, Notices, Put, column_of
from corpora.formats.jsonl import entry_of_record, record_of
from corpora.formats.rows import BEAD_FIELDS, bead_fields, reading
from corpora.io.extras import needed
from corpora.model.entry import FIELDS, NUMBERS, Entry

#: Rows of a group: some megabytes, so that neither writer nor reader holds more.
_GROUP = 10_000


@contextmanager
def write_parquet(stream: BinaryIO, *, head: FileHead) -> Iterator[Put]:
    """A Parquet file into which entries are put."""
    arrow, parquet = needed("pyarrow", "parquet"), needed("pyarrow.parquet", "parquet")
    types = [
        (column_of(name), arrow.float64() if name in NUMBERS else arrow.string()) for name in FIELDS
    ]
    types += [(name, arrow.int64() if name == "bead" else arrow.string()) for name in BEAD_FIELDS]
    schema = arrow.schema([("tuid", arrow.string()), *types]).with_metadata(
        {"creator": f"daeyeok {own_version()}", "created": head.created.isoformat()}
    )
    waiting: list[dict[str, Any]] = []
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:

        def write_waiting() -> None:
            writer.write_table(arrow.Table.from_pylist(waiting, schema=schema))
            waiting.clear()

        def put(entry: Entry) -> None:
            bead: dict[str, Any] = dict.fromkeys(BEAD_FIELDS, "") | bead_fields(entry)
            bead["bead"] = int(bead["bead"]) if bead["bead"] else None
            waiting.append(record_of(entry) | bead)
            if len(waiting) == _GROUP:
                write_waiting()

        yield put
        if waiting:
            write_waiting()


def read_parquet(
    stream: BinaryIO, name: str, *, languages: Languages | None, notices: Notices
) -> Iterator[Entry]:
    """The entries of a Parquet file with columns source and target.

    Args:
        stream: The file, in bytes; its end is read first, so it cannot be a pipe.
        name: What messages call it.
        languages: The pair of languages of rows that name none.
        notices: Counts what is passed over or changed.

    Raises:
        InputError: It is no such file; the message names a row.
    """
    arrow, parquet = needed("pyarrow", "parquet"), needed("pyarrow.parquet", "parquet")
    number = 0
    try:
        file = parquet.ParquetFile(stream)
        missing = {"source", "target"} - set(file.schema_arrow.names)
        if missing:
            raise InputError(f"{name}: the file lacks the columns {', '.join(sorted(missing))}")
        known = {*map(column_of, FIELDS), *BEAD_FIELDS}
        columns = [column for column in file.schema_arrow.names if column in known]
        for batch in file.iter_batches(batch_size=_GROUP, columns=columns):
            for record in batch.to_pylist():
                number += 1
                with reading(f"{name}, row {number}"):
                    bead = {name: str(record.get(name) or "") for name in BEAD_FIELDS}
                    entry = entry_of_record(record, bead, languages)
                yield entry
    except (arrow.ArrowException, OSError, ValueError, NotImplementedError) as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError(f"{name}: this is no Parquet file: {reason}") from None
