"""People named in Korean text: by their title, or by a Latin spelling in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.names.romanisation import SURNAMES, split_name
from align.names.title_table import NOT_SURNAMES
from align.names.titles import KOREAN_TITLE, korean_title_groups
from align.names.values import Mention

# 「마렉 톨란(Marek Tolan)」, 에릭 모에(Eric Moe)
_LATIN_BESIDE = re.compile(
    r"(?P<quote>[「『“\"'‘]?)\s?(?P<name>[가-힣][가-힣·‧-]*(?:\s[가-힣][가-힣·‧-]*){0,3})\s?"
    r"\(\s?(?P<latin>[A-Z][A-Za-zÀ-ɏ'’.-]*(?:\s[A-Za-zÀ-ɏ'’.-]+){0,4})\s?\)"
)
_BEFORE_TITLE = re.compile(
    rf"(?<![가-힣])(?P<name>[가-힣]{{1,7}})\s(?:(?P<place>[가-힣·ㆍ-]{{1,14}})\s)??(?P<title>{KOREAN_TITLE})"
    r"(?=은|는|이|가|을|를|과|와|의|에|께|도|만|님|측|으로|로|간|겸|[^가-힣]|$)"
)
# (장관 유하늘), 청장 봉태림은
_AFTER_TITLE = re.compile(
    rf"(?<![가-힣])(?P<title>{KOREAN_TITLE})\s?(?P<mark>[:：]?)\s?(?P<name>[가-힣]{{3}})(?=\s?[(),\]/;·☎]|$)"
)
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|과|와|의|에|도|만|로|등|및|들|한|된|할|인|던|던)$")
#: Endings of words that are places, offices or anything but a name.
_NO_NAME_ENDS = re.compile(
    r"(?:부|처|청|국|원|실|회|측|당|군|시|도|구|팀|과|단|사|관|전|후|임|직|적|식|용|계|계열|기구|연합|조직|은행|위|소|대|대표|장|행|권|법|상|성|자|의|한|된|인|적|들)$"
)
_NO_NAMES = frozenset(
    """정부 이번 우리 양국 각국 신임 전임 현직 전직 차기 주요 주한 주미 주일 주중 주재 주유엔 한국 미국 중국 일본 영국 독일
    유엔 남북 한미 조선 당시 이날 동아시아 유럽 연합 공동 민간 지방 중앙 국가 국제 외교 국방 경제 통일 안보 유관 관계
    관련 해당 소속 담당 선임 수석 상임 명예 여성 남성 한반도 방한 방미 방일 방중 이후 이전 오전 오후 양측 양자 이들 여러
    모든 어느 다른 다수 전체 일부 주요국 회원국 참가국 참석 참여 한편 이어 이에 이와 하지만 또한 특히 현재 최근 지난 지난해 올해
    내년 금년 작년 예정 제외 포함 기존 최초 역대 임시 정식 공식 비공식 고위 고위급 최고 총괄 심의 문화 체육 교육 과학 기술 정보 통신
    환경 노동 복지 보건 농림 해양 수산 산업 자원 에너지 무역 통상 재정 금융 기획 법무 행정 안전 국토 교통 건설 도시 개발 협력 조정 정책
    사업 홍보 공보 인사 총무 감사 운영 관리 지원 연구 조사 분석 평가 기록 사회 정치 인권 평화 군축 비확산 원자력 우주 방산 방위 군사 육군
    해군 공군 해병대 경찰 소방 검찰 법원 헌법 대법원 국회 하원 상원 의회 여당 야당 민주당 공화당 새누리당 한나라당 기타 주지사 양당
    현지 차관 장관 국장 대사 하는 있는 되는 같은 통한 대한 위한 온라인 이라는 여야 초대 역임 서울 부산 대구 인천 광주 대전 울산 세종
    경기 강원 충북 충남 전북 전남 경북 경남 제주 이란 이집트 조지아 유네스코 인도 호주 나이지리아 모로코 오만 성명 문제 정상 지역 기업
    방송 신문 언론 공사 공단 협회 재단 학교 대학 대학교 고등학교 중국의 미국의 일본의 북한의 전문 변호 판사 소송""".split()
)
_LONGEST_NAME = 7


def korean_persons(text: str) -> tuple[Mention, ...]:
    """The people that a Korean text names in a way that can be trusted, in order.

    >>> [(m.name, m.title, m.origin) for m in korean_persons("한도윤 외교부 제1차관, 로스코 차관과 한 차관은")]
    [('한도윤', '제1차관', 'full'), ('로스코', '차관', 'full'), ('한', '차관', 'surname')]
    >>> [(m.name, m.latin) for m in korean_persons("「이반 로스코(Ivan Rosko)」 외교장관")]
    [('이반 로스코', 'Ivan Rosko')]
    """
    found = [*_bracketed(text), *_titled(text), *_after_title(text)]
    kept: list[Mention] = []
    for mention in found:
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda mention: mention.start))


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
            firm=bool(title) or len(words) > 1, titles=korean_title_groups(written), title=written, latin=latin,
            origin="full",
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
    """Whether a word before a title is a full name, a surname, perhaps a name, or none ("").

    한도윤 and 로스코 look alike: which of them is Korean is seen only from the spelling.
    """
    if len(name) == 1:
        return "surname" if name in SURNAMES and name not in NOT_SURNAMES else ""
    if name in _NO_NAMES or len(name) > _LONGEST_NAME or _PARTICLE.search(name[2:]):
        return ""
    if len(name) == 3 and name[0] in SURNAMES:
        return "" if re.search(r"[부처청측당]$", name) else "full"
    if _NO_NAME_ENDS.search(name) or (len(name) > 3 and name[-1] in "면게며고서"):
        return ""
    return "perhaps"
