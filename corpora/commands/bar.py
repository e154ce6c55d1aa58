"""A bar that shows how far long work is."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def bar(what: str) -> Iterator[Callable[[int, int, int], None] | None]:
    """On a terminal, what is told how many are done, of how many, and how many failed.

    Elsewhere None, and nothing is shown.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(f"{what}{{task.fields[failed]}}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=None, failed="")

        def show(done: int, total: int, failed: int) -> None:
            words = f", {failed:,} failed" if failed else ""
            progress.update(task, completed=done, total=total, failed=words)

        yield show
