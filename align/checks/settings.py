"""Every choice that can change what the checks find, with its default."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from align.checks.finding import Finding
from align.checks.kinds import FINDING_KINDS, KIND_GROUPS, SEVERITIES
from align.errors import SettingsError

#: Confidence from which a finding is worth a reviewer's time. Confidences are set by hand: of those
#: about numbers and dates in qa/park-dev-facts.jsonl, all 177 from 0.5 up and 23 of the 70 below
#: were right, as judged in benchmarks/facts_judged.tsv; `benchmarks/names.py` counts the others.
LEAST_CONFIDENCE = 0.5


def kinds_of(words: Iterable[str]) -> frozenset[str]:
    """The kinds of findings that words name: kinds themselves, or groups of them.

    >>> sorted(kinds_of(["terms", "doubled"]))
    ['doubled', 'term_forbidden', 'term_inconsistent', 'term_missing']

    Raises:
        SettingsError: A word is neither.
    """
    kinds: set[str] = set()
    for word in words:
        name = word.strip().lower().replace("-", "_").replace(" ", "_")
        if name not in KIND_GROUPS and name not in FINDING_KINDS:
            near = difflib.get_close_matches(name, [*KIND_GROUPS, *FINDING_KINDS], n=1)
            hint = f" - did you mean {near[0]}?" if near else ";"
            raise SettingsError(
                f"unknown kind of finding: {word!r}{hint} Known are {', '.join(KIND_GROUPS)}, "
                f"and {', '.join(FINDING_KINDS)}"
            )
        kinds.update(KIND_GROUPS.get(name, (name,)))
    return frozenset(kinds)


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What is looked for inside aligned segments, and from which confidence it is told."""

    kinds: frozenset[str] = frozenset(FINDING_KINDS)  #: what to look for
    #: Findings of at least this confidence are reported, 0 to 1.
    least_confidence: float = LEAST_CONFIDENCE
    confidences: tuple[tuple[str, float], ...] = ()  #: another least confidence for a kind
    severities: tuple[tuple[str, str], ...] = ()  #: another severity for all of a kind
    #: How many times too long or too short a translation must be for length_suspicious.
    length_factor: float = 2.718
    #: Letters from which a segment that stands twice is doubled; table cells are shorter.
    doubled_letters: int = 10

    def __post_init__(self) -> None:
        given = {*self.kinds, *(kind for kind, _ in (*self.confidences, *self.severities))}
        if unknown := sorted(given - set(FINDING_KINDS)):
            raise SettingsError(f"unknown kind of finding: {', '.join(unknown)}")
        for kind, least in (("least_confidence", self.least_confidence), *self.confidences):
            if not 0 <= least <= 1:
                raise SettingsError(f"{kind}: a confidence lies between 0 and 1, not at {least}")
        for kind, severity in self.severities:
            if severity not in SEVERITIES:
                raise SettingsError(
                    f"{kind}: a severity is {', '.join(SEVERITIES)}, not {severity!r}"
                )
        if not 1 < self.length_factor < math.inf:
            raise SettingsError(f"length_factor must be above 1, not {self.length_factor}")
        if self.doubled_letters < 1:
            raise SettingsError(f"doubled_letters must be at least 1, not {self.doubled_letters}")

    @classmethod
    def only(cls, *words: str) -> CheckSettings:
        """The defaults for some kinds or groups of kinds alone.

        >>> CheckSettings.only("terms").signature()
        'kinds:term_missing,term_forbidden,term_inconsistent'
        """
        return cls(kinds_of(words))

    @property
    def floor(self) -> float:
        """The least confidence that any finding may have."""
        return min([self.least_confidence, *(least for _, least in self.confidences)])

    def apply(self, finding: Finding) -> Finding | None:
        """The finding with the severity that is wanted; None where it is not to be told."""
        least = dict(self.confidences).get(finding.kind, self.least_confidence)
        if finding.kind not in self.kinds or finding.confidence < least:
            return None
        severity = dict(self.severities).get(finding.kind, finding.severity)
        return finding if severity == finding.severity else replace(finding, severity=severity)

    def signature(self) -> str:
        """What differs from the defaults, after the kinds, on one line.

        >>> CheckSettings(severities=(("doubled", "high"),)).signature()
        'kinds:all|doubled:high'
        """
        wanted = [kind for kind in FINDING_KINDS if kind in self.kinds]
        parts = ["kinds:" + ("all" if len(wanted) == len(FINDING_KINDS) else ",".join(wanted))]
        default = CheckSettings()
        parts += [
            f"{name}:{getattr(self, name)}"
            for name in ("least_confidence", "length_factor", "doubled_letters")
            if getattr(self, name) != getattr(default, name)
        ]
        parts += [f"{kind}:{value}" for kind, value in sorted(self.confidences)]
        parts += [f"{kind}:{value}" for kind, value in sorted(self.severities)]
        return "|".join(parts)
