"""A review in a browser: keyboard, mouse, two windows, restarts, and what axe-core says of it.

Needs the extras ``browser`` and ``review``, Chromium, and for one test axe.min.js, whose place
the variable AXE_CORE tells.
"""

from __future__ import annotations

import re
import signal
import urllib.request

import pytest
from headless import AXE, headless_browser, needs_chromium, playwright  # noqa: F401 - a fixture
from review_pages import (  # noqa: F401 - some are fixtures
    aligned_store,
    beads,
    choose,
    chosen,
    findings,
    opened_pages,
    panel_of,
    rows,
    running_server,
    said,
)

from corpora.store import Store

pytest.importorskip("flask", reason="needs the extra review")

pytestmark = needs_chromium


def test_a_whole_review_by_keyboard(opened, server):
    page = opened()
    count = len(beads(server))
    page.keyboard.press("n")
    first = findings(server)[0]
    bead = beads(server)[first.found.bead].bead
    panel_of(page, bead)
    assert page.evaluate("document.activeElement.className") == "pick"
    page.keyboard.press("d")
    page.keyboard.type("원문이 옳음")
    page.keyboard.press("Enter")
    said(page, "dismiss a finding")
    assert findings(server)[0].reason == "원문이 옳음"
    page.keyboard.press("n")
    second = findings(server)[1]
    panel_of(page, beads(server)[second.found.bead].bead)
    page.keyboard.press("c")
    said(page, "confirm a finding")
    page.keyboard.press("e")
    text = page.get_by_label("Target text")
    playwright.expect(text).to_be_focused()
    text.fill("고친 번역문: The 구조 drill ended.")
    page.keyboard.press("Control+Enter")
    said(page, "revise")
    revised = beads(server)[second.found.bead]
    assert revised.revised_text == "고친 번역문: The 구조 drill ended."
    assert revised.reviewer == "Kim"
    playwright.expect(chosen(page).locator("ins")).to_have_text(revised.revised_text)
    # From the top: accept all, reject one.
    for _ in range(count):
        page.keyboard.press("k")
    playwright.expect(page.locator("#rows li").first).to_have_attribute("aria-current", "true")
    page.keyboard.press("r")
    for _ in range(count - 1):
        page.keyboard.press("a")
    playwright.expect(page.locator("#progress")).to_contain_text(f"{count} of {count} reviewed")
    states = [one.state for one in beads(server)]
    assert states[0] == "rejected"
    assert set(states[1:]) == {"accepted"}
    assert beads(server)[second.found.bead].revised_text is not None
    page.keyboard.press("u")
    said(page, "undo")
    playwright.expect(page.locator("#progress")).to_contain_text(f"{count - 1} of {count}")
    page.keyboard.press("Shift+U")
    playwright.expect(page.locator("#progress")).to_contain_text(f"{count} of {count}")


def test_what_is_typed_before_the_panel_is_there_reaches_the_field(opened, server):
    page = opened()
    held = []

    def hold(route):
        held.append(route)

    page.route("**/bead/*", hold)
    with page.expect_request("**/bead/*"):
        page.keyboard.press("n")
    page.keyboard.type("darken a unit, 3/4?")  # d opens the field; a, r, k, e and n are keys, too
    page.keyboard.press("Enter")
    for route in held:
        route.continue_()
    page.unroute("**/bead/*")
    said(page, "dismiss a finding")
    first = findings(server)[0]
    assert first.reason == "arken a unit, 3/4?"
    assert {one.state for one in beads(server)} == {"unreviewed"}


def test_a_review_by_mouse(opened, server):
    page = opened("/")
    page.locator("tbody a").first.click()
    ids = [one.bead for one in beads(server)]
    choose(page, ids[2])
    page.get_by_role("button", name="Accept").click()
    playwright.expect(page.locator(f"#bead-{ids[2]}")).to_have_class(re.compile("is-accepted"))
    panel_of(page, ids[3])
    page.get_by_role("button", name="Reject").click()
    panel_of(page, ids[4])
    page.locator("#panel summary", has_text="Edit the target").click()
    page.get_by_label("Target text").fill("<b>굵게</b> & more")
    page.get_by_role("button", name="Save").click()
    playwright.expect(page.locator(f"#bead-{ids[4]} ins")).to_have_text("<b>굵게</b> & more")
    page.get_by_role("button", name="Undo").click()
    playwright.expect(page.locator(f"#bead-{ids[4]} ins")).to_have_count(0)
    assert [one.state for one in beads(server)[2:5]] == ["accepted", "rejected", "unreviewed"]
    page.get_by_label("Show").select_option("todo")
    playwright.expect(page.locator(f"#bead-{ids[2]}")).to_be_hidden()


def test_structure_by_keyboard_and_back(opened, server):
    page = opened()
    before = beads(server)
    ids = [one.bead for one in before]
    choose(page, ids[1])
    page.keyboard.press("m")
    said(page, "merge")
    assert rows(page) == [one.bead for one in beads(server)] == [ids[0], ids[1], *ids[3:]]
    page.keyboard.press("s")
    playwright.expect(page.get_by_role("slider", name="Source")).to_be_focused()
    page.keyboard.press("Enter")
    said(page, "split")
    playwright.expect(page.locator("#rows > li")).to_have_count(len(ids))
    assert rows(page) == [one.bead for one in beads(server)]
    page.keyboard.press("g")
    said(page, "gap")
    playwright.expect(page.locator("#rows > li")).to_have_count(len(ids) + 1)
    page.keyboard.press("l")
    page.keyboard.press("Tab")  # to the first that could be its counterpart
    page.locator(".links button").first.click()
    said(page, "link")
    for _ in range(4):
        page.keyboard.press("u")
    playwright.expect(page.locator("#turns button").first).to_be_disabled()
    assert rows(page) == [one.bead for one in beads(server)] == ids
    with Store.open(server.store) as store:
        assert store.integrity_check() == ()


def test_the_rest_is_realigned_after_a_look(opened, server):
    page = opened()
    with Store.open(server.store) as store:
        whole = store.release(1).release.bitext
    ids = [one.bead for one in beads(server)]
    choose(page, ids[1])
    page.keyboard.press("a")
    panel_of(page, ids[2])
    page.keyboard.press("m")
    said(page, "merge")
    page.get_by_role("button", name="Realign the rest").click()
    playwright.expect(page.get_by_role("heading", name="Change 1")).to_be_visible(timeout=60_000)
    assert len(beads(server)) == len(ids) - 1  # nothing is kept yet
    page.get_by_role("button", name="Keep this").click()
    page.wait_for_url("**/release/1")
    with Store.open(server.store) as store:
        again = store.release(1)
    assert again.release.bitext.beads[2].type == whole.beads[2].type
    assert again.reviews[1].state == "accepted"
    page.get_by_role("button", name="Undo").click()
    said(page, "undo")
    assert len(beads(server)) == len(ids) - 1


def test_two_windows_in_conflict(opened, server):
    one = opened(expected=("409",))
    two = opened(expected=("409",))
    two.get_by_label("Reviewer").fill("이검토")
    two.get_by_role("button", name="Change").click()
    two.wait_for_load_state()
    bead = beads(server)[2].bead
    choose(one, bead)
    choose(two, bead)
    two.keyboard.press("r")
    said(two, "reject")
    one.keyboard.press("e")
    one.get_by_label("Target text").fill("내가 쓴 글")
    one.keyboard.press("Control+Enter")
    playwright.expect(one.get_by_role("alert")).to_contain_text("rejected by 이검토")
    assert beads(server)[2].state == "rejected"
    playwright.expect(one.locator(f"#bead-{bead}")).to_have_class(re.compile("is-rejected"))
    # What was typed is still there, and can be saved after all.
    playwright.expect(one.get_by_label("Target text")).to_have_value("내가 쓴 글")
    one.get_by_label("Target text").focus()
    one.keyboard.press("Control+Enter")
    said(one, "revise")
    assert beads(server)[2].revised_text == "내가 쓴 글"
    # A bead that the other window merged away is taken out.
    later = [review.bead for review in beads(server)[5:7]]
    choose(one, later[1])
    choose(two, later[0])
    two.keyboard.press("m")
    said(two, "merge")
    one.keyboard.press("a")
    playwright.expect(one.get_by_role("alert")).to_contain_text("any more")
    playwright.expect(one.locator(f"#bead-{later[1]}")).to_have_count(0)


def test_a_reload_in_the_middle_loses_nothing(opened, server):
    page = opened()
    bead = beads(server)[3].bead
    choose(page, bead)
    page.keyboard.press("e")
    page.get_by_label("Target text").fill("반쯤 쓴 글")
    page.reload()
    panel_of(page, bead)
    playwright.expect(page.get_by_label("Target text")).to_have_value("반쯤 쓴 글")
    assert beads(server)[3].state == "unreviewed"
    page.get_by_role("button", name="Save").click()
    said(page, "revise")
    page.reload()
    panel_of(page, bead)
    playwright.expect(page.locator(f"#bead-{bead} ins")).to_have_text("반쯤 쓴 글")
    page.keyboard.press("u")
    said(page, "undo")
    assert beads(server)[3].state == "unreviewed"


def test_a_server_that_is_killed_and_started_again(opened, server):
    page = opened(expected=("net::ERR_", "htmx:sendError", "htmx:afterRequest"))
    bead = beads(server)[2].bead
    choose(page, bead)
    page.keyboard.press("a")
    said(page, "accept")
    server.kill()
    page.keyboard.press("a")
    playwright.expect(page.get_by_role("alert")).to_contain_text("Nothing was saved")
    assert [one.state for one in beads(server)[2:4]] == ["accepted", "unreviewed"]
    server.start()
    page.keyboard.press("a")
    playwright.expect(page.locator("#progress")).to_contain_text("2 of ")
    page.keyboard.press("u")
    page.keyboard.press("u")
    playwright.expect(page.locator("#progress")).to_contain_text("0 of ")
    assert page.get_by_role("alert").inner_text() == ""


def test_search_and_help(opened, server):
    page = opened()
    choose(page, beads(server)[2].bead)
    page.keyboard.press("/")
    page.keyboard.type("해양")
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#panel li").first).to_contain_text("해양")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    playwright.expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("j")  # means nothing while the help is open
    page.keyboard.press("Escape")
    playwright.expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    page.get_by_label("Search earlier renderings").fill("")


def test_the_language_is_the_readers(opened):
    page = opened(locale="ko-KR")
    assert page.evaluate("document.documentElement.lang") == "ko"
    page.keyboard.press("n")
    panel = page.locator("#panel")
    playwright.expect(panel).to_contain_text("국문은 1,240명, 영문은 1,420입니다.")
    assert "The Korean says" not in panel.inner_text()
    page.get_by_role("button", name="English").click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.url.endswith("/release/1")
    page.keyboard.press("n")
    playwright.expect(panel).to_contain_text("The Korean says 1,240 (1,240명)")


def test_a_screen_reader_hears_where_it_is(opened, server):
    page = opened()
    choose(page, beads(server)[2].bead)
    assert page.get_by_role("banner").count() == 1
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("complementary", name="Chosen pair").count() == 1
    assert page.get_by_role("search").count() == 1
    button = chosen(page).locator("button")
    described = button.get_attribute("aria-describedby").split()
    assert [page.locator(f"#{one}").count() for one in described] == [1, 1]
    assert page.locator(".pick[tabindex='0']").count() == 1  # one stop for all rows
    assert page.get_by_role("status").get_attribute("id") == "status"


@pytest.mark.parametrize("width", [320, 390, 640, 1280])
def test_nothing_runs_off_the_page(opened, server, width):
    """640 pixels are what is left of 1280 at 200 %."""
    page = opened(viewport={"width": width, "height": 800}, locale="ko-KR")
    choose(page, beads(server)[2].bead)
    for summary in page.locator("#panel summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(server.address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.skipif(not AXE, reason="needs axe-core: set AXE_CORE to its axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["ko-KR", "en-US"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation(opened, server, scheme, locale, width):
    page = opened(
        expected=("404",), locale=locale, color_scheme=scheme, bypass_csp=True,
        viewport={"width": width, "height": 900},
    )  # fmt: skip
    with Store.open(server.store) as store:
        kim = store.reviewer(1, "Kim")
        ids = [one.bead for one in store.release(1).reviews]
        kim.accept(ids[0], 0)
        kim.reject(ids[1], 0)
        kim.revise(ids[2], 0, "고친 글")
    bead = ids[findings(server)[0].found.bead]
    for path in ("/release/1", "/", "/search?q=해양", "/release/9"):
        page.goto(server.address + path)
        if path == "/release/1":
            choose(page, bead)
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run()")
        assert [
            (path, one["id"], [node["html"][:120] for node in one["nodes"][:3]])
            for one in found["violations"]
        ] == []


def test_the_server_stops_when_asked(server):
    assert urllib.request.urlopen(server.address).status == 200
    server.running.send_signal(signal.SIGTERM)
    _, errors = server.running.communicate(timeout=60)
    assert server.running.returncode == 0, errors
