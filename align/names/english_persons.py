"""Finds people named in English text, by their titles or by words that can only be names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.names.mention import Mention, without_overlaps
from align.names.not_names import NOT_ENGLISH_NAMES
from align.names.titles import ENGLISH_TITLE, english_title_groups

_JOIN = re.compile(r"(?:of|for|and|the|at|in|to|&|,)?\s?")
_WORD = r"[A-ZÀ-Þ][A-Za-zÀ-ɏ]*(?:[’'-][A-Za-zÀ-ɏ]+)*"
_NAME = re.compile(
    rf"(?P<first>{_WORD}|[A-Z]\.)(?:\s(?:{_WORD}|[A-Z]\.|de|van|von|der|al|bin|da|la|el|del|di)(?![.]\w))*"
)
_WORD_OR_INITIAL = re.compile(rf"{_WORD}|[A-Z]\.(?=\s[A-Z])")
_TITLE = re.compile(rf"(?<![A-Za-z-])(?P<title>(?i:{ENGLISH_TITLE}))\s(?P<rest>.{{0,120}})")
_TITLE_BEFORE = re.compile(rf"(?<![A-Za-z-])(?i:{ENGLISH_TITLE})\s$")
_TITLE_AFTER = re.compile(rf",?\s(?:the\s)?(?P<title>(?i:{ENGLISH_TITLE}))")
_KOREAN_SHAPE = re.compile(
    r"(?<![A-Za-z-])(?:[A-Z][a-z]{1,6}\s[A-Z][a-z]{1,6}-[A-Za-z][a-z]{1,6}|[A-Z][a-z]{1,6}-[A-Za-z][a-z]{1,6}\s[A-Z][a-z]{1,5})(?![A-Za-z-])"
)
_WORD_AFTER = re.compile(rf"\s{_WORD}")
_CAPITALS = re.compile(rf"(?<![A-Za-z-]){_WORD}")


def english_persons(text: str) -> tuple[Mention, ...]:
    """The people named in an English text, in order; runs of capitalised words alone are not firm.

    >>> text = "Vice Minister of Foreign Affairs Han Do-yun met Bo Ra-mi."
    >>> [(m.name, m.title) for m in english_persons(text)]
    [('Han Do-yun', 'Vice Minister'), ('Bo Ra-mi', '')]
    >>> [(m.name, m.title) for m in english_persons("with Adel Moren, Director-General for Oceans")]
    [('Adel Moren', 'Director-General')]
    """
    return without_overlaps([*_titled(text), *_shaped(text), *_capitals(text)])


def _titled(text: str) -> Iterator[Mention]:
    at = 0
    while match := _TITLE.search(text, at):
        at = match.end("title")
        if name := _name_after(text, *match.span("rest")):
            start, end = name
            if _TITLE_BEFORE.search(text, match.end("title"), start):
                continue  # assistant to Prime Minister Erdogan
            at = end
            yield _person(text, start, end, match["title"], firm=True)


def _name_after(text: str, at: int, before: int) -> tuple[int, int] | None:
    """The name that follows a title: "for Political Affairs of Korea Yun Byung-se".

    It must begin `before` a position, so that a long row of titles is not reread for each one.
    """
    if shaped := _KOREAN_SHAPE.match(text, at):
        return shaped.span()  # Do Hae-yun, May Ji-hun
    while True:
        match = _JOIN.match(text, at)
        assert match is not None
        connected = bool(match[0].strip())
        word = _WORD_OR_INITIAL.match(text, match.end())
        if word is None or word.start() >= before:
            return None
        if word[0].rstrip("’'s") not in NOT_ENGLISH_NAMES and word[0] not in NOT_ENGLISH_NAMES:
            return None if connected else _extend(text, word.start())
        at = word.end() + (text[word.end() : word.end() + 1] == " ")


def _extend(text: str, start: int) -> tuple[int, int] | None:
    match = _NAME.match(text, start)
    if match is None:
        return None
    words = re.split(r"(\s)", match[0])
    kept = ""
    for word in words:
        if word in NOT_ENGLISH_NAMES and kept.strip() and not _PARK_LIKE.fullmatch(word):
            break
        kept += word
    bare = re.sub(r"(?:\s(?:de|van|von|der|al|bin|da|la|el|del|di))*\s*$", "", kept)
    bare = re.sub(r"[’']s?$", "", bare)
    return (start, start + len(bare)) if len(bare) > 1 else None


# Words of NOT_ENGLISH_NAMES that can also be the last word of a name.
_PARK_LIKE = re.compile(
    r"Park|May|King|White|Black|Green|Long|Young|Prince|Pope|Price|Rice|Bush|Brown"
)


def _shaped(text: str) -> Iterator[Mention]:
    for match in _KOREAN_SHAPE.finditer(text):
        if any(word in NOT_ENGLISH_NAMES and word != "Park" for word in match[0].split()):
            continue
        after = _TITLE_AFTER.match(text, match.end())
        yield _person(text, *match.span(), after["title"] if after else "", firm=True)


def _capitals(text: str) -> Iterator[Mention]:
    """Runs of capitalised words that are in no list: possibly people, possibly places."""
    at = 0
    while match := _CAPITALS.search(text, at):
        at = match.end()
        if (
            match[0] in NOT_ENGLISH_NAMES
            or re.sub(r"[’']s?$", "", match[0]) in NOT_ENGLISH_NAMES
            or match[0].isupper()
        ):
            continue
        if _opens_sentence(text, match.start()) and not _WORD_AFTER.match(text, at):
            continue
        span = _extend(text, match.start())
        if span is None:
            continue
        at = max(at, span[1])
        after = _TITLE_AFTER.match(text, span[1])
        title = after["title"] if after and text[span[1]] == "," else ""
        if title or " " in text[slice(*span)]:
            yield _person(text, *span, title, firm=bool(title))
        elif len(match[0]) > 2:
            yield _person(text, *span, "", firm=False)


def _opens_sentence(text: str, at: int) -> bool:
    return not re.search(r"[A-Za-z0-9,;’)]\s$", text[max(0, at - 4) : at])


def _person(text: str, start: int, end: int, title: str, *, firm: bool) -> Mention:
    name = text[start:end]
    return Mention(
        "person", name, start, end, name, firm=firm, titles=english_title_groups(title), title=title
    )
