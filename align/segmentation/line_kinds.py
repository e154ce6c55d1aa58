"""Classifies the lines of a release and joins the lines of each paragraph into a block."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from align.segmentation.line_wraps import Wrap
from align.segmentation.lines import BLANK, Block, Line, columns
from align.segmentation.list_marks import list_mark, read_mark

__all__ = ["Block", "blocks_of", "heads_text", "kind_of_line", "list_mark", "looks_like_title"]

#: Kinds whose lines are one segment each, whatever full stops they contain.
WHOLE_KINDS = ("title", "heading", "table_row", "attachment", "closing", "disclaimer")

#: Longest heading and title, in columns; ministries keep headlines to two lines of 80.
LONGEST_HEADING = 60
LONGEST_TITLE = 220

#: Columns from which a headline may have been wrapped; a shorter one would have fitted.
SHORTEST_BROKEN = {"title": 30, "heading": 40}

_CLOSING = re.compile(
    r"(?:끝\s?\.?|[-–—/<\[(【]\s?끝\s?[-–—/>\])】]\s?\.?|#(?:\s?#){1,4}|[-–—/<\[(]?\s?(?:END|End)"
    r"\s?[-–—/>\])]?\.?|이상\s?\.)"
)
_DISCLAIMER = re.compile(
    r"[*※(\[]?\s?(?:this is an?\s)?un-?official\s(?:english\s)?translation\b.{0,40}"
    r"|[*※(\[]?\s?(?:비공식|가|임시)\s?(?:영문\s|국문\s)?번역\s?(?:본|문)?.{0,15}"
    r"|[*※(\[]\s?translation\sfrom\s.{0,40}"
    r"|[*※(\[]?\s?(?:this is an?\s)?(?:courtesy|provisional|tentative)\s(?:english\s)?translation\b"
    r".{0,40}",
    re.IGNORECASE,
)
#: Sentences that say which version prevails, or what a translation is for.
_PRECEDENCE = re.compile(
    r"\bkorean\s(?:version|text|original|edition)\b.{0,40}\b(?:prevails?|takes?\sprecedence|governs?"
    r"|is\sauthoritative)\b"
    r"|\b(?:this|the)\s(?:english|translated)\s(?:version|text|translation|edition|release)\b.{0,60}"
    r"\b(?:convenience|reference|information(?:al)?)\s(?:purposes?\s)?only\b"
    r"|\b(?:this|the)\s(?:english|translated)\s(?:version|text|translation|edition|release)\s(?:is|was)"
    r"\s(?:an?\s)?(?:unofficial|not\s(?:an\s)?official)\b"
    r"|(?:국문|한글|한국어|원문)\s?(?:본|판|보도자료|자료)?(?:이|가|을|를)?\s우선|영문\s?(?:본|판|번역|자료).{0,12}참고용",
    re.IGNORECASE,
)
_LONGEST_PRECEDENCE = 250
_ATTACHMENT = re.compile(
    r"[\[<【(「]?\s?(?:붙\s?임|첨\s?부|별\s?첨|별\s?지|첨부\s?(?:자료|파일|문서))\s?\d{0,2}"
    r"\s?(?:[:：.>\]】)」]|$|\d)"
    r"|(?:붙\s?임|별\s?첨)\s(?!.*(?:다|니까|시오)\.?$)"
    r"|[\[<(]?\s?(?:attachments?|attached(?:\sfiles?)?|annex(?:es)?|appendix|appendices|enclosures?"
    r"|encl\.)\s?(?:\d{1,2}|[A-Z]|[IVX]{1,4})?\s?(?:[:：.>\])]|$)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"[\[<【(]?\s?(?:문\s?의|문의\s?(?:처|전화)|담\s?당|담당\s?(?:자|부서|과장|사무관|기관)|연락처"
    r"|전\s?화|전화번호|팩\s?스|이메일|전자우편|홈페이지|contacts?|(?:media|press)\s(?:contacts?|inquir\w+)"
    r"|contact\s(?:information|persons?|us)|tel|telephone|phone|fax|e-?mail|inquiries"
    r"|for\s(?:more|further)\s(?:information|details|inquiries)|for\s(?:media\s)?inquiries)"
    r"\s?(?:[:：)\]】>(]|\.:|[.]?\s?(?=[+(]?\d)|,\s?(?:please\s)?(?:contact|call|visit|e-?mail)|$)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<!\d)(?:\+82[- )]{1,2}\d{1,2}|\(?0\d{1,2}\)?)[-.) ]{1,2}\d{3,4}[-. ]\d{4}(?!\d)"
)
_ROMAN_HEAD = re.compile(
    r"(?:[Ⅰ-Ⅻ]|[IVX]{1,5}\.|제\s?\d{1,2}\s?[장절편부]\b|Chapter \w{1,5}\b|Part [IVX\d]{1,4}\b)"
)
_ENCLOSED = re.compile(
    r"(?:\[[^\]]*\]|<[^>]*>|【[^】]*】|〈[^〉]*〉|≪[^≫]*≫|《[^》]*》|\([^)]*\)|#{1,6}\s.*"
    r"|[-–—]\s.*\s[-–—]|(?:[<\[]?Q\s?&\s?A[>\]]?|질의\s?응답|모두\s?발언))"
)
_SENTENCE_END = re.compile(
    r"[.!?。…:：;,][\"'”’)\]」』]*$|(?:니다|니까|이다|하다|였다|한다|된다|있다|없다|었다|았다|함|음|임|됨"
    r"|세요|어요|아요|지요|나요|까요|고|며)$"
)
_TERMINAL = re.compile(r"[.!?。][\"'”’)\]」』]*$")
_NUMBER = re.compile(r"(?:^|[\s:：])(\d{1,2})[.)]\s", re.ASCII)
_CELLS = re.compile(r"[^\s|│┃]")
_SMALL_WORDS = frozenset(
    re.findall(
        r"\S+",
        """a an the of in on at to for and or by with from as vs via its is be between among
        under""",
    )
)

_BULLETS = ("round", "square", "dash", "sign")


def _is_disclaimer(text: str) -> bool:
    """Whether a line says that this is a translation, or which version prevails."""
    if len(text) < 80 and _DISCLAIMER.fullmatch(text):
        return True
    return len(text) <= _LONGEST_PRECEDENCE and bool(_PRECEDENCE.search(text))


def kind_of_line(text: str, language: str) -> str:
    """The segment kind of a line, judged from the line alone.

    Titles cannot be recognised this way: they are the first line of a document.

    >>> kind_of_line("ㅇ 한 차관은 이에 공감하였다.", "ko")
    'bullet'
    >>> kind_of_line("붙임 : 전략대화 사진.  끝.", "ko")
    'attachment'
    >>> kind_of_line("* unofficial translation", "en")
    'disclaimer'
    >>> kind_of_line("The annexes were adopted in 1992.", "en"), kind_of_line("Ⅰ. 모두 발언", "ko")
    ('paragraph', 'heading')
    """
    bare = text.strip(BLANK) or text.strip()  # nothing but a byte order mark
    short = bare[:400]  # the kind shows at the beginning of a line
    if len(short) < 80 and _CLOSING.fullmatch(short):
        return "closing"
    if _is_disclaimer(bare):
        return "disclaimer"
    if _is_table_row(bare):
        return "table_row"
    mark = read_mark(short)
    inner = short[mark.end :].lstrip() if mark.family in _BULLETS else short
    if _is_attachment(inner, len(bare)):
        return "attachment"
    if _is_contact(inner):
        return "contact"
    return _listed_kind(bare, mark.family, language)


def looks_like_title(text: str) -> bool:
    """Whether a line, if it is the first of a document, is its headline.

    >>> looks_like_title("Statement by MOFA Spokesperson")
    True
    >>> looks_like_title("1. Statements were made."), looks_like_title("They met today.")
    (False, False)
    """
    if columns(text[:LONGEST_TITLE]) >= LONGEST_TITLE:
        return False
    mark = read_mark(text)
    if mark.label and mark.family not in ("square", "roman"):
        return False
    return not re.search(r"(?<!\.[A-Z])(?!\.\)$)[.。:：,;][\"'”’)\]」』]*$", text.rstrip(BLANK))


def heads_text(text: str, after: str) -> bool:
    """Whether a numbered line is the heading of the running text below it.

    >>> heads_text("1. Visit to Norwick", "The minister leaves for Norwick today.")
    True
    >>> heads_text("1. Visit to Norwick", "2. Other business")
    False
    """
    if columns(text[: LONGEST_HEADING + 1]) > LONGEST_HEADING or _SENTENCE_END.search(text):
        return False
    if read_mark(text).family != "number" or read_mark(after).label:
        return False
    return bool(_TERMINAL.search(after[-8:]))


def blocks_of(lines: Sequence[Line], language: str, *, titled: bool = False) -> list[Block]:
    """The blocks formed by the lines of a release, without its furniture.

    Args:
        lines: The lines to classify, in order.
        language: "ko" or "en".
        titled: Whether the title has been found already, so that the first line is not one.
    """
    wrap = Wrap.of(lines)
    # Long lists repeat lines, and each line is checked from both of its neighbours.
    kinds = {text: kind_of_line(text, language) for text in {line.text for line in lines}}
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        kind = kinds[line.text]
        if kind == "heading" and wrap.is_paused(line):
            kind = "paragraph"
        elif kind == "paragraph" and index + 1 < len(lines):
            kind = "heading" if heads_text(line.text, lines[index + 1].text) else kind
        if index == 0 and not titled and kind in ("heading", "paragraph") and len(lines) > 1:
            kind = "title" if _opens_with_title(line, lines[1], kind, wrap) else kind
        elif kind in ("paragraph", "bullet") and _lists_attachments(blocks, lines, index):
            kind = "attachment"
        last = _last_line(lines, index, kind, wrap, kinds)
        if last > index and kind in ("title", "heading") and not looks_like_title(lines[last].text):
            kind = "paragraph"
        blocks.append(Block(kind, line.start, lines[last].end))
        index = last + 1
    return blocks


def _opens_with_title(line: Line, after: Line, kind: str, wrap: Wrap) -> bool:
    """Whether the first line of a text is its headline, not the beginning of its first sentence."""
    if kind == "paragraph" and not after.after_blank and wrap.fills(line, after):
        return False
    return looks_like_title(line.text) and not wrap.is_paused(line)


def _last_line(
    lines: Sequence[Line], first: int, kind: str, wrap: Wrap, kinds: Mapping[str, str]
) -> int:
    """Index of the last line of the block that begins with the line ``first``."""
    if kind in ("closing", "disclaimer", "table_row", "attachment"):
        return first
    last = first
    # A headline may fill its line by chance; only a lower-case start shows that it continues.
    if kind in ("title", "heading"):
        wrap = replace(wrap, width=0)
    if columns(lines[first].text) < SHORTEST_BROKEN.get(kind, 0):
        return first
    if (
        not (wrap.width or wrap.at_pauses)
        and lines[first].text[0].islower()
        and not read_mark(lines[first].text).label
    ):
        return first  # items that all begin in lower case
    while last + 1 < len(lines):
        line, after = lines[last], lines[last + 1]
        if wrap.continues(line, after, inside=last > first):
            if kinds[after.text] not in ("paragraph", "heading", "bullet"):
                break
        elif kind != "title" or not _title_goes_on(line, after, kinds[after.text]):
            break
        last += 1
    return last


def _title_goes_on(line: Line, after: Line, kind: str) -> bool:
    """Whether an English headline was too long for its line and continues on the next."""
    width = columns(line.text)
    wide = width > len(line.text)  # Hangul: in Korean the next line is a subtitle
    return kind == "heading" and width >= LONGEST_HEADING and not (wide or after.after_blank)


def _lists_attachments(blocks: Sequence[Block], lines: Sequence[Line], index: int) -> bool:
    """Whether a line continues a list of attachments, as "2. 명단" below "붙임 1. 사진"."""
    line = lines[index]
    if not blocks or blocks[-1].kind != "attachment" or columns(line.text[:100]) > LONGEST_HEADING:
        return False
    if not line.after_blank:
        return bool(read_mark(line.text).label)
    before, number = (_NUMBER.search(lines[k].text[:40]) for k in (index - 1, index))
    return before is not None and number is not None and int(before[1]) + 1 == int(number[1])


def _is_table_row(bare: str) -> bool:
    if "\t" in bare:
        cells = [cell for cell in bare.split("\t") if cell.strip(BLANK)]
        if len(cells) > 1 and read_mark(cells[0]).end >= len(cells[0].strip()):
            cells = cells[1:]  # a tab after the list mark
        return len(cells) > 2 or (len(cells) == 2 and not _TERMINAL.search(bare[-8:]))
    for bar in "|│┃":
        if bar in bare:
            cells = [cell for cell in bare.split(bar) if _CELLS.search(cell)]
            if bare[0] == bar or f" {bar} " in bare:  # not "A|B" in a sentence
                return bool(cells)
    return False


def _is_attachment(text: str, length: int) -> bool:
    match = _ATTACHMENT.match(text)
    if match is None or length > 300:
        return False
    # "Attachments. The ministers ..." is a sentence; with a colon it would be a list
    return not (match[0].endswith(".") and _TERMINAL.search(text) and len(text) > 60)


def _is_contact(text: str) -> bool:
    if _CONTACT.match(text):
        return True
    return len(text) < 120 and bool(_PHONE.search(text)) and not _TERMINAL.search(text)


def _listed_kind(bare: str, family: str, language: str) -> str:
    if family in ("question", "answer"):
        return "paragraph"
    if family == "note":
        return "note"
    if _is_heading(bare, family, language):
        return "heading"
    return "bullet" if family in _BULLETS else "paragraph"


def _is_heading(bare: str, family: str, language: str) -> bool:
    if len(bare) > LONGEST_HEADING * 2 or columns(bare) > LONGEST_HEADING * 2:
        return False
    if family == "article" or _ROMAN_HEAD.match(bare):
        return not _TERMINAL.search(bare) and columns(bare) <= LONGEST_HEADING
    if _ENCLOSED.fullmatch(bare):
        return not _TERMINAL.search(bare[:-1]) and columns(bare) <= LONGEST_HEADING
    if family or columns(bare) > LONGEST_HEADING or _SENTENCE_END.search(bare):
        return False
    if language == "ko":
        return columns(bare) <= LONGEST_HEADING // 2 and bare[-1].isalnum()
    words = [word for word in bare.split() if word.lower() not in _SMALL_WORDS]
    capitals = sum(not word[:1].islower() for word in words)
    return len(words) > 0 and capitals == len(words) and any(c.isalpha() for c in bare)
