"""What the page shows, as plain values: rows, gaps, findings, and how much is covered."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.bitext import Bead, Document, Segment
from align.checks.finding import Finding
from align.checks.kinds import SEVERITIES
from align.gaps import EXPECTED_GAPS
from align.messages import Statement
from corpora.model.coverage import Share, covered
from corpora.model.release import Release
from corpora.wording.words import PHRASES, SIDES, Words


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A stretch of a text that is marked as a whole, or not at all."""

    text: str
    severity: str  #: the worst of the findings that mark it; "" for none


@dataclass(frozen=True, slots=True)
class ReportSide:
    """One side of a row."""

    language: str
    kind: str  #: of its first segment; "" where there is none
    line: int | None  #: where it begins, from 1; None where lines are not known
    pieces: tuple[MarkedPiece, ...]  #: none for a gap

    @property
    def text(self) -> str:
        """The whole text on one line."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with both texts, in which its evidence alone is marked."""

    number: int  #: from 1, in the order of the page
    row: int
    finding: Finding
    source: ReportSide
    target: ReportSide


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One bead."""

    number: int  #: from 1
    bead: Bead
    state: str  #: aligned, moved, omission, addition or expected
    source: ReportSide
    target: ReportSide
    place: Words
    gap: str  #: the kind of gap; "" for none
    confidence: float | None
    reasons: tuple[Statement, ...]  #: why it is a gap
    findings: tuple[Found, ...]

    @property
    def severity(self) -> str:
        """The worst severity of its findings; "" for none."""
        return _worst([found.finding for found in self.findings])


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows of a release."""

    titles: tuple[str, str]  #: source and target; "" where there is none
    shares: tuple[Share, Share]
    rows: tuple[ReportRow, ...]

    @property
    def gaps(self) -> tuple[ReportRow, ...]:
        """The gaps that a reviewer must look at."""
        return tuple(row for row in self.rows if row.state in ("omission", "addition"))

    @property
    def expected(self) -> tuple[ReportRow, ...]:
        """The gaps that are there by custom."""
        return tuple(row for row in self.rows if row.state == "expected")

    @property
    def findings(self) -> tuple[Found, ...]:
        """All findings in order."""
        return tuple(found for row in self.rows for found in row.findings)

    def count(self, state: str) -> int:
        """How many rows are in a state."""
        return sum(row.state == state for row in self.rows)

    def severities(self) -> tuple[tuple[str, int], ...]:
        """How many findings there are of each severity, the worst first."""
        counts = Counter(found.finding.severity for found in self.findings)
        return tuple((severity, counts[severity]) for severity in reversed(SEVERITIES))

    def kinds(self) -> tuple[tuple[str, int], ...]:
        """The kinds of gaps and findings that occur, each with how often."""
        counts = Counter(row.gap for row in self.gaps)
        counts.update(found.finding.kind for found in self.findings)
        counts.update(row.gap for row in self.expected)
        return tuple(counts.items())


def view_of(release: Release) -> View:
    """What the page shows of a release."""
    bitext = release.bitext
    return View(
        (
            release.source.title or _title(bitext.source),
            release.target.title or _title(bitext.target),
        ),
        (covered(bitext, source=True), covered(bitext, source=False)),
        tuple(_rows(release)),
    )


def _rows(release: Release) -> Iterator[ReportRow]:
    bitext = release.bitext
    by_bead: dict[int, list[Finding]] = {}
    for one in release.findings:
        by_bead.setdefault(one.bead, []).append(one.finding)
    lines = _Lines(bitext.source), _Lines(bitext.target)
    known = any(one.known for one in lines)
    number = 0
    for index, (bead, annotation) in enumerate(release.items()):
        findings = by_bead.get(index, [])
        segments = bitext.source_segments(bead), bitext.target_segments(bead)
        sides = _sides(release, lines, segments, findings, known=known)
        found = []
        for finding in findings:
            number += 1
            own = _sides(release, lines, segments, [finding], known=known)
            found.append(Found(number, index + 1, finding, *own))
        yield ReportRow(
            index + 1,
            bead,
            _state(bead, annotation.gap),
            *sides,
            _place(sides, index + 1),
            annotation.gap if bead.is_gap else "",
            annotation.confidence,
            annotation.reasons,
            tuple(found),
        )


def _state(bead: Bead, gap: str) -> str:
    if not bead.is_gap:
        return "moved" if bead.moved else "aligned"
    if gap in EXPECTED_GAPS:
        return "expected"
    return "omission" if bead.source else "addition"


class _Lines:
    """The lines of a document, found without counting from its beginning each time."""

    def __init__(self, document: Document) -> None:
        self._ends = [at for at, character in enumerate(document.text) if character == "\n"]
        self.known = bool(self._ends)

    def of(self, segment: Segment) -> int:
        """The line on which a segment begins, from 1."""
        return bisect_right(self._ends, segment.start - 1) + 1


def _sides(
    release: Release,
    lines: tuple[_Lines, _Lines],
    segments: tuple[Sequence[Segment], Sequence[Segment]],
    findings: Sequence[Finding],
    *,
    known: bool,
) -> tuple[ReportSide, ReportSide]:
    """Both sides of a bead with the evidence of some findings marked."""
    bitext = release.bitext
    sides = []
    for which, document in enumerate((bitext.source, bitext.target)):
        own = segments[which]
        spans = [
            (span, finding.severity)
            for finding in findings
            if (span := finding.target_span if which else finding.source_span)
        ]
        sides.append(
            ReportSide(
                document.language,
                own[0].kind if own else "",
                lines[which].of(own[0]) if own and known else None,
                tuple(pieces(" ".join(segment.plain for segment in own), spans)),
            )
        )
    return sides[0], sides[1]


def pieces(text: str, spans: Sequence[tuple[tuple[int, int], str]]) -> Iterator[MarkedPiece]:
    """The text cut wherever a span begins or ends."""
    cuts = sorted({0, len(text), *(place for span, _ in spans for place in span)})
    for start, end in pairwise(cuts):
        inside = [severity for span, severity in spans if span[0] <= start and end <= span[1]]
        yield MarkedPiece(text[start:end], max(inside, key=SEVERITIES.index, default=""))


def _place(sides: tuple[ReportSide, ReportSide], number: int) -> Words:
    """The lines of a row, or its number where they are not known."""
    named = [
        Words(
            PHRASES["line"].ko.format(side=SIDES[side.language].ko, line=side.line),
            PHRASES["line"].en.format(side=SIDES[side.language].en, line=side.line),
        )
        for side in sides
        if side.line is not None
    ]
    if not named:
        return PHRASES["pair"].filled(n=number)
    return Words(" · ".join(one.ko for one in named), ", ".join(one.en for one in named))


def _title(document: Document) -> str:
    return next((one.plain for one in document.segments if one.kind == "title"), "")


def _worst(findings: Sequence[Finding]) -> str:
    return max((finding.severity for finding in findings), key=SEVERITIES.index, default="")
