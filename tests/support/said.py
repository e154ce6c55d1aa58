"""A release in which every check finds something: each sentence of a finding is said."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from report_pages import release_of
from small_bitext import BITEXT, KOREAN, SOURCE, TARGET, document

from align.bitext import Bead, Bitext
from align.checks.check_bitext import BeadFinding, check_bitext, in_order
from align.checks.glossary import Glossary, Term
from align.checks.precedent_segments import Precedent, segment_departures
from align.checks.precedent_terms import Departure, decided
from align.checks.settings import CheckSettings
from align.gaps import find_gaps
from align.messages import Statement
from corpora.model.release import Release
from corpora.review.realign import BETWEEN
from corpora.store.releases.carry_over import LEFT_OVER
from corpora.store.review.edits import BY_REVIEWER

DAY = datetime.date(2016, 10, 14)
GLOSSARY = Glossary(
    (
        Term("전략대화", ("strategic dialogue", "strategy dialogue"), ("strategy talks",)),
        Term("새마을운동", (), ("New Village",)),
        Term("적조", ("red tide", "harmful algal bloom")),
        Term("어업협정", ("fisheries agreement",)),
    )
)
#: Texts of both sides, with the statement that they are there for.
PAIRS = [
    ("", "훈련 결과", "Outcome of the Drill"),
    (
        "number_mismatch",
        "훈련에는 1,240명이 참가하였다.",
        "Some 1,420 people took part.",
    ),
    ("time_mismatch", "회의는 오후 3시에 열렸다.", "The meeting was opened at 5 p.m."),
    (
        "scale_error.more",
        "사업 예산은 3억 원이다.",
        "The budget of it is KRW 300 billion.",
    ),
    ("scale_error.less", "사업 예산은 3조 원이다.", "The budget of it is KRW 3 billion."),
    ("number_missing", "양측은 45개 과제를 논의하였다.", "The two sides discussed the projects."),
    ("number_added", "양측은 여러 과제를 논의하였다.", "The two sides discussed 87 projects."),
    ("weekday_mismatch", "2016년 10월 14일(목) 개최되었다.", "It was held on October 14, 2016."),
    ("name_missing.person", "표지훈 국장은 결과를 발표하였다.", "The outcome was announced."),
    ("name_mismatch", "윤병세 장관은 美를 방문하였다.", "Mr. Han Do-yun paid a visit to China."),
    (
        "name_variant.here",
        "봉태림 청장은 감사를 표했다.",
        "Commissioner Bong Tae-rim thanked.",
    ),
    ("name_variant.here", "봉태림 청장은 인사했다.", "Commissioner Bong Tae-lim said hello."),
    ("name_variant.page", "톨란 차관(Marek Tolan)이 왔다.", "Vice Minister Marek Tolen came."),
    ("title_mismatch", "임성남 차관은 회의에 참석했다.", "Minister Lim Sung-nam took part."),
    ("term_missing", "제4차 전략대화가 열렸다.", "The fourth round was held."),
    ("term_forbidden", "새마을운동을 소개하였다.", "The New Village was introduced."),
    ("term_forbidden.advised", "제5차 전략대화가 열렸다.", "The fifth strategy talks were held."),
    ("term_inconsistent", "적조가 발생하였다.", "The red tide came."),
    ("term_inconsistent", "적조가 사라졌다.", "The harmful algal bloom went."),
    (
        "date_mismatch",
        "양측은 ‘24.5월 서울에서 만났다.",
        "They met in Seoul in March 2024.",
    ),
    (
        "name_missing.entity",
        "회의에는 중국, 베트남이 참석했다.",
        "Vietnam took part.",
    ),
    ("untranslated.same", "양측은 긴밀히 협력하기로 하였다.", "양측은 긴밀히 협력하기로 하였다."),
    (
        "untranslated.language",
        "양측은 협의를 계속하기로 하였다.",
        "앞으로도 이어 가기로 하였다.",
    ),
    ("language_left", "양측은 협력을 강화하기로 했다.", "Both agreed to 협력 강화 in this field."),
    ("unbalanced.opened", "‘바다의 날 행사가 열렸다.", "Sea Day (in Busan was celebrated."),
    ("unbalanced.closed", "부산에서 행사가 열렸다.", "An event was] held in Busan."),
    (
        "length_suspicious.short",
        "양측은 해양 환경 보호와 수산 자원 관리를 위하여 앞으로도 긴밀히 협력하기로 하였으며, "
        "이를 위한 실무협의를 정례적으로 개최하기로 뜻을 모았다.",
        "They will cooperate.",
    ),
    (
        "length_suspicious.long",
        "협력하기로 하였다.",
        "They agreed to cooperate closely in the protection of the marine environment and in the "
        "management of fishery resources, and to hold working consultations for it regularly.",
    ),
    (
        "partial_omission",
        "양국은 해양 안전 협력을 확대하기로 하고, 내년 상반기에 리오센에서 전문가 회의를 열어 "
        "선박 사고 자료를 교환하기로 하였다.",
        "The two countries decided to expand cooperation on maritime safety.",
    ),
    (
        "partial_addition",
        "양국은 해양 안전 협력을 확대하기로 하였다.",
        "The two countries decided to expand cooperation on maritime safety, and to exchange data "
        "on ship accidents at a meeting of experts in Riosen.",
    ),
    ("doubled", "양측은 이 문제를 다시 논의한다.", "The two sides will discuss it again."),
    ("doubled", "양측은 이 문제를 다시 논의한다.", "They come back to this question later."),
    ("", "1. 협력 분야를 넓힌다.", "1. The fields are widened."),
    ("sequence_break", "2. 교류를 늘린다.", "3. Exchange is increased."),
    ("mark_mismatch", "① 인력을 보낸다.", "③ Staff are sent."),
    ("repeat_inconsistent", "이 사업은 내년에도 계속된다.", "The project goes on next year."),
    ("", "그 밖의 사항도 다루었다.", "Other matters were dealt with."),
    ("repeat_inconsistent", "이 사업은 내년에도 계속된다.", 'It\'s "to be continued" later on.'),
    ("precedent_segment", "자세한 내용은 누리집에 있다.", "More is on the website."),
    ("precedent_segment.divided", "문의는 해양정책과로 바란다.", "Ask the marine office."),
    ("precedent_term", "푸른 바다 구상을 설명하였다.", "It told of the Clean Ocean Project."),
    ("precedent_term.missing", "미래협력위원회가 새로 열린다.", "A new one is opened."),
]
EARLIER = {
    "자세한 내용은 누리집에 있다.": ["See the website for details."],
    "문의는 해양정책과로 바란다.": ["Please contact the division.", "Call the division."],
}


def release() -> Release:
    """All pairs as a release, with every finding, however doubtful."""
    _, korean, english = zip(*PAIRS, strict=True)
    bare = release_of([*korean], [*english], {})
    settings = CheckSettings(least_confidence=0.0)
    found = check_bitext(bare.bitext, reference=DAY, settings=settings, glossary=GLOSSARY)
    return replace(bare, findings=in_order([*found, *departures(bare.bitext)]))


def departures(bitext: Bitext) -> Iterator[BeadFinding]:
    """What is said of departures from earlier releases."""
    precedents = {
        bead: [
            Precedent(n, "2016-03-09", korean, english)
            for n, english in enumerate(EARLIER.get(korean, ()), start=7)
        ]
        for bead, (_, korean, _) in enumerate(PAIRS)
    }
    for bead, finding in segment_departures(bitext, precedents):
        yield BeadFinding(bead, finding)
    for bead, (statement, korean, english) in enumerate(PAIRS):
        if statement.startswith("precedent_term"):
            term, here = korean.split("을 ")[0].split("가 ")[0], "Clean Ocean Project"
            at = english.find(here)
            span = (at, at + len(here)) if at >= 0 else None
            earlier = tuple(Precedent(n, "", term, "Blue Sea") for n in (3, 4, 5))
            yield BeadFinding(
                bead,
                decided(
                    Departure(
                        term, bead, (0, len(term)), span, "Blue Sea", here if span else "",
                        earlier, earlier, 0.7, 0.6, is_name=True,
                    )
                ),
            )  # fmt: skip


SAID = release()


def gap_reasons() -> list[tuple[Statement, ...]]:
    """A reason of every form, as the code gives it."""
    beads = tuple(Bead(range(i, i + 1), range(0, 0)) for i in range(6))
    nothing = Bitext(KOREAN, document("", "en", ""), beads)
    plain = replace(BITEXT, beads=tuple(replace(bead, score=None) for bead in BITEXT.beads))
    gaps = (
        *find_gaps(BITEXT, SOURCE, TARGET),
        *find_gaps(plain, SOURCE, TARGET),
        *find_gaps(nothing, SOURCE, np.zeros((0, 6), np.float32)),
    )
    return [*(gap.reasons for gap in gaps), (BY_REVIEWER,), (LEFT_OVER,), (BETWEEN,)]
