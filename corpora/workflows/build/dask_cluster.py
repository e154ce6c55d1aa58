"""A pool on a Dask cluster: many machines that see the same files.

Workers need the same version of daeyeok, and the archive under the same paths. They write
nothing: results come back to the process that was started.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack
from typing import Any, Self, TypeVar

from align.errors import WorkerError
from corpora.workflows.build.pool import WorkerLost

T = TypeVar("T")
R = TypeVar("R")

#: Seconds to wait for the scheduler, and then for the first worker.
PATIENCE = 30
#: Tasks that each thread of the cluster has at a time: one to work on, one to go on with.
_AHEAD = 2
#: Seconds between two looks at how many workers there are.
_LOOK = 5


class Cluster:
    """Workers of a Dask scheduler; see `corpora.workflows.build.pool.WorkerPool`."""

    def __init__(self, address: str | None, count: int, *, patience: float = PATIENCE) -> None:
        """Connect with nobody yet.

        Args:
            address: The scheduler's, as tcp://host:8786; None starts one on this machine.
            count: How many workers that one gets.
            patience: Seconds to wait for the scheduler, and then for the first worker.

        Raises:
            WorkerError: The package is missing.
        """
        try:
            import distributed  # noqa: F401, PLC0415 - an extra
        except ImportError:
            raise WorkerError(
                'for a cluster, install the extra: pip install ".[cluster]", '
                "here and where the workers run"
            ) from None
        self._address, self._count, self._patience = address, count, patience
        self._client: Any = None
        self._room, self._looked = 0, -float("inf")
        self._undo = ExitStack()

    def __enter__(self) -> Self:
        from distributed import Client, LocalCluster  # noqa: PLC0415

        with ExitStack() as undo:
            address: Any = self._address
            if address is None:
                address = undo.enter_context(
                    LocalCluster(
                        n_workers=self._count,
                        threads_per_worker=1,
                        dashboard_address="127.0.0.1:0",
                        silence_logs=logging.ERROR,
                    )
                )
            try:
                client = Client(address, timeout=self._patience, set_as_default=False)
            except (OSError, ValueError) as error:  # TimeoutError is one of the first
                raise WorkerError(
                    f"no scheduler answers at {self._address}: {_said(error)}; is it running?"
                ) from None
            self._client = undo.enter_context(client)
            try:
                self._client.wait_for_workers(1, timeout=self._patience)
            except TimeoutError:
                raise WorkerError(
                    f"no worker came to the scheduler in {self._patience:g} s; "
                    "start some with `dask worker`"
                ) from None
            self._undo = undo.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._undo.close()

    def call(self, function: Callable[[], R]) -> R:
        """See `WorkerPool.ask`."""
        from distributed import KilledWorker  # noqa: PLC0415

        try:
            with _connected():
                answer: R = self._client.submit(function, pure=False).result()
        except KilledWorker as error:
            raise WorkerError(_died(error)) from None
        except ImportError as error:
            raise WorkerError(
                f"a worker lacks a package: {_said(error)}; install it there"
            ) from None
        return answer

    def map_unordered(
        self, function: Callable[[T], R], tasks: Iterable[T]
    ) -> Iterator[tuple[T, R | WorkerLost]]:
        """See `WorkerPool.work_off`."""
        from distributed import KilledWorker, as_completed  # noqa: PLC0415

        rest = iter(tasks)
        given: dict[Any, T] = {}
        waiting = as_completed([], loop=self._client.loop)
        self._hand_out(function, rest, given, waiting)
        for future in waiting:
            task = given.pop(future.key)
            try:
                with _connected():
                    result: R | WorkerLost = future.result()
            except KilledWorker as error:
                result = WorkerLost(_died(error))
            future.release()
            yield task, result
            self._hand_out(function, rest, given, waiting)

    def _hand_out(
        self, function: Callable[[T], R], rest: Iterator[T], given: dict[Any, T], waiting: Any
    ) -> None:
        """Give the cluster as many tasks as it can have."""
        if time.monotonic() > self._looked + _LOOK:
            with _connected():
                self._room = _AHEAD * sum(self._client.nthreads().values())
            self._looked = time.monotonic()
        while len(given) < max(self._room, 1):
            for task in rest:
                future = self._client.submit(function, task, pure=False)
                given[future.key] = task
                waiting.add(future)
                break
            else:
                return


@contextlib.contextmanager
def _connected() -> Iterator[None]:
    """Say in one line that the scheduler has gone."""
    try:
        yield
    except (CancelledError, OSError) as error:
        raise WorkerError(
            f"the scheduler has gone: {_said(error)}; what was done is in the store"
        ) from None


def _died(error: Any) -> str:
    times = error.allowed_failures + 1
    return (
        f"the worker that aligned it ended {times} times, killed or for lack of memory; "
        "look at the files and at the workers' logs"
    )


def _said(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
