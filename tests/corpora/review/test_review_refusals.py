"""A step that is refused: the page says why, in the language of its reader."""

from __future__ import annotations

import re

import pytest
from lxml import html
from small_bitext import FOUND
from small_bitext import release as hand_made

pytest.importorskip("flask", reason="needs the extra review")

from test_review_web import Browser

from align.errors import ReviewError
from corpora.review.web.app import create_app
from corpora.store import Store


@pytest.fixture
def pages(tmp_path):
    """A browser in each language, at a release of which two pairs are accepted."""
    path = tmp_path / "store.db"
    with Store.open(path, create=True) as opened:
        opened.add(hand_made(), FOUND)
        lee = opened.reviewer(1, "이검토")
        lee.accept(1, 0)
        lee.reject(3, 0)
    return {language: Browser(create_app(path, who="Kim")) for language in ("ko", "en")}


REFUSED = [
    ("bead/3/accept", {"version": "0"}, 409, "반려(검수자 이검토)", "rejected by 이검토"),
    ("bead/1/split", {"version": "1", "source_at": "2", "target_at": "2"}, 422, "고정", "a lock"),
    ("bead/2/split", {"version": "0", "source_at": "0", "target_at": "0"}, 422, "앞뒤", "both"),
    ("bead/2/split", {"version": "0", "source_at": "999", "target_at": "0"}, 422, "999", "999"),
    ("bead/2/revise", {"version": "0", "text": " "}, 422, "비워", "empty"),
    ("bead/2/revise", {"version": "0", "text": "가" * 20_001}, 422, "20,001자", "20,001"),
    ("bead/2/revise", {"version": "0", "text": "\x07"}, 422, "문자", "character"),
    ("bead/2/link", {"version": "0", "other": "4", "other_version": "0"}, 422, "누락", "omission"),
    ("bead/8/merge", {"version": "0"}, 422, "마지막", "last"),
    ("bead/99/accept", {"version": "0"}, 409, "이제 없습니다", "any more"),
    ("bead/2/accept", {"version": "x"}, 422, "이상합니다", "odd"),
    ("bead/2/nothing", {"version": "0"}, 404, "찾는 화면이 없습니다", "no such page"),
    ("finding/1/dismiss", {"version": "0", "reason": ""}, 422, "사유", "reason"),
    ("finding/99/confirm", {"version": "0"}, 409, "다시 점검", "checked again"),
    ("undo", {}, 422, "되돌릴 것이", "take back"),
    ("redo", {}, 422, "다시 할 것이", "do again"),
    ("bead/2/revise", {"version": "0", "text": "x" * 300_000}, 413, "너무 깁니다", "too long"),
]


@pytest.mark.parametrize("whole", [False, True], ids=["piece", "page"])
@pytest.mark.parametrize(("step", "form", "status", "korean", "english"), REFUSED)
def test_a_refusal_is_in_the_language_of_the_page(
    pages, step, form, status, korean, english, whole
):
    for language, browser in pages.items():
        headers = {"Accept-Language": language}
        if whole:
            headers["HX-Request"] = None
        answer = browser.post(f"/release/1/{step}", headers, **form)
        assert answer.status_code == status
        line = alert(answer)
        assert (korean if language == "ko" else english) in line
        assert bool(re.search("[가-힣]", line.replace("이검토", ""))) == (language == "ko")
        if language == "ko":
            assert not re.search(r"[a-z]{3,} [a-z]{3,}", line), line


def alert(answer):
    text = answer.get_data(as_text=True)
    tree = html.fromstring(f"<div>{text}</div>")
    (line,) = tree.xpath("//*[@role='alert'][normalize-space()]")
    if page := re.match('<!DOCTYPE html>\n<html lang="(..)"', text):
        assert line.get("lang") == page[1]
        title = tree.xpath("//title")[0].text
        assert title.startswith({"ko": "할 수 없습니다", "en": "That cannot be done"}[page[1]])
    return " ".join(line.text_content().split())


@pytest.mark.parametrize(
    ("path", "headers", "status", "korean"),
    [
        ("/release/9", {}, 404, "저장소에 9번 보도자료가 없습니다."),
        ("/release/x", {}, 404, "찾는 화면이 없습니다"),
        ("/release/1/bead/99", {}, 404, "찾는 화면이 없습니다"),
        ("/", {"Host": "evil.example:5000"}, 400, "이 서버의 주소가 아닙니다"),
        ("/search?q=" + "x" * 1001, {}, 422, "1000자까지"),
    ],
)
def test_what_is_not_there_is_told_in_korean(pages, path, headers, status, korean):
    answer = pages["ko"].get(path, headers={"Accept-Language": "ko", **headers})
    assert answer.status_code == status
    assert korean in alert(answer)


def test_steps_of_others_and_broken_programs_are_told_in_korean(pages, monkeypatch):
    browser, korean = pages["ko"], {"Accept-Language": "ko"}
    answer = browser.post("/release/1/undo", {"X-CSRF-Token": "guess", **korean})
    assert alert(answer) == "화면이 오래되었습니다. 새로 고치십시오."
    answer = browser.post("/release/1/undo", {"Origin": "http://evil.example", **korean})
    assert alert(answer) == "다른 사이트의 화면에서 보낸 요청이라 거절했습니다."
    assert "이 주소로는" in alert(browser.post("/release/1", korean))
    monkeypatch.setattr(Store, "progress", lambda self, release: 1 / 0)
    assert "프로그램에 문제가" in alert(browser.get("/", headers=korean))


def test_an_error_without_korean_words_is_marked_as_english(pages, monkeypatch):
    def fails(self):
        raise ReviewError("a thing of a later version")

    monkeypatch.setattr("corpora.store.review.reviewer.Reviewer.undo", fails)
    answer = pages["ko"].post("/release/1/undo", {"Accept-Language": "ko"})
    assert "할 수 없습니다: " in answer.get_data(as_text=True)
    assert '<span lang="en">a thing of a later version</span>' in answer.get_data(as_text=True)


def test_a_store_that_went_away_is_told_in_korean(pages, tmp_path):
    (tmp_path / "store.db").unlink()
    line = alert(pages["ko"].get("/", headers={"Accept-Language": "ko"}))
    assert line.endswith("store.db: 저장소가 없습니다. daeyeok add로 만드십시오.")
