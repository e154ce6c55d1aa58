"""The build itself: hand out what is to be done, and keep what comes back."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from align.errors import DaeyeokError, InputError, WorkerError
from corpora.formats.manifest import read_manifest
from corpora.io.paths import input_name
from corpora.store import Store
from corpora.workflows.add import AddedFiles, Prepared, keep
from corpora.workflows.build.jobs import (
    Failure,
    Hashed,
    Job,
    Recipe,
    hashed,
    is_done,
    jobs_in,
    key_for,
    signature,
    work,
)
from corpora.workflows.build.pool import WorkerLost, WorkerPool

#: Is told how many pairs are done, how many there are, and how many have failed.
ProgressCallback = Callable[[int, int, int], None]


@dataclass(slots=True)
class Built:
    """What a build came to, as far as it went."""

    pairs: int  #: in the manifest
    there: int = 0  #: pairs that the store had already
    outcomes: Counter[str] = field(default_factory=Counter)  #: of the others, as in OUTCOMES
    beads: int = 0  #: of what was worked on, as are the numbers below
    gaps: int = 0
    findings: int = 0
    lost: int = 0  #: reviewed beads that releases no longer have; the log keeps them
    warnings: list[str] = field(default_factory=list)  #: of the readers, for people
    failures: list[Failure] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """Pairs that were worked on and are in the store now."""
        return self.outcomes.total()

    @property
    def done(self) -> int:
        """Pairs of which it is known what came of them."""
        return self.there + self.kept + len(self.failures)

    def count(self, files: AddedFiles) -> None:
        """Count one more pair that was kept."""
        added = files.added
        self.outcomes[added.outcome] += 1
        self.beads += added.beads
        self.gaps += sum(gap.is_real for gap in files.gaps)
        self.findings += added.findings
        self.lost += len(added.lost)
        self.warnings += files.warnings


def build(
    store: Path | str,
    manifest: Path | str,
    pool: WorkerPool,
    built: Built | None = None,
    *,
    recipe: Recipe | None = None,
    again: bool = False,
    progress: ProgressCallback | None = None,
) -> Built:
    """Bring the pairs of a manifest into a store, which is made if it is not there.

    A pair that fails stops no other. Stopped at any moment, the store has all that was done
    until then; the same call again does the rest.

    Args:
        store: The store's file.
        manifest: A table of pairs; see `corpora.formats.manifest`.
        pool: Who aligns and checks.
        built: What is counted into as pairs are done, for those who are interrupted.
        recipe: How to align and check.
        again: Whether to work again on what the store has already.
        progress: Is told how far the work is.

    Raises:
        InputError: The manifest is broken, or holds no pair.
        StoreError: The store is broken or cannot be written.
        GlossaryError: The glossary is broken.
        EncoderError: The encoder or its model is missing.
        WorkerError: There is nobody who works.
    """
    recipe = recipe or Recipe()
    recipe = replace(recipe, checks=recipe.checks.loaded())
    rows = tuple(row for row in read_manifest(manifest) if row.is_pair)
    if not rows:
        raise InputError(f"{input_name(manifest)} holds no pair; pair documents first")
    _check_keys(jobs_in(rows, manifest), input_name(manifest))
    Store.check(store)
    built = built or Built(0)
    built.pairs = len(rows)
    with pool:
        expected = pool.call(functools.partial(signature, recipe))
        with Store.open(store, create=True) as opened:
            run = _Run(opened, recipe, expected, built, again, progress)
            run.show()
            copies = run.map_unordered(pool, jobs_in(rows, manifest))
            while copies:
                copies = run.map_unordered(pool, copies)
    return built


class _Run:
    """A build under way."""

    def __init__(
        self,
        store: Store,
        recipe: Recipe,
        signature: str,
        built: Built,
        again: bool,
        progress: ProgressCallback | None,
    ) -> None:
        self.store, self.recipe, self.signature, self.built = store, recipe, signature, built
        self._again, self._progress = again, progress
        self._under_way: set[tuple[str, str]] = set()

    def show(self) -> None:
        if self._progress:
            built = self.built
            self._progress(built.done, built.pairs, len(built.failures))

    def map_unordered(self, pool: WorkerPool, jobs: Iterable[Job]) -> list[Job]:
        """Do the jobs, but for copies of such as are under way; those come back."""
        copies: list[Job] = []
        function = functools.partial(_work_on, self.recipe)
        for found, result in pool.map_unordered(function, self._to_do(jobs, copies)):
            self._under_way.discard((found.source_sha256, found.target_sha256))
            if isinstance(result, Prepared):
                self._keep(found, result)
            else:
                self._fail(found.job, result.reason if isinstance(result, WorkerLost) else result)
            self.show()
        return copies

    def _to_do(self, jobs: Iterable[Job], copies: list[Job]) -> Iterator[Hashed]:
        """The jobs that the store has not; two of the same bytes not at the same time."""
        for job in jobs:
            try:
                found = hashed(job)
            except DaeyeokError as error:
                self._fail(job, " ".join(str(error).split()))
                continue
            both = found.source_sha256, found.target_sha256
            if both in self._under_way:
                copies.append(job)
            elif not self._again and is_done(self.store, found, self.signature):
                self.built.there += 1
                self.show()
            else:
                self._under_way.add(both)
                yield found

    def _keep(self, found: Hashed, prepared: Prepared) -> None:
        if prepared.release.bitext.signature != self.signature:
            raise WorkerError(
                f"a worker aligned with {prepared.release.bitext.signature}, another with "
                f"{self.signature}; install the same version everywhere"
            )
        try:
            files = keep(
                self.store,
                prepared,
                checks=self.recipe.checks,
                key=key_for(self.store, found),
                facts=found.job.facts,
            )
        except InputError as error:
            self._fail(found.job, " ".join(str(error).split()))
        else:
            self.built.count(files)

    def _fail(self, job: Job, reason: str) -> None:
        self.built.failures.append(Failure(job, reason))
        self.show()


def _work_on(recipe: Recipe, found: Hashed) -> Prepared | str:
    return work(recipe, found.job)


def _check_keys(jobs: Iterable[Job], name: str) -> None:
    """Raise InputError if two pairs are to have one name in the store."""
    seen: dict[str, int | None] = {}
    for job in jobs:
        if job.key in seen:
            raise InputError(
                f"{name}:{job.row.line}: the key {job.key} stands in line {seen[job.key]} "
                "already; give each pair its own"
            )
        seen[job.key] = job.row.line
