"""Stores for all tests (tests/stores.py), and hypothesis profiles: `check` repeats the same examples in every run, `soak` looks for new ones (`make soak`)."""

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.stores"]

_QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile("check", derandomize=True, deadline=None, suppress_health_check=_QUIET)
settings.register_profile("soak", max_examples=2000, deadline=None, suppress_health_check=_QUIET, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "check"))
