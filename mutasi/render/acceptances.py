"""Errors that are let pass, as people read of them: where, what, and by whose decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mutasi.message import Message
from mutasi.render.language import Language
from mutasi.render.markdown import escape_cell, table
from mutasi.render.text import visible

if TYPE_CHECKING:
    from mutasi.rules.exemptions import Accepted  # polars, which the help of a command does not need


def acceptance_line(one: Accepted) -> Message:
    """The error and its acceptance on one line."""
    where, found = str(one.finding.location), one.finding
    return Message("{place}: {rule} {message} ({reason})", place=where, rule=found.rule, message=found.message,
                   reason=_reason(one))  # fmt: skip


def acceptances_markdown(accepted: Sequence[Accepted], words: Language) -> Iterator[str]:
    """A section of a document, with nothing left out; none when nothing is let pass."""
    if not accepted:
        return
    yield "## " + words.text(Message("Errors in the data that are let pass"))
    yield ""
    yield words.text(
        Message("The data has {count} error(s) left unmended; all that stands here rests on it as it is.",
                count=len(accepted))
    )  # fmt: skip
    yield ""
    headers = [Message("Place"), Message("Rule"), Message("Error"), Message("Let pass by")]
    yield table([words.text(header) for header in headers], [_cells(one, words) for one in accepted]).rstrip("\n")


def _cells(one: Accepted, words: Language) -> list[str]:
    found = one.finding
    texts = (str(found.location), found.rule, words.text(found.message))
    reason = _reason(one)
    return [escape_cell(text) for text in (*texts, words.text(reason) if isinstance(reason, Message) else reason)]


def _reason(one: Accepted) -> Message | str:
    if one.by is None:
        return Message("left out by pemeriksaan in mutasi.yaml")
    reason = visible(one.by.reason)
    if one.by.until is None:
        return reason
    return Message("{reason}, until {day}", reason=reason, day=one.by.until)
