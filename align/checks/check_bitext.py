"""All checks over all beads of a bitext."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from align.analysis import Analysis
from align.bitext import Bead, Bitext, Segment
from align.checks.consistency import consistency_findings
from align.checks.finding import Context, Finding
from align.checks.glossary import Glossary, inconsistent_terms, term_findings
from align.checks.kinds import PAIR, RELEASE, kinds_in
from align.checks.name_variants import name_variants
from align.checks.names import name_findings
from align.checks.numbers_and_dates import fact_findings
from align.checks.partial_gaps import partial_findings
from align.checks.settings import LEAST_CONFIDENCE, CheckSettings
from align.checks.text import text_findings

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class BeadFinding:
    """A finding with the bead in whose two texts its spans lie."""

    bead: int  #: index in ``Bitext.beads``
    finding: Finding


def check_bitext(
    bitext: Bitext,
    *,
    reference: datetime.date | None = None,
    settings: CheckSettings | None = None,
    glossary: Glossary | None = None,
    analysis: Analysis | None = None,
) -> tuple[BeadFinding, ...]:
    """What a reviewer should look at, in the order of the beads.

    Spans count characters of ``bitext.source_text(bead)`` and ``target_text(bead)``.

    Args:
        bitext: The aligned documents; their neighbouring segments are read with each bead.
        reference: The day of the release; with it 지난 18일 becomes a date.
        settings: What to look for, and from which confidence to tell it.
        glossary: The user's terms. Ignored if its source language is another one.
        analysis: What `align_documents` has read of the texts already.
    """
    analysis = analysis or Analysis()
    settings = settings or CheckSettings()
    if glossary is not None and glossary.source_language != bitext.source.language:
        glossary = None
    found = [
        *_bead_findings(bitext, reference, settings, glossary, analysis),
        *_release_findings(bitext, settings, glossary, analysis),
    ]
    told = ((one.bead, settings.apply(one.finding)) for one in dict.fromkeys(found))
    kept = (BeadFinding(bead, finding) for bead, finding in told if finding is not None)
    return in_order(kept)


def in_order(findings: Iterable[BeadFinding]) -> tuple[BeadFinding, ...]:
    """Findings in the order of their beads, and of their places there."""
    return tuple(sorted(findings, key=lambda one: (one.bead, _place(one.finding))))


def _bead_findings(
    bitext: Bitext,
    reference: datetime.date | None,
    settings: CheckSettings,
    glossary: Glossary | None,
    analysis: Analysis,
) -> Iterator[BeadFinding]:
    wanted = settings.kinds
    for index, bead in enumerate(bitext.beads):
        if bead.is_gap:
            continue
        source = _text(bitext.source_segments(bead))
        target = _text(bitext.target_segments(bead))
        context = _context(bitext, bead, reference, analysis)
        found: list[Finding] = []
        if not wanted.isdisjoint(kinds_in("others", PAIR)):
            found += text_findings(source, target, context, length_factor=settings.length_factor)
        if any(f.kind == "untranslated" and f.confidence >= LEAST_CONFIDENCE for f in found):
            pass  # names and numbers cannot differ, or are not translated either
        else:
            if not wanted.isdisjoint(kinds_in("facts")):
                found += fact_findings(source, target, context)
            if not wanted.isdisjoint(kinds_in("names")):
                found += name_findings(source, target, context)
            if glossary is not None and not wanted.isdisjoint(kinds_in("terms")):
                found += term_findings(source, target, glossary, context)
        yield from (BeadFinding(index, finding) for finding in found)


def _release_findings(
    bitext: Bitext, settings: CheckSettings, glossary: Glossary | None, analysis: Analysis
) -> Iterator[BeadFinding]:
    """Findings that need more than one bead."""
    wanted = settings.kinds
    pairs = [(bitext.source_text(bead), bitext.target_text(bead)) for bead in bitext.beads]
    found: list[tuple[int, Finding]] = []
    languages = bitext.source.language, bitext.target.language
    if "name_variant" in wanted and set(languages) == {"ko", "en"}:
        forward = languages[0] == "ko"
        by_language = pairs if forward else [(target, source) for source, target in pairs]
        found += name_variants(by_language, korean_is_source=forward, analysis=analysis)
    if glossary is not None and "term_inconsistent" in wanted:
        found += inconsistent_terms(pairs, glossary)
    if not wanted.isdisjoint(kinds_in("others", RELEASE)):
        found += consistency_findings(bitext, doubled_letters=settings.doubled_letters)
    if not wanted.isdisjoint(kinds_in("partial")):
        found += partial_findings(bitext, least=settings.floor, analysis=analysis)
    yield from (BeadFinding(index, finding) for index, finding in found)


def _context(
    bitext: Bitext, bead: Bead, reference: datetime.date | None, analysis: Analysis
) -> Context:
    sides = []
    for document, own in ((bitext.source, bead.source), (bitext.target, bead.target)):
        segments = document.segments
        around = [*segments[max(0, own.start - 1) : own.start], *segments[own.stop : own.stop + 1]]
        sides.append(tuple(_with_tabs(segment) for segment in around))
    languages = bitext.source.language, bitext.target.language
    return Context(sides[0], sides[1], *languages, reference, analysis)


def _text(segments: Iterable[Segment]) -> str:
    """The text of a side of a bead, as long as ``Bitext.source_text``, with its tabs."""
    return " ".join(map(_with_tabs, segments))


def _with_tabs(segment: Segment) -> str:
    """The text on one line, in which a table row still shows."""
    return _BLANKS.sub(lambda blank: "\t" if "\t" in blank[0] else " ", segment.text.strip())


def _place(finding: Finding) -> tuple[int, int]:
    span = finding.source_span or (10**9, 0)
    return span[0], (finding.target_span or (0, 0))[0]
