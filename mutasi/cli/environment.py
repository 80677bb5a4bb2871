"""What the surroundings say: language, colour, width. The only place that reads them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

LANGUAGES = ("id", "en")
DEFAULT_LANGUAGE = "en"


def language_of_surroundings() -> str:
    """MUTASI_LANG, else the locale; English when neither names a language that is spoken here."""
    for name in ("MUTASI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "")[:2].lower()
        if code in LANGUAGES:
            return code
    return DEFAULT_LANGUAGE


def language_of_arguments(arguments: Sequence[str]) -> str:
    """The language for help and usage errors, which are shown before any option was parsed."""
    for number, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            code = argument.removeprefix("--lang=")
        elif argument == "--lang" and number + 1 < len(arguments):
            code = arguments[number + 1]
        else:
            continue
        if code in LANGUAGES:
            return code
    return language_of_surroundings()


def wants_colour(choice: str, stream: TextIO) -> bool:
    """`--color`, then NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, then whether the stream is a terminal.

    An empty variable counts as unset.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width(stream: TextIO) -> int | None:
    """Columns of the terminal, or None where no terminal is: then nothing is wrapped."""
    return os.get_terminal_size(stream.fileno()).columns if stream.isatty() else None


def help_width(most: int) -> int:
    """Columns for help, at most so many: COLUMNS, else the terminal, else 80; as `shutil`, which is slow to import."""
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() else 0
    if not width and sys.__stdout__ is not None:
        try:
            width = os.get_terminal_size(sys.__stdout__.fileno()).columns
        except (OSError, ValueError):  # no terminal, or closed
            width = 0
    return max(min(width or 80, most) - 2, 50)


def debug_wanted() -> bool:
    return os.environ.get("MUTASI_DEBUG", "") not in ("", "0")


def program_arguments() -> list[str]:
    return sys.argv[1:]
