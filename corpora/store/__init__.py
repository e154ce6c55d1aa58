"""The corpus store: one SQLite file of releases, and the only package with SQL."""

from corpora.model.selection import Selection
from corpora.model.unit import Origin, ReleaseMetadata, Unit
from corpora.store.releases.statistics import Figures, ReviewProgress, Statistics
from corpora.store.review.draft import LOCKED_STATES, Draft, DraftRow
from corpora.store.review.reviewer import Reviewer
from corpora.store.store import Store
from corpora.store.values import (
    Added,
    GivenReview,
    Hit,
    LogEntry,
    Lost,
    Near,
    Review,
    Step,
    StoredFinding,
    StoredRelease,
    TakenOver,
)

__all__ = [
    "LOCKED_STATES",
    "Added",
    "Draft",
    "DraftRow",
    "Figures",
    "GivenReview",
    "Hit",
    "LogEntry",
    "Lost",
    "Near",
    "Origin",
    "ReleaseMetadata",
    "Review",
    "ReviewProgress",
    "Reviewer",
    "Selection",
    "Statistics",
    "Step",
    "Store",
    "StoredFinding",
    "StoredRelease",
    "TakenOver",
    "Unit",
]
