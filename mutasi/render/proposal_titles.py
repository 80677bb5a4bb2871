"""Headings of the parts of a proposal to which other parts refer: the very same words in both places."""

from __future__ import annotations

from mutasi.message import Message

TOTALS = Message("Totals")
NOTES = Message("Notes on the moves")
OVERRIDES = Message("Overrides and exceptions used")
CHECKLIST = Message("To be settled before the inauguration")
LEFT_EMPTY = Message("Seats left empty")
RULE_SOURCES = Message("Sources of the rules")
RECORD = Message("Record")
