"""Duplicates in linear time: a set of 16-byte hashes, whatever the texts are."""

from __future__ import annotations

import hashlib
import unicodedata

from corpora.model.entry import Entry
from corpora.workflows.clean.filters import Scored

#: 128 bits: in a corpus of a billion pairs the chance of one false duplicate is 1 in 10^21.
_BYTES = 16


class Duplicates:
    """Tells whether the same two texts came before; scores 1 if they did, else 0."""

    words = "the same pair came before"

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def __call__(self, entry: Entry) -> Scored:
        """The score of an entry, which is remembered."""
        texts = "\0".join(map(self.form, (entry.source_text, entry.target_text)))
        languages = f"\0{entry.source_language}\0{entry.target_language}"
        digest = hashlib.blake2b((texts + languages).encode(), digest_size=_BYTES).digest()
        if digest in self._seen:
            return Scored(1.0, self.words)
        self._seen.add(digest)
        return Scored(0.0)

    def form(self, text: str) -> str:
        """What of a text must be the same: here its words, however they are spaced."""
        return " ".join(text.split())


class NearDuplicates(Duplicates):
    """The same by letters and digits alone: case, width, marks and blanks are passed over."""

    words = "a pair with the same letters and digits came before"

    def form(self, text: str) -> str:
        """The letters and digits of a text, in one case and width.

        >>> NearDuplicates().form("(주)한국 「ＫＯＲＥＡ」, 2016")
        '주한국korea2016'
        """
        folded = unicodedata.normalize("NFKC", text).casefold()
        return "".join(filter(str.isalnum, folded))
