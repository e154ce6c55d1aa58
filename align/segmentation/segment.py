"""Splits the text of a release into a document: segments in order, and furniture.

The text is never changed. Every visible character lies in exactly one segment or piece of
furniture, so the document can be rebuilt from them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from align.bitext import FURNITURE_KIND, Document, Segment
from align.segmentation.furniture import furniture_lines
from align.segmentation.kiwi import kiwi_sentences
from align.segmentation.line_kinds import (
    WHOLE_KINDS,
    blocks_of,
    heads_text,
    kind_of_line,
    looks_like_title,
)
from align.segmentation.lines import BLANK, Block, Line, check_blocks, columns, read_lines
from align.segmentation.sentences import sentence_ranges

#: "끝." and similar marks at the end of a paragraph; they close the release, not the sentence.
_CLOSING_TAIL = re.compile(
    r"(?:(?<=[.?!)\"”’])\s*|\s{2,}|[\r\n])(?:끝\s?\.?|이상\.)$"
    r"|\s*(?:[/<\[(【]\s?끝\s?[/>\])】]\.?|[-–—]\s?끝\s?[-–—]\.?|\s#{3}|\s# # #)$"
    r"|(?<=[.?!\"”])\s+(?:END|[-–—/<\[]\s?(?:END|End)\s?[-–—/>\]])\.?$"
)
_CLOSING_LAST = "끝.D#/>)]】-–—d"  # last characters of such marks; most blocks need no search
#: Longest such mark, in characters, including blanks; longer runs of blanks are rare.
_TAIL = 24
_LAST_STOP = re.compile(r"[.!?。…](?=\s|$|[\"'”’)])")
#: Columns from which a line without a full stop may hold several sentences.
_SEVERAL = 40


def segment(text: str, language: str, *, kiwi: bool = False) -> Document:
    r"""The document of one release: sentences, headings and items, and furniture.

    Args:
        text: Clean text, or a page copied from a browser with its menus.
        language: "ko" or "en".
        kiwi: Split Korean paragraphs without any full stop with the analyser Kiwi.

    Raises:
        SettingsError: ``kiwi`` is set but kiwipiepy is not installed.

    >>> document = segment("보도자료\n\n한-노르윅 통화 결과\n\n양측은 통화하였다.  끝.", "ko")
    >>> [(segment.kind, segment.text) for segment in document.segments]
    [('title', '한-노르윅 통화 결과'), ('paragraph', '양측은 통화하였다.'), ('closing', '끝.')]
    >>> [piece.text for piece in document.furniture]
    ['보도자료']
    """
    return segment_blocks(text, [Block(None, 0, len(text))], language, kiwi=kiwi)


def segment_blocks(
    text: str, blocks: Sequence[Block], language: str, *, kiwi: bool = False
) -> Document:
    r"""The document of one release whose file marks its blocks.

    Blocks with a kind keep it and are split into sentences; in the others, lines are classified
    as in plain text, but lines are never joined across two blocks.

    Args:
        text: All text of the file.
        blocks: Its paragraphs, items and rows; together they hold all visible text.
        language: "ko" or "en".
        kiwi: Split Korean paragraphs without any full stop with the analyser Kiwi.

    Raises:
        SegmentError: The blocks do not cover the text.
        SettingsError: ``kiwi`` is set but kiwipiepy is not installed.

    >>> blocks = [Block("title", 0, 12), Block(None, 13, 35)]
    >>> document = segment_blocks("Joint Summit\nThey met. They agreed.", blocks, "en")
    >>> [(segment.kind, segment.text) for segment in document.segments]
    [('title', 'Joint Summit'), ('paragraph', 'They met.'), ('paragraph', 'They agreed.')]
    """
    check_blocks(text, blocks)
    typed = [_bare(text, block) for block in blocks if block.kind is not None]
    lines = _unclassified_lines(text, blocks)
    outside = furniture_lines(lines)
    inside = _without(lines, outside)
    found = [block for block in typed if block.kind != FURNITURE_KIND and block.start < block.end]
    found += blocks_of(inside, language, titled=_is_titled(found, inside))
    found.sort(key=lambda block: block.start)
    segments: list[Segment] = []
    for number, block in enumerate(found):
        segments.extend(_segments_of(text, block, number, language, kiwi=kiwi))
    apart = [(lines[index].start, lines[index].end) for index in outside]
    apart += [(b.start, b.end) for b in typed if b.kind == FURNITURE_KIND and b.start < b.end]
    furniture = [Segment(text[start:end], FURNITURE_KIND, start, end) for start, end in apart]
    furniture.extend(_stray(text, [*segments, *furniture]))
    furniture.sort(key=lambda piece: piece.start)
    return Document(text, language, tuple(segments), tuple(furniture))


def segment_lines(text: str, language: str) -> Document:
    r"""The document whose segments are the non-blank lines of a text.

    For text with one segment per line: nothing is joined, split or set aside.
    Only ``\n`` (and ``\r\n``) ends a line.

    >>> [(s.text, s.kind) for s in segment_lines("Outcome\n\n- One. Two.\n", "en").segments]
    [('Outcome', 'title'), ('- One. Two.', 'bullet')]
    """
    segments: list[Segment] = []
    position = 0
    raws = text.split("\n")
    bares = [bare for raw in raws if (bare := raw.strip())]
    for raw in raws:
        bare = raw.strip()
        if bare:
            kind = kind_of_line(bare, language)
            after = "".join(bares[len(segments) + 1 : len(segments) + 2])
            if kind == "paragraph" and heads_text(bare, after):
                kind = "heading"
            start = position + len(raw) - len(raw.lstrip())
            segments.append(Segment(bare, kind, start, start + len(bare), len(segments)))
        position += len(raw) + 1
    if len(segments) > 1 and segments[0].kind in ("heading", "paragraph"):
        first = segments[0]
        if looks_like_title(first.text):
            segments[0] = Segment(first.text, "title", first.start, first.end, 0)
    return Document(text, language, tuple(segments))


def split_sentences(text: str, language: str) -> list[str]:
    """The sentences of one paragraph.

    >>> split_sentences("The talks began at 9 a.m. on Oct. 14. They went well.", "en")
    ['The talks began at 9 a.m. on Oct. 14.', 'They went well.']
    """
    return [text[found.start : found.stop] for found in sentence_ranges(text, language)]


def _bare(text: str, block: Block) -> Block:
    """The block without the blank characters at its ends."""
    inner = text[block.start : block.end]
    end = block.start + len(inner.rstrip(BLANK))
    start = min(block.start + len(inner) - len(inner.lstrip(BLANK)), end)
    return Block(block.kind, start, end)


def _unclassified_lines(text: str, blocks: Sequence[Block]) -> list[Line]:
    """The lines of the blocks without a kind; none continues in the next block."""
    lines: list[Line] = []
    for block in blocks:
        if block.kind is None:
            own = read_lines(text[block.start : block.end])
            own = [
                replace(line, start=line.start + block.start, end=line.end + block.start)
                for line in own
            ]
            if own and lines:
                own[0] = replace(own[0], after_blank=True)
            lines.extend(own)
    return lines


def _without(lines: Sequence[Line], outside: Collection[int]) -> list[Line]:
    """The lines without some of them; lines on either side of a removed one are not joined."""
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if index not in outside:
            cut = bool(kept) and index - 1 in outside
            kept.append(replace(line, after_blank=True) if cut else line)
    return kept


def _is_titled(typed: Sequence[Block], lines: Sequence[Line]) -> bool:
    """Whether the first of the lines cannot be the title, as a title or text precedes it."""
    if any(block.kind == "title" for block in typed):
        return True
    return bool(lines) and any(block.start < lines[0].start for block in typed)


def _segments_of(
    text: str, block: Block, number: int, language: str, *, kiwi: bool
) -> Iterator[Segment]:
    inner = text[block.start : block.end]
    kind = block.kind or "paragraph"
    closing = None
    if kind not in WHOLE_KINDS and inner[-1] in _CLOSING_LAST:
        closing = _CLOSING_TAIL.search(inner[-_TAIL:])
    body_end = len(inner) - len(inner[-_TAIL:]) + closing.start() if closing else len(inner)
    body = inner[:body_end]
    if not body.strip(BLANK):
        body, closing = inner, None
    for found in _ranges(body, kind, language, kiwi=kiwi):
        piece = body[found.start : found.stop]
        own = "note" if piece.startswith("※") and kind not in WHOLE_KINDS else kind
        start = block.start + found.start
        yield Segment(piece, own, start, start + len(piece), number)
    if closing:
        mark = inner[body_end:].lstrip()
        yield Segment(mark, "closing", block.end - len(mark), block.end, number)


def _ranges(body: str, kind: str, language: str, *, kiwi: bool) -> Sequence[range]:
    if kind in WHOLE_KINDS:
        return [range(len(body))]
    ranges = sentence_ranges(body, language)
    unmarked = len(ranges) == 1 and not _LAST_STOP.search(body) and columns(body) >= _SEVERAL
    if kiwi and language == "ko" and unmarked and kind in ("paragraph", "bullet", "note"):
        return kiwi_sentences(body)
    return ranges


def _stray(text: str, spans: Sequence[Segment]) -> Iterator[Segment]:
    """Byte order marks and similar characters between the segments, as furniture."""
    position = 0
    ends = [(span.start, span.end) for span in sorted(spans, key=lambda span: span.start)]
    for start, end in [*ends, (len(text), len(text))]:
        for line in text[position:start].split("\n"):
            bare = line.strip()
            if bare:
                begin = position + len(line) - len(line.lstrip())
                yield Segment(bare, FURNITURE_KIND, begin, begin + len(bare))
            position += len(line) + 1
        position = end
