"""Facts compared between the two sides: pairs that agree, and pairs that differ."""

from __future__ import annotations

from datetime import date

import pytest

from align.checks.kinds import FINDING_KINDS
from align.checks.numbers_and_dates import Context, check_facts, fact_findings

# Texts that differ only in how they say it: no finding.
AGREE = [
    ("양국은 수교 30주년을 맞았다.", "The two countries marked the 30th anniversary."),
    ("5.25.(목) 부산에서", "in Busan on May 25"),
    ("지난 3일 발생한 홍수", "the floods of November 3"),
    ("정례브리핑(11.8.)", "Regular Briefing (Nov. 8, 2022)"),
    ("15m 간격으로", "15 meters (49 feet) apart"),
    ("20만 톤", "200,000 tons"),
    ("응답자의 50%가", "half of those asked"),
    ("응답자의 30%가", "a third of those asked"),
    ("123명이 참석했다.", "Some 120 people attended."),
    ("20여 명", "23 people"),
    ("16진수로", "in hexadecimal"),
    ("10대 청소년", "teenagers"),
    ("90년대", "the 1990s"),
    ("50년 이상", "more than five decades"),
    ("제21차 회의", "the twenty-first meeting"),
    ("6자회담 재개", "resumption of the talks"),
    ("6·25전쟁 이후", "after the Korean War"),
    ("2차 세계대전", "World War II"),
    ("6.15 공동선언", "the June 15 joint declaration"),
    ("오후 3시", "at 15:00"),
    ("1억5840만달러 (약 1600억원)", "$158.4 million"),
    ("인코딩 #2", "encoding #2"),
    ("10만큼 늘어난다.", "It grows by 10."),
    ("1899년 12월 30일부터", "since December 30,1899"),
    ("1899년 12월 30일부터", "since 12/30/1899"),
    ("2010년 12월 31일까지", "until 31/12/2010"),
    ("1.5줄 간격", "spacing of one and half lines"),
    ("3월", "March"),
    ("19세 이상", "over 18"),
    ("두 개 이상의 행", "more than one row"),
    ("쉬운 일만은 아니다.", "It is anything but easy."),
    ("천을 잘랐다.", "They cut the cloth."),
    ("만여 명이 모였다.", "Some 10,000 people came."),
    ("수혜 인원(만 명)", "Beneficiaries (thousands)"),
    ("단위: 백만 달러", "in USD thousand"),
    ("6.3.6.2절 참고", "see Section 6.3.6.2"),
    ("192.168.0.2를", "192.168.0.2"),
    ("1/1/99와 1/1/01", "1/1/99 and 1/1/01"),
    ("0.02와 같다.", "It is 0.0209708029."),
]

DIFFER = [
    ("1,240명이 참가", "1,420 people took part", "number_mismatch"),
    ("이것은 3억권의 책", "300 billion books", "scale_error"),
    ("1조 2,500억 원", "KRW 1.25 billion", "scale_error"),
    ("‘24.5월 개최", "to be held in March 2024", "date_mismatch"),
    ("3월 29일 대선", "the March 28 election", "date_mismatch"),
    ("11월 11일, 토요일", "Saturday, December 11", "number_added"),
    ("오후 3시에", "at 5 p.m.", "time_mismatch"),
    ("300톤을 보냈다.", "Rice was sent.", "number_missing"),
    ("쌀을 보냈다.", "300 tons of rice were sent.", "number_added"),
    ("약 130명", "about 120 people", "number_mismatch"),
    ("1위로", "at number 7", "number_mismatch"),
    ("1992년에 중지", "stopped in 1592", "date_mismatch"),
    ("2016년 10월 14일(목)", "on October 14, 2016", "weekday_mismatch"),
    ("1899년 12월 30일부터", "since December 29,1899", "date_mismatch"),
    ("30세 이상", "over 29", "number_mismatch"),
    ("21명 이상", "at least 19 people", "number_mismatch"),
    ("이천 명이 모였다.", "People came.", "number_missing"),
    ("0.0075로", "0.0057", "number_mismatch"),
    ("0.03과 같다.", "It is 0.0209708029.", "number_mismatch"),
    ("12.4%", "12.37%", "number_mismatch"),
]


@pytest.mark.parametrize(("korean", "english"), AGREE)
def test_no_finding_where_both_agree(korean, english):
    assert [finding.sentence for finding in check_facts(korean, english)] == []


@pytest.mark.parametrize(("korean", "english", "kind"), DIFFER)
def test_findings(korean, english, kind):
    findings = check_facts(korean, english)
    assert kind in [finding.kind for finding in findings]
    for finding in findings:
        assert finding.kind in FINDING_KINDS
        assert finding.sentence.endswith(".")


def test_a_number_may_move_to_the_next_sentence():
    pair = "300톤을 보냈다.", "Rice was sent."
    assert check_facts(*pair, Context(target_neighbours=("It came to 300 tons.",))) == ()


def test_a_number_that_a_neighbour_has_on_both_sides_is_not_the_one_that_is_missing():
    context = Context(("300톤은 지난해의 두 배이다.",), ("These 300 tons are twice last year's.",))
    (finding,) = check_facts("300톤을 보냈다.", "Rice was sent.", context)
    assert finding.kind == "number_missing"
    (finding,) = check_facts("쌀을 보냈다.", "300 tons of rice were sent.", context)
    assert finding.kind == "number_added"


def test_a_day_that_is_left_out_beside_its_month_is_told():
    (finding,) = check_facts("출항은 6월 20일이었다.", "It sailed in June.")
    assert (finding.kind, finding.source_span) == ("number_missing", (4, 10))
    assert check_facts("출항은 20일이었다.", "It sailed on June 20.") == ()


def test_a_threshold_decides_and_the_evidence_stays():
    pair = "두 사람", "People came."
    assert check_facts(*pair) == ()
    assert [f.kind for f in fact_findings(*pair)] == ["number_missing"]
    assert len(check_facts(*pair, least=0.1)) == 1


def test_a_weekday_is_checked_against_the_release_date():
    context = Context(reference=date(2016, 10, 20))
    (finding,) = check_facts("10.14.(목) 개최", "on October 14", context)
    assert finding.kind == "weekday_mismatch"
    assert finding.sentence.endswith("a Thursday; it is a Friday.")
