"""A pool of processes on this machine.

Each worker is a pool of one process: when a process ends over a task - killed by the system for
its memory, or crashed in a library - it is clear which task that was, and the others go on.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any, Generic, Self, TypeVar

from align.errors import WorkerError
from corpora.workflows.build.pool import WorkerLost

T = TypeVar("T")
R = TypeVar("R")

#: Tasks that a worker has at a time: the one it works on, and one so that it need not wait.
_AHEAD = 2
#: Times that a task may end a process. Once may be bad luck: the system kills one process of
#: several when memory runs out.
_TRIES = 2
#: Libraries for matrices start a thread a core; several processes would trip over each other.
_THREADS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
_DIED = WorkerLost(
    f"the process that aligned it ended {_TRIES} times, killed or for lack of memory; "
    "look at the files, or run fewer jobs at a time"
)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Processes:
    """Workers that are processes of this machine; see `corpora.workflows.build.pool.WorkerPool`."""

    def __init__(self, count: int) -> None:
        self._workers = [_Worker[Any, Any]() for _ in range(count)]
        self._undo = contextlib.ExitStack()

    def __enter__(self) -> Self:
        self._undo.enter_context(_one_thread_each())
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._workers:
            worker.stop()
        self._undo.close()

    def call(self, function: Callable[[], R]) -> R:
        """See `WorkerPool.ask`."""
        try:
            answer: R = self._workers[0].submit(_Asked(function), None).result()
        except BrokenProcessPool:
            raise WorkerError(
                "the processes that should align end as they start; is there enough memory?"
            ) from None
        return answer

    def map_unordered(
        self, function: Callable[[T], R], tasks: Iterable[T]
    ) -> Iterator[tuple[T, R | WorkerLost]]:
        """See `WorkerPool.work_off`."""
        rest = iter(tasks)
        while True:
            self._hand_out(function, rest)
            first = [worker.waiting[0].future for worker in self._workers if worker.waiting]
            if not first:
                return
            wait(first, return_when=FIRST_COMPLETED)
            for worker in self._workers:
                yield from worker.done(function)

    def _hand_out(self, function: Callable[[T], R], rest: Iterator[T]) -> None:
        """Give every worker one task before any gets a second."""
        for count in range(1, _AHEAD + 1):
            for worker in self._workers:
                if len(worker.waiting) < count:
                    for task in rest:
                        worker.take(function, task)
                        break
                    else:
                        return


class _Given(Generic[T, R]):
    """A task that was given to a worker."""

    def __init__(self, task: T, future: Future[R]) -> None:
        self.task, self.future, self.tries = task, future, 1


class _Worker(Generic[T, R]):
    """One process, and the tasks that it has, the one it works on first."""

    def __init__(self) -> None:
        self.waiting: deque[_Given[T, R]] = deque()
        self._pool: ProcessPoolExecutor | None = None
        self._lifeline: tuple[Connection, Connection] | None = None

    def take(self, function: Callable[[T], R], task: T) -> None:
        self.waiting.append(_Given(task, self.submit(function, task)))

    def done(self, function: Callable[[T], R]) -> Iterator[tuple[T, R | WorkerLost]]:
        """The tasks that are done; where the process ended, a fresh one takes the others."""
        while self.waiting and self.waiting[0].future.done():
            given = self.waiting[0]
            try:
                result: R | WorkerLost = given.future.result()
            except BrokenProcessPool:
                self.stop()
                if given.tries < _TRIES:
                    given.tries += 1
                    self._give_again(function)
                    return
                self.waiting.popleft()
                self._give_again(function)
                yield given.task, _DIED
                return
            self.waiting.popleft()
            yield given.task, result

    def _give_again(self, function: Callable[[T], R]) -> None:
        for given in self.waiting:
            given.future = self.submit(function, given.task)

    def submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        if self._pool is None:
            # Spawned, since a fork would copy locks that threads hold.
            context = multiprocessing.get_context("spawn")
            self._lifeline = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(
                1, context, initializer=_begin, initargs=(self._lifeline[0],)
            )
        try:
            with _deaf():
                return self._pool.submit(function, task)
        except BrokenProcessPool as error:  # it ended while it had nothing to do
            broken: Future[R] = Future()
            broken.set_exception(error)
            return broken

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._pool is not None and self._lifeline is not None:
            for end in self._lifeline:
                end.close()
            self._pool.shutdown(cancel_futures=True)
            self._pool = self._lifeline = None


class _Asked(Generic[R]):
    """A function without arguments, as a worker calls it."""

    def __init__(self, function: Callable[[], R]) -> None:
        self._function = function

    def __call__(self, nothing: None) -> R:
        return self._function()


def _begin(lifeline: Connection) -> None:
    """Prepare a worker: the process that started it decides when it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the other end hears it
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    """End this process when the other end of a pipe is closed, if only by a kill."""
    with contextlib.suppress(EOFError, OSError):
        lifeline.recv_bytes()
    os._exit(1)


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """While the block runs, processes that are started are deaf to Ctrl-C from the first moment."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # which would take the mask away, if it started later
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)  # what came meanwhile is heard now


@contextlib.contextmanager
def _one_thread_each() -> Iterator[None]:
    """While the block runs, processes that are started use one thread for their matrices."""
    unset = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(unset, "1"))
    try:
        yield
    finally:
        for name in unset:
            os.environ.pop(name, None)
