"""Furniture at the edges of pages whose menus no pattern lists."""

import pytest

from align.segmentation.segment import segment


def kept(text, language):
    return [found.text for found in segment(text, language).segments]


KOREAN = """\
본문 바로가기
항만청
바다와 함께 여는 내일
소개 정책 소식 민원
소식 > 보도자료
글자크기 크게 글자크기 작게 인쇄 공유
부산항 새 부두, 다음 달 문을 연다
담당부서 항만정책과
작성일 2025-03-04
조회수 1,204
- 컨테이너 120만 개를 더 다룰 수 있게 돼 -
□ 항만청은 부산항 새 부두를 4월 2일부터 운영한다고 밝혔다.
ㅇ 이 부두는 컨테이너 120만 개를 해마다 다룰 수 있다.
문의 : 항만정책과 (051-000-0000)
첨부파일
250304 부두 개장.hwpx [112 KB] 내려받기 바로보기
▲ 이전글 등대 사진 공모전을 연다
▼ 다음글 등록된 글이 없습니다.
목록
(48943) 부산광역시 중구 충장대로 11 항만청 대표전화 051-000-0000
"""
ENGLISH = """\
PA Port Authority
Home | Sitemap | Korean
About Us
News
Resources
News > Press Releases
New Pier to Open at Port of Busan Next Month
Department : Port Policy Division
Date : 2025-03-04
Views : 388
Facebook X Copy URL
The Port Authority will open a new pier at the Port of Busan on April 2.
The pier can handle 1.2 million containers a year.
*unofficial translation
Tags
#port #busan
Prev Lighthouse Photo Contest to Be Held
Next There is no next post.
11 Chungjang-daero, Jung-gu, Busan, Republic of Korea
"""


def test_a_korean_page_leaves_its_release():
    assert kept(KOREAN, "ko") == [
        "부산항 새 부두, 다음 달 문을 연다",
        "- 컨테이너 120만 개를 더 다룰 수 있게 돼 -",
        "□ 항만청은 부산항 새 부두를 4월 2일부터 운영한다고 밝혔다.",
        "ㅇ 이 부두는 컨테이너 120만 개를 해마다 다룰 수 있다.",
        "문의 : 항만정책과 (051-000-0000)",
    ]


def test_an_english_page_leaves_its_release():
    assert kept(ENGLISH, "en") == [
        "New Pier to Open at Port of Busan Next Month",
        "The Port Authority will open a new pier at the Port of Busan on April 2.",
        "The pier can handle 1.2 million containers a year.",
        "*unofficial translation",
    ]


@pytest.mark.parametrize("page", [KOREAN, ENGLISH])
def test_what_is_set_aside_can_be_seen(page):
    document = segment(page, "ko" if page is KOREAN else "en")
    pieces = sorted([*document.segments, *document.furniture], key=lambda piece: piece.start)
    shown = "".join(page[piece.start : piece.end] for piece in pieces)
    assert "".join(shown.split()) == "".join(page.split())


@pytest.mark.parametrize("title", ["Port News", "Busan"])
def test_rather_a_menu_is_kept_than_a_title_lost(title):
    page = ENGLISH.replace("New Pier to Open at Port of Busan Next Month", title)
    assert title in kept(page, "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(
            "Next Generation Leaders Meet\nNews > Views: A Debate\n"
            "They met in Seoul on Monday morning.\nPrevious meetings were held in Busan",
            "en",
            id="words of pages in a plain text",
        ),
        pytest.param(
            "신항 개장\n□ 항만청은 새 부두를 다음 달부터 운영한다고 밝혔다.\n목록\n"
            "다음 단계는 배후단지이다",
            "ko",
            id="one word of a page",
        ),
    ],
)
def test_a_text_that_is_not_a_page_keeps_its_edges(text, language):
    assert not segment(text, language).furniture
