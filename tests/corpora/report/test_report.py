"""The report as a page: its structure, and that what it shows is text and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from itertools import pairwise

import pytest
from command_line import daeyeok, files, refused
from hypothesis import given, settings
from hypothesis import strategies as st
from release_strategies import releases, small_release
from report_pages import page_of, release_of, tree_of
from repository import EXAMPLE

from align.bitext import SEGMENT_KINDS, Bead, Bitext, Document
from align.checks.check_bitext import BeadFinding
from align.checks.finding import Finding
from align.checks.kinds import FINDING_KINDS, SEVERITIES
from align.gaps import GAP_KINDS
from align.messages import quoted
from corpora.formats.release_file import write_release
from corpora.model.release import Annotation, Release, Source
from corpora.report.templates import visible
from corpora.wording.kinds import KINDS
from corpora.wording.words import PHRASES, SEGMENTS, SEVERITY_WORDS

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></title><base href=//e.example>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; &#x41;",
    "<!-- a comment",
    "abc\u202edef\u2066\x00\x1b[31m",
    "javascript:alert(1)",
]


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The page that the command makes of an example."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    result = daeyeok("align", EXAMPLE / "ko_raw.txt", EXAMPLE / "en_raw.txt", "-o", path)
    assert result.exit_code == 0
    return tree_of(path.read_text("utf-8"))


def text(element) -> str:
    return " ".join(element.text_content().split())


def test_the_page_counts_what_the_summary_counts(example):
    english = [text(one) for one in example.cssselect("#overview .figure")]
    assert [line.split()[0] for line in english] == ["80%", "93%"]
    counts = {one.get("class").split()[2]: text(one) for one in example.cssselect(".count")}
    assert counts["omission"].endswith(" 3") or counts["omission"].endswith("3")
    assert counts["addition"].endswith("1")
    assert len(example.cssselect("#gaps article.item.omission")) == 3
    assert len(example.cssselect("#gaps article.item.addition")) == 1
    assert len(example.cssselect("#gaps article.item.expected")) == 2
    (found,) = example.cssselect("#findings article")
    assert (found.get("data-kind"), found.get("data-severity")) == ("date_mismatch", "high")
    assert [text(mark) for mark in found.cssselect("mark")] == ["‘24.5월", "March 2024"]
    assert [text(mark) for mark in example.cssselect("#bitext mark")] == ["‘24.5월", "March 2024"]


def test_the_picture_has_a_box_a_segment_and_a_band_a_bead(example):
    rows = example.cssselect("#bitext li[id^=row-]")
    bands = example.cssselect(".drawing a")
    assert Counter(band.get("href") for band in bands) == Counter(f"#{r.get('id')}" for r in rows)
    assert len(example.cssselect(".drawing rect")) == 16 + 14
    labels = [band.get("data-en") for band in bands]
    assert "Korean line 46, English line 44, date mismatch" in labels
    assert "Korean line 22, omission" in labels


def test_headings_landmarks_and_languages(example):
    levels = [int(one.tag[1]) for one in example.iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [len(example.cssselect(name)) for name in ("header", "nav", "main")] == [1, 1, 1]
    assert example.cssselect("body > a")[0].get("href") == "#content"
    assert example.get("lang") == "en"
    for language in ("ko", "en"):
        spoken = [one.get("lang") for one in example.cssselect(f".{language}")]
        assert set(spoken) == {language}
    for side in example.cssselect("#bitext .two > div:first-child .text"):
        assert side.get("lang") == "ko"


def _check_alone(tree) -> None:
    """Nothing is loaded, every link stays in the page and finds its end, no id occurs twice."""
    ids = Counter(tree.xpath("//@id"))
    assert max(ids.values()) == 1
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("img", "link", "iframe", "object", "base", "embed", "audio")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in ("src", "style", "action", "formaction", "srcset", "background")
            if name in ("href", "aria-labelledby", "for"):
                assert value.removeprefix("#") in ids, value
            if name == "href":
                assert value.startswith("#")
    (script,), (style,) = tree.xpath("//script"), tree.xpath("//style")
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    for name, element in (("script", script), ("style", style)):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
        assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)", element.text.split("*/")[-1])


def test_the_page_loads_nothing(example):
    _check_alone(example)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_texts_are_shown_as_text(words):
    finding = Finding(
        "number_mismatch", "high", 0.9, (0, 3), (1, 4), quoted(f"They differ: {words}")
    )
    release = release_of([words, f"가 {words}"], [words, words], {1: finding})
    source = Source.of(b"", name="a", encoding="", agency=words, title=words, address=words)
    gap = Annotation(words, (quoted(words),), 0.5)
    korean = release.bitext.source
    omission = Bitext(korean, Document("", "en", ()), (Bead(range(2), range(0, 0)),), words)
    for one in (release, Release(omission, source, source, (gap,), (), words)):
        tree = tree_of(page_of(one))
        _check_alone(tree)
        shown = visible(" ".join(words.split()))
        rows = [text(row) for row in tree.cssselect("#bitext .text")]
        assert any(shown in row for row in rows)
        assert shown in text(tree.xpath("//h1")[0])
    assert shown in text(tree.cssselect("#provenance")[0])
    assert shown in text(tree.cssselect("#gaps .why .text")[0])


@settings(max_examples=60)
@given(releases())
def test_the_texts_of_any_release_appear_as_text(release):
    page = page_of(release)
    tree = tree_of(page)
    _check_alone(tree)
    sides = [one for row in tree.cssselect("#bitext li") for one in row.cssselect(".two > div")]
    bitext = release.bitext
    expected = [
        side for bead in bitext for side in (bitext.source_text(bead), bitext.target_text(bead))
    ]
    for element, words in zip(sides, expected, strict=True):
        assert element.text_content().strip(" \n") == visible(words) or not words
    assert len(tree.cssselect("#findings article")) == len(release.findings)
    assert len(tree.cssselect(".drawing a")) == len(bitext.beads)


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_what_is_visible_holds_no_control(words):
    shown = visible(words)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert re.sub(r"\[U\+([0-9A-F]{4})\]", lambda m: chr(int(m[1], 16)), shown) == re.sub(
        r"\[U\+([0-9A-F]{4})\]", lambda m: chr(int(m[1], 16)), words
    )


def test_overlapping_evidence_is_marked_by_the_worst():
    findings = (
        Finding("number_mismatch", "low", 0.9, (0, 4), (0, 2), quoted("One.")),
        Finding("name_missing", "high", 0.9, (2, 6), None, quoted("Two.")),
    )
    release = release_of(["가나다라마바사"], ["abcdef"], {})
    release = Release(
        release.bitext, release.source, release.target, release.annotations,
        tuple(BeadFinding(0, one) for one in findings), "kinds:all",
    )  # fmt: skip
    tree = tree_of(page_of(release))
    marks = [(one.get("class"), one.text) for one in tree.cssselect("#bitext mark")]
    assert marks == [("low", "가나"), ("high", "다라"), ("high", "마바"), ("low", "ab")]
    first = [one.text for one in tree.cssselect("#findings article:first-of-type mark")]
    assert first == ["가나다라", "ab"]


def test_the_page_says_when_nothing_was_checked():
    release = small_release()
    assert PHRASES["not_checked"].ko in page_of(release)
    release = Release(
        release.bitext, release.source, release.target, release.annotations, (), "kinds:all"
    )
    page = page_of(release)
    assert PHRASES["not_checked"].ko not in page
    assert PHRASES["no_findings"].en in page


def test_everything_has_its_words_in_both_languages():
    assert set(KINDS) == {*GAP_KINDS, *FINDING_KINDS}
    assert set(SEGMENTS) == set(SEGMENT_KINDS)
    assert set(SEVERITY_WORDS) == set(SEVERITIES)
    names = [name for name, _ in KINDS.values()]
    for language in ("ko", "en"):
        words = [getattr(name, language) for name in names]
        assert all(words)
        assert len(set(words)) == len(words)


def test_the_size_grows_with_the_release():
    def size(count: int) -> int:
        lines = [f"{n} 양측은 협력하기로 하였다." for n in range(count)]
        return len(page_of(release_of(lines, lines, {})))

    one, two, four = size(200), size(400), size(800)
    assert (four - two) / (two - one) == pytest.approx(2, rel=0.1)


def test_check_writes_a_report_too_and_none_is_read(tmp_path):
    write_release(small_release(), tmp_path / "a.jsonl")
    result = daeyeok("check", tmp_path / "a.jsonl", "-o", tmp_path / "a.html")
    assert result.exit_code == 0
    assert files(tmp_path) == {"a.jsonl", "a.html"}
    assert "html is written only" in refused("check", tmp_path / "a.html")
    assert "already exists" in refused(
        "check", tmp_path / "a.jsonl", "-o", tmp_path / "a.html"
    )  # fmt: skip
