"""The groups of words in a text that may be the rendering of a term."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: The longest group, in words.
_MOST_WORDS = {"en": 5, "ko": 3}

_ENGLISH_WORD = re.compile(r"[^\W_](?:[\w&/+#’'-]*\w)?(?:\.(?=\w)\w+)*(?:(?<=\b\w\.\w)\.)?")
_KOREAN_WORD = re.compile(r"[\w·&/+.-]*\w")
#: Between words of one group stand blanks and nothing else.
_BLANKS = re.compile(r"\s+")
#: No group begins or ends with one of these.
_FUNCTION_TEXT = """
    a an the this that these those his her its their our your my he she it they we you i him them
    us me who whom which what where when why how whose there here and or but nor so yet if than
    then as because while although though whether of in on at to for from by with about against
    between into through during before after above below under over within without upon among
    toward towards across along around per via is are was were be been being am do does did done
    has have had having will would shall should can could may might must not no don't doesn't
    didn't isn't aren't won't can't it's that's also just only very more most much many some any
    all each every both other such own same too said says say one s t
"""
#: What a group may end with that is no part of it.
_PARTICLES = """
    은 는 이 가 을 를 의 에 와 과 도 만 로 으로 에서 에게 에는 에도 부터 까지 이나 나 라는 이라는
    이란 란 라고 이라고 인 이다 입니다 이며 이고 에서는 에서의 에서도 으로는 로는 으로서 로서
    으로써 로써 과의 와의 과는 와는 에게는 들은 들이 들을 들의 들 들에게 들과 보다 처럼 마다 조차
    께서 에서부터 으로부터 로부터 에의 으로의 로의 였다 이었다 이라 였으며 이자 별로 별 간 간의
    하는 하고 한 하기 하여 할 합니다 했다 하다 된 되는 적 적인 적으로
"""
FUNCTION_WORDS = frozenset(_FUNCTION_TEXT.split())
#: The same as texts, the longest first.
ENDINGS = tuple(sorted(_PARTICLES.split(), key=len, reverse=True))
_HANGUL_WORD = re.compile("[가-힣]+")


def word_groups(text: str, language: str) -> dict[str, tuple[int, int]]:
    """The groups of words of a text that may render a term, each with its first place.

    Groups that differ in case, number or a particle have the same name.

    >>> list(word_groups("The ministers of the U.S. met.", "en"))
    ['minister', 'ministers of the u.s.', 'ministers of the u.s. met', 'u.s.', 'u.s. met', 'met']
    >>> list(word_groups("장관은 만났다.", "ko"))
    ['장관은', '장관', '장관은 만났다', '만났다']
    """
    word = _KOREAN_WORD if language == "ko" else _ENGLISH_WORD
    spans = [match.span() for match in word.finditer(text)]
    found: dict[str, tuple[int, int]] = {}
    for first in range(len(spans)):
        for last in range(first, min(first + _MOST_WORDS[language], len(spans))):
            if last > first and not _BLANKS.fullmatch(text, spans[last - 1][1], spans[last][0]):
                break
            start = spans[first][0]
            words = [text[a:b] for a, b in spans[first : last + 1]]
            names = _korean_names(words) if language == "ko" else _english_names(words)
            for name, cut in names:
                found.setdefault(name, (start, spans[last][1] - cut))
    return found


def _english_names(words: list[str]) -> Iterator[tuple[str, int]]:
    """The name of a group, and how many characters at its end are not part of it."""
    low = [word.lower().replace("’", "'") for word in words]
    if low[0] in FUNCTION_WORDS or low[-1] in FUNCTION_WORDS:
        return
    last, cut = low[-1], 0
    if last.endswith("'s"):
        last, cut = last[:-2], 2
    yield " ".join([*low[:-1], _singular(last)]), cut


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "su'i":
        return word[:-1]
    return word


def _korean_names(words: list[str]) -> Iterator[tuple[str, int]]:
    """The names of a group as it is, and without each particle that it may end with."""
    start, last = " ".join([*words[:-1], ""]), words[-1]
    yield start + last, 0
    for particle in ENDINGS:
        stem = last.removesuffix(particle)
        if stem != last and (len(stem) > 1 or not _HANGUL_WORD.fullmatch(stem)) and stem:
            yield start + stem, len(particle)
