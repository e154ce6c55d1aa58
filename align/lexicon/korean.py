"""The forms in which a Korean word stands in a text, and where they do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_FIRST, _LAST = 0xAC00, 0xD7A3
_VOWELS, _FINALS = 21, 28
_HANGUL = re.compile("[가-힣]+")
#: Vowels, by their place in Unicode's order, and final consonants.
_A, _AE, _EO, _E, _YEO, _O, _WA = 0, 1, 4, 5, 6, 8, 9
_WAE, _OE, _U, _WO, _EU, _I = 10, 11, 13, 14, 18, 20
_N, _T, _L, _M, _P, _S, _SS = 4, 7, 8, 16, 17, 19, 20
#: Vowels with which the ending 어 or 아 flows together, and what becomes of both.
_CONTRACTED = {
    _I: (_YEO,), _O: (_WA,), _U: (_WO,), _EU: (_EO, _A), _OE: (_WAE,),
    _A: (_A,), _AE: (_AE,), _EO: (_EO,), _E: (_E,), _YEO: (_YEO,),
}  # fmt: skip
#: What follows a stem of one syllable that stays as it is.
_PLAIN_ENDINGS = "고며는기지게던자으은을음었았어아"
#: The longest form that is looked for, in syllables.
_LONGEST = 8


def forms(word: str) -> set[str]:
    """The beginnings of words by which a dictionary form is known in a text.

    >>> sorted(forms("밝히다"))
    ['밝혀', '밝혔', '밝히', '밝힌', '밝힐', '밝힘', '밝힙']
    >>> "열었" in forms("열다"), "여는" in forms("열다"), "열" in forms("열다")
    (True, True, False)
    >>> forms("협력")
    {'협력'}
    """
    if not word.endswith("다") or len(word) < 2:
        return {word}
    stem = word[:-1]
    if stem.endswith(("하", "되")) and len(stem) > 2:
        return {stem[:-1]}
    found = {stem, *_changed(stem)} if len(stem) > 1 else {stem + end for end in _PLAIN_ENDINGS}
    if len(stem) == 1:
        found |= {form + end for form in _changed(stem) for end in ("", *"는니다ㄴ")}
    return {form for form in found if len(form) > 1}


def _changed(stem: str) -> Iterator[str]:
    """The stem as it changes before endings."""
    start, (lead, vowel, final) = stem[:-1], _parts(stem[-1])
    if final == 0:
        for ending in (_N, _L, _M, _P):
            yield start + _syllable(lead, vowel, ending)
        for flown in _CONTRACTED.get(vowel, ()):
            yield start + _syllable(lead, flown, 0)
            yield start + _syllable(lead, flown, _SS)
        if stem[-1] == "르" and start:
            before = _parts(start[-1])
            if before[2] == 0:
                doubled = start[:-1] + _syllable(before[0], before[1], _L)
                yield from (doubled + flown for flown in "라랐러렀")
    elif final == _L:
        yield from (start + _syllable(lead, vowel, 0) + ending for ending in ("는", "니"))
        yield from (start + _syllable(lead, vowel, ending) for ending in (_N, _P))
    elif final == _P:
        yield from (start + _syllable(lead, vowel, 0) + ending for ending in "우운울워웠와왔")
    elif final == _T:
        yield from (start + _syllable(lead, vowel, _L) + ending for ending in "어었은을으")
    elif final == _S:
        yield from (start + _syllable(lead, vowel, 0) + ending for ending in "어었은을으아았")


def _parts(syllable: str) -> tuple[int, int, int]:
    """Initial consonant, vowel and final consonant, as numbers."""
    number = ord(syllable) - _FIRST
    return number // (_VOWELS * _FINALS), number // _FINALS % _VOWELS, number % _FINALS


def _syllable(lead: int, vowel: int, final: int) -> str:
    return chr(_FIRST + (lead * _VOWELS + vowel) * _FINALS + final)


@dataclass(frozen=True, eq=False)
class Forms:
    """Known words by the form in which they stand in a text."""

    nouns: dict[str, int]  #: may stand inside a compound: 해양정책대화 holds 해양, 정책 and 대화
    verbs: dict[str, int]  #: begin a word: 담다 is not in 회담을

    @classmethod
    def of(cls, words: Iterable[str]) -> Forms:
        """The forms of dictionary words, each with its place among them."""
        nouns: dict[str, int] = {}
        verbs: dict[str, int] = {}
        for number, word in enumerate(words):
            found = forms(word)
            # A noun that makes a verb with 하다 stands by itself too.
            side = nouns if found == {word} or found == {word[:-2]} else verbs
            for form in found:
                side.setdefault(form, number)
        return cls(nouns, verbs)


def find_words(text: str, known: Forms) -> list[tuple[int, int, int]]:
    """Start, end and number of each word that is known, the longest where several are.

    >>> known = Forms.of(["해양", "정책", "회담", "밝히다", "담다"])
    >>> find_words("해양정책을 회담을 밝혔다", known)
    [(0, 2, 0), (2, 4, 1), (6, 8, 2), (10, 12, 3)]
    """
    found = []
    for match in _HANGUL.finditer(text):
        position, end = match.span()
        while position < end - 1:
            for length in range(min(_LONGEST, end - position), 1, -1):
                form = text[position : position + length]
                number = known.nouns.get(form)
                if number is None and position == match.start():
                    number = known.verbs.get(form)
                if number is not None:
                    found.append((position, position + length, number))
                    position += length
                    break
            else:
                position += 1
    return found
