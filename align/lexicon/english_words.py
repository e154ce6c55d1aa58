"""English words as far as they are compared: without number, ending or case."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable
from itertools import takewhile

from align.lexicon.term_candidates import FUNCTION_WORDS

_WORD = re.compile(r"[A-Za-z][A-Za-z]*(?:['’][A-Za-z]+)?")
#: Letters that tell a word: "cooperation" and "cooperate" are one.
_TELLING = 6
_LAST_WORD = re.compile(r"(\w+)[ -]$")
#: Share of letters in common from which two spellings are of one word.
_SAME_SPELLING = 0.85
#: Letters at the beginning, and part of the letters, from which it is one word, as "maintain" and
#: "maintenance".
_START, _PART = 5, 0.55
_ACRONYM = re.compile(r"\b(?:[A-Z]\.?){2,}s?\b")


@functools.lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """What tells the words of a text, but for those that are in every text.

    >>> sorted(stems("The policies of the Minister's party"))
    ['minist', 'party', 'policy']
    """
    return frozenset(stem for word in _WORD.findall(text) if (stem := _stem(word)))


def acronyms(text: str) -> frozenset[str]:
    """The words of a text that are letters: "the U.S. EEZs" has US and EEZ."""
    return frozenset(
        match[0].replace(".", "").removesuffix("s") for match in _ACRONYM.finditer(text)
    )


def initials(text: str) -> frozenset[str]:
    """The acronyms that the words of a text may have, with and without those like "of".

    >>> sorted(initials("Ministry of Foreign Affairs"))
    ['MFA', 'MOFA']
    """
    words = _WORD.findall(text)
    telling = [word for word in words if word.lower() not in FUNCTION_WORDS]
    return frozenset(
        "".join(word[0] for word in some).upper() for some in (words, telling) if len(some) > 1
    )


def head(text: str) -> str:
    """What tells the word that a shortened form would keep.

    >>> head("Ministry of Foreign Affairs"), head("ocean policy dialogue")
    ('minist', 'dialog')
    """
    found = ""
    for word in _WORD.findall(text):
        stem = _stem(word)
        if found and not stem:
            break
        found = stem or found
    return found


def is_shortened(text: str, names: Iterable[str]) -> bool:
    """Whether a text has one of some shortened names alone: "the Dialogue", no "policy dialogue".

    >>> is_shortened("The dialogue was held.", ["dialogue"])
    True
    >>> is_shortened("The policy dialogue was held.", ["dialogue"])
    False
    """
    for name in names:
        for match in re.finditer(rf"\b{re.escape(name)}", text, re.IGNORECASE):
            before = _LAST_WORD.search(text, 0, match.start())
            if before is None or before[1].lower() in FUNCTION_WORDS:
                return True
    return False


def spelt_alike(text: str, other: str) -> bool:
    """Whether two texts are ways to write one word or name: "file name" and "filenames".

    >>> spelt_alike("debug", "debugging"), spelt_alike("task", "operation")
    (True, False)
    """
    one, two = sorted((_letters(text), _letters(other)), key=len)
    pairs = zip(one, two, strict=False)
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    if len(one) >= _PART * len(two) and (one in two or start >= max(_START, _PART * len(one))):
        return True
    matcher = difflib.SequenceMatcher(None, one, two, autojunk=False)
    return matcher.ratio() >= _SAME_SPELLING


def _letters(text: str) -> str:
    return "".join(word for word in _WORD.findall(text.lower()) if word not in FUNCTION_WORDS)


def _stem(word: str) -> str:
    low = re.sub(r"['’]s?$", "", word.lower())
    if low in FUNCTION_WORDS:
        return ""
    if low.endswith("ies") and len(low) > 4:
        low = low[:-3] + "y"
    elif low.endswith("s") and len(low) > 3 and low[-2] not in "su":
        low = low[:-1]
    for ending in ("ing", "ed"):
        if low.endswith(ending) and len(low) - len(ending) > 3:
            low = low.removesuffix(ending)
            break
    return low.removesuffix("e")[:_TELLING] if len(low) > 4 else low
