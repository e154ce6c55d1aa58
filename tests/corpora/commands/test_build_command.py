"""``daeyeok build`` with real processes: killed, interrupted, and told what came of it."""

import os
import random
import signal
import sys
import time

import pytest
from archives import archive, children, content, count, end
from command_line import daeyeok, files, process, refused

from corpora.store import Store

pytestmark = pytest.mark.slow

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
#: Seconds that no step of a test should take; waiting ends with what is waited for.
PATIENCE = 90


def wait_for(condition):
    """Wait until something holds."""
    until = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.02)
    return found


def gone(numbers):
    """Whether none of these processes runs any more."""

    def runs(number):
        try:
            with open(f"/proc/{number}/stat", encoding="utf-8") as stream:
                return stream.read().rpartition(")")[2].split()[0] not in "ZX"
        except OSError:
            return False

    return not any(map(runs, numbers))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """An archive, and the content of a store that was built from it at one go."""
    folder = tmp_path_factory.mktemp("archive")
    manifest = archive(folder, 14)
    result = daeyeok("build", folder / "whole.db", manifest, "--jobs", 2)
    assert result.exit_code == 0
    assert result.stdout.startswith("14 pairs: 14 added\n  ")
    assert result.stderr == ""
    assert files(folder) == {"ko", "en", "pairs.csv", "whole.db"}
    whole = content(folder / "whole.db")
    assert len(whole) == 14
    return manifest, whole


@linux
def test_killed_again_and_again_a_build_loses_and_doubles_nothing(place, tmp_path):
    manifest, whole = place
    store, chance, stops = tmp_path / "store.db", random.Random(7), 0
    while (had := count(store)) < 13:
        run = process("build", store, manifest, "--jobs", 2, start_new_session=True)
        least = had + chance.randint(1, 3)
        wait_for(lambda least=least, run=run: count(store) >= least or run.poll() is not None)
        time.sleep(chance.random() / 10)
        workers = children(run.pid)
        end(run.pid)
        run.communicate()
        wait_for(lambda workers=workers: gone(workers))
        found = content(store)
        assert found.items() <= whole.items()
        assert len(found) >= min(least, 14)
        stops += 1
    assert stops >= 3
    result = daeyeok("build", store, manifest, "--jobs", 2)
    assert result.exit_code == 0
    assert content(store) == whole
    with Store.open(store) as opened:
        assert [entry.action for entry in opened.log()] == ["add"] * 14


@linux
def test_workers_end_with_the_process_that_started_them(place, tmp_path):
    manifest, _ = place
    run = process("build", tmp_path / "store.db", manifest, "--jobs", 2)
    workers = wait_for(lambda: len(found := children(run.pid)) == 2 and found)
    run.kill()
    run.communicate()
    wait_for(lambda: gone(workers))


def halted(manifest, folder):
    """A build that is stopped where it has done some and not all, its workers, and its store."""
    for attempt in range(10):
        store = folder / f"{attempt}.db"
        run = process("build", store, manifest, "--jobs", 2, start_new_session=True)
        wait_for(lambda store=store: count(store))
        os.killpg(run.pid, signal.SIGSTOP)
        workers = children(run.pid)
        if workers and count(store) < 14:
            return run, workers, store
        end(run.pid)  # it was too fast
        run.communicate()
    raise AssertionError("each build was at its end before it could be stopped")


@linux
def test_a_worker_that_is_killed_costs_nothing(place, tmp_path):
    manifest, whole = place
    run, workers, store = halted(manifest, tmp_path)
    os.kill(workers[0], signal.SIGKILL)
    os.killpg(run.pid, signal.SIGCONT)
    out, err = run.communicate(timeout=PATIENCE)
    assert (run.returncode, err) == (0, b"")
    assert out.startswith(b"14 pairs: 14 added")
    assert content(store) == whole


@linux
def test_ctrl_c_ends_it_at_once_and_says_what_is_left(place, tmp_path):
    manifest, whole = place
    run, workers, store = halted(manifest, tmp_path)
    os.killpg(run.pid, signal.SIGINT)
    os.killpg(run.pid, signal.SIGCONT)
    out, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == 130
    assert err.decode() == "Interrupted; the same command does the rest.\n"
    assert b"not done" in out
    assert gone(workers)
    result = daeyeok("build", store, manifest, "--jobs", 2)
    assert "there already" in result.stdout
    assert content(store) == whole


def test_failures_are_listed_and_the_status_says_so(tmp_path):
    manifest, store = archive(tmp_path, 1), tmp_path / "store.db"
    with manifest.open("a", encoding="utf-8") as stream:
        stream.write("\nko/7.txt,en/7.txt")
    for options, status in ((), 0), (("--fail-on-errors",), 3):
        store.unlink(missing_ok=True)
        result = daeyeok("build", store, manifest, "--jobs", 1, *options)
        assert result.exit_code == status
        assert "2 pairs: 1 added, 1 failed" in result.stdout
        assert "1 x the Korean file: there is no such file; check its name" in result.stdout
        assert result.stderr.endswith("store-failed.csv\n")
    # All that was tried failed, now that the other one is there.
    assert daeyeok("build", store, manifest, "--jobs", 1).exit_code == 1
    (tmp_path / "ko" / "7.txt").write_text("다음 회의는 서울에서 열린다.", encoding="utf-8")
    (tmp_path / "en" / "7.txt").write_text("The next meeting is in Seoul.", encoding="utf-8")
    result = daeyeok("build", store, tmp_path / "store-failed.csv", "--jobs", 1)
    assert result.exit_code == 0
    assert files(tmp_path) == {"ko", "en", "pairs.csv", "store.db"}
    assert daeyeok("build", store, manifest, "--fail-on-errors").exit_code == 0


def test_what_cannot_be_built_is_refused_before_any_work(tmp_path):
    manifest, store = archive(tmp_path, 1), tmp_path / "store.db"
    assert "no such file" in refused("build", store, tmp_path / "no.csv")
    other = tmp_path / "notes.csv"
    other.write_text("source,notes", encoding="utf-8")
    assert "already exists" in refused("build", store, manifest, "--failed", other)
    assert "--failed" in refused("build", store, manifest, "--failed", "-", status=2)
    assert "--jobs" in refused("build", store, manifest, "--jobs", 0, status=2)
    assert "is no store" in refused("build", other, manifest)
    assert files(tmp_path) == {"ko", "en", "pairs.csv", "notes.csv"}
