"""The corpus store: what goes in comes out, by filters too."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from release_strategies import releases, small_release
from small_bitext import release as hand_made
from store_reviews import review, run

from align.checks.check_bitext import BeadFinding
from align.checks.finding import Finding
from align.checks.kinds import FINDING_KINDS, SEVERITIES
from align.errors import SettingsError, StoreError
from align.messages import quoted
from corpora.store import ReleaseMetadata, Review, Selection, Store


def spans():
    return st.tuples(st.integers(0, 50), st.integers(0, 50))


@st.composite
def findings(draw, release):
    if not release.bitext.beads:
        return ()
    found = [
        BeadFinding(
            draw(st.integers(0, len(release.bitext.beads) - 1)),
            Finding(
                draw(st.sampled_from(FINDING_KINDS)),
                draw(st.sampled_from(SEVERITIES)),
                draw(st.floats(0, 1)),
                draw(st.none() | spans()) if side else draw(spans()),
                draw(spans()) if side else None,
                quoted(draw(st.text(st.characters(exclude_categories=("Cs",)), max_size=9))),
            ),
        )
        for side in draw(st.lists(st.booleans(), max_size=4))
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.bead))


@st.composite
def checked_releases(draw):
    release = replace(draw(releases()), findings=(), checks="")
    return release, draw(findings(release))


@pytest.fixture(scope="module")
def big_store():
    """One store for all examples of a property."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "store.db", create=True) as store,
    ):
        yield store


@given(checked_releases())
def test_a_release_comes_out_as_it_went_in(big_store, checked):
    release, found = checked
    added = big_store.add(release, found, key=f"release {len(list(big_store.origins()))}")
    assert added.outcome == "added"
    stored = big_store.release(added.release)
    assert stored.release == release
    assert [  # equality of ranges does not see where an empty one lies
        (bead.source.start, bead.target.start) for bead in stored.release.bitext
    ] == [(bead.source.start, bead.target.start) for bead in release.bitext]
    assert tuple(one.found for one in stored.findings) == found
    assert len(stored.reviews) == len(release.bitext.beads)
    assert set(stored.reviews) == {Review(one.bead) for one in stored.reviews}


@settings(max_examples=40)
@given(checked_releases())
def test_adding_the_same_twice_changes_nothing(big_store, checked):
    release, found = checked
    key = f"twice {len(list(big_store.origins()))}"
    first = big_store.add(release, found, key=key)
    before = big_store.release(first.release), list(big_store.log(first.release))
    again = big_store.add(release, found, key=key)
    assert again == replace(first, outcome="unchanged")
    assert (big_store.release(first.release), list(big_store.log(first.release))) == before


def test_a_checked_release_brings_its_findings(store):
    found = (
        BeadFinding(1, Finding("number_mismatch", "high", 0.9, (0, 2), None, quoted("Wrong."))),
    )
    added = store.add(replace(hand_made(), findings=found, checks="kinds:all"))
    stored = store.release(added.release)
    assert tuple(one.found for one in stored.findings) == found
    assert stored.release == hand_made()


def test_the_store_of_the_properties_is_whole(big_store):
    assert len(list(big_store.origins())) > 50
    assert big_store.integrity_check() == ()


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "store.db", create=True) as store:
        yield store


def dated(date, agency, **more):
    """The hand-made release of one day and office."""
    release = hand_made()
    source = replace(release.source, date=date, agency=agency, name=f"{date}.txt", **more)
    digest = (f"{date}{agency}".encode().hex() + "0" * 64)[:64]
    return replace(release, source=replace(source, sha256=digest))


def test_units_tell_all_that_is_known_of_a_bead(store):
    added = store.add(
        hand_made(),
        (BeadFinding(1, Finding("number_mismatch", "high", 0.9, (0, 2), None, quoted("Wrong."))),),
        facts=ReleaseMetadata(agency="해양부", date="2024-05-01"),
    )
    units = list(store.units())
    assert [unit.number for unit in units] == list(range(1, 9))
    unit, omission = units[1], units[2]
    assert (unit.source_text, unit.target_text) == (
        "양측은 3억 원을 쓴다.",
        "The sides spend KRW 300 million.",
    )
    assert (unit.type, unit.source_kind, unit.target_kind) == ("1-1", "paragraph", "paragraph")
    assert (unit.source_line, unit.target_line) == (4, 2)
    assert (unit.probability, unit.score, unit.gap, unit.findings) == (0.95, 0.5, "", 1)
    assert (omission.type, omission.gap, omission.target_text) == ("1-0", "omission", "")
    assert omission.is_gap
    assert omission.target_line is None
    origin = unit.origin
    assert (origin.release, origin.key) == (added.release, added.key)
    assert origin.facts == ReleaseMetadata("회의 결과", "2024-05-01", "해양부")
    assert (origin.source, origin.signature) == (hand_made().source, "by hand")
    assert origin.added.tzinfo is not None
    assert store.unit(unit.bead) == unit


def test_a_revised_unit_has_both_texts_and_who_revised_it(store):
    store.add(hand_made())
    bead = next(store.units()).bead
    before = store.unit(bead)
    review(store.path, bead, "revised", "Outcome of the meeting")
    unit = store.unit(bead)
    assert (unit.target_text, unit.original_text) == ("Outcome of the meeting", "Outcome")
    assert (unit.state, unit.version, unit.reviewer) == ("revised", 1, "Kim")
    assert unit.reviewed_at == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert unit.tuid != before.tuid
    assert replace(unit, target_text="Outcome").tuid == before.tuid


def test_one_text_pair_has_one_tuid_wherever_it_stands(store):
    store.add(dated("2024-05-01", "해양부"))
    store.add(dated("2024-06-01", "외교부"), key="other")
    tuids = [unit.tuid for unit in store.units()]
    assert tuids[:8] == tuids[8:]
    assert len(set(tuids)) == 8


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), 24),
        (Selection(agencies=("해양부",)), 16),
        (Selection(agencies=("해양부", "외교부")), 24),
        (Selection(since="2024-06-01"), 8),
        (Selection(until="2024-05-31"), 8),
        (Selection(since="2023-01-01", until="2024-05-01"), 8),
        (Selection(gaps=False), 12),
        (Selection(gaps=True), 12),
        (Selection(gap_kinds=("omission",)), 6),
        (Selection(gap_kinds=("omission", "addition")), 12),
        (Selection(kinds=("title",)), 3),
        (Selection(kinds=("disclaimer",)), 3),
        (Selection(min_probability=0.95), 9),
        (Selection(min_score=0.6), 9),
        (Selection(min_score=0.6, agencies=("외교부",)), 3),
        (Selection(states=("accepted", "revised")), 2),
        (Selection(states=("unreviewed",)), 22),
        (Selection(states=("rejected",)), 0),
        (Selection(releases=(2,)), 8),
    ],
)
def test_a_selection_filters(store, selection, expected):
    store.add(dated("2024-05-01", "해양부"))
    store.add(dated("2024-06-01", "외교부"))
    store.add(dated("", "해양부"))  # without a date
    units = list(store.units())
    review(store.path, units[0].bead, "accepted")
    review(store.path, units[9].bead, "revised", "New text.")
    assert len(list(store.units(selection))) == expected


def test_an_omission_that_was_given_a_text_is_no_gap(store):
    store.add(hand_made())
    omission = next(unit for unit in store.units() if unit.gap == "omission")
    review(store.path, omission.bead, "revised", "Twenty ships are built in five years.")
    assert omission.bead not in {unit.bead for unit in store.units(Selection(gaps=True))}
    assert omission.bead in {unit.bead for unit in store.units(Selection(gaps=False))}
    assert store.statistics().total.omissions == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"states": ("done",)},
        {"kinds": ("furniture",)},
        {"gap_kinds": ("hole",)},
        {"since": "2024"},
        {"min_probability": 1.5},
        {"min_score": -2},
    ],
)
def test_a_selection_that_makes_no_sense_cannot_be_built(wrong):
    with pytest.raises(SettingsError):
        Selection(**wrong)


def test_what_is_not_there_is_named(store):
    for ask in (store.release, store.origin):
        with pytest.raises(StoreError, match="no release 7"):
            ask(7)
    with pytest.raises(StoreError, match="no bead 7"):
        store.unit(7)
    assert store.find("nothing") is None


def test_the_log_can_be_added_to_and_nothing_else(store):
    store.add(small_release(), who="Lee")
    entry = next(store.log())
    assert (entry.who, entry.action, entry.release) == ("Lee", "add", 1)
    assert entry.after["beads"] == 3
    for statement in ("UPDATE log SET who = 'x'", "DELETE FROM log"):
        with pytest.raises(Exception, match="the log is never"):
            run(store.path, statement)
    assert list(store.log(1)) == [entry]
    assert list(store.log(2)) == []


def test_a_program_sees_whether_work_was_done_already(store):
    release = small_release()
    digests = release.source.sha256, release.target.sha256
    assert not store.holds(*digests, release.bitext.signature)
    store.add(release)
    assert store.holds(*digests, release.bitext.signature)
    assert not store.holds(*digests, "other settings")
    assert not store.holds(*reversed(digests), release.bitext.signature)


def test_statistics_count_what_is_missing(store):
    store.add(dated("2024-05-01", "해양부"))
    store.add(dated("2025-06-01", "외교부"))
    found = store.statistics()
    assert found.total == found.by_agency["해양부"] + found.by_agency["외교부"]
    assert list(found.by_year) == ["2024", "2025"]
    one = found.by_year["2024"]
    assert (one.releases, one.beads, one.pairs) == (1, 8, 4)
    assert (one.source_segments, one.target_segments) == (6, 6)
    # Release.plain calls all that stands alone omission or addition
    assert (one.omissions, one.additions) == (2, 2)
    assert one.omission_rate == pytest.approx(2 / 6)
    letters = [len(text) for text in ("회의결과", "양측은3억원을쓴다.", "네.", "아니오.")]
    alone = len("ㅇ5년간20척을짓는다.") + len("끝.")
    assert one.source_coverage == pytest.approx(sum(letters) / (sum(letters) + alone))
    assert found.states == {"unreviewed": 16}
    assert found.types == {"1-1": 8, "0-1": 4, "1-0": 4}
    assert found.gap_kinds == {"addition": 4, "omission": 4}


def test_a_gap_that_a_reviewer_rejected_is_none(store):
    store.add(hand_made())
    gaps = [unit for unit in store.units() if unit.gap == "omission"]
    review(store.path, gaps[0].bead, "rejected")
    found = store.statistics()
    assert found.total.omissions == 1
    assert found.gap_kinds == {"addition": 2, "omission": 1}


def test_statistics_of_an_empty_store(store):
    found = store.statistics()
    assert found.total.releases == 0
    assert found.total.source_coverage is None
    assert found.by_year == {}
