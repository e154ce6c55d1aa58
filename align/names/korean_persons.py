"""Finds people named in Korean text, by their titles or by a Latin spelling in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.names.mention import Mention, without_overlaps
from align.names.not_names import NOT_KOREAN_NAMES
from align.names.romanisation import SURNAMES, split_name
from align.names.titles import KOREAN_TITLE, NOT_SURNAMES, korean_title_groups

# 「마렉 톨란(Marek Tolan)」, 에릭 모에(Eric Moe)
_LATIN_BESIDE = re.compile(
    r"(?P<quote>[「『“\"'‘]?)\s?"
    r"(?<![가-힣])(?P<name>[가-힣][가-힣·‧-]{0,15}(?:\s[가-힣][가-힣·‧-]{0,15}){0,3})\s?"
    r"\(\s?(?P<latin>[A-Z][A-Za-zÀ-ɏ'’.-]{0,30}(?:\s[A-Za-zÀ-ɏ'’.-]{1,30}){0,4})\s?\)"
)
_BEFORE_TITLE = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{1,7})\s(?:(?P<place>[가-힣·ㆍ-]{1,14})\s)??"
    rf"(?P<title>{KOREAN_TITLE})"
    r"(?=은|는|이|가|을|를|과|와|의|에|께|도|만|님|측|으로|로|간|겸|[^가-힣]|$)"
)
# (장관 유하늘), 청장 봉태림은
_AFTER_TITLE = re.compile(
    rf"(?<![가-힣])(?P<title>{KOREAN_TITLE})\s?(?P<mark>[:：]?)\s?(?P<name>[가-힣]{{3}})(?=\s?[(),\]/;·☎]|$)"
)
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|과|와|의|에|도|만|로|등|및|들|한|된|할|인|던|던)$")
#: Endings of words that are places, offices or otherwise not names.
_NO_NAME_ENDS = re.compile(
    r"(?:부|처|청|국|원|실|회|측|당|군|시|도|구|팀|과|단|사|관|전|후|임|직|적|식|용|계|계열|기구|연합|조직|은행|위|소|대|대표|장|행|권|법|상|성|자|의|한|된|인|적|들)$"
)
_LONGEST_NAME = 7


def korean_persons(text: str) -> tuple[Mention, ...]:
    """The people reliably identified as named in a Korean text, in order.

    >>> text = "한도윤 외교부 제1차관, 로스코 차관과 한 차관은"
    >>> [(m.name, m.title, m.origin) for m in korean_persons(text)]
    [('한도윤', '제1차관', 'full'), ('로스코', '차관', 'full'), ('한', '차관', 'surname')]
    >>> [(m.name, m.latin) for m in korean_persons("「이반 로스코(Ivan Rosko)」 외교장관")]
    [('이반 로스코', 'Ivan Rosko')]
    """
    return without_overlaps([*_bracketed(text), *_titled(text), *_after_title(text)])


def _bracketed(text: str) -> Iterator[Mention]:
    for match in _LATIN_BESIDE.finditer(text):
        latin, name = match["latin"], match["name"]
        words = latin.split()
        if latin.isupper() or len(words) > 4 or (len(words) == 1 and len(name.split()) > 1):
            continue  # 소형모듈원자로(SMR)
        if not match["quote"] and not 1 < len(words) <= len(name.split()):
            continue
        if not match["quote"]:
            name = " ".join(name.split()[-len(words) :])
        title = re.match(
            rf"[」』”\"'’]?\s(?:[가-힣]+\s){{0,3}}?({KOREAN_TITLE})", text[match.end() :]
        )
        written = title[1] if title else ""
        yield Mention(
            "person", name, match.end("name") - len(name), match.end("name"), name,
            firm=bool(title) or len(words) > 1, titles=korean_title_groups(written),
            title=written, latin=latin, origin="full",
        )  # fmt: skip


def _titled(text: str) -> Iterator[Mention]:
    at = 0
    while match := _BEFORE_TITLE.search(text, at):
        name, title = match["name"], match["title"]
        at = match.end("name")
        origin = _origin(name)
        if match["place"] and not (len(name) in (3, 4) and split_name(name)):
            continue
        if not origin:
            continue
        if match["place"] and _PARTICLE.search(match["place"]) and not _is_office(match["place"]):
            continue
        yield Mention(
            "person", name, match.start("name"), match.end("name"), name,
            firm=origin != "perhaps", titles=korean_title_groups(title), title=title,
            origin="full" if origin == "perhaps" else origin,
        )  # fmt: skip


def _is_office(word: str) -> bool:
    return bool(re.search(r"(?:부|처|청|국|원|실|회|도|시)$", word))


def _after_title(text: str) -> Iterator[Mention]:
    for match in _AFTER_TITLE.finditer(text):
        name, title = match["name"], match["title"]
        if _origin(name) == "full" and split_name(name):
            yield Mention(
                "person", name, match.start("name"), match.end("name"), name,
                titles=korean_title_groups(title), title=title, origin="full",
            )  # fmt: skip


def _origin(name: str) -> str:
    """How a word before a title names a person: "full", "surname", "perhaps", or "" if not.

    한도윤 and 로스코 have the same form; only the English spelling shows which one is Korean.
    """
    if len(name) == 1:
        return "surname" if name in SURNAMES and name not in NOT_SURNAMES else ""
    if name in NOT_KOREAN_NAMES or len(name) > _LONGEST_NAME or _PARTICLE.search(name[2:]):
        return ""
    if len(name) == 3 and name[0] in SURNAMES:
        return "" if re.search(r"[부처청측당]$", name) else "full"
    if _NO_NAME_ENDS.search(name) or (len(name) > 3 and name[-1] in "면게며고서"):
        return ""
    return "perhaps"
