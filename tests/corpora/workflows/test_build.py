"""What a build does with a manifest, with a pool that works in this process."""

import shutil
from pathlib import Path

import pytest
from archives import archive, content, write_pair
from store_reviews import review

from align.errors import InputError, WorkerError
from align.settings import AlignSettings
from corpora.formats.manifest import read_manifest
from corpora.model.unit import ReleaseMetadata
from corpora.store import Store
from corpora.summaries.build import built_lines
from corpora.workflows.add import Checks, add_files
from corpora.workflows.build.build import Built, build
from corpora.workflows.build.failures import Failures
from corpora.workflows.build.jobs import Recipe
from corpora.workflows.build.pool import WorkerLost


class Here:
    """A pool of this process, which has some tasks at a time and ends over some keys."""

    def __init__(self, *, ahead=3, over=()):
        self.ahead, self.over, self.worked = ahead, over, []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def call(self, function):
        return function()

    def map_unordered(self, function, tasks):
        tasks, waiting = iter(tasks), []
        while True:
            for task in tasks:
                waiting.append(task)
                if len(waiting) == self.ahead:
                    break
            if not waiting:
                return
            task = waiting.pop(0)
            self.worked.append(task.job.key)
            died = task.job.key in self.over
            yield task, WorkerLost("the process ended") if died else function(task)


@pytest.fixture
def place(tmp_path):
    return tmp_path / "store.db", archive(tmp_path, 5)


def add_rows(manifest, *rows):
    with manifest.open("a", encoding="utf-8") as stream:
        stream.writelines(f"\n{row}" for row in rows)


def test_a_build_keeps_what_adding_one_by_one_keeps(place, tmp_path):
    store, manifest = place
    built = build(store, manifest, Here())
    assert (built.pairs, built.kept, built.there, built.failures) == (5, 5, 0, [])
    other = tmp_path / "other.db"
    for number in range(5):
        ko, en = (tmp_path / name / f"{number}.txt" for name in ("ko", "en"))
        key = f"ko/{number}.txt + en/{number}.txt"
        add_files(other, ko, en, key=key)
    assert content(store) == content(other)
    assert built.findings == sum(len(found) for *_, found in content(store).values()) > 0


def test_what_is_there_is_passed_over(place):
    store, manifest = place
    build(store, manifest, Here())
    before, pool = content(store), Here()
    built = build(store, manifest, pool)
    assert (built.there, built.kept, pool.worked) == (5, 0, [])
    add_rows(manifest, "ko/new.txt,en/new.txt")
    for name in ("ko", "en"):
        text = (manifest.parent / name / "0.txt").read_text(encoding="utf-8")
        (manifest.parent / name / "new.txt").write_text(text + "\n\n", encoding="utf-8")
    build(store, manifest, pool)
    assert pool.worked == ["ko/new.txt + en/new.txt"]
    assert content(store).items() >= before.items()


def test_changed_files_settings_and_facts_are_done_anew_and_reviews_stay(place):
    store, manifest = place
    build(store, manifest, Here())
    with Store.open(store) as opened:
        bead = next(unit.bead for unit in opened.units() if unit.origin.key.startswith("ko/3"))
    review(store, bead, "accepted")
    write_pair(manifest.parent, 3, skip=1)
    pool = Here()
    assert build(store, manifest, pool).outcomes == {"replaced": 1}
    assert pool.worked == ["ko/3.txt + en/3.txt"]
    assert content(store)["ko/3.txt + en/3.txt"][2][0] == ("accepted", None)
    other = Recipe(settings=AlignSettings(wrong_cost=0.3))
    assert build(store, manifest, Here(), recipe=other).outcomes == {"replaced": 5}
    text = manifest.read_text(encoding="utf-8").splitlines()
    text = [line + (",agency" if not place else ",외교부") for place, line in enumerate(text)]
    manifest.write_text("\n".join(text), encoding="utf-8")
    assert build(store, manifest, Here(), recipe=other).outcomes == {"updated": 5}
    assert {facts.agency for facts, *_ in content(store).values()} == {"외교부"}
    assert build(store, manifest, Here(), recipe=other).there == 5


def test_again_brings_the_findings_that_were_left_out(place):
    store, manifest = place
    build(store, manifest, Here(), recipe=Recipe(checks=Checks(skipped=True)))
    assert build(store, manifest, Here()).there == 5
    built = build(store, manifest, Here(), again=True)
    assert built.outcomes["updated"] > 0
    assert built.outcomes["added"] == 0
    assert built.findings > 0


def test_the_same_files_come_in_once(place):
    store, manifest = place
    for name in ("ko", "en"):
        shutil.copy(manifest.parent / name / "0.txt", manifest.parent / name / "copy.txt")
    add_rows(manifest, "ko/copy.txt,en/copy.txt")
    built = build(store, manifest, Here(ahead=9))
    assert (built.kept, built.there, built.done) == (5, 1, 6)
    assert "ko/copy.txt + en/copy.txt" not in content(store)
    built = build(store, manifest, Here(ahead=9), again=True)
    assert (built.outcomes["unchanged"], len(content(store))) == (6, 5)


def test_an_archive_that_moved_is_known_again(place):
    store, manifest = place
    with Store.open(store, create=True):
        add_files(
            store, manifest.parent / "ko" / "0.txt", manifest.parent / "en" / "0.txt", key="mine"
        )
    build(store, manifest, Here())
    before = content(store)
    assert "mine" in before
    moved = manifest.parent.parent / "moved.csv"
    lines = manifest.read_text(encoding="utf-8").splitlines()
    folder = manifest.parent.name
    rows = [",".join(f"{folder}/{cell}" for cell in line.split(",")) for line in lines[1:]]
    moved.write_text("\n".join([lines[0], *rows]), encoding="utf-8")
    assert build(store, moved, Here()).there == 5
    other = Recipe(settings=AlignSettings(wrong_cost=0.3))
    assert build(store, moved, Here(), recipe=other).outcomes == {"replaced": 5}
    assert set(content(store)) == set(before)


def test_facts_of_the_manifest_come_into_the_store_and_keys_name_releases(tmp_path):
    archive(tmp_path, 1)
    manifest = tmp_path / "m.csv"
    manifest.write_text(
        "source,target,date,agency,number,title,key\n"
        "ko/0.txt,en/0.txt,2016-10-14,외교부,16-1,회의,mofa/1\n",
        encoding="utf-8",
    )
    build(tmp_path / "s.db", manifest, Here())
    (key, (facts, *_)), *_ = content(tmp_path / "s.db").items()
    assert key == "mofa/1"
    assert facts == ReleaseMetadata("회의", "2016-10-14", "외교부", "16-1")


def test_failures_stop_nothing_and_their_list_can_be_built(place):
    store, manifest = place
    (manifest.parent / "ko" / "bad.txt").write_bytes(b"\x00\x01\x02 no text")
    (manifest.parent / "en" / "bad.txt").write_text("It is English.", encoding="utf-8")
    add_rows(manifest, "ko/bad.txt,en/bad.txt", "ko/gone.txt,en/gone.txt", "ko,en")
    pool = Here(over=["ko/2.txt + en/2.txt"])
    built = build(store, manifest, pool)
    assert (built.kept, built.done) == (4, 8)
    reasons = {failure.job.key: failure.reason for failure in built.failures}
    assert reasons["ko/2.txt + en/2.txt"] == "the process ended"
    assert "no such file" in reasons["ko/gone.txt + en/gone.txt"]
    assert "no file" in reasons["ko + en"]
    assert "bad.txt" in reasons["ko/bad.txt + en/bad.txt"]
    place = manifest.parent / "lists" / "failed.csv"
    place.parent.mkdir()
    assert Failures(place).write(built, manifest) == place
    rows = read_manifest(place)
    extra = [dict(row.extra) for row in rows]
    assert {row["key"]: row["problem"] for row in extra} == reasons
    assert {row.source for row in rows} >= {"../ko/2.txt", "../ko/gone.txt"}
    again = build(store, place, Here())
    assert list(again.outcomes) == ["added"]
    assert "ko/2.txt + en/2.txt" in content(store)
    assert build(store, manifest, Here()).there == 5


def test_the_list_of_failures_is_kept_as_long_as_it_is_needed(place, tmp_path):
    store, manifest = place
    path = tmp_path / "failed.csv"
    assert Failures(path).write(Built(5, there=5), manifest) is None
    built = build(store, manifest, Here(over=["ko/2.txt + en/2.txt"]))
    Failures(path).write(built, manifest)
    before = path.read_bytes()
    # Nothing began, or it was the list itself that was built from, and not to its end.
    assert Failures(path).write(Built(5), manifest) is None
    assert Failures(path).write(Built(3, there=1, failures=built.failures), path) is None
    assert path.read_bytes() == before
    assert Failures(path).write(Built(5, there=5), manifest) is None
    assert not path.exists()


def test_a_fault_of_ours_in_one_pair_stops_no_other(place, monkeypatch):
    store, manifest = place
    from corpora.workflows import add as adding  # noqa: PLC0415

    real = adding.align_files

    def faulty(source, target, **options):
        if source.name == "1.txt":
            raise ZeroDivisionError("no\nlines")
        if source.name == "2.txt":
            raise MemoryError
        return real(source, target, **options)

    monkeypatch.setattr("corpora.workflows.add.align_files", faulty)
    built = build(store, manifest, Here())
    assert built.kept == 3
    first, second = (failure.reason for failure in built.failures)
    assert first.startswith("a fault of daeyeok, ZeroDivisionError in test_build.py:")
    assert first.endswith("no lines; please report it")
    assert "memory" in second


def test_workers_of_another_version_are_refused(place, monkeypatch):
    store, manifest = place
    pool = Here()
    monkeypatch.setattr(pool, "call", lambda function: "daeyeok:9")
    with pytest.raises(WorkerError, match="same version everywhere"):
        build(store, manifest, pool)
    assert content(store) == {}


def test_standard_input_is_no_document_of_a_manifest(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    archive(tmp_path, 1)
    Path("m.csv").write_text("source,target\n-,en/0.txt", encoding="utf-8")
    (failure,) = build("s.db", "m.csv", Here()).failures
    assert "standard input" in failure.reason


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("source,target\nko/0.txt,", "holds no pair"),
        (
            "source,target,key\nko/0.txt,en/0.txt,a\nko/1.txt,en/1.txt,a",
            "m.csv:3: the key a stands in line 2 already",
        ),
    ],
)
def test_manifests_that_make_no_sense_are_refused(tmp_path, rows, message):
    archive(tmp_path, 2)
    manifest = tmp_path / "m.csv"
    manifest.write_text(rows, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        build(tmp_path / "s.db", manifest, Here())
    assert not (tmp_path / "s.db").exists()


def test_people_are_told_what_came_of_it_by_reason(place):
    store, manifest = place
    add_rows(manifest, *(f"ko/gone{n}.txt,en/gone{n}.txt" for n in range(3)))
    lines = list(built_lines(build(store, manifest, Here())))
    assert lines[0] == "8 pairs: 5 added, 3 failed"
    assert lines[2:] == [
        "",
        "Failed (3)",
        "    3 x the Korean file: there is no such file; check its name",
    ]
    assert next(built_lines(Built(8, there=5))) == "8 pairs: 5 there already, 3 not done"
