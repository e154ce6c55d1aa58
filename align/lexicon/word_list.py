"""The word list as it is looked up: known words in a text, and which of them render each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from align.lexicon import english, korean

#: Start, one past the end, and number of each known word of a text: of its entry if it is
#: Korean, of its term if it is English.
Spans = list[tuple[int, int, int]]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Korean entries and the English terms by which they are commonly rendered."""

    entries: korean.Forms
    terms: english.Terms
    renderings: tuple[frozenset[int], ...]  #: the terms of each entry

    @classmethod
    def of(cls, lines: Sequence[str]) -> Lexicon:
        """The lexicon that lines of a Korean word, a tab and its renderings make.

        >>> lexicon = Lexicon.of(["협력\\tcooperation; work together"])
        >>> lexicon.find("협력을", "ko"), lexicon.find("They cooperation", "en")
        ([(0, 2, 0)], [(5, 16, 0)])
        """
        parted = [line.partition("\t") for line in lines]
        rendered = [[english.stems(one) for one in rest.split(";")] for _, _, rest in parted]
        terms = english.Terms.of(term for each in rendered for term in each)
        return cls(
            korean.Forms.of(word for word, _, _ in parted),
            terms,
            tuple(frozenset(terms.numbers[one] for one in each if one) for each in rendered),
        )

    def find(self, text: str, language: str) -> Spans:
        """The known words of a text, in order."""
        if language == "ko":
            return korean.find_words(text, self.entries)
        return english.find_words(text, self.terms)

    def table(self, entries: Sequence[int], terms: Sequence[int]) -> NDArray[np.bool_]:
        """(entries, terms): whether each two render each other.

        A phrase renders what one of its words renders, too.
        """
        holding: dict[int, list[int]] = {}  # the columns of the terms that hold each term
        for column, term in enumerate(terms):
            for part in self.terms.parts[term]:
                holding.setdefault(part, []).append(column)
        table = np.zeros((len(entries), len(terms)), dtype=np.bool_)
        for row, entry in enumerate(entries):
            for term in self.renderings[entry]:
                table[row, holding.get(term, [])] = True
        return table


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The list of this package, read once a process (0.1 s)."""
    text = files("align.lexicon").joinpath("words.tsv").read_text(encoding="utf-8")
    return Lexicon.of(text.splitlines())
