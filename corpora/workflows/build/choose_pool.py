"""Which pool a user asked for."""

from __future__ import annotations

from corpora.workflows.build.pool import WorkerPool
from corpora.workflows.build.processes import Processes, cores


def pool_for(scheduler: str | None = None, jobs: int | None = None) -> WorkerPool:
    """Processes of this machine, or the cluster of a scheduler.

    Args:
        scheduler: Its address; "local" for a cluster on this machine.
        jobs: How many processes work on this machine; one a core by default.

    Raises:
        WorkerError: The package for clusters is missing.
    """
    count = jobs or cores()
    if scheduler is None:
        return Processes(count)
    from corpora.workflows.build.dask_cluster import Cluster  # noqa: PLC0415 - costs a second

    return Cluster(None if scheduler == "local" else scheduler, count)
