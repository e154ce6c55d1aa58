"""What stands when a release is aligned anew: all that a person decided, where it still can."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from release_strategies import beads, releases
from small_bitext import document
from store_reviews import decide, review

from align.bitext import Bead, Bitext
from align.checks.check_bitext import BeadFinding
from align.checks.finding import Finding
from align.messages import quoted
from corpora.model.release import Release, Source
from corpora.store import ReleaseMetadata, Store
from corpora.store.releases.carry_over import keep

LETTERS = "가나다라마바사"
WORDS = ("one", "two", "three", "four", "five", "six", "seven")


def release(source, target, *beads, signature="first", names=("ko.txt", "en.txt"), **told):
    """A release of one-word paragraphs; a bead is written as two strings of indices."""
    documents = [
        document("\n".join(words), language, *(["paragraph"] * len(words) or [""]))
        for words, language in ((source, "ko"), (target, "en"))
    ]
    cut, i, j = [], 0, 0
    for rows, columns in beads:
        cut.append(Bead(range(i, i + rows), range(j, j + columns), 0.9))
        i, j = i + rows, j + columns
    bitext = Bitext(*documents, tuple(cut), signature)
    files = [
        Source.of(one.text.encode(), name=name, encoding="utf-8", **told)
        for one, name in zip(documents, names, strict=True)
    ]
    return Release.plain(bitext, *files)


def pairs(value):
    return [
        (value.bitext.source_text(bead), value.bitext.target_text(bead)) for bead in value.bitext
    ]


@st.composite
def realigned(draw):
    """A release, some of its beads, and another alignment of nearly the same texts."""
    words = st.lists(st.sampled_from(LETTERS[:4]), max_size=6)
    others = st.lists(st.sampled_from(WORDS[:4]), max_size=6)
    old = draw(aligned(draw(words), draw(others)))
    texts = [[s.text for s in one.segments] for one in (old.bitext.source, old.bitext.target)]
    for side in texts:
        for _ in range(draw(st.integers(0, 2))):
            if side and draw(st.booleans()):
                side.pop(draw(st.integers(0, len(side) - 1)))
            else:
                side.insert(draw(st.integers(0, len(side))), draw(st.sampled_from(["새", "new"])))
    new = draw(aligned(*texts))
    count = len(old.bitext.beads)
    decided = draw(st.sets(st.integers(0, count - 1))) if count else set()
    return old, decided, new


@st.composite
def aligned(draw, source, target):
    plain = release(source, target, *[(1, 0)] * len(source), *[(0, 1)] * len(target))
    bitext = replace(plain.bitext, beads=draw(beads(len(source), len(target))))
    return Release.plain(bitext, plain.source, plain.target)


@given(realigned())
def test_every_decided_bead_is_kept_or_named_as_lost(case):
    old, decided, new = case
    kept = keep(old, decided, new)  # a bitext that covers both documents once, or an error
    assert kept.release.bitext.source == new.bitext.source
    assert kept.release.bitext.target == new.bitext.target
    stays = {index for index in kept.old if index is not None}
    assert decided == (stays & decided) | set(kept.lost)
    assert stays.isdisjoint(kept.lost)
    assert len(stays) == sum(index is not None for index in kept.old)
    before, after = pairs(old), pairs(kept.release)
    for place, index in enumerate(kept.old):
        assert index is None or before[index] == after[place]
    for place, index in enumerate(kept.new):
        assert index is None or pairs(new)[index] == after[place]
    if not set(kept.lost) and None not in kept.new:
        assert kept.release == new


@given(releases())
def test_the_same_alignment_keeps_everything(one):
    every = set(range(len(one.bitext.beads)))
    kept = keep(one, every, one)
    assert kept.release == one
    assert list(kept.old) == list(kept.new) == sorted(every)
    assert kept.lost == ()


def test_of_repeated_texts_the_one_that_was_decided_stays():
    old = release("가가나", ("one", "one", "two"), (1, 1), (1, 1), (1, 1))
    new = release("가나", ("one", "two"), (1, 1), (1, 1))
    kept = keep(old, {1}, new)
    assert kept.old == (1, 2)
    assert kept.new == (0, 1)  # the new bead is the same, and need not give way


def test_new_beads_give_way_and_leave_what_is_over():
    old = release("가나", ("one", "two"), (1, 1), (1, 1))
    new = release("가나", ("one", "two"), (2, 1), (0, 1), signature="second")
    kept = keep(old, {0}, new)
    assert pairs(kept.release) == [("가", "one"), ("나", ""), ("", "two")]
    assert [a.gap for a in kept.release.annotations] == ["", "omission", "addition"]
    kept = keep(old, {1}, new)
    assert pairs(kept.release) == [("가", "one"), ("나", "two")]
    assert kept.new == (None, None)


def test_a_kept_bead_that_stands_across_is_moved():
    old = release("가나", ("two", "one"), (1, 1), (1, 1))
    new = release("가나다", ("one", "two", "three"), (1, 1), (1, 1), (1, 1))
    kept = keep(old, {0}, new)
    assert ("가", "two") in pairs(kept.release)
    crossing = keep(
        release("가나", ("three", "one"), (1, 1), (1, 1)), {0},
        release("가나", ("one", "three"), (0, 1), (1, 0), (1, 1)),
    )  # fmt: skip
    assert crossing.lost == ()


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "store.db", create=True) as store:
        yield store


FIRST = release(LETTERS, WORDS, *[(1, 1)] * 7)


def beads_of(store, number=1):
    return [one.bead for one in store.release(number).reviews]


def test_other_settings_replace_what_nobody_reviewed(store):
    store.add(FIRST)
    beads = beads_of(store)
    review(store.path, beads[0], "accepted")
    review(store.path, beads[1], "revised", "zwei")
    review(store.path, beads[2], "rejected")
    again = release(LETTERS, WORDS, *[(1, 1)] * 5, (2, 2), signature="second")
    added = store.add(again)
    assert (added.outcome, added.release, added.kept) == ("replaced", 1, 3)
    assert (added.lost, added.given_way) == ((), False)
    stored = store.release(1)
    assert stored.release == again
    assert [one.state for one in stored.reviews] == [
        "accepted", "revised", "rejected", "unreviewed", "unreviewed", "unreviewed",
    ]  # fmt: skip
    assert stored.reviews[1].revised_text == "zwei"
    assert beads_of(store)[:5] == beads[:5]
    assert beads_of(store)[5] > max(beads)  # numbers are never given twice
    assert [entry.action for entry in store.log()] == ["add", "replace"]


def test_reviewed_beads_stand_against_another_alignment(store):
    store.add(FIRST)
    beads = beads_of(store)
    review(store.path, beads[3], "accepted")
    added = store.add(release(LETTERS, WORDS, (3, 3), (2, 2), (2, 2), signature="second"))
    assert added.given_way
    assert [(u.source_text, u.target_text, u.state) for u in store.units()] == [
        ("가 나 다", "one two three", "unreviewed"),
        ("라", "four", "accepted"),
        ("마", "five", "unreviewed"),
        ("바 사", "six seven", "unreviewed"),
    ]
    assert store.integrity_check() == ()


def test_what_cannot_be_kept_is_reported_and_logged(store):
    store.add(
        FIRST, (BeadFinding(5, Finding("unbalanced", "low", 0.7, (0, 1), None, quoted("Open."))),)
    )
    beads = beads_of(store)
    review(store.path, beads[4], "revised", "fünf")
    decide(store.path, store.release(1).findings[0].id, "dismissed", "as in print")
    words = (*WORDS[:4], "5", "6", "seven")
    added = store.add(release(LETTERS, words, *[(1, 1)] * 7, signature="first"), who="Lee")
    assert added.outcome == "replaced"
    assert [(one.source_text, one.target_text) for one in added.lost] == [
        ("마", "five"),
        ("바", "six"),
    ]
    assert added.lost[0].review.revised_text == "fünf"
    assert added.lost[1].findings[0].reason == "as in print"
    entries = [entry for entry in store.log() if entry.action == "lose"]
    assert [entry.bead for entry in entries] == [beads[4], beads[5]]
    assert entries[0].before["revised_text"] == "fünf"
    assert entries[0].before["reviewer"] == "Kim"
    assert entries[1].before["findings"][0]["reason"] == "as in print"
    assert {entry.who for entry in entries} == {"Lee"}
    assert not set(beads[4:6]) & set(beads_of(store))


def found(bead, sentence, confidence=0.8):
    return BeadFinding(
        bead, Finding("untranslated", "high", confidence, (0, 1), (0, 1), quoted(sentence))
    )


def test_decisions_about_findings_stay_and_open_ones_follow_the_checks(store):
    store.add(FIRST, (found(0, "a"), found(0, "b"), found(1, "c"), found(2, "d")))
    ids = [one.id for one in store.release(1).findings]
    decide(store.path, ids[0], "dismissed", "so it is")
    decide(store.path, ids[1], "confirmed")
    added = store.add(FIRST, (found(0, "a", 0.9), found(2, "d", 0.6), found(2, "e")))
    assert (added.outcome, added.findings) == ("updated", 3)
    now = store.release(1).findings
    assert [(one.found.finding.sentence, one.state) for one in now] == [
        ("a", "dismissed"), ("b", "confirmed"), ("d", "open"), ("e", "open"),
    ]  # fmt: skip
    assert [one.id for one in now[:3]] == [ids[0], ids[1], ids[3]]
    assert now[2].found.finding.confidence == 0.6
    assert store.add(FIRST).outcome == "unchanged"  # it was not checked, so nothing is known
    assert store.release(1).findings == now
    again = replace(FIRST, bitext=replace(FIRST.bitext, signature="second"))
    store.add(again, ())
    assert [one.found.finding.sentence for one in store.release(1).findings] == ["a", "b"]


def test_a_release_can_be_checked_anew(store):
    store.add(FIRST)
    assert store.recheck(1, (found(3, "x"),)) == 1
    assert store.recheck(1, (found(3, "x"),)) == 1
    assert [entry.action for entry in store.log()] == ["add", "recheck"]
    assert [one.found for one in store.release(1).findings] == [found(3, "x")]


def keys(store):
    return [origin.key for origin in store.origins()]


KO = [
    "장관은 회의를 열었다고 하였다.",
    "다음 회의는 내년에 열리기로 하였다.",
    "양측은 서명을 하기로 합의하였다.",
]
EN = [
    "The minister held a meeting.",
    "The next meeting is next year.",
    "Both sides agreed to sign.",
]


def test_files_of_one_name_with_other_texts_are_other_releases(store):
    store.add(release(KO, EN, *[(1, 1)] * 3))
    other = release([text[::-1] for text in KO], [text[::-1] for text in EN], *[(1, 1)] * 3)
    assert store.add(other).outcome == "added"
    assert keys(store) == ["ko.txt + en.txt", "ko.txt + en.txt (2)"]
    changed = release([*KO[:2], "끝에서 서명하였다고 전해진다."], EN, *[(1, 1)] * 3)
    assert store.add(changed).release == 1
    assert store.add(other).outcome == "unchanged"


def test_a_standing_phrase_makes_no_same_release(store):
    standing = "이 자료는 대변인실에서 배포하였음을 알린다."
    for letter in "가나다":
        own = [f"{letter * 12} {number}" for number in range(5)]
        other = [f"word {ord(letter)} number {number}" for number in range(5)]
        added = store.add(release([*own, standing], [*other, "Released by us."], *[(1, 1)] * 6))
        assert added.outcome == "added"
    assert len(keys(store)) == 3


def test_an_address_names_a_release_and_a_home_page_does_not(store):
    page = {"address": "https://mofa.example/view?id=1"}
    home = {"address": "https://mofa.example/"}
    store.add(release(KO, EN, *[(1, 1)] * 3, **page))
    store.add(release(KO[:2], EN[:2], *[(1, 1)] * 2, names=("a", "b"), **page))
    assert keys(store) == ["https://mofa.example/view?id=1"]
    store.add(release(KO[2:], EN[2:], (1, 1), **home))
    assert keys(store)[1] == "ko.txt + en.txt"


def test_a_number_of_an_office_names_a_release(store):
    store.add(release(KO, EN, *[(1, 1)] * 3), facts=ReleaseMetadata(number="16-1", agency="외교부"))
    assert keys(store) == ["외교부 16-1"]


def test_renamed_files_are_the_same_release(store):
    store.add(release(KO, EN, *[(1, 1)] * 3))
    assert store.add(release(KO, EN, *[(1, 1)] * 3, names=("x", "y"))).outcome == "unchanged"


def test_a_key_that_is_given_is_believed(store):
    first = store.add(release(KO, EN, *[(1, 1)] * 3), key="a")
    assert store.add(release(KO, EN, *[(1, 1)] * 3), key="b").release != first.release
    assert store.add(FIRST, key="a").release == first.release
    assert store.find("a") == first.release
    assert store.release(first.release).release == FIRST


def test_facts_that_were_given_stay_until_others_are_given(store):
    told = release(KO, EN, *[(1, 1)] * 3, agency="외교부", date="2016-10-14")
    store.add(told, facts=ReleaseMetadata(agency="MOFA"))
    assert store.origin(1).facts == ReleaseMetadata("", "2016-10-14", "MOFA")
    assert store.facts_for(told) == ReleaseMetadata("", "2016-10-14", "MOFA")
    assert store.facts_for(told, key="other") == ReleaseMetadata("", "2016-10-14", "외교부")
    assert store.add(told).outcome == "unchanged"
    assert store.add(told, facts=ReleaseMetadata(number="7")).outcome == "updated"
    later = release(KO, EN, (2, 2), (1, 1), agency="해양부", date="2016-10-15", signature="2")
    assert store.add(later).outcome == "replaced"
    assert store.origin(1).facts == ReleaseMetadata("", "2016-10-15", "MOFA", "7")
