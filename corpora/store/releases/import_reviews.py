"""Reviews that a file brings along, taken over into a release of the store.

The reviewer and the time are those of the file; the log says that they were taken over. What the
store has reviewed itself stands, unless the file tells of a later review.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict, deque
from collections.abc import Sequence
from datetime import UTC

from corpora.store.database.log import review_values, write_log
from corpora.store.database.rows import review_of
from corpora.store.releases.write import update_statement
from corpora.store.values import GivenReview, Review, TakenOver


def take_over(
    connection: sqlite3.Connection, release: int, given: Sequence[GivenReview], who: str
) -> TakenOver:
    """Give the beads of a release the reviews of texts that are theirs."""
    waiting: defaultdict[tuple[str, str], deque[sqlite3.Row]] = defaultdict(deque)
    query = "SELECT * FROM beads WHERE release = ? ORDER BY number"
    for row in connection.execute(query, (release,)):
        waiting[row["source_text"], row["target_text"]].append(row)
        if row["revised_text"] not in (None, row["target_text"]):
            waiting[row["source_text"], row["revised_text"]].append(row)
    taken = standing = 0
    used: set[int] = set()
    for one in given:
        rows = waiting[one.source_text, one.target_text]
        row = next((row for row in rows if row["id"] not in used), None)
        if row is None:
            standing += one.state != "unreviewed"
            continue
        used.add(row["id"])
        if one.state == "unreviewed":
            continue
        old = review_of(row)
        new = _review(one, row["target_text"], old)
        if _said(new) == _said(old):
            continue
        if not _is_newer(new, old):
            standing += 1
            continue
        values = review_values(new)
        connection.execute(update_statement("beads", values), {**values, "id": new.bead})
        write_log(
            connection, who, "take_over", release=release, bead=new.bead,
            before=review_values(old), after=values,
        )  # fmt: skip
        taken += 1
    return TakenOver(taken, standing)


def _review(given: GivenReview, target: str, old: Review) -> Review:
    """The review as the bead would have it: with the text that it is about, unless it is wrong."""
    differs = given.target_text != target
    has_text = given.state != "rejected" and (differs or given.state == "revised")
    time = given.reviewed_at
    return Review(
        old.bead,
        given.state,
        given.target_text if has_text else None,
        old.version + 1,
        " ".join(given.reviewer.split()),
        None if time is None else time.astimezone(UTC),
    )


def _said(review: Review) -> tuple[object, ...]:
    return review.state, review.revised_text, review.reviewer, review.reviewed_at


def _is_newer(new: Review, old: Review) -> bool:
    if old.state == "unreviewed":
        return True
    times = new.reviewed_at, old.reviewed_at
    return times[0] is not None and times[1] is not None and times[0] > times[1]
