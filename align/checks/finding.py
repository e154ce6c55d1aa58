"""What a check finds: a disagreement between the two sides of a bead, with its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from align.analysis import Analysis
from align.checks.kinds import KINDS, SEVERITIES
from align.messages import Statement


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement between the two sides of a bead."""

    kind: str  #: one of align.checks.kinds.KINDS
    severity: str  #: one of SEVERITIES
    confidence: float  #: 0 to 1, that a reviewer would agree
    source_span: tuple[int, int] | None  #: in the source text; None where it has nothing
    target_span: tuple[int, int] | None
    message: Statement  #: what is wrong

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.severity not in SEVERITIES:
            raise ValueError(f"unknown kind or severity: {self.kind!r}, {self.severity!r}")
        if not 0 <= self.confidence <= 1 or not (self.source_span or self.target_span):
            raise ValueError("a finding needs a confidence from 0 to 1 and a place")

    @property
    def sentence(self) -> str:
        """What is wrong, in plain English."""
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a bead: a number may move into the next sentence."""

    source_neighbours: tuple[str, ...] = ()
    target_neighbours: tuple[str, ...] = ()
    source_language: str = "ko"
    target_language: str = "en"
    reference: datetime.date | None = None  #: the day of the release
    #: What has been read of all texts; None if nothing was.
    analysis: Analysis | None = field(default=None, compare=False, repr=False)


def has_surplus(here: Iterable[object], there: Iterable[object]) -> bool:
    """Whether the neighbours on the other side have something more often than those on this side.

    What is missing from a bead may have moved into the sentence beside it. But what a neighbour has
    on both sides is that neighbour's own.

    Args:
        here: For each neighbour on the side that has it, whether it has it as well.
        there: Likewise on the side that lacks it.
    """
    return sum(map(bool, there)) > sum(map(bool, here))
