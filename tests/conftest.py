"""What holds for all tests."""

import os

# Before numpy is loaded: matrices here are small, and the threads of several processes that test at
# the same time wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from hypothesis import HealthCheck, settings

# How long an example takes says nothing about what it tests, and a loaded machine takes long.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")
