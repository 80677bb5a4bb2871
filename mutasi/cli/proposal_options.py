"""Which options of `mutasi propose` go together, and which files it writes besides folders."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from mutasi.cli.input import on_command_line
from mutasi.cli.proposal_asked import Asked
from mutasi.cli.results import Results
from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.render.proposal import BINARY, FORMATS


class OptionsApart(MutasiError):
    """Options that do not go together."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(Message("{options} do not go together: leave out all but one", options=tuple(names)))


class BinaryOnScreen(MutasiError):
    """A workbook or a DOCX file would go to the screen."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Message("{format} is no text, so it is not shown on the screen", format=name),
            fix=Message("name a file: -o usulan.{format}", format=name),
        )


class NamedOtherwise(MutasiError):
    """A file would hold another format than its name says."""

    def __init__(self, path: str, name: str, named: str) -> None:
        super().__init__(
            Message("{path} would hold {format}, which its name does not say", path=path, format=name),
            fix=Message("give -f {named}, or --report {named}={path}, or name the file otherwise",
                        named=named, path=path),
        )  # fmt: skip


class NothingToFill(MutasiError):
    """A template is given, and no DOCX file asked for."""

    def __init__(self) -> None:
        super().__init__(
            Message("--template fills a DOCX file, and none is asked for"),
            fix=Message("give -f docx -o usulan.docx, --report docx=usulan.docx or --to FOLDER"),
        )


def refuse_together(asked: Asked) -> None:
    """Raises OptionsApart."""
    given = [
        name
        for name, is_given in (
            ("--pick", bool(asked.picks)), ("--plan", asked.plan is not None), ("--moves", asked.moves is not None),
        )
        if is_given
    ]  # fmt: skip
    if len(given) > 1:
        raise OptionsApart(given)
    if asked.to is not None and asked.letters is not None:
        raise OptionsApart(["--to", "--letters"])
    if asked.masks and asked.template is not None:  # what an office wrote into its template cannot be masked
        raise OptionsApart(["--mask", "--template"])


def results_of(asked: Asked, results: Results) -> Results:
    """What is wanted besides folders: nothing on the screen unless it was asked for, and no file whose name lies."""
    (name, path), *others = results.wanted
    if (asked.to or asked.letters) and not on_command_line("output") and not on_command_line("format_name"):
        results = Results(tuple(others), results.force)
    elif path == "-" and name in BINARY and sys.stdout.isatty():
        raise BinaryOnScreen(name)
    for made, file in results.wanted:
        named = file.rpartition(".")[2].lower()
        if named in FORMATS and named != made:
            raise NamedOtherwise(file, made, named)
    if asked.template is not None and asked.to is None and all(made != "docx" for made, _ in results.wanted):
        raise NothingToFill
    return results
