"""Makes the example city: `python -m examples.generator`, run from the root of the repository.

Everything comes from one seed; the same bytes come out on every machine and on every Python from 3.11 on.
"""
