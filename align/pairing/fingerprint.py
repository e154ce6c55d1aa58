"""Fingerprints of documents for pairing: vectors of the beginning, numbers, days and names.

Nothing else of a document is kept, so that an archive fits into memory: about 10 kB per document.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.bitext import Document
from align.encoders.base import Vectors
from align.facts import CalendarDate, find_facts
from align.lexicon.numbers import number_values

#: Kinds of evidence words in a document, in the order of `Fingerprint.words`.
WORD_KINDS = ("number", "day", "latin")

#: How much of a document is embedded, in characters; a Hangul syllable carries as much as two
#: letters. A third more costs a quarter more time and corrects one document in 300; a third less
#: loses two (benchmarks/pairing.py with other values).
HEAD = {"ko": 600, "en": 1200}
#: Most segments in the head, so that a table of short cells does not fill it.
HEAD_SEGMENTS = 24
#: Segments that are searched for evidence words.
WORDS_SEGMENTS = 400

_DIGIT = re.compile(r"\d")
_LATIN = re.compile(r"[A-Za-z][\w.+#/-]*[A-Za-z0-9]")
_CORRECTED = {
    "ko": re.compile(r"[(\[<]\s*(?:수정|정정)[^)\]>]{0,12}[)\]>]"),
    "en": re.compile(
        r"[(\[<]\s*(?:corrected|correction|revised|amended)\b[^)\]>]{0,20}[)\]>]", re.I
    ),
}

WordHashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The part of a document's text needed to embed and compare it; small."""

    head: tuple[str, ...]  #: the segments at its beginning that are embedded
    lines: WordHashes  #: (n,) hashes of those segments without digits: equal lines are boilerplate
    words: tuple[WordHashes, ...]  #: for each of WORD_KINDS, the words in the document, sorted
    text: int  #: hash of the text


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """The data of one document that pairing compares."""

    name: str  #: unique on its side; breaks ties in the order
    vectors: Vectors  #: (n, d) float32, unit length: the segments of its head, in order
    lines: WordHashes  #: as in `Outline`
    words: tuple[WordHashes, ...]  #: likewise
    text: int  #: likewise
    date: datetime.date | None = None  #: of publication
    stem: str = ""  #: the file's name without suffix and language words
    number: str = ""  #: release number

    @classmethod
    def of(cls, outline: Outline, vectors: Vectors, *, name: str) -> Fingerprint:
        """The fingerprint of a document of which only the text is known.

        Args:
            outline: Its outline.
            vectors: (n, d) unit vectors of the n segments of its head.
            name: A name unique on its side.
        """
        return cls(name, vectors, outline.lines, outline.words, outline.text)


def outline_of(document: Document) -> Outline:
    """The outline of a document."""
    texts = document.texts()
    head = _head(texts, HEAD[document.language])
    return Outline(
        head,
        np.array([_hash(_DIGIT.sub("0", line)) for line in head], dtype=np.uint64),
        _words(document),
        _hash("\n".join(texts)),
    )


def _head(texts: Sequence[str], room: int) -> tuple[str, ...]:
    """The first texts that fit into this many characters."""
    head: list[str] = []
    for text in texts[:HEAD_SEGMENTS]:
        if room <= 0:
            break
        head.append(text)
        room -= len(text)
    return tuple(head)


def _words(document: Document) -> tuple[WordHashes, ...]:
    """The evidence words in a document, for each of WORD_KINDS: sorted and distinct."""
    language = document.language
    found: tuple[set[Hashable], ...] = tuple(set() for _ in WORD_KINDS)
    for segment in document.segments[:WORDS_SEGMENTS]:
        found[0].update(number_values(segment.plain, language))
        found[2].update(word.lower() for word in _LATIN.findall(segment.plain))
        for fact in find_facts(segment.plain, language):
            day = fact.value
            if isinstance(day, CalendarDate) and day.month and day.day:
                found[1].add((day.month, day.day))
    opening = " ".join(segment.plain for segment in document.segments[:3])
    if _CORRECTED[language].search(opening):
        found[0].add("(corrected)")
    return tuple(_hashed(kind) for kind in found)


def in_order(fingerprints: Sequence[Fingerprint]) -> list[int]:
    """The indices of the fingerprints in the order in which pairing processes them."""
    return sorted(
        range(len(fingerprints)), key=lambda i: (fingerprints[i].name, fingerprints[i].text)
    )


def _hashed(words: Iterable[Hashable]) -> WordHashes:
    return np.unique(np.array([_hash(repr(word)) for word in words], dtype=np.uint64))


def _hash(text: str) -> int:
    """A 64-bit hash that is the same in every process, unlike Python's own."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest())
