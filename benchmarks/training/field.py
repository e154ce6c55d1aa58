"""Fitting the conditional random field: features of an exercise, its likelihood and gradient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from align.encoders.universal import universal_encoder
from align.lattice.band import Band
from align.lattice.bead_types import ADDITION, MATCH_TYPES, MAX_GROUP, OMISSION, STEPS, SWAP
from align.lattice.posteriors import Predecessors, Scores, posteriors
from align.lexicon.token_links import known_tokens
from align.scoring.bead_features import BandMeasurements, BeadFeatures
from align.scoring.bead_scores import swap_of
from align.scoring.segment_features import segment_features
from align.segmentation.segment import segment_lines
from benchmarks.training.exercise import GoldBead

Floats = NDArray[np.float64]


@dataclass
class Example:
    """The features of one exercise, and the path that its gold beads make."""

    name: str
    band: Band
    predecessors: Predecessors
    match: NDArray[np.float32]  #: (F + 1, OMISSION, cells); the last feature marks a swap
    omission: NDArray[np.float32]  #: (G, n)
    addition: NDArray[np.float32]  #: (G, m)
    steps: list[tuple[int, int]]  #: gold matches: step and cell
    omitted: list[int]
    added: list[int]
    continued: Floats  #: (3,), counts of gaps that go on
    names: tuple[tuple[str, ...], tuple[str, ...]] = field(default=((), ()))


def example_of(
    name: str, ko: Sequence[str], en: Sequence[str], gold: Sequence[GoldBead], *, radius: int
) -> Example:
    """The features of an exercise in a band around its gold path.

    Raises:
        ValueError: The gold has a bead that the lattice cannot make.
    """
    documents = [segment_lines("\n".join(lines), lang) for lines, lang in ((ko, "ko"), (en, "en"))]
    n, m = len(ko), len(en)
    if [len(document) for document in documents] != [n, m]:
        raise ValueError(f"{name}: a line is blank or holds a line break")
    steps = gold_steps(gold)
    band = Band.around(path_of(steps, n), m, radius)
    encoder = universal_encoder()
    (source, source_tokens), (target, target_tokens) = (
        encoder.encode_all(document.texts(), MAX_GROUP) for document in documents
    )
    side_features = segment_features(documents[0]), segment_features(documents[1])
    tokens = source_tokens, target_tokens
    known = known_tokens((documents[0].texts(), documents[1].texts()), tokens)
    features = BeadFeatures(
        BandMeasurements.of(band, (source, target), side_features, tokens, known)
    )
    match = np.zeros((len(features.match_names) + 1, OMISSION, len(band)), dtype=np.float32)
    for t, (a, b) in enumerate(MATCH_TYPES):
        for row, values in enumerate(features.match(a, b)):
            match[row, t] = values
    for row in match[:-1]:
        row[SWAP] = swap_of(row[0], features)
    match[-1, SWAP] = 1
    # A swap outside the band would weigh -1e6 in every feature; the lattice cannot reach it.
    match[:, SWAP][:, (match[:-1, SWAP] < -1e5).any(axis=0)] = 0
    return Example(
        name,
        band,
        Predecessors.of(band),
        match,
        features.omission(),
        features.addition(),
        *observed(steps, band),
        names=(features.match_names, features.gap_names),
    )


def gold_steps(gold: Sequence[GoldBead]) -> list[int]:
    """The lattice steps of gold beads: crossing neighbours as a swap, omissions first in a gap."""
    steps: list[int] = []
    gap: list[int] = []
    rows = list(gold)
    while rows:
        ko, en = rows.pop(0)
        if not ko or not en:
            gap += [OMISSION] * len(ko) + [ADDITION] * len(en)
            continue
        steps += sorted(gap)
        gap = []
        after = rows[0] if rows else ([], [])
        if len(ko) == len(en) == 1 and after[0] == [ko[0] + 1] and after[1] == [en[0] - 1]:
            rows.pop(0)
            steps.append(SWAP)
        elif (len(ko), len(en)) in MATCH_TYPES:
            steps.append(MATCH_TYPES.index((len(ko), len(en))))
        else:
            raise ValueError(f"no step makes the bead {ko}, {en}")
    return steps + sorted(gap)


def path_of(steps: Sequence[int], n: int) -> NDArray[np.int64]:
    """(n + 1,): the target position that a path has reached at each source position."""
    path = np.zeros(n + 1, dtype=np.int64)
    i = j = 0
    for step in steps:
        a, b = STEPS[step]
        path[i + 1 : i + a] = j
        i, j = i + a, j + b
        path[i] = j
    return path


def observed(
    steps: Sequence[int], band: Band
) -> tuple[list[tuple[int, int]], list[int], list[int], Floats]:
    """What a path is made of: its matches as step and cell, omitted and added segments, gaps that
    go on (see Scores.continued)."""
    matches, omitted, added, continued = [], [], [], np.zeros(3)
    i = j = 0
    last = -1
    for step in steps:
        a, b = STEPS[step]
        if step == OMISSION:
            omitted.append(i)
            continued[0] += last == OMISSION
        elif step == ADDITION:
            added.append(j)
            continued[1] += last == OMISSION
            continued[2] += last == ADDITION
        i, j, last = i + a, j + b, step
        if step < OMISSION:
            matches.append((step, int(band.starts[i] + j - band.low[i])))
    return matches, omitted, added, continued


def split(weights: Floats, example: Example) -> tuple[Floats, Floats, Floats, Floats]:
    """The parts of a flat weight vector: match with swap, omission, addition, continued."""
    f, g = len(example.match), len(example.omission)
    return weights[:f], weights[f : f + g], weights[f + g : f + 2 * g], weights[f + 2 * g :]


def scores_of(example: Example, weights: Floats) -> Scores:
    """The scores of all beads under these weights."""
    match, omission, addition, continued = split(weights, example)
    return Scores(
        np.tensordot(match.astype(np.float32), example.match, 1),
        (omission @ example.omission).astype(np.float32),
        (addition @ example.addition).astype(np.float32),
        continued.astype(np.float32),
    )


def path_score(
    scores: Scores,
    matches: tuple[Sequence[int], Sequence[int]],
    omitted: Sequence[int],
    added: Sequence[int],
    continued: Floats,
) -> float:
    """The score of a path, in nats: matches as steps and cells, gaps as `observed` has them."""
    return float(
        scores.match[list(matches[0]), list(matches[1])].sum()
        + scores.omission[list(omitted)].sum()
        + scores.addition[list(added)].sum()
        + (scores.continued * continued).sum()
    )


def likelihood(example: Example, weights: Floats) -> tuple[float, Floats]:
    """Log likelihood of the gold path, and its gradient: observed less expected features."""
    scores = scores_of(example, weights)
    probabilities = posteriors(example.band, example.predecessors, scores)
    steps = [step for step, _ in example.steps]
    cells = [cell for _, cell in example.steps]
    gaps = example.omitted, example.added, example.continued
    value = path_score(scores, (steps, cells), *gaps) - probabilities.log_total
    step, cell = np.nonzero(probabilities.match > 1e-6)
    match = example.match[:, steps, cells].sum(axis=1)
    match = match - example.match[:, step, cell] @ probabilities.match[step, cell]
    omission = example.omission[:, example.omitted].sum(axis=1)
    addition = example.addition[:, example.added].sum(axis=1)
    gradient = np.concatenate(
        [
            match,
            omission - example.omission @ probabilities.omission,
            addition - example.addition @ probabilities.addition,
            example.continued - probabilities.continued,
        ]
    )
    return float(value), gradient
