"""What a check finds: a disagreement between the two sides of a bead, with its place."""

from __future__ import annotations

from dataclasses import dataclass

#: What can be found. The order has no meaning.
FINDING_KINDS = (
    "number_mismatch",  # 1,240명, 1,420 people
    "scale_error",  # 3억, 300 billion: the digits agree, the zeros do not
    "date_mismatch",  # 24.5월, March 2024
    "time_mismatch",  # 오후 3시, 5 p.m.
    "number_missing",  # the translation lacks a number or date of the source
    "number_added",  # the source lacks a number or date of the translation
    "weekday_mismatch",  # 10월 14일(목), which is a Friday
)
SEVERITIES = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement between the two sides of a bead."""

    kind: str  #: one of FINDING_KINDS
    severity: str  #: one of SEVERITIES
    confidence: float  #: 0 to 1, that a reviewer would agree
    source_span: tuple[int, int] | None  #: in the source text; None where it has nothing
    target_span: tuple[int, int] | None
    sentence: str  #: what is wrong, in plain English

    def __post_init__(self) -> None:
        if self.kind not in FINDING_KINDS or self.severity not in SEVERITIES:
            raise ValueError(f"unknown kind or severity: {self.kind!r}, {self.severity!r}")
        if not 0 <= self.confidence <= 1 or not (self.source_span or self.target_span):
            raise ValueError("a finding needs a confidence from 0 to 1 and a place")
