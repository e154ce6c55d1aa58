"""What is done with one pair, in whatever process."""

from __future__ import annotations

import functools
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from align.encoders.base import Encoder
from align.errors import DaeyeokError
from align.settings import AlignSettings
from corpora.adding import Checks, Prepared, prepare
from corpora.encoders import encoder_for
from corpora.formats.manifest import ManifestRow
from corpora.model.unit import Facts


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
    facts: Facts


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
