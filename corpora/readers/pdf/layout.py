"""Groups the lines of a PDF into paragraphs, table rows and page furniture.

The constants below were chosen by inspecting pages, not measured.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from align.bitext import FURNITURE_KIND
from align.segmentation.lines import columns
from align.segmentation.list_marks import read_mark
from corpora.readers.document import Piece

#: Share of the page height, from either edge, that may contain headers, footers and page numbers.
MARGIN = 0.12
#: Lines from either edge of a page that may be a header or footer.
EDGE_LINES = 3
#: Least distance from a header to the body, in line heights; its own lines are closer.
GAP = 2.2
#: Share of pages on which a header or footer occurs, left and right pages separately.
SHARE = 0.4
#: Points by which the positions of the same header on two pages may differ.
SAME_PLACE = 4.0
#: Largest line distance within a paragraph, relative to the typical line distance.
LOOSE = 1.3
#: Extra room at the end of a full line besides the word that did not fit, in line heights:
#: a space and the variation of justified lines.
SLACK = 0.75
#: Largest ratio of font sizes between two lines of a paragraph.
SAME_SIZE = 1.12
#: Lines this much larger than the body are titles, joined if they share a centre.
LARGE = 1.15

#: Range for the share of full Korean lines ending in a space that marks text broken within
#: words: about one line in four ends with a word. With no such space, the file keeps none; with
#: more, lines end with words, and PDFium has missed a space.
BREAKS_WORDS = (0.02, 0.67)

_PAGE_NUMBER = re.compile(
    r"[-–—‐\s]*\d{1,4}[-–—‐\s]*|\d{1,4}\s*(?:/|of)\s*\d{1,4}|[-–—]?\s?[ivxlc]{1,6}\s?[-–—]?"
    r"|(?:page|p\.)\s?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|\d{1,4}\s?(?:쪽|페이지)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_WIDE = re.compile("[\u1100-\u11ff\u3130-\u318f\u4e00-\u9fff\uac00-\ud7a3]")
_FINISHED = re.compile(r"[.!?。…:：][\"'”’)\]」』]*$")


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line of a page; lengths in points, from the lower left corner."""

    text: str  #: cells separated by tabs; with a final space if the file has one
    left: float
    right: float
    base: float  #: baseline
    height: float  #: of the font
    hyphen: bool  #: whether it ends in a hyphenated word
    page: int  #: from 0
    page_height: float


def pieces_of_lines(lines: Sequence[PdfLine]) -> list[Piece]:
    """The paragraphs and rows in order, then headers, footers and page numbers."""
    outside = _furniture(lines)
    body = [line for index, line in enumerate(lines) if index not in outside]
    page = _Page.of(body)
    words = Counter(re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", " ".join(line.text for line in body)))
    pieces: list[Piece] = []
    rows = _rows(body)
    block: list[PdfLine] = []
    for index, line in enumerate(body):
        if block and (index in rows or index - 1 in rows or not page.joins(block, line)):
            pieces.append(_piece(block, page, words, is_row=index - 1 in rows))
            block = []
        block.append(line)
    if block:
        pieces.append(_piece(block, page, words, is_row=len(body) - 1 in rows))
    return pieces + [Piece(lines[index].text, FURNITURE_KIND) for index in sorted(outside)]


@dataclass(frozen=True, slots=True)
class _Page:
    """Typical measures of the body of the document."""

    size: float  #: font height
    pitch: float  #: distance from one line to the next
    right: float  #: right edge of its widest line
    breaks_words: bool  #: whether a Korean line without a final space ends within a word

    @classmethod
    def of(cls, body: Sequence[PdfLine]) -> _Page:
        """The typical measures of these lines."""
        sizes = Counter[float]()
        for line in body:
            sizes[line.height] += len(line.text)
        size = sizes.most_common(1)[0][0] if sizes else 0.0
        usual = [line for line in body if line.height == size]
        steps = [
            round(before.base - after.base)
            for before, after in itertools.pairwise(usual)
            if before.page == after.page and 0 < before.base - after.base < 4 * size
        ]
        plain = [line for line in usual if "\t" not in line.text]
        right = max((line.right for line in plain), default=0.0)
        wrapped = [
            line.text
            for line in plain
            if line.right > 0.9 * right and not _FINISHED.search(line.text.rstrip())
            if _WIDE.search(line.text.rstrip()[-1:])
        ]
        spaced = sum(text.endswith(" ") for text in wrapped) / max(len(wrapped), 1)
        pitch = float(statistics.mode(steps)) if steps else 1.6 * size
        return cls(size, pitch, right, breaks_words=BREAKS_WORDS[0] < spaced < BREAKS_WORDS[1])

    def joins(self, block: Sequence[PdfLine], line: PdfLine) -> bool:
        """Whether a line continues the paragraph of the lines before it."""
        last = block[-1]
        if not self._is_near(last, line) or _begins_item(block, line):
            return False
        if last.hyphen:
            return True
        if line.height > LARGE * self.size and self._is_centred(last, line):
            return True
        if len(block) > 1 and abs(line.left - last.left) > line.height:
            return False
        return self._is_full(last, line)

    def _is_near(self, last: PdfLine, line: PdfLine) -> bool:
        """Whether a line is where the next line of a paragraph would be."""
        sizes = sorted((last.height, line.height))
        if sizes[1] > SAME_SIZE * sizes[0]:
            return False
        if last.page == line.page:
            pitch = self.pitch * max(line.height / self.size, 1)
            return 0 < last.base - line.base <= LOOSE * pitch
        return line.page == last.page + 1 and not _FINISHED.search(last.text.rstrip())

    def _is_centred(self, last: PdfLine, line: PdfLine) -> bool:
        middles = (last.left + last.right, line.left + line.right)
        return abs(middles[0] - middles[1]) < line.height and last.page == line.page

    def _is_full(self, last: PdfLine, line: PdfLine) -> bool:
        """Whether the last line is full: the next word would not have fitted."""
        word = line.text.split(None, 1)[0]
        shown = max(columns(line.text.strip()), 1)
        width = (line.right - line.left) * columns(word) / shown
        if self.breaks_words and not last.text.endswith(" "):
            width = line.height  # broken within a word: the next syllable did not fit
        return last.right + width + SLACK * line.height > self.right


def _begins_item(block: Sequence[PdfLine], line: PdfLine) -> bool:
    """Whether a line begins with a list mark, except marks of a list within a sentence."""
    if not read_mark(line.text).label:
        return False
    inside = line.text[0] in "△▲" and any(line.text[0] in before.text[1:] for before in block)
    return not inside or bool(_FINISHED.search(block[-1].text.rstrip()))


def _piece(block: Sequence[PdfLine], page: _Page, words: Counter[str], *, is_row: bool) -> Piece:
    if is_row:
        return Piece("\t".join(cell.strip() for cell in block[0].text.split("\t")), "table_row")
    text = block[0].text
    for before, line in itertools.pairwise(block):
        text = _joined(text, line.text, before, page, words)
    return Piece(text if len(block) == 1 else text.replace("\t", " "))


def _joined(text: str, after: str, before: PdfLine, page: _Page, words: Counter[str]) -> str:
    if before.hyphen:
        return _without_hyphen(text, after, words)
    if text.endswith(" ") or after.startswith(" "):
        return text.rstrip() + " " + after.lstrip()
    korean = _WIDE.match(text[-1:]) or _WIDE.match(after[:1])  # as in "4" and "억"
    within = page.breaks_words and korean
    return text + ("" if within else " ") + after


def _without_hyphen(text: str, after: str, words: Counter[str]) -> str:
    """Both halves of a hyphenated word; the hyphen is kept if the word has one elsewhere."""
    first = re.search(r"[A-Za-z]+(?:-[A-Za-z]+)*-$", text)
    second = re.match(r"[A-Za-z]+", after)
    if first and second:
        whole = first[0][:-1] + second[0]
        if words[first[0] + second[0]] > words[whole] or not after[0].islower():
            return text + after
    return text[:-1] + after


def _rows(body: Sequence[PdfLine]) -> frozenset[int]:
    """Indices of table rows: lines of three cells, or of two next to another row of two."""
    cells = [line.text.count("\t") + 1 for line in body]
    found = {index for index, count in enumerate(cells) if count > 2}
    for index, count in enumerate(cells):
        beside = [cells[i] for i in (index - 1, index + 1) if 0 <= i < len(cells)]
        if count == 2 and max(beside, default=0) > 1 and not _FINISHED.search(body[index].text):
            found.add(index)
    return frozenset(found)


def _furniture(lines: Sequence[PdfLine]) -> frozenset[int]:
    """Indices of running headers, running footers and page numbers."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page].append(index)
    places: dict[tuple[str, int], list[int]] = defaultdict(list)
    found: set[int] = set()
    for indices in pages.values():
        down = sorted(indices, key=lambda index: -lines[index].base)
        for index in {*_edge(lines, down), *_edge(lines, down[::-1])}:
            text = lines[index].text.strip()
            if _PAGE_NUMBER.fullmatch(text) and len(indices) > 1:
                found.add(index)
            place = round(lines[index].base / SAME_PLACE)
            places[_DIGITS.sub("0", text), place].append(index)
    for (text, place), indices in places.items():
        near = (places.get((text, place + step), ()) for step in (-1, 0, 1))
        if sum(map(len, near)) >= max(2, SHARE * len(pages)):
            found.update(indices)
    return frozenset(found)


def _edge(lines: Sequence[PdfLine], inwards: Sequence[int]) -> Sequence[int]:
    """The lines at one edge of a page that are separated from the body by a gap."""
    for count, (index, after) in enumerate(itertools.pairwise(inwards), start=1):
        line = lines[index]
        from_edge = min(line.base, line.page_height - line.base - line.height)
        if count > EDGE_LINES or from_edge > MARGIN * line.page_height:
            return ()
        if abs(line.base - lines[after].base) > GAP * max(line.height, lines[after].height):
            return inwards[:count]
    return ()
