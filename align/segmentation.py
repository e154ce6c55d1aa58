"""From the text of a release to its document: segments in order, and the furniture.

The text is never changed. Every character that shows something lies in exactly one
segment or piece of furniture, so the document can be rebuilt from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.bitext import FURNITURE_KIND, Document, Segment
from align.furniture import furniture_lines
from align.kiwi import kiwi_sentences
from align.lines import BLANK, columns, read_lines
from align.sentences import sentence_ranges
from align.structure import WHOLE_KINDS, Block, blocks_of, kind_of_line, looks_like_title

#: "끝." and its like at the end of a paragraph; they close the release, not the sentence.
_CLOSING_TAIL = re.compile(
    r"(?:(?<=[.?!)\"”’])\s*|\s{2,}|[\r\n])(?:끝\s?\.?|이상\.)$"
    r"|\s*(?:[/<\[(【]\s?끝\s?[/>\])】]\.?|[-–—]\s?끝\s?[-–—]\.?|\s#{3}|\s# # #)$"
    r"|(?<=[.?!\"”])\s+(?:END|[-–—/<\[]\s?(?:END|End)\s?[-–—/>\]])\.?$"
)
_CLOSING_LAST = "끝.D#/>)]】-–—d"  # what such a mark ends in; sparing most blocks the search
#: Longest of these tails, in characters, blanks included; a longer blank is rare.
_TAIL = 24
_LAST_STOP = re.compile(r"[.!?。…](?=\s|$|[\"'”’)])")
#: Columns from which a line without a full stop may hold several sentences.
_SEVERAL = 40


def segment(text: str, language: str, *, kiwi: bool = False) -> Document:
    r"""The document of one release: its sentences, headings and items, and its furniture.

    Args:
        text: Clean text, or a page copied from a browser with its menus.
        language: "ko" or "en".
        kiwi: Split Korean paragraphs without any full stop with the analyser Kiwi.

    Raises:
        SettingsError: ``kiwi`` is wanted and kiwipiepy is not installed.

    >>> document = segment("보도자료\n\n한-노르윅 통화 결과\n\n양측은 통화하였다.  끝.", "ko")
    >>> [(segment.kind, segment.text) for segment in document.segments]
    [('title', '한-노르윅 통화 결과'), ('paragraph', '양측은 통화하였다.'), ('closing', '끝.')]
    >>> [piece.text for piece in document.furniture]
    ['보도자료']
    """
    lines = read_lines(text)
    outside = furniture_lines(lines)
    inside = [line for index, line in enumerate(lines) if index not in outside]
    segments: list[Segment] = []
    for number, block in enumerate(blocks_of(inside, language)):
        segments.extend(_segments_of(text, block, number, language, kiwi=kiwi))
    furniture = [
        Segment(lines[index].text, FURNITURE_KIND, lines[index].start, lines[index].end)
        for index in sorted(outside)
    ]
    furniture.extend(_stray(text, [*segments, *furniture]))
    furniture.sort(key=lambda piece: piece.start)
    return Document(text, language, tuple(segments), tuple(furniture))


def segment_lines(text: str, language: str) -> Document:
    r"""The document whose segments are the lines of a text, blank ones left out.

    For text that is already one segment a line: nothing is joined, split or set aside.
    Only ``\n`` (and ``\r\n``) ends a line.

    >>> [(s.text, s.kind) for s in segment_lines("Outcome\n\n- One. Two.\n", "en").segments]
    [('Outcome', 'title'), ('- One. Two.', 'bullet')]
    """
    segments: list[Segment] = []
    position = 0
    raws = text.split("\n")
    for raw in raws:
        bare = raw.strip()
        if bare:
            kind = kind_of_line(bare, language)
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


def _segments_of(
    text: str, block: Block, number: int, language: str, *, kiwi: bool
) -> Iterator[Segment]:
    inner = text[block.start : block.end]
    closing = None
    if block.kind not in WHOLE_KINDS and inner[-1] in _CLOSING_LAST:
        closing = _CLOSING_TAIL.search(inner[-_TAIL:])
    body_end = len(inner) - len(inner[-_TAIL:]) + closing.start() if closing else len(inner)
    body = inner[:body_end]
    if not body.strip(BLANK):
        body, closing = inner, None
    for found in _ranges(body, block.kind, language, kiwi=kiwi):
        piece = body[found.start : found.stop]
        kind = "note" if piece.startswith("※") and block.kind not in WHOLE_KINDS else block.kind
        start = block.start + found.start
        yield Segment(piece, kind, start, start + len(piece), number)
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
    """Byte order marks and the like that lie between the segments, as furniture."""
    position = 0
    ends = [(span.start, span.end) for span in sorted(spans, key=lambda span: span.start)]
    for start, end in [*ends, (len(text), len(text))]:
        between = text[position:start]
        bare = between.strip()
        if bare:
            begin = position + len(between) - len(between.lstrip())
            yield Segment(bare, FURNITURE_KIND, begin, begin + len(bare))
        position = end
