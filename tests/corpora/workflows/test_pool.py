"""Processes that share the work: all is done once, whoever dies."""

import os

import pool_tasks
import pytest

from align.errors import EncoderError, WorkerError
from corpora.workflows.build.pool import WorkerLost
from corpora.workflows.build.processes import Processes, cores


def results(pool, function, tasks):
    with pool:
        return sorted(pool.map_unordered(function, tasks))


@pytest.mark.parametrize("count", [1, 3])
def test_every_task_is_done_once(count):
    assert results(Processes(count), pool_tasks.double, range(20)) == [
        (task, 2 * task) for task in range(20)
    ]


def test_a_crew_works_more_than_once_and_on_nothing():
    with Processes(2) as pool:
        assert list(pool.map_unordered(pool_tasks.double, [])) == []
        assert list(pool.map_unordered(pool_tasks.double, [4])) == [(4, 8)]
        assert pool.call(pool_tasks.answer) == 42


@pytest.mark.parametrize("count", [1, 2])
def test_a_task_that_ends_its_process_costs_no_other(count):
    with Processes(count) as pool:
        done = dict(pool.map_unordered(pool_tasks.die_over_threes, range(8)))
    died = {task for task, result in done.items() if isinstance(result, WorkerLost)}
    assert died == {0, 3, 6}
    assert {task: result for task, result in done.items() if task not in died} == {
        task: 2 * task for task in (1, 2, 4, 5, 7)
    }


def test_a_task_is_tried_again_when_its_process_ended(tmp_path):
    tasks = [(number, str(tmp_path)) for number in range(3)]
    assert results(Processes(2), pool_tasks.die_once, tasks) == [
        (task, 2 * task[0]) for task in tasks
    ]


def test_few_tasks_wait_at_any_time():
    taken = []

    def tasks():
        for task in range(40):
            taken.append(task)
            yield task

    with Processes(2) as pool:
        for number, _ in enumerate(pool.map_unordered(pool_tasks.double, tasks()), start=1):
            assert len(taken) - number <= 4
    assert len(taken) == 40


def test_all_processes_work():
    with Processes(2) as pool:
        numbers = {result for _, result in pool.map_unordered(pool_tasks.process_number, range(12))}
    assert len(numbers) == 2
    assert os.getpid() not in numbers


def test_matrices_get_one_thread_a_process(monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert results(Processes(1), pool_tasks.threads, [0]) == [(0, "1")]
    assert "OPENBLAS_NUM_THREADS" not in os.environ
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")  # who sets it knows why
    assert results(Processes(1), pool_tasks.threads, [0]) == [(0, "3")]


def test_what_a_worker_cannot_answer_is_told():
    with Processes(1) as pool:
        with pytest.raises(EncoderError, match="no such model"):
            pool.call(pool_tasks.lack_a_model)
        with pytest.raises(WorkerError, match="end as they start"):
            pool.call(pool_tasks.die)


def test_there_is_a_core():
    assert 1 <= cores() <= (os.cpu_count() or 1)
