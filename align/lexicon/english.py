"""English words without number, tense or case, and where known ones stand."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from align.lexicon.term_candidates import FUNCTION_WORDS

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


# English words as far as terms are compared: without function words, and by the letters that tell.

_APOSTROPHES = re.compile(r"[A-Za-z][A-Za-z]*(?:['’][A-Za-z]+)?")
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
def telling_stems(text: str) -> frozenset[str]:
    """The stems of the words of a text, without those that are in every text.

    >>> sorted(telling_stems("The policies of the Minister's party"))
    ['minist', 'parti', 'polici']
    """
    return frozenset(found for word in _APOSTROPHES.findall(text) if (found := _telling(word)))


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
    words = _APOSTROPHES.findall(text)
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
    for word in _APOSTROPHES.findall(text):
        stem_of = _telling(word)
        if found and not stem_of:
            break
        found = stem_of or found
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
    return "".join(
        word for word in _APOSTROPHES.findall(text.lower()) if word not in FUNCTION_WORDS
    )


def _telling(word: str) -> str:
    """The letters of a stem that tell the word; "" for one that is in every text."""
    low = re.sub(r"['’]s?$", "", word.lower())
    return "" if low in FUNCTION_WORDS else stem(low)[:_TELLING]
