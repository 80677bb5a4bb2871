"""What every command takes that gives a result: the form, the file, further forms and files, and leave to overwrite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from mutasi.cli.options import output_options
from mutasi.errors import MutasiError
from mutasi.message import Message

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Results:
    """The results that are asked for: format and path of each, ``-`` being stdout; and whether files may be written
    over.
    """

    wanted: tuple[tuple[str, str], ...]
    force: bool


def result_options(formats: Sequence[str], default: str = "text") -> Callable[[F], Callable[..., Any]]:
    """The options of `output_options`, of which the command gets one `results`: Results."""

    def decorate(function: F) -> Callable[..., Any]:
        @wraps(function)
        def command(*, format_name: str, output: str, reports: Sequence[str], force: bool, **others: Any) -> Any:
            wanted = ((format_name, output), *parse_reports(reports, formats))
            return function(results=Results(wanted, force), **others)

        return output_options(formats, default)(command)

    return decorate


def parse_reports(reports: Iterable[str], formats: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """``FORMAT=PATH`` pairs; a usage error when the form or the format is wrong."""
    pairs = []
    for text in reports:
        name, sign, path = text.partition("=")
        if not sign or not path or name not in formats:
            message = Message(
                "--report takes FORMAT=PATH with one of these formats: {formats}; '{text}' is neither",
                formats=tuple(formats),
                text=text,
            )
            raise MutasiError(message)
        pairs.append((name, path))
    return tuple(pairs)
