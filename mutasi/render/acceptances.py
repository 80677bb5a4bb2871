"""Errors that are let pass, as people read of them: where, what, and by whose decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mutasi.message import Message
from mutasi.render.language import Language
from mutasi.render.text import visible

if TYPE_CHECKING:
    from mutasi.rules.exemptions import Accepted  # polars, which the help of a command does not need


def acceptance_line(one: Accepted) -> Message:
    """The error and its acceptance on one line."""
    where, found = str(one.finding.location), one.finding
    return Message("{place}: {rule} {message} ({reason})", place=where, rule=found.rule, message=found.message,
                   reason=_reason(one))  # fmt: skip


def acceptance_cells(one: Accepted, words: Language) -> tuple[str, ...]:
    """The same in the columns of a table: place, rule, error, and by whose decision."""
    found, reason = one.finding, _reason(one)
    said = words.text(reason) if isinstance(reason, Message) else reason
    return str(found.location), found.rule, words.text(found.message), said


def _reason(one: Accepted) -> Message | str:
    if one.by is None:
        return Message("left out by pemeriksaan in mutasi.yaml")
    reason = visible(one.by.reason)
    if one.by.until is None:
        return reason
    return Message("{reason}, until {day}", reason=reason, day=one.by.until)
