"""What the store gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from align.checks.check_bitext import BeadFinding
from corpora.model.release import Release
from corpora.model.unit import Origin, Unit

#: What adding a release came to.
OUTCOMES = (
    "added",  # it is new
    "replaced",  # its files or the settings have changed, and so have its beads
    "updated",  # files and settings are the same; facts or findings are new
    "unchanged",  # all is as it was
)


@dataclass(frozen=True, slots=True)
class Review:
    """What people have made of one bead."""

    bead: int  #: the bead's number in the store
    state: str = "unreviewed"  #: one of BEAD_STATES
    revised_text: str | None = None  #: what the target should be; None where it stands
    version: int = 0  #: rises with every review
    reviewer: str = ""
    reviewed_at: datetime | None = None  #: in UTC


@dataclass(frozen=True, slots=True)
class GivenReview:
    """What a file says that people have made of a bead, which is known by its texts."""

    source_text: str  #: on one line, as the target
    target_text: str  #: as it is after the review
    state: str = "unreviewed"  #: one of BEAD_STATES
    reviewer: str = ""
    reviewed_at: datetime | None = None  #: with its time zone


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What came of the reviews in a file."""

    taken: int  #: beads that have the review of the file now
    standing: int  #: that have another one, which is as new or newer, or that are no more


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A finding with what people have made of it."""

    id: int  #: the finding's number in the store, never given twice
    found: BeadFinding  #: its bead is an index into the release's beads
    state: str = "open"  #: one of FINDING_STATES
    reason: str = ""  #: why it was dismissed
    version: int = 0
    reviewer: str = ""
    reviewed_at: datetime | None = None  #: in UTC


@dataclass(frozen=True, slots=True)
class StoredRelease:
    """A release as it was added, with the review of each bead and its findings."""

    origin: Origin
    release: Release
    reviews: tuple[Review, ...]  #: one a bead, in the order of the beads
    findings: tuple[StoredFinding, ...]  #: in the order of their beads


@dataclass(frozen=True, slots=True)
class Lost:
    """Something a person decided about texts that the release no longer has.

    It stands in the log with all that was known of it.
    """

    source_text: str
    target_text: str
    review: Review
    findings: tuple[StoredFinding, ...] = ()  #: those of it that were decided


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a release came to."""

    release: int  #: its number in the store
    key: str
    outcome: str  #: one of OUTCOMES
    beads: int
    findings: int  #: how many were not dismissed
    kept: int = 0  #: reviewed beads that were kept when others were replaced
    given_way: bool = False  #: whether new beads gave way to those kept, and lack checks
    lost: tuple[Lost, ...] = ()  #: what could not be kept


@dataclass(frozen=True, slots=True)
class Step:
    """What a step of a review came to."""

    action: str  #: as in the log
    beads: tuple[int, ...]  #: that are other than before, by their numbers in the store
    finding: int | None = None  #: the finding it was about
    structure: bool = False  #: whether beads came or went


@dataclass(frozen=True, slots=True)
class LogMark:
    """An entry of the log in outline."""

    id: int
    who: str
    action: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that was done, by whom, and what it changed."""

    id: int
    at: datetime  #: in UTC
    who: str
    action: str
    release: int
    bead: int | None
    finding: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit in which a phrase was found."""

    unit: Unit
    source_spans: tuple[tuple[int, int], ...]  #: where it stands in ``unit.source_text``
    target_spans: tuple[tuple[int, int], ...]  #: where it stands in ``unit.target_text``
    original_spans: tuple[tuple[int, int], ...]  #: where it stands in ``unit.original_text``


@dataclass(frozen=True, slots=True)
class Near:
    """A unit that is near to a text in meaning."""

    unit: Unit
    language: str  #: of the side that was compared
    score: float  #: cosine, -1 to 1
