"""What the surroundings say: language, colour, width. The only place that reads them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
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
    """The language for help and usage errors, which are shown before any option was parsed: that of `--lang`,
    MUTASI_LANG, `bahasa` of the policy, or the locale.
    """
    for code in (_said(arguments, "--lang"), os.environ.get("MUTASI_LANG", ""), _language_of_policy(arguments)):
        if code in LANGUAGES:
            return code
    return language_of_surroundings()


def _language_of_policy(arguments: Sequence[str]) -> str:
    from mutasi.read.policy_place import find_policy, stated_language

    changes = [text for text in _all_said(arguments, "--set") if text.startswith("bahasa=")]
    if changes:
        return changes[-1].removeprefix("bahasa=").strip()
    if "--isolated" in arguments or os.environ.get("MUTASI_ISOLATED", "") not in ("", "0"):
        return ""
    folder = Path(_said(arguments, "--directory", "-C") or os.environ.get("MUTASI_DIRECTORY", ""))
    config = _said(arguments, "--config") or os.environ.get("MUTASI_CONFIG", "")
    try:
        path = folder / config if config else find_policy(folder)
    except (OSError, RuntimeError, ValueError):  # a folder that nobody can look into; the command will say so
        return ""
    return "" if path is None else stated_language(path)


def _said(arguments: Sequence[str], *names: str) -> str:
    """What the last of these options says, empty when none does."""
    return next(reversed(_all_said(arguments, *names)), "")


def _all_said(arguments: Sequence[str], *names: str) -> list[str]:
    """The values of an option: ``--name VALUE``, ``--name=VALUE``, ``-n VALUE`` or ``-nVALUE``."""
    values = []
    for argument, following in pairwise((*arguments, "")):
        for name in names:
            behind = argument.removeprefix(name)
            if argument == name:
                values.append(following)
            elif argument.startswith(f"{name}=") or (len(name) == 2 and argument.startswith(name)):
                values.append(behind.removeprefix("=") if len(name) > 2 else behind)
    return values


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


def forget_repository() -> None:
    """From now on git looks for the repository of the folder that it is asked about: not for one that variables name,
    as they do in a hook, or where somebody set them for other work.
    """
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"):
        os.environ.pop(name, None)


def program_arguments() -> list[str]:
    return sys.argv[1:]
