"""Settings of all tests: no property test fails because a machine is busy, none takes long."""

from __future__ import annotations

import gc

from hypothesis import settings

# Every run draws other examples, so that few a run become many.
settings.register_profile("mutasi", deadline=None, max_examples=50)
settings.load_profile("mutasi")


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: collecting garbage need not look through it again."""
    gc.collect()
    gc.freeze()
