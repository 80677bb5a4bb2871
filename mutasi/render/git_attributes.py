"""The lines of `.gitattributes` by which git asks mutasi, between two marks; all other lines are somebody else's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.model.tables import TABLE_NAMES

BEGIN = "# >>> mutasi git install >>>"
END = "# <<< mutasi git install <<<"
_DIFF, _BOTH = "diff=mutasi", "diff=mutasi merge=mutasi"
_OWN = re.compile(rf'(?:"(?:[^"\\]|\\.)*"|\S+) (?:{_DIFF}|{_BOTH})')
_GLOB = re.compile(r"([\\*?\[\]!#])")


class MarksBroken(MutasiError):
    """The marks around the lines of mutasi do not stand as they were written."""

    def __init__(self, path: str) -> None:
        super().__init__(
            Message(
                "{path}: of the two lines with '{mark}' one is missing, or they stand twice", path=path, mark=BEGIN
            ),
            fix=Message("delete these lines and those between them, and run it again"),
        )


def own_lines(files: Sequence[str], *, workbooks: bool) -> tuple[str, ...]:
    """What git is to know: of every file named like a table, of further `files` that hold one, and of all workbooks.
    Later lines stand over earlier ones.
    """
    general = [f"*.xlsx {_DIFF}"] if workbooks else []
    named = [f"{_pattern(path)} {_BOTH}" for path in files if not _is_named_like_a_table(path)]
    return (*general, *(f"{name}.* {_BOTH}" for name in TABLE_NAMES), *named)


def _is_named_like_a_table(path: str) -> bool:
    return path.rpartition("/")[2].partition(".")[0] in TABLE_NAMES


def _pattern(path: str) -> str:
    """The pattern of one file, quoted where it has blanks or other signs that git would not read so."""
    pattern = "/" + _GLOB.sub(r"\\\1", path)
    if re.search(r'[\s"\\]', pattern) is None:
        return pattern
    return '"' + pattern.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n") + '"'


def installed(text: str, lines: Sequence[str], path: str) -> str:
    """The file with these lines between the marks. What somebody else wrote there stays behind them. MarksBroken."""
    end = "\r\n" if "\r\n" in text else "\n"
    before, within, after = _parted(text, path)
    foreign = [line for line in within if not _OWN.fullmatch(line)]
    block = "".join(line + end for line in (BEGIN, *lines, *foreign, END))
    if before and not before.endswith("\n"):
        before += end
    return before + block + after


def uninstalled(text: str, path: str) -> tuple[str, tuple[str, ...]]:
    """The file without the marks and without what `installed` wrote between them, and what is left of there."""
    before, within, after = _parted(text, path)
    end = "\r\n" if "\r\n" in text else "\n"
    foreign = tuple(line for line in within if not _OWN.fullmatch(line))
    return before + "".join(line + end for line in foreign) + after, foreign


def _parted(text: str, path: str) -> tuple[str, list[str], str]:
    """What stands before the marks, the lines between them, and what follows; all of it before where there are none."""
    lines = text.splitlines(keepends=True)
    bare = [line.rstrip("\r\n") for line in lines]
    if BEGIN not in bare and END not in bare:
        return text, [], ""
    if bare.count(BEGIN) != 1 or bare.count(END) != 1 or bare.index(END) < bare.index(BEGIN):
        raise MarksBroken(path)
    first, last = bare.index(BEGIN), bare.index(END)
    return "".join(lines[:first]), bare[first + 1 : last], "".join(lines[last + 1 :])
