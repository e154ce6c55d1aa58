"""What was decided about one bead or one finding: its row, and its entry in the log."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from typing import Any

from align.errors import ConflictError, Message, ReviewError
from corpora.store.log import review_values, write_log
from corpora.store.rows import review_of, time_of
from corpora.store.values import LogEntry, Review, Step
from corpora.store.writing import update_statement

#: Characters of the longest text that a reviewer can write.
LONGEST_TEXT = 20_000
#: Controls, halves of surrogate pairs, and what is no character.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Decisions:
    """The rows of one release that one reviewer decides about."""

    def __init__(self, connection: sqlite3.Connection, release: int, who: str) -> None:
        if not who.strip():
            raise ReviewError("a review needs the name of a reviewer")
        self.release, self.who = release, " ".join(who.split())
        self._connection = connection

    def check(self, bead: int, version: int) -> None:
        """Raise ConflictError unless a bead is there, in the version that was seen."""
        self._bead(bead, version)

    def _turn_review(self, entry: LogEntry, action: str) -> Step:
        assert entry.bead is not None
        assert entry.before is not None
        assert entry.after is not None
        old = review_of(self._bead(entry.bead, None))
        then = review_values(old)
        if any(then[name] != entry.after[name] for name in then if name != "version"):
            raise ConflictError(
                "bead {bead} is {now} by now; look again",
                bead=entry.bead,
                now=standing(old.state, old.reviewer),
            )
        was = entry.before
        new = Review(
            entry.bead, was["state"], was["revised_text"], old.version + 1, was["reviewer"],
            time_of(was["reviewed_at"]),
        )  # fmt: skip
        self._write_review(new, action, old, of=entry.id)
        return Step(action, (entry.bead,))

    def _turn_finding(self, entry: LogEntry, action: str) -> Step:
        assert entry.finding is not None
        assert entry.before is not None
        assert entry.after is not None
        old = self._finding(entry.finding)
        names = ("state", "reason", "reviewer", "reviewed_at")
        if any(old[name] != entry.after[name] for name in names):
            raise ConflictError(
                "finding {finding} is {now} by now; look again",
                finding=entry.finding,
                now=standing(old["state"], old["reviewer"]),
            )
        new = {name: entry.before[name] for name in names} | {"version": old["version"] + 1}
        self._write_finding(old, new, action, of=entry.id)
        return Step(action, (old["bead"],), entry.finding)

    def _write_review(self, new: Review, action: str, old: Review, **more: Any) -> None:
        values = review_values(new)
        self._connection.execute(update_statement("beads", values), {**values, "id": new.bead})
        write_log(
            self._connection, self.who, action, release=self.release, bead=new.bead,
            before=review_values(old), after={**values, **more},
        )  # fmt: skip

    def _write_finding(
        self, old: Mapping[str, Any], new: Mapping[str, Any], action: str, **more: Any
    ) -> None:
        self._connection.execute(update_statement("findings", new), {**new, "id": old["id"]})
        write_log(
            self._connection, self.who, action,
            release=self.release, bead=old["bead"], finding=old["id"],
            before={name: old[name] for name in new}, after={**new, **more},
        )  # fmt: skip

    def _bead(self, bead: int, version: int | None) -> sqlite3.Row:
        """The row of a bead, in the version that was seen."""
        query = "SELECT * FROM beads WHERE id = ? AND release = ?"
        row: sqlite3.Row | None = self._connection.execute(query, (bead, self.release)).fetchone()
        if row is None:
            raise ConflictError(
                "the release has no bead {bead} any more; it was merged, split or aligned anew",
                bead=bead,
            )
        if version is not None and row["version"] != version:
            raise ConflictError(
                "bead {bead} was changed meanwhile: it is {now}, "
                "version {version}, not {seen}; look again",
                bead=bead,
                now=standing(row["state"], row["reviewer"]),
                version=row["version"],
                seen=version,
            )
        return row

    def _finding(self, finding: int) -> dict[str, Any]:
        row = self._connection.execute(
            "SELECT findings.* FROM findings JOIN beads ON beads.id = findings.bead "
            "WHERE findings.id = ? AND beads.release = ?",
            (finding, self.release),
        ).fetchone()
        if row is None:
            raise ConflictError(
                "the release has no finding {finding} any more; it was checked again",
                finding=finding,
            )
        return dict(row)


def written(text: str) -> str:
    """What a person wrote, on one line; "" if it is blank.

    Raises:
        ReviewError: It is far too long, or no text that a file can hold.
    """
    line = " ".join(text.split())
    if len(line) > LONGEST_TEXT:
        raise ReviewError(
            "a text has at most {limit:,} characters, not {length:,}",
            limit=LONGEST_TEXT,
            length=len(line),
        )
    if _UNWRITABLE.search(line):
        raise ReviewError("the text holds a character that no file can hold; type it again")
    return line


def standing(state: str, reviewer: str) -> Message:
    """How a bead or a finding stands, and by whose decision, if anybody is named."""
    if not reviewer:
        return Message.of("{state}", state=state)
    return Message.of("{state} by {reviewer}", state=state, reviewer=reviewer)
