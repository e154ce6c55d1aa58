"""The pages of a review in a browser: a server with two releases, and what tests ask of a page."""

from __future__ import annotations

import re
import shutil

import pytest
from headless import playwright
from repository import EXAMPLES
from review_server import Server

from corpora.store import Store
from corpora.workflows.add import add_files

#: Milliseconds. The first split loads the encoder, which takes long where much else runs.
playwright.expect.set_options(timeout=30_000)


@pytest.fixture(scope="module", name="aligned")
def aligned_store(tmp_path_factory):
    """A store of two releases, aligned once."""
    path = tmp_path_factory.mktemp("aligned") / "store.db"
    for name in ("03-rescue-drill", "01-ocean-dialogue"):
        add_files(path, EXAMPLES / name / "ko_raw.txt", EXAMPLES / name / "en_raw.txt")
    return path


@pytest.fixture(name="server")
def running_server(aligned, tmp_path):
    shutil.copy(aligned, tmp_path / "store.db")
    server = Server(tmp_path / "store.db")
    yield server
    server.kill()


@pytest.fixture(name="opened")
def opened_pages(browser, server):
    """Opens a page in a window of its own, and fails if it asks others or complains."""
    contexts, complaints = [], []

    def open_page(path="/release/1", *, expected=(), **options):
        context = browser.new_context(**{"locale": "en-US", "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)

        def complain(text):
            if not any(re.search(one, text) for one in expected):
                complaints.append(text)

        page.on("console", lambda message: complain(message.text))
        page.on(
            "response",
            lambda answer: answer.status < 400 or complain(f"{answer.status} {answer.url}"),
        )
        page.on("pageerror", lambda error: complain(str(error)))
        page.on(
            "request",
            lambda asked: asked.url.startswith(server.address) or complain(asked.url),
        )
        page.goto(server.address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == [], complaints


def beads(server, release=1):
    with Store.open(server.store) as store:
        return store.release(release).reviews


def findings(server, release=1):
    with Store.open(server.store) as store:
        return store.release(release).findings


def chosen(page):
    return page.locator("#rows [aria-current]")


def said(page, text):
    playwright.expect(page.locator("#status")).to_contain_text(text)


def choose(page, bead):
    page.locator(f"#bead-{bead} .side").first.click()
    panel_of(page, bead)


def panel_of(page, bead):
    playwright.expect(page.locator(f"#panel [data-bead='{bead}']")).to_be_visible()


def rows(page):
    return page.eval_on_selector_all("#rows > li", "all => all.map(one => Number(one.dataset.id))")
