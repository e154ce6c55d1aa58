"""Texts with the vectors of their tokens.

The vectors are those of the embedded encoder, whatever encoder aligned the texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.analysis import Analysis
from align.encoders.base import Vectors
from align.encoders.universal import NetworkOutput, universal_encoder
from align.lexicon.token_links import token_keys

Floats = NDArray[np.float32]

_WORD = re.compile(r"\S+")


def word_spans(text: str) -> list[tuple[int, int]]:
    """First character of each word between blanks, and one past its last."""
    return [match.span() for match in _WORD.finditer(text)]


@dataclass(frozen=True, eq=False)
class TokenText:
    """A text with the vectors of its tokens, and which word each token belongs to."""

    text: str  #: on one line
    language: str
    vectors: Vectors  #: (t, e), unit length
    weights: Floats  #: (t,), how much each token tells
    word_starts: NDArray[np.int64]  #: (w,), first token of each word; t and w are above 0
    words: tuple[tuple[int, int], ...]  #: w spans of characters
    whole: Vectors  #: (d,), of the text as a whole, unit length
    known: NDArray[np.int64]  #: (t,), what each token is of, see `align.lexicon.token_links`


def token_texts(
    texts: Sequence[str], language: str, analysis: Analysis | None = None
) -> list[TokenText]:
    """The texts of one language with the vectors of their tokens.

    Args:
        texts: Each on one line.
        language: Of all of them.
        analysis: What has been read of them.
    """
    analysis = analysis or Analysis()
    encoder = universal_encoder()
    runs, tokens = encoder.encode_all(texts, 1, analysis.once(NetworkOutput, language))
    bounds = np.append(tokens.starts, len(tokens.vectors))
    words = [word_spans(text) for text in texts]
    lengths = encoder.token_counts(
        [text[a:b] for text, spans in zip(texts, words, strict=True) for a, b in spans]
    )
    known = token_keys(texts, language, tokens, analysis)
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
                runs[0, k],
                known[part],
            )
        )
    return out


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
