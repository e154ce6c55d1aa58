"""Detects the furniture lines of a copied page: menus, counters, footers.

There are no rules for particular sites. A line is furniture because of its own words, or because
it is one of the short lines between such words and the edge of the page. Between the first and the
last running text, only lines that cannot be anything else are removed.

Towards the edges of the page there are lines that could also be headings of a release: menu
entries, slogans, titles of other releases, an address. They are removed along with the furniture
around them. Above the last furniture line only the title is kept, recognised by the words it
shares with the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from align.segmentation import furniture_patterns as page_words
from align.segmentation.lines import Line, columns
from align.segmentation.list_marks import read_mark

#: Lines examined at each edge of the page; chosen to cover the menu of a large site.
EDGE = 500
#: Fewest furniture lines that make a text a copied page when none is recognised by position.
_FEWEST = 4
#: Columns of the shortest sentence that shows where the text begins: "Economic Statistics Dept."
_SENTENCE_WIDTH = 30
#: Columns of the shortest list item treated as part of the release, and of the shortest one marked
#: with a dash, which also marks menu entries.
_ITEM, _DASHED = 24, 34
#: Columns of the shortest title, and of a title too long to be a menu entry.
_TITLE, _LONG_TITLE = 12, 26
#: A line among the furniture is the title if at least this many of its words, and at least this
#: share of them, occur in the text below.
_LEAST_WORDS, _LEAST_SHARE = 3, 0.5

_SENTENCE_END = re.compile(
    r"(?:다|요|까|죠|함|임|음|됨)[.?!][\"'”’)]*$|[a-z\d)][.?!][\"'”’)]*$|(?:니다|였다|했다)$"
)
_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z]{3,}|\d+")
_MARKS = ("number", "sign", "roman", "letter", "note", "round", "square", "question", "answer")


def edge_lines(lines: Sequence[Line], found: Collection[int]) -> set[int]:
    """Indices of the furniture lines at the top and bottom edges of the page.

    Args:
        lines: All lines of the page.
        found: Indices of the lines already recognised as furniture by their words.
    """
    edges = sorted({*range(min(EDGE, len(lines))), *range(max(len(lines) - EDGE, 0), len(lines))})
    known = {k for k in edges if k in found or page_words.is_page_line(lines[k].text)}
    body = [k for k in edges if k not in known and _is_text(lines[k].text)]
    if not body or (not found and len(known) < _FEWEST):
        return set()
    words = set().union(*(_words(lines[k].text) for k in body))
    return _above(lines, known, body[0], words) | _below(lines, known, body[-1])


def _is_text(text: str) -> bool:
    """Whether a line can only be text of a release."""
    family, width = read_mark(text).family, columns(text[:200])
    if width >= _SENTENCE_WIDTH and _SENTENCE_END.search(text[-8:]):
        return True
    return (family in _MARKS and width >= _ITEM) or (family == "dash" and width >= _DASHED)


def _words(text: str) -> set[str]:
    """The words of a line; Korean words are cut to two syllables, which drops their particles."""
    return {word.lower() if word.isascii() else word[:2] for word in _WORD.findall(text)}


def _above(lines: Sequence[Line], known: set[int], first: int, words: set[str]) -> set[int]:
    """The lines down to the last furniture line above the text, except titles."""
    last = max((k for k in known if k < first), default=-1)
    others = [k for k in range(last) if k not in known]
    below = [lines[k].text for k in range(last + 1, first)]
    titles = {k for k in others if _is_title(lines[k].text, words)}
    if not any(_is_headline(text) for text in below):
        titles |= {k for k in others if _may_be_title(lines[k].text, words)}
        if not titles:
            return set()  # better to keep some menu entries than to lose the title
    return set(range(last + 1)) - {k for k in titles if lines[k].text not in below}


def _is_headline(text: str) -> bool:
    """Whether a line directly above the text can be its title."""
    plain = not (read_mark(text).label or _SENTENCE_END.search(text[-8:]))
    return plain and columns(text) >= _TITLE


def _may_be_title(text: str, words: set[str]) -> bool:
    return columns(text) >= _LONG_TITLE and len(_words(text) & words) > 1


def _is_title(text: str, words: set[str]) -> bool:
    own = _words(text)
    common = len(own & words)
    return common >= _LEAST_WORDS and common >= _LEAST_SHARE * len(own)


def _below(lines: Sequence[Line], known: set[int], last: int) -> set[int]:
    """All lines from the first furniture line below the text."""
    footer = [k for k in range(last + 1, len(lines)) if page_words.is_below(lines[k].text)]
    cut = min(footer, default=len(lines))
    return set(range(cut, len(lines)))


#: Lines examined between the menu and the text: headline, date, counter, files.
HEAD = 40
#: Columns of the longest menu entry; a longer line is a headline or running text.
LONGEST_ENTRY = 44

#: Characters of the longest headline.
LONGEST_HEADLINE = 200

_SENTENCE = re.compile(r"(?:다|요|까|죠|함|임|음|됨)[.?!][\"'”’)]*$|[a-z\d)][.?!][\"'”’)]*$")


def furniture_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that belong to the page rather than to the release."""
    top = _top(lines)
    bottom = _bottom(lines, top)
    found = set(range(top)) | set(range(bottom, len(lines)))
    found |= _head(lines, top, bottom, is_page=top > 0 or bottom < len(lines))
    found |= _above_footer(lines, top, bottom)
    found |= {
        index
        for index in range(top, bottom)
        if len(lines[index].text) >= 3
        and lines[index].text[0] in "-=_~─━═—·.*|"
        and page_words.SEPARATOR.fullmatch(lines[index].text[:200])
    }
    found |= edge_lines(lines, found)
    return frozenset(found) if len(found) < len(lines) else frozenset(range(top))


def _entry(text: str) -> str:
    """The words of a menu entry without its number."""
    mark = read_mark(text)
    return text[mark.end :].strip() if mark.family in ("number", "round", "dash") else text


def _is_running_text(text: str) -> bool:
    return columns(text[:200]) > 80 or (len(text) > 12 and bool(_SENTENCE.search(text[-8:])))


def _top(lines: Sequence[Line]) -> int:
    """Number of lines at the top of the page that are menus or similar."""
    cut = 0
    for index, line in enumerate(lines[:EDGE]):
        words = _entry(line.text)[:200]
        if _opens_page(lines, index, words) if not cut else page_words.is_menu(words):
            cut = index + 1
        elif cut and index == cut and page_words.SITE.fullmatch(words):
            cut = index + 1  # the site name directly below the menu
        elif _ends_menu(line.text, words):
            break
    # A page made up of menu words only contains no release; keep its last line as one.
    return min(cut, len(lines) - 1) if lines else 0


def _opens_page(lines: Sequence[Line], index: int, words: str) -> bool:
    """Whether this is the first menu word of a page, with at most a site name above it."""
    if index > 1:
        return False
    if page_words.NAVIGATION.fullmatch(words):
        return True
    named = index == 0 or bool(page_words.SITE.fullmatch(lines[0].text[:80]))
    return named and bool(page_words.LETTERHEAD.fullmatch(words))


def _ends_menu(text: str, words: str) -> bool:
    if page_words.ACCOUNT.fullmatch(words):
        return False
    if _is_running_text(text) or columns(text[:200]) > LONGEST_ENTRY:
        return True
    return bool(page_words.KEY.fullmatch(words) or page_words.KEY_VALUE.fullmatch(words))


def _bottom(lines: Sequence[Line], top: int) -> int:
    """Index of the first line of the footer; the number of lines if there is none."""
    cut = len(lines)
    for index in range(len(lines) - 1, max(top, len(lines) - EDGE), -1):
        text = lines[index].text[:300]
        # "Next" may be a heading of a release, but is unlikely to be on a page with menus.
        if page_words.FOOTER.fullmatch(text) or (top and page_words.NEIGHBOUR.fullmatch(text)):
            cut = index
        elif page_words.NEIGHBOUR.fullmatch(lines[index - 1].text[:40]):
            continue  # the title of the next release, however long
        elif _is_running_text(text) or len(lines) - index > EDGE:
            break
    return cut


def _head(lines: Sequence[Line], top: int, bottom: int, *, is_page: bool) -> set[int]:
    """Indices of counters, dates and file lists between the menu and the running text."""
    stop = _end_of_head(lines, top, bottom)
    found = _keys_and_values(lines, top, stop) | _title_again(lines, top, stop)
    if not (is_page or found):
        return found
    previous_is_file = False
    for index in range(top, stop):
        text = lines[index].text[:300]
        is_file = bool(page_words.FILE_HEAD.fullmatch(text)) and _file_follows(lines, index, stop)
        if index > top and (previous_is_file or not page_words.OWN_LIST.match(text)):
            is_file = is_file or bool(page_words.FILE.fullmatch(text))
        if is_file or page_words.TOOL.fullmatch(text) or page_words.BARE_DATE.fullmatch(text):
            found.add(index)
        previous_is_file = is_file
    return found | {
        index
        for index in range(top, stop)
        if {index - 1, index + 1} & found and page_words.COUNTS.fullmatch(lines[index].text[:60])
    }


def _end_of_head(lines: Sequence[Line], top: int, bottom: int) -> int:
    """Index of the first running text; a headline does not count, however long it is."""
    end = min(bottom, top + HEAD)
    headline = lines[top].text if top < end else ""
    if len(headline) > LONGEST_HEADLINE or _SENTENCE.search(headline[-8:]):
        headline = ""
    for index in range(top, end):
        text = lines[index].text
        if text != headline and _is_running_text(text):
            return index
    return end


def _title_again(lines: Sequence[Line], top: int, stop: int) -> set[int]:
    """Indices of repetitions of the first line below the menu in the head."""
    return {k for k in range(top + 1, stop) if lines[k].text == lines[top].text}


def _file_follows(lines: Sequence[Line], index: int, stop: int) -> bool:
    return index + 1 < stop and bool(page_words.FILE.fullmatch(lines[index + 1].text[:300]))


def _keys_and_values(lines: Sequence[Line], top: int, stop: int) -> set[int]:
    strong: set[int] = set()
    weak: set[int] = set()
    for index in range(top, stop):
        text = lines[index].text[:160]
        after = lines[index + 1].text[:80] if index + 1 < stop else ""
        if page_words.KEY.fullmatch(text) and page_words.VALUE.fullmatch(after):
            strong |= {index, index + 1}
        elif page_words.KEY_VALUE.fullmatch(text):
            strong.add(index)
        elif page_words.KEY_WEAK.fullmatch(text) and after and columns(after) <= LONGEST_ENTRY:
            weak |= {index, index + 1}
        elif page_words.KEY_VALUE_WEAK.fullmatch(text):
            weak.add(index)
    if not strong:
        return set()
    # "담당부서" next to a counter belongs to the board; elsewhere it belongs to the release.
    return strong | {i for i in weak if any(abs(i - j) <= 4 for j in strong)}


def _above_footer(lines: Sequence[Line], top: int, bottom: int) -> set[int]:
    """Indices of buttons and file names directly above the footer, or at the end of the page."""
    if bottom == len(lines) and not top:
        return set()
    found: set[int] = set()
    index = bottom - 1
    while index > top:
        text = lines[index].text[:300]
        if not page_words.is_tool(text):
            break
        found.add(index)
        index -= 1
    return found
