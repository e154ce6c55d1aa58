"""The state of a review: what is decided, what is open, and a page that says so for the files."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from align.checks.finding import SEVERITIES
from align.gaps import REAL_GAPS
from corpora.io.output import atomic_writer, creation_time
from corpora.model.coverage import Share, covered
from corpora.model.release import Release
from corpora.model.unit import BEAD_STATES, FINDING_STATES
from corpora.review.signoff import write_signoff
from corpora.store import Store, StoredFinding, StoredRelease


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the review of a release has come."""

    stored: StoredRelease
    shares: tuple[Share, Share]  #: of source and target
    beads: tuple[tuple[str, int], ...]  #: how many are in each state
    findings: tuple[tuple[str, int], ...]  #: likewise
    open_gaps: int  #: omissions and additions that nobody has reviewed
    digest: str  #: SHA-256 of every bead, decision and finding

    @property
    def is_complete(self) -> bool:
        """Whether every bead and every finding is decided about."""
        return not dict(self.beads)["unreviewed"] and not dict(self.findings)["open"]


def standing_of(stored: StoredRelease) -> Standing:
    """How far the review of a release has come."""
    bitext = stored.release.bitext
    beads = Counter(review.state for review in stored.reviews)
    findings = Counter(one.state for one in stored.findings)
    gaps = sum(
        annotation.gap in REAL_GAPS and bead.is_gap and review.state == "unreviewed"
        for (bead, annotation), review in zip(stored.release.items(), stored.reviews, strict=True)
    )
    return Standing(
        stored,
        (covered(bitext, source=True), covered(bitext, source=False)),
        tuple((state, beads[state]) for state in BEAD_STATES),
        tuple((state, findings[state]) for state in FINDING_STATES),
        gaps,
        _digest(stored),
    )


def open_findings(stored: StoredRelease, severity: str) -> tuple[StoredFinding, ...]:
    """The findings from a severity on that nobody has decided about."""
    least = SEVERITIES.index(severity)
    return tuple(
        one
        for one in stored.findings
        if one.state == "open" and SEVERITIES.index(one.found.finding.severity) >= least
    )


def gate(store: Path, number: int, *, severity: str) -> tuple[Release, int]:
    """A release with its open findings from a severity on, and how many gaps are not reviewed.

    Raises:
        StoreError: The store is broken or has no such release.
    """
    with Store.open(store) as opened:
        stored = opened.release(number)
    found = tuple(one.found for one in open_findings(stored, severity))
    release = replace(stored.release, findings=found, checks="of the store")
    return release, standing_of(stored).open_gaps


def sign_off(store: Path, number: int, output: Path, *, who: str, force: bool = False) -> Standing:
    """Write the page that says what was decided about a release, and note it in the log.

    Raises:
        StoreError: The store is broken, cannot be written, or has no such release.
        OutputError: The page cannot be written.
    """
    with Store.open(store) as opened:
        reviewer = opened.reviewer(number, who)
        standing = standing_of(opened.release(number))
        entries = tuple(opened.log(number))
        created = creation_time()
        with atomic_writer(output, force=force) as stream:
            write_signoff(standing, entries, stream, who=reviewer.who, created=created)
        reviewer.sign(
            {
                "beads": dict(standing.beads),
                "findings": dict(standing.findings),
                "digest": standing.digest,
                "page": hashlib.sha256(output.read_bytes()).hexdigest(),
            }
            if output.is_file()
            else {"digest": standing.digest}
        )
    return standing


def _digest(stored: StoredRelease) -> str:
    """A digest that any change of texts, beads, decisions or findings changes."""
    bitext = stored.release.bitext
    parts: list[object] = [stored.release.source.sha256, stored.release.target.sha256]
    for bead, review in zip(bitext.beads, stored.reviews, strict=True):
        texts = bitext.source_text(bead), bitext.target_text(bead)
        parts.append([*texts, bead.moved, review.state, review.revised_text, review.reviewer])
    for one in stored.findings:
        found = one.found.finding
        parts.append([one.found.bead, found.kind, found.sentence, one.state, one.reason])
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
