"""What the crews do in tests; workers import it by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from align.errors import EncoderError


def double(task):
    return 2 * task


def die_over_threes(task):
    """End this process over every third task, as the system does when memory runs out."""
    if task % 3 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * task


def die_once(task):
    """End this process over a task, but not a second time."""
    number, folder = task
    mark = Path(folder, str(number))
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def threads(task):
    return os.environ.get("OPENBLAS_NUM_THREADS")


def process_number(task):
    time.sleep(0.05)
    return os.getpid()


def answer():
    return 42


def lack_a_model():
    raise EncoderError("there is no such model")


def die():
    os.kill(os.getpid(), signal.SIGKILL)
