"""Lines recognised as furniture of a copied page, and lines that must never be."""

from __future__ import annotations

import pytest

from align.segmentation.segment import segment

KOREAN_BOARD = """본문 바로가기
이 누리집은 대한민국 공식 전자정부 누리집입니다.
해양정책부
로그인
통합검색
정책자료
알림·소식
보도자료
홈 > 알림·소식 > 보도자료
보도자료
울산 새 부두 개장

등록일 : 2021-10-05  조회수 : 3,210
담당부서 : 항만과
첨부파일
울산 새 부두.hwp [120KB] 다운로드 미리보기
붙임_사진.jpg
공유하기
인쇄

□ 해양정책부는 10월 5일 울산에 새 부두를 열었다.
 ㅇ 선석: 5개
 ㅇ 수심: 17미터

※ 문의: 항만과 044-201-0000

이전글
수산물 안전 점검 결과
다음글
해변 청소의 날
목록
개인정보처리방침 저작권정책 찾아오시는 길
(30110) 세종특별자치시 도움5로 19 대표전화 110
"""

ENGLISH_BOARD = """Skip to main content
An official website of the Republic of Korea
Ministry of Oceans
KOREAN
About Us
Policies
Home > News > Press Releases
Press Releases
View
Ministry Opens New Port Terminal in Ulsan

Writer
Admin
Registration Date
2021-10-05
Views
1,204
Attached File
port.pdf
Print

The Ministry of Oceans opened a new terminal in Ulsan on October 5.

o Berths: five
o Depth: 17 meters

For further information, please contact the Port Division.

Previous
Fisheries Talks with Norwick Held
Next
Beach Cleanup Day
List
COPYRIGHT 2021 Ministry of Oceans. ALL RIGHTS RESERVED.
"""


KOREAN_BRIEFING = """바로가기 메뉴 본문 바로가기 주메뉴 바로가기
eg(전자정부) 이 누리집은 대한민국 공식 전자정부 누리집입니다.
  1. 어린이·청소년
  2. RSS
  3. ENGLISH

해양정책부

해양정책부 브리핑

대변인 정례브리핑 (6.4)

부서명
언론담당관실
작성일
2020-06-04
조회수
1343

I. 모두 발언

안녕하십니까?

1. 장관, 부산 방문

장관은 6월 5일 부산을 방문합니다.
"""

ENGLISH_REMARKS = """본문 바로가기

Ministry of Oceans REPUBLIC OF KOREA

  1. Ministry of Oceans, Republic of Korea facebook
  2. Ministry of Oceans, Republic of Korea youtube
검색창 열기

Ministry News

Opening Remarks by the Minister of Oceans at the Conference on the New Ulsan Pier

Opening Remarks by the Minister of Oceans at the Conference on the New Ulsan Pier

Date
2021-10-05
Hit
7,159

I welcome you all to Ulsan.
"""

ENGLISH_LIST = """Shortcut menu
the body go
PRESS RELEASES

Ministerial Meeting on Port Affairs (Sep.12, 2024)

  • DivisionPort Coordination Bureau - General Port Coordination Division
  • DateSeptember 12, 2024
  • Tel+82 44 215 0000

Minister Han convened the meeting on September 12 to discuss new piers.
"""

NEWSPAPER = """어민의 날 행사 개최

  • 입력 2013년 4월 26일 18시 39분
  • 수정 2013-04-26 19:01
댓글 3
글자크기설정

정부는 26일 행사를 열었다.
"""


@pytest.mark.parametrize(
    ("page", "language", "kept"),
    [
        pytest.param(
            KOREAN_BOARD,
            "ko",
            [
                ("title", "울산 새 부두 개장"),
                ("bullet", "□ 해양정책부는 10월 5일 울산에 새 부두를 열었다."),
                ("bullet", "ㅇ 선석: 5개"),
                ("bullet", "ㅇ 수심: 17미터"),
                ("note", "※ 문의: 항만과 044-201-0000"),
            ],
            id="korean board",
        ),
        pytest.param(
            ENGLISH_BOARD,
            "en",
            [
                ("title", "Ministry Opens New Port Terminal in Ulsan"),
                (
                    "paragraph",
                    "The Ministry of Oceans opened a new terminal in Ulsan on October 5.",
                ),
                ("bullet", "o Berths: five"),
                ("bullet", "o Depth: 17 meters"),
                ("contact", "For further information, please contact the Port Division."),
            ],
            id="english board",
        ),
        pytest.param(
            "바로가기 메뉴\n검색창 열기\nKOR\n\nPress Releases\n\nVisit to Norwick\n\nDate\n"
            "2020-02-03\nhit\n42\n\n1. She left.\n\n*unofficial translation\n",
            "en",
            [
                ("title", "Visit to Norwick"),
                ("paragraph", "1. She left."),
                ("disclaimer", "*unofficial translation"),
            ],
            id="english page of a korean site",
        ),
        pytest.param(
            KOREAN_BRIEFING,
            "ko",
            [
                ("title", "대변인 정례브리핑 (6.4)"),
                ("heading", "I. 모두 발언"),
                ("paragraph", "안녕하십니까?"),
                ("heading", "1. 장관, 부산 방문"),
                ("paragraph", "장관은 6월 5일 부산을 방문합니다."),
            ],
            id="korean briefing",
        ),
        pytest.param(
            ENGLISH_REMARKS,
            "en",
            [
                ("title", ENGLISH_REMARKS.split("\n\n")[4]),
                ("paragraph", "I welcome you all to Ulsan."),
            ],
            id="title twice, accounts elsewhere",
        ),
        pytest.param(
            "Presidential Speeches\n\nAug 15, 2017\n\nFishery Address\n\nDear fishers, welcome.",
            "en",
            [("title", "Fishery Address"), ("paragraph", "Dear fishers, welcome.")],
            id="board of speeches",
        ),
        pytest.param(
            ENGLISH_LIST,
            "en",
            [
                ("title", "Ministerial Meeting on Port Affairs (Sep.12, 2024)"),
                ("contact", "• Tel+82 44 215 0000"),
                ("paragraph", ENGLISH_LIST.split("\n")[-2]),
            ],
            id="keys and values run together",
        ),
        pytest.param(
            NEWSPAPER,
            "ko",
            [("title", "어민의 날 행사 개최"), ("paragraph", "정부는 26일 행사를 열었다.")],
            id="newspaper that prints a release",
        ),
        pytest.param(
            "보 도 자 료\n배포일시 2021. 10. 5.(화)\n담당부서 유럽국\n제5차 협의회 개최\n"
            "□ 외교부는 협의회를 열었다.\n붙임 : 사진 1부.  끝.",
            "ko",
            [
                ("title", "제5차 협의회 개최"),
                ("bullet", "□ 외교부는 협의회를 열었다."),
                ("attachment", "붙임 : 사진 1부.  끝."),
            ],
            id="letterhead of a file",
        ),
    ],
)
def test_pages(page, language, kept):
    assert [(s.kind, s.text) for s in segment(page, language).segments] == kept


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(
            "업무 계획\n\n□ 목표\nㅇ 교역 확대\nㅇ 목록 정비\nㅇ 다음 회의 준비", "ko", id="bullets"
        ),
        pytest.param("대변인 논평\n보도자료\n1. 정부는 환영한다.", "ko", id="board word below"),
        pytest.param("Next\nSteps were agreed.\nPrevious\nList\nof items", "en", id="next"),
        pytest.param(
            "News from Ardenia\nThe minister arrived.\nPrint media came.", "en", id="news"
        ),
        pytest.param(
            "개인정보처리방침 평가 결과\n\n1. 위원회는 결과를 발표하였다.", "ko", id="policy"
        ),
        pytest.param("바로가기 개선 사업\n\n정부는 사업을 시작하였다.", "ko", id="shortcut"),
        pytest.param(
            "조회수 증가\n\n방문자가 늘었다.\n\n날짜\n\n미정이다.", "ko", id="counter word"
        ),
        pytest.param("Talks Held\n\nThey met.\n\nDate\n\nTo be decided.", "en", id="date heading"),
        pytest.param("지원 확대\n\n1. 지원\n\n어업 지원\n\n지원을 늘린다.", "ko", id="site word"),
        pytest.param(
            "Divisions Merge\n\nDepartments of both ports met.\n\nDate\n\nTo be decided.",
            "en",
            id="division word",
        ),
        pytest.param("Talks Held\n\nThe minister spoke of\nfacebook", "en", id="account word"),
        pytest.param("Speeches Day\n\nStatements\n\nThey met.", "en", id="board word in the text"),
        pytest.param("붙임 1. 사진.jpg\n2. 명단.hwp  끝.", "ko", id="own files"),
    ],
)
def test_body_text_is_never_furniture(text, language):
    assert not segment(text, language).furniture


def test_rules_between_paragraphs_are_furniture():
    document = segment("결과\n\n-----\n\n합의하였다.", "ko")
    assert [piece.text for piece in document.furniture] == ["-----"]
