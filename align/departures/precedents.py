"""What earlier releases said, by which a new one is judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from align import repetition
from align.segmentation.list_marks import read_mark

#: How many pairs nobody has looked at a reviewed one counts for.
_REVIEWED = 3


@dataclass(frozen=True, slots=True)
class Precedent:
    """A pair of an earlier release."""

    release: int  #: the number under which it is kept; later ones are higher
    date: str  #: of the publication, as 2016-10-14; "" where it is not known
    source: str  #: on one line, as the target
    target: str
    is_reviewed: bool = False  #: whether somebody has accepted or revised it

    @property
    def weight(self) -> int:
        """How much it counts."""
        return _REVIEWED if self.is_reviewed else 1


def weight_of(precedents: Iterable[Precedent]) -> int:
    """How much some pairs count together."""
    return sum(one.weight for one in precedents)


def last_release(precedents: Iterable[Precedent]) -> str:
    """The number of the latest release, with its day where that is known.

    >>> last_release([Precedent(7, "2016-10-14", "", ""), Precedent(9, "2015-01-02", "", "")])
    '7 (2016-10-14)'
    """
    latest = max(precedents, key=lambda one: (one.date, one.release))
    return f"{latest.release} ({latest.date})" if latest.date else str(latest.release)


def bare(text: str) -> str:
    """A text without its list mark, case, blanks and punctuation.

    >>> bare("1) The U.S. side") == bare("- the US side")
    True
    """
    rest = text[read_mark(text).end :]
    return repetition.bare(rest) or repetition.bare(text)
