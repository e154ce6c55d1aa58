"""States of review that come into a store with a file."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command_line import daeyeok
from entry_strategies import PLAIN
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_reviews import run

from corpora.formats.entry_file import EntryFile
from corpora.model.entry import Entry
from corpora.store import GivenReview, Store
from corpora.workflows.import_ import import_into_store

#: Every suffix whose format holds a state.
SUFFIXES = ["tmx", "xliff", "xlf", "csv", "tsv", "xlsx", "jsonl", "parquet"]
NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ENTRIES = (
    Entry("예산을 늘린다.", "The budget grows.", state="accepted", reviewer="김", reviewed_at=NINE),
    Entry("세금을 줄인다.", "Taxes fall.", state="revised", reviewer="Kim & Lee", reviewed_at=NINE),
    Entry("항구를 짓는다.", "It rains.", state="rejected", reviewer="김", reviewed_at=NINE),
    Entry("장관이 왔다.", "The minister came."),
    Entry("끝.", "", gap="closing", state="accepted", reviewer="박", reviewed_at=NINE),
    Entry("예산을 늘린다.", "The budget grows."),
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name, entries):
    with EntryFile(name, force=True) as file:
        file.put_all(entries)
    return name


def reviews_in(path):
    with Store.open(path) as store:
        return [
            (unit.source_text, unit.target_text, unit.state, unit.reviewer, unit.reviewed_at)
            for unit in store.units()
        ]


def as_given(entries):
    return [(e.source_text, e.target_text, e.state, e.reviewer, e.reviewed_at) for e in entries]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_states_reviewers_and_times_come_back_from_every_format(suffix):
    put(f"in.{suffix}", ENTRIES)
    result = daeyeok("import", f"in.{suffix}", "-o", "one.db")
    assert result.stderr == "Took over 4 reviews\nAdded 6 units of 1 release to one.db\n"
    assert reviews_in("one.db") == as_given(ENTRIES)
    assert daeyeok("export", "one.db", "-o", f"out.{suffix}").exit_code == 0
    assert daeyeok("import", f"out.{suffix}", "-o", "two.db").exit_code == 0
    assert reviews_in("two.db") == as_given(ENTRIES)


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.sampled_from(SUFFIXES[:-1]),
    st.lists(
        st.tuples(
            st.sampled_from(["accepted", "revised", "rejected", "unreviewed"]),
            st.sampled_from(["김철수", "Kim <k@x.kr>", "=1+1", 'a;b,"c"']),
            st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
            st.sampled_from(["Yes.", "No."]),
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_any_reviews_come_back(tmp_path, suffix, reviews):
    entries = [
        Entry("네.", text, state=state, **({} if state == "unreviewed" else
              {"reviewer": who, "reviewed_at": when}))
        for state, who, when, text in reviews
    ]  # fmt: skip
    path = tmp_path / "any.db"
    path.unlink(missing_ok=True)
    import_into_store(put(f"any.{suffix}", entries), path)
    assert reviews_in(path) == as_given(entries)


def test_a_second_import_changes_nothing_and_a_later_review_comes_in():
    put("in.jsonl", ENTRIES)
    daeyeok("import", "in.jsonl", "-o", "all.db")
    before = run(Path("all.db"), "SELECT * FROM beads"), run(Path("all.db"), "SELECT * FROM log")
    result = daeyeok("import", "in.jsonl", "-o", "all.db")
    assert "Took over" not in result.stderr
    assert "Warning" not in result.stderr
    assert (
        run(Path("all.db"), "SELECT * FROM beads"),
        run(Path("all.db"), "SELECT * FROM log"),
    ) == (before)
    later = NINE + timedelta(hours=1)
    changed = Entry("예산을 늘린다.", "The budget grows.", state="rejected", reviewer="이",
                    reviewed_at=later)  # fmt: skip
    put("in.jsonl", [changed, *ENTRIES[1:]])
    assert "Took over 1 review\n" in daeyeok("import", "in.jsonl", "-o", "all.db").stderr
    assert reviews_in("all.db")[0] == as_given([changed])[0]


def test_what_was_reviewed_in_the_store_later_stands():
    put("in.jsonl", ENTRIES)
    daeyeok("import", "in.jsonl", "-o", "all.db")
    with Store.open("all.db") as store:
        unit = next(store.units())
        store.reviewer(1, "Choi").reject(unit.bead, unit.version)
    mine = reviews_in("all.db")
    result = daeyeok("import", "in.jsonl", "-o", "all.db")
    assert "Warning: 1 unit reviewed otherwise in the store; that stands\n" in result.stderr
    assert reviews_in("all.db") == mine


def test_a_review_without_a_time_only_comes_where_there_is_none():
    without = Entry("네.", "Yes.", state="accepted")
    put("in.jsonl", [without])
    import_into_store("in.jsonl", "all.db")
    assert reviews_in("all.db") == as_given([without])
    put("in.jsonl", [Entry("네.", "Yes.", state="rejected")])
    imported = import_into_store("in.jsonl", "all.db")
    assert (imported.reviews, imported.reviewed_here) == (0, 1)
    assert reviews_in("all.db") == as_given([without])


def test_the_log_tells_what_was_taken_over():
    import_into_store(put("in.csv", ENTRIES), "all.db")
    with Store.open("all.db") as store:
        entries = [entry for entry in store.log(1) if entry.action == "take_over"]
    assert len(entries) == 4
    assert {entry.who for entry in entries} == {"daeyeok"}
    assert entries[0].before["state"] == "unreviewed"
    assert (entries[0].after["state"], entries[0].after["reviewer"]) == ("accepted", "김")
    assert json.dumps(entries[1].after["revised_text"]) == '"Taxes fall."'


def test_a_revised_text_from_a_file_can_be_reviewed_further():
    import_into_store(put("in.tmx", ENTRIES), "all.db")
    with Store.open("all.db") as store:
        unit = list(store.units())[1]
        store.reviewer(1, "Choi").revise(unit.bead, unit.version, "Taxes go down.")
        assert store.unit(unit.bead).target_text == "Taxes go down."
        store.reviewer(1, "Choi").undo()
        assert store.unit(unit.bead).reviewer == "Kim & Lee"


def test_a_review_of_a_revision_is_known_by_the_revised_text():
    import_into_store(put("in.jsonl", [Entry("네.", "Yes.")]), "all.db")
    with Store.open("all.db") as store:
        unit = next(store.units())
        store.reviewer(1, "Choi").revise(unit.bead, unit.version, "Yes, Sir.")
        given = GivenReview("네.", "Yes, Sir.", "accepted", "이", datetime(2100, 1, 1, tzinfo=UTC))
        assert store.take_over(1, [given]).taken == 1
        now = store.unit(unit.bead)
        assert (now.target_text, now.original_text, now.state) == ("Yes, Sir.", "Yes.", "accepted")
        missing = GivenReview("아니오.", "No.", "accepted")
        assert store.take_over(1, [missing]).standing == 1


@pytest.mark.parametrize(
    ("version", "unit"),
    [
        pytest.param(
            "2.1",
            '<file id="f"><unit id="u"><segment state="final"><source>네.</source>'
            "<target>Yes.</target></segment></unit></file>",
            id="final in XLIFF 2",
        ),
        pytest.param(
            "1.2",
            '<file original="f" source-language="ko" target-language="en" '
            'datatype="plaintext"><body>'
            '<trans-unit id="u" approved="yes"><source>네.</source><target>Yes.</target>'
            "</trans-unit></body></file>",
            id="approved in XLIFF 1.2",
        ),
    ],
)
def test_what_another_program_approved_is_accepted(version, unit):
    name = "urn:oasis:names:tc:xliff:document:" + version.replace("2.1", "2.0")
    languages = ' srcLang="ko" trgLang="en"' if version == "2.1" else ""
    Path("in.xliff").write_text(
        f'<xliff xmlns="{name}" version="{version}"{languages}>{unit}</xliff>', encoding="utf-8"
    )
    daeyeok("import", "in.xliff", "-o", "all.db")
    assert reviews_in("all.db") == [("네.", "Yes.", "accepted", "", None)]


def test_plain_entries_keep_their_states():
    import_into_store(put("in.xlf", PLAIN), "all.db")
    states = [state for _, _, state, _, _ in reviews_in("all.db")]
    assert sorted(states) == sorted(entry.state for entry in PLAIN)
