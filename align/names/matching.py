"""Matches names between a Korean and an English text, by sound and spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from align.names.find import find_names
from align.names.mention import Mention
from align.names.not_names import NOT_ENGLISH_NAMES
from align.names.pronunciation import ALIKE, CLEAR, latin_sounds, plain_letters, sounds_alike
from align.names.romanisation import SURNAMES, given_pattern, split_name, surname_pattern

_HANGUL_WORD = re.compile("[가-힣]+")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:[’'-][A-Za-zÀ-ɏ]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
#: Two consecutive hanja may be part of any name, except pairs such as 北核, 對美 or 中國側.
_HANJA = re.compile("(?:(?![對反親訪駐北美日中韓南核側國])[\u4e00-\u9fff]){2}")
#: Most words in a whole name (surname and given name).
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word in Latin script, with its position."""

    text: str  #: without 's
    start: int
    end: int

    @property
    def may_name(self) -> bool:
        """Whether the word is capitalised like a name."""
        return self.text[0].isupper() or "-" in self.text


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, analysed once, with everything needed to compare its names."""

    text: str
    language: str
    mentions: tuple[Mention, ...]
    hangul: tuple[str, ...]  #: its Hangul words
    latin: tuple[Word, ...]  #: its Latin words

    def persons(self) -> tuple[Mention, ...]:
        """The people named, and in English also other words that may be names."""
        return tuple(mention for mention in self.mentions if mention.kind == "person")

    def entities(self) -> tuple[Mention, ...]:
        """The countries and organisations named."""
        return tuple(mention for mention in self.mentions if mention.kind != "person")


def read_names(text: str, language: str) -> Reading:
    """The names in a text, ready for matching."""
    latin = []
    for match in _LATIN_WORD.finditer(text):
        word = _POSSESSIVE.sub("", match[0])
        if word:
            latin.append(Word(word, match.start(), match.start() + len(word)))
    hangul = tuple(dict.fromkeys(_HANGUL_WORD.findall(text)))
    return Reading(text, language, find_names(text, language), hangul, tuple(latin))


@dataclass(frozen=True, slots=True)
class Match:
    """A Korean name found in an English text."""

    start: int
    end: int
    spelling: str  #: as written in the English text
    whole: bool  #: whether the whole name occurs, not only the surname


def find_person(person: Mention, english: Reading) -> Match | None:
    """The occurrence in an English text of a person named in Korean; None if there is none.

    >>> person = read_names("윤병세 장관은", "ko").persons()[0]
    >>> find_person(person, read_names("Minister Yun Byeong-se said", "en"))
    Match(start=9, end=22, spelling='Yun Byeong-se', whole=True)
    >>> find_person(person, read_names("Minister Han Do-yun said", "en")) is None
    True
    """
    words = [word for word in english.latin if word.may_name]
    if person.latin and (match := _as_written(person.latin, words, english.text)):
        return match
    if person.origin == "surname":
        pattern = surname_pattern(person.name)
        return next((_one(word) for word in words if _is(pattern, word)), None)
    parts = split_name(person.name) if len(person.name) > 2 else None
    if parts and (match := _korean(parts, words, english.text)):
        return match
    return _by_sound(person.name, words)


def _is(pattern: re.Pattern[str], word: Word) -> bool:
    return bool(pattern.fullmatch(plain_letters(word.text)))


def _one(word: Word, *, whole: bool = False) -> Match:
    return Match(word.start, word.end, word.text, whole)


def _as_written(latin: str, words: list[Word], text: str) -> Match | None:
    at = plain_letters(text).find(plain_letters(latin))
    if at >= 0 and len(plain_letters(text)) == len(text):
        return Match(at, at + len(latin), text[at : at + len(latin)], True)
    wanted = {plain_letters(word) for word in latin.split() if len(word) > 1}
    return next((_one(word) for word in words if plain_letters(word.text) in wanted), None)


def _korean(parts: tuple[str, str], words: list[Word], text: str) -> Match | None:
    surname, given = surname_pattern(parts[0]), given_pattern(parts[1])
    for n, word in enumerate(words):
        for length in range(1, _LONGEST):
            after = words[n + 1 : n + 1 + length]
            if len(after) < length or text[word.end : after[-1].start].count(" ") > length:
                break
            joined = plain_letters(" ".join(each.text for each in after))
            first = plain_letters(" ".join(each.text for each in (word, *after[:-1])))
            last = after[-1]
            if (_is(surname, word) and given.fullmatch(joined)) or (
                _is(surname, last) and given.fullmatch(first)
            ):
                return Match(word.start, last.end, text[word.start : last.end], True)
    following = {word.start for n, word in enumerate(words) if _begins_name(words[n:], text)}
    alone = [word for word in words if _is(surname, word) and word.start not in following]
    return _one(alone[0]) if alone else None


def _begins_name(words: list[Word], text: str) -> bool:
    """Whether a given name follows, as in "Yun Min-su", so that this is another person."""
    if len(words) < 2 or text[words[0].end : words[1].start] != " ":
        return False
    return "-" in words[1].text


def _by_sound(name: str, words: list[Word]) -> Match | None:
    best, found = ALIKE, None
    for part in re.split(r"[\s·-]", name):
        for word in words:
            if len(part) >= 2 and word.text not in NOT_ENGLISH_NAMES and len(word.text) > 1:
                score = sounds_alike(part, word.text)
                if score > best:
                    best, found = score, word
    return _one(found) if found else None


def is_heard(name: str, korean: Iterable[Reading]) -> bool:
    """Whether any word of an English name occurs in one of the Korean texts, by sound or verbatim.

    >>> is_heard("Marek Tolan", [read_names("톨란 차관은", "ko")])
    True
    >>> is_heard("Ivan Rosko", [read_names("톨란 차관은", "ko")])
    False
    """
    words = [word for word in _POSSESSIVE.sub("", name).split() if len(word) > 1]
    if not words:
        return True
    korean_shape = any("-" in word for word in words) and len(words) > 1
    for reading in korean:
        if _HANJA.search(reading.text):
            return True
        written = {word.text.lower() for word in reading.latin}
        if any(word.lower() in written for word in words) or _spelt_in(words, reading.hangul):
            return True
        if not korean_shape and _sounds_in(words, reading.hangul):
            return True
    return False


def _sounds_in(words: list[str], hangul: tuple[str, ...]) -> bool:
    """Whether the last word, or the first one clearly, matches by sound; Korean may give either."""
    for n, word in enumerate((words[-1], words[0])):
        pieces = [word, *(piece for piece in word.split("-") if len(piece) > 2)]
        for piece in pieces:
            sounds = len(re.sub("[aeiouwxyh]", "", latin_sounds(piece)))
            least = CLEAR if n or sounds < 3 else ALIKE
            if n and sounds < 3:
                continue  # Hugo sounds like 하고
            if any(
                sounds_alike(heard[first:], piece) >= least
                for heard in hangul
                for first in _starts(heard, sounds)
            ):
                return True
    return False


def _starts(hangul: str, sounds: int) -> range:
    """Positions in a Hangul word where a name may begin: short ones only at the start."""
    return range(1 if sounds < 3 else max(1, min(3, len(hangul) - 2)))


def _spelt_in(words: list[str], hangul: tuple[str, ...]) -> bool:
    """Whether Hangul words begin with a Korean name spelt by the Latin words."""
    latin = [plain_letters(word) for word in words]
    for word in hangul:
        if word[0] not in SURNAMES and word[:2] not in SURNAMES:
            continue
        if len(word) == 1 and len(latin) > 1:
            continue
        if any(surname_pattern(word[0]).fullmatch(each) for each in (latin[0], latin[-1])) and (
            len(latin) == 1
            or any(
                given_pattern(word[1:end]).fullmatch(" ".join(rest))
                for end in (2, 3)
                for rest in (latin[1:], latin[:-1])
                if len(word) >= end
            )
        ):
            return True
    return False
