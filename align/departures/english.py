"""English words as far as they are compared: without number, ending or case."""

from __future__ import annotations

import difflib
import functools
import re

from align.word_groups import FUNCTION_WORDS

_WORD = re.compile(r"[A-Za-z][A-Za-z]*(?:['’][a-z]+)?")
#: Letters that tell a word: "cooperation" and "cooperate" are one.
_TELLING = 6
#: Share of letters in common from which two spellings are of one word.
_SAME_SPELLING = 0.85
#: Letters at the beginning from which it is one word, as "maintain" and "maintenance".
_SAME_START = 5
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


def spelt_alike(text: str, other: str) -> bool:
    """Whether two texts are ways to write one word or name: "file name" and "filenames".

    >>> spelt_alike("debug", "debugging"), spelt_alike("task", "operation")
    (True, False)
    """
    one, two = sorted((_letters(text), _letters(other)), key=len)
    if one in two or one[:_SAME_START] == two[:_SAME_START]:
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
