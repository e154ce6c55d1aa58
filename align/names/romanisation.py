"""Patterns that match all common spellings of Korean names in Latin letters.

People choose the spelling of their own names, so 윤병세 is Yun Byung-se, Yoon Byeong-se and Yun
Pyong Se. Each letter of a syllable has a few spellings (Revised Romanisation,
McCune-Reischauer and English usage), and a name combines them; surnames have some further
irregular spellings. The tables of letters and surnames were compiled for this project.
"""

from __future__ import annotations

import functools
import re

from align.names.pronunciation import plain_letters

_INITIALS = (
    "[gk]", "k{1,2}|gg", "n", "[dt]", "t{1,2}|dd", "(?:r|l|n)", "m", "[bp]", "p{1,2}|bb", "sh?",
    "ss?", "", "(?:j|ch|z)", "j{1,2}|ch", "ch'?|tch|ts", "k[h']?", "t[h']?", "p[h']?|f", "h",
)  # fmt: skip
_VOWELS = (
    "ah?|u", "ae|ai|a|e|eh|ay", "ya|yah", "yae", "eo|uh?|o|eu|ou|a", "e|eh|ae|ay|ey",
    "yeo|you|yu|yo|yeu|yuh|ye", "ye|yae|a?e|yeh|yi|ey", "oh?", "wa|oa", "wae|wai",
    "oe|oi|we|oy|wae|o|eo", "yo|yoh", "oo|u|woo|ou|wu|o", "wo|weo|wu|wuh", "we", "wi|ui|uy|wee",
    "yoo|yu|you|ryu|yew|u|ew", "eu|u|e|oo|uh|i", "ui|eui|yi|ee|eu|i|hee|ey",
    "i|ee|y|yi|ie|ih|ea",
)  # fmt: skip
_FINALS = (
    "", "[kg]|ck", "[kg]|ck", "k|g", "nn?", "n", "n", "[td]", "l{1,2}|r|le", "[kg]|lk", "m|lm",
    "l|lb|p", "l", "l", "p|lp", "l", "mm?|me", "[pb]|ph?", "p|ps", "[ts]|d", "[ts]", "ng|n",
    "[tj]|d", "t|ch", "k", "t", "p", "t|h",
)  # fmt: skip
_FIRST = ord("가")

#: Spellings of surnames in addition to those derived from the letters.
_SURNAMES = {
    "이": "lee|yi|rhee|ri|i|li|rie|lie|yee|rhie|reeh?",
    "박": "park|pak|bak|bahk|pahk|parke",
    "최": "choi|choe|choy|chey|chwe|chae|che",
    "정": "chung|jung|jeong|chong|cheong|joung|jeoung|jong|choung",
    "강": "kang|gang|kahng",
    "조": "cho|jo|joe|choh|joh|chough",
    "윤": "yoon|yun|youn|yune|yoone",
    "임": "lim|im|rim|yim|leem|rhim|eam",
    "림": "lim|im|rim|yim|leem|rhim",
    "류": "ryu|yoo|yu|lyu|ryoo|you|rhyu|ryou|lew|liu",
    "유": "yoo|yu|you|ryu|yew|ryoo|lyu|yeu|rhyu",
    "노": "roh|noh|no|ro|rho|nho",
    "나": "na|nah|ra|rha|la",
    "라": "ra|na|rah|nah|la",
    "양": "yang|ryang|lyang",
    "오": "oh|o|ou",
    "우": "woo|u|wu|ou|oo",
    "안": "ahn|an|ann",
    "한": "han|hahn|hann",
    "반": "ban|bahn|pan|van",
    "백": "baek|paik|back|baik|paek|beak|bek|pek",
    "허": "heo|huh|hur|her|hu|hoh|ho|hurh",
    "서": "seo|suh|so|suh|sur|sir|sou",
    "석": "seok|suk|sok|seuk",
    "선": "sun|seon|son",
    "성": "sung|seong|song|soung|seung",
    "송": "song|soung",
    "신": "shin|sin|shinn|cynn",
    "심": "shim|sim|shimm",
    "구": "koo|gu|ku|goo|kou",
    "국": "kook|guk|kuk|gook",
    "금": "keum|geum|kum|gum|kim",
    "김": "kim|gim|ghim|kym",
    "여": "yeo|yuh|lyuh|yo|ryeo",
    "연": "yeon|youn|yun|yon|ryeon",
    "염": "yeom|youm|yum|yom|ryeom",
    "영": "young|yeong|yung",
    "예": "ye|yeh",
    "엄": "eom|um|uhm|om|ohm",
    "어": "eo|uh|auh|o",
    "원": "won|weon|wone",
    "위": "wi|wee|we|wie",
    "은": "eun|un|unn",
    "옥": "ok|ock|oak",
    "육": "yuk|yook|ryuk",
    "문": "moon|mun|munn",
    "변": "byun|byeon|byon|pyun|pyon|byoun",
    "표": "pyo|phyo|pio",
    "현": "hyun|hyeon|hyon|hyoun",
    "황": "hwang|whang|whong",
    "진": "jin|chin|gin|jean",
    "전": "jeon|chun|jun|chon|cheon|jhun|john",
    "장": "jang|chang|zang|jahng",
    "주": "joo|ju|chu|choo|zoo|jue",
    "지": "ji|jee|chi|gee|chee",
    "차": "cha|tcha|char",
    "천": "cheon|chun|chon|chen",
    "추": "choo|chu",
    "탁": "tak|tark|tack",
    "편": "pyeon|pyun|pyon",
    "하": "ha|hah",
    "방": "bang|pang|bahng",
    "배": "bae|pae|bai|pai|bay",
    "봉": "bong|pong",
    "권": "kwon|gwon|kwan|kweon|quon",
    "곽": "kwak|gwak|kwag|kwack",
    "고": "ko|koh|go|goh|kho",
    "공": "kong|gong",
    "길": "gil|kil|gill|keel",
    "기": "ki|gi|kee",
    "계": "kye|gye|kay",
    "경": "kyung|gyeong|kyeong|kyong",
    "남궁": "namgung|namkoong|namkung|namgoong",
    "황보": "hwangbo",
    "선우": "sunwoo|seonu|sonu|seonwoo",
    "제갈": "jegal|jaegal|chegal",
    "독고": "dokgo|dokko",
    "사공": "sagong|sakong",
}  # fmt: skip
#: Surnames with only the spellings derived from the letters.
_REGULAR = (
    "가갈간감개견궁난남단담대당도동두라로마매맹명모목묵민범복부빈빙사삼상소손설섭승시"
    "아애야온옹왕용이인자점정제종좌준즙채초평포피필학함해형호홍화후흥탄태돈뢰만묘미천"
    "팽풍"
)

#: All known surnames.
SURNAMES = frozenset(_SURNAMES) | frozenset(_REGULAR)


@functools.lru_cache(maxsize=4096)
def syllable_spellings(syllable: str) -> str:
    """A pattern for the lower-case spellings of one syllable."""
    index = ord(syllable) - _FIRST
    initial, rest = divmod(index, 588)
    vowel, final = divmod(rest, 28)
    letters = f"(?:{_INITIALS[initial]})(?:{_VOWELS[vowel]})(?:{_FINALS[final]})"
    if initial == _INITIALS.index("h") and vowel in (9, 14):
        letters += f"|wh(?:a|o|eo|u)(?:{_FINALS[final]})"  # Kyung-wha, Dong-whon
    if syllable[0] == "희":  # hee, hui, hi
        letters += "|h(?:ee|i|ui|eui|y)"
    if initial == 5 and vowel in (6, 7, 12, 17, 20):  # ㄹ is silent before i and y
        letters += f"|(?:{_VOWELS[vowel]})(?:{_FINALS[final]})"
    return f"(?:{letters})"


def split_name(name: str) -> tuple[str, str] | None:
    """Surname and given name of a Korean name, or None if it does not look like one.

    >>> split_name("윤병세"), split_name("남궁민수"), split_name("외교부처")
    (('윤', '병세'), ('남궁', '민수'), None)
    """
    for length in (2, 1):
        surname, given = name[:length], name[length:]
        if len(surname) == length and surname in SURNAMES and 1 <= len(given) <= 2:
            return surname, given
    return None


@functools.lru_cache(maxsize=1024)
def surname_pattern(surname: str) -> re.Pattern[str]:
    """A pattern for the spellings of a surname, to match a whole lower-case word."""
    letters = "".join(syllable_spellings(syllable) for syllable in surname)
    return re.compile(f"(?:{_SURNAMES.get(surname, letters)}|{letters})")


@functools.lru_cache(maxsize=1024)
def given_pattern(given: str) -> re.Pattern[str]:
    """A pattern for the lower-case spellings of a given name, joined, hyphenated or spaced."""
    return re.compile("[- ’']?".join(syllable_spellings(syllable) for syllable in given))


def is_spelling(name: str, latin: str) -> bool:
    """Whether a text in Latin letters spells a Korean name, in either name order.

    >>> [is_spelling("윤병세", latin) for latin in ("Yun Byung-se", "Byeong-Se Yoon", "Yun Min-su")]
    [True, True, False]
    """
    parts = split_name(name)
    if parts is None:
        return False
    surname, given = surname_pattern(parts[0]), given_pattern(parts[1])
    words = plain_letters(latin).replace(",", "").split()
    for first in range(1, len(words)):
        before, after = " ".join(words[:first]), " ".join(words[first:])
        for one, two in ((before, after), (after, before)):
            if surname.fullmatch(one) and given.fullmatch(two):
                return True
    return False
