"""Metadata that an HTML page declares: title, date, agency, department and address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from corpora.io.dates import iso_date

#: Longest accepted value, in characters.
_LONGEST = 500
_TITLE_BREAK = re.compile(r"\s+[|<>›»:\-–—]+\s+|\s*[|<>›»]\s*")
_DATE_KEY = re.compile(
    r"(?:작성일자?|등록일시?|등록일자|게시일자?|배포일시?|보도일시|보도일자|발행일|date"
    r"|posted(?: on)?|published(?: on)?|release date|registration date|registered)",
    re.IGNORECASE,
)
_DEPARTMENT_KEY = re.compile(
    r"(?:부서명?|담당\s?부서|작성\s?부서|담당과|작성자|등록자|department|division|writer|author)",
    re.IGNORECASE,
)
_NUMBER_KEY = re.compile(
    r"(?:문서\s?번호|보도\s?(?:자료)?\s?번호|(?:press )?release (?:no\.?|number)"
    r"|document (?:no\.?|number))",
    re.IGNORECASE,
)
_AGENCY_KEY = re.compile(r"(?:출처|기관명?|발행처|제공처?|source|agency|ministry)", re.IGNORECASE)
_AGENCY = re.compile(
    r"[가-힣]{1,12}(?:부|처|청|원|위원회|실|공사|공단)"
    r"|(?:the )?(?:ministry|office|agency|commission) of .{3,60}",
    re.IGNORECASE,
)
_ANY_DATE = re.compile(
    r"\d{4}\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}|[A-Za-z]{3,9}\.? \d{1,2}, \d{4}"
    r"|\d{1,2} [A-Za-z]{3,9}\.? \d{4}"
)
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)(https?://\S{3,2000}?)\s*-->", re.IGNORECASE
)
_CELL = re.compile(r"[\t\n|]|\s[·/]\s|(?<=[^\d\s])\s?[:：]\s?")


def head_titles(root: Any) -> list[str]:
    """Titles in the head of a page: og:title first, then parts of its title."""
    found = [_meta(root, "og:title"), _meta(root, "twitter:title"), _meta(root, "dc.title")]
    title = root.find(".//title")
    text = "" if title is None else _one_line("".join(title.itertext()))
    found += [text, *_TITLE_BREAK.split(text)]
    return list(dict.fromkeys(entry for entry in found if entry))


def facts_of(
    root: Any, page: str, title: str, near: Sequence[str], far: Sequence[str]
) -> dict[str, str]:
    """The metadata that the page declares, by the field names of `Source`.

    Args:
        root: The tree of the page.
        page: Its text with the tags.
        title: The title as shown on the page; "" if there is none.
        near: The texts between the title and the article, and those after it.
        far: All other texts outside the article.
    """
    cells = [cell for text in (*near, *far) for cell in _cells(text)]
    titles = head_titles(root)
    agency = _meta(root, "og:site_name")
    found = {
        "title": _one_line(title) or (titles[0] if titles else ""),
        "date": _date(root, cells, near),
        "department": _value(cells, _DEPARTMENT_KEY),
        "number": _value(cells, _NUMBER_KEY),
        "agency": _agency(agency, cells, near),
        "address": _address(root, page),
    }
    return {name: text for name, text in found.items() if text}


def _one_line(text: str) -> str:
    return " ".join(text[: _LONGEST * 4].split())[:_LONGEST]


def _meta(root: Any, name: str) -> str:
    for element in root.iter("meta"):
        named = element.get("property") or element.get("name") or ""
        if named.lower() == name and element.get("content"):
            return _one_line(element.get("content"))
    return ""


def _cells(text: str) -> list[str]:
    """The keys and values in a text: "작성일 : 2023-05-26" is two."""
    return [cell.strip() for cell in _CELL.split(text[:_LONGEST]) if cell and cell.strip()]


def _value(cells: Sequence[str], key: re.Pattern[str], *, value: str = r".{1,60}") -> str:
    """The value beside or after the first matching key that has one."""
    beside = re.compile(rf"{key.pattern}\s({value})", re.IGNORECASE)
    for index, cell in enumerate(cells):
        match = beside.fullmatch(cell)
        if match:
            return match[1].strip()
        after = cells[index + 1] if index + 1 < len(cells) else ""
        if key.fullmatch(cell) and re.fullmatch(value, after) and not _is_key(after):
            return after
    return ""


def _is_key(text: str) -> bool:
    keys = (_DATE_KEY, _DEPARTMENT_KEY, _NUMBER_KEY, _AGENCY_KEY)
    return any(key.fullmatch(text) for key in keys) or text in (
        "조회수",
        "조회",
        "Hits",
        "Views",
        "첨부파일",
    )


def _date(root: Any, cells: Sequence[str], near: Iterable[str]) -> str:
    for name in ("article:published_time", "dc.date", "dc.date.issued", "date", "pubdate"):
        date = iso_date(_meta(root, name))
        if date:
            return date
    date = iso_date(_value(cells, _DATE_KEY, value=r".{0,12}\d.{4,40}"))
    if date:
        return date
    for element in root.iter("time"):
        date = iso_date((element.get("datetime") or "")[:40])
        if date:
            return date
    dates = (iso_date(match[0]) for text in near for match in _ANY_DATE.finditer(text[:80]))
    return next(filter(None, dates), "")


def _agency(named: str, cells: Sequence[str], near: Iterable[str]) -> str:
    if _AGENCY.fullmatch(named):
        return named
    agency = _value(cells, _AGENCY_KEY)
    if agency and _AGENCY.fullmatch(agency):
        return agency
    for text in near:  # "2024.04.18 미래산업부"
        rest = _ANY_DATE.sub("", text[:80]).strip(" .|·\t\n")
        if rest != text.strip() and _AGENCY.fullmatch(rest):
            return rest
    return ""


def _address(root: Any, page: str) -> str:
    """The page's URL, as declared by the page or recorded by the browser that saved it."""
    links = [
        e.get("href") or ""
        for e in root.iter("link")
        if (e.get("rel") or "").lower() == "canonical"
    ]
    saved = _SAVED_FROM.search(page[:20_000])
    for address in (*links, _meta(root, "og:url"), saved[1] if saved else ""):
        if _is_address(address.strip()):
            return address.strip()
    return ""


def _is_address(text: str) -> bool:
    if not text.isprintable() or " " in text or len(text) > 2_000:
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc
