"""Findings and gaps in Korean: every sentence has its form, and no page for Koreans has another."""

from __future__ import annotations

import copy
import csv
import io
import re
from dataclasses import replace
from string import Formatter

import pytest
from command_line import daeyeok
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from release_strategies import any_text
from report_pages import page_of, tree_of
from repository import EXAMPLES
from said import SAID, gap_reasons
from small_bitext import release as hand_made

from align.checks.finding import Finding
from align.checks.kinds import FINDING_KINDS
from align.gaps import EXPECTED_GAPS
from align.messages import CHOICES, STATEMENTS, quoted
from align.names.entities import ENTITY_NAMES, KOREAN_NAMES
from corpora.model.old_sentences import recognised
from corpora.model.release import Annotation, Release
from corpora.review.sheet import sheet_of
from corpora.store import Store
from corpora.wording.findings import note_of, sentence_of, words_of
from corpora.wording.kinds import KINDS
from corpora.wording.messages_ko import CHOICES_IN_KOREAN, KOREAN
from corpora.wording.words import Words
from corpora.workflows.align import align_files
from corpora.workflows.check import checked

HANGUL, LATIN = re.compile("[가-힣]"), re.compile("[A-Za-z]+")
#: Particles with another form after another sound.
CHANGING = re.compile(
    r"(?:은|는|이(?!며|고)|가|을|를|과|와|로|으로|라|아|야)(?=[\s,.]|$)|(?:이|으)?라[는고]|이[며고나]"
)


def fields_of(template: str) -> list[str]:
    return [field for _, field, _, _ in Formatter().parse(template) if field]


# -- the catalogue ---------------------------------------------------------------------------


def test_every_statement_has_its_korean():
    assert list(KOREAN) == list(STATEMENTS)


@pytest.mark.parametrize("name", STATEMENTS)
def test_the_korean_holds_the_same_fields_and_no_english(name):
    assert set(fields_of(KOREAN[name])) == set(fields_of(STATEMENTS[name]))
    literal = "".join(text for text, _, _, _ in Formatter().parse(KOREAN[name]))
    assert HANGUL.search(literal)
    assert not re.search("[A-Za-z]", literal)


@pytest.mark.parametrize("name", KOREAN)
def test_no_particle_that_changes_follows_a_brace(name):
    before = ""
    for literal, field, _, _ in Formatter().parse(KOREAN[name]):
        # 국문, 한국어, 10월 and 목요일 are known; what else stands there may end in any sound.
        # Behind a bracket the particle goes with the word before it.
        if before and before not in CHOICES:
            assert not CHANGING.match(literal.lstrip("”’")), (before, literal)
        before = field or ""


def test_a_particle_that_changes_would_be_noticed():
    for particle in (
        "은 ",
        "는 ",
        "이 ",
        "가 ",
        "을 ",
        "를 ",
        "과 ",
        "와 ",
        "로 ",
        "이며 ",
        "라는",
    ):
        assert CHANGING.match(particle)
    for steady in ("입니다.", "의 ", "에 ", "에는 ", "만 ", "번 ", "행", "배", " 표기가"):
        assert not CHANGING.match(steady)


def test_the_words_of_fields_are_known():
    assert {field: tuple(words) for field, words in CHOICES_IN_KOREAN.items()} == dict(CHOICES)
    assert set(EXPECTED_GAPS) <= set(KINDS)
    assert set(KOREAN_NAMES) == set(ENTITY_NAMES.values())


# -- sentences -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "english", "korean"),
    [
        (
            "number_mismatch",
            "The Korean says 1,240 (1,240명); the English says 1,420.",
            "국문은 1,240명, 영문은 1,420입니다.",
        ),
        (
            "number_mismatch",
            "The English says 12.4 (12.4 percent); the Korean says 3 (세 가지).",
            "영문은 12.4 percent, 국문은 3(세 가지)입니다.",
        ),
        (
            "scale_error",
            "The Korean says 300,000,000 (3억); the English says 300,000,000,000 (300 billion), "
            "1,000 times more.",
            "국문은 300,000,000(3억), 영문은 300,000,000,000(300 billion)입니다. "
            "영문이 국문의 1,000배입니다.",
        ),
        (
            "date_mismatch",
            "The Korean says day 18 (18일); the English says day 19 (19th).",
            "국문은 18일, 영문은 19일(19th)입니다.",
        ),
        (
            "date_mismatch",
            "The Korean says year 2024 (2024년 5월); the English says year 2023 (May 2023).",
            "국문은 2024년 5월, 영문은 2023년(May 2023)입니다.",
        ),
        (
            "date_mismatch",
            "The Korean says May (‘24.5월); the English says March.",
            "국문은 5월(‘24.5월), 영문은 3월(March)입니다.",
        ),
        (
            "weekday_mismatch",
            "The Korean calls 14 October 2016 a Thursday; it is a Friday.",
            "국문에는 2016년 10월 14일이 목요일로 되어 있으나 실제로는 금요일입니다.",
        ),
        (
            "name_mismatch",
            "The Korean names United States (美); the English names China.",
            "국문은 미국(美), 영문은 China입니다.",
        ),
        (
            "name_missing",
            "The Korean names China (중국); nothing in the English stands for it.",
            "국문의 중국에 해당하는 말이 영문에 없습니다.",
        ),
        (
            "term_forbidden",
            "대화 is rendered talks, which the glossary forbids; the glossary has dialogue or "
            "consultation.",
            "대화의 번역에 용어집에서 금한 표현(“talks”)을 썼습니다. "
            "용어집의 대역어는 dialogue 또는 consultation입니다.",
        ),
        (
            "repeat_inconsistent",
            'The same segment is translated "It\'s on." elsewhere.',
            "같은 글을 다른 곳에서는 다음과 같이 옮겼습니다: “It's on.”",
        ),
        (
            "gap",
            "The nearest English, line 3 (“3. A”), is 0.28 alike; a translation here is 0.55 "
            "alike. 1996, 4300 occur nowhere in the English.",
            "가장 비슷한 영문은 3행(“3. A”)이며 유사도는 0.28입니다. "
            "이 자료에서 제대로 옮긴 글의 유사도는 보통 0.55입니다. 영문에 없는 숫자: 1996, 4300.",
        ),
        (
            "gap",
            "A closing line, which the other version usually lacks.",
            "끝 표시입니다. 상대편 글에는 대개 없습니다.",
        ),
    ],
)
def test_sentences(kind, english, korean):
    statements = recognised(kind, english)
    assert words_of(statements) == Words(korean, english)


@given(st.sampled_from(FINDING_KINDS), any_text)
def test_an_unknown_sentence_is_shown_as_it_is(kind, text):
    finding = Finding(kind, "low", 0.9, (0, 1), None, quoted(text))
    assert sentence_of(finding) == Words(text, text)
    assert note_of((quoted(text),)) == Words(text, text)


def test_all_that_is_found_is_told_in_korean():
    for found in SAID.findings:
        words = sentence_of(found.finding)
        # Latin letters are those of the texts, never of the English around them.
        fields = found.finding.message.fields
        texts = [text for field, text in fields.items() if field not in CHOICES]
        assert {*LATIN.findall(words.ko)} <= {*LATIN.findall(" ".join(texts))} - {"or"}
    for reason in gap_reasons():
        assert HANGUL.search(re.sub("“.*?”", "", note_of(reason).ko))


# -- pages -----------------------------------------------------------------------------------


def example() -> Release:
    """A release of the examples, with gaps of several kinds and what was planted in it."""
    folder = EXAMPLES / "03-rescue-drill"
    return checked(align_files(folder / "ko_raw.txt", folder / "en_raw.txt").release)


def with_reasons() -> Release:
    """A small release in which the gaps have every reason there is."""
    release, reasons = hand_made(), iter(gap_reasons())
    notes = [
        replace(one, reasons=next(reasons)) if bead.is_gap else one
        for bead, one in zip(release.bitext, release.annotations, strict=True)
    ]
    return replace(release, annotations=tuple(notes))


RELEASES = [SAID, with_reasons(), example()]
IDS = ["findings", "reasons", "example"]


def english_sentences(release: Release) -> list[str]:
    found = [one.finding.sentence for one in release.findings]
    return [*found, *(one.note for one in release.annotations if one.note)]


def korean_sentences(release: Release) -> list[str]:
    found = [sentence_of(one.finding).ko for one in release.findings]
    return [*found, *(note_of(one.reasons).ko for one in release.annotations if one.reasons)]


def check_korean(tree: html.HtmlElement, release: Release) -> str:
    """The text of a page, whose English is that of the release."""
    bitext = release.bitext
    texts = {" ".join(bitext.target_text(bead).split()) for bead in bitext}
    for element in tree.xpath("//*[@lang='en'][not(self::html)][not(self::button)]"):
        shown = " ".join(element.text_content().split())
        assert any(shown.removesuffix("…") in text for text in texts), shown
    page = " ".join(tree.text_content().split())
    for sentence in english_sentences(release):
        assert " ".join(sentence.split()) not in page
    return page


@pytest.mark.parametrize("release", RELEASES, ids=IDS)
def test_the_report_in_korean_has_no_english_sentence(release):
    tree = copy.deepcopy(tree_of(page_of(release)))
    english = tree.cssselect(".en, label[for=ui-en], script, style")
    assert english
    for element in english:
        element.drop_tree()
    page = check_korean(tree, release)
    for sentence in korean_sentences(release):
        assert " ".join(sentence.split()) in page


@pytest.mark.parametrize("release", RELEASES, ids=IDS)
def test_the_report_in_english_is_as_it_was(release):
    tree = copy.deepcopy(tree_of(page_of(release)))
    for element in tree.cssselect(".ko, script, style"):
        element.drop_tree()
    page = " ".join(tree.text_content().split())
    for english, korean in zip(english_sentences(release), korean_sentences(release), strict=True):
        assert " ".join(english.split()) in page
        assert " ".join(korean.split()) not in page


def kept(release: Release, path) -> None:
    with Store.open(path, create=True) as store:
        store.add(release, release.findings)


@pytest.mark.parametrize("release", RELEASES, ids=IDS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_review_speaks_one_language(release, language, tmp_path):
    kept(release, tmp_path / "store.db")
    app = pytest.importorskip("corpora.review.web.app", reason="needs the extra review")
    client = app.create_app(tmp_path / "store.db", who="Kim").test_client()
    client.set_cookie("daeyeok_language", language, domain="127.0.0.1")
    with Store.open(tmp_path / "store.db") as store:
        beads = [review.bead for review in store.release(1).reviews]
    pages = [
        client.get(f"/release/1{path}", base_url="http://127.0.0.1:5000").text
        for path in ("", *(f"/bead/{bead}" for bead in beads))
    ]
    told = korean_sentences(release) if language == "ko" else english_sentences(release)
    whole = ""
    for page in pages:
        tree = html.document_fromstring(page)
        for element in tree.cssselect("script, textarea"):
            element.drop_tree()
        whole += " ".join(tree.text_content().split())
        if language == "ko":
            check_korean(tree, release)
    for sentence in told:
        assert " ".join(sentence.split()) in whole


@pytest.mark.parametrize("release", RELEASES, ids=IDS)
def test_the_signoff_has_both_languages(release, tmp_path):
    kept(release, tmp_path / "store.db")
    path = tmp_path / "signoff.html"
    assert (
        daeyeok("signoff", tmp_path / "store.db", 1, "-o", path, "--reviewer", "Lee").exit_code == 0
    )
    tree = html.document_fromstring(path.read_bytes())
    for language in ("ko", "en"):
        shown = {
            " ".join(one.text_content().split()) for one in tree.xpath(f"//*[@lang='{language}']")
        }
        for found in release.findings:
            words = sentence_of(found.finding)
            assert " ".join((words.ko if language == "ko" else words.en).split()) in shown


@pytest.mark.parametrize("release", RELEASES, ids=IDS)
def test_the_table_in_korean_is_applied_as_the_english_one(release, tmp_path):
    store = tmp_path / "store.db"
    kept(release, store)
    rows = {}
    for language in ("ko", "en"):
        path = tmp_path / f"{language}.csv"
        made = daeyeok("sheet", store, 1, "-o", path, "--language", language)
        assert made.exit_code == 0, made.stderr
        rows[language] = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    shown = re.compile(r"gap|finding_\d+")
    for korean, english in zip(rows["ko"], rows["en"], strict=True):
        for column in english:
            if shown.fullmatch(column) and english[column]:
                assert HANGUL.match(korean[column])
                assert korean[column] != english[column]
            else:
                assert korean[column] == english[column]
    cells = " ".join(cell for row in rows["ko"] for cell in row.values())
    for found in release.findings:
        assert " ".join(sentence_of(found.finding).ko.split()) in cells
        assert " ".join(found.finding.sentence.split()) not in cells
    applied = daeyeok("apply", store, tmp_path / "ko.csv", "--reviewer", "Kim")
    assert applied.exit_code == 0
    with Store.open(store) as opened:
        assert sheet_of(opened.release(1)) == sheet_of(opened.release(1), language="en")


def test_what_was_written_before_is_read_in_korean(tmp_path):
    """The English sentence stays what is kept and exported."""
    path = tmp_path / "out.jsonl"
    folder = EXAMPLES / "03-rescue-drill"
    assert daeyeok("align", folder / "ko_raw.txt", folder / "en_raw.txt", "-o", path).exit_code == 0
    assert "The Korean says 1,240 (1,240명); the English says 1,420." in path.read_text("utf-8")
    assert "국문은" not in path.read_text("utf-8")
    result = daeyeok("check", path, "-o", tmp_path / "page.html")
    assert result.exit_code == 0
    assert "국문은 1,240명, 영문은 1,420입니다." in (tmp_path / "page.html").read_text("utf-8")


def test_a_note_of_a_person_stays_as_it_is():
    release = with_reasons()
    notes = [
        Annotation(one.gap, (quoted("번역자가 뺐음 <b>"),), one.confidence)
        for one in release.annotations
    ]
    tree = tree_of(page_of(replace(release, annotations=tuple(notes))))
    for why in tree.cssselect("#gaps .why"):
        assert why.cssselect(".text")[-1].text_content() == "번역자가 뺐음 <b>"
        assert len(why.cssselect(".text")) == 1
