"""The file of a store: what is no store, older and newer ones, and several programs at once."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from command_line import process
from old_store import make_old_store
from release_strategies import small_release
from repository import ROOT
from small_bitext import release as hand_made
from store_reviews import run

from align.errors import StoreError
from corpora.store import Store
from corpora.store.database.connection import connect
from corpora.store.database.schema import MIGRATIONS
from corpora.wording.findings import note_of, sentence_of
from corpora.wording.words import Words


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.db"


def filled(path):
    with Store.open(path, create=True) as store:
        store.add(hand_made())
    return path


def test_only_who_asks_for_it_makes_a_store(path):
    with pytest.raises(StoreError, match="no such store"):
        Store.open(path)
    assert not path.exists()
    with Store.open(path, create=True):
        pass
    with Store.open(path) as store:
        assert list(store.units()) == []
    path.write_bytes(b"")
    with pytest.raises(StoreError, match="is no store"):
        Store.open(path)
    with Store.open(path, create=True) as store:
        assert store.add(hand_made()).outcome == "added"


def test_the_file_says_whose_it_is(path):
    filled(path)
    assert run(path, "PRAGMA application_id") == [(0x64616579,)]
    assert run(path, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert run(path, "PRAGMA journal_mode") == [("wal",)]
    tables = run(path, "SELECT name, strict FROM pragma_table_list WHERE type = 'table'")
    own = [row for row in tables if not row[0].startswith("sqlite_")]
    assert len(own) == 10
    assert all(strict for _, strict in own)


@pytest.mark.parametrize("create", [False, True])
def test_other_files_are_left_alone(path, tmp_path, create):
    path.write_text("한글 문서", encoding="utf-8")
    with pytest.raises(StoreError, match="is no store"):
        Store.open(path, create=create)
    assert path.read_text(encoding="utf-8") == "한글 문서"
    other = tmp_path / "other.db"
    run(other, "CREATE TABLE songs (title)")
    with pytest.raises(StoreError, match="is no store"):
        Store.open(other, create=create)
    assert run(other, "SELECT count(*) FROM sqlite_schema") == [(1,)]
    with pytest.raises(StoreError, match="is a folder"):
        Store.open(tmp_path, create=create)
    with pytest.raises(StoreError, match="no such"):
        Store.open(tmp_path / "nowhere" / "store.db", create=create)


def test_a_newer_store_asks_for_a_newer_daeyeok(path):
    filled(path)
    run(path, "PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"newer daeyeok \(schema 99, .*update daeyeok"):
        Store.open(path)


def test_a_damaged_store_is_called_damaged(path):
    filled(path)
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 12] = os.urandom(4096 * 11)
    path.write_bytes(bytes(content))

    def use():
        with Store.open(path) as store:
            return store.integrity_check() or list(store.units())

    with pytest.raises(StoreError, match="damaged"):
        assert not use()
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(StoreError, match=r"damaged|is no store"):
        use()


def test_texts_that_do_not_fit_are_found(path):
    filled(path)
    run(path, "DROP TRIGGER beads_changed")
    run(path, "UPDATE beads SET source_text = 'other words here' WHERE number = 1")
    with Store.open(path) as store:
        assert store.integrity_check() == (
            "the index for searching does not fit the texts",
            "release 1 (보도자료.txt + release.txt): bead 2 has other texts than its segments",
        )
        run(path, "UPDATE beads SET target_stop = target_stop + 1 WHERE number = 2")
        assert "does not follow" in store.integrity_check()[1]


def test_a_step_changes_the_schema_and_keeps_the_rest(path):
    filled(path)
    steps = (*MIGRATIONS, ("ALTER TABLE releases ADD COLUMN licence TEXT NOT NULL DEFAULT ''",))
    connect(path, migrations=steps).close()
    assert run(path, "PRAGMA user_version") == [(len(steps),)]
    assert run(path, "SELECT licence FROM releases") == [("",)]
    assert run(path, "SELECT count(*) FROM beads") == [(8,)]
    connect(path, migrations=steps).close()  # and again: nothing to do
    with pytest.raises(StoreError, match="newer"):
        Store.open(path)


def test_a_step_that_fails_leaves_the_older_store(path):
    filled(path)
    steps = (*MIGRATIONS, ("CREATE TABLE more (x TEXT) STRICT",), ("SELECT no_such_function()",))
    with pytest.raises(sqlite3.OperationalError):
        connect(path, migrations=steps)
    assert run(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'more'") == [(0,)]
    with Store.open(path) as store:
        assert len(list(store.units())) == 8


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_that_may_not_be_written_is_read(path):
    filled(path)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Store.open(path) as store:
            assert len(list(store.units())) == 8
            assert store.integrity_check() == ()
            with pytest.raises(StoreError, match="may not be written"):
                store.add(small_release())
    finally:
        path.parent.chmod(0o755)


def test_what_is_read_is_of_one_moment_while_others_write(path):
    filled(path)
    with Store.open(path) as reader, Store.open(path) as writer:
        units = reader.units()
        first = next(units)
        writer.add(small_release(), key="later")
        reader.add(small_release(), key="later still")  # its own writing neither
        assert len([first, *units]) == 8
        assert len(list(reader.units())) == 14


def test_a_generator_that_is_left_holds_nothing(path):
    filled(path)
    with Store.open(path) as store:
        units = store.units()
        next(units)
        units.close()
        store.add(small_release(), key="more")
    assert sorted(file.name for file in path.parent.iterdir()) == ["store.db"]


def test_an_error_takes_back_all_of_a_release(path, monkeypatch):
    filled(path)
    with Store.open(path) as store:

        def fail(*_arguments, **_more):
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr("corpora.store.releases.add.write_log", fail)
            with pytest.raises(KeyboardInterrupt):
                store.add(small_release())
        assert len(list(store.units())) == 8
        assert store.add(small_release()).release == 2


#: Adds releases until it is stopped, from a number on, and says each one.
ADDING = f"""
import sys
sys.path.insert(0, {str(ROOT / "tests" / "support")!r})
from small_bitext import release
from corpora.store import Store
with Store.open(sys.argv[1], create=True) as store:
    for number in range(int(sys.argv[2])):
        store.add(release(), key=sys.argv[3] + str(number))
        print(number, flush=True)
"""


def test_two_programs_write_into_one_store_and_both_make_it(path):
    count = 40
    both = [process(path, count, name, code=ADDING) for name in ("a", "b", "c")]
    for one in both:
        _, errors = one.communicate(timeout=120)
        assert one.returncode == 0, errors.decode()
    with Store.open(path) as store:
        assert store.integrity_check() == ()
        assert len(list(store.origins())) == 3 * count
        assert len(list(store.units())) == 3 * count * 8


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a kill that cannot be caught")
@pytest.mark.parametrize("after", [1, 7, 20])
def test_a_program_that_is_killed_leaves_whole_releases(path, tmp_path, after):
    adding = process(path, 100_000, "a", code=ADDING)
    try:
        said = [adding.stdout.readline() for _ in range(after)]
        time.sleep(after / 1000)
    finally:
        adding.kill()
    said += adding.communicate()[0].splitlines()
    with Store.open(path) as store:
        assert store.integrity_check() == ()
        origins = list(store.origins())
        assert len(origins) >= len([line for line in said if line.strip()]) >= after
        assert {len(store.release(one.release).reviews) for one in origins} == {8}
        assert [entry.release for entry in store.log()] == [one.release for one in origins]
        assert store.add(hand_made(), key="after").outcome == "added"


def test_a_second_look_in_one_process_keeps_the_locks_of_the_first(tmp_path):
    """Where a file is closed, POSIX takes all locks of the process on it away.

    Another program that closes the store then believes itself alone, and tidies up the file that
    holds what was written last.
    """
    path = tmp_path / "store.db"
    with Store.open(path, create=True) as held:
        held.add(hand_made())
        Store.open(path).close()
        code = f"from corpora.store import Store; Store.open({str(path)!r}).close()"
        assert process(code=code).wait(timeout=60) == 0
        assert Path(f"{path}-wal").exists()
        held.reviewer(1, "Kim").accept(1, 0)
    with Store.open(path) as again:
        assert again.unit(1).state == "accepted"


#: Findings and notes as version 0.2.0 wrote them, with the Korean that it showed.
OLD_FINDINGS = (
    ("doubled", "The Korean has this segment twice in a row.",
     "국문에 같은 글이 잇달아 두 번 나옵니다."),
    ("number_mismatch", "The Korean says 1,240 (1,240명); the English says 1,420.",
     "국문은 1,240명, 영문은 1,420입니다."),
    ("repeat_inconsistent", "The same segment is translated \"It's on.\" elsewhere.",
     "같은 글을 다른 곳에서는 다음과 같이 옮겼습니다: “It's on.”"),
    ("doubled", "또 나옴 <b>", "또 나옴 <b>"),
    ("number_mismatch", "The Korean says 1; the English says 2; the English says 3.",
     "The Korean says 1; the English says 2; the English says 3."),
)  # fmt: skip
OLD_NOTE = (
    "The nearest English, line 3 (“3. A”), is 0.28 alike; a translation here is 0.55 alike. "
    "1996, 4300 occur nowhere in the English."
)
OLD_NOTE_IN_KOREAN = (
    "가장 비슷한 영문은 3행(“3. A”)이며 유사도는 0.28입니다. "
    "이 자료에서 제대로 옮긴 글의 유사도는 보통 0.55입니다. 영문에 없는 숫자: 1996, 4300."
)


def test_a_store_of_sentences_shows_the_same_in_both_languages(path):
    release = hand_made()
    make_old_store(path, release, migrations=4, note=OLD_NOTE, findings=OLD_FINDINGS)
    with Store.open(path) as store:
        stored = store.release(1)
        said = [sentence_of(one.found.finding) for one in stored.findings]
        assert [(words.en, words.ko) for words in said] == [
            (english, korean) for _, english, korean in OLD_FINDINGS
        ]
        notes = [note_of(one.reasons) for one in stored.release.annotations if one.reasons]
        assert notes[0] == Words(OLD_NOTE_IN_KOREAN, OLD_NOTE)
        assert notes[1:] == [Words("번역자가 뺐음", "번역자가 뺐음")] * (len(notes) - 1)
        assert len(notes) == sum(bead.is_gap for bead in release.bitext)
        assert store.integrity_check() == ()
    columns = {name for (name,) in run(path, "SELECT name FROM pragma_table_info('findings')")}
    assert {"code", "fields"} <= columns
    assert "sentence" not in columns
