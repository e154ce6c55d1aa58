"""The report in a browser: filter, keyboard, language, and what axe-core says of it.

Needs the extra ``browser``, Chromium, and for one test axe.min.js, whose place the variable
AXE_CORE tells.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from headless import AXE, headless_browser, needs_chromium  # noqa: F401 - a fixture
from report_pages import release_of
from repository import EXAMPLES

from align.checks.finding import Finding
from align.messages import quoted
from corpora.formats.release_file import write_release
from corpora.workflows.align import align_files
from corpora.workflows.check import checked

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    """Gaps on both sides, findings of two severities, expected gaps."""
    folder = EXAMPLES / "03-rescue-drill"
    aligned = align_files(folder / "ko_raw.txt", folder / "en_raw.txt")
    path = tmp_path_factory.mktemp("report") / "보고서.html"
    write_release(checked(aligned.release), path)
    return path


@pytest.fixture
def opened(browser, report):
    """Opens the page, and fails if it asks for anything or complains."""
    contexts, complaints = [], []

    def open_page(path: Path = report, **options):
        context = browser.new_context(**{"locale": "en-US", "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked(request.url))
        page.goto(path.as_uri())
        return page

    def asked(address: str) -> None:
        if not address.startswith("file:"):
            complaints.append(f"asked for {address}")

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def visible(page, selector: str) -> int:
    return page.locator(f"{selector}:visible").count()


def test_the_filter_shows_what_is_chosen(opened):
    page = opened()
    assert visible(page, "#gaps article.omission") == 4
    assert visible(page, "#findings article") == 2
    page.get_by_role("checkbox", name="omission").uncheck()
    assert visible(page, "#gaps article.omission") == 0
    assert visible(page, "#gaps article.addition") == 1
    page.get_by_role("checkbox", name="high").uncheck()
    assert visible(page, "#findings article") == 1
    assert page.get_by_role("status").inner_text() == "3 of 8 shown"
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("document.querySelectorAll('article[hidden]').length === 0")
    assert page.get_by_role("status").inner_text() == "8 of 8 shown"


def test_only_the_rows_to_look_at(opened):
    page = opened()
    every = visible(page, "#bitext li")
    page.get_by_role("checkbox", name="Only rows to look at").check()
    assert visible(page, "#bitext li") == 4 + 1 + 1 + 2 < every
    # A link to a row that is hidden shows it.
    page.locator(".drawing a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'row-1'")
    assert visible(page, "#bitext li") == every


def test_the_picture_is_one_stop_and_arrows_move_in_it(opened):
    page = opened()
    stops = page.locator(".drawing a[tabindex='0']")
    assert stops.count() == 1
    page.locator("#ui-en").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.drawing a')"):
            break
    assert page.evaluate("document.activeElement.dataset.row") == "1"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.dataset.row") == "2"
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement.dataset.row")
    assert int(last) == page.locator("#bitext li").count()
    page.keyboard.press("Enter")
    page.wait_for_function(f"document.activeElement.id === 'row-{last}'")
    assert page.locator(f"#row-{last}").is_visible()


def test_the_skip_link_leads_past_the_head(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'content'")


def test_the_language_of_the_browser_is_taken_and_can_be_changed(opened):
    korean = opened(locale="ko-KR")
    assert korean.evaluate("document.documentElement.lang") == "ko"
    assert korean.get_by_role("heading", level=2, name="한눈에 보기").is_visible()
    page = opened()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert visible(page, "h2 .ko") == 0
    page.locator("#ui-en").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.documentElement.lang") == "ko"
    assert visible(page, "h2 .en") == 0
    first = page.locator(".drawing a[data-row='1']")
    assert first.get_attribute("aria-label") == first.get_attribute("data-ko")


@pytest.mark.parametrize(("locale", "korean"), [("ko-KR", True), ("en-US", False)])
def test_findings_and_reasons_are_read_in_one_language(opened, locale, korean):
    page = opened(locale=locale)
    found, gaps = (page.locator(part).inner_text() for part in ("#findings", "#gaps"))
    assert ("국문은 1,240명, 영문은 1,420입니다." in found) is korean
    assert ("The Korean says 1,240 (1,240명); the English says 1,420." in found) is not korean
    assert ("영문에 없는 숫자: 1996, 4300." in gaps) is korean
    assert ("1996, 4300 occur nowhere in the English." in gaps) is not korean


def test_without_scripts_everything_is_there(opened):
    page = opened(java_script_enabled=False)
    assert page.locator("#filter").is_hidden()
    assert visible(page, "#bitext li") == page.locator("#bitext li").count()
    assert visible(page, "#gaps article:not(.expected)") == 5
    page.locator("label[for=ui-ko]").click()
    assert page.get_by_role("heading", level=2, name="한눈에 보기").is_visible()


def test_hostile_words_do_nothing_in_a_browser(opened, tmp_path):
    words = "</p><script>document.title='taken'</script><img src=x onerror=alert(1)>"
    finding = Finding("doubled", "low", 0.9, (0, 4), None, quoted(words))
    write_release(release_of(["제목", words], ["Title", words], {1: finding}), tmp_path / "a.html")
    page = opened(tmp_path / "a.html")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    assert page.title() == "제목 – Title"
    assert page.locator("#bitext .text").nth(2).inner_text() == words
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_runs_off_the_page(opened, width):
    page = opened(viewport={"width": width, "height": 800}, locale="ko-KR")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_picture_fits_on_paper(opened):
    page = opened(viewport={"width": 794, "height": 1123})
    page.emulate_media(media="print")
    high = page.evaluate("document.querySelector('.drawing svg').getBoundingClientRect().height")
    assert 100 < high <= 235 / 25.4 * 96 + 1
    assert page.locator("#filter").is_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.skipif(not AXE, reason="needs axe-core: set AXE_CORE to its axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["ko-KR", "en-US"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation(opened, scheme, locale, width):
    page = opened(
        locale=locale, color_scheme=scheme, viewport={"width": width, "height": 900},
        bypass_csp=True,
    )  # fmt: skip
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")
    assert [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in found["violations"]
    ] == []
    assert len(found["passes"]) > 20
