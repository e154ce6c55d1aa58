"""From a manifest to jobs: what a release is called, whether it is stored, and one pair's work."""

from __future__ import annotations

import functools
import hashlib
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from align.encoders.base import Encoder
from align.errors import DaeyeokError, InputError
from align.settings import AlignSettings
from corpora.formats.manifest import ManifestRow, path_in_manifest
from corpora.io.input import read_bytes
from corpora.io.paths import STANDARD_STREAM, input_name
from corpora.model.unit import ReleaseMetadata
from corpora.store import Store
from corpora.workflows.add import Checks, Prepared, prepare
from corpora.workflows.encoders import encoder_for

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
                ReleaseMetadata(row.title, row.date or row.target_date, row.agency, row.number),
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


@dataclass(frozen=True, slots=True)
class Recipe:
    """How every pair of a build is aligned and checked."""

    encoder: str = "fast"  #: the name of an embedded encoder
    model: str | None = None  #: a sentence-transformers model in its place
    settings: AlignSettings = field(default_factory=AlignSettings)
    checks: Checks = field(default_factory=Checks)


@dataclass(frozen=True, slots=True)
class Job:
    """One pair of a manifest, with what the store is to call it."""

    row: ManifestRow
    source: Path
    target: Path
    key: str
    facts: ReleaseMetadata


@dataclass(frozen=True, slots=True)
class Failure:
    """A pair that did not come into the store."""

    job: Job
    reason: str  #: on one line, for people


def work(recipe: Recipe, job: Job) -> Prepared | str:
    """The pair, aligned and checked; or why it cannot be, on one line."""
    try:
        return prepare(
            job.source,
            job.target,
            encoder=_encoder(recipe.encoder, recipe.model),
            settings=recipe.settings,
            checks=recipe.checks,
            facts=job.facts,
        )
    except DaeyeokError as error:
        return " ".join(str(error).split())
    except MemoryError:
        return "there is not enough memory to align it; run fewer jobs at a time"
    except Exception as error:  # a fault of ours in one pair should not stop the others
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        said = " ".join(str(error).split())
        return f"a fault of daeyeok, {type(error).__name__} in {place}: {said}; please report it"


def signature(recipe: Recipe) -> str:
    """The settings that this process would align with; its encoder is loaded for it.

    Raises:
        EncoderError: The encoder or its model is missing.
    """
    return recipe.settings.signature(_encoder(recipe.encoder, recipe.model).name)


@functools.lru_cache(maxsize=1)
def _encoder(name: str, model: str | None) -> Encoder:
    """The encoder, loaded once a process."""
    return encoder_for(name, model=model)
