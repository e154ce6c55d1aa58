"""The clause of one side of a bead that the other most likely lacks.

Each token of a side is judged by how well the other side accounts for it and its neighbours
(`align.scoring.missing_tokens`). The clauses that together lack most are the candidate; how long
the two sides are, by what they are made of, says how sure it is: Korean with Latin names or long
figures is less dense than Korean without. Fitted by `benchmarks.training.fit_tokens` on pairs that
translate each other.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.scoring.missing_tokens import missing_log_odds
from align.scoring.token_text import Floats, TokenText, word_spans

#: What an English clause or phrase begins with. A gap seldom begins elsewhere.
_ENGLISH_OPENER = re.compile(
    r"[\"“(\[]|(?:and|but|or|because|which|who|whom|whose|that|when|while|where|as|after|before|"
    r"since|if|so|to|for|with|in|on|at|by|from|of|including|according|said|says|despite|during|"
    r"until|through|under|over|about|against|into|than|using|saying|adding|amid|following|"
    r"between|without|is|are|was|were|has|have|had|will|would|could|can|may|did|does)\b",
    re.IGNORECASE,
)
_ENGLISH_CLOSER = re.compile(r"[,;:—–”\")\]]$")

#: What a Korean clause or phrase ends with: connective and adnominal endings, particles.
_KOREAN_CLOSER = re.compile(
    r"[,;:—·”’\"')\]며고서면데만해여어아록러니자도려은는을를이가의에로과와던인한된할될]$"
)
_KOREAN_OPENER = re.compile(r"[“\"‘(\[]")


def clause_starts(text: str, language: str) -> list[int]:
    """The words at which a clause or phrase begins, counted from 0; the first is one.

    >>> clause_starts("He came, and he saw it.", "en")
    [0, 2]
    >>> clause_starts("그는 왔으며 그것을 보았다.", "ko")
    [0, 1, 2, 3]
    """
    opener, closer = (
        (_KOREAN_OPENER, _KOREAN_CLOSER) if language == "ko" else (_ENGLISH_OPENER, _ENGLISH_CLOSER)
    )
    words = [text[start:end] for start, end in word_spans(text)]
    return [
        k
        for k, word in enumerate(words)
        if k == 0 or opener.match(word) or closer.search(words[k - 1])
    ]


#: Of both texts, what the expected ratio is made of.
COMPOSITION = (
    "one",
    "Latin in Korean",  # shares of characters from here on
    "digits in Korean",
    "marks in Korean",
    "words in Korean",  # words for each character
    "digits in English",
    "capitals in English",
    "words in English",
)
_LATIN, _DIGIT = re.compile("[A-Za-z]"), re.compile("[0-9]")
_MARK, _CAPITAL = re.compile(r"[^\w\s]"), re.compile("[A-Z]")


def log_ratio(korean: str, english: str) -> float:
    """Log of the Korean length over the English one, in characters; both hold some."""
    return math.log(len(korean) / len(english))


def composition(korean: str, english: str) -> tuple[float, ...]:
    """What tells which `log_ratio` to expect, by COMPOSITION; both texts hold some character."""
    return (
        1.0,
        *(len(kind.findall(korean)) / len(korean) for kind in (_LATIN, _DIGIT, _MARK)),
        len(korean.split()) / len(korean),
        *(len(kind.findall(english)) / len(english) for kind in (_DIGIT, _CAPITAL)),
        len(english.split()) / len(english),
    )


#: Log-odds from which a token speaks for a gap. Low, because tokens of a real gap that happen
#: to have a match must not cut it in two; the score of the whole says whether to believe it.
EVEN = -2.0
#: Further such odds, for which the best run is weighed but not named.
LENIENT, STRICT = -3.0, 0.0
#: What a score is made of, before the weights are applied.
SCORE_FEATURES = (
    "total",  # log of 1 + the weight of the clause times its odds beyond EVEN
    "mean",  # mean log-odds in the clause
    "rest",  # mean log-odds outside it
    "share",  # of the side's weight that the clause has
    "length",  # how much longer the side is than usual, as a log ratio
    "length without",  # the same without the clause
    "korean",
    "whole",  # mean log-odds of the side
    "other",  # mean log-odds of the other side: a free translation lacks and adds
    "alike",  # cosine of the two sides as wholes
    "lenient",  # as total, of the best run for LENIENT
    "strict",  # as total, of the best run for STRICT
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of one side of a bead, and what speaks for its being missing on the other."""

    start: int  #: first character
    end: int  #: one past the last
    weight: float  #: of its tokens together
    features: tuple[float, ...]  #: by SCORE_FEATURES


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One side of a bead, cut into clauses."""

    text: TokenText
    odds: Floats  #: (t,), that the other side lacks each token
    clauses: NDArray[np.int64]  #: (c,), first word of each; c is above 0

    @staticmethod
    def of(text: TokenText, other: TokenText) -> _Side:
        clauses = np.array(clause_starts(text.text, text.language))
        # Rare characters may leave two clauses with one token.
        apart = np.diff(text.word_starts[clauses], prepend=-1) > 0
        return _Side(text, missing_log_odds(text, other), clauses[apart])

    @property
    def first_tokens(self) -> NDArray[np.int64]:
        first: NDArray[np.int64] = self.text.word_starts[self.clauses]
        return first

    @property
    def mean(self) -> float:
        return float(np.average(self.odds, weights=self.text.weights))

    def gains(self, even: float) -> list[float]:
        """Of each clause: the sum over its tokens of weight times odds beyond `even`."""
        gain = (self.odds - np.float32(even)) * self.text.weights
        return [float(value) for value in np.add.reduceat(gain, self.first_tokens)]


def candidates(one: TokenText, two: TokenText) -> tuple[Candidate | None, Candidate | None]:
    """Of each text, the run of clauses that the other most likely lacks.

    There always is one, however unlikely, so that every bead can be scored; None only for a text
    of a single clause.
    """
    sides = _Side.of(one, two), _Side.of(two, one)
    return _candidate(*sides), _candidate(*reversed(sides))


def _candidate(own: _Side, other: _Side) -> Candidate | None:
    if len(own.clauses) < 2:
        return None
    text = own.text
    total, low, high = best_run(own.gains(EVEN))
    if low == high:
        weights = np.add.reduceat(text.weights, own.first_tokens)
        low = int((np.array(own.gains(0.0)) / weights).argmax())
        high = low + 1
    words = np.append(own.clauses, len(text.words))
    tokens = np.append(own.first_tokens, len(own.odds))
    begin, end = text.words[words[low]][0], text.words[words[high] - 1][1]
    inside = np.zeros(len(own.odds), dtype=bool)
    inside[tokens[low] : tokens[high]] = True
    weight = float(text.weights[inside].sum())
    share = weight / float(text.weights.sum())
    length = _excess_length(text, other.text)
    features = (
        math.log1p(total),
        float(np.average(own.odds[inside], weights=text.weights[inside])),
        float(np.average(own.odds[~inside], weights=text.weights[~inside])),
        share,
        length,
        length + math.log(max(1 - share, 0.02)),
        float(text.language == "ko"),
        own.mean,
        other.mean,
        float(text.whole @ other.text.whole),
        *(math.log1p(best_run(own.gains(even))[0]) for even in (LENIENT, STRICT)),
    )
    return Candidate(begin, end, weight, features)


def probability(candidate: Candidate) -> float:
    """How likely it is that a candidate is a gap, 0 to 1."""
    weights, bias = _score_weights()
    odds = bias + sum(w * x for w, x in zip(weights, candidate.features, strict=True))
    return 1 / (1 + math.exp(-min(max(odds, -50.0), 50.0)))


def best_run(gains: Sequence[float]) -> tuple[float, int, int]:
    """The run of clauses with the highest sum of gains, other than all of them.

    Returns the sum, the first clause and one past the last; 0, 0, 0 if no run gains.
    """
    found = _highest_run(gains)
    if found[1:] != (0, len(gains)):
        return found
    # Nothing cuts the whole, so the best part of it lacks the first clause or the last one.
    total, low, high = _highest_run(gains[1:])
    return max((total, low + 1, high + 1), _highest_run(gains[:-1]))


def _highest_run(gains: Sequence[float]) -> tuple[float, int, int]:
    best, low, high = 0.0, 0, 0
    total, begin = 0.0, 0
    for k, value in enumerate(gains):
        if total <= 0:
            total, begin = 0.0, k
        total += value
        if total > best:
            best, low, high = total, begin, k + 1
    return best, low, high


def _excess_length(own: TokenText, other: TokenText) -> float:
    """How much longer a text is than usual beside the other one, as a log ratio."""
    texts = (own.text, other.text) if own.language == "ko" else (other.text, own.text)
    usual = sum(w * x for w, x in zip(_length_weights(), composition(*texts), strict=True))
    excess = log_ratio(*texts) - usual
    return excess if own.language == "ko" else -excess


@lru_cache(maxsize=1)
def _score_weights() -> tuple[tuple[float, ...], float]:
    table = _table("score", SCORE_FEATURES)
    return tuple(table["weights"]), float(table["bias"])


@lru_cache(maxsize=1)
def _length_weights() -> tuple[float, ...]:
    return tuple(_table("length", COMPOSITION)["weights"])


def _table(name: str, features: Sequence[str]) -> dict[str, Any]:
    text = files("align.scoring").joinpath("missing_tokens.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)[name]
    if table["features"] != list(features):
        raise ValueError(
            "align/scoring/missing_tokens.json was fitted for other features; fit it again"
        )
    return table
