"""The years that a date may have, in tables, in `mutasi.yaml` and in options."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years outside are no dates of a civil servant: 0099 stands for a year nobody can tell, 0001 for no date."""
