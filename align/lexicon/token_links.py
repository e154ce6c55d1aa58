"""Which tokens of two documents are of words that render each other, or of the same number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.analysis import Analysis
from align.encoders.base import TokenVectors, Vectors
from align.encoders.universal import universal_encoder
from align.lexicon.numbers import find_numbers
from align.lexicon.word_list import lexicon

#: What tokens are of, by number: from 0 an entry (Korean) or a term (English) of the lexicon,
#: from NUMBERS a value; -1 nothing that is known.
Keys = NDArray[np.int64]
NUMBERS = 2**40

#: The cosine of two tokens that are of words that render each other is at least the first, and
#: the second for each unit of the cosine itself, so that equals are told apart.
RENDERED = np.float32(0.7), np.float32(0.1)
_ALL = slice(None)


@dataclass(frozen=True, eq=False)
class KnownTokens:
    """What each token is of, as a row or column of a table."""

    source: Keys  #: (t,); -1, the last row, for a token of nothing known
    target: Keys  #: (u,); -1, the last column, likewise
    table: NDArray[np.bool_]  #: (rows, columns): whether they render each other

    @property
    def transposed(self) -> KnownTokens:
        """The same with the sides exchanged."""
        return KnownTokens(self.target, self.source, self.table.T)


def known_tokens(
    texts: tuple[Sequence[str], Sequence[str]],
    tokens: tuple[TokenVectors, TokenVectors],
    analysis: Analysis | None = None,
) -> KnownTokens:
    """What is known of Korean and English segments, token by token.

    Args:
        texts: The segments of both sides.
        tokens: Their tokens, by the embedded encoder.
        analysis: What has been read of the texts.
    """
    return rendered(
        token_keys(texts[0], "ko", tokens[0], analysis),
        token_keys(texts[1], "en", tokens[1], analysis),
    )


def rendered(source: Keys, target: Keys) -> KnownTokens:
    """Which Korean tokens and which English ones render each other."""
    entries, rows = np.unique(source, return_inverse=True)
    terms, columns = np.unique(target, return_inverse=True)
    # -1 sorts first; it becomes the last row and column.
    entries, terms = entries[entries >= 0], terms[terms >= 0]
    rows, columns = rows.reshape(-1), columns.reshape(-1)
    rows -= int((source < 0).any())
    columns -= int((target < 0).any())
    words = int((entries < NUMBERS).sum()), int((terms < NUMBERS).sum())
    table = np.zeros((len(entries) + 1, len(terms) + 1), dtype=np.bool_)
    table[: words[0], : words[1]] = lexicon().table(
        entries[: words[0]].tolist(), terms[: words[1]].tolist()
    )
    table[words[0] : -1, words[1] : -1] = np.equal.outer(entries[words[0] :], terms[words[1] :])
    return KnownTokens(rows, columns, table)


def raised(
    cosines: Vectors, known: KnownTokens, rows: slice = _ALL, columns: slice = _ALL
) -> Vectors:
    """Cosines of tokens, those of words that render each other raised.

    Args:
        cosines: ``(t, u)``, changed in place: of the source tokens in `rows` with the target
            tokens in `columns`.
        known: What the tokens are of.
        rows: Which source tokens.
        columns: Which target tokens.
    """
    i, j = np.nonzero(known.table[known.source[rows]][:, known.target[columns]])
    cosines[i, j] = np.maximum(cosines[i, j], RENDERED[0] + RENDERED[1] * cosines[i, j])
    return cosines


def token_keys(
    texts: Sequence[str], language: str, tokens: TokenVectors, analysis: Analysis | None = None
) -> Keys:
    """(t,): what each token of some texts is of."""
    analysis = analysis or Analysis()
    words = [text.split() for text in texts]
    cut = iter(universal_encoder().pieces([word for line in words for word in line]))
    keys = np.full(len(tokens.vectors), -1, dtype=np.int64)
    bounds = np.append(tokens.starts, len(tokens.vectors))
    for k, (text, line) in enumerate(zip(texts, words, strict=True)):
        pieces = [next(cut) for _ in line]
        # Rare characters beside a blank may be read otherwise in their sentence.
        if sum(map(len, pieces)) == bounds[k + 1] - bounds[k]:
            letters = _letters(text, language, analysis)
            first, position = int(bounds[k]), 0
            for word, parts in zip(line, pieces, strict=True):
                start = position = text.index(word, position)
                for part in parts:
                    end = start + len(part) - part.startswith("\u2581")
                    keys[first] = max(letters[start:end], default=-1)
                    first, start = first + 1, end
                position += len(word)
    return keys


def _letters(text: str, language: str, analysis: Analysis) -> list[int]:
    """What each character is of."""
    letters = [-1] * len(text)
    for start, end, number in lexicon().find(text, language):
        letters[start:end] = [number] * (end - start)
    for start, end, value in analysis.once(find_numbers, text, language):
        letters[start:end] = [NUMBERS + hash(value) % NUMBERS] * (end - start)
    return letters
