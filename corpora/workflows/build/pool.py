"""Those who work: what `build` asks of processes on this machine, or of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class WorkerLost:
    """What comes back for a task whose worker ended over it, more than once."""

    reason: str  #: on one line, for people


class WorkerPool(Protocol):
    """Workers that are at hand as long as a ``with`` block lasts."""

    def __enter__(self) -> WorkerPool: ...
    def __exit__(self, *error: Any) -> None: ...

    def call(self, function: Callable[[], R]) -> R:
        """What a worker answers; what it raises is raised here.

        Raises:
            WorkerError: There is no worker, or none that lives.
        """

    def map_unordered(
        self, function: Callable[[T], R], tasks: Iterable[T]
    ) -> Iterator[tuple[T, R | WorkerLost]]:
        """Each task with its result, in the order in which they are done.

        Tasks are taken as they can be worked on, so that few results wait at any time.

        Raises:
            WorkerError: There is no worker any more.
        """
