"""The section `data` of `mutasi.yaml`: where the file of a table is, and how it is written."""

from __future__ import annotations

from pathlib import PurePosixPath

from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.dialect import DATE_FORMS, DECIMAL_SIGNS, ENCODINGS, SEPARATORS, Dialect
from mutasi.read.nodes import Mapping
from mutasi.read.policy_section import Section

INSIDE = Message("write the path of a file in the project, from the folder of mutasi.yaml on")
FILE_KEYS = ("berkas", "pengodean", "pemisah", "lembar", "desimal", "tanggal")


def files_of_tables(top: Section) -> tuple[dict[str, str], dict[str, Dialect]]:
    """The path of each table that states one, and how its file is written: a path alone, or a mapping of both."""
    section = top.section("data", codes.TABLE_NAMES)
    paths: dict[str, str] = {}
    dialects: dict[str, Dialect] = {}
    for name in codes.TABLE_NAMES:
        about, key = section, name
        if isinstance(section.node(name), Mapping):
            about, key = section.section(name, FILE_KEYS), "berkas"
            dialects[name] = _dialect(about)
        path = about.scalar(key)
        wrong = None if path is None else outside_project(path.text)
        if path is not None and wrong is not None:
            section.notes.wrong(path, about.full(key), wrong, INSIDE)
        elif path is not None:
            paths[name] = path.text
    return paths, dialects


def _dialect(section: Section) -> Dialect:
    return Dialect(
        encoding=section.one_of("pengodean", tuple(ENCODINGS)),
        separator=SEPARATORS.get(section.one_of("pemisah", tuple(SEPARATORS)), ""),
        sheet=section.text("lembar"),
        decimal=section.one_of("desimal", DECIMAL_SIGNS),
        dates=section.one_of("tanggal", DATE_FORMS),
    )


def outside_project(path: str) -> Message | None:
    """Why a text is no path below the folder of the policy; links are not looked at."""
    pure = PurePosixPath(path)
    if "\\" in path or ":" in path or "\0" in path or pure.is_absolute() or not pure.parts:
        return Message("'{path}' is not a path inside the project, written with /", path=path)
    return Message("'{path}' leads out of the project", path=path) if ".." in pure.parts else None
