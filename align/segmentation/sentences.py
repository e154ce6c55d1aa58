"""Splits one paragraph into sentences, with rules for Korean and English releases."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from align.segmentation.lines import BLANK
from align.segmentation.list_marks import KOREAN_LETTERS, read_mark
from align.segmentation.nonbreaking import (
    QUOTES,
    Enclosure,
    enclosures,
    ends_sentence,
    is_starter,
)

_STOPS = re.compile(r"[.!?。！？．…‥]+|(?<=[^\S\n])※")
_CLOSERS = re.compile(r"(?:[\"'”’)\]」』》〉】»）]|\[\d{1,3}\])*")
_SMALL = re.compile(r"(?!o )[a-z]")
_OPENERS = '"“‘「『(<△※□ㅇ○'
_LETTER = re.compile(r"[^\W_]")
_GAP = re.compile("[\\s\ufeff\u200b\u2060]*")
_WORD = re.compile(r"[A-Za-z0-9](?:[\w.'’/-]*\w)?$")

#: Last syllables of Korean predicates, which end a sentence even with no space after the stop.
_FINAL = "다요까죠오임함됨음"
#: After a closing quotation mark: the quoting sentence continues.
_PARTICLE = re.compile(
    r"(?:이?라고|이?라는|이?라며|이?라면서|이?란|고|며|면서|는|등|하고|하는|하며|이며|이고|임을|을|를|은|이"
    r"|가|의|에|로|와|과|도)"
    r"(?=[\s,.]|도|는|의|까지|[가-힣]*\s|$)"
)
_QUOTE_TAIL = re.compile(
    r"(?:이?라고|이?라는|이?라며|이?라면서|고|며|면서|는|등|등의|등을|하고|하는)(?:는|도)?(?=[\s,])"
)
_SAYING = (
    r"(?:[A-Z][\w.’'-]{0,24}\s){1,6}(?:also\s)?(?:said|asked|added|told|stated|replied|noted|stressed"
    r"|remarked|explained|continued|answered|emphasized|cried|warned|wrote|says|asks)\b"
)
#: After a full stop, a new sentence may also begin this way: “A disaster.” He asked ministries ...
_SAID_ONLY = re.compile(_SAYING + r"(?:[.,]|\s(?:in|at|on|during|after|to|when|while)\b)")
_SAID = re.compile(
    _SAYING + r"|(?:\S{1,12}\s){1,3}\S{0,12}"
    r"(?:말했|말하였|물었|답했|답하였|외쳤|소리쳤|밝혔|밝히었|덧붙였)다"
)
#: Labels that number a line: "A1.", "Pillar 2."; not months.
_LABEL = re.compile(
    r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))(?:[A-Z][a-z]{2,11}\s|[A-Z])\d{1,2}"
)
#: Bracketed text after a sentence that belongs to it: the reporter, laughter, a picture.
_ASIDE = re.compile(r"기자|앵커|웃음|박수|사진|일동|Reporter|[Ll]aughter|[Aa]pplause|[Pp]hoto")
_LINKING = re.compile(r"(?:등|및|또는|혹은|과|와)\b|[,)]")
_DATE_NEXT = re.compile(r"\d{1,2}\s?[.월]")
_YEARS = range(1900, 2101)


@dataclass(slots=True)
class _Reading:
    """State of reading one paragraph."""

    text: str
    korean: bool
    enclosed: list[Enclosure]
    starts: set[int]  #: where enclosures begin
    begin: int = 0  #: first character of the sentence being read
    mark_end: int = 0  #: end of the list mark at its beginning
    inline: int = 0  #: the last number of a list inside the sentence, 0 if there is none
    led: bool = False  #: whether the sentence began with the quotation that has just ended
    opened: int = -1  #: end of the quotation that is being split inside
    scanned: int = 0  #: up to here the sentence contains no letter or digit
    found: list[range] = field(default_factory=list)

    def start_at(self, position: int) -> None:
        gap = _GAP.match(self.text, position)
        self.begin = gap.end() if gap else position
        self.mark_end = self.begin + read_mark(self.text[self.begin : self.begin + 24]).end

    def begins_at(self, position: int) -> bool:
        """Whether the sentence's words begin here, after its list mark."""
        gap = _GAP.match(self.text, self.mark_end)
        return position <= (gap.end() if gap else self.mark_end)

    def cut(self, end: int) -> None:
        """End the sentence here, unless it would consist of marks only."""
        self.scanned = max(self.begin, self.scanned)
        if _LETTER.search(self.text, self.scanned, end):
            self._add(end)
            self.start_at(end)
        self.scanned = end

    def finish(self) -> None:
        """End the last sentence at the end of the text."""
        end = len(self.text)
        if not self.text[self.begin : end].strip(BLANK):
            return
        if self.found and not _LETTER.search(self.text, max(self.begin, self.scanned)):
            self.begin = self.found.pop().start
        self._add(end)

    def _add(self, end: int) -> None:
        bare = self.text[self.begin : end].rstrip()
        self.found.append(range(self.begin, self.begin + len(bare)))


def sentence_ranges(text: str, language: str) -> list[range]:
    """The sentences of a paragraph as character ranges, without surrounding white space.

    >>> text = "외교부는 1.20.(수) 협의를 가졌다.양측은 No. 2270을 논의하였다."
    >>> [text[r.start : r.stop] for r in sentence_ranges(text, "ko")]
    ['외교부는 1.20.(수) 협의를 가졌다.', '양측은 No. 2270을 논의하였다.']
    """
    if not _STOPS.search(text):
        bare = text.strip()
        return [range(text.index(bare), text.index(bare) + len(bare))] if bare else []
    enclosed = enclosures(text)
    reading = _Reading(text, language == "ko", enclosed, {e.start for e in enclosed})
    reading.start_at(0)
    here = 0  # the first enclosure not yet passed
    passed = 0
    for match in _STOPS.finditer(text):
        if match.start() < max(reading.mark_end, passed):
            continue
        while here < len(enclosed) and enclosed[here].end <= match.start():
            here += 1
        near = enclosed[here] if here < len(enclosed) else None
        inside = near if near and match.start() in near else None
        end = _end_of_sentence(reading, match, inside)
        if end:
            reading.cut(end)
            passed = end
    reading.finish()
    return reading.found


def _end_of_sentence(reading: _Reading, match: re.Match[str], inside: Enclosure | None) -> int:
    """One past the end of the sentence that this stop ends; 0 if it does not end one."""
    if match[0] == "※":
        return 0 if inside else match.start()
    closers = _CLOSERS.match(reading.text, match.end())
    end = _close(reading, match.end(), closers.end() if closers else match.end())
    if inside and inside.end > reading.opened and not _leaves(reading, match, inside, end):
        return 0
    reading.led = inside is not None and reading.begins_at(inside.start)
    closed = reading.text[match.end() : end]
    if not _stops_here(reading, match, closed, end):
        return 0
    return _with_aside(reading, end)


def _close(reading: _Reading, start: int, end: int) -> int:
    # A straight quotation mark after the stop may open the next sentence.
    for position in range(start, end):
        if reading.text[position] in "\"'" and position in reading.starts:
            return position
    return end


def _leaves(reading: _Reading, match: re.Match[str], inside: Enclosure, end: int) -> bool:
    """Whether a stop inside a quotation or bracket can end a sentence at all."""
    begins = reading.begins_at(inside.start)
    if end >= inside.end:
        quoted = reading.text[inside.start] in QUOTES
        return begins or quoted or _closes_sentence(reading, match, end)
    if not begins or reading.text[inside.start] not in QUOTES:
        return False
    # A quotation that is a sentence of its own, "A. B.", is split inside.
    last = inside.end - 1
    if reading.text[last - 1] not in ".!?":
        return False
    tail = re.compile(r"[.!?]+").match(reading.text, last - 1)
    reading.led = True
    if tail and _stops_here(reading, tail, reading.text[last : inside.end], inside.end):
        reading.opened = inside.end
        return True
    return False


def _closes_sentence(reading: _Reading, match: re.Match[str], end: int) -> bool:
    """Whether the full stop lies inside the bracket that ends the sentence: "(see below.)"."""
    gap = _GAP.match(reading.text, end)
    rest = reading.text[gap.end() : gap.end() + 24] if gap else ""
    before = reading.text[match.start() - 1 : match.start()]
    if _is_hangul(before):
        return before in _FINAL[:3] and not _LINKING.match(rest)
    return len(match[0]) == 1 and before.islower() and is_starter(rest)


def _stops_here(reading: _Reading, match: re.Match[str], closed: str, end: int) -> bool:
    """Whether a sentence ends with this stop, judged by the text around it."""
    text = reading.text
    gap = _GAP.match(text, end)
    after = gap.end() if gap else end
    if after >= len(text):
        return True
    before = text[match.start() - 1] if match.start() else ""
    rest = text[after : after + 120]
    if after == end:
        return _stops_without_blank(match, closed, before, text, rest)
    stop = match[0]
    if _goes_on(rest, closed, before, led=reading.led, full=stop == "."):
        ends = False
    elif "…" in stop or "‥" in stop or (len(stop) > 1 and set(stop) == {"."}):
        ends = before in _FINAL[:4] if _is_hangul(before) else is_starter(rest)
    else:
        ends = stop != "." or bool(closed) or _full_stop(reading, match.start(), before, rest)
    return ends


def _goes_on(rest: str, closed: str, before: str, *, led: bool, full: bool) -> bool:
    """Whether the text after the stop can only continue the sentence."""
    if _SMALL.match(rest) and not _is_hangul(before):
        return True
    quoted = bool(closed) and closed[-1] not in ")]"
    said = _SAID_ONLY if full and not _is_hangul(before) else _SAID
    return quoted and bool(_QUOTE_TAIL.match(rest) or (led and said.match(rest)))


def _stops_without_blank(
    match: re.Match[str], closed: str, before: str, text: str, rest: str
) -> bool:
    if "。" in match[0] and not _PARTICLE.match(rest):
        return True
    if closed:  # a particle after the quotation: ”고, ”라는
        return False
    first = rest[0]
    begins = _is_hangul(first) or first.isupper() or first.isdecimal() or first in _OPENERS
    if before and before in _FINAL and _is_hangul(text[match.start() - 2 : match.start() - 1]):
        return begins and "…" not in match[0] and not _QUOTE_TAIL.match(rest)
    if "?" in match[0] or "!" in match[0]:
        return _is_hangul(before) and begins and not _PARTICLE.match(rest)
    word = _WORD.search(text[max(0, match.start() - 24) : match.start()])
    lower = word is not None and len(word[0]) > 2 and word[0].isalpha() and word[0][1:].islower()
    return lower and match[0] == "." and is_starter(rest)


def _full_stop(reading: _Reading, at: int, before: str, rest: str) -> bool:
    """Whether a single full stop before a space ends the sentence."""
    text = reading.text
    if before.isdecimal():
        label = _LABEL.fullmatch(text, reading.begin, at)
        return label is None and _after_number(reading, at, rest)
    if before.isascii() and before.isalpha():
        word = _WORD.search(text[max(0, at - 24) : at])
        token = word[0] if word else before
        first = reading.begins_at(at - len(token))
        return ends_sentence(token, rest, first=first)
    # "나. 장소" inside a line starts an item; its stop does not end a sentence
    return not (before in KOREAN_LETTERS and text[at - 2 : at - 1].isspace())


def _after_number(reading: _Reading, at: int, rest: str) -> bool:
    text = reading.text
    digits = re.compile(r"\d*$").search(text[max(0, at - 12) : at])
    number = digits[0] if digits else ""
    previous = text[max(0, at - len(number) - 3) : at - len(number)]
    if _is_list_number(reading, number, previous):
        return False
    if _is_hangul(rest[0]):
        # "2016. 1. 20. 국회는" and "2016. 봄": usually a date, not the end of a sentence
        return len(number) > 2 and (previous[-1:] == "-" or int(number) not in _YEARS)
    if rest[0].isdecimal():
        return not _DATE_NEXT.match(rest) or (is_starter(rest[2:].lstrip(". ")))
    return not reading.korean or not _is_date(previous)


def _is_list_number(reading: _Reading, number: str, previous: str) -> bool:
    """Whether this is the next number of a list inside the sentence ("1. trade 2. climate")."""
    if len(number) > 2 or not previous[-1:].isspace():
        return False
    value = int(number)
    if value == 1 and previous.rstrip()[-1:] in ":;,(：":
        reading.inline = 1
        return True
    if reading.inline and value == reading.inline + 1:
        reading.inline = value
        return True
    return False


def _is_date(previous: str) -> bool:
    return previous.rstrip()[-1:] == "."


def _with_aside(reading: _Reading, end: int) -> int:
    """The end, moved past a following bracket that belongs to the sentence: (○○일보 김○○ 기자)."""
    text = reading.text
    gap = _GAP.match(text, end)
    after = gap.end() if gap else end
    if text[after : after + 1] != "(" or read_mark(text[after : after + 8]).label:
        return end
    close = text.find(")", after, after + 60)
    if close < 0 or any(c in ".!?" for c in text[after:close]):
        return end
    following = _GAP.match(text, close + 1)
    at_end = following is not None and following.end() >= len(text)
    spaced = text[close + 1 : close + 2].isspace()
    return close + 1 if at_end or (spaced and _ASIDE.search(text[after:close])) else end


def _is_hangul(character: str) -> bool:
    return "가" <= character <= "힣"
