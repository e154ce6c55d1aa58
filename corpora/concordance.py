"""Hits of a search for people: both sides of each, with the phrase set off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from corpora.gap_list import release_line
from corpora.store import Hit, Near
from corpora.store.search.phrase import Phrase
from corpora.summary import wrapped
from corpora.wording.summary import MISSING


def hit_lines(
    hits: Iterable[Hit], phrase: str, *, bold: Callable[[str], str] = str
) -> Iterator[str]:
    """Each hit under the line of its release.

    Args:
        hits: What was found.
        phrase: What was looked for.
        bold: What sets the phrase off.
    """
    forms = [r"\s+".join(map(re.escape, form.split())) for form in Phrase.of(phrase).forms]
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
