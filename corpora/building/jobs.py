"""From a manifest to jobs: what each release is called, and whether the store has it already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from align.errors import InputError
from corpora.building.work import Job
from corpora.formats.manifest import ManifestRow, path_in_manifest
from corpora.io.input import read_bytes
from corpora.io.paths import STANDARD_STREAM, input_name
from corpora.store import Facts, Store

#: A column of the user's in which a manifest may name releases.
KEY = "key"


@dataclass(frozen=True, slots=True)
class Hashed:
    """A job with the SHA-256 of its files."""

    job: Job
    source_sha256: str
    target_sha256: str


def jobs_in(rows: Sequence[ManifestRow], manifest: Path | str) -> Iterator[Job]:
    """The pairs among the rows of a manifest as jobs, made one by one in its order.

    A release is called what the column ``key`` says, or after the paths of its files in the
    manifest, which stay the same when the files change.
    """
    for row in rows:
        if row.is_pair:
            yield Job(
                row,
                path_in_manifest(row.source, manifest),
                path_in_manifest(row.target, manifest),
                dict(row.extra).get(KEY, "").strip() or f"{row.source} + {row.target}",
                Facts(row.title, row.date or row.target_date, row.agency, row.number),
            )


def hashed(job: Job) -> Hashed:
    """The job with what its files are.

    Raises:
        InputError: A file is missing or cannot be read.
    """
    return Hashed(job, _sha256(job.source), _sha256(job.target))


def is_done(store: Store, found: Hashed, signature: str) -> bool:
    """Whether a store has the files, aligned with these settings, and knows what the row tells."""
    number = store.find(found.job.key)
    if number is None:
        return store.holds(found.source_sha256, found.target_sha256, signature)
    origin = store.origin(number)
    known, told = asdict(origin.facts), asdict(found.job.facts)
    return (
        origin.signature == signature
        and (origin.source.sha256, origin.target.sha256)
        == (found.source_sha256, found.target_sha256)
        and all(known[name] == text for name, text in told.items() if text)
    )


def key_for(store: Store, found: Hashed) -> str | None:
    """What to call a release: None where the store has its files, under another name."""
    if store.find(found.job.key) is None and store.holds(found.source_sha256, found.target_sha256):
        return None
    return found.job.key


def _sha256(path: Path) -> str:
    if str(path) == STANDARD_STREAM:
        raise InputError("a manifest names files; standard input cannot be one of them")
    if path.exists() and not path.is_file():
        raise InputError(f"{input_name(path)} is no file; name a document")
    return hashlib.sha256(read_bytes(path)).hexdigest()
