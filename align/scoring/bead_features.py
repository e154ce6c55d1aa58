"""What speaks for and against a candidate bead, as numbers.

What is measured once for all beads of a band (`BandMeasurements`) becomes features. Each is a plain
measurement, about 0 when it says nothing, mostly between -1 and 1; how much each counts is
learned (`align.scoring.bead_scores`). All are symmetric: nothing but the usual length
(`align.scoring.document_norms`) knows which side is Korean.
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


MATCH_FEATURES = (
    "one to one",
    "merge",
    "segments beyond three",
    "many to many",
    "cosine",
    "margin",
    "gain",
    "merge cosine",
    "merge margin",
    "loss",
    "loss above zero",
    "length",
    "length squared",
    "sentences",
    "merge sentences",
    "shared numbers",
    "shared latin",
    "shared names",
    "lost numbers",
    "lost latin",
    "lost names",
    "full stop",
    "titles",
    "title and other",
    "same kind",
    "heading and text",
    "other kind",
    "kinds inside",
    "title inside",
    "same mark",
    "other mark",
    "mark alone",
    "marks inside",
    "continuations inside",
    "continuation first",
)
GAP_FEATURES = (
    "gap",
    "best margin",
    "best cosine",
    "length",
    "numbers",
    "latin",
    "names",
    "note",
    "listed",
    "end",
    "attachment",
    "contact",
    "heading",
    "title",
    "continuation",
    "first",
    "last",
)

#: Anchors beyond this adds nothing.
_ENOUGH = 4.0


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
        band, merge = self._band, np.float32(a + b > 2)
        ones = np.ones(len(band), dtype=np.float32)
        yield ones * np.float32(a + b == 2)
        yield ones * merge
        yield ones * np.float32(max(0, a + b - 3))
        yield ones * np.float32(a > 1 and b > 1)
        yield from self._cosines(a, b, merge)
        yield from self._lengths(a, b)
        yield from self._evidence(a, b)
        yield from self._layout(a, b, merge)
        if self._cover:
            yield from self._cover.match(a, b, merge)

    def omission(self) -> NDArray[np.float32]:
        """(len(gap_names), n): the features of leaving out each source segment."""
        c, band = self._c, self._band
        margin, cosine = self._singles()
        rows = _gap_rows(c.source, self._source.evidence, margin, cosine, band)
        if self._cover:
            rows.extend(self._cover.source_best())
        return np.stack(rows).astype(np.float32)

    def addition(self) -> NDArray[np.float32]:
        """(len(gap_names), m): the features of leaving out each target segment."""
        c, band = self._c, self._band
        margin, cosine = (values[band.transposition] for values in self._singles())
        rows = _gap_rows(c.target, self._target.evidence, margin, cosine, band.transposed)
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

    def _cosines(self, a: int, b: int, merge: np.float32) -> Iterator[Cells]:
        """The bead's likeness, what its parts add to it, and what a larger bead would."""
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
        yield cosine - 1
        yield margin
        yield gain
        yield (cosine - 1) * merge
        yield margin * merge
        yield loss
        yield np.maximum(loss, 0)

    def _lengths(self, a: int, b: int) -> Iterator[Cells]:
        """How far the two sides differ from the usual ratio of lengths and of sentences."""
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
        yield length.astype(np.float32)
        yield (length**2 / 4).astype(np.float32)
        yield (sentences * (a + b == 2)).astype(np.float32)
        yield (sentences * (a + b > 2) * self._usual_layout.sentences).astype(np.float32)

    def _evidence(self, a: int, b: int) -> Iterator[Cells]:
        """Numbers, Latin words and names that the sides share, or that one has elsewhere."""
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
        yield from np.minimum(common, _ENOUGH).astype(np.float32)
        yield from np.minimum(source + target - 2 * common, _ENOUGH).astype(np.float32)

    def _layout(self, a: int, b: int, merge: np.float32) -> Iterator[Cells]:
        """Full stops, kinds and list marks."""
        c, band = self._c, self._band
        i, j = np.maximum(band.i - a, 0), np.maximum(band.j - b, 0)
        first_i, first_j = np.minimum(i, band.n - 1), np.minimum(j, band.m - 1)
        stops = c.source.stops[band.i - 1] != c.target.stops[band.j - 1]
        kinds = c.source.classes[first_i], c.target.classes[first_j]
        special = between(self._source.special, band.i, a)
        special = special + between(self._target.special, band.j, b)
        marks = c.source.marks[first_i], c.target.marks[first_j]
        marked = marks[0] != "", marks[1] != ""
        same = marks[0] == marks[1]
        # Marks of segments after the first: a new item begins inside the bead.
        inside = between(self._source.marked, band.i, a) - marked[0]
        inside = inside + between(self._target.marked, band.j, b) - marked[1]
        yield stops * np.float32(self._usual_layout.stops)
        heads = [kind == HEADING for kind in kinds]
        titles = [kind == TITLE for kind in kinds]
        titled = titles[0] | titles[1]
        differ = (kinds[0] != kinds[1]) & ~titled
        # A heading may be plain text in the other version, but hardly a sentence.
        plain_source = (kinds[0] == BODY) & ~c.source.stops[first_i]
        plain_target = (kinds[1] == BODY) & ~c.target.stops[first_j]
        heading_and_text = (heads[0] & plain_target) | (heads[1] & plain_source)
        yield (titles[0] & titles[1]).astype(np.float32)
        yield (titles[0] != titles[1]).astype(np.float32)
        yield (~differ & ~titled & (kinds[0] != BODY)).astype(np.float32)
        yield heading_and_text.astype(np.float32)
        yield (differ & ~heading_and_text).astype(np.float32)
        # Only the first segment of a document is a title.
        yield ((special - titles[0] - titles[1]) * merge).astype(np.float32)
        yield (titled * merge).astype(np.float32)
        yield (same & marked[0]).astype(np.float32)
        unusual = self._usual_layout.unusual_marks(first_i, first_j)
        yield (~same & marked[0] & marked[1]) * unusual
        yield (marked[0] != marked[1]) * unusual
        yield inside.astype(np.float32)
        first_goes_on = c.source.continues[first_i] + c.target.continues[first_j]
        going_on = between(self._source.continues, band.i, a)
        going_on = going_on + between(self._target.continues, band.j, b)
        yield (going_on - first_goes_on).astype(np.float32)
        yield first_goes_on.astype(np.float32)


def _gap_rows(
    surface: SegmentFeatures, evidence: Floats, margin: Cells, cosine: Cells, band: Band
) -> list[NDArray[np.generic]]:
    n = len(surface)
    return [
        np.ones(n),
        top_mean(margin, band, 1)[1:],
        top_mean(cosine, band, 1)[1:] - 1,
        np.log(surface.letters + 5) - 3.5,
        *np.minimum(np.diff(evidence), 3),
        surface.classes == NOTE,
        (surface.marks != "") & (surface.classes != NOTE),
        surface.classes == END,
        surface.classes == ATTACHMENT,
        surface.classes == CONTACT,
        surface.classes == HEADING,
        surface.classes == TITLE,
        surface.continues,
        np.arange(n) == 0,
        np.arange(n) == n - 1,
    ]
