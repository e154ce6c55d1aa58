"""The gaps of a store for people: release by release, with place, text and reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from align.gaps import REAL_GAPS
from corpora.io.paths import shown
from corpora.model.selection import Selection
from corpora.model.unit import Origin, Unit
from corpora.summaries.release import certainty, wrapped
from corpora.wording.findings import note_of
from corpora.wording.kinds import kind_name
from corpora.wording.review import BEADS
from corpora.wording.summary import WHY
from corpora.wording.words import PHRASES, SIDES, segment_name


class Tally:
    """Units that are counted on their way to whoever prints them."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = units
        self.count = 0

    def __iter__(self) -> Iterator[Unit]:
        for unit in self._units:
            self.count += 1
            yield unit


def real_gaps(*, kind: str | None = None, least: float | None = None) -> Selection:
    """Gaps that a reviewer must look at, without those a reviewer called none.

    Args:
        kind: One of REAL_GAPS; both if not given.
        least: Confidence that a gap has at least, 0 to 1.
    """
    return Selection(
        gaps=True,
        gap_kinds=REAL_GAPS if kind is None else (kind,),
        min_confidence=least,
        states=("unreviewed", "accepted", "revised"),
    )


def gap_lines(units: Iterable[Unit], *, sure: float, language: str = "en") -> Iterator[str]:
    """Gaps under the heading of their release.

    Args:
        units: The gaps, release by release.
        sure: Confidence from which a gap is called sure, 0 to 1.
        language: What is told in, "en" or "ko".
    """
    before: Origin | None = None
    for unit in units:
        if unit.origin != before:
            if before is not None:
                yield ""
            yield release_line(unit.origin)
            before = unit.origin
        yield f"  {_place(unit, language)}{_judgement(unit, sure, language)}"
        yield from wrapped(unit.source_text or unit.target_text)
        if unit.reasons:
            reason = note_of(unit.reasons).tell(language)
            yield from wrapped(WHY.filled(reason=reason).tell(language))


def release_line(origin: Origin) -> str:
    """What a release is, on one line: date, agency, title and where the store has it."""
    facts = origin.facts
    told = [facts.date, facts.agency, " ".join(facts.title.split())]
    place = f"release {origin.release}, {origin.key}"
    return shown(" - ".join(part for part in (*told, place) if part))


def _place(unit: Unit, language: str) -> str:
    side = unit.source_language if unit.source_text else unit.target_language
    line = unit.source_line if unit.source_text else unit.target_line
    place = PHRASES["line"].filled(side=SIDES[side].tell(language), line=line)
    kind = segment_name(unit.source_kind or unit.target_kind)
    return ", ".join(words.tell(language) for words in (kind_name(unit.gap), place, kind))


def _judgement(unit: Unit, sure: float, language: str) -> str:
    if unit.state != "unreviewed":
        return f" - {BEADS[unit.state].tell(language)}"
    return "" if unit.confidence is None else f" - {certainty(unit.confidence, sure, language)}"
