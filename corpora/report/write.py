"""Writes the page of a release."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import BinaryIO

from markupsafe import Markup

from align.settings import own_version
from corpora.model.release import TOLD, Release
from corpora.report.picture import picture_of
from corpora.report.templates import environment, hash_of, part
from corpora.report.view import view_of
from corpora.wording import words as wording


def write_report(release: Release, stream: BinaryIO, *, created: datetime) -> None:
    """Write the page for a release, in UTF-8.

    Args:
        release: What to show, with its gaps and what the checks found.
        stream: Where to, in bytes.
        created: The time to note as that of the report.
    """
    view = view_of(release)
    style, script = part("style.css"), part("script.js")
    template = environment().get_template("page.html")
    pieces = template.generate(
        release=release,
        view=view,
        picture=picture_of(release, view),
        created=created.astimezone(UTC),
        version=own_version(),
        told=[
            name for name in wording.TOLD_WORDS if name in TOLD or name in ("encoding", "sha256")
        ],
        style=Markup(style),
        script=Markup(script),
        style_hash=hash_of(style),
        script_hash=hash_of(script),
    )
    for piece in pieces:
        stream.write(piece.encode())
