"""What speaks for and against a candidate bead, as numbers.

What is measured once for all beads of a band (`BandMeasurements`) becomes features. Each is a plain
measurement, about 0 when it says nothing, mostly between -1 and 1; how much each counts is
learned (`align.scoring.bead_scores`). All are symmetric: nothing but the usual length
(`align.scoring.document_norms`) knows which side is Korean. To add a feature, add a row to a table
here, or in `align.scoring.token_coverage`, and fit the weights again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import TokenVectors, Vectors
from align.lattice.band import Band, Cells
from align.lattice.bead_types import MAX_GROUP
from align.lexicon.token_links import KnownTokens
from align.scoring.anchors import Anchors, find_anchors
from align.scoring.document_norms import UsualLayout, UsualLength
from align.scoring.feature_table import FeatureTable
from align.scoring.segment_features import (
    ATTACHMENT,
    BODY,
    CONTACT,
    END,
    HEADING,
    NOTE,
    TITLE,
    Floats,
    SegmentFeatures,
    Totals,
    between,
)
from align.scoring.similarity import Similarity, similarity, top_mean
from align.scoring.token_coverage import (
    COVERAGE_FEATURES,
    GAP_COVERAGE_FEATURES,
    Coverage,
    CoverageSums,
    coverage,
)


@dataclass(frozen=True, eq=False)
class BandMeasurements:
    """Everything measured about the beads of a band."""

    band: Band
    source: SegmentFeatures
    target: SegmentFeatures
    similarity: Similarity
    coverage: Coverage | None  #: None where the encoder gives no token vectors
    evidence: Anchors

    @classmethod
    def of(
        cls,
        band: Band,
        vectors: tuple[Vectors, Vectors],
        side_features: tuple[SegmentFeatures, SegmentFeatures],
        tokens: tuple[TokenVectors, TokenVectors] | None,
        known: KnownTokens | None = None,
    ) -> BandMeasurements:
        """The measurements of a band; for the arguments see `align.aligner.align_segments`."""
        return cls(
            band,
            *side_features,
            similarity(*vectors, band),
            coverage(*tokens, band, known) if tokens else None,
            find_anchors(side_features[0].anchor_tokens, side_features[1].anchor_tokens, band),
        )


#: Anchors beyond this adds nothing.
_ENOUGH = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class _BeadSize:
    """How many segments the beads of one type have on each side."""

    source: int
    target: int
    ones: Cells  #: (cells,)

    @property
    def merge(self) -> np.float32:
        """1 for beads of more than one segment on a side."""
        return np.float32(self.source + self.target > 2)


_SIZE = FeatureTable[_BeadSize](
    {
        "one to one": lambda it: it.ones * np.float32(it.source + it.target == 2),
        "merge": lambda it: it.ones * it.merge,
        "segments beyond three": lambda it: it.ones * np.float32(max(0, it.source + it.target - 3)),
        "many to many": lambda it: it.ones * np.float32(it.source > 1 and it.target > 1),
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class _Cosines:
    """A bead's likeness, what its parts add to it, and what a larger bead would."""

    cosine: Cells
    margin: Cells  #: over what the neighbours of both sides reach
    gain: Cells
    loss: Cells
    merge: np.float32


_COSINES = FeatureTable[_Cosines](
    {
        "cosine": lambda it: it.cosine - 1,
        "margin": lambda it: it.margin,
        "gain": lambda it: it.gain,
        "merge cosine": lambda it: (it.cosine - 1) * it.merge,
        "merge margin": lambda it: it.margin * it.merge,
        "loss": lambda it: it.loss,
        "loss above zero": lambda it: np.maximum(it.loss, 0),
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class _Lengths:
    """How far the two sides differ from the usual ratio of lengths and of sentences."""

    length: Floats
    sentences: Floats
    joins: bool  #: whether the beads have more than one segment on a side
    usual_sentences: float  #: how much sentences tell in this document


_LENGTHS = FeatureTable[_Lengths](
    {
        "length": lambda it: it.length.astype(np.float32),
        "length squared": lambda it: (it.length**2 / 4).astype(np.float32),
        "sentences": lambda it: (it.sentences * (not it.joins)).astype(np.float32),
        "merge sentences": lambda it: (it.sentences * it.joins * it.usual_sentences).astype(
            np.float32
        ),
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class _SharedWords:
    """Numbers, Latin words and names that the sides share, or that one has elsewhere."""

    shared: Cells  #: (3, cells)
    lost: Cells  #: (3, cells)


_EVIDENCE = FeatureTable[_SharedWords](
    {
        "shared numbers": lambda it: it.shared[0],
        "shared latin": lambda it: it.shared[1],
        "shared names": lambda it: it.shared[2],
        "lost numbers": lambda it: it.lost[0],
        "lost latin": lambda it: it.lost[1],
        "lost names": lambda it: it.lost[2],
    }
)

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """Full stops, kinds and list marks."""

    stops: Cells
    titles: tuple[Flags, Flags]  #: whether each side begins with a title
    titled: Flags  #: whether one side does
    special_kind: Flags  #: whether the first source segment is no body text
    differ: Flags  #: whether the sides begin with other kinds, none a title
    heading_and_text: Flags
    special: Floats  #: segments that are no body text
    marked: tuple[Flags, Flags]  #: whether each side begins with a list mark
    same_mark: Flags
    unusual: Cells  #: how unusual it is in this document that marks differ
    marks_inside: Floats  #: marks of segments after the first: a new item begins inside the bead
    going_on: Floats  #: segments that go on with the paragraph before
    first_goes_on: Floats
    merge: np.float32


_LAYOUT = FeatureTable[_Layout](
    {
        "full stop": lambda it: it.stops,
        "titles": lambda it: (it.titles[0] & it.titles[1]).astype(np.float32),
        "title and other": lambda it: (it.titles[0] != it.titles[1]).astype(np.float32),
        "same kind": lambda it: (~it.differ & ~it.titled & it.special_kind).astype(np.float32),
        # A heading may be plain text in the other version, but hardly a sentence.
        "heading and text": lambda it: it.heading_and_text.astype(np.float32),
        "other kind": lambda it: (it.differ & ~it.heading_and_text).astype(np.float32),
        # Only the first segment of a document is a title.
        "kinds inside": lambda it: ((it.special - it.titles[0] - it.titles[1]) * it.merge).astype(
            np.float32
        ),
        "title inside": lambda it: (it.titled * it.merge).astype(np.float32),
        "same mark": lambda it: (it.same_mark & it.marked[0]).astype(np.float32),
        "other mark": lambda it: (~it.same_mark & it.marked[0] & it.marked[1]) * it.unusual,
        "mark alone": lambda it: (it.marked[0] != it.marked[1]) * it.unusual,
        "marks inside": lambda it: it.marks_inside.astype(np.float32),
        "continuations inside": lambda it: (it.going_on - it.first_goes_on).astype(np.float32),
        "continuation first": lambda it: it.first_goes_on.astype(np.float32),
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class _Alone:
    """The segments of one side, each as if it had no counterpart."""

    seen: SegmentFeatures
    evidence: Floats  #: (3, n): numbers, Latin words and names that the other side has somewhere
    margin: Cells  #: (n,): of the best pair that each could be in
    cosine: Cells  #: (n,), likewise


_GAP = FeatureTable[_Alone](
    {
        "gap": lambda it: np.ones(len(it.seen)),
        "best margin": lambda it: it.margin,
        "best cosine": lambda it: it.cosine - 1,
        "length": lambda it: np.log(it.seen.letters + 5) - 3.5,
        "numbers": lambda it: it.evidence[0],
        "latin": lambda it: it.evidence[1],
        "names": lambda it: it.evidence[2],
        "note": lambda it: it.seen.classes == NOTE,
        "listed": lambda it: (it.seen.marks != "") & (it.seen.classes != NOTE),
        "end": lambda it: it.seen.classes == END,
        "attachment": lambda it: it.seen.classes == ATTACHMENT,
        "contact": lambda it: it.seen.classes == CONTACT,
        "heading": lambda it: it.seen.classes == HEADING,
        "title": lambda it: it.seen.classes == TITLE,
        "continuation": lambda it: it.seen.continues,
        "first": lambda it: np.arange(len(it.seen)) == 0,
        "last": lambda it: np.arange(len(it.seen)) == len(it.seen) - 1,
    }
)

#: The features of a match without token vectors, and those of a gap, in order.
MATCH_FEATURES = (
    *_SIZE.names,
    *_COSINES.names,
    *_LENGTHS.names,
    *_EVIDENCE.names,
    *_LAYOUT.names,
)
GAP_FEATURES = _GAP.names


class BeadFeatures:
    """The features of all beads of a band, type by type."""

    def __init__(self, candidates: BandMeasurements) -> None:
        self._c = candidates
        self.band = self._band = candidates.band
        self._source = Totals.of(candidates.source, candidates.evidence.source)
        self._target = Totals.of(candidates.target, candidates.evidence.target)
        mates = candidates.similarity.mates
        i, j = self.band.i[mates] - 1, self.band.j[mates] - 1
        self._usual_length = UsualLength.of(
            candidates.source.letters[i], candidates.target.letters[j]
        )
        self._usual_layout = UsualLayout.of(candidates.source, candidates.target, (i, j))
        self._cover = None
        if candidates.coverage is not None:
            self._cover = CoverageSums.of(candidates.coverage, candidates.band)

    @property
    def has_coverage(self) -> bool:
        """Whether token coverage is among the features."""
        return self._cover is not None

    @property
    def match_names(self) -> tuple[str, ...]:
        """The names of what `match` yields, in order."""
        return MATCH_FEATURES + (COVERAGE_FEATURES if self._cover else ())

    @property
    def gap_names(self) -> tuple[str, ...]:
        """The names of the rows of `omission` and `addition`."""
        return GAP_FEATURES + (GAP_COVERAGE_FEATURES if self._cover else ())

    def match(self, a: int, b: int) -> Iterator[Cells]:
        """Each feature of the beads of ``a`` source and ``b`` target segments: (cells,)."""
        ones = np.ones(len(self._band), dtype=np.float32)
        # One table after the other, so that the measurements of one are gone before the next.
        yield from _SIZE.values(_BeadSize(a, b, ones))
        yield from _COSINES.values(self._cosines(a, b))
        yield from _LENGTHS.values(self._lengths(a, b))
        yield from _EVIDENCE.values(self._evidence(a, b))
        yield from _LAYOUT.values(self._layout(a, b))
        if self._cover:
            yield from self._cover.match(a, b)

    def omission(self) -> NDArray[np.float32]:
        """(len(gap_names), n): the features of leaving out each source segment."""
        margin, cosine = self._singles()
        rows = _gap_rows(self._c.source, self._source.evidence, margin, cosine, self._band)
        if self._cover:
            rows.extend(self._cover.source_best())
        return np.stack(rows).astype(np.float32)

    def addition(self) -> NDArray[np.float32]:
        """(len(gap_names), m): the features of leaving out each target segment."""
        band = self._band
        margin, cosine = (values[band.transposition] for values in self._singles())
        rows = _gap_rows(self._c.target, self._target.evidence, margin, cosine, band.transposed)
        if self._cover:
            rows.extend(self._cover.target_best())
        return np.stack(rows).astype(np.float32)

    def _singles(self) -> tuple[Cells, Cells]:
        s, band = self._c.similarity, self._band
        cosine = s.cells[0, 0]
        return cosine - self._neighbours(1, 1), np.where(band.i > 0, cosine, -np.inf)

    def _neighbours(self, a: int, b: int) -> Cells:
        s, band = self._c.similarity, self._band
        source = np.append(s.source[a - 1], np.float32(0))[band.i - 1]
        target = np.append(s.target[b - 1], np.float32(0))[band.j - 1]
        mean: Cells = (source + target) / np.float32(2)
        return mean

    def _cosines(self, a: int, b: int) -> _Cosines:
        cells, shifted = self._c.similarity.cells, self._band.shifted
        cosine = cells[a - 1, b - 1]
        margin = cosine - self._neighbours(a, b)
        parts = []
        if a > 1:
            parts += [cells[a - 2, b - 1], shifted(cells[a - 2, b - 1], -1, 0, -2)]
        if b > 1:
            parts += [cells[a - 1, b - 2], shifted(cells[a - 1, b - 2], 0, -1, -2)]
        gain = np.clip(cosine - np.max(parts, axis=0), -0.6, 0.6) if parts else cosine * 0
        wider = []
        if a < MAX_GROUP:
            grown = cells[a, b - 1]
            wider += [np.where(self._band.i > a, grown, -2), shifted(grown, 1, 0, -2)]
        if b < MAX_GROUP:
            grown = cells[a - 1, b]
            wider += [np.where(self._band.j > b, grown, -2), shifted(grown, 0, 1, -2)]
        loss = np.clip(np.max(wider, axis=0) - cosine, -0.6, 0.6) if wider else cosine * 0
        return _Cosines(cosine, margin, gain, loss, np.float32(a + b > 2))

    def _lengths(self, a: int, b: int) -> _Lengths:
        band = self._band
        source = between(self._source.letters, band.i, a)
        target = between(self._target.letters, band.j, b)
        length = np.minimum(self._usual_length.distance(source, target), 4)
        sentences = np.abs(
            np.log(
                (between(self._source.sentences, band.i, a) + 0.5)
                / (between(self._target.sentences, band.j, b) + 0.5)
            )
        )
        return _Lengths(length, sentences, a + b > 2, self._usual_layout.sentences)

    def _evidence(self, a: int, b: int) -> _SharedWords:
        band, shared = self._band, []
        for values in self._c.evidence.shared:
            total = np.zeros(len(band), dtype=np.float32)
            for di in range(a):
                for dj in range(b):
                    total += band.shifted(values, -di, -dj, 0)
            shared.append(total)
        source = between(self._source.evidence, band.i, a)
        target = between(self._target.evidence, band.j, b)
        common = np.minimum(shared, np.minimum(source, target))
        return _SharedWords(
            np.minimum(common, _ENOUGH).astype(np.float32),
            np.minimum(source + target - 2 * common, _ENOUGH).astype(np.float32),
        )

    def _layout(self, a: int, b: int) -> _Layout:
        c, band = self._c, self._band
        i, j = np.maximum(band.i - a, 0), np.maximum(band.j - b, 0)
        first_i, first_j = np.minimum(i, band.n - 1), np.minimum(j, band.m - 1)
        stops = c.source.stops[band.i - 1] != c.target.stops[band.j - 1]
        kinds = c.source.classes[first_i], c.target.classes[first_j]
        special = between(self._source.special, band.i, a)
        special = special + between(self._target.special, band.j, b)
        marks = c.source.marks[first_i], c.target.marks[first_j]
        marked = marks[0] != "", marks[1] != ""
        inside = between(self._source.marked, band.i, a) - marked[0]
        inside = inside + between(self._target.marked, band.j, b) - marked[1]
        titles = kinds[0] == TITLE, kinds[1] == TITLE
        titled = titles[0] | titles[1]
        plain_source = (kinds[0] == BODY) & ~c.source.stops[first_i]
        plain_target = (kinds[1] == BODY) & ~c.target.stops[first_j]
        going_on = between(self._source.continues, band.i, a)
        return _Layout(
            stops * np.float32(self._usual_layout.stops),
            titles,
            titled,
            kinds[0] != BODY,
            (kinds[0] != kinds[1]) & ~titled,
            ((kinds[0] == HEADING) & plain_target) | ((kinds[1] == HEADING) & plain_source),
            special,
            marked,
            marks[0] == marks[1],
            self._usual_layout.unusual_marks(first_i, first_j),
            inside,
            going_on + between(self._target.continues, band.j, b),
            c.source.continues[first_i] + c.target.continues[first_j],
            np.float32(a + b > 2),
        )


def _gap_rows(
    seen: SegmentFeatures, evidence: Floats, margin: Cells, cosine: Cells, band: Band
) -> list[NDArray[np.generic]]:
    alone = _Alone(
        seen,
        np.minimum(np.diff(evidence), 3),
        top_mean(margin, band, 1)[1:],
        top_mean(cosine, band, 1)[1:],
    )
    return list(_GAP.values(alone))
