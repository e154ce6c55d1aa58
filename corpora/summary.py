"""What a person reads after aligning: how much is covered, then each gap and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

from align.bitext import Bitext
from align.gaps import Gap
from corpora.checking import FINDINGS
from corpora.release import Release
from corpora.share import covered

#: What people call the languages.
LANGUAGE_NAMES = {"ko": "Korean", "en": "English"}
_HEADINGS = {
    "omission": "Omissions: Korean that the English does not have",
    "addition": "Additions: English that the Korean does not have",
}
_MOVED = "Moved: in another order in the English"
#: Columns that a summary is wrapped to; a syllable of Hangul takes two.
WIDTH = 100
_INDENT = "    "

#: What a text must not do to a terminal: move its cursor, or turn its writing round.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def summary_lines(release: Release, gaps: Sequence[Gap], *, sure: float) -> Iterator[str]:
    """The summary of a release, line by line.

    Args:
        release: The aligned release.
        gaps: Its gaps.
        sure: Confidence from which a gap is called sure, 0 to 1.
    """
    bitext = release.bitext
    yield from _coverage_lines(release)
    real = [gap for gap in gaps if gap.is_real]
    if not real:
        yield ""
        yield "No gaps: each segment has its counterpart."
    for kind, heading in _HEADINGS.items():
        found = [gap for gap in real if gap.kind == kind]
        if found:
            yield ""
            yield f"{heading} ({len(found)})"
            for gap in found:
                yield from _gap_lines(gap, sure)
    moved = [bead for bead in bitext.beads if bead.moved]
    if moved:
        yield ""
        yield f"{_MOVED} ({len(moved)})"
        for bead in moved:
            places = bitext.source_segments(bead)[0], bitext.target_segments(bead)[0]
            lines = bitext.source.line_of(places[0]), bitext.target.line_of(places[1])
            yield f"  Korean line {lines[0]} stands in English line {lines[1]}"
    yield from _expected_lines(gaps)


def _coverage_lines(release: Release) -> Iterator[str]:
    bitext = release.bitext
    for document, source, is_source in (
        (bitext.source, release.source, True),
        (bitext.target, release.target, False),
    ):
        share = covered(bitext, source=is_source)
        pieces = "1 piece" if len(document.furniture) == 1 else f"{len(document.furniture)} pieces"
        aside = f", {pieces} of page furniture set aside"
        yield (
            f"{LANGUAGE_NAMES[document.language]:8}{source.name}: {share.aligned} of "
            f"{share.segments} segments have a counterpart ({share.letters:.0%} of the text)"
            f"{aside if document.furniture else ''}"
        )


def _gap_lines(gap: Gap, sure: float) -> Iterator[str]:
    place = f"  line {gap.line}, {gap.segments[0].kind.replace('_', ' ')}"
    yield f"{place} - {certainty(gap.confidence, sure)}"
    yield from wrapped(gap.text)
    yield from wrapped(f"Why: {gap.reason}")


def certainty(confidence: float, sure: float) -> str:
    """How sure a gap is, in a word and as a share.

    >>> certainty(0.92, 0.9)
    'sure (92%)'
    """
    word = "sure" if confidence >= sure else "likely"
    return f"{'doubtful' if confidence < 0.5 else word} ({confidence:.0%})"


def counted(number: int, what: str) -> str:
    """A number of things.

    >>> counted(1, "gap"), counted(1200, "gap")
    ('1 gap', '1,200 gaps')
    """
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def is_heading(line: str) -> bool:
    """Whether a line of the summary is a heading, for those who can set it off."""
    return line.startswith((*_HEADINGS.values(), _MOVED, FINDINGS))


def wrapped(text: str) -> Iterator[str]:
    """Words on indented lines of at most WIDTH columns, with no control characters."""
    line, width = _INDENT, len(_INDENT)
    for word in _CONTROLS.sub("\ufffd", " ".join(text.split())).split(" "):
        columns = columns_of(word)
        if width > len(_INDENT) and width + 1 + columns > WIDTH:
            yield line
            line, width = _INDENT, len(_INDENT)
        space = " " * (width > len(_INDENT))
        line += space + word
        width += len(space) + columns
    yield line


def columns_of(text: str) -> int:
    """How wide a text is on a terminal; marks and vowels that join a letter take nothing.

    >>> columns_of("e\u0301"), columns_of("회"), columns_of("\u1112\u116c")
    (1, 2, 2)
    """
    return sum(
        0
        if combining(character) or _joins(character)
        else 1 + (east_asian_width(character) in "WF")
        for character in text
    )


def _joins(character: str) -> bool:
    """Whether it is a vowel or final consonant that completes a syllable of Hangul."""
    return "\u1160" <= character <= "\u11ff"


def _expected_lines(gaps: Sequence[Gap]) -> Iterator[str]:
    expected = [gap for gap in gaps if not gap.is_real]
    if not expected:
        return
    counts = Counter((gap.kind, gap.language) for gap in expected)
    names = [
        f"{LANGUAGE_NAMES[language]} {kind}" + (f" ({count} lines)" if count > 1 else "")
        for (kind, language), count in counts.items()
    ]
    yield ""
    yield "No gaps, as the other version usually lacks them: " + ", ".join(names) + "."


def bead_lines(bitext: Bitext) -> Iterator[str]:
    """Every bead with both texts, for reading through: what corresponds to what."""
    for bead in bitext.beads:
        chance = "" if bead.probability is None else f"  {bead.probability:.0%}"
        yield f"[{bead.type}]{chance}{'  moved' if bead.moved else ''}"
        yield from wrapped(bitext.source_text(bead) or "(no Korean)")
        yield from wrapped(bitext.target_text(bead) or "(no English)")
