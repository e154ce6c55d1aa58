"""Code shared by the HWP and HWPX readers: lists and paragraph numbers of Hancom Office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpora.readers.office.numbering import Counters, bullet, number_text

_PLACE = re.compile(r"\^(10|[1-9nN])")

#: Number forms: the code in a HWP file, the name in a HWPX file and the name in numbering.py.
FORMS = (
    ("DIGIT", "decimal"),
    ("CIRCLED_DIGIT", "circled"),
    ("ROMAN_CAPITAL", "upperRoman"),
    ("ROMAN_SMALL", "lowerRoman"),
    ("LATIN_CAPITAL", "upperLetter"),
    ("LATIN_SMALL", "lowerLetter"),
    ("CIRCLED_LATIN_CAPITAL", "circledUpper"),
    ("CIRCLED_LATIN_SMALL", "circledLower"),
    ("HANGUL_SYLLABLE", "ganada"),
    ("CIRCLED_HANGUL_SYLLABLE", "circledGanada"),
    ("HANGUL_JAMO", "chosung"),
    ("CIRCLED_HANGUL_JAMO", "circledChosung"),
    ("HANGUL_PHONETIC", "korean"),
    ("IDEOGRAPH", "hanja"),
    ("CIRCLED_IDEOGRAPH", "hanja"),
)
FORM_BY_NAME = dict(FORMS)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbered list."""

    text: str  #: such as "^1.^2)"; "^1" is the number of the first level
    form: str  #: as in numbering.py
    start: int = 1


@dataclass(frozen=True, slots=True)
class RunningHead:
    """The prefix of the paragraphs of a shape: nothing, a number or a bullet."""

    kind: str = ""  #: "", "outline", "number" or "bullet"
    list: str = ""  #: identifier of the list
    level: int = 0  #: from 0


NO_HEAD = RunningHead()


@dataclass(slots=True)
class Lists:
    """The lists of one document, with their current numbers."""

    numberings: dict[str, Sequence[Level]] = field(default_factory=dict)
    bullets: dict[str, str] = field(default_factory=dict)
    heads: dict[str, RunningHead] = field(default_factory=dict)  #: by paragraph shape
    outline: str = ""  #: the list that numbers the outline of this section
    _counters: Counters = field(default_factory=Counters)

    def label(self, head: RunningHead) -> str:
        """The number or bullet of the next paragraph with this head."""
        if head.kind == "bullet":
            return bullet(self.bullets.get(head.list, ""))
        if not head.kind:
            return ""
        name = self.outline if head.kind == "outline" else head.list
        levels = self.numberings.get(name, ())
        if head.level >= len(levels):
            return ""
        starts = {index: level.start for index, level in enumerate(levels)}
        counts = self._counters.step(f"{head.kind} {name}", head.level, starts)

        def shown(match: re.Match[str]) -> str:
            if match[1] in "nN":  # the full path, as in 1.2.3
                path = zip(counts, levels, strict=False)
                numbers = ".".join(number_text(count, level.form) for count, level in path)
                return numbers + ("." if match[1] == "N" else "")
            place = int(match[1]) - 1
            return number_text(counts[place], levels[place].form) if place < len(counts) else ""

        return _PLACE.sub(shown, levels[head.level].text).strip()
