"""Reviewing: what is decided, what is taken back, and that both documents stay covered."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from release_strategies import releases
from small_bitext import FOUND
from small_bitext import release as hand_made

from align.bitext import check_cover
from align.errors import ConflictError, ReviewError, StoreError
from corpora.store import Draft, Store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "store.db", create=True) as store:
        store.add(hand_made(), FOUND)
        yield store


@pytest.fixture
def kim(store):
    return store.reviewer(1, "Kim")


def state(store, release=1):
    """All of a release but versions."""
    stored = store.release(release)
    reviews = [replace(review, version=0) for review in stored.reviews]
    places = [(bead.source.start, bead.target.start) for bead in stored.release.bitext]
    findings = [replace(finding, version=0) for finding in stored.findings]
    units = [replace(unit, version=0) for unit in store.units()]
    return stored.release, reviews, places, findings, units


def versions(store, *indices, release=1):
    reviews = store.release(release).reviews
    return {reviews[index].bead: reviews[index].version for index in indices}


def texts(store):
    bitext = store.release(1).release.bitext
    return [(bitext.source_text(bead), bitext.target_text(bead)) for bead in bitext]


def types(store):
    return [bead.type for bead in store.release(1).release.bitext]


def test_a_bead_is_accepted_and_the_log_says_by_whom(store, kim):
    step = kim.accept(2, 0)
    assert step.beads == (2,)
    review = store.release(1).reviews[1]
    assert (review.state, review.version, review.reviewer) == ("accepted", 1, "Kim")
    entry = list(store.log(1))[-1]
    assert (entry.who, entry.action, entry.bead) == ("Kim", "accept", 2)
    assert entry.before["state"] == "unreviewed"
    assert entry.after["state"] == "accepted"


def test_a_revised_text_keeps_the_original(store, kim):
    kim.revise(2, 0, "  The sides spend\nKRW 300 million. ")
    kim.revise(3, 0, "It builds 20 ships in five years.")
    units = list(store.units())
    assert units[1].state == "accepted"  # the text is the same
    assert units[2].target_text == "It builds 20 ships in five years."
    assert units[2].original_text == ""
    assert not units[2].is_gap
    kim.accept(3, 1)
    assert next(store.search("20 ships")).unit.state == "accepted"
    kim.reopen(3, 2)
    assert store.unit(3).target_text == ""


def test_a_stale_version_changes_nothing(store, kim):
    store.reviewer(1, "Lee").reject(2, 0)
    before = state(store), list(store.log(1))
    with pytest.raises(ConflictError, match=r"bead 2 .* rejected by Lee, version 1, not 0"):
        kim.accept(2, 0)
    with pytest.raises(ConflictError, match="bead 2"):
        kim.merge(1, {1: 0, 2: 0})
    assert (state(store), list(store.log(1))) == before


def test_findings_are_decided_with_a_reason(store, kim):
    kim.dismiss(1, 0, "Both are right.")
    kim.confirm(2, 0)
    found = store.release(1).findings
    assert [(one.state, one.reason, one.reviewer) for one in found] == [
        ("dismissed", "Both are right.", "Kim"),
        ("confirmed", "", "Kim"),
    ]
    with pytest.raises(ConflictError, match=r"finding 1 .* dismissed by Kim"):
        kim.confirm(1, 0)
    with pytest.raises(ReviewError, match="reason"):
        kim.dismiss(2, 1, " ")
    kim.reopen_finding(1, 1)
    assert store.release(1).findings[0].reason == ""


def test_undo_and_redo_are_told_from_the_log(store, kim, tmp_path):
    first = state(store)
    kim.accept(1, 0)
    kim.revise(2, 0, "Another text.")
    kim.dismiss(1, 0, "No.")
    last = state(store)
    with Store.open(tmp_path / "store.db") as again:  # as after a restart
        kim = again.reviewer(1, "Kim")
        assert [kim.undo().action for _ in range(3)] == ["undo"] * 3
        assert state(again) == first
        with pytest.raises(ReviewError, match="nothing to take back"):
            kim.undo()
        for _ in range(3):
            kim.redo()
        assert state(again) == last
        kim.undo()
        kim.undo()
        kim.reject(3, 0)
        with pytest.raises(ReviewError, match="nothing to do again"):
            kim.redo()
        assert [entry.action for entry in again.log(1)][-4:] == ["redo", "undo", "undo", "reject"]


def test_each_takes_back_what_is_their_own(store, kim):
    lee = store.reviewer(1, "Lee")
    kim.accept(1, 0)
    lee.accept(2, 0)
    kim.undo()
    assert [review.state for review in store.release(1).reviews[:2]] == ["unreviewed", "accepted"]
    kim.redo()
    lee.reject(1, 3)
    with pytest.raises(ConflictError, match="bead 1 is rejected by Lee"):
        kim.undo()


def test_a_version_never_comes_again(store, kim):
    kim.accept(1, 0)
    kim.undo()
    with pytest.raises(ConflictError):
        kim.accept(1, 0)


def test_merged_beads_keep_what_was_found(store, kim):
    step = kim.merge(1, {1: 0, 2: 0})
    assert step.structure
    assert step.beads == (1,)
    assert types(store)[0] == "2-2"
    finding = store.release(1).findings[0].found
    source, target = texts(store)[0]
    assert source[slice(*finding.finding.source_span)] == "3억"
    assert target[slice(*finding.finding.target_span)] == "KRW 300 million"
    assert store.integrity_check() == ()


def test_a_bead_is_split_at_segments_and_inside_them(store, kim):
    first = state(store)
    kim.merge(1, {1: 0, 2: 0})
    kim.split(1, {1: 1}, len("회의 결과"), len("Outcome"))
    assert types(store)[:2] == ["1-1", "1-1"]
    assert texts(store)[1][0] == "양측은 3억 원을 쓴다."
    number = store.release(1).reviews[1].bead
    kim.split(number, {number: 0}, len("양측은 3억"), len("The sides"))
    assert texts(store)[1:3] == [
        ("양측은 3억", "The sides"),
        ("원을 쓴다.", "spend KRW 300 million."),
    ]
    assert len(store.release(1).release.bitext.source) == 7
    for _ in range(3):
        kim.undo()
    assert state(store) == first
    for _ in range(3):
        kim.redo()
    assert texts(store)[2] == ("원을 쓴다.", "spend KRW 300 million.")
    assert store.integrity_check() == ()


def test_a_split_without_a_blank_moves_what_was_found(store, kim):
    first = state(store)
    kim.split(2, {2: 0}, len("양측은 3"), 0)
    assert texts(store)[1:3] == [
        ("양측은 3", ""),
        ("억 원을 쓴다.", "The sides spend KRW 300 million."),
    ]
    kim.undo()
    assert state(store) == first


def test_a_boundary_is_shifted(store, kim):
    kim.merge(1, {1: 0, 2: 0})
    kim.shift(1, {1: 1, 3: 0}, 1, down=False)
    assert types(store)[:2] == ["2-1", "1-1"]
    kim.shift(1, {1: 2, 3: 1}, 0, down=True)
    assert types(store)[:2] == ["3-1", "0-1"]
    with pytest.raises(ReviewError, match="merge the two"):
        kim.shift(1, {1: 3, 3: 2}, 1, down=True)


def test_gaps_are_made_and_linked(store, kim):
    first = state(store)
    kim.make_gap(2, {2: 0})
    stored = store.release(1)
    assert types(store)[1:3] == ["1-0", "0-1"]
    assert [one.gap for one in stored.release.annotations[1:3]] == ["omission", "addition"]
    two = [review.bead for review in stored.reviews[1:3]]
    kim.link(two[0], two[1], versions(store, 1, 2))
    assert types(store)[1] == "1-1"
    omission, addition = (store.release(1).reviews[index].bead for index in (2, 5))
    kim.link(omission, addition, versions(store, 2, 5))
    assert store.release(1).release.bitext.beads[2].moved
    for _ in range(3):
        kim.undo()
    assert state(store) == first


def test_a_pair_is_marked_as_moved(store, kim):
    kim.mark_moved(2, {2: 0}, moved=True)
    assert store.unit(2).moved
    kim.mark_moved(2, {2: 1}, moved=False)
    assert not store.unit(2).moved
    with pytest.raises(ReviewError, match="out of order"):
        kim.mark_moved(4, {4: 0}, moved=False)


def test_accepted_beads_are_locks(store, kim):
    kim.accept(2, 0)
    for act in (
        lambda: kim.merge(1, {1: 0, 2: 1}),
        lambda: kim.split(2, {2: 1}, 3, 3),
        lambda: kim.make_gap(2, {2: 1}),
        lambda: kim.mark_moved(2, {2: 1}, moved=True),
        lambda: kim.shift(1, {1: 0, 2: 1}, 0, down=True),
    ):
        with pytest.raises(ReviewError, match="lock"):
            act()


def test_an_edit_needs_the_versions_of_all_that_it_changes(store, kim):
    with pytest.raises(ConflictError, match="also change bead 2"):
        kim.merge(1, {1: 0})


def test_what_others_did_since_is_not_undone_with_a_merge(store, kim):
    kim.merge(1, {1: 0, 2: 0})
    store.reviewer(1, "Lee").accept(1, 1)
    with pytest.raises(ConflictError):
        kim.undo()
    store.reviewer(1, "Lee").undo()
    store.reviewer(1, "Lee").confirm(1, 0)
    with pytest.raises(ConflictError):
        kim.undo()


def test_undo_finds_its_beads_among_what_others_did(store, kim):
    lee = store.reviewer(1, "Lee")
    kim.split(3, {3: 0}, len("ㅇ 5년"), 0)
    lee.split(1, {1: 0}, 2, 0)  # every segment after it has another number now
    kim.undo()
    assert texts(store)[:2] == [("회의", ""), ("결과", "Outcome")]
    assert texts(store)[3][0] == "ㅇ 5년 간 20척을 짓는다."
    lee.undo()
    assert store.release(1).release == hand_made()


def test_a_new_alignment_ends_what_can_be_taken_back(store, kim):
    kim.accept(1, 0)
    other = hand_made()
    store.add(replace(other, bitext=replace(other.bitext, signature="new")))
    assert kim.can_undo() == ("", "")


def test_several_steps_together_or_none(store, kim):
    before = state(store)

    def both():
        with store.at_once():
            kim.accept(1, 0)
            kim.accept(2, 7)

    with pytest.raises(ConflictError):
        both()
    assert state(store) == before


@pytest.mark.parametrize("text", ["", " \n", "a\0b", "\ud800", "x" * 20_001])
def test_impossible_texts_are_refused(store, kim, text):
    with pytest.raises(ReviewError):
        kim.revise(1, 0, text)


def test_strangers_are_refused(store):
    with pytest.raises(ReviewError, match="name"):
        store.reviewer(1, " ")
    with pytest.raises(StoreError, match="no release 9"):
        store.reviewer(9, "Kim")
    with pytest.raises(ConflictError, match="no bead 99"):
        store.reviewer(1, "Kim").accept(99, 0)


@pytest.fixture(scope="module")
def big_store():
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "store.db", create=True) as store,
    ):
        yield store


def act(store, number, draw):
    """Some step of a review; whether it was taken."""
    stored = store.release(number)
    reviewer = store.reviewer(number, "Kim")
    index = draw(st.integers(0, len(stored.reviews) - 1))
    review = stored.reviews[index]
    bead, seen = review.bead, review.version
    both = {bead: seen}
    if index + 1 < len(stored.reviews):
        both[stored.reviews[index + 1].bead] = stored.reviews[index + 1].version
    lengths = map(len, Draft.of(stored).texts(Draft.of(stored).rows[index]))
    cuts = [draw(st.integers(0, length)) for length in lengths]
    other = stored.reviews[draw(st.integers(0, len(stored.reviews) - 1))]
    steps = {
        "accept": lambda: reviewer.accept(bead, seen),
        "revise": lambda: reviewer.revise(bead, seen, "다른 글"),
        "reject": lambda: reviewer.reject(bead, seen),
        "reopen": lambda: reviewer.reopen(bead, seen),
        "merge": lambda: reviewer.merge(bead, both),
        "split": lambda: reviewer.split(bead, {bead: seen}, *cuts),
        "shift": lambda: reviewer.shift(
            bead, both, draw(st.integers(0, 1)), down=draw(st.booleans())
        ),
        "gap": lambda: reviewer.make_gap(bead, {bead: seen}),
        "link": lambda: reviewer.link(
            bead, other.bead, {bead: seen, other.bead: other.version}
        ),
        "moved": lambda: reviewer.mark_moved(bead, {bead: seen}, moved=draw(st.booleans())),
        "undo": reviewer.undo,
        "redo": reviewer.redo,
    }  # fmt: skip
    if stored.findings:
        finding = draw(st.sampled_from(stored.findings))
        steps |= {
            "confirm": lambda: reviewer.confirm(finding.id, finding.version),
            "dismiss": lambda: reviewer.dismiss(finding.id, finding.version, "no"),
            "open": lambda: reviewer.reopen_finding(finding.id, finding.version),
        }
    try:
        steps[draw(st.sampled_from(sorted(steps)))]()
    except ReviewError:
        return False
    return True


@settings(max_examples=150)
@given(releases().filter(lambda one: one.bitext.beads), st.data())
def test_any_steps_then_undo_of_all_gives_the_first_state(big_store, release, data):
    number = big_store.add(release, key=f"release {len(list(big_store.origins()))}").release
    first = reviewed(big_store, number)
    for _ in range(data.draw(st.integers(1, 8))):
        before = reviewed(big_store, number), len(list(big_store.log(number)))
        if not act(big_store, number, data.draw):
            assert (reviewed(big_store, number), len(list(big_store.log(number)))) == before
        bitext = big_store.release(number).release.bitext
        check_cover(bitext.beads, len(bitext.source), len(bitext.target))
    last = reviewed(big_store, number)
    kim, count = big_store.reviewer(number, "Kim"), 0
    while kim.can_undo()[0]:
        kim.undo()
        count += 1
    assert reviewed(big_store, number) == first
    for _ in range(count):
        kim.redo()
    assert reviewed(big_store, number) == last


def reviewed(store, number):
    stored = store.release(number)
    return (
        stored.release,
        [(bead.source.start, bead.target.start) for bead in stored.release.bitext],
        [replace(review, version=0) for review in stored.reviews],
        [replace(finding, version=0) for finding in stored.findings],
    )


def test_the_store_of_the_property_is_whole(big_store):
    assert len(list(big_store.origins())) > 20
    assert big_store.integrity_check() == ()
