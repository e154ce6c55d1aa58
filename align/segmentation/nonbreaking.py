"""Non-breaking text: abbreviations, quotations and brackets that sentence splitting keeps whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Abbreviations that never end a sentence: something always follows.
TITLE_ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        """mr mrs ms dr prof gen lt col maj capt cmdr adm sgt brig amb gov sen rep rev hon pres
        h.e h.e.mr messrs asst supt vs v e.g i.e cf viz approx ca""",
    )
)
#: Abbreviations that may end a sentence unless a number follows ("No. 2270", "Oct. 14", "p. 12").
BEFORE_NUMBERS = frozenset(
    re.findall(
        r"\S+",
        """no nos art arts para paras sec secs ch chap fig figs vol vols p pp ed res doc ver ext
        tel fax rm bldg jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu
        thur thurs fri sat sun""",
    )
)
#: Abbreviations often last in a sentence: a capital letter after one begins a new sentence.
OFTEN_LAST = frozenset({"a.m", "p.m", "am", "pm", "etc", "d.c"})
#: Abbreviations sometimes last: only a word that is rare inside names begins a new sentence.
SOMETIMES_LAST = frozenset(
    re.findall(r"\S+", "inc ltd co corp jr sr bros st mt ft al ph.d m.d dept univ intl gov't")
)

_NOT_A_START = re.compile(
    r"(?:KST|EST|EDT|PST|PDT|GMT|UTC|CET|JST|ET|Korea|Seoul|Eastern|Pacific|Local|local|[MTWFS]\w{2,5}day)\b"
)
_STARTER = re.compile(
    r"(?:The|This|That|These|Those|An|He|She|It|They|We|You|In|On|At|However|Moreover|Furthermore"
    r"|Meanwhile|Also|But|And|Or|So|Then|There|Here|Both|Each|Some|Many|Most|Such|His|Her|Its|Their"
    r"|Our|My|Your|What|Why|How|Who|Which|Where|When|Is|Are|Was|Were|Would|Can|Could|Should|Do"
    r"|Does|Did|Has|Have|Had|Not|Yes|Since|Through|Upon|Given|Following|According|Regarding"
    r"|Concerning|Once|Now|Today|Later|Finally|Additionally|Please|For|From|With|By|To|As|After"
    r"|Before|During|While|If|Although|I|A|Nevertheless|Therefore|Thus|Accordingly|Participants"
    r"|Ministers?|Guests?)\b(?!\.)"
)
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]|[A-Za-z]")


def ends_sentence(token: str, rest: str, *, first: bool) -> bool:
    """Whether the full stop after a word in Latin script can end its sentence.

    Args:
        token: The word before the full stop, without the stop.
        rest: The text after the space that follows the stop.
        first: The word is the first of its sentence, as in the answer "No."

    >>> ends_sentence("Gen", "Kim hosted", first=False), ends_sentence("U.S", "The", first=False)
    (False, True)
    >>> ends_sentence("No", "2270 was", first=False), ends_sentence("No", "We have", first=True)
    (False, True)
    """
    word = token.rsplit("-", 1)[-1].rsplit("/", 1)[-1]
    lower = word.lower()
    starts = is_starter(rest)
    often = lower in OFTEN_LAST
    if lower in TITLE_ABBREVIATIONS:
        ends = False
    elif lower in BEFORE_NUMBERS:
        number = rest[:1].isdigit() or rest[:1] in "§#Ⅰ"
        ends = not number and (starts or word.islower() or (first and lower == "no"))
    elif not (often or lower in SOMETIMES_LAST or _ACRONYM.fullmatch(word)):
        ends = True
    elif often:
        ends = rest[:1].isupper() and not _NOT_A_START.match(rest)
    else:
        ends = starts and not (first and len(word) == 1)
    return ends


def is_starter(rest: str) -> bool:
    """Whether the text begins with a word that usually opens a sentence."""
    return bool(_STARTER.match(rest))


_PAIRS = {
    "(": ")", "[": "]", "{": "}", "“": "”", "「": "」", "『": "』", "《": "》", "〈": "〉",
    "【": "】", "（": "）", "«": "»", "„": "“",
}  # fmt: skip
_OPENING = {close: open_ for open_, close in _PAIRS.items()}
_MARKS = re.compile("[" + re.escape("".join({*_PAIRS, *_PAIRS.values()})) + "\"'‘’]")
QUOTES = "\"'“‘「『《〈«"

#: Longest quotation or bracket kept whole, in characters. An unclosed mark must not swallow
#: the paragraph up to the next one.
LONGEST_ENCLOSED = 800


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The span of a quotation or bracket, including its marks."""

    start: int
    end: int

    def __contains__(self, position: int) -> bool:
        return self.start <= position < self.end


def enclosures(text: str) -> list[Enclosure]:
    """The closed quotations and brackets of a text; if nested, only the outermost.

    >>> [text[e.start : e.end] for text in ['a (b "c") "d. e.'] for e in enclosures(text)]
    ['(b "c")']
    """
    waiting: dict[str, list[int]] = {}
    pairs: list[tuple[int, int]] = []
    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        opening = _opening_of(mark, at, text, waiting)
        if opening is None:
            continue
        if opening == mark and not (mark in "\"'" and waiting.get(mark)):
            waiting.setdefault(mark, []).append(at)
        elif waiting.get(opening):
            start = waiting[opening].pop()
            if at - start <= LONGEST_ENCLOSED:
                pairs.append((start, at + 1))
    return _outermost(pairs)


def _opening_of(mark: str, at: int, text: str, waiting: dict[str, list[int]]) -> str | None:
    """The opening mark that this mark is or matches; None for an apostrophe."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if mark in "'‘’":
        inside_word = before.isalnum() and after.isascii() and after.isalnum()
        if inside_word or (mark in "'‘" and after.isdigit() and not waiting.get(mark)):
            return None  # "Korea's", "'16.1.20."
        opens = not before or before.isspace() or before in "([,·"
        if mark == "'" and not waiting.get(mark) and not opens:
            return None
        return "‘" if mark == "’" else mark
    if mark == '"':
        if waiting.get(mark) or not before or before.isspace() or not before.isascii():
            return mark
        return mark if before in "([,:-./" else None
    return mark if mark in _PAIRS else _OPENING[mark]


def _outermost(pairs: list[tuple[int, int]]) -> list[Enclosure]:
    kept: list[Enclosure] = []
    for start, end in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if not kept or start >= kept[-1].end:  # if two overlap, keep the first
            kept.append(Enclosure(start, end))
    return kept
