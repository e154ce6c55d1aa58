"""The sign-off as one page, in Korean and English, that loads and runs nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING, BinaryIO

from markupsafe import Markup

from align.gaps import REAL_GAPS
from align.settings import own_version
from corpora.report.pages import environment, hash_of
from corpora.store import LogEntry
from corpora.wording import review as wording

if TYPE_CHECKING:
    from corpora.review.signing import Standing

#: Entries of the log that no reviewer made.
_NOT_REVIEW = ("add", "replace", "facts", "recheck", "lose", "take_over", "sign")


def write_signoff(
    standing: Standing,
    entries: Iterable[LogEntry],
    stream: BinaryIO,
    *,
    who: str,
    created: datetime,
) -> None:
    """Write the page, in UTF-8.

    Args:
        standing: How far the review has come.
        entries: The log of the release.
        stream: Where to, in bytes.
        who: Who signs.
        created: When.
    """
    stored = standing.stored
    bitext, origin = stored.release.bitext, stored.origin
    texts = [(bitext.source_text(bead), bitext.target_text(bead)) for bead in bitext]
    style = resources.files("corpora.review").joinpath("pages/signoff.css").read_text("utf-8")
    people = Counter(entry.who for entry in entries if entry.action not in _NOT_REVIEW)
    gaps = [
        (annotation, *_gap_text(texts[index], origin.source_language, origin.target_language),
         stored.reviews[index])
        for index, (bead, annotation) in enumerate(stored.release.items())
        if bead.is_gap and annotation.gap in REAL_GAPS
    ]  # fmt: skip
    page = environment("review/pages").get_template("signoff.html")
    pieces = page.generate(
        standing=standing,
        origin=origin,
        title=origin.facts.title or origin.key,
        beads=dict(standing.beads),
        findings=dict(standing.findings),
        found=[(one, *texts[one.found.bead]) for one in stored.findings],
        gaps=gaps,
        revised=[
            (*texts[index], review)
            for index, review in enumerate(stored.reviews)
            if review.revised_text is not None and all(texts[index])
        ],
        people=people.most_common(),
        who=who,
        created=created.astimezone(UTC),
        version=own_version(),
        words=wording.WORDS,
        bead_words=wording.BEADS,
        finding_words=wording.FINDINGS,
        style=Markup(style),
        style_hash=hash_of(style),
    )
    for piece in pieces:
        stream.write(piece.encode())


def _gap_text(texts: tuple[str, str], *languages: str) -> tuple[str, str]:
    """The text of a gap, and its language."""
    return (texts[0], languages[0]) if texts[0] else (texts[1], languages[1])
