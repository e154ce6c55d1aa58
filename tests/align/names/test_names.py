"""Names found and compared in both languages: labelled cases, spellings, time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.checks.finding import Context
from align.checks.name_variants import name_variants
from align.checks.names import check_names, name_findings
from align.names import find_names
from align.names.country_table import COUNTRIES
from align.names.entities import ENTITY_NAMES, KOREAN_NAMES, find_entities
from align.names.organisation_table import ORGANISATIONS
from align.names.pronunciation import ALIKE, sounds_alike
from align.names.romanisation import SURNAMES, is_spelling, split_name

SPELLINGS = [
    ("윤병세", "Yun Byung-se"),
    ("윤병세", "Yun Byeong-se"),
    ("윤병세", "Yoon Byung Se"),
    ("윤병세", "Byung-se Yun"),
    ("박근혜", "Park Geun-hye"),
    ("박근혜", "Pak Kun-hye"),
    ("이명박", "Lee Myung-bak"),
    ("이명박", "Yi Myeong-bak"),
    ("노무현", "Roh Moo-hyun"),
    ("문재인", "Moon Jae-in"),
    ("반기문", "Ban Ki-moon"),
    ("강경화", "Kang Kyung-wha"),
    ("정의용", "Chung Eui-yong"),
    ("조태열", "Cho Tae-yul"),
    ("임성남", "Lim Sung-nam"),
    ("최종건", "Choi Jong Kun"),
    ("이재용", "Lee Jae-yong"),
    ("황교안", "Hwang Kyo-ahn"),
    ("남궁민", "Namkoong Min"),
]
OTHERS = [
    ("윤병세", "Yun Min-su"),
    ("윤병세", "Han Byung-se"),
    ("박근혜", "Park Geun-young"),
    ("이명박", "Lee Hoi-chang"),
    ("정의용", "Chung Mong-joon"),
    ("윤병세", "Byung-se"),
]


@pytest.mark.parametrize(("name", "latin"), SPELLINGS)
def test_spellings_in_use(name: str, latin: str) -> None:
    assert is_spelling(name, latin)


@pytest.mark.parametrize(("name", "latin"), OTHERS)
def test_other_people(name: str, latin: str) -> None:
    assert not is_spelling(name, latin)


@given(st.sampled_from(sorted(SURNAMES)), st.text("가나다민수영혜병세", min_size=1, max_size=2))
def test_a_name_splits_into_surname_and_given_name(surname: str, given_name: str) -> None:
    parts = split_name(surname + given_name)
    assert parts is not None
    assert "".join(parts) == surname + given_name


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("톨란은", "Tolan"),
        ("트럼프", "Trump"),
        pytest.param(
            "에르도안", "Erdogan", marks=pytest.mark.xfail(strict=True, reason="the g is silent")
        ),
        ("올메르트", "Olmert"),
        ("카터", "Carter"),
        ("메르켈", "Merkel"),
        ("오바마", "Obama"),
        ("블링컨", "Blinken"),
        ("사이포프", "Saipov"),
    ],
)
def test_one_name_sounds_alike(hangul: str, latin: str) -> None:
    assert sounds_alike(hangul, latin) >= ALIKE


@pytest.mark.parametrize(
    ("hangul", "latin"), [("톨란", "Rosko"), ("트럼프", "Merkel"), ("오바마", "Carter")]
)
def test_two_names_do_not(hangul: str, latin: str) -> None:
    assert sounds_alike(hangul, latin) < ALIKE


@pytest.mark.parametrize(
    ("text", "language", "firm"),
    [
        ("北의 도발", "ko", ["KP"]),
        ("북한은", "ko", ["KP"]),
        ("美·日 등 유사입장국", "ko", ["US", "JP"]),
        ("美, 日, 獨", "ko", ["US", "JP", "DE"]),
        ("유엔 안보리 결의", "ko", ["UNSC"]),
        ("6자회담 수석대표", "ko", ["6PT"]),
        ("사랑이란 무엇인가", "ko", []),
        ("모든 수단을 가나다순으로", "ko", []),
        ("인도적 지원", "ko", []),
        ("3日, 회의 中", "ko", []),
        ("이란의 핵", "ko", ["IR"]),
        ("the DPRK and North Korea", "en", ["KP", "KP"]),
        ("the U.S. told us", "en", ["US"]),
        ("the US and Japan", "en", ["US", "JP"]),
        ("the Six-Party Talks", "en", ["6PT"]),
        ("who can use it", "en", []),
    ],
)
def test_countries_and_organisations(text: str, language: str, firm: list[str]) -> None:
    assert [mention.name for mention in find_entities(text, language) if mention.firm] == firm


PEOPLE = [
    ("한도윤 외교부 제1차관은", "ko", [("한도윤", "제1차관")]),
    ("국가해양안전청(청장 봉태림)은", "ko", [("봉태림", "청장")]),
    ("「마렉 톨란(Marek Tolan)」 아르데니아 외교부 차관과", "ko", [("마렉 톨란", "차관")]),
    ("주 장관은", "ko", [("주", "장관")]),
    ("전 장관은", "ko", []),
    ("양국 장관은", "ko", []),
    ("이라크 대통령은", "ko", []),
    ("소형모듈원자로(SMR) 분야", "ko", []),
    (
        "First Vice Minister of Foreign Affairs Han Do-yun",
        "en",
        [("Han Do-yun", "First Vice Minister")],
    ),
    ("Pyo Ji-hun, Director-General of the Bureau", "en", [("Pyo Ji-hun", "Director-General")]),
    ("Commissioner Do Hae-yun announced", "en", [("Do Hae-yun", "Commissioner")]),
    ("assistant to Prime Minister Erdogan", "en", [("Erdogan", "Prime Minister")]),
    ("The Minister will meet the Vice Minister of Trade.", "en", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "people"), PEOPLE)
def test_people(text: str, language: str, people: list[tuple[str, str]]) -> None:
    found = [m for m in find_names(text, language) if m.kind == "person" and (m.title or m.firm)]
    assert [(mention.name, mention.title) for mention in found] == people


RIGHT = [
    ("윤병세 장관은 北을 규탄하였다.", "Minister Yun Byung-se condemned North Korea."),
    ("윤병세 장관은 北을 규탄하였다.", "The Minister condemned the North."),
    (
        "한 차관은 美·日과의 공조를 강조하였다.",
        "He stressed cooperation with Washington and Tokyo.",
    ),
    (
        "양측은 유엔 안보리 결의를 이행하기로 하였다.",
        "They will implement the resolutions of the UN.",
    ),
    ("한미 정상은", "The leaders of Korea and the US"),
    ("우리나라는", "Korea"),
    ("요르단 국민과 이라크인들은 환영하였다.", "Jordanians and Iraqis were glad."),
    ("가로등에 미(美)를 더하였다.", "It brought beauty to streetlamps."),
    ("프랑스의 제안에 공감하였다.", "They agreed to their proposal."),
    ("중국어 교육", "teaching Chinese"),
    ("외교부 제1차관 한도윤", "Han Do-yun, First Vice Minister of Foreign Affairs"),
    ("유명환 외교통상부장관은", "Foreign Minister Yu Myung-Hwan said"),
    ("문의 : 수색구조과 공리안 사무관(☎ 061-000-1402)", "Contact: Search and Rescue Division"),
]
WRONG = [
    ("윤병세 장관은 말하였다.", "Minister Han Do-yun said so.", "name_mismatch"),
    ("한 차관은 공감하였다.", "Vice Minister Kim agreed.", "name_mismatch"),
    ("北의 핵실험", "China’s nuclear test", "name_mismatch"),
    ("美·日과 소통하고 있다.", "We talk to the US and China.", "name_mismatch"),
    ("독일, 프랑스, 영국은 참여하였다.", "Germany and the UK took part.", "name_missing"),
    ("프랑스 법원의 판결을 환영하였다.", "The minister welcomed the ruling.", "name_missing"),
    ("미국은 프랑스 법원의 판결을 환영하였다.", "The US welcomed the ruling.", "name_missing"),
    ("한도윤 외교부 제1차관은", "Minister Han Do-yun said", "title_mismatch"),
    ("「에리크 란(Erik Lahn)」 감독이", "director Eric Lahn will talk", "name_variant"),
]


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_no_false_alarm(source: str, target: str) -> None:
    assert check_names(source, target) == ()


@pytest.mark.parametrize(("source", "target", "kind"), WRONG)
def test_wrong_names_are_found(source: str, target: str, kind: str) -> None:
    assert [finding.kind for finding in check_names(source, target)] == [kind]


@pytest.mark.parametrize(("source", "target", "kind"), WRONG[:4])
def test_the_other_direction(source: str, target: str, kind: str) -> None:
    context = Context(source_language="en", target_language="ko")
    found = check_names(target, source, context)
    assert [finding.kind for finding in found] == [kind]
    there = check_names(source, target)
    assert found[0].source_span == there[0].target_span


def test_a_neighbour_may_name_it() -> None:
    target = "They took part."
    alone = name_findings("한도윤 차관은 프랑스에서", target)
    near = Context(target_neighbours=("Vice Minister Han Do-yun was in France.",))
    assert {finding.kind for finding in alone} == {"name_missing"}
    assert name_findings("한도윤 차관은 프랑스에서", target, near) == ()


def test_what_a_neighbour_names_on_both_sides_is_its_own() -> None:
    near = Context(("프랑스는 동의했다.",), ("France agreed.",))
    (found,) = check_names("프랑스 법원의 판결을 환영하였다.", "The ruling is welcome.", near)
    assert (found.kind, found.severity) == ("name_missing", "low")


def test_one_name_in_two_spellings() -> None:
    pairs = [
        ("봉태림 청장은", "Commissioner Bong Tae-rim"),
        ("", "an added sentence"),
        ("봉 청장은", "Commissioner Bong"),
        ("봉태림 청장은", "said Commissioner Bong Tae-lim"),
    ]
    (found,) = name_variants(pairs)
    assert found[0] == 3
    assert found[1].kind == "name_variant"
    assert name_variants(pairs[:3]) == ()


@given(
    st.text("가한장관차 ()「」美·,ABabc-. ", max_size=80),
    st.text("AaMinister Kim-,.'U S", max_size=80),
)
def test_any_text_can_be_read(source: str, target: str) -> None:
    for mention in find_names(source, "ko"):
        assert source[mention.start : mention.end] == mention.text
    for mention in find_names(target, "en"):
        assert target[mention.start : mention.end] == mention.text
    name_findings(source, target)


@pytest.mark.parametrize(
    "text",
    [
        "가" * 20_000,
        "가 " * 10_000,
        "「" * 20_000,
        "장관 " * 5_000,
        "김철수 장관 " * 10_000,
        "美·" * 10_000,
        "가(A " * 5_000,
    ],
)
def test_hostile_korean_takes_no_time(text: str) -> None:
    begun = time.process_time()
    find_names(text, "ko")
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    "text",
    [
        "A" * 20_000,
        "Minister " * 20_000,
        "Minister Han Do-yun met. " * 4_000,
        "Aa " * 5_000,
        "of and the " * 4_000,
        "A-" * 10_000,
        "A. " * 5_000,
    ],
)
def test_hostile_english_takes_no_time(text: str) -> None:
    begun = time.process_time()
    find_names(text, "en")
    assert time.process_time() - begun < 3


def test_each_country_and_organisation_has_a_key_of_its_own() -> None:
    lines = [line for table in (COUNTRIES, ORGANISATIONS) for line in table.strip().splitlines()]
    keys = [line.split()[0] for line in lines]
    assert len(keys) == len(set(keys)) == len(ENTITY_NAMES) == len(KOREAN_NAMES)


@pytest.mark.parametrize(
    ("korean", "english"),
    [("호주", "African Union"), ("나미비아", "National Assembly")],
)
def test_those_of_the_same_initials_are_not_one(korean: str, english: str) -> None:
    (found,) = name_findings(f"{korean}는 환영했다.", f"The {english} agreed.")
    assert found.kind == "name_missing"
