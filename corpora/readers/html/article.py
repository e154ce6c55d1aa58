"""Finds the article of a page and its title.

There are no rules for particular sites. Running text counts for an element, links and menu
words count against it, and the element with the highest sum is the article, similar to
maximum-subsequence extraction (Pasternack and Roth 2009, "Extracting article text from
the web with maximum subsequence segmentation").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from align.segmentation.furniture import LONGEST_ENTRY
from align.segmentation.furniture_patterns import is_key, is_page_words
from align.segmentation.line_kinds import LONGEST_TITLE
from align.segmentation.lines import columns
from corpora.readers.html.blocks import HtmlPage, PageBlock

#: Columns above which a block is running text; shorter ones hardly count.
_RUNNING = 20
#: Penalty of a block of menu words, in columns of running text.
_MENU_COST = 5.0
#: Weight of a short block per column: enough to keep the last lines with the text.
_SHORT_WORTH = 0.05
#: Share of a page's running text from which an element is not furniture, whatever its class:
#: "print" and "search" may be classes of the box around everything.
_TOO_MUCH = 0.5

#: Elements that contain one paragraph; the article is an element with several.
_NO_BOX = frozenset(
    re.findall(r"\w+", "p li h1 h2 h3 h4 h5 h6 tr dt dd blockquote pre caption span thead tfoot")
)
_TITLE_WORDS = frozenset(re.findall(r"\w+", "title tit subject sbj headline subj"))
_SUBTITLE_WORDS = frozenset(re.findall(r"\w+", "subtitle subtit sub summary lead deck"))
_BARE_VALUE = re.compile(r"[\d.,:/\s-]{1,24}|제\s*목|title|subject", re.IGNORECASE)
_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Article:
    """The part of a page that contains the release."""

    blocks: range  #: indices of its blocks; empty if none was found
    title: int | None  #: index of the title block, which may precede the article
    subtitles: frozenset[int]  #: indices of blocks between the title and the article
    noise: frozenset[int]  #: indices of furniture blocks, inside the article or not


def article_of(page: HtmlPage, titles: Sequence[str]) -> Article:
    """The article of a page.

    Args:
        page: All blocks of the page.
        titles: Titles from the head of the page, the most reliable first.
    """
    hidden, foreign = _noise(page), _foreign(page)
    noise = [a or b for a, b in zip(hidden, foreign, strict=True)]
    known = [key for key in map(key_of, titles) if key]
    values = [0.0] * len(page.frames)
    for block, is_noise in zip(page.blocks, noise, strict=True):
        is_title = key_of(block.text) in known
        values[block.frame] += _value(block, page.frames[block.frame].role, is_noise or is_title)
    for index in range(len(page.frames) - 1, 0, -1):
        values[page.frames[index].parent] += values[index]
    box = _best_box(page, values)
    inside = [
        i for i, block in enumerate(page.blocks) if box is not None and _is_in(page, block, box)
    ]
    blocks = range(inside[0], inside[-1] + 1) if inside else range(0)
    title = _title(page, blocks, known, noise)
    subtitles: frozenset[int] = frozenset()
    if title is not None and blocks and title < blocks.start:
        between = range(title + 1, blocks.start)
        subtitles = frozenset(i for i in between if _is_subtitle(page, page.blocks[i]))
    text = range(blocks.start if title is None else max(blocks.start, title + 1), blocks.stop)
    running = [i for i in text if not noise[i] and page.blocks[i].width > _RUNNING]
    for i in range(running[0], running[-1]) if running else ():
        noise[i] = hidden[i]  # between two paragraphs, even "News" is a heading
    return Article(
        blocks, title, subtitles, frozenset(i for i, own in enumerate(noise) if own and i != title)
    )


def key_of(text: str) -> str:
    """The letters and digits of a title in lower case, for comparison.

    >>> key_of("제7차 「대화」 개최 결과!") == key_of("제7차 대화 개최결과")
    True
    """
    return _LETTERS.sub("", text[:1000]).lower()


def _noise(page: HtmlPage) -> list[bool]:
    """Whether each block lies in an element without running text."""
    mass = [0] * len(page.frames)
    for block in page.blocks:
        if block.width > _RUNNING * 2 and block.linked * 2 < block.width:
            mass[block.frame] += block.width
    for index in range(len(page.frames) - 1, 0, -1):
        mass[page.frames[index].parent] += mass[index]
    limit = _TOO_MUCH * mass[0] if mass else 0
    noisy: list[bool] = []
    for index, frame in enumerate(page.frames):
        own = frame.noise and not (mass[index] > 0 and mass[index] >= limit)
        noisy.append(own or (index > 0 and noisy[frame.parent]))
    return [noisy[block.frame] for block in page.blocks]


def _foreign(page: HtmlPage) -> list[bool]:
    """Whether each block is, by its own words, a link, menu entry, key or value of the page."""
    found = [_is_foreign(block) for block in page.blocks]
    for index in range(1, len(found)):
        block = page.blocks[index]
        if is_key(page.blocks[index - 1].text) and block.width <= LONGEST_ENTRY:
            found[index] = True
    return found


def _value(block: PageBlock, role: str, is_noise: bool) -> float:
    """Evidence of a block that the element around it is the article, in columns."""
    width = block.width
    if is_noise:
        return -_MENU_COST - width / 4
    if role in ("heading", "title") or (width <= _RUNNING and role not in ("item", "row")):
        return _SHORT_WORTH * width - 2 * block.linked
    return width - 2.0 * block.linked - (0 if role in ("item", "row") else _RUNNING / 2)


def _is_foreign(block: PageBlock) -> bool:
    """Whether a block consists of links only, or of menu words."""
    if block.linked * 10 >= block.width * 9:
        return True
    return _is_of_page(block.text) or _is_of_page(block.spaced)


def _is_of_page(text: str) -> bool:
    """Whether each line or cell of a text is a menu entry, a key, a number or a value."""
    cells = [cell for cell in re.split(r"[\n\t]", text[:400]) if cell.strip()]
    values = [False, *map(is_key, cells)]
    return all(
        is_value or is_page_words(cell) or bool(_BARE_VALUE.fullmatch(cell))
        for cell, is_value in zip(cells, values, strict=False)
    )


def _best_box(page: HtmlPage, values: list[float]) -> int | None:
    """The innermost element with the highest value; None if no value is positive."""
    best, most = None, 0.0
    for index, (frame, value) in enumerate(zip(page.frames, values, strict=True)):
        if frame.tag in _NO_BOX:
            continue
        if value > most or (value == most and best is not None and frame.parent == best):
            best, most = index, value
    return best


def _is_in(page: HtmlPage, block: PageBlock, box: int) -> bool:
    index = block.frame
    while index > box:
        index = page.frames[index].parent
    return index == box


def _title(
    page: HtmlPage, blocks: range, known: Sequence[str], noise: Sequence[bool]
) -> int | None:
    """Index of the title: before the article, or among its first blocks."""
    best, most = None, 1
    first = blocks.start if blocks else len(page.blocks)
    for index in range(min(first + 3, len(page.blocks))):
        block = page.blocks[index]
        if columns(block.text[:LONGEST_TITLE]) >= LONGEST_TITLE or is_page_words(block.text):
            continue
        score = _title_score(page, block, known)
        if noise[index] or (block.linked and block.linked * 2 >= block.width):
            score -= 2
        if score > most or (score == most and best is not None and best < first > index):
            best, most = index, score
    return best


def _title_score(page: HtmlPage, block: PageBlock, known: Sequence[str]) -> int:
    """Evidence that a block is the title; a score of 2 is enough."""
    frame, key = page.frames[block.frame], key_of(block.text)
    score = 0
    if key and len(key) >= 4:
        if key in known:
            score += 4
        elif any(other.startswith(key) or key in other for other in known):
            score += 2
    if frame.role == "title":
        score += 4
    elif frame.role == "heading":
        score += 2 + (frame.tag in ("h1", "h2"))
    around = page.frames[frame.parent].words | frame.words | block.words
    return score + 2 * bool(around & _TITLE_WORDS)


def _is_subtitle(page: HtmlPage, block: PageBlock) -> bool:
    frame = page.frames[block.frame]
    if block.linked or is_page_words(block.text):
        return False
    around = page.frames[frame.parent].words | frame.words | block.words
    return frame.role == "heading" or bool(around & _SUBTITLE_WORDS)
