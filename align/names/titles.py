"""Titles of people in both languages, and the groups by which they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.names.title_table import PLAIN_ENGLISH, TITLES


def _groups() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    korean: dict[str, set[str]] = {}
    english: dict[str, set[str]] = {}
    for line in TITLES.strip().splitlines():
        group, rest = line.split(None, 1)
        for forms, side in zip((korean, english), rest.split(" = "), strict=True):
            for form in side.split(","):
                forms.setdefault(form.strip(), set()).add(group)
    return korean, english


_KOREAN, _ENGLISH = _groups()


def _any(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


#: A Korean title with what is written together with it: 외교장관, 제1차관, 경제국장.
KOREAN_TITLE = rf"(?:제\s?[1-9]\s?)?[가-힣]{{0,7}}?(?:{_any(_KOREAN)})"
#: An English title, the longest that fits.
ENGLISH_TITLE = (
    r"(?:(?:Former|former|Acting|acting|First|Second|1st|2nd|Deputy|Vice)\s)?"
    r"(?:(?:Foreign|Defen[cs]e|Finance|Trade|Prime|Unification|Interior|Economy|Justice|Health"
    r"|Education|Environment|Chief|Senior|National)\s)?"
    rf"(?:{_any([*_ENGLISH, *PLAIN_ENGLISH])})(?![a-z-])"
)
_ENDINGS = sorted(_KOREAN, key=len, reverse=True)
_ENGLISH_FORMS = sorted(_ENGLISH, key=len, reverse=True)


def korean_title_groups(title: str) -> frozenset[str]:
    """The groups of a Korean title, told by its longest known ending.

    >>> sorted(korean_title_groups("외교부 제1차관"))
    ['first-vice-minister', 'vice-minister']
    """
    bare = re.sub(r"제\s?(\d)\s?", r"제\1", title)
    if re.search(r"[가-힣](?<!부)부장관$", bare):
        return frozenset(_KOREAN["장관"])  # 외교통상부장관, but 국무부부장관
    for ending in _ENDINGS:
        if bare.endswith(ending):
            groups = set(_KOREAN[ending])
            if ending in ("제1차관", "제2차관"):
                groups |= _KOREAN["차관"]
            return frozenset(groups)
    return frozenset()


def english_title_groups(title: str) -> frozenset[str]:
    """The groups of an English title; empty for Mr. and for titles that are not known.

    >>> sorted(english_title_groups("Foreign Minister"))
    ['minister']
    >>> "minister" in english_title_groups("Vice Minister")
    False
    """
    words = " ".join(title.split())
    first = words.partition(" ")[0].capitalize()
    for form in _ENGLISH_FORMS:
        if words.lower().endswith(form.lower()):
            if first in ("Deputy", "Vice") and not form.startswith(first):
                return frozenset(_ENGLISH.get(f"{first} {form}", ()))  # Deputy Trade Minister
            return frozenset(_ENGLISH[form])
    return frozenset()
