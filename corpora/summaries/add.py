"""What adding a release came to, for people."""

from __future__ import annotations

from collections.abc import Iterator

from corpora.io.paths import shown
from corpora.store import Lost
from corpora.summaries.release import wrapped
from corpora.wording.words import counted
from corpora.workflows.add import AddedFiles

_OUTCOMES = {
    "added": "Added",
    "replaced": "Aligned anew",
    "updated": "Updated",
    "unchanged": "Unchanged",
}


def added_lines(files: AddedFiles, *, sure: float) -> Iterator[str]:
    """What adding came to, for people.

    Args:
        files: What was added.
        sure: Confidence from which a gap is called sure, 0 to 1.
    """
    added = files.added
    yield f"{_OUTCOMES[added.outcome]}: release {added.release}, {shown(added.key)}"
    parts = [counted(added.beads, "bead")]
    if added.outcome in ("added", "replaced"):
        gaps = [gap for gap in files.gaps if gap.is_real]
        certain = sum(gap.confidence >= sure for gap in gaps)
        parts.append(counted(len(gaps), "gap") + (f" ({certain} sure)" if gaps else ""))
    parts.append(counted(added.findings, "finding"))
    if added.kept:
        parts.append(counted(added.kept, "reviewed bead") + " kept")
    yield "  " + ", ".join(parts)
    if added.lost:
        yield ""
        yield f"Reviewed, but no longer in the texts ({len(added.lost)}); the log keeps them"
        for lost in added.lost:
            yield from _lost_lines(lost)


def _lost_lines(lost: Lost) -> Iterator[str]:
    what = lost.review.state
    if lost.findings:
        what += f", {counted(len(lost.findings), 'decision')} about findings"
    yield f"  {what}" + (f", by {shown(lost.review.reviewer)}" if lost.review.reviewer else "")
    for text in (lost.source_text, lost.target_text, lost.review.revised_text):
        if text:
            yield from wrapped(text)
