"""Clauses put into a line, taken out of it, or made sentences of their own."""

from __future__ import annotations

import random
import re

#: Between an English clause or phrase and the next, and between Korean ones.
_JOINTS = {
    "en": re.compile(
        r",\s+|\s+(?=(?:and|but|because|which|who|when|while|as|after|before|since|if|to|for|with|"
        r"in|on|at|by|from|including|according|said|that|where|so|using|saying)\b)",
        re.IGNORECASE,
    ),
    "ko": re.compile(r",\s*|(?<=[며고서면데만해여록니자])\s+|(?<=[은는을를])\s+"),
}
#: Characters of a clause.
_SHORTEST = {"en": 18, "ko": 9}
_LONGEST = {"en": 90, "ko": 50}
#: Share of a line that a clause taken out of it may have.
_LEAST, _MOST = 0.12, 0.65

#: Where a sentence may be made two: the seam itself goes away.
_SEAMS = {
    "en": re.compile(
        r";\s+|,?\s+(?:and|but|while|which|who|whereas|because|as)\s+|,\s+(?=\w+ing\b)"
    ),
    "ko": re.compile(r"(?P<end>했고|했으며|하고|하며|되고|되며|이고|이며|지만|으며|며|고),?\s+"),
}
#: How a Korean clause ends as a sentence of its own.
_ENDINGS = {
    **dict.fromkeys(("했고", "했으며", "하고", "하며"), "했다."),
    **dict.fromkeys(("되고", "되며"), "됐다."),
    **dict.fromkeys(("이고", "이며"), "이다."),
}
#: What the second English sentence begins with.
_SUBJECTS = ("It ", "They ", "He ", "This ", "The two sides ", "", "", "")


def divide_sentence(text: str, language: str, rng: random.Random) -> list[str]:
    """A sentence as two, parted where a clause begins; one, if no part would be long enough."""
    short, size = _SHORTEST[language], len(text)
    seams = [
        seam
        for seam in _SEAMS[language].finditer(text)
        if seam.start() >= short and size - seam.end() >= short
    ]
    if not seams:
        return [text]
    seam = rng.choice(seams)
    first, second = text[: seam.start()], text[seam.end() :]
    if language == "ko":
        return [first + _ENDINGS.get(seam["end"], "다."), second]
    second = rng.choice(_SUBJECTS) + second
    return [first + ".", second[:1].upper() + second[1:]]


def insert_clause(
    text: str, donor: str, language: str, rng: random.Random
) -> tuple[str, tuple[int, int]] | None:
    """A line with a clause of another in it, and where it is; None if the other has no clause."""
    joints = [match.end() for match in _JOINTS[language].finditer(donor)]
    bounds = [0, *joints, len(donor)]
    spans = [
        (low, high)
        for k, low in enumerate(bounds)
        for high in bounds[k + 1 :]
        if _SHORTEST[language] <= high - low <= _LONGEST[language]
    ]
    if not spans:
        return None
    low, high = rng.choice(spans)
    clause = " ".join(donor[low:high].split())
    at = rng.choice([0, *(match.end() for match in _JOINTS[language].finditer(text))])
    return f"{text[:at]}{clause} {text[at:]}", (at, at + len(clause))


def take_clause(text: str, language: str, rng: random.Random) -> str | None:
    """A line without one of its clauses: the first, the last or one between."""
    joints = [match.span() for match in _JOINTS[language].finditer(text)]
    short, size = _SHORTEST[language], len(text)
    stop = text[-1] if text[-1] in ".?!。" else ""
    options: list[tuple[str, int]] = []
    for k, (low, high) in enumerate(joints):
        if low >= short and size - high >= short:
            options.append((text[:low].rstrip(" ,") + stop, size - high))
            options.append((text[high : high + 1].upper() + text[high + 1 :], low))
        for other_low, other_high in joints[k + 1 :]:
            if low >= short and other_low - high >= short and size - other_high >= short:
                options.append((f"{text[:low]} {text[other_high:]}", other_low - high))
    options = [option for option in options if _LEAST <= option[1] / size <= _MOST]
    return rng.choice(options)[0] if options else None
