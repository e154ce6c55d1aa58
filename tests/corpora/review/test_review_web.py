"""The server of the review: who may ask for what, and what the pages hold."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
from command_line import refused
from lxml import html
from release_strategies import AWKWARD
from small_bitext import FOUND
from small_bitext import release as hand_made

pytest.importorskip("flask", reason="needs the extra review")

from corpora.review.web import security
from corpora.review.web.app import create_app
from corpora.review.web.server import listening
from corpora.store import ReleaseMetadata, Store

HOST = "127.0.0.1:5000"
HOSTILE = "</p><script>alert(1)</script><img src=x onerror=alert(2)>\" onload='x' {{ 7*7 }}"


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "store.db"
    with Store.open(path, create=True) as opened:
        opened.add(hand_made(), FOUND)
    return path


class Browser:
    """A browser that has opened a page, and holds what it got there."""

    def __init__(self, app, host=HOST):
        self.client, self.host = app.test_client(), host
        self.get("/")
        cookie = self.client.get_cookie("daeyeok_csrf", domain=host.rpartition(":")[0])
        self.token = cookie.value if cookie else ""

    def get(self, path, **options):
        return self.client.get(path, base_url=f"http://{self.host}", **options)

    def post(self, path, headers=None, **form):
        headers = {"X-CSRF-Token": self.token, "HX-Request": "true"} | (headers or {})
        headers = {name: value for name, value in headers.items() if value is not None}
        return self.client.post(path, base_url=f"http://{self.host}", data=form, headers=headers)


@pytest.fixture
def app(store):
    return create_app(store, who="Kim")


@pytest.fixture
def browser(app):
    return Browser(app)


def states(store):
    with Store.open(store) as opened:
        stored = opened.release(1)
        return [r.state for r in stored.reviews], [f.state for f in stored.findings]


UNTOUCHED = ["unreviewed"] * 8, ["open", "open"]


def test_a_step_is_taken_and_the_page_told(browser, store):
    answer = browser.post("/release/1/bead/2/accept", version="0")
    assert answer.status_code == 200
    assert states(store)[0][1] == "accepted"
    text = answer.get_data(as_text=True)
    assert 'id="bead-2"' in text
    assert 'data-version="1"' in text
    assert '"bead": 3' in answer.headers["HX-Trigger-After-Settle"]


@pytest.mark.parametrize(
    "host",
    ["evil.example:5000", "127.0.0.1:5001", "127.0.0.1", "localhost.evil.example:5000",
     "127.0.0.1.evil.example:5000", "127.0.0.1@evil.example:5000", "", "[::", "192.168.0.7:5000"],
)  # fmt: skip
def test_only_its_own_names_are_answered(app, browser, store, host):
    """A page of another site whose name leads here, as by DNS rebinding, gets nothing."""
    for path in ("/", "/release/1", "/files/review.js"):
        answer = browser.client.get(path, base_url=f"http://{HOST}", headers={"Host": host})
        assert answer.status_code == 400, path
        assert "회의" not in answer.get_data(as_text=True)
    headers = {"Host": host, "X-CSRF-Token": browser.token}
    answer = browser.client.post(
        "/release/1/bead/1/accept", base_url=f"http://{HOST}", data={"version": "0"},
        headers=headers,
    )  # fmt: skip
    assert answer.status_code == 400
    assert states(store) == UNTOUCHED


@pytest.mark.parametrize("host", ["127.0.0.1:5000", "localhost:5000", "[::1]:5000"])
def test_names_of_this_computer_are_answered(app, host):
    assert app.test_client().get("/", base_url=f"http://{host}").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X-CSRF-Token": None},
        {"X-CSRF-Token": "guess"},
        {"X-CSRF-Token": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "path",
    ["/release/1/bead/1/accept", "/release/1/finding/1/confirm", "/release/1/undo",
     "/release/1/recheck", "/release/1/realign", "/settings"],
)  # fmt: skip
def test_a_step_needs_the_token_of_the_page(browser, store, headers, path):
    with Store.open(store) as opened:
        before = list(opened.log())
    answer = browser.post(path, headers, version="0", reviewer="Evil")
    assert answer.status_code == 403
    assert "reviewer" not in answer.headers.get("Set-Cookie", "")
    with Store.open(store) as opened:
        assert list(opened.log()) == before


def test_a_token_without_the_cookie_is_worth_nothing(app, browser):
    stranger = app.test_client()
    answer = stranger.post(
        "/release/1/bead/1/accept", base_url=f"http://{HOST}", data={"version": "0"},
        headers={"X-CSRF-Token": browser.token},
    )  # fmt: skip
    assert answer.status_code == 403


def test_steps_are_never_taken_by_get(browser, store):
    for path in ("/release/1/bead/1/accept", "/release/1/undo", "/settings"):
        assert browser.get(path).status_code in (404, 405)
    assert states(store) == UNTOUCHED


def test_a_form_may_bring_the_token_as_a_field(browser):
    answer = browser.post("/settings", {"X-CSRF-Token": None}, csrf=browser.token, language="en")
    assert answer.status_code == 303
    assert browser.get("/").get_data(as_text=True).startswith('<!DOCTYPE html>\n<html lang="en"')


@pytest.mark.parametrize("back", ["//evil.example", "http://evil.example", "/\\evil.example", ""])
def test_nobody_is_led_elsewhere(browser, back):
    answer = browser.post("/settings", reviewer="Lee", back=back)
    assert answer.headers["Location"] == "/"


def test_every_answer_is_under_a_strict_policy(browser):
    paths = ("/", "/release/1", "/release/1/bead/1", "/nothing", "/files/review.js", "/release/9")
    for path in paths:
        headers = browser.get(path).headers
        policy = dict(
            part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == "'none'", path
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["form-action"] == "'self'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "Access-Control-Allow-Origin" not in headers
    for path in paths[:3]:
        assert browser.get(path).headers["Cache-Control"] == "no-store"


def test_cookies_are_for_the_server_alone(app):
    answer = app.test_client().get("/", base_url=f"http://{HOST}")
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie


def test_all_text_is_escaped(tmp_path):
    with Store.open(tmp_path / "store.db", create=True) as opened:
        added = opened.add(
            hand_made(), FOUND, key=HOSTILE, facts=ReleaseMetadata(HOSTILE, agency=HOSTILE)
        )
        kim = opened.reviewer(1, HOSTILE)
        kim.revise(1, 0, HOSTILE)
        kim.dismiss(1, 0, HOSTILE)
        kim.make_gap(2, {2: 0})
        assert added.release == 1
    browser = Browser(create_app(tmp_path / "store.db", who=HOSTILE))
    pages = [
        browser.get("/"),
        browser.get("/release/1"),
        browser.get("/release/1/bead/1"),
        browser.get("/release/1/bead/2"),
        browser.get("/release/1/bead/2/split?version=1"),
        browser.get("/release/1/bead/1/split?version=1", headers={"HX-Request": "true"}),
        browser.get("/release/1/bead/2/earlier"),
        browser.get("/release/1/realign"),
        browser.get("/search", query_string={"q": "onload="}),
        browser.get("/search", query_string={"q": HOSTILE}, headers={"HX-Request": "true"}),
        browser.get("/" + HOSTILE),
        browser.post("/release/1/bead/1/revise", version="0", text=HOSTILE),
        browser.post("/release/1/bead/1/accept", version=HOSTILE),
        browser.post("/release/1/undo"),
    ]
    for answer in pages:
        tree = html.fromstring(f"<div>{answer.get_data(as_text=True)}</div>")
        scripts = tree.xpath("//script")
        files = {f"/files/{name}.js" for name in ("htmx.min", "review", "split")}
        assert {one.get("src") for one in scripts} <= files
        assert not any(one.text for one in scripts)
        assert tree.xpath("//img | //@style | //@*[starts-with(name(), 'on')]") == []
        assert "{{ 7*7 }}" in tree.text_content() or "49" not in tree.text_content()


def test_no_path_of_a_request_is_one_of_a_file(browser, tmp_path):
    (tmp_path / "secret.txt").write_text("geheim", "utf-8")
    for path in (
        "/files/../app.py", "/files/..%2f..%2fapp.py", "/files/%2e%2e/%2e%2e/web/app.py",
        "/files//etc/passwd", "/files/base.html", "/files/signoff.html", "/files/review.js%00.css",
        "/files/..\\web\\app.py", f"/files/{tmp_path}/secret.txt", "/static/review.js", "/store.db",
    ):  # fmt: skip
        answer = browser.get(path)
        assert answer.status_code in (308, 404), path
        assert "geheim" not in answer.get_data(as_text=True)
        assert "root:" not in answer.get_data(as_text=True)


def test_only_the_files_named_are_served(browser):
    pages = Path(security.__file__).parent.parent / "pages"
    served = {
        one.name for one in pages.iterdir() if browser.get(f"/files/{one.name}").status_code == 200
    }
    assert served == {
        "review.css", "review.js", "split.js", "htmx.min.js", "htmx-LICENSE.txt",
    }  # fmt: skip


def test_nothing_is_debugged(app, browser, monkeypatch):
    assert not app.debug
    assert not app.testing
    monkeypatch.setattr(Store, "progress", lambda self, release: 1 / 0)
    answer = browser.get("/")
    assert answer.status_code == 500
    text = answer.get_data(as_text=True)
    assert "Traceback" not in text
    assert "ZeroDivisionError" not in text
    assert "Content-Security-Policy" in answer.headers


def test_large_requests_are_refused(browser, store):
    for size in (security.LONGEST_REQUEST + 1, 5_000_000):
        answer = browser.post("/release/1/bead/1/revise", version="0", text="x" * size)
        assert answer.status_code == 413
    assert (
        browser.post("/release/1/bead/1/revise", version="0", text="가" * 20_000).status_code == 200
    )
    answer = browser.post("/release/1/bead/1/revise", version="1", text="가" * 20_001)
    assert answer.status_code == 422


@pytest.mark.parametrize("version", ["", "-1", "x", "1e3", "²", "9" * 400])
def test_odd_numbers_are_refused(browser, store, version):
    assert browser.post("/release/1/bead/1/accept", version=version).status_code == 422
    assert states(store) == UNTOUCHED


def test_what_is_not_there_is_not_found(browser, store):
    for path in ("/release/9", "/release/1/bead/99", "/release/x"):
        assert browser.get(path).status_code == 404
    for path in ("/release/1/bead/1/nothing", "/release/1/nothing", "/release/1/finding/1/x"):
        assert browser.post(path, version="0").status_code == 404
    assert browser.post("/release/1/bead/99/accept", version="0").status_code == 409
    assert browser.post("/release/9/bead/1/accept", version="0").status_code == 422
    assert browser.post(f"/release/{10**40}/undo").status_code in (404, 422)
    assert states(store) == UNTOUCHED


def test_earlier_renderings_of_a_pair_that_was_merged_away_are_none(browser, store):
    with Store.open(store) as opened:
        one, two = opened.release(1).reviews[:2]
        asked = f"/release/1/bead/{two.bead}/earlier"
        assert browser.get(asked).status_code == 200
        opened.reviewer(1, "Kim").merge(one.bead, {one.bead: one.version, two.bead: two.version})
    answer = browser.get(asked)
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, "")


def test_a_conflict_shows_what_there_is_and_keeps_what_was_typed(browser, store):
    with Store.open(store) as opened:
        opened.reviewer(1, "Lee").reject(2, 0)
    answer = browser.post("/release/1/bead/2/revise", version="0", text="내가 <쓴> 글")
    assert answer.status_code == 409
    text = answer.get_data(as_text=True)
    assert "반려(검수자 Lee)" in text
    assert "내가 &lt;쓴&gt; 글</textarea>" in text
    assert states(store)[0][1] == "rejected"


@pytest.mark.parametrize("phrase", [*AWKWARD, "%", "_", "\"'", "x" * 1000, "a\0b"])
def test_any_phrase_can_be_looked_for(browser, phrase):
    assert browser.get("/search", query_string={"q": phrase}).status_code == 200


def test_beyond_this_computer_a_token_is_needed(store):
    app = create_app(store, who="Kim", host="192.168.0.7", port=5000, token="t" * 43)
    client, base = app.test_client(), "http://192.168.0.7:5000"
    for path in ("/", "/?token=", "/?token=guess", "/release/1", "/files/review.js"):
        assert client.get(path, base_url=base).status_code == 403
    assert client.post("/release/1/undo", base_url=base).status_code == 403
    answer = client.get("/release/1?token=" + "t" * 43, base_url=base)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/release/1"  # the address no longer holds it
    assert client.get("/release/1", base_url=base).status_code == 200
    assert client.get("/", base_url="http://evil.example:5000").status_code == 400


def test_on_this_computer_no_token_is_asked_for_and_others_cannot_come_in(store):
    with listening(store, who="Kim", host="127.0.0.1", port=0) as serving:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", serving.address)
        assert serving.server.socket.getsockname()[0] == "127.0.0.1"
    with listening(store, who="Kim", host="0.0.0.0", port=0, release=1) as serving:
        assert re.fullmatch(r"http://0\.0\.0\.0:\d+/release/1\?token=[\w-]{43}", serving.address)
    tokens = {security.new_token() for _ in range(50)}
    assert len(tokens) == 50


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
     ("0.0.0.0", False), ("::", False), ("192.168.0.7", False), ("example", False)],
)  # fmt: skip
def test_what_is_this_computer(host, loopback):
    assert security.is_loopback(host) is loopback


def test_what_cannot_be_served_is_one_line(store, tmp_path):
    assert "no such store" in refused("review", tmp_path / "none.db", "--no-browser")
    assert "no release 9" in refused("review", store, "--release", 9, "--no-browser")
    assert "needs the name" in refused("review", store, "--reviewer", " ", "--no-browser")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert "it is taken" in refused("review", store, "--port", port, "--no-browser")


def test_the_vendored_file_brings_its_licence():
    pages = Path(security.__file__).parent.parent / "pages"
    assert "Zero-Clause BSD" in (pages / "htmx-LICENSE.txt").read_text("utf-8")
