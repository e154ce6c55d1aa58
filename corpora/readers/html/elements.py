"""Evidence about the content of one HTML element, from its tag, class and style."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from align.segmentation.list_marks import read_mark

#: Elements that start and end a line of their own.
BLOCK_TAGS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body button caption center dd details dialog dir
        div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header
        hgroup hr html li legend main menu nav noscript ol option optgroup p pre section
        select summary table tbody td textarea tfoot th thead tr ul xmp listing plaintext""",
    )
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ROLES = {"li": "item", "caption": "caption", "tr": "row", **dict.fromkeys(_HEADINGS, "heading")}

#: Elements without running text of a release.
_NOISE_TAGS = frozenset(
    ["nav", "footer", "aside", "button", "select", "textarea", "noscript", "menu", "dialog", "form"]
)
#: Words in a class or id that suggest the same; only hints, see `Frame.noise`.
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
_TITLE_KEY = re.compile(r"\s*(?:제\s*목|title|subject)\s*:?\s*", re.IGNORECASE)

#: Most elements and characters in a table row; a row with more is used for layout.
_ROW_ELEMENTS = 400
_ROW_CELL = 600
_LONGEST_ATTRIBUTE = 2_000


def words_of(element: Any) -> frozenset[str]:
    """The words of an element's class and id, and each word joined with the next."""
    named = f"{element.get('class', '')} {element.get('id', '')}"[:_LONGEST_ATTRIBUTE]
    words = set()
    for name in re.sub(r"(?<=[a-z])(?=[A-Z])", "-", named).lower().split():
        parts = [part for part in re.split(r"[^a-z]+", name) if part]
        words |= {*parts, "".join(parts)}
    return frozenset(words)


def is_noise(element: Any, tag: str, words: frozenset[str]) -> bool:
    """Whether an element contains menus, tools or hidden text rather than a release."""
    if tag in _NOISE_TAGS or words & _NOISE_WORDS or is_hidden(element, words):
        return True
    return element.get("role") in ("navigation", "search", "banner", "contentinfo")


def item_number(element: Any, counter: int) -> tuple[int, str]:
    """The value of an item in a numbered list, and the label shown by a browser."""
    value = _integer(element.get("value"), counter)
    mark = _marker(value, element.getparent().get("type", "1"))
    start = "".join(islice(element.itertext(), 20)).strip()[:40]
    return value, "" if read_mark(start).label else f"{mark}. "


def is_row(element: Any) -> bool:
    """Whether a ``tr`` is a row of data rather than part of the page layout."""
    cells = [cell for cell in element if cell.tag in ("td", "th")]
    if len(cells) < 2 or any(is_title_cell(cell) for cell in cells):
        return False
    for number, inner in enumerate(element.iter()):
        if number > _ROW_ELEMENTS or inner.tag == "table":
            return False
    return all(len("".join(cell.itertext()).strip()) <= _ROW_CELL for cell in cells)


def is_title_cell(cell: Any) -> bool:
    """Whether a cell contains the title: the previous cell says "제목" or "Title"."""
    before = cell.getprevious()
    if before is None or before.tag not in ("th", "td") or len(before) > 3:
        return False
    return bool(_TITLE_KEY.fullmatch("".join(before.itertext())[:40]))


def is_hidden(element: Any, words: frozenset[str] | None = None) -> bool:
    """Whether an element is hidden by its style or class."""
    style = element.get("style")
    if style and _HIDDEN_STYLE.search(style[:_LONGEST_ATTRIBUTE]):
        return True
    if element.get("hidden") is not None:
        return True
    if words is None:
        words = words_of(element) if element.get("class") else frozenset()
    return bool(words & _HIDDEN_WORDS)


def keeps_space(element: Any, tag: str) -> bool:
    """Whether white space and line ends in an element are preserved."""
    style = element.get("style")
    named = bool(style) and bool(_KEPT_SPACE.search(style[:_LONGEST_ATTRIBUTE]))
    return tag in ("pre", "xmp", "listing", "plaintext") or named


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?[0-9]{1,6}\s*", text, re.ASCII) else default


def first_number(element: Any) -> int | None:
    """The number of the first item of a list; None if the list is not numbered."""
    style = element.get("style", "")[:_LONGEST_ATTRIBUTE]
    if re.search(r"list-style(?:-type)?\s*:[^;]*none", style, re.IGNORECASE):
        return None
    return _integer(element.get("start"), 1)


def _marker(number: int, kind: str) -> str:
    """A number in the style of the list: 1, a, A, i or I."""
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I") and 1 <= number < 40:
        tens, ones = divmod(number, 10)
        units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
        roman = "x" * tens + units[ones]
        return roman.upper() if kind == "I" else roman
    return str(number)
