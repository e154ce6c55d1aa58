"""All checks of the table of kinds, run over all beads of a bitext."""

from __future__ import annotations

import datetime
import functools
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from align.analysis import Analysis
from align.bitext import Bead, Bitext, Segment
from align.checks.finding import Context, Finding
from align.checks.glossary import Glossary
from align.checks.kinds import PAIR, RELEASE, TRANSLATED_PAIR, Check, checks_for
from align.checks.settings import LEAST_CONFIDENCE, CheckSettings

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
    of_any, of_translated = (checks_for(settings.kinds, reads) for reads in (PAIR, TRANSLATED_PAIR))
    for index, bead in enumerate(bitext.beads):
        if bead.is_gap:
            continue
        given = {
            "source": _text(bitext.source_segments(bead)),
            "target": _text(bitext.target_segments(bead)),
            "context": _context(bitext, bead, reference, analysis),
            "glossary": glossary,
            "length_factor": settings.length_factor,
        }
        found: list[Finding] = [one for check in of_any for one in _findings(check, given)]
        # Where nothing is translated, names and numbers are not either, or cannot differ.
        if not any(f.kind == "untranslated" and f.confidence >= LEAST_CONFIDENCE for f in found):
            found += [one for check in of_translated for one in _findings(check, given)]
        yield from (BeadFinding(index, finding) for finding in found)


def _release_findings(
    bitext: Bitext, settings: CheckSettings, glossary: Glossary | None, analysis: Analysis
) -> Iterator[BeadFinding]:
    """Findings that need more than one bead."""
    pairs = [(bitext.source_text(bead), bitext.target_text(bead)) for bead in bitext.beads]
    languages = bitext.source.language, bitext.target.language
    both = {
        ("ko", "en"): pairs,
        ("en", "ko"): [(target, source) for source, target in pairs],
    }
    given = {
        "bitext": bitext,
        "pairs": pairs,
        "korean_english": both.get(languages),
        "korean_is_source": languages[0] == "ko",
        "glossary": glossary,
        "doubled_letters": settings.doubled_letters,
        "least": settings.floor,
        "analysis": analysis,
    }
    for check in checks_for(settings.kinds, RELEASE):
        yield from (BeadFinding(index, finding) for index, finding in _findings(check, given))


def _findings(check: Check, given: Mapping[str, Any]) -> Iterable[Any]:
    """What a check finds in what it asks for; nothing where the run lacks it."""
    function, names = check_function(check)
    wanted = {name: given[name] for name in names}
    return () if any(value is None for value in wanted.values()) else function(**wanted)


@functools.cache
def check_function(check: Check) -> tuple[Callable[..., Iterable[Any]], tuple[str, ...]]:
    """The function of a check, and the names of its parameters."""
    module, _, name = check.function.partition(".")
    function = getattr(import_module(f"align.checks.{module}"), name)
    return function, tuple(inspect.signature(function).parameters)


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
