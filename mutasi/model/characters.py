"""Characters that have no place in a cell, for they cannot be seen."""

from __future__ import annotations

import re

HIDDEN_PATTERN = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"  # C0 without tab and line ends, DEL, C1
    "\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff]"  # joiners, directions, marks
)

NO_VALUE = ("NULL", "N/A", "NA", "NaN", "None")
"""What programs write for a value that is not there."""
