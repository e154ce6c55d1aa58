"""Telling Korean from English, and both from the rest."""

from __future__ import annotations

import pytest

from align.language import tell_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("ko", "외교부는 회담을 개최하였다.", id="korean"),
        pytest.param("ko", "KOICA, ODA 사업", id="latin names"),
        pytest.param("ko", "北核 관련 美·日 협의 결과", id="hanja"),
        pytest.param(
            "ko", "담당: 북미국 (mofa@example.go.kr, www.example.go.kr/eng)", id="addresses"
        ),
        pytest.param("en", "The ministers met in Seoul.", id="english"),
        pytest.param(
            "en", "Minister Yun (윤병세) met his counterpart in Seoul.", id="a name in Korean"
        ),
        pytest.param(
            "en",
            "바로가기 메뉴\n본문 바로가기\n주메뉴 바로가기\n검색창 열기\nKOR\n\nThe ministers met"
            " in the capital and agreed on the next steps of their cooperation.",
            id="korean menu",
        ),
        pytest.param(None, "外務省は本日、会談を行った。", id="japanese"),
        pytest.param(None, "外交部今天举行会谈。", id="chinese"),
        pytest.param(None, "Министры встретились в Сеуле.", id="russian"),
        pytest.param(None, "2016. 1. 20. 15:00", id="digits"),
        pytest.param(None, " \n ", id="blank"),
        pytest.param(None, "", id="empty"),
    ],
)
def test_language(language, text):
    assert tell_language(text) == language
