"""How names sound in Hangul and in Latin letters: how similar two words are, and keys they share.

톨란 and Tolan, 윤병세 and Yun Byung-se are the same name, and in an official release a name is the
best evidence there is that two sentences belong together. `sounds_alike` compares two words;
`hangul_skeletons` and `latin_skeletons` give keys that are equal for both spellings.
"""

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


# Consonant skeletons: exact keys that Hangul and Latin spellings of a name share. Vowels differ
# freely between transliterations, so they are dropped, and consonants that Hangul does not
# distinguish (f and p, l and r) become one.

_KEY_INITIALS = tuple(sound.replace("c", "j") for sound in _INITIALS)
#: ㅈ and ㅊ at the end of a syllable are heard as t.
_KEY_FINALS = (*_FINALS[:22], "t", "t", *_FINALS[24:])

_HANGUL_WORD = re.compile(r"[가-힣]{2,}")
_CAPITALISED = re.compile(r"[A-Z][A-Za-z]+(?:[-’'][A-Za-z]+)*")
_KEY_SPELLINGS = [
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
_KEY_LETTERS = str.maketrans("bcdfgklmnpqrstvzjh", "pktpkklmnpklstpsjh")

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
        syllables = [_syllable_key(letter) for letter in word[: _LONGEST + 1]]
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
    for word in _CAPITALISED.findall(text):
        letters = re.sub("[^a-z]", "", word.lower())
        found.add(_latin_key(letters))
        if "r" in letters:  # 아르데니아 writes the r of Ardenia
            found.add(_latin_key(re.sub("r(?![aeiouyr])", "l", letters)))
    return frozenset(skeleton for skeleton in found if len(skeleton) >= SHORTEST)


def _syllable_key(letter: str) -> str:
    index = ord(letter) - _FIRST
    return _KEY_INITIALS[index // 588] + _KEY_FINALS[index % 28]


def _latin_key(letters: str) -> str:
    for pattern, sound in _KEY_SPELLINGS:
        letters = pattern.sub(sound, letters)
    return _TWICE.sub(r"\1", letters.translate(_KEY_LETTERS))
