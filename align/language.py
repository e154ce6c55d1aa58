"""Detects whether a text is Korean or English, from its script."""

from __future__ import annotations

import re

_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7a3\ud7b0-\ud7ff]")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]")
_OTHER = re.compile(
    "[\u0370-\u052f\u0590-\u0e7f\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
_ADDRESS = re.compile(r"@|://|www\.")  # Latin in every language

#: Share of Hangul among the letters from which a line is Korean. Two syllables correspond to
#: about five Latin letters, and "KOICA, ODA 사업" is Korean; an English sentence with a name
#: in brackets ("Minister Yun (윤병세) met ...") stays far below it.
HANGUL_SHARE = 0.2
#: Latin letters that carry as much as one Hangul syllable (UDHR: 2.6).
LETTERS_IN_A_SYLLABLE = 2.5
#: Shorter lines are weak evidence: English pages of a Korean site show its Korean menus, too.
LETTERS_OF_RUNNING_TEXT = 40.0
#: Share of letters in other scripts (kana, hanja, Cyrillic) above which a text is neither.
OTHER_SHARE = 0.4


def tell_language(text: str) -> str | None:
    """The language, "ko" or "en"; None if the script indicates neither.

    Lines are weighted by length; short lines, such as menus, count only if there are no
    others. Latin script counts as English: French is not distinguished.

    >>> tell_language("외교부는 北核 문제와 ODA를 논의하였다."), tell_language("The ROK and the US")
    ('ko', 'en')
    >>> tell_language("外務省は会談を行った。"), tell_language("2016. 1. 20.")
    (None, None)
    """
    long_lines = {"ko": 0.0, "en": 0.0, "": 0.0}
    short_lines = {"ko": 0.0, "en": 0.0, "": 0.0}
    for line in text.splitlines():
        said, weight = _line_language(line)
        votes = long_lines if weight >= LETTERS_OF_RUNNING_TEXT else short_lines
        votes[said] += weight
    votes = long_lines if any(long_lines.values()) else short_lines
    if not any(votes.values()):
        return None
    return max(votes, key=lambda said: votes[said]) or None


def _line_language(line: str) -> tuple[str, float]:
    """The language of one line (empty if neither) and its weight in Latin letters."""
    words = " ".join(word for word in line.split() if not _ADDRESS.search(word))
    hangul, latin, other = (len(found.findall(words)) for found in (_HANGUL, _LATIN, _OTHER))
    letters = hangul + latin + other
    weight = LETTERS_IN_A_SYLLABLE * (hangul + other) + latin
    if not letters or other > OTHER_SHARE * letters:
        return "", weight
    return ("ko" if hangul >= HANGUL_SHARE * (hangul + latin) else "en"), weight
