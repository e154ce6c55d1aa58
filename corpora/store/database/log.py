"""The log of a store: what was done, by whom, and what it changed.

An entry's action is one of these words; later parts add their own:

- ``add``: a release is new. After: its files, settings and facts.
- ``replace``: its beads were replaced. Before and after likewise.
- ``facts``, ``recheck``: its facts or its findings are new, and its beads are not.
- ``lose``: something decided about a bead could not be kept. Before: all of it.
- ``take_over``: the review of a bead came with a file.
- what reviewers do: see `corpora.store.review.reviewer`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from corpora.model.release import Release
from corpora.model.unit import ReleaseMetadata
from corpora.store.database.rows import finding_values, now
from corpora.store.releases.write import insert_statement
from corpora.store.values import Lost, Review


def write_log(
    connection: sqlite3.Connection,
    who: str,
    action: str,
    *,
    release: int,
    bead: int | None = None,
    finding: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry to the log."""
    values = {
        "at": now(),
        "who": who,
        "action": action,
        "release": release,
        "bead": bead,
        "finding": finding,
        "before": None if before is None else json.dumps(before, ensure_ascii=False),
        "after": None if after is None else json.dumps(after, ensure_ascii=False),
    }
    connection.execute(insert_statement("log", values), values)


def lost_values(lost: Lost) -> dict[str, Any]:
    """All that is known of what is lost, for the log."""
    return {
        "source_text": lost.source_text,
        "target_text": lost.target_text,
        **review_values(lost.review),
        "findings": [
            {
                "id": finding.id,
                **finding_values(finding.found.finding),
                "state": finding.state,
                "reason": finding.reason,
                "reviewer": finding.reviewer,
                "reviewed_at": finding.reviewed_at and finding.reviewed_at.isoformat(),
            }
            for finding in lost.findings
        ],
    }


def review_values(review: Review) -> dict[str, Any]:
    """A review, for the log."""
    return {
        "state": review.state,
        "revised_text": review.revised_text,
        "version": review.version,
        "reviewer": review.reviewer,
        "reviewed_at": review.reviewed_at and review.reviewed_at.isoformat(),
    }


def release_values(release: Release, facts: ReleaseMetadata) -> dict[str, Any]:
    """What the log says of an alignment."""
    return {
        "source_sha256": release.source.sha256,
        "target_sha256": release.target.sha256,
        "signature": release.bitext.signature,
        "beads": len(release.bitext.beads),
        **asdict(facts),
    }
