"""Finds countries and organisations named in a text, using the tables of this package."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from align.names.country_table import COUNTRIES
from align.names.mention import Mention
from align.names.organisation_table import ORGANISATIONS

_HANGUL = re.compile("[가-힣]")
_KOREAN_START = re.compile(r"[가-힣\u4e00-\u9fffA-Z0-9]")
_ENGLISH_START = re.compile(r"(?<![A-Za-z0-9À-ɏ])[A-Za-zÀ-ɏ]")
#: Syllables before a country within one word: 주한, 방미, 대북, 전 ("all of"), 반, 친, 재, 북.
_PREFIXES = frozenset("주방대전반친재동남북서한중미일러영독불")
#: What may follow a name of two syllables, so that 이란 is not found in 사랑이란.
_AFTER_SHORT = re.compile(
    r"$|[^가-힣]|(?:은|는|이|가|을|를|과|와|의|에|에서|에게|도|만|로|으로|측|인|산|군|어|식|계|내|발|행|전|팀|간|형|령|제"
    r"|이나|나|보다|처럼|까지|부터|조차|뿐|에도|에는|에서는|에서도|인들|이라|이며|이다|대사|대사관|정부|대통령|총리|외교|국방|장관|경제"
    r"|주재|대표|시장|기업|정상|국민|언론|수도|해군|공군|육군|의회|법원|당국|국적|문화|최대|선수|여행|서부|동부|남부|북부|중부)"
)
#: Endings of words for a people that take a plural s: Jordanians, Iraqis.
_PEOPLES = ("an", "i", "Czech", "Turk", "Serb", "Slovak", "Uzbek", "Kosovar", "Cypriot")
_MARKS = {
    "韓": "KR", "北": "KP", "南": "KR", "美": "US", "中": "CN", "日": "JP", "露": "RU", "英": "GB",
    "獨": "DE", "佛": "FR", "伊": "IT", "印": "IN", "濠": "AU", "加": "CA", "越": "VN", "比": "PH",
    "한": "KR", "북": "KP", "남": "KR", "미": "US", "중": "CN", "일": "JP", "러": "RU", "영": "GB",
    "독": "DE", "불": "FR", "호": "AU", "몽": "MN", "인": "IN", "베": "VN",
}  # fmt: skip
# 한·미·일, 美·日, 한-중; a single mark is not enough evidence
_JOINED = re.compile(
    r"(?<![가-힣\u4e00-\u9fff\d])[{0}](?:\s?[·∙ㆍ・‧･•,-]\s?[{0}]){{1,5}}(?![\u4e00-\u9fff])".format(
        "".join(_MARKS)
    )
)
_RUN_TOGETHER = re.compile(
    r"(?<![가-힣])(?:한미일|한중일|한일중|북미중|남북미|미중일|미일중|한미|한중|한일|한러|미중|미일|중일|미러|북미|북중|북러|미북|남북|한불|한영|한독)"
    r"(?=[가-힣]{2}|\s[가-힣]{2}|간|의)"
)
_REGIONS = {
    "UNSC": ("UN",), "UNGA": ("UN",), "UNHRC": ("UN",), "WHITE": ("US", "CWD"), "STATE": ("US",),
    "ARF": ("ASEAN",), "PENTAGON": ("US", "MND"), "FED": ("US",), "UN": ("UNSC", "UNGA"),
    "NIS": ("KR",), "BOK": ("KR",), "MND": ("PENTAGON",), "CWD": ("WHITE",),
}  # fmt: skip


def _rows() -> Iterator[tuple[str, str, list[str], list[str]]]:
    for kind, table in (("country", COUNTRIES), ("organisation", ORGANISATIONS)):
        for line in table.strip().splitlines():
            key, rest = line.split(None, 1)
            korean, english = (
                [form.strip() for form in side.split(",")] for side in rest.split(" = ")
            )
            yield kind, key, korean, english


#: First two characters -> (form, kind, key, firm), longest form first.
EntityIndex = dict[str, list[tuple[str, str, str, bool]]]


def _index() -> tuple[EntityIndex, EntityIndex]:
    indices: tuple[EntityIndex, EntityIndex] = defaultdict(list), defaultdict(list)
    for kind, key, korean, english in _rows():
        for index, forms in zip(indices, (korean, english), strict=True):
            for form in forms:
                bare = form.lstrip("~")
                index[bare[:2]].append((bare, kind, key, bare == form))
    for index in indices:
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    return indices


_KOREAN, _ENGLISH = _index()

#: Key -> the name used in messages, its first English form.
ENTITY_NAMES = {key: english[0].lstrip("~") for _, key, _, english in _rows()}
#: That name -> the first Korean form, for messages in Korean.
KOREAN_NAMES = {english[0].lstrip("~"): korean[0].lstrip("~") for _, _, korean, english in _rows()}
#: English words that are part of a form, so that they are not taken for people.
ENGLISH_WORDS = frozenset(
    word for _, _, _, english in _rows() for form in english for word in form.lstrip("~").split()
)


def implied(key: str) -> tuple[str, ...]:
    """The keys of other entities that a name also implies: the Security Council implies the UN."""
    return _REGIONS.get(key, ())


def find_entities(text: str, language: str) -> tuple[Mention, ...]:
    """The countries and organisations named in a text, in order; one position can name two.

    >>> [(m.name, m.firm) for m in find_entities("北의 도발, 美·日과 유엔 안보리", "ko")]
    [('KP', True), ('US', True), ('JP', True), ('UNSC', True)]
    >>> [m.name for m in find_entities("the DPRK, the U.S. and the Security Council", "en")]
    ['KP', 'US', 'UNSC']
    """
    if language == "ko":
        mentions = [*_joined(text), *_from_index(text, _KOREAN, _KOREAN_START, _korean_fits)]
    else:
        mentions = list(_from_index(text, _ENGLISH, _ENGLISH_START, _english_fits))
    unique = {(mention.start, mention.name): mention for mention in reversed(mentions)}
    return tuple(unique[place] for place in sorted(unique))


def _from_index(
    text: str, index: EntityIndex, starts: re.Pattern[str], fits: Callable[[str, int, str], str]
) -> Iterator[Mention]:
    end = 0
    for match in starts.finditer(text):
        at = match.start()
        if at < end:
            continue
        found = ""
        for form, kind, key, firm in index.get(text[at : at + 2], index.get(text[at], ())):
            if found and form != found:
                break
            if text.startswith(form, at) and (verdict := fits(text, at, form)):
                found, end = form, at + len(form)
                yield Mention(kind, key, at, end, form, firm and verdict == "firm")


def _korean_fits(text: str, at: int, form: str) -> str:
    before, after = text[at - 1 : at] if at else "", text[at + len(form) : at + len(form) + 5]
    if not _HANGUL.match(form[0]):
        ideograph = "\u4e00" <= form[0] <= "\u9fff"
        if not ideograph:
            return "firm" if not before.isascii() or not before.isalnum() else ""
        if "\u4e00" <= before <= "\u9fff" or (form == "日" and before.isdigit()):
            return "loose"
        if before == "(" and after[:1] == ")" and _HANGUL.match(text[at - 2 : at - 1] or " "):
            return "loose"  # 미(美), beauty: it explains the preceding word
        return "loose" if "\u4e00" <= after[:1] <= "\u9fff" else "firm"
    if _HANGUL.match(before or " "):
        return "loose" if before in _PREFIXES and len(form) > 1 else ""
    glued = before.isascii() and before.isalpha()  # Protocol이란 ends in a particle
    doubtful = (
        glued
        or (len(form) == 1 and _HANGUL.match(after))
        or (len(form) == 2 and not _AFTER_SHORT.match(after))
    )
    return "loose" if doubtful else "firm"


def _english_fits(text: str, at: int, form: str) -> str:
    after = text[at + len(form) : at + len(form) + 1]
    if after == "s" and form.endswith(_PEOPLES):
        after = text[at + len(form) + 1 : at + len(form) + 2]
    return "" if (after.isalnum() and form[-1] != ".") else "firm"


def _joined(text: str) -> Iterator[Mention]:
    for match in _JOINED.finditer(text):
        for offset, sign in enumerate(match[0]):
            if sign in _MARKS:
                at = match.start() + offset
                firm = _MARKS[sign] != "KR" and not _HANGUL.match(sign)
                yield Mention("country", _MARKS[sign], at, at + 1, sign, firm)
    for match in _RUN_TOGETHER.finditer(text):
        for offset, sign in enumerate(match[0]):
            at = match.start() + offset
            yield Mention("country", _MARKS[sign], at, at + 1, sign, False)
