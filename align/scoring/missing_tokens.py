"""How likely it is that a token of one side has no counterpart on the other.

The best match of a token among the tokens of the other side says little alone: a name spelt in
Hangul is never near its Latin spelling, and "said" is near to much. What tells is how its
neighbours fare, whether the match is mutual, and whether matches run in order. A net with one
hidden layer weighs that. It is fitted by `benchmarks.training.fit_tokens` on sentence pairs into
which a clause of a neighbouring sentence was put, so that each token's truth is known.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from align.lexicon.token_links import raised, rendered
from align.scoring.feature_table import FeatureTable
from align.scoring.token_text import Floats, TokenText

_FARTHEST_JUMP = 10


@dataclass(frozen=True, slots=True, eq=False)
class _Matches:
    """Where each token of a text has its best match among those of the other text."""

    own: TokenText
    cosines: Floats  #: (t, u)
    best: NDArray[np.int64]  #: (t,), the token of the other text
    match: Floats  #: (t,), how alike the two are
    jump: Floats  #: (t,), from the match of the token before, up to 1
    other_length: int  #: characters of the other text

    @classmethod
    def of(cls, own: TokenText, other: TokenText) -> _Matches:
        cosines = _cosines(own, other)
        best = cosines.argmax(axis=1)
        jump = np.minimum(np.abs(np.diff(best, prepend=best[:1])), _FARTHEST_JUMP)
        match = cosines[np.arange(len(best)), best]
        return cls(own, cosines, best, match, jump / _FARTHEST_JUMP, len(other.text))

    @property
    def index(self) -> NDArray[np.int64]:
        return np.arange(len(self.best))

    @property
    def second(self) -> Floats:
        """How far the second best match falls behind."""
        u = self.cosines.shape[1]
        if u == 1:
            return np.zeros(len(self.best), dtype=np.float32)
        behind: Floats = self.match - np.partition(self.cosines, u - 2, axis=1)[:, u - 2]
        return behind


#: Of a token alone, from its row of the table of cosines.
_OWN = FeatureTable[_Matches](
    {
        "match": lambda it: it.match,
        "second": lambda it: it.second,
        "mutual": lambda it: np.abs(it.cosines.argmax(axis=0)[it.best] - it.index) <= 1,
        "taken": lambda it: it.cosines.max(axis=0)[it.best] - it.match,
        "off": lambda it: np.abs(it.index / it.cosines.shape[0] - it.best / it.cosines.shape[1]),
        "word": lambda it: _word_means(it.match, it.own),
        "jump": lambda it: it.jump,
        "jump after": lambda it: np.append(it.jump[1:], 0),
    }
)
#: Of a token and its text, whatever the other text is.
_PLAIN = FeatureTable[_Matches](
    {
        "weight": lambda it: it.own.weights / 10,
        "korean": lambda it: np.full(len(it.best), it.own.language == "ko"),
    }
)
#: Tokens over which the means of _OWN are taken, relative to the token.
_WINDOWS = ((-4, -1), (1, 4), (-8, 8))
#: Of both texts as wholes, the same for each token.
_WHOLE = FeatureTable[_Matches](
    {
        "mean match": lambda it: np.full(
            len(it.best), np.average(it.match, weights=it.own.weights)
        ),
        "length ratio": lambda it: np.full(
            len(it.best),
            np.log(len(it.own.text) / it.other_length) * (1 if it.own.language == "ko" else -1),
        ),
    }
)
FEATURES = (
    *_OWN.names,
    *_PLAIN.names,
    *(f"{name} {first}..{last}" for first, last in _WINDOWS for name in _OWN.names),
    *_WHOLE.names,
)


@dataclass(frozen=True, eq=False)
class _Net:
    mean: Floats
    scale: Floats
    hidden: Floats  #: (features, h)
    hidden_bias: Floats
    output: Floats  #: (h,)
    output_bias: float


def missing_log_odds(own: TokenText, other: TokenText) -> Floats:
    """(t,): for each token of a text, the log-odds that the other text lacks it."""
    net = _net()
    x = (token_features(own, other) - net.mean) / net.scale
    hidden = np.maximum(x @ net.hidden + net.hidden_bias, 0)
    odds: Floats = hidden @ net.output + np.float32(net.output_bias)
    return odds


def token_features(own: TokenText, other: TokenText) -> Floats:
    """(t, len(FEATURES)): what tells whether the other text accounts for a token."""
    matches = _Matches.of(own, other)
    alone = np.stack(list(_OWN.values(matches)), axis=1).astype(np.float32)
    return np.concatenate(
        [
            alone,
            np.stack(list(_PLAIN.values(matches)), axis=1),
            *(_window_means(alone, own.weights, *window) for window in _WINDOWS),
            np.stack(list(_WHOLE.values(matches)), axis=1),
        ],
        axis=1,
    ).astype(np.float32)


def _cosines(own: TokenText, other: TokenText) -> Floats:
    """(t, u): how alike each two tokens are."""
    cosines: Floats = own.vectors @ other.vectors.T
    korean_first = own.language == "ko"
    sides = (own.known, other.known) if korean_first else (other.known, own.known)
    known = rendered(*sides)
    return raised(cosines, known if korean_first else known.transposed)


def _word_means(values: Floats, own: TokenText) -> Floats:
    """Each token's word's mean of some values, by weight."""
    sums = np.add.reduceat(values * own.weights, own.word_starts)
    means = sums / np.add.reduceat(own.weights, own.word_starts)
    lengths = np.diff(np.append(own.word_starts, len(values)))
    repeated: Floats = np.repeat(means, lengths)
    return repeated


def _window_means(values: Floats, weights: Floats, first: int, last: int) -> Floats:
    """Means by weight over the tokens around each one; over all where there are none."""
    t = len(values)
    sums = np.zeros((t + 1, values.shape[1]))
    np.cumsum(values * weights[:, None], axis=0, out=sums[1:])
    total = np.append(0, np.cumsum(weights, dtype=np.float64))
    low = np.clip(np.arange(t) + first, 0, t)
    high = np.clip(np.arange(t) + last + 1, 0, t)
    weight = total[high] - total[low]
    inside = (weight > 0)[:, None]
    means = (sums[high] - sums[low]) / np.maximum(weight, 1e-9)[:, None]
    filled: Floats = np.where(inside, means, values.mean(axis=0)).astype(np.float32)
    return filled


@lru_cache(maxsize=1)
def _net() -> _Net:
    table = json.loads(files("align.scoring").joinpath("missing_tokens.json").read_text("utf-8"))[
        "net"
    ]
    if table["features"] != list(FEATURES):
        raise ValueError(
            "align/scoring/missing_tokens.json was fitted for other features; fit it again"
        )
    return net_of(table)


def net_of(table: dict[str, list[float]]) -> _Net:
    """The net that a table of weights describes."""
    arrays = {
        name: np.array(table[name], dtype=np.float32)
        for name in ("mean", "scale", "hidden", "hidden_bias", "output")
    }
    return _Net(**arrays, output_bias=float(table["output_bias"]))  # type: ignore[arg-type]
