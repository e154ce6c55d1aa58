"""What is wrong with a bead by its letters and marks alone, whatever it says."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from align.checks.finding import Context, Finding
from align.checks.settings import LEAST_CONFIDENCE
from align.language import tell_language
from align.messages import LANGUAGE_NAMES, say
from align.segmentation.list_marks import read_mark

_ALONE = Context()

_HANGUL_RUN = re.compile(r"[가-힣]{2,}(?:[\s·,]{1,2}[가-힣]+)*")
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z’'-]*(?:[\s,]{1,2}[A-Za-z][A-Za-z’'-]*){3,}")
_FUNCTION_WORDS = re.compile(
    r"\b(?:the|of|to|is|are|was|were|has|have|that|which|and|in|for|with|will|be|it|this)\b"
)
#: What may hold words of the other language: names in brackets, quotations, code, addresses.
_SET_APART = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|「[^」]*」|『[^』]*』|《[^》]*》|〈[^〉]*〉|【[^】]*】|“[^”]*”|‘[^’]*’|\"[^\"]*\"|`[^`]*`"
    r"|<[^<>]*>|\{[^{}]*\}|\S*(?:://|@|www\.)\S*"
)
#: Letters from which two sides in one language are no accident, such as a title of a film.
_LEAST_LETTERS = 12

#: log(English letters / Korean letters) of a bead: mean of ntrex-dev, releases-dev, udhr and the
#: examples, 0.6 to 1.1 by set; nobody strays from it by as much as 1 in beads of 30 letters.
_LOG_RATIO = 0.8
#: How many times farther short beads may stray.
_MORE_WHEN_SHORT = 1.9
#: Letters, in Korean measure, of the longer side: of a short bead, and of one too short to judge.
_SHORT, _SHORTEST = 25, 8
_LEAST_SIZE = 12

_CLOSERS = {
    ")": "(",
    "]": "[",
    "}": "{",
    "」": "「",
    "』": "『",
    "》": "《",
    "〉": "〈",
    "】": "【",
    "”": "“",
}
_OPENERS = {opening: closing for closing, opening in _CLOSERS.items()}
_BRACKETS = re.compile("[" + re.escape("".join({*_CLOSERS, *_OPENERS})) + "]")
#: a) 가) 1) in a line, :-) and the like: a bracket that nothing opens.
_ENUMERATOR = re.compile(r"(?:(?<![\w가-힣])(?:[A-Za-z]|[가-하]|\d{1,3}|[ivx]{1,4})|[:;]-?)$")


def check_consistency(
    source: str, target: str, context: Context = _ALONE, *, least: float = LEAST_CONFIDENCE
) -> tuple[Finding, ...]:
    """The findings of a bead that are confident enough.

    >>> [f.kind for f in check_consistency("회의가 열렸다.", "The meeting (in Seoul was held.")]
    ['unbalanced']
    >>> check_consistency("회의가 열렸다.", "The meeting (in Seoul) was held.")
    ()
    """
    found = text_findings(source, target, context)
    return tuple(finding for finding in found if finding.confidence >= least)


def text_findings(
    source: str, target: str, context: Context = _ALONE, *, length_factor: float = math.e
) -> tuple[Finding, ...]:
    """Every doubt, however small; the confidence says how small.

    A translation is suspicious if it is ``length_factor`` times longer or shorter than usual.
    """
    if not source.strip() or not target.strip():
        return ()
    untranslated = list(_untranslated(source, target, context))
    if any(finding.confidence >= LEAST_CONFIDENCE for finding in untranslated):
        return tuple(untranslated)  # the rest only follows from it
    return (
        *untranslated,
        *_left(source, target, context),
        *_unbalanced(source, target, context),
        *_length(source, target, context, math.log(length_factor)),
    )


def _untranslated(source: str, target: str, context: Context) -> Iterator[Finding]:
    letters = sum(character.isalpha() for character in target)
    spans = (0, len(source)), (0, len(target))
    if " ".join(source.split()) == " ".join(target.split()):
        # A line of code, an address or a name is the same in every language.
        sure = tell_language(source) == "ko" or (letters >= _LEAST_LETTERS and _prose(source))
        confidence = 0.95 if sure else 0.1
        yield Finding("untranslated", "high", confidence, *spans, say("untranslated.same"))
        return
    for text, own, length in (
        (target, context.target_language, letters),
        (source, context.source_language, sum(character.isalpha() for character in source)),
    ):
        bare = _SET_APART.sub(" ", text)
        said = tell_language(bare if any(map(str.isalpha, bare)) else text)
        other = "ko" if own == "en" else "en"
        if said != other:
            continue
        least = _LEAST_LETTERS if other == "en" else 4
        wordy = _prose(text) if other == "en" else True
        confidence = 0.9 if length >= least and wordy else 0.3
        message = say(
            "untranslated.language", here=LANGUAGE_NAMES[own], language=LANGUAGE_NAMES[other]
        )
        yield Finding("untranslated", "high", confidence, *spans, message)


def _prose(text: str) -> bool:
    """Whether an English text is a sentence rather than a name or a line of code."""
    bare = _SET_APART.sub(" ", text)
    words = re.findall(r"[A-Za-z]+", bare)
    return len(words) >= 4 and len(set(_FUNCTION_WORDS.findall(bare.lower()))) >= 2


def _left(source: str, target: str, context: Context) -> Iterator[Finding]:
    for text, language, on_source in (
        (source, context.source_language, True),
        (target, context.target_language, False),
    ):
        bare = _SET_APART.sub(lambda match: " " * len(match[0]), text)
        pattern = _HANGUL_RUN if language == "en" else _LATIN_RUN
        for match in pattern.finditer(bare):
            if language == "ko" and len(set(_FUNCTION_WORDS.findall(match[0]))) < 2:
                continue  # a name of four words or code
            other = LANGUAGE_NAMES["ko" if language == "en" else "en"]
            message = say("language_left", words=match[0], language=other)
            confidence = 0.85 if language == "en" else 0.6
            span = match.span()
            yield Finding(
                "language_left", "medium", confidence,
                span if on_source else None, None if on_source else span, message,
            )  # fmt: skip


def _unbalanced(source: str, target: str, context: Context) -> Iterator[Finding]:
    near = context.source_neighbours, context.target_neighbours
    lost = [_lone_marks(text) for text in (source, target)]
    straight = [text.count('"') for text in (source, target)]
    for side, marks in enumerate(lost):
        first = dict(reversed(marks))  # the first place of each mark
        for mark, at in sorted(first.items(), key=lambda item: item[1]):
            partner = _OPENERS.get(mark) or _CLOSERS[mark]
            # A quotation may run on into the next segment.
            around = any(partner in (m for m, _ in _lone_marks(text)) for text in near[side])
            both = any(mark == other for other, _ in lost[1 - side])
            if mark in "“”":  # "so it is written, and quotations run on”
                both = both or straight[side] > 0 or straight[1 - side] % 2 == 1
            confidence = 0.2 if around or both else 0.7
            said = "unbalanced.opened" if mark in _OPENERS else "unbalanced.closed"
            name = LANGUAGE_NAMES[context.target_language if side else context.source_language]
            span = at, at + 1
            yield Finding(
                "unbalanced", "low", confidence, None if side else span, span if side else None,
                say(said, here=name, mark=mark),
            )  # fmt: skip


def _lone_marks(text: str) -> list[tuple[str, int]]:
    """Brackets and quotation marks without their partner, with their places.

    >>> _lone_marks("1) a (b [c) d")
    [('[', 8)]
    """
    waiting: list[tuple[str, int]] = []
    lone: list[tuple[str, int]] = []
    text = text.replace("（", "(").replace("）", ")")
    skip = read_mark(text).end
    for match in _BRACKETS.finditer(text):
        mark, at = match[0], match.start()
        if mark in _OPENERS:
            waiting.append((mark, at))
            continue
        partner = _CLOSERS[mark]
        place = next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n][0] == partner), None)
        if place is not None:
            lone += waiting[place + 1 :]
            del waiting[place:]
        elif at >= skip and not (mark == ")" and _ENUMERATOR.search(text[max(0, at - 6) : at])):
            lone.append((mark, at))
    return sorted([*lone, *waiting], key=lambda found: found[1])


def _length(source: str, target: str, context: Context, far: float) -> Iterator[Finding]:
    counts = [sum(character.isalnum() for character in text) for text in (source, target)]
    if {context.source_language, context.target_language} != {"ko", "en"} or min(counts) == 0:
        return
    korean, english = counts if context.source_language == "ko" else counts[::-1]
    away = math.log(english / korean) - _LOG_RATIO
    if context.source_language == "en":
        away = -away
    size = max(korean * math.exp(_LOG_RATIO), english) / math.exp(_LOG_RATIO)
    if size < _LEAST_SIZE:
        return  # 끝. and "End of the press release"
    short = size < _SHORT or min(korean, english) < _SHORTEST
    limit = far * _MORE_WHEN_SHORT if short else far
    if abs(away) < 0.8 * limit:
        return
    confidence = 0.6 if abs(away) >= limit else 0.3
    name = "length_suspicious.short" if away < 0 else "length_suspicious.long"
    message = say(name, times=f"{math.exp(abs(away)):.1f}")
    yield Finding(
        "length_suspicious", "medium", confidence, (0, len(source)), (0, len(target)), message
    )
