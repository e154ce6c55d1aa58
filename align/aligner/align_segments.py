"""Aligns segment vectors: search band, bead scores, posteriors and the best path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from align.aligner.coarse_to_fine import likely_path
from align.aligner.document_priors import document_priors, expected_counts, with_priors
from align.aligner.rescoring import Texts, rescore
from align.bitext import Bead
from align.encoders.base import TokenVectors, Vectors
from align.lattice.band import FULL_SEARCH, RADIUS, Band
from align.lattice.bead_types import ADDITION, OMISSION, STEPS, SWAP
from align.lattice.best_path import best_path
from align.lattice.posteriors import Posteriors, Predecessors, Scores, posteriors
from align.lexicon.token_links import KnownTokens, known_tokens
from align.scoring.bead_features import BandMeasurements, BeadFeatures
from align.scoring.bead_scores import learned_weights, score_beads
from align.scoring.segment_features import SegmentFeatures
from align.scoring.similarity import Similarity


@dataclass(frozen=True, eq=False)
class FirstPass:
    """The bead scores in a band, and the bead probabilities that follow from them."""

    band: Band
    predecessors: Predecessors
    alike: Similarity
    scores: Scores
    probabilities: Posteriors


def align_segments(
    source: Vectors,
    target: Vectors,
    side_features: tuple[SegmentFeatures, SegmentFeatures],
    tokens: tuple[TokenVectors, TokenVectors] | None = None,
    *,
    texts: Texts | None = None,
    wrong_cost: float,
) -> tuple[Bead, ...]:
    """The beads that cover both documents, in source order, each with its probability.

    Args:
        source: ``(k, n, d)`` float32, unit length; ``[g, i]`` embeds the ``g + 1``
            segments that end with segment ``i``; k is `align.lattice.bead_types.MAX_GROUP`.
        target: ``(k, m, d)``, likewise.
        side_features: The surface features of the segments of each side.
        tokens: The token vectors of each side, if the encoder provides them.
        texts: The segments as text, for known words and for rescoring uncertain beads.
        wrong_cost: Cost of a wrong bead relative to the gain of a correct one, 0 to 1.

    Raises:
        ValueError: The shapes are inconsistent.
    """
    n, m = source.shape[1], target.shape[1]
    if source.shape[0] != target.shape[0] or source.shape[2] != target.shape[2]:
        raise ValueError(f"the shapes {source.shape} and {target.shape} are inconsistent")
    if (len(side_features[0]), len(side_features[1])) != (n, m):
        raise ValueError("side_features and vectors describe different numbers of segments")
    if not n or not m:
        return _all_gaps(n, m)
    known = None
    if texts and tokens:
        known = known_tokens((texts.source, texts.target), tokens, texts.analysis)
    first = first_pass((source, target), side_features, tokens, known)
    band, predecessors, probabilities = first.band, first.predecessors, first.probabilities
    if texts is not None:
        again = with_priors(first.scores, document_priors(expected_counts(probabilities)))
        probabilities = posteriors(band, predecessors, rescore(again, probabilities, band, texts))
    steps = best_path(band, predecessors, probabilities, cost=wrong_cost)
    return _beads(steps, band, probabilities, first.alike)


def first_pass(
    vectors: tuple[Vectors, Vectors],
    side_features: tuple[SegmentFeatures, SegmentFeatures],
    tokens: tuple[TokenVectors, TokenVectors] | None,
    known: KnownTokens | None = None,
) -> FirstPass:
    """Scores and probabilities of the beads of two documents.

    For the arguments see `align_segments`; neither document is empty. `known` marks the tokens of
    words known to translate each other.
    """
    band = search_band(vectors[0][0], vectors[1][0])
    candidates = BandMeasurements.of(band, vectors, side_features, tokens, known)
    features = BeadFeatures(candidates)
    predecessors = Predecessors.of(band)
    scores = score_beads(features, learned_weights(features))
    probabilities = posteriors(band, predecessors, scores)
    return FirstPass(band, predecessors, candidates.similarity, scores, probabilities)


def search_band(source: Vectors, target: Vectors) -> Band:
    """The cells to search: all for a short document, otherwise a band around a likely path."""
    n, m = len(source), len(target)
    if max(n, m) <= FULL_SEARCH:
        return Band.full(n, m)
    return Band.around(likely_path(source, target), m, RADIUS)


def _all_gaps(n: int, m: int) -> tuple[Bead, ...]:
    omissions = [Bead(range(i, i + 1), range(0, 0), 1.0) for i in range(n)]
    return (*omissions, *(Bead(range(n, n), range(j, j + 1), 1.0) for j in range(m)))


def _beads(
    steps: Sequence[int], band: Band, probabilities: Posteriors, alike: Similarity
) -> tuple[Bead, ...]:
    beads: list[Bead] = []
    i = j = 0
    for step in steps:
        a, b = STEPS[step]
        source, target = range(i, i + a), range(j, j + b)
        i, j = i + a, j + b
        if step == OMISSION:
            beads.append(Bead(source, target, _chance(probabilities.omission[i - 1])))
        elif step == ADDITION:
            beads.append(Bead(source, target, _chance(probabilities.addition[j - 1])))
        else:
            probability = _chance(probabilities.match[step, band.cell(i, j)])
            if step == SWAP:
                # The first source segment translates the second target segment, and so on.
                ends = (i - 1, j), (i, j - 1)
                for end in ends:
                    one = range(end[0] - 1, end[0]), range(end[1] - 1, end[1])
                    cosine = _cosine(alike, 1, 1, band, end)
                    beads.append(Bead(*one, probability, cosine, moved=end[1] == j))
            else:
                cosine = _cosine(alike, a, b, band, (i, j))
                beads.append(Bead(source, target, probability, cosine))
    return tuple(beads)


def _chance(value: np.float32) -> float:
    return min(max(float(value), 0.0), 1.0)


def _cosine(alike: Similarity, a: int, b: int, band: Band, end: tuple[int, int]) -> float:
    scaled = float(alike.cells[a - 1, b - 1, band.cell(*end)])
    return min(max(scaled * alike.spread + alike.offset, -1.0), 1.0)
