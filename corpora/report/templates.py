"""What the pages for people share: templates that escape, and hashes for their policies."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corpora.wording import kinds
from corpora.wording import words as wording
from corpora.wording.findings import note_of, sentence_of

#: What a page cannot hold, or what would turn its writing round: shown by its number.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ufdd0-\ufdef\ufffe\uffff]"
)


def visible(value: Any) -> Any:
    r"""The text with characters that cannot be seen, or must not act, by their numbers.

    >>> visible("a\u202eb\x00")
    'a[U+202E]b[U+0000]'
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", value)


def environment(package: str = "report") -> Environment:
    """Templates of a package, in which every text is escaped and a missing name is an error."""
    environment = Environment(
        loader=PackageLoader("corpora", package),
        autoescape=True,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        kind_name=kinds.kind_name,
        kind_meaning=kinds.kind_meaning,
        sentence_of=sentence_of,
        note_of=note_of,
        severities=wording.SEVERITY_WORDS,
        segments=wording.SEGMENTS,
        languages=wording.LANGUAGE_WORDS,
        told_names=wording.TOLD_WORDS,
        phrases=wording.PHRASES,
    )
    environment.filters["percent"] = lambda share: f"{share:.0%}"
    return environment


def part(name: str) -> str:
    """A file of this package."""
    return resources.files("corpora.report").joinpath(name).read_text("utf-8")


def hash_of(text: str) -> str:
    """The hash of an inline script or style as a Content-Security-Policy names it."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
