"""Parallel text to learn from: pairs of lines that translate each other, in order.

Four kinds are mixed, so that no one style sets the weights: news (park-dev), sentences from
textbooks (jhe-dev, tatoeba), and the Korean and English manuals of two Debian packages, whose
paragraphs are joined by their place in the page. The manuals are read where they are installed
and nothing of them is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

from align.encoders.universal import universal_encoder

Pair = tuple[str, str]

#: Where the packages installation-guide-amd64 and libreoffice-help-{ko,en-us} put their pages.
GUIDE = Path("share/doc/installation-guide-amd64")
HELP = Path("share/libreoffice/help")

#: Pairs less alike than this are mostly no translations: about a tenth of park-dev.
_LEAST_COSINE = 0.5
_LEAST_HANGUL = 0.3
_LONGEST_PAGE = 80
_SHORTEST_PAGE = 8
_HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True)
class Texts:
    """Runs of consecutive pairs, by kind."""

    news: list[Pair]
    textbook: list[Pair]
    sentences: list[Pair]  #: tatoeba; unrelated to each other
    manuals: list[list[Pair]]  #: one list a page


def read_texts(data: Path, debian: Path) -> Texts:
    """The parallel text under a `data` folder and a Debian file tree's `usr`."""
    return Texts(
        _alike(_lines(data, "park-dev")),
        _alike(_lines(data, "jhe-dev")),
        _alike(_lines(data, "tatoeba")),
        [*_guide_pages(debian / GUIDE), *_help_pages(debian / HELP)],
    )


def _lines(data: Path, name: str) -> list[Pair]:
    sides = [
        (data / "sentences" / f"{name}.{language}.txt").read_text(encoding="utf-8").split("\n")
        for language in ("ko", "en")
    ]
    return [(ko, en) for ko, en in zip(*sides, strict=True) if ko.strip() and en.strip()]


def _alike(pairs: Sequence[Pair]) -> list[Pair]:
    encoder = universal_encoder()
    korean = encoder.encode([ko for ko, _ in pairs])
    english = encoder.encode([en for _, en in pairs])
    cosines = (korean * english).sum(axis=1)
    return [pair for pair, cosine in zip(pairs, cosines, strict=True) if cosine >= _LEAST_COSINE]


def _page(path: Path) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    return etree.parse(str(path), parser).getroot()


def _plain(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _is_korean(text: str) -> bool:
    return len(_HANGUL.findall(text)) >= _LEAST_HANGUL * len(text.replace(" ", ""))


def _guide_pages(folder: Path) -> list[list[Pair]]:
    """Pages whose two versions have the same number of paragraphs."""
    pages = []
    for korean in sorted((folder / "ko").glob("*.html")):
        english = folder / "en" / korean.name
        if not english.exists():
            continue
        sides = [
            [
                text
                for element in _page(path).iter("p", "h1", "h2", "h3", "h4")
                if not any("nav" in (above.get("class") or "") for above in element.iterancestors())
                and (text := _plain(element))
            ]
            for path in (korean, english)
        ]
        if len(sides[0]) == len(sides[1]) >= _SHORTEST_PAGE:
            pages.append([pair for pair in zip(*sides, strict=True) if _is_korean(pair[0])])
    return [page[:_LONGEST_PAGE] for page in pages if len(page) >= _SHORTEST_PAGE]


def _help_pages(folder: Path) -> list[list[Pair]]:
    """Paragraphs that have the same identifier in both versions of a page."""
    pages = []
    for korean in sorted((folder / "ko/text").rglob("*.html")):
        english = folder / "en-US/text" / korean.relative_to(folder / "ko/text")
        if not english.exists():
            continue
        ko, en = (
            {e.get("id"): _plain(e) for e in _page(path).iter("p", "h1", "h2", "h3") if e.get("id")}
            for path in (korean, english)
        )
        page = [(ko[key], en[key]) for key in ko if en.get(key) and ko[key] != en[key]]
        page = [pair for pair in page if pair[0] and _is_korean(pair[0])]
        if len(page) >= _SHORTEST_PAGE:
            pages.append(page[:_LONGEST_PAGE])
    return pages
