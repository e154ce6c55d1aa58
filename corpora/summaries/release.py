"""What a person reads after aligning: how much is covered, then each gap and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

from align.bitext import Bead, Bitext, Document, Segment
from align.gaps import REAL_GAPS, Gap
from corpora.model.coverage import covered
from corpora.model.release import Release
from corpora.wording import summary as words
from corpora.wording.findings import note_of, sentence_of
from corpora.wording.kinds import kind_name
from corpora.wording.words import PHRASES, SEVERITY_WORDS, SIDES, Words, segment_name

#: Columns that a summary is wrapped to; a syllable of Hangul takes two.
WIDTH = 100
_INDENT = "    "

#: What a text must not do to a terminal: move its cursor, or turn its writing round.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def summary_lines(
    release: Release, gaps: Sequence[Gap], *, sure: float, language: str = "en"
) -> Iterator[str]:
    """The summary of a release, line by line.

    Args:
        release: The aligned release.
        gaps: Its gaps.
        sure: Confidence from which a gap is called sure, 0 to 1.
        language: What the summary is in, "en" or "ko".
    """
    bitext = release.bitext
    yield from _coverage_lines(release, language)
    real = [gap for gap in gaps if gap.is_real]
    if not real:
        yield ""
        yield PHRASES["no_gaps"].tell(language)
    for kind in REAL_GAPS:
        found = [gap for gap in real if gap.kind == kind]
        if found:
            yield ""
            yield heading(kind, len(found), language)
            for gap in found:
                yield from _gap_lines(gap, sure, language)
    moved = [bead for bead in bitext.beads if bead.moved]
    if moved:
        yield ""
        yield heading("moved", len(moved), language)
        for bead in moved:
            here = _lines(words.MOVED_FROM, bitext.source, bitext.source_segments(bead))
            there = _lines(words.MOVED_TO, bitext.target, bitext.target_segments(bead))
            yield f"  {here.tell(language)} {there.tell(language)}"
    yield from _expected_lines(gaps, language)


def _lines(forms: tuple[Words, Words], document: Document, segments: Sequence[Segment]) -> Words:
    """Words about the line, or the lines, of some segments."""
    first, last = document.line_of(segments[0]), document.line_of(segments[-1])
    return forms[first != last].filled(first=first, last=last)


def heading(what: str, count: int, language: str) -> str:
    """The heading of a part of the summary: a kind of gap, "moved" or "findings"."""
    return f"{words.HEADINGS[what].tell(language)} ({count})"


def is_heading(line: str) -> bool:
    """Whether a line of the summary is a heading, for those who can set it off."""
    known = (each for pair in words.HEADINGS.values() for each in (pair.ko, pair.en))
    return line.startswith(tuple(known))


def _coverage_lines(release: Release, language: str) -> Iterator[str]:
    bitext = release.bitext
    for document, source, is_source in (
        (bitext.source, release.source, True),
        (bitext.target, release.target, False),
    ):
        share = covered(bitext, source=is_source)
        told = words.COVERED.filled(
            total=share.segments, aligned=share.aligned, letters=share.letters
        ).tell(language)
        pieces = len(document.furniture)
        aside = words.ONE_FURNITURE if pieces == 1 else words.FURNITURE.filled(n=pieces)
        side = SIDES[document.language].tell(language)
        pad = " " * (8 - columns_of(side))
        yield f"{side}{pad}{source.name}: {told}{aside.tell(language) if pieces else ''}"


def _gap_lines(gap: Gap, sure: float, language: str) -> Iterator[str]:
    kind = segment_name(gap.segments[0].kind).tell(language)
    place = words.GAP.filled(line=gap.line, kind=kind).tell(language)
    yield f"  {place} - {certainty(gap.confidence, sure, language)}"
    yield from wrapped(gap.text)
    reason = note_of(gap.reasons).tell(language)
    yield from wrapped(words.WHY.filled(reason=reason).tell(language))


def certainty(confidence: float, sure: float, language: str = "en") -> str:
    """How sure a gap is, in a word and as a share.

    >>> certainty(0.92, 0.9), certainty(0.92, 0.9, "ko")
    ('sure (92%)', '확실 (92%)')
    """
    word = "sure" if confidence >= sure else "likely"
    told = words.CERTAINTY["doubtful" if confidence < 0.5 else word]
    return f"{told.tell(language)} ({confidence:.0%})"


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


def _expected_lines(gaps: Sequence[Gap], language: str) -> Iterator[str]:
    expected = [gap for gap in gaps if not gap.is_real]
    if not expected:
        return
    counts = Counter((gap.kind, gap.language) for gap in expected)
    names = []
    for (kind, side), count in counts.items():
        name = f"{SIDES[side].tell(language)} {kind_name(kind).tell(language)}"
        lines = words.LINES.filled(n=count).tell(language)
        names.append(f"{name} ({lines})" if count > 1 else name)
    yield ""
    yield words.EXPECTED.filled(names=", ".join(names)).tell(language)


def bead_lines(bitext: Bitext, *, language: str = "en") -> Iterator[str]:
    """Every bead with both texts, for reading through: what corresponds to what."""
    none = [words.MISSING[side].tell(language) for side in ("ko", "en")]
    for bead in bitext.beads:
        chance = "" if bead.probability is None else f"  {bead.probability:.0%}"
        moved = f"  {words.MOVED_BEAD.tell(language)}" if bead.moved else ""
        yield f"[{bead.type}]{chance}{moved}"
        yield from wrapped(bitext.source_text(bead) or none[0])
        yield from wrapped(bitext.target_text(bead) or none[1])


def finding_lines(release: Release, *, language: str = "en") -> Iterator[str]:
    """The findings for people: place, what is wrong, and the words it is about."""
    bitext, findings = release.bitext, release.findings
    if not findings:
        return
    yield ""
    yield heading("findings", len(findings), language)
    for found in findings:
        finding = found.finding
        kind, severity = kind_name(finding.kind), SEVERITY_WORDS[finding.severity]
        place = _place(bitext, bitext.beads[found.bead], found.bead, language)
        yield f"  {place} - {kind.tell(language)}, {severity.tell(language)}"
        yield f"    {sentence_of(finding).tell(language)}"


def _place(bitext: Bitext, bead: Bead, number: int, language: str) -> str:
    """The lines of a bead, or its number where the text around the segments is not known."""
    if "\n" not in bitext.source.text + bitext.target.text:
        return PHRASES["pair"].filled(n=number + 1).tell(language)
    places = [
        PHRASES["line"].filled(
            side=SIDES[document.language].tell(language), line=document.line_of(segments[0])
        )
        for document, segments in (
            (bitext.source, bitext.source_segments(bead)),
            (bitext.target, bitext.target_segments(bead)),
        )
        if segments
    ]
    return ", ".join(place.tell(language) for place in places)
