"""What a build came to, for people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from corpora.io.paths import input_name
from corpora.summaries.release import wrapped
from corpora.wording.words import counted
from corpora.workflows.build.build import Built
from corpora.workflows.build.jobs import Failure

#: Reasons and warnings that are told, the commonest first.
_MOST = 10
_OUTCOMES = {
    "added": "added",
    "replaced": "aligned anew",
    "updated": "updated",
    "unchanged": "unchanged",
}


def built_lines(built: Built) -> Iterator[str]:
    """How many pairs came into the store, and why the others did not."""
    parts = [
        f"{built.outcomes[outcome]:,} {words}"
        for outcome, words in _OUTCOMES.items()
        if built.outcomes[outcome]
    ]
    if built.there:
        parts.append(f"{built.there:,} there already")
    if built.failures:
        parts.append(f"{len(built.failures):,} failed")
    if built.done < built.pairs:
        parts.append(f"{built.pairs - built.done:,} not done")
    yield f"{counted(built.pairs, 'pair')}: {', '.join(parts)}"
    if built.kept:
        numbers = (built.beads, "bead"), (built.gaps, "gap"), (built.findings, "finding")
        yield "  " + ", ".join(counted(number, what) for number, what in numbers)
    if built.lost:
        yield (
            f"  {counted(built.lost, 'reviewed bead')} no longer in the texts; the log keeps them"
        )
    for title, sentences in (
        ("Warnings", Counter(map(_without_name, built.warnings))),
        ("Failed", Counter(map(reason_of, built.failures))),
    ):
        if sentences:
            yield ""
            yield f"{title} ({sentences.total():,})"
            for sentence, number in sentences.most_common(_MOST):
                yield from wrapped(f"{number:,} x {sentence}")
            if len(sentences) > _MOST:
                yield f"    and {len(sentences) - _MOST:,} more kinds"


def reason_of(failure: Failure) -> str:
    """Why a pair failed, without the names of its files, so that reasons can be counted."""
    reason = failure.reason
    for path, words in (
        (failure.job.source, "the Korean file"),
        (failure.job.target, "the English file"),
    ):
        reason = reason.replace(input_name(path), words)
    return reason


def _without_name(warning: str) -> str:
    """A warning without the file that it is about."""
    return re.sub(r"^.*?: ", "", warning)
