"""The text of an HTML tree in blocks, in order, with what the tags say of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import etree

from align.lines import columns
from align.marks import read_mark

#: Elements that begin and end a line of their own.
_BLOCK_TAGS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body button caption center dd details dialog dir
        div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header
        hgroup hr html li legend main menu nav noscript ol option optgroup p pre section
        select summary table tbody td textarea tfoot th thead tr ul xmp listing plaintext""",
    )
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ROLES = {"li": "item", "caption": "caption", "tr": "row", **dict.fromkeys(_HEADINGS, "heading")}

#: Elements that hold no running text of a release.
_NOISE_TAGS = frozenset(
    ["nav", "footer", "aside", "button", "select", "textarea", "noscript", "menu", "dialog", "form"]
)
#: Words in a class or id that say the same; only hints, see `Frame.noise`.
_NOISE_WORDS = frozenset(
    re.findall(
        r"\w+",
        """nav navi navigation gnb lnb snb tnb fnb topmenu menu submenu breadcrumb breadcrumbs
        location path footer foot header sns share sharing util utility utils skip skipnav
        skipmenu skipnavi quick quickmenu banner popup paging pagination pager prev next
        prevnext comment comments reply related relation satisfaction satisfy rating search
        login copyright kogl btn btns btnarea button buttons tag tags tool tools print file
        files filelist attach attachment download cookie cookies widget sidebar social
        advert ads counter hit meta""",
    )
)
_HIDDEN_WORDS = frozenset(
    re.findall(
        r"\w+",
        """blind hidden hide sronly invisible screenout offscreen visuallyhidden skiptxt dn
        displaynone ir irtext txthide""",
    )
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_KEPT_SPACE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_TITLE_KEY = re.compile(r"\s*(?:제\s*목|title|subject)\s*:?\s*", re.IGNORECASE)

#: Most elements and characters in a row of a table; more is a table used for layout.
_ROW_ELEMENTS = 400
_ROW_CELL = 600
_LONGEST_ATTRIBUTE = 2_000


@dataclass(slots=True)
class Frame:
    """An element with lines of its own, and what its tag and class say."""

    tag: str
    parent: int  #: index of the frame around it; its own for the outermost
    noise: bool  #: by tag, class or style it holds no running text
    words: frozenset[str]  #: of its class and id
    role: str  #: "heading", "item", "row", "caption", "title", "note" or ""


@dataclass(slots=True)
class PageBlock:
    """Text between two boundaries of blocks."""

    text: str  #: on one line, but for <br> and, in a table row, tabs between cells
    frame: int  #: index of the innermost frame
    linked: int  #: columns that stand in links
    width: int  #: columns of the text
    spaced: str  #: the text with a space at each tag, as "등록일 2024-01-01 조회수 12"
    number: str = ""  #: what the browser writes before an item of a list, as "3. "


@dataclass(slots=True)
class Page:
    """All text of a page in blocks, and the frames that they stand in."""

    frames: list[Frame] = field(default_factory=list)  #: each after the one around it
    blocks: list[PageBlock] = field(default_factory=list)


def blocks_of_page(body: Any) -> Page:
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


def words_of(element: Any) -> frozenset[str]:
    """The words of an element's class and id, each also joined with the next."""
    named = f"{element.get('class', '')} {element.get('id', '')}"[:_LONGEST_ATTRIBUTE]
    words = set()
    for name in re.sub(r"(?<=[a-z])(?=[A-Z])", "-", named).lower().split():
        parts = [part for part in re.split(r"[^a-z]+", name) if part]
        words |= {*parts, "".join(parts)}
    return frozenset(words)


class _Walk:
    """The state of a walk through a page: where it is and what it has read there."""

    def __init__(self) -> None:
        self.page = Page()
        self.open: list[int] = []  # frames
        self.text: list[str] = []  # of the block that is being read
        self.aside: list[str] = []  # what is hidden in it
        self.linked = 0
        self.number = ""
        self.links = 0  # depth of each
        self.hidden = 0
        self.kept = 0
        self.preserved = False  # whether this block has kept space
        self.row = 0
        self.counters: list[int | None] = []  # of the open lists

    def begin(self, element: Any) -> None:
        tag = element.tag.lower()
        if tag in _BLOCK_TAGS and not self.row:
            self.flush()
            self._open_frame(element, tag)
        elif self.row and tag in ("td", "th"):
            self.text.append("\t")
        elif self.row and tag in _BLOCK_TAGS:
            self.text.append(" ")
        elif tag == "br":
            self.text.append(" " if self.row else "\n")
        if self.row or (tag == "tr" and self.page.frames[-1].role == "row"):
            self.row += 1
        self.links += tag == "a" and element.get("href") is not None
        self.hidden += tag not in _BLOCK_TAGS and _is_hidden(element)
        self.kept += _keeps_space(element, tag)
        if tag == "sup" and element.find("a") is not None:
            self.text.append("[")
        self.write(element.text)

    def finish(self, element: Any) -> None:
        tag = element.tag.lower()
        if tag == "sup" and element.find("a") is not None:
            self.text.append("]")
        self.links -= tag == "a" and element.get("href") is not None
        self.hidden -= tag not in _BLOCK_TAGS and _is_hidden(element)
        self.kept -= _keeps_space(element, tag)
        if self.row:
            self.row -= 1
        if tag in _BLOCK_TAGS and self.row:
            self.text.append(" ")
        elif tag in _BLOCK_TAGS:
            self.flush()
            self.open.pop()
            if tag in ("ol", "ul"):
                self.counters.pop()
            elif tag == "li":
                self.number = ""

    def write(self, text: str | None) -> None:
        """Add text at the place where the walk is."""
        if not text:
            return
        kept = self.kept > 0 and not self.row
        self.preserved |= kept
        text = text.replace("\r\n", "\n") if kept else _SPACE.sub(" ", text)
        if self.hidden:
            self.aside.append(text)
            return
        self.text.append(text)
        if self.links:
            self.linked += columns(text.strip())

    def flush(self) -> None:
        """End the block that is being read."""
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
            own = PageBlock(text, frame, self.linked, columns(text), spaced, self.number)
            self.page.blocks.append(own)
            self.number = ""
        hidden = "".join(self.aside).strip()
        if hidden:
            parent = self.open[-1] if self.open else 0
            self.page.frames.append(Frame("span", parent, True, frozenset(), ""))
            self.page.blocks.append(
                PageBlock(hidden, len(self.page.frames) - 1, 0, len(hidden), hidden)
            )
        self.text, self.aside, self.linked, self.preserved = [], [], 0, False

    def _open_frame(self, element: Any, tag: str) -> None:
        frames = self.page.frames
        parent = self.open[-1] if self.open else 0
        words = words_of(element)
        noise = tag in _NOISE_TAGS or bool(words & _NOISE_WORDS) or _is_hidden(element, words)
        noise = noise or element.get("role") in ("navigation", "search", "banner", "contentinfo")
        role = "" if tag == "tr" and not _is_row(element) else _ROLES.get(tag, "")
        if element.get("role") == "doc-footnote" or words & {"footnote", "footnotes"}:
            role = "note"
        elif tag == "td" and _is_title_cell(element):
            role = "title"
        elif not role and frames and frames[parent].role in ("item", "note", "title"):
            role = frames[parent].role
        self.open.append(len(frames))
        frames.append(Frame(tag, parent, noise, words, role))
        if tag in ("ol", "ul"):
            self.counters.append(_first_number(element) if tag == "ol" else None)
        elif tag == "li" and self.counters and self.counters[-1] is not None:
            self._count(element, self.counters[-1])

    def _count(self, element: Any, counter: int) -> None:
        """Remember the number that a browser writes before an item of a list."""
        own = _integer(element.get("value"), counter)
        self.counters[-1] = own + 1
        mark = _marker(own, element.getparent().get("type", "1"))
        start = "".join(islice(element.itertext(), 20)).strip()[:40]
        self.number = "" if read_mark(start).label else f"{mark}. "


def _is_row(element: Any) -> bool:
    """Whether a ``tr`` is a row of data, rather than a part of the page's layout."""
    cells = [cell for cell in element if cell.tag in ("td", "th")]
    if len(cells) < 2 or any(_is_title_cell(cell) for cell in cells):
        return False
    for number, inner in enumerate(element.iter()):
        if number > _ROW_ELEMENTS or inner.tag == "table":
            return False
    return all(len("".join(cell.itertext()).strip()) <= _ROW_CELL for cell in cells)


def _is_title_cell(cell: Any) -> bool:
    before = cell.getprevious()
    if before is None or before.tag not in ("th", "td") or len(before) > 3:
        return False
    return bool(_TITLE_KEY.fullmatch("".join(before.itertext())[:40]))


def _is_hidden(element: Any, words: frozenset[str] | None = None) -> bool:
    style = element.get("style")
    if style and _HIDDEN_STYLE.search(style[:_LONGEST_ATTRIBUTE]):
        return True
    if element.get("hidden") is not None:
        return True
    if words is None:
        words = words_of(element) if element.get("class") else frozenset()
    return bool(words & _HIDDEN_WORDS)


def _keeps_space(element: Any, tag: str) -> bool:
    style = element.get("style")
    named = bool(style) and bool(_KEPT_SPACE.search(style[:_LONGEST_ATTRIBUTE]))
    return tag in ("pre", "xmp", "listing", "plaintext") or named


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?[0-9]{1,6}\s*", text, re.ASCII) else default


def _first_number(element: Any) -> int | None:
    style = element.get("style", "")[:_LONGEST_ATTRIBUTE]
    if re.search(r"list-style(?:-type)?\s*:[^;]*none", style, re.IGNORECASE):
        return None
    return _integer(element.get("start"), 1)


def _marker(number: int, kind: str) -> str:
    """A number in the style of a list's type: 1, a, A, i or I."""
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I") and 1 <= number < 40:
        tens, ones = divmod(number, 10)
        units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
        roman = "x" * tens + units[ones]
        return roman.upper() if kind == "I" else roman
    return str(number)
