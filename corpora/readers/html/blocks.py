"""Splits the text of an HTML tree into blocks, in order, with evidence from their tags."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from align.segmentation.lines import columns
from corpora.readers.html.elements import (
    BLOCK_TAGS,
    ROLES,
    first_number,
    is_hidden,
    is_noise,
    is_row,
    is_title_cell,
    item_number,
    keeps_space,
    words_of,
)

_SPACE = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")


@dataclass(slots=True)
class Frame:
    """A block-level element, with the evidence from its tag and class."""

    tag: str
    parent: int  #: index of the enclosing frame; its own index for the outermost
    noise: bool  #: whether tag, class or style exclude running text
    words: frozenset[str]  #: words of its class and id
    role: str  #: "heading", "item", "row", "caption", "title", "note" or ""


@dataclass(slots=True)
class PageBlock:
    """Text between two block boundaries."""

    text: str  #: on one line, except for <br>; table cells are separated by tabs
    frame: int  #: index of the innermost frame
    linked: int  #: columns of text in links
    width: int  #: columns of the text
    spaced: str  #: the text with a space at each tag, as "등록일 2024-01-01 조회수 12"
    words: frozenset[str]  #: words of the class and id of the tags in which it begins
    number: str = ""  #: the list number shown by a browser, as "3. "


@dataclass(slots=True)
class HtmlPage:
    """All text of a page in blocks, with the frames that contain them."""

    frames: list[Frame] = field(default_factory=list)  #: each after the one around it
    blocks: list[PageBlock] = field(default_factory=list)


def blocks_of_page(body: Any) -> HtmlPage:
    """The blocks below an element, in the order of the page."""
    walk = _Walk()
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            walk.begin(element)
        else:
            walk.finish(element)
            if element is not body:
                walk.write(element.tail)
    walk.flush()
    return walk.page


class _Walk:
    """The state of a walk through a page: its position and the text read so far."""

    def __init__(self) -> None:
        self.page = HtmlPage()
        self.open: list[int] = []  # frames
        self.text: list[str] = []  # of the current block
        self.aside: list[str] = []  # hidden text in it
        self.linked = 0
        self.number = ""
        self.links = 0  # depth of each
        self.hidden = 0
        self.kept = 0
        self.words: frozenset[str] = frozenset()
        self.begun = False  # whether this block has visible text yet
        self.preserved = False  # whether this block has preserved white space
        self.row = 0
        self.counters: list[int | None] = []  # of the open lists

    def begin(self, element: Any) -> None:
        tag = element.tag.lower()
        if tag in BLOCK_TAGS and not self.row:
            self.flush()
            self._open_frame(element, tag)
        elif self.row and tag in ("td", "th"):
            self.text.append("\t")
        elif self.row and tag in BLOCK_TAGS:
            self.text.append(" ")
        elif tag == "br":
            self.text.append(" " if self.row else "\n")
        if self.row or (tag == "tr" and self.page.frames[-1].role == "row"):
            self.row += 1
        elif tag not in BLOCK_TAGS and not self.row and not self.begun:
            self.words |= words_of(element)
        self.links += tag == "a" and element.get("href") is not None
        self.hidden += tag not in BLOCK_TAGS and is_hidden(element)
        self.kept += keeps_space(element, tag)
        if tag == "sup" and element.find("a") is not None:
            self.text.append("[")
        self.write(element.text)

    def finish(self, element: Any) -> None:
        tag = element.tag.lower()
        if tag == "sup" and element.find("a") is not None:
            self.text.append("]")
        self.links -= tag == "a" and element.get("href") is not None
        self.hidden -= tag not in BLOCK_TAGS and is_hidden(element)
        self.kept -= keeps_space(element, tag)
        if self.row:
            self.row -= 1
        if tag in BLOCK_TAGS and self.row:
            self.text.append(" ")
        elif tag in BLOCK_TAGS:
            self.flush()
            self.open.pop()
            if tag in ("ol", "ul"):
                self.counters.pop()
            elif tag == "li":
                self.number = ""

    def write(self, text: str | None) -> None:
        """Add text at the current position."""
        if not text:
            return
        kept = self.kept > 0 and not self.row
        self.preserved |= kept
        text = text.replace("\r\n", "\n") if kept else _SPACE.sub(" ", text)
        if self.hidden:
            self.aside.append(text)
            return
        self.text.append(text)
        self.begun = self.begun or not text.isspace()
        if self.links:
            self.linked += columns(text.strip())

    def flush(self) -> None:
        """End the current block."""
        frame = self.open[-1] if self.open else 0
        text = "".join(self.text)
        if frame < len(self.page.frames) and self.page.frames[frame].role == "row":
            cells = (_SPACE.sub(" ", cell).strip(" ") for cell in text.split("\t")[1:])
            text = text.split("\t")[0].strip() + "\t".join(cells)
        elif not self.preserved:
            text = _AROUND_BREAK.sub("\n", re.sub(" {2,}", " ", text))
        text = text.strip()
        if text:
            spaced = " ".join(self.text) if len(self.text) > 1 else text
            own = PageBlock(
                text, frame, self.linked, columns(text), spaced, self.words, self.number
            )
            self.page.blocks.append(own)
            self.number = ""
        hidden = "".join(self.aside).strip()
        if hidden:
            parent = self.open[-1] if self.open else 0
            self.page.frames.append(Frame("span", parent, True, frozenset(), ""))
            self.page.blocks.append(
                PageBlock(hidden, len(self.page.frames) - 1, 0, len(hidden), hidden, frozenset())
            )
        self.text, self.aside, self.linked, self.preserved = [], [], 0, False
        self.words, self.begun = frozenset(), False

    def _open_frame(self, element: Any, tag: str) -> None:
        frames = self.page.frames
        parent = self.open[-1] if self.open else 0
        words = words_of(element)
        noise = is_noise(element, tag, words)
        role = "" if tag == "tr" and not is_row(element) else ROLES.get(tag, "")
        if element.get("role") == "doc-footnote" or words & {"footnote", "footnotes"}:
            role = "note"
        elif tag == "td" and is_title_cell(element):
            role = "title"
        elif not role and frames and frames[parent].role in ("item", "note", "title"):
            role = frames[parent].role
        self.open.append(len(frames))
        frames.append(Frame(tag, parent, noise, words, role))
        if tag in ("ol", "ul"):
            self.counters.append(first_number(element) if tag == "ol" else None)
        elif tag == "li" and self.counters and self.counters[-1] is not None:
            self._count(element, self.counters[-1])

    def _count(self, element: Any, counter: int) -> None:
        """Record the number that a browser shows before a list item."""
        value, self.number = item_number(element, counter)
        self.counters[-1] = value + 1
