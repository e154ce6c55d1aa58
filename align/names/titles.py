"""Korean and English titles of people, grouped by possible translations.

Compiled by hand for this project from the titles used in releases. Each line is
``GROUP  Korean endings = English titles``. A Korean title belongs to every group that lists
its ending, so 공사 may be "Minister" or "Deputy Chief of Mission"; two titles agree if they
share a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

TITLES = """
president  대통령, 국가주석 = President, Chairman
vice-president  부통령 = Vice President
king  국왕, 국왕폐하, 왕세자, 왕자, 여왕, 교황 = King, Queen, Crown Prince, Prince, Pope, Emir, Sultan
prime-minister  총리, 수상 = Prime Minister, Premier, Chancellor
deputy-prime-minister  부총리 = Deputy Prime Minister, Vice Premier, Vice Prime Minister
minister  장관, 부장 = Minister, Secretary, Secretary of State, Foreign Minister, Attorney General, Foreign Secretary
vice-minister  차관, 부장관, 부부장 = Vice Minister, Deputy Minister, Deputy Secretary, Under Secretary, Vice Foreign Minister, Deputy Foreign Minister, State Secretary, Undersecretary, Permanent Secretary, Parliamentary Vice-Minister, Vice-Minister, State Minister, Minister of State
first-vice-minister  제1차관 = First Vice Minister, 1st Vice Minister, Vice Minister
second-vice-minister  제2차관 = Second Vice Minister, 2nd Vice Minister, Vice Minister
assistant-minister  차관보 = Deputy Minister, Assistant Minister, Assistant Secretary, Assistant Foreign Minister, Deputy Assistant Secretary, Vice Minister, Deputy Vice Minister
coordinator  조정관 = Deputy Minister, Coordinator
chief  본부장, 실장 = Special Representative, Head, Chief, Deputy Minister, Minister, Director, Director-General, Director General, President, Assistant Minister, General Manager, Administrator
special-representative  특별대표, 특사, 대표, 특임대사, 부대표 = Special Representative, Special Envoy, Envoy, Ambassador, Representative, Deputy Special Representative, CEO, President, Chief Executive Officer, Chief, Leader, Chairman, Head, Delegate, Co-CEO, Director, Lawmaker, High Representative
director-general  국장, 심의관, 기획관, 정책관 = Director-General, Director General, Deputy Director-General, Deputy Director General, Director, Assistant Secretary, Deputy Assistant Secretary, Commissioner, Chief, Head, Bureau Chief, Deputy Minister, Executive Director, Managing Director, Assistant Minister, Secretary General, Secretary-General
director  과장, 팀장, 소장, 센터장, 원장, 관장, 단장 = Director, Head, President, Chief, Manager, Leader, Team Leader, Commissioner, Chairman, Principal, Deputy Director, Chairperson, Governor
deputy-director  사무관, 서기관, 주무관 = Deputy Director, Assistant Director, Officer, First Secretary, Second Secretary, Director
ambassador  대사 = Ambassador, High Commissioner, Representative, Envoy, Permanent Representative
envoy-minister  공사, 참사관, 서기관 = Minister, Minister-Counsellor, Minister-Counselor, Counsellor, Counselor, Deputy Chief of Mission, Secretary, First Secretary
consul  총영사, 영사, 부영사 = Consul General, Consul-General, Consul, Vice Consul
commissioner  청장, 처장, 집행위원 = Commissioner, Administrator, Commissioner-General, Commissioner General, Minister, Chief, Head, Director, President, Mayor
chair  위원장, 의장, 주석, 이사장, 협회장, 회장, 상임위원장 = Chairman, Chairperson, Chair, Chairwoman, Speaker, President, Head, Leader, Commissioner, Secretary, CEO, Chief
vice-chair  부위원장, 부의장, 부회장, 부주석 = Vice Chairman, Vice Chair, Vice Chairperson, Vice President, Deputy Speaker, Vice Speaker, Deputy Chairman, Deputy Chair, Deputy Head
secretary-general  사무총장, 총서기, 서기장 = Secretary-General, Secretary General, Director-General, Director General, Executive Secretary, General Secretary, Executive Director
deputy-secretary-general  사무차장, 차장 = Deputy Director, Deputy Administrator, Deputy Commissioner, Vice Chairman, Vice Commissioner, Deputy Chief, Deputy Head, Deputy Secretary-General, Deputy Secretary General, Under-Secretary-General, Deputy Director General
high-representative  고위대표, 최고대표 = High Representative, High Commissioner, Commissioner
executive-director  사무국장, 집행이사 = Executive Director, Secretary General, Executive Secretary, Secretary-General, Director
spokesperson  대변인, 부대변인 = Spokesperson, Spokesman, Spokeswoman, Deputy Spokesperson
lawmaker  의원, 하원의원, 상원의원 = Representative, Senator, Lawmaker, Congressman, Congresswoman, Assemblyman, Rep, Rep., Sen, Sen., Member, MP, Councillor, Councilman
governor  총재, 지사, 주지사, 도지사 = Governor, President, Chairman
mayor  시장, 구청장, 군수 = Mayor, Governor, Commissioner
business  사장, 회장, 대표이사, 최고경영자, 행장, 총장, 전무, 상무, 부사장 = President, CEO, Chairman, Chief Executive, Chief Executive Officer, Chancellor, Managing Director, Vice President, Executive, Prosecutor General, Senior Vice President, Executive Vice President, Chairwoman
professor  교수, 박사, 연구원, 연구위원 = Professor, Prof., Dr., Dr, Doctor, Researcher, Fellow, Senior Fellow, Research Fellow, Analyst, Lecturer
military  사령관, 합참의장, 대장, 중장, 소장, 준장, 대령, 장군, 제독, 참모총장 = Commander, General, Gen., Admiral, Adm., Lieutenant General, Lt. Gen., Major General, Colonel, Col., Chairman, Chief of Staff, Marshal, Captain, Brigadier General
coach  감독, 코치 = Coach, Manager, Director, Head Coach
advisor  보좌관, 자문관, 고문, 수석, 비서관, 비서실장 = Advisor, Adviser, Secretary, Aide, Assistant, Senior Secretary, National Security Advisor, Special Advisor, Chief of Staff, Counselor
judge  판사, 대법관, 검사, 변호사, 재판관, 검찰총장 = Judge, Justice, Prosecutor, Attorney, Prosecutor General, Attorney General, Lawyer
"""

#: English titles without a group, which only mark a name and never contradict a title.
PLAIN_ENGLISH = ("Mr.", "Mr", "Ms.", "Ms", "Mrs.", "Mrs", "H.E.", "Miss", "Sir")

#: Syllables that are not surnames before a Korean title: former, present, both, the said, each.
NOT_SURNAMES = frozenset("전현양동각본타부총")


def _groups() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    korean: dict[str, set[str]] = {}
    english: dict[str, set[str]] = {}
    for line in TITLES.strip().splitlines():
        group, rest = line.split(None, 1)
        for forms, side in zip((korean, english), rest.split(" = "), strict=True):
            for form in side.split(","):
                forms.setdefault(form.strip(), set()).add(group)
    return korean, english


_KOREAN, _ENGLISH = _groups()


def _any(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


#: A Korean title including prefixes written together with it: 외교장관, 제1차관, 경제국장.
KOREAN_TITLE = rf"(?:제\s?[1-9]\s?)?[가-힣]{{0,7}}?(?:{_any(_KOREAN)})"
#: An English title; the longest match wins.
ENGLISH_TITLE = (
    r"(?:(?:Former|former|Acting|acting|First|Second|1st|2nd|Deputy|Vice)\s)?"
    r"(?:(?:Foreign|Defen[cs]e|Finance|Trade|Prime|Unification|Interior|Economy|Justice|Health"
    r"|Education|Environment|Chief|Senior|National)\s)?"
    rf"(?:{_any([*_ENGLISH, *PLAIN_ENGLISH])})(?![a-z-])"
)
_ENDINGS = sorted(_KOREAN, key=len, reverse=True)
_ENGLISH_FORMS = sorted(_ENGLISH, key=len, reverse=True)


def korean_title_groups(title: str) -> frozenset[str]:
    """The groups of a Korean title, by its longest known ending.

    >>> sorted(korean_title_groups("외교부 제1차관"))
    ['first-vice-minister', 'vice-minister']
    """
    bare = re.sub(r"제\s?(\d)\s?", r"제\1", title)
    if re.search(r"[가-힣](?<!부)부장관$", bare):
        return frozenset(_KOREAN["장관"])  # 외교통상부장관, but 국무부부장관
    for ending in _ENDINGS:
        if bare.endswith(ending):
            groups = set(_KOREAN[ending])
            if ending in ("제1차관", "제2차관"):
                groups |= _KOREAN["차관"]
            return frozenset(groups)
    return frozenset()


def english_title_groups(title: str) -> frozenset[str]:
    """The groups of an English title; empty for Mr. and for unknown titles.

    >>> sorted(english_title_groups("Foreign Minister"))
    ['minister']
    >>> "minister" in english_title_groups("Vice Minister")
    False
    """
    words = " ".join(title.split())
    first = words.partition(" ")[0].capitalize()
    for form in _ENGLISH_FORMS:
        if words.lower().endswith(form.lower()):
            if first in ("Deputy", "Vice") and not form.startswith(first):
                return frozenset(_ENGLISH.get(f"{first} {form}", ()))  # Deputy Trade Minister
            return frozenset(_ENGLISH[form])
    return frozenset()
