"""The corpus store: one SQLite file of releases, and the only package with SQL."""

from corpora.model.selection import Selection
from corpora.model.unit import Facts, Origin, Unit
from corpora.store.releases.statistics import Figures, Progress, Statistics
from corpora.store.review.draft import LOCKED_STATES, Draft, Row
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
    "Facts",
    "Figures",
    "GivenReview",
    "Hit",
    "LogEntry",
    "Lost",
    "Near",
    "Origin",
    "Progress",
    "Review",
    "Reviewer",
    "Row",
    "Selection",
    "Statistics",
    "Step",
    "Store",
    "StoredFinding",
    "StoredRelease",
    "TakenOver",
    "Unit",
]
