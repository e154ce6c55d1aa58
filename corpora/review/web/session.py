"""A store under review, and whoever asks for a page of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from flask import request

from corpora.review.realign import Aligner
from corpora.review.web import security
from corpora.review.web.render import ReviewPage, language_of
from corpora.store import Reviewer, Store

#: The cookie that holds the reviewer's name.
NAME = "daeyeok_reviewer"


@dataclass(frozen=True, slots=True)
class Desk:
    """A store under review."""

    store: Path
    who: str  #: the reviewer, until a browser says another name
    aligner: Aligner | None

    def open(self) -> Store:
        """The store, for one request."""
        return Store.open(self.store)

    def page(self) -> ReviewPage:
        """The page of whoever asks."""
        name = unquote(request.cookies.get(NAME, "")) or self.who
        return ReviewPage(language_of(request), name, security.csrf_token())

    def reviewer(self, opened: Store, release: int) -> Reviewer:
        """Whoever asks, as the reviewer of a release."""
        return opened.reviewer(release, self.page().who)
