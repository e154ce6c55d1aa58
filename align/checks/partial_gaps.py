"""Clauses that one side of a bead lacks, as findings."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from align.analysis import Analysis
from align.bitext import Bead, Bitext, Document
from align.checks.clause_search import Candidate, candidates, probability
from align.checks.finding import Finding
from align.messages import LANGUAGE_NAMES, say
from align.scoring.token_text import TokenText, token_texts

#: The score was fitted where 31 % of the candidates are gaps; in a release few are. Taken off the
#: log-odds, this is as if one in forty were: of the pairs that people aligned, 2 of 499 are then
#: told in ntrex-dev, 6 of 1,117 in osguide and 1 of 1,277 in pydocs-gapped, where 8 of the 18
#: clauses that were taken out are found.
PRIOR = 2.9
#: The least token weight of a clause worth naming: two or three words of content.
LEAST_WEIGHT = 12.0
#: Beads whose token vectors are held at a time: about 60 kB each.
_BATCH = 256
#: Tokens of one side times those of the other above which a bead is passed over: 40 MB of cosines.
_MOST_CELLS = 10_000_000
#: Lines that one version lacks by custom, and tables, have no clauses; a title is often shortened.
_WITHOUT_CLAUSES = frozenset(
    ("title", "heading", "table_row", "attachment", "contact", "closing", "disclaimer")
)
_QUOTED = 60

#: A finding with the index of its bead.
Found = tuple[int, Finding]


def partial_findings(
    bitext: Bitext, *, least: float = 0.3, analysis: Analysis | None = None
) -> Iterator[Found]:
    """Every clause that one side of a bead may lack, with the index of the bead.

    A clause that stands in a neighbouring segment of the other side is not missing.

    Args:
        bitext: Korean and English, or the other way round; other pairs yield nothing.
        least: Confidence below which nothing is said.
        analysis: What has been read of the texts.
    """
    analysis = analysis or Analysis()
    languages = bitext.source.language, bitext.target.language
    if set(languages) != set(LANGUAGE_NAMES):
        return
    beads = (
        (index, bead)
        for index, bead in enumerate(bitext.beads)
        if not bead.is_gap and _has_clauses(bitext, bead)
    )
    while batch := list(islice(beads, _BATCH)):
        sources = token_texts(
            [bitext.source_text(bead) for _, bead in batch], languages[0], analysis
        )
        targets = token_texts(
            [bitext.target_text(bead) for _, bead in batch], languages[1], analysis
        )
        for (index, bead), source, target in zip(batch, sources, targets, strict=True):
            if len(source.weights) * len(target.weights) > _MOST_CELLS:
                continue
            omitted, added = candidates(source, target)
            for candidate, own, other, place, document in (
                (omitted, source, target, bead.target, bitext.target),
                (added, target, source, bead.source, bitext.source),
            ):
                if candidate is None or candidate.weight < LEAST_WEIGHT:
                    continue
                confidence = _confidence(candidate)
                if confidence < least:
                    continue
                if not _stands_nearby(candidate, own, other, place, document, analysis):
                    yield index, _finding(candidate, own, confidence, is_source=own is source)


def _has_clauses(bitext: Bitext, bead: Bead) -> bool:
    segments = (*bitext.source_segments(bead), *bitext.target_segments(bead))
    return _WITHOUT_CLAUSES.isdisjoint(segment.kind for segment in segments)


def _confidence(candidate: Candidate) -> float:
    p = min(max(probability(candidate), 1e-9), 1 - 1e-9)
    return 1 / (1 + math.exp(PRIOR - math.log(p / (1 - p))))


def _stands_nearby(
    candidate: Candidate,
    own: TokenText,
    other: TokenText,
    place: range,
    document: Document,
    analysis: Analysis,
) -> bool:
    """Whether a segment beside the other side accounts for the clause.

    It does if it covers the clause more than halfway as well as the other side covers the rest.
    """
    inside = np.zeros(len(own.weights), dtype=bool)
    inside[_tokens_of(candidate, own)] = True
    covered, usual = _coverage(own, inside, other), _coverage(own, ~inside, other)
    segments = document.segments
    around = [
        *segments[max(0, place.start - 1) : place.start],
        *segments[place.stop : place.stop + 1],
    ]
    beside = [segment.plain for segment in around]
    near = token_texts(beside, other.language, analysis) if beside else []
    return any(_coverage(own, inside, text) > (covered + usual) / 2 for text in near)


def _coverage(own: TokenText, which: NDArray[np.bool_], other: TokenText) -> float:
    """Mean cosine of some tokens with their best match in another text, by weight."""
    best = (own.vectors[which] @ other.vectors.T).max(axis=1)
    return float(np.average(best, weights=own.weights[which]))


def _tokens_of(candidate: Candidate, own: TokenText) -> slice:
    words: Sequence[int] = [
        k for k, (start, _) in enumerate(own.words) if candidate.start <= start < candidate.end
    ]
    bounds = np.append(own.word_starts, len(own.weights))
    return slice(int(bounds[words[0]]), int(bounds[words[-1] + 1]))


def _finding(
    candidate: Candidate, own: TokenText, confidence: float, *, is_source: bool
) -> Finding:
    span = candidate.start, candidate.end
    clause = own.text[candidate.start : candidate.end]
    clause = clause if len(clause) <= _QUOTED else clause[: _QUOTED - 1].rstrip() + "…"
    other = "en" if own.language == "ko" else "ko"
    kind = "partial_omission" if is_source else "partial_addition"
    here, there = LANGUAGE_NAMES[own.language], LANGUAGE_NAMES[other]
    return Finding(
        kind,
        "medium",
        confidence,
        span if is_source else None,
        None if is_source else span,
        say(kind, there=there, here=here, clause=clause),
    )
