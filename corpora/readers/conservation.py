"""Whether the blocks of a file hold every letter and digit that its format shows."""

from __future__ import annotations

from collections import Counter

#: Characters of the text around the first loss that a warning shows.
_CONTEXT = 40


def lost_text(shown: str, kept: str, added: str = "") -> str:
    """A warning about letters and digits of a file that are in no block; "" if none is lost.

    Args:
        shown: All text that the format's library sees.
        kept: The text of all blocks; it may hold more, in another order.
        added: What the reader wrote into the blocks itself: list numbers, marks of notes.

    >>> lost_text("회담 결과 3건", "결과 회담")
    '2 letters or digits of the file are in no block, the first in "3건"'
    >>> lost_text("회담 결과", "1. 회담\\t결과")
    ''
    """
    missing = Counter(filter(str.isalnum, shown))
    missing.subtract(Counter(filter(str.isalnum, kept)))
    missing.update(filter(str.isalnum, added))
    count = sum(number for number in missing.values() if number > 0)
    if not count:
        return ""
    known = set(kept.split())
    strange = next(
        (word for word in shown.split() if word not in known and _lacks(word, missing)), ""
    )
    place = shown.find(strange) if strange else 0
    context = " ".join(shown[place : place + _CONTEXT].split())
    return f'{count} letters or digits of the file are in no block, the first in "{context}"'


def _lacks(word: str, missing: Counter[str]) -> bool:
    return any(missing[character] > 0 for character in word)
