"""The clause of one side of a bead that the other most likely lacks."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from align.partial.clauses import clause_starts, word_spans
from align.partial.missing import Floats, TokenText, missing_log_odds
from align.universal import universal_encoder

#: Log-odds from which a token speaks for a gap. Low, because tokens of a real gap that happen
#: to have a match must not cut it in two; the score of the whole says whether to believe it.
EVEN = -2.0
#: The least token weight of a clause worth naming: two or three words of content.
LEAST_WEIGHT = 12.0
#: What a score is made of, before the weights are applied.
SCORE_FEATURES = (
    "total",  # log of 1 + the weight of the clause times its odds beyond EVEN
    "mean",  # mean log-odds in the clause
    "rest",  # mean log-odds outside it
    "share",  # of the side's weight that the clause has
    "length",  # log length ratio, seen from the side that has more
    "length without",  # the same without the clause
    "korean",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of one side of a bead, and what speaks for its being missing on the other."""

    start: int  #: first character
    end: int  #: one past the last
    features: tuple[float, ...]  #: by SCORE_FEATURES


def token_texts(texts: Sequence[str], language: str) -> list[TokenText]:
    """The texts of one language with the vectors of their tokens.

    Token vectors are those of the embedded encoder, whatever encoder aligned the texts.
    """
    encoder = universal_encoder()
    tokens = encoder.encode_tokens(texts)
    bounds = np.append(tokens.starts, len(tokens.vectors))
    words = [word_spans(text) for text in texts]
    lengths = encoder.token_counts(
        [text[a:b] for text, spans in zip(texts, words, strict=True) for a, b in spans]
    )
    out, position = [], 0
    for k, (text, spans) in enumerate(zip(texts, words, strict=True)):
        part = slice(bounds[k], bounds[k + 1])
        counts = lengths[position : position + len(spans)]
        position += len(spans)
        starts = _word_starts(counts, int(part.stop - part.start))
        out.append(
            TokenText(
                text,
                language,
                tokens.vectors[part],
                tokens.weights[part],
                starts,
                tuple(spans),
            )
        )
    return out


def find_candidate(own: TokenText, other: TokenText) -> Candidate | None:
    """The run of clauses of a text that the other most likely lacks; None if there is none."""
    odds = missing_log_odds(own, other)
    starts = np.array(clause_starts(own.text, own.language))
    first = own.word_starts[starts]
    gain = np.add.reduceat((odds - np.float32(EVEN)) * own.weights, first)
    weights = np.add.reduceat(own.weights, first)
    low, high = _best_run(gain, weights)
    if low == high:
        return None
    stop = first[high] if high < len(first) else len(odds)
    last_word = (starts[high] if high < len(starts) else len(own.words)) - 1
    begin, end = own.words[starts[low]][0], own.words[last_word][1]
    return Candidate(begin, end, tuple(_features(own, other, odds, int(first[low]), int(stop))))


def probability(candidate: Candidate) -> float:
    """How likely it is that a candidate is a gap, 0 to 1."""
    weights, bias = _score_weights()
    odds = bias + sum(w * x for w, x in zip(weights, candidate.features, strict=True))
    return 1 / (1 + math.exp(-min(max(odds, -50.0), 50.0)))


def _best_run(gain: Floats, weights: Floats) -> tuple[int, int]:
    """The run of clauses with the highest sum of gains: first, and one past the last.

    Empty if no run gains, or the best one is too light or leaves nothing beside it.
    """
    best, low, high = 0.0, 0, 0
    total, begin = 0.0, 0
    for k, value in enumerate(gain):
        if total <= 0:
            total, begin = 0.0, k
        total += float(value)
        if total > best:
            best, low, high = total, begin, k + 1
    if (low, high) == (0, len(gain)) or weights[low:high].sum() < LEAST_WEIGHT:
        return 0, 0
    return low, high


def _features(own: TokenText, other: TokenText, odds: Floats, first: int, stop: int) -> list[float]:
    inside = np.zeros(len(odds), dtype=bool)
    inside[first:stop] = True
    weight, whole = float(own.weights[inside].sum()), float(own.weights.sum())
    total = float(((odds - EVEN) * own.weights)[inside].sum())
    share = weight / whole
    ratio = math.log(len(own.text) / len(other.text))
    rest = odds[~inside]
    return [
        math.log1p(max(total, 0.0)),
        float(np.average(odds[inside], weights=own.weights[inside])),
        float(np.average(rest, weights=own.weights[~inside])) if len(rest) else 0.0,
        share,
        ratio,
        ratio + math.log(max(1 - share, 0.02)),
        float(own.language == "ko"),
    ]


def _word_starts(counts: NDArray[np.int64], tokens: int) -> NDArray[np.int64]:
    """The first token of each word, from the tokens that each word has alone.

    Words are cut into tokens one by one, so the counts add up but for rare characters that are
    read otherwise beside a blank; then the words share the tokens in proportion.
    """
    starts = np.cumsum(counts) - counts
    total = int(counts.sum())
    if total != tokens:
        starts = starts * tokens // max(total, 1)
    fitted: NDArray[np.int64] = np.minimum(starts, tokens - 1)
    return fitted


@lru_cache(maxsize=1)
def _score_weights() -> tuple[tuple[float, ...], float]:
    table = json.loads(files("align.partial").joinpath("weights.json").read_text("utf-8"))["score"]
    if table["features"] != list(SCORE_FEATURES):
        raise ValueError("align/partial/weights.json was fitted for other features; fit it again")
    return tuple(table["weights"]), float(table["bias"])
