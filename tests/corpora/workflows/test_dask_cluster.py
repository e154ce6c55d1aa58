"""A pool on a Dask cluster; skipped where the extra is missing."""

import sys

import pool_tasks
import pytest
from archives import archive, content
from command_line import daeyeok, refused

from align.errors import EncoderError, WorkerError
from corpora.workflows.build.pool import WorkerLost

distributed = pytest.importorskip("distributed")
dask = pytest.importorskip("dask")

from corpora.workflows.build.dask_cluster import Cluster  # noqa: E402


@pytest.fixture(scope="module")
def address():
    """A scheduler on this machine with two workers, as somebody else might have started it."""
    options = {"threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "silence_logs": 50}
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(n_workers=2, **options) as cluster,
    ):
        yield cluster.scheduler_address


def test_every_task_is_done_once_and_few_wait(address):
    taken = []

    def tasks():
        for task in range(30):
            taken.append(task)
            yield task

    with Cluster(address, 1) as pool:
        done = []
        for task, result in pool.map_unordered(pool_tasks.double, tasks()):
            done.append((task, result))
            assert len(taken) - len(done) <= 4
        assert sorted(done) == [(task, 2 * task) for task in range(30)]
        assert list(pool.map_unordered(pool_tasks.double, [])) == []
        assert pool.call(pool_tasks.answer) == 42
        with pytest.raises(EncoderError, match="no such model"):
            pool.call(pool_tasks.lack_a_model)


def test_a_task_that_ends_its_workers_costs_no_other(address):
    with Cluster(address, 1) as pool:
        done = dict(pool.map_unordered(pool_tasks.die_over_threes, [1, 2, 3, 4, 5]))
    assert isinstance(done.pop(3), WorkerLost)
    # Tasks that lay at the same worker may be blamed, too; most are not.
    assert {result for result in done.values() if not isinstance(result, WorkerLost)} <= {
        2,
        4,
        8,
        10,
    }
    assert sum(isinstance(result, WorkerLost) for result in done.values()) <= 1


def test_a_store_is_the_same_from_a_cluster(address, tmp_path):
    manifest = archive(tmp_path, 5)
    with manifest.open("a", encoding="utf-8") as stream:
        stream.write("\nko/gone.txt,en/gone.txt")
    result = daeyeok("build", tmp_path / "c.db", manifest, "--scheduler", address)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("6 pairs: 5 added, 1 failed\n")
    daeyeok("build", tmp_path / "p.db", manifest, "--jobs", 1)
    assert content(tmp_path / "c.db") == content(tmp_path / "p.db")
    again = daeyeok("build", tmp_path / "c.db", manifest, "--scheduler", address)
    assert again.stdout.startswith("6 pairs: 5 there already, 1 failed\n")


def test_a_cluster_can_be_started_here(tmp_path):
    manifest = archive(tmp_path, 2)
    result = daeyeok("build", tmp_path / "s.db", manifest, "--scheduler", "local", "--jobs", 1)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("2 pairs: 2 added\n")


def test_nobody_at_the_address_is_one_line():
    with pytest.raises(WorkerError, match=r"no scheduler answers at tcp://127\.0\.0\.1:1: "):
        Cluster("tcp://127.0.0.1:1", 1, patience=0.5).__enter__()
    with pytest.raises(WorkerError, match="no scheduler answers at nonsense://x"):
        Cluster("nonsense://x", 1, patience=0.5).__enter__()


def test_a_scheduler_without_workers_is_one_line():
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0") as cluster,
        pytest.raises(WorkerError, match="no worker came"),
    ):
        Cluster(cluster.scheduler_address, 1, patience=0.5).__enter__()


def test_a_scheduler_that_goes_is_one_line():
    cluster = distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
    )
    with Cluster(cluster.scheduler_address, 1) as pool:
        done = pool.map_unordered(pool_tasks.process_number, range(50))
        for _ in range(3):
            next(done)
        cluster.close()
        with pytest.raises(WorkerError, match="the scheduler has gone"):
            list(done)


def test_without_the_extra_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    manifest = archive(tmp_path, 1)
    assert ".[cluster]" in refused("build", tmp_path / "s.db", manifest, "--scheduler", "local")
