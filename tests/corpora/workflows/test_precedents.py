"""Where a new release departs from the earlier ones of a store."""

from __future__ import annotations

import pytest
from command_line import daeyeok, refused
from hypothesis import given
from hypothesis import strategies as st
from store_reviews import review

from align.bitext import Bead, Bitext
from align.checks.kinds import PRECEDENT_KINDS
from align.checks.precedent_phrases import ending_after, phrases
from align.checks.precedent_segments import Precedent, bare, last_release, segment_departures
from align.lexicon.english import acronyms, head, initials, spelt_alike, telling_stems
from align.segmentation.segment import segment_lines
from corpora.store import Store
from corpora.workflows.check import checked

EARLIER = (
    (
        """제5차 한-벨로니아 해양정책대화 개최
        해양수산부 노을섬 차관은 5월 3일 부산에서 열린 회의에서 푸른 바다 구상을 설명하였다.
        벨로니아 측은 푸른 바다 구상을 지지한다고 밝혔다.
        양측은 다음 회의를 내년에 열기로 하였다.
        관련 문의는 해양정책과로 하기 바란다.""",
        """5th Korea-Velonia Ocean Policy Dialogue Held
        Vice Minister Noh Eul-seom explained the Blue Sea Initiative at a meeting in Busan on May 3.
        Velonia said that it supports the Blue Sea Initiative.
        The two sides agreed to hold the next meeting next year.
        For inquiries, please contact the Ocean Policy Division.""",
    ),
    (
        """한-오스메라 수산협력 회의 결과
        오스메라 대표단은 푸른 바다 구상에 관심을 보였다.
        양측은 불법 어업을 막기 위하여 자료를 교환하기로 하였다.
        우리 측은 푸른 바다 구상의 성과를 소개하였다.
        관련 문의는 해양정책과로 하기 바란다.""",
        """Outcome of Korea-Osmera Fisheries Meeting
        The delegation of Osmera showed interest in the Blue Sea Initiative.
        The two sides agreed to exchange data to prevent illegal fishing.
        Korea presented the results of the Blue Sea Initiative.
        For inquiries, please contact the Ocean Policy Division.""",
    ),
)
KOREAN = """한-리오센 해양장관 회담 개최
    해양수산부 장관은 6월 9일 리오센 장관과 만나 해양 쓰레기 문제를 논의하였다.
    장관은 푸른 바다 구상에 대한 협조를 요청하였다.
    양측은 다음 회의를 내년에 열기로 하였다.
    관련 문의는 해양정책과로 하기 바란다."""
ALIKE = """Korea-Riosen Ocean Ministers Meet
    The Minister of Oceans met the minister of Riosen on June 9 and discussed marine litter.
    The minister asked for cooperation with the Blue Sea Initiative.
    The two sides agreed to hold the next meeting next year.
    For inquiries, please contact the Ocean Policy Division."""
TERM = ("Blue Sea Initiative", "Clean Ocean Project")
SEGMENT = ("For inquiries, please contact the Ocean Policy Division", "Questions may be sent to us")


def files(folder, name, korean, english):
    paths = folder / f"{name}.ko.txt", folder / f"{name}.en.txt"
    for path, text in zip(paths, (korean, english), strict=True):
        path.write_text("".join(f"{line.strip()}\n" for line in text.splitlines()), "utf-8")
    return paths


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "store.db"
    for number, texts in enumerate(EARLIER, start=3):
        pair = files(tmp_path, f"earlier-{number}", *texts)
        daeyeok("add", path, *pair, "--date", f"2024-0{number}-01", "--one-per-line")
    return path


def align(store, folder, english, *options, name="new"):
    pair = files(folder, name, KOREAN, english)
    return daeyeok("align", *pair, "--store", store, "--one-per-line", *options)


def open_departures(store, release=3):
    with Store.open(store) as opened:
        found = opened.release(release).findings
    return [one.found.finding.kind for one in found if one.found.finding.kind in PRECEDENT_KINDS]


# -- the command -----------------------------------------------------------------------------


def test_a_release_that_says_what_earlier_ones_said_departs_nowhere(store, tmp_path):
    assert "precedent" not in align(store, tmp_path, ALIKE).stdout


def test_a_term_and_a_segment_that_are_rendered_otherwise_are_told(store, tmp_path):
    english = ALIKE.replace(*TERM).replace(*SEGMENT)
    report = tmp_path / "report.html"
    said = align(store, tmp_path, english, "-o", report)
    assert (
        "푸른 바다 구상 is rendered 'Clean Ocean Project' here, and 'Blue Sea Initiative' in "
        "earlier releases (4 of 4 pairs, last in release 2 (2024-04-01))."
    ) in said.stdout
    assert (
        "Earlier releases translate this segment 'For inquiries, please contact the Ocean Policy "
        "Division.' (2 of 2 pairs, last in release 2 (2024-04-01))."
    ) in said.stdout
    page = report.read_text("utf-8")
    assert "이전 번역과 다름" in page
    assert "이전 용어와 다름" in page
    assert sorted(open_departures(store)) == sorted(PRECEDENT_KINDS)


def test_a_release_is_no_precedent_of_its_own(store, tmp_path):
    align(store, tmp_path, ALIKE.replace(*SEGMENT))
    english = ALIKE.replace(SEGMENT[0], "For questions, please call the Ocean Policy Division")
    said = align(store, tmp_path, english, "--no-keep").stdout
    assert "(2 of 2 pairs" in said
    assert SEGMENT[1] not in said


def test_only_a_look_keeps_nothing(store, tmp_path):
    said = align(store, tmp_path, ALIKE.replace(*TERM), "--no-keep")
    assert "Clean Ocean Project" in said.stdout
    assert said.stderr == ""
    with Store.open(store) as opened:
        assert len(list(opened.origins())) == 2


def test_a_look_needs_a_store_that_is_there(tmp_path):
    pair = files(tmp_path, "new", KOREAN, ALIKE)
    assert daeyeok("align", *pair, "--no-keep").exit_code == 2
    said = refused("align", *pair, "--store", tmp_path / "none.db", "--no-keep")
    assert "there is no such store" in said


def test_a_rejected_pair_is_no_precedent_and_a_revised_one_counts_as_revised(store, tmp_path):
    with Store.open(store) as opened:
        first, second = (
            unit.bead for unit in opened.units() if unit.source_text.startswith("관련 문의")
        )
    review(store, first, "rejected")
    review(store, second, "revised", f"{SEGMENT[1]}.")
    said = align(store, tmp_path, ALIKE, "--no-keep").stdout
    assert f"{SEGMENT[1]}.' (1 of 1 pairs" in said
    assert "precedent" not in align(store, tmp_path, ALIKE.replace(*SEGMENT), "--no-keep").stdout


def test_departures_can_be_left_out(store, tmp_path):
    english = ALIKE.replace(*TERM)
    for options in (("--skip", "precedents"), ("--no-checks",), ("--checks", "facts")):
        assert "precedent" not in align(store, tmp_path, english, "--no-keep", *options).stdout


def test_checks_that_ask_no_store_leave_departures_as_they_are(store, tmp_path):
    english = ALIKE.replace(*TERM)
    align(store, tmp_path, english)
    before = open_departures(store)
    assert before == ["precedent_term"]
    pair = files(tmp_path, "new", KOREAN, english)
    daeyeok("add", store, *pair, "--one-per-line")
    assert open_departures(store) == before
    with Store.open(store) as opened:
        opened.recheck(3, checked(opened.release(3).release).findings)
    assert open_departures(store) == before


def test_a_departure_that_is_one_no_more_is_taken_back(store, tmp_path):
    english = ALIKE.replace(*SEGMENT)
    align(store, tmp_path, english)
    with Store.open(store) as opened:
        beads = [u.bead for u in opened.units() if u.source_text.startswith("관련 문의")]
    for bead in beads[:2]:
        review(store, bead, "revised", f"{SEGMENT[1]}.")
    align(store, tmp_path, english)
    assert open_departures(store) == []


# -- segments --------------------------------------------------------------------------------


def bitext(korean, english):
    sides = segment_lines(korean, "ko"), segment_lines(english, "en")
    return Bitext(*sides, (Bead(range(1), range(1)),))


def judged(english, *earlier, korean="양측은 다음 회의를 내년에 열기로 하였다."):
    precedents = [
        Precedent(n, "", korean, text.removeprefix("!"), text.startswith("!"))
        for n, text in enumerate(earlier)
    ]
    found = segment_departures(bitext(korean, english), {0: precedents})
    return [(one.confidence >= 0.5, one.sentence) for _, one in found]


@pytest.mark.parametrize(
    ("english", "earlier"),
    [
        pytest.param("We meet.", [], id="no precedent"),
        pytest.param("We meet.", ["we  meet"], id="case and marks"),
        pytest.param("We meet.", ["We meet.", "They meet."], id="one of two"),
        pytest.param("We meet.", ["They meet.", "They meet.", "!We meet."], id="a reviewed one"),
        pytest.param("We meet.", ["They meet.", "They meet.", "We meet."], id="divided before"),
    ],
)
def test_no_departure(english, earlier):
    assert judged(english, *earlier) == []


def test_divided_precedents_are_all_shown():
    ((told, sentence),) = judged("We meet.", "They meet.", "They meet", "It is held.", "On it goes")
    assert told
    assert "“They meet” 2" in sentence
    assert "“It is held.” 1" in sentence


def test_a_part_of_what_was_said_may_be_cut_elsewhere_and_is_not_told():
    assert [told for told, _ in judged("We meet.", "We meet. Next year, it is.")] == [False]


def test_short_segments_need_three_that_agree():
    assert judged("Result", "Outcome", "Outcome", korean="회의 결과") == []
    assert len(judged("Result", "Outcome", "Outcome", "Outcome", korean="회의 결과")) == 1


# -- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted", "absent"),
    [
        ("푸른 바다 구상을 설명하였다.", "푸른 바다 구상", "구상을 설명하였다"),
        ("캐나다 대표단이 왔다.", "캐나다 대표단", "대표단이 왔다"),
        ("회의를 개최하기로 했다.", None, "회의를 개최"),
        ("2016년 해양정책대화", "해양정책대화", "2016년"),
    ],
)
def test_phrases(text, wanted, absent):
    forms = {form for one in phrases(text) for form in one.forms}
    assert wanted is None or wanted in forms
    assert absent not in forms


@given(st.text(alphabet="가나다라을는 의에서회의정책,.1", max_size=40))
def test_a_phrase_stands_in_its_text(text):
    for one in phrases(text):
        assert text[one.start :].startswith(one.forms[0].split()[0])
        assert all(form.startswith(one.probe) for form in one.forms)
        assert ending_after(one.forms[0], " ".join(text.split())) is not None


@given(st.text(alphabet="abcdefgINGS .,'-한", max_size=60))
def test_words_are_the_same_in_any_case_and_with_marks(text):
    assert telling_stems(text.upper()) == telling_stems(f"({text.lower()}.)")
    assert bare(f"{text} ") == bare(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("file name", "filenames", True),
        ("maintain", "maintenance", True),
        ("centre", "center", False),
        ("interpreter", "interactive", False),
        ("standard", "standard library", False),
        ("Blue Sea Initiative", "Clean Ocean Project", False),
    ],
)
def test_spelt_alike(one, other, same):
    assert spelt_alike(one, other) is same
    assert spelt_alike(other, one) is same


def test_short_forms():
    assert "MOFA" in initials("Ministry of Foreign Affairs") & {"MOFA"}
    assert acronyms("The U.S. and MOFA met EEZs") == {"US", "MOFA", "EEZ"}
    assert head("Minister of Foreign Affairs") == head("the Minister")


def test_the_latest_release_is_that_of_the_latest_day():
    both = [Precedent(7, "2016-10-14", "", ""), Precedent(9, "2015-01-02", "", "")]
    assert last_release(both) == "7 (2016-10-14)"
    assert last_release([Precedent(4, "", "", "")]) == "4"
