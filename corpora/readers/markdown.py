"""Reads Markdown: headings, lists, quotes and tables as blocks, front matter as provenance.

List marks are kept ("- ", "3. "), as in plain text; the marks of emphasis, links and
headings are removed. Supports CommonMark with pipe tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from align.bitext import FURNITURE_KIND
from align.errors import InputError
from align.segmentation.line_kinds import kind_of_line, looks_like_title
from corpora.io.dates import iso_date
from corpora.readers.document import Piece, ReadFile, lost_text, made_of
from corpora.readers.text import text_of

if TYPE_CHECKING:
    from markdown_it.token import Token

#: Largest file, in characters, and most brackets: the parser takes up to 15 microseconds per
#: character and 160 per bracket; a release has some thousands of characters.
MAX_CHARACTERS = 150_000
MAX_BRACKETS = 5_000
#: Deepest nesting of lists and quotes; the parser skips anything deeper.
MAX_NESTING = 100

_FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.*?)(?:\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL
)
_ENTRY = re.compile(r"^([A-Za-z_-]{1,30})[ \t]*:[ \t]*(.*)$", re.MULTILINE)
_KEYS = {
    "title": "title", "date": "date", "agency": "agency", "organization": "agency",
    "department": "department", "number": "number", "url": "address", "source": "address",
    "address": "address", "link": "address", "canonical": "address",
}  # fmt: skip
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\s]{1,30}\]:", re.MULTILINE)
_FOOTNOTE_MARK = re.compile(r"\[\^([^\]\s]{1,30})\](:?)")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|center|cite|code|col|colgroup|dd|del|details|div|dl|dt|em"
    r"|figcaption|figure|font|h[1-6]|hr|html|i|img|ins|kbd|li|mark|ol|p|pre|q|s|section|small|span"
    r"|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|wbr)\b[^<>]{0,2000}/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\b[^<>]{0,200}>", re.IGNORECASE)
_NO_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)


def read_markdown(data: bytes, name: str) -> ReadFile:
    """The text of a Markdown file in blocks, without the marks of emphasis and links.

    Args:
        data: The content of the file.
        name: Its name in messages.

    Raises:
        InputError: It is not text, or is too large or nested too deeply to be a release.
    """
    file = text_of(data, name=name.rpartition("/")[2], place=name)
    if len(file.text) > MAX_CHARACTERS:
        raise InputError(f"{name} has more than {MAX_CHARACTERS:,} characters; split it")
    if file.text.count("[") > MAX_BRACKETS:
        raise InputError(f"{name} has more than {MAX_BRACKETS:,} brackets; save it as text first")
    front = _FRONT.match(file.text)
    body = file.text[front.end() :] if front else file.text
    tokens = _tokens(body)
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        raise InputError(f"{name} nests its lists or quotes more than {MAX_NESTING} deep")
    pieces = [Piece(front[1], FURNITURE_KIND)] if front else []
    pieces += _titled(list(_pieces(tokens)))
    seen = "\n".join(_own_text(token) for token in tokens)
    warning = lost_text(seen, "\n".join(piece.text for piece in pieces))
    declared = _front_matter(front[1]) if front else {}
    titles = [piece.text for piece in pieces if piece.kind == "title"]
    if titles:
        declared["title"] = " ".join(titles[0].split())
    encoding = file.source.encoding
    warnings = [warning] if warning else []
    return made_of(pieces, data, name, encoding=encoding, warnings=warnings, **declared)


def _tokens(text: str) -> list[Token]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (imported for Markdown only)

    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")
    if _FOOTNOTE.search(text):
        parser.disable("reference")  # it reads "[^1]: word" as the target of a link
    return parser.parse(text)


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    """One piece per paragraph, heading, item, row or line of code."""
    cells: list[str] | None = None
    mark, heading, item = "", False, False
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield Piece("\t".join(cells or []), "table_row")
            cells = None
        elif token.type == "list_item_open":
            mark, item = _mark(token), token.markup not in (".", ")")
        elif token.type == "list_item_close":
            mark, item = "", False
        elif token.type == "heading_open":
            heading = True
        elif token.type == "heading_close":
            heading = False
        elif token.type == "inline" and cells is not None:
            cells.append(" ".join(_shown(token).split()))
        elif token.type in ("inline", "fence", "code_block", "html_block"):
            text = mark + _own_text(token).strip()
            mark = ""
            if text:
                yield Piece(text, _kind(text, heading=heading, item=item))


def _mark(token: Token) -> str:
    number = token.info if token.markup in (".", ")") else ""
    return f"{number}{token.markup} "


def _own_text(token: Token) -> str:
    """The text that a token itself shows; "" for one that only opens or closes."""
    if token.type == "inline":
        return _shown(token)
    if token.type in ("fence", "code_block"):
        return token.content
    if token.type == "html_block":
        return _TAG.sub(" ", _BREAK.sub("\n", _NO_TEXT.sub("", token.content)))
    return ""


def _shown(token: Token) -> str:
    """The text of a paragraph without its marks; line breaks are kept."""
    texts: list[str] = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            texts.append("\n")
        elif child.type == "html_inline":
            bare = _BREAK.sub("\n", _NO_TEXT.sub("", child.content))
            texts.append("" if _TAG.fullmatch(bare) else bare)  # <Winter Harbor> is a title
        elif child.type == "image":
            texts.append(_shown(child))
        else:
            texts.append(child.content)
    return _FOOTNOTE_MARK.sub(r"[\1]\2", "".join(texts))


def _kind(text: str, *, heading: bool, item: bool) -> str | None:
    if heading and looks_like_title(text):
        return "heading"
    if text.startswith("[") and re.match(r"\[[^\]\s]{1,30}\]:", text):
        return "note"
    words = kind_of_line(text.partition("\n")[0], "ko")
    return "bullet" if item and words in ("bullet", "paragraph") else None


def _titled(pieces: list[Piece]) -> list[Piece]:
    """The same pieces, with the first as the title if it is a heading."""
    first = next((k for k, piece in enumerate(pieces) if piece.text.strip()), None)
    if first is not None and pieces[first].kind == "heading":
        pieces[first] = Piece(pieces[first].text, "title")
    return pieces


def _front_matter(text: str) -> dict[str, str]:
    declared: dict[str, str] = {}
    for key, raw in _ENTRY.findall(text):
        field = _KEYS.get(key.lower())
        value = raw.strip().strip("\"'")[:500]
        if field == "date":
            value = iso_date(value)
        if field == "address" and not re.match(r"https?://\S+$", value):
            continue
        if field and value and field not in declared:
            declared[field] = value
    return declared
