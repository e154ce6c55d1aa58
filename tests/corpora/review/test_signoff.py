"""Sign-off and gate: what was decided, for people and for scripts."""

from __future__ import annotations

import hashlib
import re

import pytest
from command_line import daeyeok, refused
from lxml import html
from small_bitext import FOUND
from small_bitext import release as hand_made

from corpora.report.templates import hash_of
from corpora.store import Store


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "store.db"
    with Store.open(path, create=True) as opened:
        opened.add(hand_made(), FOUND)
    return path


def reviewed(store):
    with Store.open(store) as opened:
        kim = opened.reviewer(1, "Kim <b>")
        stored = opened.release(1)
        for review in stored.reviews:
            kim.accept(review.bead, 0)
        kim.revise(2, 1, "<script>alert(1)</script> 3억")
        kim.dismiss(1, 0, "둘 다 맞음 & <i>")
        kim.confirm(2, 0)


def page(store, tmp_path, *more):
    path = tmp_path / "signoff.html"
    result = daeyeok("signoff", store, 1, "-o", path, "--reviewer", "Lee", *more)
    assert result.exit_code == 0
    return path, html.document_fromstring(path.read_bytes()), result


def test_the_page_says_what_is_open(store, tmp_path):
    _, tree, result = page(store, tmp_path)
    assert result.stderr == "Still open: 8 beads, 2 findings; the page says so.\n"
    text = " ".join(tree.text_content().split())
    assert "Review not complete" in text
    assert "검수 전 쌍 8건, 미결 지적 2건" in text


def test_the_page_holds_all_that_was_decided(store, tmp_path):
    reviewed(store)
    path, tree, result = page(store, tmp_path)
    assert result.stderr == "Everything is reviewed.\n"
    text = " ".join(tree.text_content().split())
    release = hand_made()
    for expected in (
        "Review complete", "검수 완료", release.source.sha256, release.target.sha256,
        release.bitext.signature, "4 of 6 segments", "둘 다 맞음 & <i>", "기각", "dismissed",
        "<script>alert(1)</script> 3억", "The sides spend KRW 300 million.", "Kim <b>", "Lee",
        "ㅇ 5년 간 20척을 짓는다.", "Velonia has 3.2 million people.",
    ):  # fmt: skip
        assert expected in text, expected
    assert tree.xpath("//script | //i | //img | //link") == []
    with Store.open(store) as opened:
        entry = list(opened.log(1))[-1]
    assert (entry.who, entry.action) == ("Lee", "sign")
    assert entry.after["page"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert entry.after["digest"] in text


def test_the_page_loads_and_runs_nothing(store, tmp_path):
    path, tree, _ = page(store, tmp_path)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = re.search("<style>(.*?)</style>", path.read_text("utf-8"), re.DOTALL)[1]
    assert policy == (
        f"default-src 'none'; style-src '{hash_of(style)}'; base-uri 'none'; form-action 'none'"
    )
    assert tree.xpath("//@src | //@style | //@*[starts-with(name(), 'on')]") == []


def test_any_decision_changes_the_digest(store, tmp_path):
    digests = set()
    for number, step in enumerate(
        (
            lambda kim: None,
            lambda kim: kim.accept(1, 0),
            lambda kim: kim.revise(2, 0, "A."),
            lambda kim: kim.dismiss(1, 0, "x"),
            lambda kim: kim.merge(3, {3: 0, 4: 0}),
        ),
        start=1,
    ):
        with Store.open(store) as opened:
            step(opened.reviewer(1, "Kim"))
        page(store, tmp_path, "--force")
        with Store.open(store) as opened:
            digests.add(list(opened.log(1))[-1].after["digest"])
        assert len(digests) == number


def test_a_sign_off_is_no_step_to_take_back(store, tmp_path):
    reviewed(store)
    page(store, tmp_path)
    with Store.open(store) as opened:
        assert opened.reviewer(1, "Lee").can_undo() == ("", "")
        assert opened.reviewer(1, "Kim <b>").can_undo() == ("confirm", "")


def test_the_gate_opens_when_findings_are_decided(store):
    shut = daeyeok("gate", store, 1)
    assert (shut.exit_code, shut.stderr) == (3, "1 open finding\n")
    assert "number mismatch, high" in shut.stdout
    assert "untranslated" not in shut.stdout
    assert daeyeok("gate", store, 1, "--severity", "low").stderr == "2 open findings\n"
    with Store.open(store) as opened:
        kim = opened.reviewer(1, "Kim")
        kim.confirm(1, 0)
    assert daeyeok("gate", store, 1).exit_code == 0
    assert daeyeok("gate", store, 1, "--severity", "low").exit_code == 3
    result = daeyeok("gate", store, 1, "--gaps")
    assert (result.exit_code, result.stderr) == (3, "0 open findings, 4 gaps not reviewed\n")


def test_impossible_sign_offs_are_refused(store, tmp_path):
    path = tmp_path / "signoff.html"
    assert "no release 9" in refused("signoff", store, 9, "-o", path, "--reviewer", "Kim")
    assert "needs the name" in refused("signoff", store, 1, "-o", path, "--reviewer", " ")
    assert not path.exists()
    path.touch()
    assert "already exists" in refused("signoff", store, 1, "-o", path, "--reviewer", "Kim")
    assert "no release 9" in refused("gate", store, 9)
