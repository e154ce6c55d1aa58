"""Which units of a corpus store are wanted."""

from __future__ import annotations

from dataclasses import dataclass

from align.bitext import SEGMENT_KINDS
from align.errors import SettingsError
from align.gaps import GAP_KINDS
from corpora.model.release import is_date
from corpora.model.unit import BEAD_STATES


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters over the units of a store; what is not set filters nothing."""

    releases: tuple[int, ...] = ()  #: the releases' numbers in the store
    agencies: tuple[str, ...] = ()  #: as the store names them
    since: str = ""  #: first date, as 2016-10-14; releases without a date are then left out
    until: str = ""  #: last date, likewise
    states: tuple[str, ...] = ()  #: of BEAD_STATES
    kinds: tuple[str, ...] = ()  #: of SEGMENT_KINDS: the source's, or the target's of an addition
    gaps: bool | None = None  #: True for gaps only, False for none
    gap_kinds: tuple[str, ...] = ()  #: only gaps of these kinds, of GAP_KINDS
    min_confidence: float | None = None  #: of a gap, 0 to 1; gaps that nobody judged are left out
    min_probability: float | None = None  #: 0 to 1; beads without one are left out
    min_score: float | None = None  #: -1 to 1; beads without one are left out, so all gaps are

    def __post_init__(self) -> None:
        for name, values, known in (
            ("state", self.states, BEAD_STATES),
            ("kind of segment", self.kinds, SEGMENT_KINDS),
            ("kind of gap", self.gap_kinds, GAP_KINDS),
        ):
            unknown = [value for value in values if value not in known]
            if unknown:
                raise SettingsError(
                    f"unknown {name}: {', '.join(unknown)}; known are {', '.join(known)}"
                )
        for date in (self.since, self.until):
            if date and not is_date(date):
                raise SettingsError(f"a date is written 2016-10-14, not {date!r}")
        for name, value, least in (
            ("confidence", self.min_confidence, 0),
            ("probability", self.min_probability, 0),
            ("score", self.min_score, -1),
        ):
            if value is not None and not least <= value <= 1:
                raise SettingsError(f"a {name} lies between {least} and 1, not at {value}")
