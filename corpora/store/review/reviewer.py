"""One reviewer at work on one release: what they decide, and taking it back.

Each step names the version of what the reviewer saw. If somebody was faster, nothing is changed
and a ConflictError says what there is now. Each step is an entry of the log, and so is taking
one back: an undo or redo names the entry that it reverses. What can be taken back is told from the
log alone, so it outlives the program. The actions in the log are ``accept``, ``revise``,
``reject``, ``reopen`` for a bead, ``confirm``, ``dismiss``, ``reopen_finding`` for a finding,
``merge``, ``split``, ``shift``, ``gap``, ``link``, ``moved``, ``realign`` for the structure,
``undo`` and ``redo``, and ``sign``.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from align.errors import ConflictError, Message, ReviewError
from corpora.store.database.connection import store_errors, transaction
from corpora.store.database.log import review_values, write_log
from corpora.store.database.rows import now, review_of, time_of
from corpora.store.releases import read
from corpora.store.releases.write import update_statement
from corpora.store.review import edits
from corpora.store.review.draft import Draft, DraftRow
from corpora.store.review.undo_images import reversed_draft
from corpora.store.review.write_draft import write_draft
from corpora.store.values import LogEntry, LogMark, Review, Step

#: What can be taken back.
REVERSIBLE = frozenset(
    (
        "accept", "revise", "reject", "reopen", "confirm", "dismiss", "reopen_finding",
        "merge", "split", "shift", "gap", "link", "moved", "realign",
    )
)  # fmt: skip
#: New texts: what was done to the old ones cannot be taken back.
_BARRIER = "replace"


def next_undo(entries: Iterable[LogMark], who: str) -> LogMark | None:
    """The entry that this reviewer would take back next; None if there is nothing."""
    done, _ = _stacks(entries, who)
    return done[-1] if done else None


def next_redo(entries: Iterable[LogMark], who: str) -> LogMark | None:
    """The undo that this reviewer would take back next; None if there is nothing."""
    _, undone = _stacks(entries, who)
    return undone[-1] if undone else None


def _stacks(entries: Iterable[LogMark], who: str) -> tuple[list[LogMark], list[LogMark]]:
    """What stands of a release's log, and what was taken back and not replaced since."""
    done: list[LogMark] = []
    undone: list[LogMark] = []
    for entry in entries:
        if entry.action == _BARRIER:
            done, undone = [], []
        elif entry.who != who:
            continue
        elif entry.action == "undo":
            done.pop()
            undone.append(entry)
        elif entry.action == "redo":
            undone.pop()
            done.append(entry)
        elif entry.action in REVERSIBLE:
            done.append(entry)
            undone = []
    return done, undone


#: Characters of the longest text that a reviewer can write.
LONGEST_TEXT = 20_000
#: Controls, halves of surrogate pairs, and what is no character.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


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


#: Bead numbers and the versions of them that a reviewer saw.
Versions = Mapping[int, int]


class Reviewer:
    """One person's work on one release of a store."""

    def __init__(self, connection: sqlite3.Connection, path: Path, release: int, who: str) -> None:
        if not who.strip():
            raise ReviewError("a review needs the name of a reviewer")
        self.release, self.who = release, " ".join(who.split())
        self._path, self._connection = path, connection

    def check(self, bead: int, version: int) -> None:
        """Raise ConflictError unless a bead is there, in the version that was seen."""
        self._bead(bead, version)

    def accept(self, bead: int, version: int) -> Step:
        """Call a bead right as it stands, revised or not."""
        return self._decide(bead, version, "accept", lambda old, _: ("accepted", old.revised_text))

    def revise(self, bead: int, version: int, text: str) -> Step:
        """Give a bead another target text; the one in the file is kept beside it."""
        wanted = written(text)
        if not wanted:
            raise ReviewError("a revised text cannot be empty; make a gap instead")

        def decision(old: Review, target: str) -> tuple[str, str | None]:
            return ("accepted", None) if wanted == target else ("revised", wanted)

        return self._decide(bead, version, "revise", decision)

    def reject(self, bead: int, version: int) -> Step:
        """Call a bead wrong: no pair, or no gap."""
        return self._decide(bead, version, "reject", lambda *_: ("rejected", None))

    def reopen(self, bead: int, version: int) -> Step:
        """Take a bead's review away; a revised text goes with it."""
        return self._decide(bead, version, "reopen", lambda *_: ("unreviewed", None))

    def confirm(self, finding: int, version: int) -> Step:
        """Call a finding right."""
        return self._judge(finding, version, "confirm", "confirmed", "")

    def dismiss(self, finding: int, version: int, reason: str) -> Step:
        """Call a finding wrong or harmless, and say why."""
        wanted = written(reason)
        if not wanted:
            raise ReviewError("a finding is dismissed with a reason; give one")
        return self._judge(finding, version, "dismiss", "dismissed", wanted)

    def reopen_finding(self, finding: int, version: int) -> Step:
        """Take a decision about a finding back."""
        return self._judge(finding, version, "reopen_finding", "open", "")

    def merge(self, bead: int, versions: Versions) -> Step:
        """Make one bead of a bead and the next one."""
        return self._edit("merge", versions, lambda d: edits.merge(d, d.index(bead)))

    def split(self, bead: int, versions: Versions, source_at: int, target_at: int) -> Step:
        """Make two beads of one, each side cut at a character of its text on one line."""
        return self._edit(
            "split", versions, lambda d: edits.split(d, d.index(bead), source_at, target_at)
        )

    def shift(self, bead: int, versions: Versions, side: int, *, down: bool) -> Step:
        """Move the boundary to the next bead by a segment; side 0 is the source."""
        return self._edit(
            "shift", versions, lambda d: edits.shift(d, d.index(bead), side, down=down)
        )

    def make_gap(self, bead: int, versions: Versions) -> Step:
        """Make an omission and an addition of a pair."""
        return self._edit("gap", versions, lambda d: edits.make_gap(d, d.index(bead)))

    def link(self, bead: int, other: int, versions: Versions) -> Step:
        """Make a pair of an omission and an addition, wherever they stand."""
        return self._edit("link", versions, lambda d: edits.link(d, d.index(bead), d.index(other)))

    def mark_moved(self, bead: int, versions: Versions, *, moved: bool) -> Step:
        """Say whether the target of a pair stands in another order."""
        return self._edit(
            "moved", versions, lambda d: edits.mark_moved(d, d.index(bead), moved=moved)
        )

    def replace_draft(self, draft: Draft, stamp: int, action: str = "realign") -> Step:
        """Put a draft in the place of the beads, if nothing was done since its stamp."""
        with self._writing():
            if self._stamp() != stamp:
                raise ConflictError(
                    "the release was changed after this was worked out; work it out again"
                )
            stored = read.release(self._connection, self.release)
            old = Draft.of(stored)
            kept = {row.id: row for row in draft.rows}
            for row in old.rows:
                if row.is_locked and (
                    row.id not in kept or draft.places(kept[row.id]) != old.places(row)
                ):
                    raise ReviewError("an accepted bead is a lock; reopen it first")
            beads = write_draft(
                self._connection, self.release, stored.release, (old, draft),
                who=self.who, action=action,
            )  # fmt: skip
            return Step(action, beads, structure=True)

    def sign(self, values: Mapping[str, Any]) -> None:
        """Note in the log that this reviewer has signed the release off as it stands."""
        with self._writing():
            write_log(self._connection, self.who, "sign", release=self.release, after=values)

    def stamp(self) -> int:
        """A number that changes with everything that is done to the release."""
        with store_errors(self._path):
            return self._stamp()

    def undo(self) -> Step:
        """Take back the last step of this reviewer that stands.

        Raises:
            ReviewError: There is none.
            ConflictError: Somebody else has changed what it was about.
        """
        return self._turn(next_undo, "undo", ReviewError("there is nothing to take back"))

    def redo(self) -> Step:
        """Do again what was taken back last.

        Raises:
            ReviewError: There is none.
            ConflictError: Somebody else has changed what it was about.
        """
        return self._turn(next_redo, "redo", ReviewError("there is nothing to do again"))

    def can_undo(self) -> tuple[str, str]:
        """What would be taken back and done again: their actions, "" where there is nothing."""
        with store_errors(self._path):
            entries = list(read.marks(self._connection, self.release))
        found = next_undo(entries, self.who), next_redo(entries, self.who)
        return (found[0].action if found[0] else "", found[1].action if found[1] else "")

    def _decide(
        self,
        bead: int,
        version: int,
        action: str,
        decision: Callable[[Review, str], tuple[str, str | None]],
    ) -> Step:
        with self._writing():
            row = self._bead(bead, version)
            old = review_of(row)
            state, text = decision(old, row["target_text"])
            new = Review(bead, state, text, old.version + 1, self.who, time_of(now()))
            if state == "unreviewed":
                new = replace(new, reviewer="", reviewed_at=None)
            if replace(new, version=version, reviewed_at=old.reviewed_at) == old:
                return Step(action, ())  # it is so already
            self._write_review(new, action, old)
        return Step(action, (bead,))

    def _judge(self, finding: int, version: int, action: str, state: str, reason: str) -> Step:
        with self._writing():
            old = self._finding(finding)
            if old["version"] != version:
                raise ConflictError(
                    "finding {finding} was changed meanwhile: it is {now}, "
                    "version {version}, not {seen}; look again",
                    finding=finding,
                    now=standing(old["state"], old["reviewer"]),
                    version=old["version"],
                    seen=version,
                )
            new = {
                "state": state,
                "reason": reason,
                "version": version + 1,
                "reviewer": "" if state == "open" else self.who,
                "reviewed_at": None if state == "open" else now(),
            }
            kept = ("state", "reason", "reviewer")
            if all(new[name] == old[name] for name in kept):
                return Step(action, (), finding)
            self._write_finding(old, new, action)
        return Step(action, (old["bead"],), finding)

    def _edit(self, action: str, versions: Versions, edit: Callable[[Draft], Draft]) -> Step:
        with self._writing():
            for bead, version in versions.items():
                self._bead(bead, version)
            stored = read.release(self._connection, self.release)
            draft = Draft.of(stored)
            new = edit(draft)
            changed = {row.id for row in new.rows} ^ {row.id for row in draft.rows}
            touched = {
                row.id for row, is_ in _paired(draft, new) if row.id in changed or is_
            } - set(versions)
            if touched:
                names = ", ".join(map(str, sorted(touched)))
                raise ConflictError(
                    "the step would also change bead {beads}; look again", beads=names
                )
            beads = write_draft(
                self._connection, self.release, stored.release, (draft, new),
                who=self.who, action=action,
            )  # fmt: skip
            return Step(action, beads, structure=True)

    def _turn(
        self,
        choose: Callable[[list[LogMark], str], LogMark | None],
        action: str,
        nothing: ReviewError,
    ) -> Step:
        with self._writing():
            mark = choose(list(read.marks(self._connection, self.release)), self.who)
            if mark is None:
                raise nothing
            entry = read.log_entry(self._connection, mark.id)
            assert entry.before is not None
            assert entry.after is not None
            if "beads" in entry.after:
                stored = read.release(self._connection, self.release)
                draft = Draft.of(stored)
                new = reversed_draft(draft, entry.before, entry.after)
                beads = write_draft(
                    self._connection, self.release, stored.release, (draft, new),
                    who=self.who, action=action, of=entry.id,
                )  # fmt: skip
                return Step(action, beads, structure=True)
            if entry.finding is not None:
                return self._turn_finding(entry, action)
            return self._turn_review(entry, action)

    def _stamp(self) -> int:
        query = "SELECT coalesce(max(id), 0) FROM log WHERE release = ?"
        return int(self._connection.execute(query, (self.release,)).fetchone()[0])

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction, or a part of the one that is under way."""
        with store_errors(self._path):
            if self._connection.in_transaction:
                yield
                return
            with transaction(self._connection, write=True):
                yield

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


def _paired(before: Draft, after: Draft) -> Iterator[tuple[DraftRow, bool]]:
    """The rows of a draft, each with whether the other one has it changed."""
    new = {row.id: row for row in after.rows}
    for row in before.rows:
        other = new.get(row.id)
        same = other is not None and (
            before.places(row),
            row.bead.moved,
            row.review,
            row.annotation,
        ) == (after.places(other), other.bead.moved, other.review, other.annotation)
        yield row, not same
