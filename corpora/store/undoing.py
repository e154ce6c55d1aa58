"""What a reviewer can take back, told from the log alone.

An undo is an entry of its own, and so is a redo: both name the entry that they turn round.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpora.store.values import Mark

#: What can be taken back.
REVERSIBLE = frozenset(
    (
        "accept", "revise", "reject", "reopen", "confirm", "dismiss", "reopen_finding",
        "merge", "split", "shift", "gap", "link", "moved", "realign",
    )
)  # fmt: skip
#: New texts: what was done to the old ones cannot be taken back.
_BARRIER = "replace"


def next_undo(entries: Iterable[Mark], who: str) -> Mark | None:
    """The entry that this reviewer would take back next; None if there is nothing."""
    done, _ = _stacks(entries, who)
    return done[-1] if done else None


def next_redo(entries: Iterable[Mark], who: str) -> Mark | None:
    """The undo that this reviewer would take back next; None if there is nothing."""
    _, undone = _stacks(entries, who)
    return undone[-1] if undone else None


def _stacks(entries: Iterable[Mark], who: str) -> tuple[list[Mark], list[Mark]]:
    """What stands of a release's log, and what was taken back and not replaced since."""
    done: list[Mark] = []
    undone: list[Mark] = []
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
