"""The rest aligned anew, for a page to show and to keep."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from align.errors import ConflictError
from align.pipeline import align_documents
from corpora.review.realign import Aligner, Realigned, realigned
from corpora.review.web.actions import number
from corpora.store import Draft, Reviewer, Store
from corpora.workflows.check import check_release


def preview(
    store: Store, reviewer: Reviewer, aligner: Aligner | None
) -> tuple[int, str, int, Realigned]:
    """The release's number and name, the stamp of what it is made of, and what would change."""
    stamp = reviewer.stamp()
    stored = store.release(reviewer.release)
    result = realigned(Draft.of(stored), aligner or align_documents)
    return stored.origin.release, stored.origin.facts.title or stored.origin.key, stamp, result


def kept(
    store: Store, reviewer: Reviewer, aligner: Aligner | None, form: Mapping[str, str]
) -> None:
    """Keep what the page showed, and check the new beads.

    Raises:
        ConflictError: Something was done since, or the aligner makes something else of it now.
    """
    _, _, stamp, result = preview(store, reviewer, aligner)
    if number(form, "stamp") != stamp or form.get("digest") != digest(result):
        raise ConflictError("the release was changed after this was worked out; work it out again")
    reviewer.replace_draft(result.new, stamp)
    found = check_release(store.release(reviewer.release).release)
    store.recheck(reviewer.release, found, who=reviewer.who)


def digest(result: Realigned) -> str:
    """What tells one alignment from another."""
    places = [
        (row.bead.source.start, row.bead.source.stop, row.bead.target.start, row.bead.target.stop,
         row.bead.moved)
        for row in result.new.rows
    ]  # fmt: skip
    return hashlib.sha256(repr(places).encode()).hexdigest()
