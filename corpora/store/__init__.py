"""The corpus store: one SQLite file of releases, and the only package with SQL."""

from corpora.selection import Selection
from corpora.store.statistics import Figures, Statistics
from corpora.store.store import Store
from corpora.store.values import Added, Hit, LogEntry, Lost, Review, StoredFinding, StoredRelease
from corpora.unit import Facts, Origin, Unit

__all__ = [
    "Added",
    "Facts",
    "Figures",
    "Hit",
    "LogEntry",
    "Lost",
    "Origin",
    "Review",
    "Selection",
    "Statistics",
    "Store",
    "StoredFinding",
    "StoredRelease",
    "Unit",
]
