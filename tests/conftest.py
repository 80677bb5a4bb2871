"""Settings of all tests: no property test fails because a machine is busy."""

from hypothesis import settings

settings.register_profile("mutasi", deadline=None)
settings.load_profile("mutasi")
