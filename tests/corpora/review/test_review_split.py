"""A pair is split where the cursor stands: by keyboard, by mouse, in Korean and English.

Needs what tests/corpora/review/test_review_browser.py needs.
"""

from __future__ import annotations

import re

import pytest
from headless import AXE, headless_browser, needs_chromium, playwright  # noqa: F401 - a fixture
from review_pages import (  # noqa: F401 - some are fixtures
    aligned_store,
    beads,
    choose,
    chosen,
    opened_pages,
    panel_of,
    rows,
    running_server,
    said,
)

from corpora.store import Store

pytest.importorskip("flask", reason="needs the extra review")

pytestmark = needs_chromium
expect = playwright.expect


def texts(server):
    with Store.open(server.store) as store:
        bitext = store.release(1).release.bitext
        assert store.integrity_check() == ()
    return [(bitext.source_text(bead), bitext.target_text(bead)) for bead in bitext]


def joined(server, index):
    """A pair made of two neighbours that are aligned; its number, and where they met."""
    with Store.open(server.store) as store:
        one, two = (store.release(1).reviews[index + k].bead for k in (0, 1))
        pairs = texts(server)[index : index + 2]
        store.reviewer(1, "Lee").merge(one, {one: 0, two: 0})
    return one, pairs


def slider(page, name):
    return page.get_by_role("slider", name=name)


def begin(page, bead, side="Source"):
    page.keyboard.press("s")
    expect(slider(page, side)).to_be_focused(timeout=30_000)  # it loads what compares the halves


def point_at(page, bead, side, words):
    """The middle of the first letter of some words in a text."""
    return page.evaluate(
        """([bead, side, words]) => {
            const text = document.querySelector(`#${side}-${bead} p.text`);
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                range.startContainer.parentElement.scrollIntoView({ block: "center" });
                const box = range.getBoundingClientRect();
                return [box.left + 1, (box.top + box.bottom) / 2];
            }
        }""",
        [bead, side, words],
    )


def cuts(page):
    return [int(page.locator(f".cutting [name={side}_at]").input_value())
            for side in ("source", "target")]  # fmt: skip


def test_by_keyboard_and_back(opened, server):
    bead, pairs = joined(server, 1)
    before, page = texts(server), opened()
    choose(page, bead)
    page.locator(f"#bead-{bead} .pick").click()  # no cursor in a text
    panel_of(page, bead)
    begin(page, bead)
    # What is proposed is where the two met; both places are told.
    assert cuts(page) == [len(pairs[0][0]), len(pairs[0][1])]
    source, target = slider(page, "Source"), slider(page, "Target")
    told = source.get_attribute("aria-valuetext")
    last, first = pairs[0][0].split()[-1], pairs[1][0].split()[0]
    assert last in told
    assert first in told
    assert told == page.locator(".cutting [data-side=source]").inner_text()
    lines = page.locator(".cutting dd")
    assert [one.get_attribute("aria-live") for one in lines.all()] == ["off", "polite"]
    # The cursor goes by words, and the other one follows until it is moved itself.
    page.keyboard.press("ArrowRight")
    assert cuts(page)[0] == len(pairs[0][0]) + 1 + len(pairs[1][0].split()[0])
    page.keyboard.press("ArrowLeft")
    assert cuts(page) == [len(pairs[0][0]), len(pairs[0][1])]
    page.keyboard.press("Tab")
    expect(target).to_be_focused()
    assert [one.get_attribute("aria-live") for one in lines.all()] == ["polite", "off"]
    page.keyboard.press("ArrowRight")
    moved = len(pairs[0][1]) + 1 + len(pairs[1][1].split()[0])
    assert cuts(page) == [len(pairs[0][0]), moved]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Control+ArrowLeft")
    assert cuts(page)[1] == moved
    page.keyboard.press("a")  # means nothing now
    page.keyboard.press("Enter")
    said(page, "split")
    whole = before[1][1]
    after = texts(server)
    assert after[1:3] == [(pairs[0][0], whole[:moved]), (pairs[1][0], whole[moved + 1 :])]
    assert rows(page) == [one.bead for one in beads(server)]
    assert {one.state for one in beads(server)} == {"unreviewed"}
    expect(chosen(page)).to_have_id(f"bead-{bead}")
    page.keyboard.press("u")
    said(page, "undo")
    assert texts(server) == before
    expect(page.get_by_role("slider")).to_have_count(0)
    page.keyboard.press("Shift+U")
    said(page, "redo")
    assert texts(server) == after


def test_escape_leaves_all_as_it_was(opened, server):
    bead, _ = joined(server, 4)
    with Store.open(server.store) as store:
        log = list(store.log())
    page = opened()
    choose(page, bead)
    row = page.locator(f"#bead-{bead}")
    before = row.inner_html()
    begin(page, bead)
    for key in ("ArrowRight", "ArrowDown", "Tab", "End", "ArrowUp", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    assert row.inner_html() != before
    page.keyboard.press("Escape")
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(row.locator(".pick")).to_be_focused()
    said(page, "Not split")
    assert row.inner_html() == before
    begin(page, bead)
    page.get_by_role("button", name="Cancel").click()
    assert row.inner_html() == before
    begin(page, bead)
    choose(page, beads(server)[0].bead)  # another pair
    assert row.inner_html() == before.replace('tabindex="0"', 'tabindex="-1"')
    with Store.open(server.store) as store:
        assert list(store.log()) == log


@pytest.mark.parametrize(("side", "name"), [("s", "Source"), ("t", "Target")])
def test_a_click_in_the_text_and_s(opened, server, side, name):
    bead, _ = joined(server, 1)
    whole = texts(server)[1][side == "t"]
    page = opened(viewport={"width": 900, "height": 700})
    choose(page, bead)
    words = whole.split()[4]
    page.mouse.click(*point_at(page, bead, side, words))
    panel_of(page, bead)
    begin(page, bead, name)
    at = whole.index(words) - 1
    assert cuts(page)[side == "t"] == at
    page.keyboard.press("s")  # a second time: so be it
    said(page, "split")
    assert texts(server)[1][side == "t"] == whole[:at]
    assert texts(server)[2][side == "t"] == whole[at + 1 :]


def test_by_mouse_alone(opened, server):
    bead, _ = joined(server, 1)
    source, target = texts(server)[1]
    page = opened()
    choose(page, bead)
    page.locator("#panel").get_by_role("button", name="Split").click()
    expect(page.get_by_role("slider")).to_have_count(2, timeout=30_000)
    page.mouse.click(*point_at(page, bead, "t", target.split()[6]))
    expect(slider(page, "Target")).to_be_focused()
    assert cuts(page)[1] == target.index(target.split()[6]) - 1
    page.mouse.move(*point_at(page, bead, "s", source.split()[1]))
    page.mouse.down()
    page.mouse.move(*point_at(page, bead, "s", source.split()[3]))  # dragged
    page.mouse.up()
    at = source.index(source.split()[3]) - 1
    assert cuts(page) == [at, target.index(target.split()[6]) - 1]
    page.get_by_role("button", name="Split here").click()
    said(page, "split")
    assert texts(server)[1][0] == source[:at]


def test_what_is_selected_begins_the_second_pair(opened, server):
    bead, _ = joined(server, 1)
    target = texts(server)[1][1]
    page = opened()
    choose(page, bead)
    x, y = point_at(page, bead, "t", target.split()[5])
    page.mouse.dblclick(x + 4, y)
    begin(page, bead, "Target")
    assert cuts(page)[1] == target.index(target.split()[5]) - 1


def test_inside_a_word_and_lines_up_and_down(opened, server):
    bead, _ = joined(server, 1)
    source = texts(server)[1][0]
    page = opened()
    choose(page, bead)
    begin(page, bead)
    page.keyboard.press("Home")
    expect(page.locator(".cutting [data-side=source]")).to_contain_text("not cut")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    at = cuts(page)[0]
    assert 0 < at <= len(source.split()[0]) + 2
    page.keyboard.press("ArrowDown")
    below = cuts(page)[0]
    assert below > at + 10
    page.keyboard.press("ArrowUp")
    assert cuts(page)[0] < below
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    at = cuts(page)[0]
    assert source[at - 1] != " "
    assert source[at] != " "
    page.keyboard.press("Enter")
    said(page, "split")
    assert texts(server)[1][0] == source[:at]
    assert texts(server)[2][0] == source[at:]


def test_nothing_to_split_is_said(opened, server):
    page = opened()
    bead = joined(server, 1)[0]
    page.reload()
    choose(page, bead)
    begin(page, bead)
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    expect(page.locator(".cutting [role=alert]")).to_contain_text("would be empty")
    expect(page.get_by_role("button", name="Split here")).to_be_disabled()
    page.keyboard.press("Enter")  # does nothing
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Split here")).to_be_enabled()
    page.keyboard.press("Enter")  # all of the target before, all of the source behind: a gap
    said(page, "split")
    assert [bool(one) for one in texts(server)[1]] == [False, True]


def test_in_korean_with_a_conflict_and_a_refusal(opened, server):
    bead, _ = joined(server, 1)
    page = opened(locale="ko-KR", expected=("409",))
    page.locator(f"#bead-{bead} .pick").click()
    panel_of(page, bead)
    begin(page, bead, "원문에서 나눌 곳")
    expect(page.locator(".cutting [data-side=source]")).to_contain_text("번 문장 사이: “")
    shown = page.locator(".cutting").inner_text()
    shown = re.sub("“[^”]*”|Enter|Esc|Tab|Ctrl|Shift", "", shown)
    assert not re.search("[A-Za-z]", shown), shown
    # Somebody else is faster.
    with Store.open(server.store) as store:
        store.reviewer(1, "이검토").reject(bead, beads(server)[1].version)
    page.keyboard.press("Enter")
    alert = page.locator("#alert")
    expect(alert).to_contain_text("그사이 이 쌍")
    expect(alert).to_contain_text("반려(검수자 이검토)")
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.locator(f"#bead-{bead}")).to_have_class(re.compile("is-rejected"))
    # It is as it is now, and can be split after all; or found out before it begins.
    begin(page, bead, "원문에서 나눌 곳")
    page.keyboard.press("Escape")
    with Store.open(server.store) as store:
        store.reviewer(1, "이검토").accept(bead, beads(server)[1].version)
    page.keyboard.press("s")
    expect(alert).to_contain_text("승인(검수자 이검토)")
    expect(page.get_by_role("slider")).to_have_count(0)
    panel_of(page, bead)
    page.keyboard.press("s")
    expect(alert).to_have_text("승인한 쌍은 고정됩니다. 고치려면 검수를 취소하십시오.")


def test_a_server_that_is_lost_meanwhile(opened, server):
    bead, _ = joined(server, 1)
    page = opened(expected=("net::ERR_", "htmx:sendError", "htmx:afterRequest"))
    choose(page, bead)
    begin(page, bead)
    server.kill()
    page.keyboard.press("Enter")
    expect(page.locator("#alert")).to_contain_text("Nothing was saved")
    expect(slider(page, "Source")).to_be_focused()
    count = len(texts(server))
    server.start()
    page.keyboard.press("Enter")
    said(page, "split")
    assert len(texts(server)) == count + 1


def test_an_empty_field_is_named_in_the_language_of_the_page(opened):
    page = opened(locale="ko-KR")
    page.keyboard.press("n")
    reason = page.locator("#panel [name=reason]").first
    expect(reason).to_be_visible()
    page.locator("#panel .dismiss button").first.click()
    assert reason.evaluate("one => one.validationMessage") == "이 칸을 채우십시오."
    reason.fill("원문이 옳음")
    assert reason.evaluate("one => one.validationMessage") == ""


@pytest.mark.parametrize("width", [320, 390, 640, 1280])
def test_all_of_it_is_in_sight(opened, server, width):
    """640 pixels are what is left of 1280 at 200 %."""
    bead, _ = joined(server, 1)
    page = opened(viewport={"width": width, "height": 720}, locale="ko-KR")
    choose(page, bead)
    begin(page, bead, "원문에서 나눌 곳")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    button = page.get_by_role("button", name="여기서 나누기")
    expect(button).to_be_in_viewport(ratio=1)
    button.click(trial=True)  # and nothing lies over it
    expect(page.locator(f"#s-{bead} .caret")).to_be_in_viewport()


@pytest.mark.skipif(not AXE, reason="needs axe-core: set AXE_CORE to its axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["ko-KR", "en-US"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation(opened, server, scheme, locale, width):
    bead, _ = joined(server, 4)
    page = opened(
        locale=locale, color_scheme=scheme, bypass_csp=True,
        viewport={"width": width, "height": 900},
    )  # fmt: skip
    choose(page, bead)
    page.keyboard.press("s")
    expect(page.get_by_role("slider")).to_have_count(2, timeout=30_000)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")
    assert [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in found["violations"]
    ] == []
