"""What the page asks for: the steps of a review, and the rest aligned anew."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import abort

from align.errors import ConflictError, ReviewError
from align.pipeline import align_documents
from corpora.review.realign import Aligner, Realigned, realigned
from corpora.review.web.view import ReleaseView, window
from corpora.store import Draft, Reviewer, ReviewProgress, Step, Store
from corpora.workflows.check import check_release


def preview(
    store: Store, reviewer: Reviewer, aligner: Aligner | None
) -> tuple[int, str, int, Realigned]:
    """The release's number and name, the stamp of what it is made of, and what would change."""
    stamp = reviewer.stamp()
    stored = store.release(reviewer.release)
    result = realigned(Draft.of(stored), aligner or align_documents)
    return stored.origin.release, stored.origin.facts.title or stored.origin.key, stamp, result


def keep_realignment(
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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a step came to, for the page."""

    step: Step
    view: ReleaseView  #: the release afterwards
    reviewer: Reviewer
    progress: ReviewProgress
    gone: tuple[int, ...]  #: beads to take out of the page
    put: tuple[int, ...]  #: beads to put in, in their order
    behind: int | None  #: the bead before them; None at the beginning
    select: int | None  #: the bead to go to

    @property
    def structure(self) -> bool:
        """Whether beads came, went or changed places."""
        return self.step.structure


def act(
    store: Store,
    reviewer: Reviewer,
    action: str,
    bead: int | None,
    finding: int | None,
    form: Mapping[str, str],
) -> Answer:
    """Do what a page asks for.

    Raises:
        ReviewError: It cannot be done, or what the page showed is no longer so.
    """
    before = store.order(reviewer.release)
    if bead is not None:
        step = _bead_step(reviewer, action, bead, form)
    elif finding is not None:
        step = _finding_step(reviewer, action, finding, form)
    elif action == "recheck":
        return _rechecked(store, reviewer, before)
    elif action in ("undo", "redo"):
        step = reviewer.undo() if action == "undo" else reviewer.redo()
    else:
        abort(404)
    view = ReleaseView(store.release(reviewer.release))
    progress = store.progress(reviewer.release)
    if not step.structure:
        select = step.beads[0] if step.beads else bead
        if action in ("accept", "reject") and finding is None and bead is not None:
            select = view.after(bead) or bead
        return Answer(step, view, reviewer, progress, (), step.beads, None, select)
    first, behind = window(before, view.order, step.beads)
    put = view.order[first : len(view.order) - behind]
    gone = before[first : len(before) - behind]
    previous = view.order[first - 1] if first else None
    select = bead if bead is not None and bead in view else (put[0] if put else previous)
    return Answer(step, view, reviewer, progress, tuple(gone), tuple(put), previous, select)


def number(form: Mapping[str, str], name: str) -> int:
    """A number that a page sends along.

    Raises:
        ReviewError: It is none.
    """
    text = form.get(name, "")
    if not text.isascii() or not text.isdecimal() or len(text) > 15:
        raise ReviewError("the page sent something odd; load it again")
    return int(text)


def check_seen(view: ReleaseView, reviewer: Reviewer, bead: int, form: Mapping[str, str]) -> None:
    """Raise ReviewError unless a bead can be changed, and is as a page shows it."""
    reviewer.check(bead, number(form, "version"))
    if view.row(bead).is_locked:
        raise ReviewError("an accepted bead is a lock; reopen it first")


def _bead_step(reviewer: Reviewer, action: str, bead: int, form: Mapping[str, str]) -> Step:
    version = number(form, "version")
    steps: dict[str, Callable[[], Step]] = {
        "accept": lambda: reviewer.accept(bead, version),
        "revise": lambda: reviewer.revise(bead, version, form.get("text", "")),
        "reject": lambda: reviewer.reject(bead, version),
        "reopen": lambda: reviewer.reopen(bead, version),
    }
    if action in steps:
        return steps[action]()
    versions = {bead: version}
    if form.get("other"):
        versions[number(form, "other")] = number(form, "other_version")
    edits: dict[str, Callable[[], Step]] = {
        "merge": lambda: reviewer.merge(bead, versions),
        "split": lambda: reviewer.split(
            bead, versions, number(form, "source_at"), number(form, "target_at")
        ),
        "shift": lambda: reviewer.shift(
            bead, versions, int(form.get("side") == "target"), down=form.get("way") == "down"
        ),
        "gap": lambda: reviewer.make_gap(bead, versions),
        "link": lambda: reviewer.link(bead, number(form, "other"), versions),
        "moved": lambda: reviewer.mark_moved(bead, versions, moved=form.get("moved") == "yes"),
    }
    if action not in edits:
        abort(404)
    return edits[action]()


def _finding_step(reviewer: Reviewer, action: str, finding: int, form: Mapping[str, str]) -> Step:
    version = number(form, "version")
    if action == "confirm":
        return reviewer.confirm(finding, version)
    if action == "dismiss":
        return reviewer.dismiss(finding, version, form.get("reason", ""))
    if action == "reopen":
        return reviewer.reopen_finding(finding, version)
    abort(404)


def _rechecked(store: Store, reviewer: Reviewer, before: list[int]) -> Answer:
    """Run the checks again; what people decided about stays."""
    stored = store.release(reviewer.release)
    store.recheck(reviewer.release, check_release(stored.release), who=reviewer.who)
    view = ReleaseView(store.release(reviewer.release))
    step, progress = Step("recheck", tuple(view.order), structure=True), store.progress(view.number)
    return Answer(
        step, view, reviewer, progress, tuple(before), tuple(view.order), None,
        view.order[0] if view.order else None,
    )  # fmt: skip
