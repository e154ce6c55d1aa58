"""Running the server of the review."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
import threading
import webbrowser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from align.errors import ReviewError
from corpora.review.web.app import create_app
from corpora.review.web.security import is_loopback, new_token
from corpora.store import Store

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class _Quiet(WSGIRequestHandler):
    """Answers without a line for each request, and does not tell what serves."""

    server_version = "daeyeok"
    sys_version = ""
    timeout = 30

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: a terminal is for what somebody must do."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that listens."""

    address: str  #: what to open in a browser
    server: BaseWSGIServer


@contextlib.contextmanager
def listening(
    store: Path, *, who: str, host: str, port: int, release: int | None = None
) -> Iterator[Serving]:
    """A server that listens until the block ends.

    Args:
        store: The store's file.
        who: The reviewer, until a browser says another name.
        host: Where to listen; other computers may come in unless it is a loopback address.
        port: The port; 0 takes any that is free.
        release: The release that the address leads to; None leads to the list.

    Raises:
        StoreError: The store is broken or has no such release.
        ReviewError: The name is blank, or nobody can listen there.
    """
    if not who.strip():
        raise ReviewError("a review needs the name of a reviewer; give it with --reviewer")
    # It stays open: SQLite tidies up whenever the last one who has a store open closes it.
    with Store.open(store) as held:
        if release is not None:
            held.origin(release)
        yield from _listening(store, who, host, port, release)


def _listening(
    store: Path, who: str, host: str, port: int, release: int | None
) -> Iterator[Serving]:
    token = None if is_loopback(host) else new_token()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    starter: list[Flask] = []

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return starter[0](environ, start_response)

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        raise ReviewError(
            f"cannot listen at {host}, port {port}: it is taken or no address of this computer; "
            "choose another --port or --host"
        ) from error
    server = make_server(
        host, port, app, threaded=True, request_handler=_Quiet, fd=listener.detach()
    )
    starter.append(create_app(store, who=who, host=host, port=server.port, token=token))
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{server.port}/" + (f"release/{release}" if release else "")
    if token:
        address += f"?token={token}"
    try:
        yield Serving(address, server)
    finally:
        server.server_close()


def serve(serving: Serving, *, browser: bool) -> None:
    """Answer requests until somebody stops it with Ctrl-C or a polite kill."""

    def stop(*_: object) -> None:
        threading.Thread(target=serving.server.shutdown).start()

    before = signal.signal(signal.SIGTERM, stop)
    if browser:
        threading.Timer(0.3, webbrowser.open, (serving.address,)).start()
    try:
        with contextlib.suppress(KeyboardInterrupt):
            serving.server.serve_forever()
    finally:
        signal.signal(signal.SIGTERM, before)
