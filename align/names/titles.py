"""Titles of people in both languages, and the groups by which they are compared."""

from __future__ import annotations

import re

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


def _any(forms: object) -> str:
    assert isinstance(forms, dict | tuple | list)
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


#: A Korean title with what is written together with it: 외교장관, 제1차관, 경제국장.
KOREAN_TITLE = rf"(?:제\s?[1-9]\s?)?[가-힣]{{0,7}}?(?:{_any(_KOREAN)})"
#: An English title, the longest that fits.
ENGLISH_TITLE = (
    rf"(?:(?:Former|former|Acting|acting|First|Second|1st|2nd|Deputy|Vice)\s)?(?:(?:Foreign|Defen[cs]e|Finance|Trade|Prime|Unification"
    rf"|Interior|Economy|Justice|Health|Education|Environment|Chief|Senior|National)\s)?(?:{_any([*_ENGLISH, *PLAIN_ENGLISH])})(?![a-z-])"
)
_ENDINGS = sorted(_KOREAN, key=len, reverse=True)
_ENGLISH_FORMS = sorted(_ENGLISH, key=len, reverse=True)


def korean_title_groups(title: str) -> frozenset[str]:
    """The groups of a Korean title, told by its longest known ending.

    >>> sorted(korean_title_groups("외교부 제1차관"))
    ['first-vice-minister', 'vice-minister']
    """
    bare = re.sub(r"제\s?(\d)\s?", r"제\1", title)
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
    for form in _ENGLISH_FORMS:
        if words.lower().endswith(form.lower()):
            return frozenset(_ENGLISH[form])
    return frozenset()
