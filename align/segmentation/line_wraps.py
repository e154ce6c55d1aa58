"""Detects which lines of a text are continued on the next one by a hard wrap.

Lines are wrapped at a column, as by an editor or a text browser, or where a speaker pauses, as in
printed Korean speeches.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from align.segmentation.lines import Line, columns
from align.segmentation.list_marks import read_mark

#: Most columns in a hard-wrapped line; a longer line was never wrapped. E-mail programs and
#: text browsers wrap at 72-80 columns; a page of Korean office text holds about 90.
WIDEST_WRAP = 110
#: Below this width, lines of equal length are a list rather than a wrapped paragraph.
NARROWEST_WRAP = 55
#: Fewest columns at which a line that breaks off after "and" or a comma counts as wrapped;
#: shorter ones are headings ("Software you rely on").
SHORTEST_OPEN_LINE = 40
#: Share of lines that may be longer than WIDEST_WRAP in a wrapped text (addresses, tables).
LONG_LINES_ALLOWED = 0.05
#: Number of short Korean lines that break off, and their share of all lines, from which a text
#: is considered wrapped at its pauses. One or two are headings or slips.
PAUSES = 3
SHARE_OF_PAUSES = 0.1

_OPEN_END_EN = re.compile(
    r"(?:[,–—]|\b(?:and|or|of|the|to|in|an|for|with|that|by|on|from|at|as|its|their|his|her|No\."
    r"|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.|Mr\.|Ms\.|Dr\.))$"
)
# Particles and endings that no noun ends in; so not 의 (회의), 과 (결과) or 고 (보고).
_OPEN_END_KO = re.compile(
    r"(?:,|[가-힣](?:를|는|와|에|에서|에게|으로|위한|대한|관한|통한|위해|대해|통해|하여"
    r"|하고|되고|있고|[했었았였]고|하며|되며|이며|으며"
    r"|[해어아서]서|면서|하면|다면|라면|던)| 및| 등)$"
)
# 은, 을 and 이 are particles when the preceding syllable ends in a consonant; not in 어린이.
_AFTER_CONSONANT = re.compile(r"([가-힣])(?:[은을]|(?<![린은])이)$")
_SENTENCE_INSIDE = re.compile(r"(?:다|까|요)[.?!]\s")
_DATE_WORD = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|No\.|[Pp]aragraph|[Aa]rticle|[Cc]hapter|[Pp]age)$"
)
# "My fellow Koreans," or "국민 여러분," alone on a line.
_SALUTATION = re.compile(
    r"(?:my|dear|fellow|honou?rable|distinguished|(?:your\s)?excellenc\w+|ladies and)\b.*,"
    r"|.*여러분,",
    re.IGNORECASE,
)
_FINISHED = re.compile(r"[.!?…:。][\"'”’)\]」』]*$")


@dataclass(frozen=True, slots=True)
class Wrap:
    """How the lines of a text were wrapped."""

    width: int  #: wrap column; 0 if the text was not wrapped at a column
    at_pauses: bool  #: whether Korean lines end where a speaker pauses

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Wrap:
        """How these lines, all the lines of a text, were wrapped."""
        width = _width(lines)
        return cls(width, not width and _at_pauses(lines))

    def continues(self, line: Line, after: Line, *, inside: bool = False) -> bool:
        """Whether the second line continues the paragraph of the first.

        Args:
            line: A line that is not a table row, closing mark or similar.
            after: The next visible line of the text.
            inside: Whether the first line itself continues a paragraph.
        """
        if after.after_blank or _SALUTATION.fullmatch(line.text):
            return False
        mark = read_mark(line.text)
        if mark.label and mark.end >= len(line.text):  # "1." alone on its line
            return not read_mark(after.text).label
        if read_mark(after.text).label:
            if after.text[0] in "△▲" and after.text[0] in line.text[1:]:  # a list in the sentence
                return not _FINISHED.search(line.text)
            # "on October" / "14. The ministers": a number, but not a new paragraph
            return after.text[0].isdigit() and bool(_DATE_WORD.search(line.text))
        if max(columns(line.text), columns(after.text)) > WIDEST_WRAP:
            return False
        return (
            (after.text[0].isdigit() and bool(_DATE_WORD.search(line.text)))
            or _breaks_off(line.text, after.text)
            or self.fills(line, after)
            or self.is_paused(line)
            or (self.at_pauses and inside and not _FINISHED.search(line.text))
        )

    def fills(self, line: Line, after: Line) -> bool:
        """Whether a line is full: the next word would not have fitted on it."""
        return self.width > 0 and _is_full(line, after, self.width)

    def is_paused(self, line: Line) -> bool:
        """Whether a line ends at a pause in the middle of a sentence."""
        return self.at_pauses and _is_open_korean(line.text)


def _width(lines: Sequence[Line]) -> int:
    widths = [columns(line.text) for line in lines if 2 * len(line.text) >= NARROWEST_WRAP]
    full = _full_lines(lines)
    allowed = max(1, LONG_LINES_ALLOWED * len(lines))
    best = 0, 0
    # The longest line may be a headline or an address that was not wrapped.
    for width in sorted({w for w in widths if NARROWEST_WRAP <= w <= WIDEST_WRAP}, reverse=True):
        if sum(other > width for other in widths) > allowed:
            break
        best = max(best, (full[width], width))
    # One line can be full by chance; two that are full but unfinished show a wrap.
    return best[1] if best[0] >= 2 else 0


def _full_lines(lines: Sequence[Line]) -> list[int]:
    """For each width up to WIDEST_WRAP, how many lines would be full but unfinished."""
    changes = [0] * (WIDEST_WRAP + 2)
    for line, after in itertools.pairwise(lines):
        shortest = columns(line.text[: WIDEST_WRAP + 1])
        if after.after_blank or shortest > WIDEST_WRAP or read_mark(after.text).label:
            continue
        if not _FINISHED.search(line.text):
            changes[shortest] += 1
            changes[min(_with_next_word(line, after), WIDEST_WRAP + 1)] -= 1
    return list(itertools.accumulate(changes))


def _at_pauses(lines: Sequence[Line]) -> bool:
    """Whether short lines break off too often to be headings."""
    paused = sum(
        not after.after_blank
        and columns(line.text) < SHORTEST_OPEN_LINE
        and _is_open_korean(line.text)
        and not (read_mark(line.text).label or read_mark(after.text).label)
        for line, after in itertools.pairwise(lines)
    )
    return paused >= max(PAUSES, SHARE_OF_PAUSES * len(lines))


def _breaks_off(text: str, after: str) -> bool:
    """Whether a line ends in mid-sentence, judged by its last words and the next line."""
    # A lower-case letter continues a Latin line; after Korean it may start a name ("npm은").
    small = after[0].islower() and after[0].isascii() and text[-1] < "ᄀ"
    if small and not _FINISHED.search(text):
        return True
    if columns(text) < SHORTEST_OPEN_LINE:
        return False
    return bool(_OPEN_END_EN.search(text[-12:]) or _is_open_korean(text) or _is_second_begun(text))


def _is_open_korean(text: str) -> bool:
    """Whether a line ends in a particle or ending that cannot close a Korean sentence."""
    if _OPEN_END_KO.search(text[-4:]):
        return True
    particle = _AFTER_CONSONANT.search(text[-2:])
    return particle is not None and (ord(particle[1]) - ord("가")) % 28 > 0


def _is_second_begun(text: str) -> bool:
    """Whether a Korean line completes one sentence and begins another that it does not finish."""
    ends_in_word = "가" <= text[-1] <= "힣" and text[-1] != "끝"
    return ends_in_word and bool(_SENTENCE_INSIDE.search(text))


def _is_full(line: Line, after: Line, width: int) -> bool:
    # The test that an editor applies when wrapping: would the next word still have fitted?
    return _with_next_word(line, after) > width


def _with_next_word(line: Line, after: Line) -> int:
    """Width, in columns, of a line with the first word of the next line added."""
    return columns(line.text) + 1 + columns(after.text.split(None, 1)[0])
