"""What stands above the title and below the text of a copied page, whatever its words.

`align.furniture` takes the lines that show by their words that they belong to the page. Between
these and the edge of the page stand others that could be headings of a release: menu entries,
slogans, titles of other releases, an address. They go with them. What is kept above the last such
line is the title, told by the words that it shares with the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from align import page_words
from align.lines import Line, columns
from align.marks import read_mark

#: Lines looked at from either edge of the page; chosen to hold the menu of a large site.
EDGE = 500
#: Lines of the page that make a text one, if no line shows it by where it stands.
_FEWEST = 4
#: Columns of the shortest sentence that shows where the text begins: "Economic Statistics Dept."
_SENTENCE_WIDTH = 30
#: Columns of the shortest list item that is taken for the release's own, and of one after a dash,
#: which stands before menu entries too.
_ITEM, _DASHED = 24, 34
#: Columns of the shortest title, and of one that is hardly a menu entry.
_TITLE, _LONG_TITLE = 12, 26
#: A line among those of the page is the title if this many of its words stand in the text below,
#: and this share of them.
_LEAST_WORDS, _LEAST_SHARE = 3, 0.5

_SENTENCE_END = re.compile(
    r"(?:다|요|까|죠|함|임|음|됨)[.?!][\"'”’)]*$|[a-z\d)][.?!][\"'”’)]*$|(?:니다|였다|했다)$"
)
_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z]{3,}|\d+")
_MARKS = ("number", "sign", "roman", "letter", "note", "round", "square", "asked", "told")


def edge_lines(lines: Sequence[Line], found: Collection[int]) -> set[int]:
    """The lines that go with the page at its upper and its lower edge.

    Args:
        lines: All lines of the page.
        found: Those that show by their words that they are of the page.
    """
    edges = sorted({*range(min(EDGE, len(lines))), *range(max(len(lines) - EDGE, 0), len(lines))})
    told = {k for k in edges if k in found or page_words.is_page_line(lines[k].text)}
    body = [k for k in edges if k not in told and _is_text(lines[k].text)]
    if not body or (not found and len(told) < _FEWEST):
        return set()
    words = set().union(*(_words(lines[k].text) for k in body))
    return _above(lines, told, body[0], words) | _below(lines, told, body[-1])


def _is_text(text: str) -> bool:
    """Whether a line can be nothing but text of a release."""
    family, width = read_mark(text).family, columns(text[:200])
    if width >= _SENTENCE_WIDTH and _SENTENCE_END.search(text[-8:]):
        return True
    return (family in _MARKS and width >= _ITEM) or (family == "dash" and width >= _DASHED)


def _words(text: str) -> set[str]:
    """The words of a line; of a Korean one the beginnings, since particles follow."""
    return {word.lower() if word.isascii() else word[:2] for word in _WORD.findall(text)}


def _above(lines: Sequence[Line], told: set[int], first: int, words: set[str]) -> set[int]:
    """The lines down to the last one of the page above the text, but for titles."""
    last = max((k for k in told if k < first), default=-1)
    untold = [k for k in range(last) if k not in told]
    below = [lines[k].text for k in range(last + 1, first)]
    titles = {k for k in untold if _is_title(lines[k].text, words)}
    if not any(_is_headline(text) for text in below):
        titles |= {k for k in untold if _may_be_title(lines[k].text, words)}
        if not titles:
            return set()  # rather menu entries that are kept than a title that is lost
    return set(range(last + 1)) - {k for k in titles if lines[k].text not in below}


def _is_headline(text: str) -> bool:
    """Whether a line right above the text can be its title."""
    plain = not (read_mark(text).label or _SENTENCE_END.search(text[-8:]))
    return plain and columns(text) >= _TITLE


def _may_be_title(text: str, words: set[str]) -> bool:
    return columns(text) >= _LONG_TITLE and len(_words(text) & words) > 1


def _is_title(text: str, words: set[str]) -> bool:
    own = _words(text)
    common = len(own & words)
    return common >= _LEAST_WORDS and common >= _LEAST_SHARE * len(own)


def _below(lines: Sequence[Line], told: set[int], last: int) -> set[int]:
    """The lines from the first one of the page below the text."""
    footer = [k for k in range(last + 1, len(lines)) if page_words.is_below(lines[k].text)]
    cut = min(footer, default=len(lines))
    return set(range(cut, len(lines)))
