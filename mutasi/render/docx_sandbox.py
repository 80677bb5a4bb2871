"""Where templates are filled, and what is told of one that cannot be. The only home of jinja2."""

from __future__ import annotations

import re
from typing import Any

from mutasi.message import Message

_SHOWN = 80
"""Letters of a paragraph that are shown."""
_TAG = re.compile("<[^>]*>")


def sandbox() -> Any:
    """No files, no inside of Python, no functions, and nothing that grows without end. Its `source` is the text that it
    read last: that of a part of the file, each paragraph on a line of its own.
    """
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**"})
        source = ""

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            raise SecurityError(f"'{operator}' is not allowed")

        def from_string(self, source: Any, *given: Any, **named: Any) -> Any:
            self.source = str(source)
            return super().from_string(source, *given, **named)

    made = Sandbox(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    return made


def told(error: Exception, source: str) -> Message:
    """What is wrong with a template, and in which paragraph, where the error says so."""
    what = Message("{kind}: {error}", kind=_kind(error), error=str(error) or type(error).__name__)
    lines, number = source.splitlines(), _line(error)
    paragraph = _TAG.sub("", lines[number - 1]).strip() if 0 < number <= len(lines) else ""
    if not paragraph:
        return what
    shown = paragraph if len(paragraph) <= _SHOWN else f"{paragraph[:_SHOWN]}..."
    return Message("{what}; in the paragraph “{paragraph}”", what=what, paragraph=shown)


def _kind(error: Exception) -> Message:
    from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError

    match error:
        case SecurityError():
            return Message("it asks for what is not allowed in a template")
        case UndefinedError():
            return Message("it names something that there is not")
        case TemplateSyntaxError():
            return Message("a tag in it cannot be read")
    return Message("it cannot be filled")


def _line(error: Exception) -> int:
    """The line of the text at which a template stopped, 0 when it is not known."""
    number, at = 0, error.__traceback__
    while at is not None:
        if at.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            number = at.tb_lineno
        at = at.tb_next
    return number or int(getattr(error, "lineno", None) or 0)
