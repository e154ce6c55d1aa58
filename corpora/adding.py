"""Two files into a store: align, check, keep, and say what that came to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from align.check_settings import CheckSettings
from align.checks import BeadFinding
from align.embedding import Encoder
from align.gaps import Gap
from align.settings import AlignSettings
from corpora.aligning import align_files
from corpora.checking import check_release
from corpora.glossary import read_glossary
from corpora.naming import shown
from corpora.release import Release
from corpora.store import Added, Facts, Lost, Store
from corpora.summary import counted, wrapped

_OUTCOMES = {
    "added": "Added",
    "replaced": "Aligned anew",
    "updated": "Updated",
    "unchanged": "Unchanged",
}


@dataclass(frozen=True, slots=True)
class AddedFiles:
    """What adding two files came to."""

    added: Added
    gaps: tuple[Gap, ...]
    warnings: tuple[str, ...]  #: of the readers, for people


@dataclass(frozen=True, slots=True)
class Checks:
    """Which checks are run on a release before it is kept."""

    settings: CheckSettings | None = None  #: what to look for; all by default
    glossary: Path | str | None = None  #: a file of the user's terms, CSV or TBX
    skipped: bool = False  #: whether none is run

    def run(self, release: Release, date: datetime.date | None) -> tuple[BeadFinding, ...]:
        """What the checks find in a release of some day."""
        return check_release(release, settings=self.settings, glossary=self.glossary, date=date)


def add_files(
    store: Path | str,
    source: Path | str,
    target: Path | str,
    *,
    encoder: Encoder | None = None,
    settings: AlignSettings | None = None,
    checks: Checks | None = None,
    key: str | None = None,
    facts: Facts | None = None,
) -> AddedFiles:
    """Align two files and keep them in a store, which is made if it is not there.

    Args:
        store: The store's file.
        source: The Korean file; "-" is standard input.
        target: The English file; "-" likewise, but not both.
        encoder: What turns segments into vectors; the embedded one by default.
        settings: How to split and align.
        checks: Which checks are run; all without a glossary by default.
        key: What the store calls the release, in place of what its files tell.
        facts: What is known better than the files tell it.

    Raises:
        StoreError: The store is broken or cannot be written.
        InputError: A file cannot be read, or does not hold what it should.
        GlossaryError: The glossary is broken.
    """
    checks, facts = checks or Checks(), facts or Facts()
    Store.check(store)  # before the work, not after it
    if checks.glossary is not None:
        read_glossary(checks.glossary)
    aligned = align_files(source, target, encoder=encoder, settings=settings)
    release = aligned.release
    with Store.open(store, create=True) as opened:
        if checks.skipped:
            added = opened.add(release, key=key, facts=facts)
            return AddedFiles(added, aligned.gaps, aligned.warnings)
        date = _day(opened.facts_for(release, key=key, facts=facts).date)
        found = checks.run(release, date)
        added = opened.add(release, found, key=key, facts=facts)
        if added.given_way:  # some beads are other than those that were checked
            kept = opened.release(added.release).release
            found = checks.run(kept, date)
            added = replace(added, findings=opened.recheck(added.release, found))
    return AddedFiles(added, aligned.gaps, aligned.warnings)


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


def _day(text: str) -> datetime.date | None:
    """The day that a date names, if there is such a day."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
