"""Hits of a search for people: as a concordance, as keyword in context, and renderings counted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from corpora.io.paths import shown
from corpora.store import Hit, Near
from corpora.store.search.phrase import SearchPhrase
from corpora.summaries.gaps import release_line
from corpora.summaries.release import WIDTH, columns_of, wrapped
from corpora.wording.summary import MISSING
from corpora.wording.words import counted
from corpora.workflows.search import PhraseRenderings


def hit_lines(
    hits: Iterable[Hit], phrase: str, *, bold: Callable[[str], str] = str
) -> Iterator[str]:
    """Each hit under the line of its release.

    Args:
        hits: What was found.
        phrase: What was looked for.
        bold: What sets the phrase off.
    """
    forms = [r"\s+".join(map(re.escape, form.split())) for form in SearchPhrase.of(phrase).forms]
    pattern = re.compile("|".join(forms) or r"(?!)", re.IGNORECASE)

    def marked(text: str) -> list[str]:
        """The text on lines; a phrase that runs over two of them is marked on both."""
        block = "\n".join(wrapped(text))
        found = pattern.sub(lambda match: _each_line(match[0], bold), block)
        return found.split("\n")

    for number, hit in enumerate(hits):
        unit = hit.unit
        if number:
            yield ""
        yield f"{release_line(unit.origin)} - bead {unit.number}, {unit.state}"
        yield from marked(unit.source_text or MISSING[unit.source_language].en)
        yield from marked(unit.target_text or MISSING[unit.target_language].en)
        if hit.original_spans and not hit.target_spans:
            yield from marked(f"before the revision: {unit.original_text}")


def near_lines(found: Iterable[Near], *, bold: Callable[[str], str] = str) -> Iterator[str]:
    """Units that are like a text, each under its likeness and the line of its release.

    Args:
        found: The units.
        bold: What sets off the side that was compared.
    """
    for number, near in enumerate(found):
        unit = near.unit
        if number:
            yield ""
        yield f"{near.score:.2f}  {release_line(unit.origin)} - bead {unit.number}, {unit.state}"
        for text, language in (
            (unit.source_text, unit.source_language),
            (unit.target_text, unit.target_language),
        ):
            style = bold if language == near.language else str
            lines = wrapped(text or MISSING[language].en)
            yield from (_each_line(line, style) for line in lines)


def _each_line(text: str, bold: Callable[[str], str]) -> str:
    """The text with each of its lines set off, without the blanks that begin a line."""
    return re.sub(r"\S(?:.*\S)?", lambda match: bold(match[0]), text)


#: Columns before the phrase, and behind its beginning.
_LEFT = 28
_DATE = 10
_CUT = "…"


def kwic_lines(hits: Iterable[Hit], *, bold: Callable[[str], str] = str) -> Iterator[str]:
    """Keyword in context: date, state, the text around the phrase, and where the store has it.

    A phrase that stands in a unit several times has as many lines. All are as wide as a summary.

    Args:
        hits: What was found.
        bold: What sets the phrase off.
    """
    for hit in hits:
        unit = hit.unit
        head = f"{unit.origin.facts.date or '-':{_DATE}}  {unit.state:10}  "
        place = f"  {unit.origin.release}:{unit.number}"
        room = WIDTH - columns_of(head) - _LEFT - columns_of(place)
        sides = [(unit.source_text, hit.source_spans), (unit.target_text, hit.target_spans)]
        if not hit.target_spans:
            sides.append((unit.original_text, hit.original_spans))
        for text, spans in sides:
            for start, stop in spans:
                before = _ending(shown(text[:start]), _LEFT)
                phrase = _beginning(shown(text[start:stop]), room)
                after = _beginning(shown(text[stop:]), room - columns_of(phrase))
                filler = " " * (room - columns_of(phrase + after))
                yield f"{head}{before}{bold(phrase)}{after}{filler}{place}"


def _beginning(text: str, columns: int) -> str:
    """As much of a text as its columns hold, with a mark where it is cut."""
    if columns_of(text) <= columns:
        return text
    widths = itertools.accumulate(map(columns_of, text))
    kept = sum(1 for _ in itertools.takewhile(lambda width: width < columns, widths))
    return text[:kept] + _CUT * (columns > 0)


def _ending(text: str, columns: int) -> str:
    """The end of a text, likewise, filled up on the left."""
    if columns_of(text) > columns:
        widths = itertools.accumulate(map(columns_of, reversed(text)))
        kept = sum(1 for _ in itertools.takewhile(lambda width: width < columns, widths))
        text = _CUT * (columns > 0) + text[len(text) - kept :]
    return " " * (columns - columns_of(text)) + text


def rendering_lines(
    found: PhraseRenderings, *, limit: int, bold: Callable[[str], str] = str
) -> Iterator[str]:
    """The counts on one line, then each rendering with an example of it.

    Args:
        found: The renderings.
        limit: How many are shown at most.
        bold: What sets a rendering off.
    """
    shown_ones = found.found[:limit]
    counts = [f"{shown(one.text) or 'none found'} {one.count:,}" for one in shown_ones]
    yield f"{shown(found.phrase)} -> {', '.join(counts)} ({counted(found.pairs, 'pair')})"
    yield ""
    for one in shown_ones:
        yield from _first(kwic_lines([one.example], bold=bold))


def rendering_fields(found: PhraseRenderings, *, limit: int) -> Iterator[dict[str, Any]]:
    """Each rendering as plain named values, with its example; null for none."""
    for one in found.found[:limit]:
        yield {
            "phrase": found.phrase,
            "language": found.language,
            "pairs": found.pairs,
            "rendering": one.text or None,
            "count": one.count,
            "example": one.example.unit.fields(),
        }


def _first(lines: Iterable[str]) -> Iterator[str]:
    """The first line: an example of none may have the phrase several times."""
    for line in lines:
        yield line
        return
