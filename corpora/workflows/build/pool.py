"""Those who work: what `build` asks of processes on this machine, or of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Died:
    """What comes back for a task whose worker ended over it, more than once."""

    reason: str  #: on one line, for people


class Crew(Protocol):
    """Workers that are at hand as long as a ``with`` block lasts."""

    def __enter__(self) -> Crew: ...
    def __exit__(self, *error: Any) -> None: ...

    def ask(self, function: Callable[[], R]) -> R:
        """What a worker answers; what it raises is raised here.

        Raises:
            WorkerError: There is no worker, or none that lives.
        """

    def work_off(
        self, function: Callable[[T], R], tasks: Iterable[T]
    ) -> Iterator[tuple[T, R | Died]]:
        """Each task with its result, in the order in which they are done.

        Tasks are taken as they can be worked on, so that few results wait at any time.

        Raises:
            WorkerError: There is no worker any more.
        """
