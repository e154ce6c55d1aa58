"""A release as one page for people: what is covered, what is missing, what is wrong.

The page stands alone. It loads nothing, and a policy in its head forbids it to; what it shows
of a release is text, whatever the text says.
"""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, datetime
from importlib import resources
from typing import Any, BinaryIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from align.settings import own_version
from corpora.release import TOLD, Release
from corpora.report import wording
from corpora.report.picture import picture_of
from corpora.report.view import view_of

#: What a page cannot hold, or what would turn its writing round: shown by its number.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ufdd0-\ufdef\ufffe\uffff]"
)


def write_report(release: Release, stream: BinaryIO, *, created: datetime) -> None:
    """Write the page for a release, in UTF-8.

    Args:
        release: What to show, with its gaps and what the checks found.
        stream: Where to, in bytes.
        created: The time to note as that of the report.
    """
    view = view_of(release)
    style, script = _part("style.css"), _part("script.js")
    template = _environment().get_template("page.html")
    pieces = template.generate(
        release=release,
        view=view,
        picture=picture_of(release, view),
        created=created.astimezone(UTC),
        version=own_version(),
        told=[name for name in wording.TOLD if name in TOLD or name in ("encoding", "sha256")],
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    for piece in pieces:
        stream.write(piece.encode())


def visible(value: Any) -> Any:
    r"""The text with characters that cannot be seen, or must not act, by their numbers.

    >>> visible("a\u202eb\x00")
    'a[U+202E]b[U+0000]'
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", value)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("corpora", "report"),
        autoescape=True,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        kind_name=wording.kind_name,
        kind_meaning=wording.kind_meaning,
        severities=wording.SEVERITIES,
        segments=wording.SEGMENTS,
        languages=wording.LANGUAGES,
        told_names=wording.TOLD,
        phrases=wording.PHRASES,
    )
    environment.filters["percent"] = lambda share: f"{share:.0%}"
    return environment


def _part(name: str) -> str:
    return resources.files("corpora.report").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    """The hash of an inline script or style as a Content-Security-Policy names it."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
