"""An encoder that knows a few words of both languages, for tests without a network."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np

from align.encoders.base import Vectors, groups_by_text, unit_length

#: Words, and the word that stands for their meaning; all others mean themselves.
MEANINGS = {
    "예산": "budget", "늘린다": "grows", "세금": "taxes", "줄인다": "fall", "장관": "minister",
    "회의": "meeting", "열었다": "held", "항구": "harbour", "배": "ship", "네": "yes",
}  # fmt: skip
_PARTICLES = re.compile("(?:[은는이가을를]|에서)$")
_WORD = re.compile(r"\w+")
_DIMENSION = 64


class WordEncoder:
    """Adds up one random vector a word; the seed is the word itself."""

    name = "words@1"
    dimension = _DIMENSION

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `align.encoders.base.Encoder`."""
        rows = [np.sum([_vector(word) for word in words(text)], axis=0) for text in texts]
        return unit_length(np.array(rows, dtype=np.float64).reshape(len(texts), _DIMENSION))

    def encode_groups(self, segments: Sequence[str], k: int) -> Vectors:
        """See `align.encoders.base.Encoder`."""
        return groups_by_text(self, segments, k)


def words(text: str) -> list[str]:
    """The meanings of the words of a text; one for a text that has none."""
    found = [_PARTICLES.sub("", word) or word for word in _WORD.findall(text.lower())]
    return [MEANINGS.get(word, word) for word in found] or [""]


def _vector(word: str) -> Vectors:
    generator = np.random.default_rng(zlib.crc32(word.encode("utf-8", "surrogatepass")))
    return generator.normal(size=_DIMENSION)
