"""Where a sentence can be cut: the words of a text, and the clauses they make up."""

from __future__ import annotations

import re

_WORD = re.compile(r"\S+")

#: What an English clause or phrase begins with. A gap seldom begins elsewhere.
_ENGLISH_OPENER = re.compile(
    r"[\"“(\[]|(?:and|but|or|because|which|who|whom|whose|that|when|while|where|as|after|before|"
    r"since|if|so|to|for|with|in|on|at|by|from|of|including|according|said|says|despite|during|"
    r"until|through|under|over|about|against|into|than|using|saying|adding|amid|following|"
    r"between|without|is|are|was|were|has|have|had|will|would|could|can|may|did|does)\b",
    re.IGNORECASE,
)
_ENGLISH_CLOSER = re.compile(r"[,;:—–”\")\]]$")

#: What a Korean clause or phrase ends with: connective and adnominal endings, particles.
_KOREAN_CLOSER = re.compile(
    r"[,;:—·”’\"')\]며고서면데만해여어아록러니자도려은는을를이가의에로과와던인한된할될]$"
)
_KOREAN_OPENER = re.compile(r"[“\"‘(\[]")


def word_spans(text: str) -> list[tuple[int, int]]:
    """First character of each word between blanks, and one past its last."""
    return [match.span() for match in _WORD.finditer(text)]


def clause_starts(text: str, language: str) -> list[int]:
    """The words at which a clause or phrase begins, counted from 0; the first is one.

    >>> clause_starts("He came, and he saw it.", "en")
    [0, 2]
    >>> clause_starts("그는 왔으며 그것을 보았다.", "ko")
    [0, 1, 2, 3]
    """
    opener, closer = (
        (_KOREAN_OPENER, _KOREAN_CLOSER) if language == "ko" else (_ENGLISH_OPENER, _ENGLISH_CLOSER)
    )
    words = [text[start:end] for start, end in word_spans(text)]
    return [
        k
        for k, word in enumerate(words)
        if k == 0 or opener.match(word) or closer.search(words[k - 1])
    ]
