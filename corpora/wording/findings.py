"""What findings and gaps say, in Korean and in English.

Stores and files hold codes and fields. Both languages are made of them when they are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from align.checks.finding import Finding
from align.messages import MONTHS, TEXT, Statement, render
from align.names.entities import KOREAN_NAMES
from corpora.wording.kinds import kind_name
from corpora.wording.messages_ko import CHOICES_IN_KOREAN, KOREAN, MONTHS_IN_KOREAN
from corpora.wording.words import Words

#: A value as a finding tells it, and what stands in the text: May (‘24.5월), day 18 (18일).
_VALUE = re.compile(
    rf"(?P<said>(?P<month>{'|'.join(MONTHS)})|(?P<part>day|year) (?P<number>\d+)|-?\d[\d,.:/]*)"
    r"(?: \((?P<written>.+)\))?",
    re.DOTALL,
)
#: What makes a number another one if it follows: 3 is not said by 3억 or 3.5.
_GOES_ON = r"(?![\d,.:/]|[십백천만억조경])"
_NAMED = re.compile(r"(?P<name>.+?) \((?P<written>.+)\)", re.DOTALL)


def sentence_of(finding: Finding) -> Words:
    """What a finding says; the same twice where somebody else wrote it."""
    return words_of((finding.message,))


def note_of(reasons: Iterable[Statement]) -> Words:
    """Why a gap is one; the same twice where somebody else wrote it."""
    return words_of(tuple(reasons))


def words_of(statements: Sequence[Statement]) -> Words:
    """What statements say, one behind the other."""
    return Words(" ".join(map(in_korean, statements)), render(statements))


def in_korean(statement: Statement) -> str:
    """A statement in Korean; as it stands where somebody else wrote it.

    >>> from align.messages import say
    >>> fields = {"here": "Korean", "there": "English"}
    >>> in_korean(say("number_mismatch", value="1,240 (1,240명)", other_value="1,420", **fields))
    '국문은 1,240명, 영문은 1,420입니다.'
    >>> in_korean(say("date_mismatch", value="May (‘24.5월)", other_value="March", **fields))
    '국문은 5월(‘24.5월), 영문은 3월(March)입니다.'
    """
    if statement.code == TEXT:
        return str(statement)
    fields = {field: _field(field, text) for field, text in statement.fields.items()}
    return KOREAN[statement.code].format(**fields)


def _field(field: str, text: str) -> str:
    """What stands in a brace, in Korean where it is ours."""
    if field in CHOICES_IN_KOREAN:
        return CHOICES_IN_KOREAN[field][text]
    if field in ("value", "other_value"):
        return _value(text)
    if field == "name":
        return _name(text)
    if field == "renderings":
        return text.replace(" or ", " 또는 ")
    if field == "line_kind":
        return kind_name(text).ko
    return text


def _value(text: str) -> str:
    """A value, with what stands in the text where it says it otherwise.

    >>> [_value(text) for text in ("day 18 (18일)", "300,000,000 (3억)", "15:00 (오후 3시)")]
    ['18일', '300,000,000(3억)', '15:00(오후 3시)']
    """
    match = _VALUE.fullmatch(text)
    if match is None:
        return text
    if match["month"]:
        said = MONTHS_IN_KOREAN[match["month"]]
    elif match["part"]:
        said = match["number"] + ("일" if match["part"] == "day" else "년")
    else:
        said = match["said"]
    written = match["written"] or match["said"]
    plain = re.escape(said.replace(",", ""))
    if re.match(plain + _GOES_ON, written.replace(",", "")):
        return written
    return f"{said}({written})"


def _name(text: str) -> str:
    """A name; of a country or organisation the Korean one, with what stands in the text.

    >>> [_name(text) for text in ("United States (美)", "China (중국)", "윤병세 장관")]
    ['미국(美)', '중국', '윤병세 장관']
    """
    match = _NAMED.fullmatch(text)
    if match is None or match["name"] not in KOREAN_NAMES:
        return text
    name, written = KOREAN_NAMES[match["name"]], match["written"]
    return written if written.replace(" ", "") == name.replace(" ", "") else f"{name}({written})"
