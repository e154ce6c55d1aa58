"""English words without number, tense or case, and where known ones stand."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z]+")
#: Forms that no rule leads back to their word.
_IRREGULAR_TEXT = """
    held hold said say took take taken take met meet led lead rose rise risen rise fell fall
    fallen fall grew grow grown grow gave give given give made make built build sold sell bought
    buy told tell found find kept keep left leave began begin begun begin won win went go gone
    go sent send spent spend brought bring thought think became become came come saw see seen
    see knew know known know wrote write written write chose choose chosen choose drew draw
    drawn draw broke break broken break spoke speak spoken speak drove drive driven drive lost
    lose paid pay laid lay ran run sought seek taught teach caught catch fought fight stood
    stand understood understand shown show sank sink sunk sink shot shoot done do did do got get
    felt feel dealt deal meant mean people person children child men man women woman lives life
    wives wife leaves leaf better good best good worse bad worst bad threw throw thrown throw
    flew fly flown fly wore wear worn wear bore bear borne bear swore swear sworn swear slept
    sleep swept sweep lent lend bent bend hung hang struck strike stuck stick sang sing sung
    sing drank drink swam swim hid hide hidden hide bit bite beaten beat eaten eat ate eat
    forgot forget forgotten forget froze freeze frozen freeze stole steal stolen steal undertook
    undertake undertaken undertake overcame overcome withdrew withdraw withdrawn withdraw
    foresaw foresee arose arise arisen arise heard hear data datum criteria criterion media
    medium analyses analysis crises crisis bases basis dying die lying lie dies die lies lie
    tied tie ties tie
"""
_IRREGULAR = dict(zip(*[iter(_IRREGULAR_TEXT.split())] * 2, strict=True))
_VOWEL = re.compile("[aeiouy]")


@functools.lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """What the forms of a word have in common.

    >>> [stem(word) for word in ("Agreed", "agrees", "agreeing", "agree")]
    ['agr', 'agr', 'agr', 'agr']
    >>> [stem(word) for word in ("policies", "policy", "planned", "plan", "held", "hold")]
    ['polici', 'polici', 'plan', 'plan', 'hold', 'hold']
    """
    word = word.lower()
    word = _IRREGULAR.get(word, word)
    for ending in ("ings", "ing", "edly", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest):
            if rest[-1] == rest[-2] and rest[-1] not in "lsz":
                rest = rest[:-1]
            word = rest
            break
    else:
        if word.endswith("s") and len(word) > 3 and word[-2] not in "sui":
            word = word[:-1]
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeou":
        word = word[:-1] + "i"
    if len(word) > 3:
        word = word.rstrip("e") or word
    return word


def stems(phrase: str) -> tuple[str, ...]:
    """The stems of the words of a rendering."""
    return tuple(stem(word) for word in _WORD.findall(phrase))


@dataclass(frozen=True, eq=False)
class Terms:
    """Known words and phrases, as stems."""

    numbers: dict[tuple[str, ...], int]
    by_first: dict[str, list[tuple[str, ...]]]  #: by their first stem, the longest first
    parts: tuple[frozenset[int], ...]  #: of each term: itself, and its words that are terms too

    @classmethod
    def of(cls, terms: Iterable[tuple[str, ...]]) -> Terms:
        """The terms, each once, numbered in order."""
        known = (term for term in terms if term)
        numbers = {term: number for number, term in enumerate(dict.fromkeys(known))}
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for term in sorted(numbers, key=len, reverse=True):
            by_first.setdefault(term[0], []).append(term)
        parts = tuple(
            frozenset([number, *(numbers[word,] for word in term if (word,) in numbers)])
            for term, number in numbers.items()
        )
        return cls(numbers, by_first, parts)


def find_words(text: str, known: Terms) -> list[tuple[int, int, int]]:
    """Start, end and number of each word or phrase that is known, the longest where several are.

    >>> find_words("Talks were held", Terms.of([("talk", "show"), ("hold",)]))
    [(11, 15, 1)]
    """
    words = [(match.start(), match.end(), stem(match[0])) for match in _WORD.finditer(text)]
    found, position = [], 0
    while position < len(words):
        length = 1
        for term in known.by_first.get(words[position][2], ()):
            here = words[position : position + len(term)]
            if len(term) == 1 or term == tuple(word[2] for word in here):
                found.append((here[0][0], here[-1][1], known.numbers[term]))
                length = len(term)
                break
        position += length
    return found
