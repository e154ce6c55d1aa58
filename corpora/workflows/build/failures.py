"""The list of what failed: a manifest of its own, so that it can be tried again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from corpora.formats.manifest import ManifestRow, path_for_manifest, write_manifest
from corpora.io.output import check_output, is_same_file
from corpora.io.paths import STANDARD_STREAM
from corpora.workflows.build.build import Built
from corpora.workflows.build.jobs import KEY, Failure

#: The column that holds why a pair failed; it also tells such a list from other tables.
PROBLEM = "problem"


def failures_beside(store: Path) -> Path:
    """The usual place of the list.

    >>> failures_beside(Path("corpora/mofa.db")).as_posix()
    'corpora/mofa-failed.csv'
    """
    return store.with_name(f"{store.stem}-failed.csv")


class Failures:
    """The file that lists what failed in the last build."""

    def __init__(self, path: Path, *, force: bool = False) -> None:
        """Refuse early what cannot be written.

        Args:
            path: The file; an older list there will be replaced.
            force: Whether to replace a file that is no such list.

        Raises:
            OutputError: Something else stands there, or it cannot be written.
        """
        self.path = path
        self._is_ours = _is_list(path)
        check_output(path, force=force or self._is_ours)

    def write(self, built: Built, manifest: Path | str) -> Path | None:
        """List what failed in a build, and say where; None where there is nothing to list.

        An older list goes when nothing failed. It stays where it is the manifest itself and the
        build did not come to its end, or where the build did not even begin.
        """
        finished = built.done == built.pairs
        if not built.done or (not finished and is_same_file(manifest, self.path)):
            return None
        if built.failures:
            rows = (self._row(failure) for failure in built.failures)
            write_manifest(rows, self.path, force=True)
            return self.path
        if self._is_ours and finished:
            self.path.unlink(missing_ok=True)
        return None

    def _row(self, failure: Failure) -> ManifestRow:
        job = failure.job
        extra = {**dict(job.row.extra), KEY: job.key, PROBLEM: failure.reason}
        return replace(
            job.row,
            source=path_for_manifest(job.source, self.path),
            target=path_for_manifest(job.target, self.path),
            extra=tuple(extra.items()),
        )


def _is_list(path: Path) -> bool:
    if str(path) == STANDARD_STREAM or not path.is_file():
        return False
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        return PROBLEM in stream.readline().rstrip("\r\n").split(",")
