"""Latin letters without what spelling them may leave out, and how alike two words sound."""

from __future__ import annotations

import functools
import re
import unicodedata

_FIRST = ord("가")
_INITIALS = (
    "k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "c", "c", "c", "k", "t", "p",
    "h",
)  # fmt: skip
_VOWELS = (
    "a", "e", "ya", "ye", "o", "e", "yo", "ye", "o", "wa", "we", "we", "yo", "u", "wo", "we",
    "wi", "yu", "x", "xi", "i",
)  # fmt: skip
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p",
    "p", "s", "s", "n", "s", "s", "k", "t", "p", "h",
)  # fmt: skip

_SPELLINGS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ough|augh", "o"),
        ("^wr", "l"),
        ("^kn|^gn", "n"),
        ("^x", "s"),
        ("sch|sh|ss", "s"),
        ("tch|ch|dge|dg|tj|zh|cz", "C"),
        ("ph|pf", "p"),
        ("ck|cc|qu|q", "k"),
        ("c(?=[eiy])", "s"),
        ("g(?=[eiy])", "C"),
        ("x", "ks"),
        ("ng", "n"),
        ("gh(?=[aeiou])", "k"),
        ("gh", ""),
        ("(?<=[aeiou])y(?![aeiou])", "i"),
        ("(?<![aeiou])y(?![aeiou])", "i"),
        ("(?<=[bcdfgklmnpqrstvz])e$", ""),
        ("(?<=[aeiou])r(?![aeiouyr])", "R"),  # silent in Carter, 카터; heard in Olmert, 올메르트
        ("ee|ie|ei", "i"),
        ("oo|ou", "u"),
    )
]
_LETTERS = str.maketrans("bcCdfgjqrvz", "pkctpkcklpc")
_TWICE = re.compile(r"(.)\1+")
_VOWEL = frozenset("aeioux")
_GLIDE = frozenset("hwy")
_NEAR = frozenset(map(frozenset, ("sc", "st", "kc", "tc", "nm", "hk", "ln", "kh", "ph")))

#: Words that sound at least this much alike may be the same name.
ALIKE = 0.72
#: From here on they hardly can be different ones, even if they are short.
CLEAR = 0.85


def plain_letters(text: str) -> str:
    """The text in lower case without accents.

    >>> plain_letters("Chloé Łukasz")
    'chloe lukasz'
    """
    decomposed = unicodedata.normalize("NFKD", text.replace("Ł", "L").replace("ł", "l"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


@functools.lru_cache(maxsize=8192)
def sounds_alike(hangul: str, latin: str) -> float:
    """How much a Latin word sounds like the beginning of a Hangul word, from 0 to 1.

    What follows in the Hangul word may be a particle, and is not counted.

    >>> sounds_alike("톨란은", "Tolan") > 0.9, sounds_alike("사이포프는", "Saipov") > 0.9
    (True, True)
    >>> sounds_alike("톨란은", "Rosko") < 0.5
    True
    """
    heard, spelt = hangul_sounds(hangul), latin_sounds(latin)
    if not spelt or not heard:
        return 0.0
    # The distance to every beginning of the Hangul word at once; the last row is the answer.
    row = [0.0]
    for sound in heard:
        row.append(row[-1] + _drop(sound))
    for letter in spelt:
        previous, row = row, [row[0] + _drop(letter)]
        for n, sound in enumerate(heard, start=1):
            row.append(
                min(
                    previous[n - 1] + _swap(letter, sound),
                    previous[n] + _drop(letter),
                    row[n - 1] + _drop(sound),
                )
            )
    shortest = max(1, len(heard) // 2) if len(hangul) <= 3 else len(heard) // 3
    weight = max(sum(_drop(letter) for letter in spelt), 1.2)
    return max(0.0, 1 - min(row[shortest:]) / weight)


@functools.lru_cache(maxsize=8192)
def hangul_sounds(word: str) -> str:
    """The sounds of a Hangul word in a rough notation that Latin words share."""
    sounds = []
    for letter in word:
        index = ord(letter) - _FIRST
        if 0 <= index < 11172:
            initial, rest = divmod(index, 588)
            sounds.append(_INITIALS[initial] + _VOWELS[rest // 28] + _FINALS[rest % 28])
    return _TWICE.sub(r"\1", "".join(sounds))


@functools.lru_cache(maxsize=8192)
def latin_sounds(word: str) -> str:
    """The sounds of a Latin word in the same notation."""
    letters = re.sub("[^a-z]", "", plain_letters(word))
    for pattern, sound in _SPELLINGS:
        letters = pattern.sub(sound, letters)
    return _TWICE.sub(r"\1", letters.translate(_LETTERS))


def _drop(sound: str) -> float:
    if sound == "x":
        return 0.05  # 으 is only written where two consonants meet
    if sound == "R":
        return 0.15
    return 0.2 if sound in _VOWEL else 0.25 if sound in _GLIDE else 1.0


def _swap(one: str, two: str) -> float:
    if one == two:
        return 0.0
    if "R" in (one, two):
        return 0.1 if "l" in (one, two) else 1.0
    soft = _VOWEL | _GLIDE
    if one in soft and two in soft:
        return 0.15
    if one in _VOWEL or two in _VOWEL:
        return 2.0
    return 0.4 if frozenset((one, two)) in _NEAR else 1.0
