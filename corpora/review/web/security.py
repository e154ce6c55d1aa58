"""Who may ask the server for what: the name it is called by, tokens, and what pages may load.

A page of another site must not be able to read or change anything, even if a browser on this
computer opens it. So the server answers only under its own names, takes a step only with the
token that its own page holds and from its own origin, and pages load nothing but its files.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, redirect, request
from flask.typing import ResponseReturnValue

#: The longest request that is read, in bytes; a text has at most 20,000 characters.
LONGEST_REQUEST = 256 * 1024
_LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
_ACCESS, _CSRF = "daeyeok_access", "daeyeok_csrf"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With no referrer at all, browsers would not tell the origin of a form either.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}


def is_loopback(host: str) -> bool:
    """Whether an address leads to this computer alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(32)


def guard(app: Flask, *, host: str, port: int, token: str | None) -> None:
    """Check every request of an app, and add the headers to every answer.

    Args:
        app: The app.
        host: The address that it listens at.
        port: Its port.
        token: What a browser must bring once; None where no token is asked for.
    """
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_REQUEST
    app.config["MAX_FORM_MEMORY_SIZE"] = LONGEST_REQUEST

    @app.before_request
    def check() -> ResponseReturnValue | None:
        if not _is_own_name(request.host, host, port):
            abort(400, "this server does not go by that name")
        if token is not None and not _equal(request.cookies.get(_ACCESS, ""), token):
            if request.method == "GET" and _equal(request.args.get("token", ""), token):
                answer = redirect(request.path)
                answer.set_cookie(_ACCESS, token, httponly=True, samesite="Strict")
                return answer
            abort(403, "open the address that `daeyeok review` printed, with its token")
        if request.method not in ("GET", "HEAD"):
            _check_step(request)
        return None

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if _CSRF not in request.cookies and response.mimetype == "text/html":
            response.set_cookie(_CSRF, csrf_token(), httponly=True, samesite="Strict")
        return response


def csrf_token() -> str:
    """The token that the pages of this browser bring with every step.

    The browser keeps it, so that it outlives a server that is started again.
    """
    known: str | None = request.cookies.get(_CSRF)
    if known is None:
        known = request.environ.setdefault("daeyeok.csrf", new_token())
    assert known is not None
    return known


def _check_step(asked: Request) -> None:
    origin = asked.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != asked.host:
        abort(403, "a page of another site asked for this")
    if asked.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403, "a page of another site asked for this")
    brought = asked.headers.get("X-CSRF-Token") or asked.form.get("csrf", "")
    if not brought or not _equal(brought, asked.cookies.get(_CSRF, "")):
        abort(403, "the page is too old; load it again")


def _is_own_name(asked: str, host: str, port: int) -> bool:
    """Whether a Host header names this server."""
    name, own = _name_and_port(asked)
    if own != port:
        return False
    if name in _LOOPBACK_NAMES:
        return True
    if is_loopback(host):
        return False
    bare = name.strip("[]")
    if host in ("0.0.0.0", "::"):
        names = {socket.gethostname().lower(), socket.getfqdn().lower()}
        return bare in names or _is_address(bare)
    return bare == host.lower()


def _name_and_port(asked: str) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{asked}")
        port = parts.port or 80
    except ValueError:
        return "", -1
    name = (parts.hostname or "").lower()
    return (f"[{name}]" if ":" in name else name), port


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _equal(one: str, other: str) -> bool:
    return bool(other) and hmac.compare_digest(one.encode(), other.encode())
