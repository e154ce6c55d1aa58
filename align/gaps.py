"""Gaps: what one side has and the other lacks, with the reason why it is thought so.

An omission is Korean without English, an addition English without Korean. A line that a
translation never has - the disclaimer, attachments, contacts, the closing mark - is no gap
but says so under its own kind, so that it is neither lost nor mixed with real ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from align.analysis import Analysis
from align.bitext import Bead, Bitext, Document, Segment
from align.encoders.base import Vectors
from align.lexicon.numbers import number_values
from align.messages import LANGUAGE_NAMES, Statement, render, say

#: Gaps that a reviewer must look at.
REAL_GAPS = ("omission", "addition")
#: What stands on one side by custom; a segment's kind is the gap's kind.
EXPECTED_GAPS = ("disclaimer", "attachment", "contact", "closing")
GAP_KINDS = REAL_GAPS + EXPECTED_GAPS

_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Gap:
    """One segment, or several, that the other side does not have."""

    kind: str  #: one of GAP_KINDS
    bead: int  #: index of the bead in the bitext, from 0
    language: str  #: of the side that has the text
    segments: tuple[Segment, ...]
    line: int  #: line of the document on which it begins, from 1
    confidence: float  #: that these segments have no counterpart, 0 to 1
    reasons: tuple[Statement, ...]  #: why it is thought so: one or two statements

    @property
    def reason(self) -> str:
        """Why it is thought so, in plain English."""
        return render(self.reasons)

    @property
    def is_real(self) -> bool:
        """Whether a reviewer must look at it."""
        return self.kind in REAL_GAPS

    @property
    def text(self) -> str:
        """What the other side lacks, on one line."""
        return " ".join(segment.plain for segment in self.segments)


def find_gaps(
    bitext: Bitext, source: Vectors, target: Vectors, *, analysis: Analysis | None = None
) -> tuple[Gap, ...]:
    """The gaps of a bitext, in its order.

    Args:
        bitext: The alignment.
        source: ``(n, d)`` float32, unit length: a vector for each source segment, from
            which the nearest text of the other side is told as the reason.
        target: ``(m, d)``, likewise.
        analysis: What has been read of the segments.
    """
    analysis = analysis or Analysis()
    usual = _usual_score(bitext)
    numbers = [_numbers(document, analysis) for document in (bitext.source, bitext.target)]
    sides = (
        _Side(bitext.source, bitext.target, source, target, numbers[1], usual, analysis),
        _Side(bitext.target, bitext.source, target, source, numbers[0], usual, analysis),
    )
    return tuple(_gaps(bitext, *sides))


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One document seen from a gap in it, and the one that should have had the text."""

    own: Document
    other: Document
    vectors: Vectors
    other_vectors: Vectors
    other_numbers: frozenset[Fraction]
    usual: float | None
    analysis: Analysis

    def gap(self, bead: Bead, index: int, real_kind: str) -> Gap:
        places = bead.source or bead.target
        segments = self.own.segments[places.start : places.stop]
        kind = segments[0].kind if segments[0].kind in EXPECTED_GAPS else real_kind
        return Gap(
            kind,
            index,
            self.own.language,
            segments,
            self.own.line_of(segments[0]),
            bead.probability if bead.probability is not None else 1.0,
            self._reasons(kind, places, segments),
        )

    def _reasons(
        self, kind: str, places: range, segments: tuple[Segment, ...]
    ) -> tuple[Statement, ...]:
        other = LANGUAGE_NAMES[self.other.language]
        if kind in EXPECTED_GAPS:
            return (say("gap.expected", line_kind=kind),)
        if not self.other.segments:
            return (say("gap.alone", there=other),)
        likeness = self.vectors[places.start : places.stop] @ self.other_vectors.T
        nearest = int(likeness.max(axis=0).argmax())
        best = float(likeness.max())
        segment = self.other.segments[nearest]
        nearest_text = {
            "there": other,
            "line": self.other.line_of(segment),
            "text": _shortened(segment.plain),
            "likeness": f"{best:.2f}",
        }
        if self.usual:
            reason = say("gap.compared", **nearest_text, usual_likeness=f"{self.usual:.2f}")
        else:
            reason = say("gap.nearest", **nearest_text)
        return (reason, *self._missing_numbers(segments, other))

    def _missing_numbers(self, segments: tuple[Segment, ...], other: str) -> tuple[Statement, ...]:
        missing = sorted(
            value
            for segment in segments
            for value in number_values(segment.text, self.own.language, self.analysis)
            if value not in self.other_numbers
        )
        if not missing:
            return ()
        shown = ", ".join(_shown(value) for value in missing[:4])
        name = "gap.number" if len(missing) == 1 else "gap.numbers"
        return (say(name, numbers=shown, there=other),)


def _gaps(bitext: Bitext, source: _Side, target: _Side) -> Iterator[Gap]:
    for index, bead in enumerate(bitext.beads):
        if not bead.target:
            yield source.gap(bead, index, "omission")
        elif not bead.source:
            yield target.gap(bead, index, "addition")


def _numbers(document: Document, analysis: Analysis) -> frozenset[Fraction]:
    """All numbers of a document; read once, whatever the number of gaps."""
    return frozenset().union(
        *(number_values(segment.text, document.language, analysis) for segment in document.segments)
    )


def _shown(value: Fraction) -> str:
    """A number as people write it: no comma in what may be a year."""
    return f"{float(value):,.10g}" if value >= 10_000 else f"{float(value):.10g}"


def _usual_score(bitext: Bitext) -> float | None:
    scores: NDArray[np.float64] = np.array(
        [bead.score for bead in bitext.beads if bead.score is not None], dtype=np.float64
    )
    return float(np.median(scores)) if len(scores) else None


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
