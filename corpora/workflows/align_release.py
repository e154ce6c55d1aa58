"""What `daeyeok align` does: two files to a release, checked, written and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from align.encoders.base import Encoder
from align.gaps import Gap
from align.settings import AlignSettings
from corpora.formats.release_file import check_writable, write_release
from corpora.model.release import Release
from corpora.store import Store
from corpora.workflows.add import AddedFiles, Checks, keep_in, prepare
from corpora.workflows.precedents import with_precedents


@dataclass(frozen=True, slots=True)
class AlignRequest:
    """Two files, what is to be done with them, and where the results go."""

    source: Path  #: the Korean file; "-" is standard input
    target: Path  #: the English one; "-" likewise, but not both
    settings: AlignSettings  #: how to split and align
    checks: Checks
    outputs: tuple[Path, ...] = ()  #: files of any format that is written
    force: bool = False  #: whether files of these names may be replaced
    store: Path | None = None  #: of earlier releases, from which this one may depart
    keep: bool = True  #: whether the store keeps the release, too


@dataclass(frozen=True, slots=True)
class AlignResult:
    """What came of it."""

    release: Release
    gaps: tuple[Gap, ...]
    files: tuple[Path | str, ...]  #: those written
    kept: AddedFiles | None = None  #: what the store made of it, if it keeps it


def align_release(
    request: AlignRequest,
    *,
    encoder: Callable[[], Encoder],
    warn: Callable[[str], None] = lambda warning: None,
    tell: Callable[[AlignResult], None] = lambda result: None,
) -> AlignResult:
    """Align two files, check the release, write it, and keep it in a store.

    What can be refused - outputs that exist, a broken store - is refused before the work.

    Args:
        request: What to do.
        encoder: Makes what turns segments into vectors, once nothing was refused.
        warn: Given each warning of the readers before anything is written.
        tell: Given the result before a store keeps it: if the store fails, the work is not lost.

    Raises:
        InputError: A file cannot be read, or does not hold what it should.
        OutputError: A file exists, or cannot be written.
        StoreError: The store is broken or cannot be written.
        GlossaryError: The glossary is broken.
    """
    store, checks, force = request.store, request.checks, request.force
    inputs = (request.source, request.target, *([store] if store is not None else []))
    check_writable(request.outputs, inputs=inputs, force=force)
    if store is not None and request.keep:
        Store.check(store)
    elif store is not None:
        Store.open(store).close()
    chosen = encoder()
    prepared = prepare(
        request.source, request.target, encoder=chosen, settings=request.settings, checks=checks
    )
    if store is not None:
        prepared = with_precedents(store, prepared, encoder=chosen, checks=checks)
    for warning in prepared.warnings:
        warn(warning)
    release = prepared.release
    files = [made for path in request.outputs for made in write_release(release, path, force=force)]
    result = AlignResult(release, prepared.gaps, tuple(files))
    tell(result)
    if store is None or not request.keep:
        return result
    return replace(result, kept=keep_in(store, prepared, checks=checks))
