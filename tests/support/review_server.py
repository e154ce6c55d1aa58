"""The review as a process of its own, for tests that kill it."""

from __future__ import annotations

import signal
import socket

from command_line import process


class Server:
    """`daeyeok review` as a process of its own, which can be killed and started again."""

    def __init__(self, store):
        self.store, self.port = store, _free_port()
        self.running = None
        self.start()

    def start(self):
        self.running = process(
            "review", self.store, "--port", self.port, "--no-browser", "--reviewer", "Kim"
        )
        line = self.running.stderr.readline().decode()
        assert line.startswith("Reviewing at http://127.0.0.1:"), line

    def kill(self):
        self.running.send_signal(signal.SIGKILL)
        self.running.communicate(timeout=60)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"


def _free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
