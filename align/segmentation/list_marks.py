"""List marks and paragraph numbers, normalised to one notation for both languages."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

KOREAN_LETTERS = "가나다라마바사아자차카타파하"

_ROUND = "oㅇ○°◦●•·∘⚬❍◯〇⊙◎∙ᄋº￮"
_SQUARE = "□■▢▣◻◼❏❐❑❒◆◇❖▶▷►▪▫☐✓✔➤➢▲△▴▵▼▽★☆☞"
_DASH = "-–—‐−―ㅡ"
_NOTE = "※*＊†‡"

_ROMAN = {
    word: number
    for number, word in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), start=1
    )
}

_MARK = re.compile(
    rf"""
      (?P<number>  \(\d{{1,3}}\) | \d{{1,3}}(?:-\d{{1,2}})?\) (?=\s|[^\W\d]|$)
                 | (?!\d{{1,2}}\.\s?\d{{1,2}}\.(?!\s?[A-Z]))  # "1. 20.(수)" is a date
                   \d{{1,3}}(?:-\d{{1,2}})?[.．] (?=\s|[^\W\dA-Za-z_]|[「『“‘(<\[△]|$) )
    | (?P<sign>    [①-⑳⑴-⒛❶-❿➀-➓] )
    | (?P<roman>   [Ⅰ-Ⅻⅰ-ⅻ] (?:\s?[.．)]|(?=\s|$)) | \((?:[ivx]{{1,5}}|[IVX]{{1,5}})\)
                 | (?:[ivx]{{1,5}}|[IVX]{{1,5}})[.)] (?=\s|$) (?!\s[A-Z]\.) )
    | (?P<letter>  \([{KOREAN_LETTERS}]\) | [{KOREAN_LETTERS}][.)] (?=\s|$)
                 | [㉠-㉻ⓐ-ⓩ⒜-⒵]
                 | \([a-zA-Z]\) | [a-hA-H][.)] (?=\s|$) (?!\s[A-Z]\.) )
    | (?P<article> 제\s?\d{{1,4}}\s?조 (?=[\s(의]|$)
                 | (?:Article|ARTICLE|Art\.)\s\d{{1,4}} (?=[\s.:(]|$) )
    | (?P<question>[<\[(【〈]\s?(?:질\s?문|문|Q|Question)\s?\d{{0,2}}\s?[>\])】〉]
                 | (?:질\s?문|문)\s?\d{{0,2}}\s?[:：)]
                 | Q\s?\d{{0,2}}\s?[.:：)] | Question\s?\d{{0,2}}\s?[:：] )
    | (?P<answer>  [<\[(【〈]\s?(?:답\s?변|답|A|Answer)\s?\d{{0,2}}\s?[>\])】〉]
                 | (?:답\s?변|답)\s?\d{{0,2}}\s?[:：)]
                 | A\s?\d{{0,2}}\s?[:：)] | Answer\s?\d{{0,2}}\s?[:：] )
    | (?P<note>    [{re.escape(_NOTE)}]+ )
    | (?P<round>   o(?=\s|$) | (?:°(?![CF]\b)|[{_ROUND[1:3]}{_ROUND[4:]}])(?![{_ROUND[1:]}]) )
    | (?P<square>  [{_SQUARE}] )
    | (?P<dash>    [{re.escape(_DASH)}] (?=\s|$|[^\W\d]|[「『“‘(]) (?![{re.escape(_DASH)}]) )
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(r"\d+(?:-\d+)?")
_INVISIBLE_LEAD = re.compile("[\\s\ufeff\u200b-\u200f\u2060\u00ad]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """The list mark at the start of a line."""

    label: str  #: normalised, as `list_mark` gives it; empty if there is no mark
    end: int  #: characters up to the end of the mark, including leading blanks
    family: str  #: number, roman, letter, article, note, round, square, dash, ...


_NO_MARK = Mark("", 0, "")
#: Characters at the start of a line that are searched for its mark, including indentation.
_LONGEST_MARK = 48


def read_mark(text: str) -> Mark:
    """The list mark at the start of a line, with its end and family.

    >>> read_mark("  2. 양측은")
    Mark(label='2', end=4, family='number')
    """
    return _read_head(text[:_LONGEST_MARK])


@functools.lru_cache(maxsize=2048)  # lists repeat their marks, and each is read three times
def _read_head(head: str) -> Mark:
    lead = _INVISIBLE_LEAD.match(head)
    match = _MARK.match(head, lead.end() if lead else 0)
    if match is None or match.lastgroup is None:
        return _NO_MARK
    family = match.lastgroup
    label = _LABEL[family](match[0])
    return Mark(label, match.end(), family) if label else _NO_MARK


def list_mark(text: str) -> str:
    """The list mark of a line, normalised so that Korean and English marks can be compared.

    Numbers become the bare number (``1.``, ``1)``, ``(1)``, ``①`` give ``"1"``), Roman
    numerals get the prefix R (``Ⅰ.``, ``I.``, ``(i)`` give ``"R1"``), letters L (``가.``,
    ``a)`` give ``"L1"``), articles A (``제1조``, ``Article 1`` give ``"A1"``). Bullets become
    ``"o"`` (round), ``"□"`` (squares and triangles) or ``"-"``, remarks ``"※"``, questions
    and answers ``"Q"`` and ``"A"``. The result is empty if there is no mark.

    >>> [list_mark(line) for line in ("1. 양측은", "② 협력", "Ⅱ. 질의", "나. 장소", "b) venue")]
    ['1', '2', 'R2', 'L2', 'L2']
    >>> [list_mark(line) for line in ("ㅇ 한 차관은", "° Minister", "- 참석", "* note", "None")]
    ['o', 'o', '-', '※', '']
    >>> list_mark("6.9.(금) 서울에서"), list_mark("3.4% 상승")
    ('', '')
    """
    return read_mark(text).label


def _number(mark: str) -> str:
    found = _DIGITS.search(mark)
    return found[0] if found else ""


def _sign(mark: str) -> str:
    return str(int(unicodedata.numeric(mark)))


def _roman(mark: str) -> str:
    bare = mark.strip("().． ")
    number = _ROMAN.get(bare.lower()) or int(unicodedata.numeric(bare[0], 0))
    return f"R{number}" if number else ""


def _letter(mark: str) -> str:
    bare = unicodedata.normalize("NFKC", mark).strip("(). ")[:1]
    if bare in KOREAN_LETTERS:
        return f"L{KOREAN_LETTERS.index(bare) + 1}"
    if bare.isascii():
        return f"L{ord(bare.lower()) - ord('a') + 1}"
    return f"L{'ᄀᄂᄃᄅᄆᄇᄉᄋᄌᄎᄏᄐᄑᄒ'.find(bare) + 1}"


_LABEL: dict[str, Callable[[str], str]] = {
    "number": _number,
    "sign": _sign,
    "roman": _roman,
    "letter": _letter,
    "article": lambda mark: f"A{_number(mark)}",
    "question": lambda mark: "Q",
    "answer": lambda mark: "A",
    "note": lambda mark: "※",
    "round": lambda mark: "o",
    "square": lambda mark: "□",
    "dash": lambda mark: "-",
}
