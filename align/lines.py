"""The lines of a text with their offsets, and which of them a wrap has cut in two."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from align.marks import read_mark

#: Characters that show nothing: byte order mark, zero-width and direction marks, soft hyphen.
INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad\u180e\u202a\u202b\u202c\u202d\u202e"

#: What is stripped from the ends of a line: white space and what shows nothing.
BLANK = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + INVISIBLE

# U+2028 and form feeds end a line on the screen, so they end one here.
_LINE = re.compile("([^\n\r\u2028\u2029\x85\x0b\x0c]*)(?:\r\n|[\n\r\u2028\u2029\x85\x0b\x0c]|$)")
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")

#: Columns a hard-wrapped text has at most; a longer line was never wrapped. E-mail and
#: text browsers wrap at 72-80, a page of Korean office text holds about 90.
WIDEST_WRAP = 110
#: Below this, lines that are equally long are a list rather than a wrapped paragraph.
NARROWEST_WRAP = 55
#: A line that breaks off after "and" or a comma is wrapped only if it is this long; shorter
#: ones are headings ("Software you rely on").
SHORTEST_OPEN_LINE = 40
#: Share of lines that may be longer than WIDEST_WRAP in a wrapped text (addresses, tables).
LONG_LINES_ALLOWED = 0.05

_OPEN_END_EN = re.compile(
    r"(?:[,–—]|\b(?:and|or|of|the|to|in|an|for|with|that|by|on|from|at|as|its|their|his|her|No\."
    r"|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.|Mr\.|Ms\.|Dr\.))$"
)
_OPEN_END_KO = re.compile(
    r"(?:,|[가-힣](?:을|를|위한|대한|관한|통한|위해|대해|통해|하여|하고|하며|으로|에서|에게"
    r"|하는|있는|되는)| 및| 등)$"
)
_SENTENCE_INSIDE = re.compile(r"(?:다|까|요)[.?!]\s")
_DATE_WORD = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|No\.|[Pp]aragraph|[Aa]rticle|[Cc]hapter|[Pp]age)$"
)
_FINISHED = re.compile(r"[.!?…:。][\"'”’)\]」』]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text without the blank characters at its ends."""

    text: str
    start: int  #: first character, from 0
    end: int  #: one past the last character
    after_blank: bool  #: an empty line stands before it


def read_lines(text: str) -> list[Line]:
    r"""The lines that show something, with their offsets.

    >>> [(line.text, line.start, line.after_blank) for line in read_lines("a\r\n \r\n  b")]
    [('a', 0, False), ('b', 8, True)]
    """
    lines = []
    after_blank = False
    for match in _LINE.finditer(text):
        raw = match[1]
        bare = raw.lstrip(BLANK)
        start = match.start() + len(raw) - len(bare)
        bare = bare.rstrip(BLANK)
        if bare:
            lines.append(Line(bare, start, start + len(bare), after_blank))
        after_blank = not bare
    return lines


def columns(text: str) -> int:
    """How many columns of a terminal the text takes: a syllable of Hangul takes two.

    >>> columns("한미 US")
    7
    """
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def wrap_width(lines: Sequence[Line]) -> int:
    """The columns at which the lines were wrapped by hand; 0 if they were not."""
    widths = [columns(line.text) for line in lines if 2 * len(line.text) >= NARROWEST_WRAP]
    inside = [width for width in widths if width <= WIDEST_WRAP]
    if len(widths) - len(inside) > LONG_LINES_ALLOWED * len(lines):
        return 0
    width = max(inside, default=0)
    if width < NARROWEST_WRAP:
        return 0
    # One line can be the longest by chance. Two that are full and yet unfinished are a wrap.
    unfinished = sum(
        not after.after_blank and _is_full(line, after, width) and not _FINISHED.search(line.text)
        for line, after in itertools.pairwise(lines)
        if not read_mark(after.text).label
    )
    return width if unfinished >= 2 else 0


def continues(line: Line, after: Line, width: int) -> bool:
    """Whether the second line carries on the paragraph of the first.

    Args:
        line: A line that is no heading, table row, closing mark or the like.
        after: The next line of the text that shows something.
        width: What `wrap_width` says of the whole text.
    """
    if after.after_blank:
        return False
    mark = read_mark(line.text)
    if mark.label and mark.end >= len(line.text):  # "1." alone on its line
        return not read_mark(after.text).label
    if read_mark(after.text).label:
        if after.text[0] in "△▲" and after.text[0] in line.text[1:]:  # a list in the sentence
            return not _FINISHED.search(line.text)
        # "on October" / "14. The ministers": a number, but no new paragraph
        return after.text[0].isdigit() and bool(_DATE_WORD.search(line.text))
    if max(columns(line.text), columns(after.text)) > WIDEST_WRAP:
        return False
    return _breaks_off(line.text, after.text) or (width > 0 and _is_full(line, after, width))


def _breaks_off(text: str, after: str) -> bool:
    """Whether a line ends in the middle of a sentence, by its last words and the next."""
    # A small letter goes on with a line of Latin; after Korean it may be a name ("npm은").
    small = after[0].islower() and after[0].isascii() and text[-1] < "ᄀ"
    if small and not _FINISHED.search(text):
        return True
    if columns(text) < SHORTEST_OPEN_LINE:
        return False
    return bool(
        _OPEN_END_EN.search(text[-12:]) or _OPEN_END_KO.search(text[-4:]) or _is_second_begun(text)
    )


def _is_second_begun(text: str) -> bool:
    """Whether the line ends a Korean sentence and then begins one it does not end."""
    ends_in_word = "가" <= text[-1] <= "힣" and text[-1] != "끝"
    return ends_in_word and bool(_SENTENCE_INSIDE.search(text))


def _is_full(line: Line, after: Line, width: int) -> bool:
    # The test a wrapping editor applies: would the next word still have fitted?
    word = after.text.split(None, 1)[0]
    return columns(line.text) + 1 + columns(word) > width
