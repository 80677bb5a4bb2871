"""Settings of all tests: no property test fails because a machine is busy, none takes long."""

from __future__ import annotations

import gc
import os

from hypothesis import settings

# Tables of tests are small, and processes of pytest share the cores: more threads only wait for each other. Before
# polars is imported. Tests that ask whether threads change a byte set their own number.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

# Every run draws other examples, so that few a run become many.
settings.register_profile("mutasi", deadline=None, max_examples=50)
settings.load_profile("mutasi")


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: collecting garbage need not look through it again."""
    gc.collect()
    gc.freeze()
