"""Hits of a search as lines of a concordance: each with the phrase in the same column."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator

from corpora.io.paths import shown
from corpora.store import Hit
from corpora.summary import WIDTH, columns_of

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
