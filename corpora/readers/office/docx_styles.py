"""Paragraph kinds and list numbers from the styles and lists of a Word document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from corpora.readers.office.numbering import Counters, bullet, number_text, whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_HEADING = re.compile(r"heading \d|제목 \d", re.IGNORECASE)
_TITLE = re.compile(r"title|제목", re.IGNORECASE)
_PLACE = re.compile(r"%([1-9])")

#: Word's names for number forms that have a different name in numbering.py.
_FORMS = {
    "decimalEnclosedCircle": "circled",
    "decimalEnclosedCircleChinese": "circled",
    "koreanDigital": "korean",
    "koreanCounting": "korean",
    "koreanLegal": "korean",
    "koreanDigital2": "hanja",
    "ideographDigital": "hanja",
    "chineseCounting": "hanja",
    "japaneseCounting": "hanja",
    "taiwaneseCounting": "hanja",
}

#: Longest chain of styles to follow; Word allows ten.
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list."""

    start: int
    form: str  #: as in numbering.py, or "bullet"
    text: str  #: such as "%1.%2."
    style: str  #: the paragraph style linked to this level


@dataclass(slots=True)
class _Style:
    name: str = ""
    above: str = ""  #: the style on which it is based
    outline: int | None = None
    list: str = ""
    level: int | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)  #: levels that this list restarts


class Styles:
    """The styles and lists of one document, with the current list numbers."""

    def __init__(self, styles: Any | None, numbering: Any | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for element in () if styles is None else styles.iter(W + "style"):
            if element.get(W + "type") == "paragraph":
                name = element.get(W + "styleId", "")
                self._styles[name] = _style(element)
                if element.get(W + "default") in ("1", "true", "on"):
                    self._default = name
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        if numbering is not None:
            self._read_lists(numbering)
        self._counters = Counters()
        self._begun: set[str] = set()

    def kind_and_label(self, paragraph: Any) -> tuple[str | None, str]:
        """The kind given by the style of a paragraph, if any, and its list number."""
        properties = paragraph.find(W + "pPr")
        name = _value(properties, "pStyle") or self._default
        chain = self._chain(name)
        return self._kind(chain, properties), self._label(chain, name, properties)

    def _chain(self, name: str) -> list[_Style]:
        """A style and the styles on which it is based."""
        found: list[_Style] = []
        while name in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[name])
            name = found[-1].above
        return found

    def _kind(self, chain: list[_Style], properties: Any | None) -> str | None:
        for style in chain:
            if _TITLE.fullmatch(style.name):
                return "title"
            if _HEADING.fullmatch(style.name):
                return "heading"
        outline = _value(properties, "outlineLvl")
        levels = [style.outline for style in chain if style.outline is not None]
        level = next((n for n in [whole(outline), *levels] if n is not None), 9)
        return "heading" if level < 9 else None

    def _label(self, chain: list[_Style], name: str, properties: Any | None) -> str:
        own = None if properties is None else properties.find(W + "numPr")
        number = _value(own, "numId") or next((s.list for s in chain if s.list), "")
        found = self._lists.get(number)
        if found is None:
            return ""
        levels = self._levels.get(found.abstract, {})
        shown = whole(_value(own, "ilvl"))
        linked = [index for index, level in levels.items() if level.style and level.style == name]
        inherited = [style.level for style in chain if style.level is not None]
        index = (linked or inherited or [0])[0] if shown is None else shown
        level = levels.get(index)
        if level is None:
            return ""
        if level.form == "bullet":
            return bullet(level.text)
        return self._numbered(number, found, levels, index)

    def _numbered(self, number: str, found: _List, levels: dict[int, _Level], index: int) -> str:
        """Count one paragraph and return its number as text."""
        if found.starts and number not in self._begun:
            self._counters.restart(found.abstract)
        self._begun.add(number)
        starts = {place: level.start for place, level in levels.items()} | found.starts
        counts = self._counters.step(found.abstract, index, starts)

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            if place >= len(counts) or place not in levels:
                return ""
            return number_text(counts[place], levels[place].form)

        return _PLACE.sub(shown, levels[index].text).strip()

    def _read_lists(self, numbering: Any) -> None:
        links = {}
        for element in numbering.iter(W + "abstractNum"):
            name = element.get(W + "abstractNumId", "")
            levels = {}
            for place in element.iter(W + "lvl"):
                index = whole(place.get(W + "ilvl", ""))
                if index is not None and index < 9:
                    levels[index] = _level(place)
            self._levels[name] = levels
            links[name] = _value(element, "numStyleLink")
        for element in numbering.iter(W + "num"):
            starts = {}
            for override in element.iter(W + "lvlOverride"):
                start = whole(_value(override, "startOverride"))
                index = whole(override.get(W + "ilvl", ""))
                if start is not None and index is not None:
                    starts[index] = start
            self._lists[element.get(W + "numId", "")] = _List(
                _value(element, "abstractNumId"), starts
            )
        for found in self._lists.values():  # lists that borrow the levels of a list style
            style = self._styles.get(links.get(found.abstract, ""))
            if style and style.list in self._lists:
                found.abstract = self._lists[style.list].abstract


def _value(parent: Any | None, name: str) -> str:
    """The ``w:val`` of a child element; "" if there is none."""
    child = None if parent is None else parent.find(W + name)
    return "" if child is None else str(child.get(W + "val", ""))


def _style(element: Any) -> _Style:
    properties = element.find(W + "pPr")
    numbers = None if properties is None else properties.find(W + "numPr")
    return _Style(
        _value(element, "name"),
        _value(element, "basedOn"),
        whole(_value(properties, "outlineLvl")),
        _value(numbers, "numId"),
        whole(_value(numbers, "ilvl")),
    )


def _level(element: Any) -> _Level:
    start = whole(_value(element, "start"))
    form = _value(element, "numFmt") or "decimal"
    # a non-standard form is given inside an AlternateContent
    inner = element.find(f"{{*}}AlternateContent/{{*}}Fallback/{W}numFmt")
    if inner is not None:
        form = inner.get(W + "val", "decimal")
    return _Level(
        1 if start is None else start,
        _FORMS.get(form, form),
        _value(element, "lvlText"),
        _value(element, "pStyle"),
    )
