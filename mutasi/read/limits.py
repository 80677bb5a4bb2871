"""What a file may hold at most. Beyond a limit reading ends with a message, never with a full memory."""

from __future__ import annotations

from mutasi.finding import MOST_LISTED

MEGABYTE = 1_000_000

CSV_BYTES = 2_000 * MEGABYTE
YAML_BYTES = 20 * MEGABYTE
XLSX_BYTES = 200 * MEGABYTE
STREAM_BYTES = 500 * MEGABYTE
"""For what has no size beforehand: pipes and devices."""

MERGED_BYTES = 20 * MEGABYTE
"""Of each of three tables that are merged by key; larger ones are merged by lines."""

WHOLE_BYTES = 256 * MEGABYTE
"""Of CSV tables of which only findings are wanted: larger ones are read in blocks."""

COLUMNS = 1_000
CELL_CHARACTERS = 1_000_000
JSON_BYTES = 200 * MEGABYTE
NODE_DEPTH = 100
"""Collections inside one another, of YAML and JSON."""

SHEET_CELLS = 30_000_000
"""From the first to the last cell of a sheet, empty ones included."""
PAGE_TABLES = 1_000
"""Tables of a page; programs that write pages for spreadsheets make one."""
SPANS = 1_000_000
"""Merged cells of a sheet."""
ZIP_ENTRIES = 10_000
ZIP_UNPACKED_BYTES = 512 * MEGABYTE
ZIP_RATIO = 100
ZIP_HARMLESS_BYTES = 10 * MEGABYTE
"""A workbook that unpacks to less is read at any ratio: sheets full of blanks pack well."""

FINDINGS_A_FILE = MOST_LISTED
"""Findings of one rule listed one by one for a file; the rest is counted in one more finding."""
BLOCK_BYTES = 2_000_000
"""Of a file that is read in blocks."""
