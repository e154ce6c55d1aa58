"""Reads HTML pages: the article of a board or news page, with the rest kept as furniture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from align.bitext import FURNITURE_KIND
from align.errors import InputError
from align.segmentation.line_kinds import kind_of_line, looks_like_title
from align.segmentation.list_marks import read_mark
from corpora.io.paths import shown
from corpora.readers.document import Piece, ReadFile, lost_text, made_of
from corpora.readers.html.article import Article, article_of
from corpora.readers.html.blocks import HtmlPage, PageBlock, blocks_of_page
from corpora.readers.html.metadata import facts_of, head_titles
from corpora.readers.html.tree import UNSEEN, decode_page, parse_page

#: Kinds recognised by the words of a line, whatever list or box contains it.
_BY_WORDS = ("attachment", "contact", "note", "closing", "disclaimer", "table_row", "bullet")


def read_html(data: bytes, name: str) -> ReadFile:
    """The text of a page in blocks; everything outside the article is furniture.

    Scripts, styles and pictures are left out. Hidden content (collapsed menus, text for screen
    readers) is furniture.

    Args:
        data: The content of the file.
        name: Its name in messages.

    Raises:
        InputError: It is damaged, shows no text, or is too large or deep to be a release.
    """
    text, encoding, warning = decode_page(data, name)
    root = parse_page(text, name)
    titles = head_titles(root)
    body = _body(root)
    frames = [source for e in root.iter("iframe", "frame") if (source := e.get("src"))]
    etree.strip_elements(body, *UNSEEN, with_tail=False)
    page = blocks_of_page(body)
    if not page.blocks:
        raise InputError(f"{name} shows no text; open it in a browser and copy the text")
    article = article_of(page, titles)
    pieces = list(_pieces(page, article))
    lost = lost_text("\n".join(body.itertext()), "\n".join(piece.text for piece in pieces))
    warnings = [warning, *_warnings(article, frames), lost]
    declared = _declared(root, text, page, article)
    return made_of(
        pieces, data, name, encoding=encoding, warnings=filter(None, warnings), **declared
    )


def _body(root: Any) -> Any:
    body = root.find("body")
    return root if body is None else body


def _pieces(page: HtmlPage, article: Article) -> Iterator[Piece]:
    """All blocks with their kinds; consecutive one-line boxes are combined."""
    run: list[str] = []  # lines that may be wrapped
    for index, block in enumerate(page.blocks):
        piece = _piece(page, article, index)
        if run and not (piece.kind is None and _follows(page, index)):
            yield Piece("\n".join(run))
            run = []
        if piece.kind is None and page.frames[block.frame].tag == "div":
            run.append(piece.text)
        else:
            yield piece
    if run:
        yield Piece("\n".join(run))


def _follows(page: HtmlPage, index: int) -> bool:
    """Whether a block is in a ``div`` that directly follows the ``div`` of the previous block."""
    above, below = page.blocks[index - 1].frame, page.blocks[index].frame
    one, two = page.frames[above], page.frames[below]
    return one.tag == two.tag == "div" and below == above + 1 and one.parent == two.parent


def _piece(page: HtmlPage, article: Article, index: int) -> Piece:
    """One block, with its kind if its tags or position determine it."""
    block = page.blocks[index]
    text = block.number + block.text
    if index == article.title:
        return Piece(" ".join(text.split()), "title")
    inside = index in article.blocks and index not in article.noise
    if inside or index in article.subtitles:
        return Piece(text, _kind(block, page.frames[block.frame].role))
    if not article.blocks and index not in article.noise:
        return Piece(text)  # left to the rules for copied pages
    return Piece(text, FURNITURE_KIND)


def _kind(block: PageBlock, role: str) -> str | None:
    """The kind of an article block by its tags; None to classify it by its words."""
    words = kind_of_line(block.text.partition("\n")[0], "ko")
    if role == "row":
        return "table_row" if "\t" in block.text else None
    if role == "note":
        return "note"
    if words in _BY_WORDS or block.number or read_mark(block.text[:40]).label:
        return None
    if role == "item":
        return "bullet"
    if role in ("heading", "caption") and looks_like_title(block.text):
        return "heading"
    return None


def _warnings(article: Article, frames: list[str]) -> list[str]:
    if article.blocks:
        return []
    elsewhere = [f"a part of the page is elsewhere: {shown(a[:200])}" for a in frames[:3]]
    return ["no running text was found in the page, so all its lines were kept", *elsewhere]


def _declared(root: Any, text: str, page: HtmlPage, article: Article) -> dict[str, str]:
    """The metadata that the page declares; text near the article takes precedence."""
    title = "" if article.title is None else page.blocks[article.title].text
    outside = [i for i in range(len(page.blocks)) if i not in article.blocks or i in article.noise]
    first = article.blocks.start if article.title is None else article.title
    near = [i for i in outside if first <= i < article.blocks.stop]
    far = [i for i in outside if i > first and i not in near]
    far += [i for i in outside if i < first]
    texts = [[page.blocks[i].spaced for i in indices] for indices in (near, far)]
    return facts_of(root, text, title, *texts)
