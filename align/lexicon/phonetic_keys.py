"""How names sound: a consonant skeleton that Hangul and Latin spellings share.

톨란 and Tolan, 윤병세 and Yun Byung-se are the same name, and in an official release a name is
the best evidence there is that two sentences belong together. Vowels differ freely between
transliterations, so they are dropped, and consonants that Hangul does not keep apart (f and p,
l and r) become one.
"""

from __future__ import annotations

import re

_INITIALS = (
    "k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "j", "j", "j", "k", "t", "p",
    "h",
)  # fmt: skip
# ㅇ at the end of a syllable is n, as English writes it before k or g (블링컨, Blinken).
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p",
    "p", "s", "s", "n", "t", "t", "k", "t", "p", "h",
)  # fmt: skip
_FIRST_SYLLABLE, _LAST_SYLLABLE = "가", "힣"

_HANGUL_WORD = re.compile(r"[가-힣]{2,}")
_LATIN_WORD = re.compile(r"[A-Z][A-Za-z]+(?:[-’'][A-Za-z]+)*")
_ENGLISH_SPELLINGS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("sch|sh|ss", "s"),
        ("tch|ch|dge|dg", "j"),
        ("ph", "p"),
        ("th", "s"),
        ("ck|cc|qu|q", "k"),
        ("c(?=[eiy])", "s"),
        ("g(?=[eiy])", "j"),
        ("x", "ks"),
        ("ng", "n"),
        # Hangul does not write an r that is not followed by a vowel: 카터, Carter.
        ("r(?![aeiouyr])", ""),
        ("[aeiouyw]", ""),
    )
]
_ENGLISH_LETTERS = str.maketrans("bcdfgklmnpqrstvzjh", "pktpkklmnpklstpsjh")
_TWICE = re.compile(r"(.)\1+")

#: Skeletons shorter than this agree too often by chance.
SHORTEST = 2
#: Syllables looked at in a Hangul word: its particle is not known, so all its beginnings count.
_LONGEST = 7


def hangul_skeletons(text: str) -> frozenset[str]:
    """Skeletons of the Hangul words, and of all their beginnings of two syllables or more.

    A word is also read without its first syllable, which may be a surname.

    >>> sorted(hangul_skeletons("톨란은"))
    ['ln', 'tln']
    """
    found = set()
    for word in _HANGUL_WORD.findall(text):
        syllables = [_syllable(letter) for letter in word[: _LONGEST + 1]]
        for first in (0, 1):
            for last in range(first + 2, min(first + _LONGEST, len(syllables)) + 1):
                skeleton = _TWICE.sub(r"\1", "".join(syllables[first:last]))
                if len(skeleton) >= SHORTEST:
                    found.add(skeleton)
    return frozenset(found)


def latin_skeletons(text: str) -> frozenset[str]:
    """Skeletons of the capitalised words.

    >>> sorted(latin_skeletons("Vice Minister Marek Tolan of Ardenia"))
    ['ltn', 'mlk', 'mnst', 'mnstl', 'ps', 'tln', 'tn']
    """
    found = set()
    for word in _LATIN_WORD.findall(text):
        letters = re.sub("[^a-z]", "", word.lower())
        found.add(_latin(letters))
        if "r" in letters:  # 아르데니아 writes the r of Ardenia
            found.add(_latin(re.sub("r(?![aeiouyr])", "l", letters)))
    return frozenset(skeleton for skeleton in found if len(skeleton) >= SHORTEST)


def _syllable(letter: str) -> str:
    index = ord(letter) - ord(_FIRST_SYLLABLE)
    return _INITIALS[index // 588] + _FINALS[index % 28]


def _latin(letters: str) -> str:
    for pattern, sound in _ENGLISH_SPELLINGS:
        letters = pattern.sub(sound, letters)
    return _TWICE.sub(r"\1", letters.translate(_ENGLISH_LETTERS))
