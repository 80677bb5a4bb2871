"""One run of a command: its project, its data, its language, and where its words go.

Data goes to stdout, talk to stderr.
"""

from __future__ import annotations

import datetime
import difflib
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from mutasi.cli.environment import LANGUAGES, language_of_surroundings, terminal_width, wants_colour
from mutasi.cli.language import speak
from mutasi.cli.output import refuse_missing_folder, refuse_outputs, write_bytes, write_file, write_text
from mutasi.cli.results import Results
from mutasi.cli.selecting import finding_codes, refuse_unselectable
from mutasi.cli.settings import Settings
from mutasi.errors import InputNotFound, MutasiError, UnknownName
from mutasi.finding import Finding, sort_findings
from mutasi.message import Message
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.model.policy import Policy, Selection
from mutasi.model.reference import Reference
from mutasi.render.language import Language, language
from mutasi.render.text import NATURAL_WIDTH, Paint, painter, visible

if TYPE_CHECKING:
    from mutasi.model.dataset import Dataset, Input
    from mutasi.model.vacancy import Vacancy
    from mutasi.read.changes import Changes
    from mutasi.read.dataset import Streamer
    from mutasi.read.source import Source
    from mutasi.rules.exemptions import Settled

MACHINE_FORMATS = frozenset({"json", "jsonl", "csv", "sarif", "github", "gitlab", "junit", "rdjson"})
"""Formats that are the same in every language and on every terminal."""

_BYTES = MACHINE_FORMATS | {"html"}
"""Formats that are UTF-8 whatever the terminal shows."""


class NoDate(MutasiError):
    """Nothing says which day counts."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "no reference date: write tanggal_acuan in mutasi.yaml or give --as-of YYYY-MM-DD;"
                " the clock of the machine is never used"
            )
        )


class TooEarly(MutasiError):
    """Moves would take effect before the day to which the data tell."""

    def __init__(self, asked: datetime.date, as_of: datetime.date) -> None:
        super().__init__(
            Message("--tmt {asked} is before tanggal_acuan, {as_of}: the data tell nothing of how it was then",
                    asked=asked, as_of=as_of),
            fix=Message("give {as_of} or later, or correct tanggal_acuan in mutasi.yaml", as_of=as_of),
        )  # fmt: skip


class ConfigOfIsolated(MutasiError):
    """A policy file is named, and none is to be read."""

    def __init__(self) -> None:
        super().__init__(Message("--isolated reads no policy file and --config names one; leave out one of them"))


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with its policy. `root` is the folder that paths in findings are relative to, `file` is the policy's."""

    root: Path
    policy: Policy
    findings: tuple[Finding, ...]
    file: Input | None = None


@dataclass(frozen=True)
class Session:
    """The settings of the run, and what is derived from them once."""

    settings: Settings = field(default_factory=Settings)
    written: set[Path] = field(default_factory=set)
    """What this process wrote: it may be written again without being asked."""

    @cached_property
    def folder(self) -> Path:
        """Where the user works; InputNotFound when `-C` names no folder."""
        folder = Path(self.settings.directory or ".")
        if not folder.is_dir():
            raise InputNotFound(str(folder))
        return folder

    def path(self, given: str) -> Path:
        """A path that the user gave, relative to `-C`."""
        return self.folder / given

    @cached_property
    def project(self) -> Project:
        """The project of the folder; from here on errors speak its language, unless the user asked for another."""
        opened = self.open_project(self.folder)
        if not self._asked_language and opened.policy.language:
            speak(opened.policy.language)
        return opened

    @cached_property
    def reference(self) -> Reference:
        from mutasi.read.reference import load_reference

        return load_reference()

    @cached_property
    def language(self) -> Language:
        """`--lang`, MUTASI_LANG, `bahasa` of the policy, then the locale."""
        return language(self._asked_language or self.project.policy.language or language_of_surroundings())

    @property
    def _asked_language(self) -> str:
        code = self.settings.lang or os.environ.get("MUTASI_LANG", "")
        return code if code in LANGUAGES else ""

    @cached_property
    def document_language(self) -> Language:
        """Documents are Indonesian unless another language was asked for."""
        return language(self.settings.lang or "id")

    def open_project(self, folder: Path, shown: str = "") -> Project:
        """The project of a folder: the nearest `mutasi.yaml` at or above it, or none and defaults. `shown` is the path
        of that file in findings, else its name.

        What the user sets for this run stands over both. Raises ChangeRefused when that cannot be used.
        """
        from mutasi.read.changes import ChangeRefused
        from mutasi.read.policy import policy_from, policy_input, policy_without_file, read_policy
        from mutasi.read.policy_place import find_policy

        config = self.settings.config
        if config and self.settings.isolated:
            raise ConfigOfIsolated
        path = self.path(config) if config else None if self.settings.isolated else find_policy(folder)
        changes = self.changes
        named = Path(config).as_posix() if config else ""
        source = None if path is None else read_policy(path, shown or named or path.name)
        policy, findings = policy_without_file(changes) if source is None else policy_from(source, changes)
        for finding in findings:
            if finding.location.path == changes.origin:
                raise ChangeRefused(changes.origin, finding.field, finding.message, finding.fix)
        root = folder if config or path is None else path.parent
        file = None if source is None else policy_input(source)
        return Project(root, self._with_date(policy), findings, file)

    def project_of(self, file: Path) -> Project:
        """The project of a file that was named: of the nearest `mutasi.yaml` above it, else that of the folder."""
        from mutasi.read.policy_place import find_policy

        policy = None if self.settings.config or self.settings.isolated else find_policy(file.parent)
        if policy is None or policy == find_policy(self.folder):
            return self.project
        return self.open_project(policy.parent)

    @cached_property
    def changes(self) -> Changes:
        """What the user sets over `mutasi.yaml`, and what says so."""
        from mutasi.read.changes import changes_of

        return changes_of(self.settings.changes or (), self.origin("changes", "--set"))

    def origin(self, name: str, option: str) -> str:
        """What said a value of the settings: its variable of the environment, or its option."""
        return self.settings.variables.get(name, option)

    def _with_date(self, policy: Policy) -> Policy:
        if self.settings.as_of is None:
            return policy
        return replace(policy, as_of=self.settings.as_of)

    def effective_date(self, policy: Policy, asked: datetime.date | None = None) -> datetime.date:
        """The day on which moves take effect: as asked, else of the policy, never before `as_of`."""
        if asked is not None:
            if policy.as_of is not None and asked < policy.as_of:
                raise TooEarly(asked, policy.as_of)
            return asked
        if policy.as_of is None and policy.effective is None:
            raise NoDate
        if policy.effective is None or (policy.as_of and policy.effective < policy.as_of):
            assert policy.as_of is not None
            return policy.as_of
        return policy.effective

    def load(
        self, project: Project, dialect: Dialect = UNTOLD, most: int | None = None, *, in_parts: bool = False,
        sources: Mapping[Path, Source] = MappingProxyType({}),
    ) -> tuple[Dataset, tuple[Finding, ...]]:  # fmt: skip
        """The dataset of a project with every finding, those of its policy included; `most` is that of `check`, and
        `sources` are bytes that stand for files.

        Where only findings are wanted, large tables may be read `in_parts`: few of their columns stay in memory.
        """
        from mutasi.read.dataset import absent_tables, load_dataset

        streaming = self._streamer(project.policy, most) if in_parts else None
        root = project.root
        dataset, findings = load_dataset(root, project.policy, root, dialect, sources, streaming)
        absent = absent_tables(dataset, findings)
        return dataset, sort_findings((*project.findings, *findings, *absent, *self.check(dataset, most)))

    def _streamer(self, policy: Policy, most: int | None) -> Streamer:
        from mutasi.read import limits
        from mutasi.read.streamed import Streaming
        from mutasi.rules.parts import PartCheck, columns_to_keep

        look = PartCheck(policy, self.reference, most)
        return lambda tables: Streaming(columns_to_keep(tables, policy), look, limits.WHOLE_BYTES, limits.BLOCK_BYTES)

    def check(self, dataset: Dataset, most: int | None = None) -> tuple[Finding, ...]:
        """All rules over a dataset; of each so many findings in a column are listed, all when that is None."""
        from mutasi.eligibility.catalogue import requirement_settings
        from mutasi.eligibility.checklist import ITEMS
        from mutasi.fit.catalogue import criterion_settings
        from mutasi.rules.check import check

        policy = dataset.policy
        codes = finding_codes() if policy.rules or policy.selection != EVERYTHING else {}
        return check(dataset, self.reference, criterion_kinds=criterion_settings(), other_rules=requirement_settings(),
                     codes=codes, items=ITEMS, most=most)  # fmt: skip

    def settled(
        self, dataset: Dataset, findings: Sequence[Finding], asked: Selection = EVERYTHING, *, whole: bool = True
    ) -> Settled:
        """What the policy and the user leave of findings: those that are wanted and that nobody has accepted.

        UnknownName or UnselectableCode for a code of the user that no finding has. `whole` tells that all tables were
        looked at.
        """
        from mutasi.eligibility.catalogue import requirement_settings
        from mutasi.eligibility.settling import SETTLED_BY
        from mutasi.rules.exemptions import aimless, columns_of, divided, settle
        from mutasi.rules.judge import not_run
        from mutasi.rules.selection import combined, is_everything, selected

        chosen = combined(dataset.policy.selection, asked)
        if asked != EVERYTHING:
            refuse_unselectable(asked)
        exemptions, set_aside = divided(dataset, requirement_settings())
        left = selected(findings, chosen)
        incomplete = dataset.policy.incomplete
        codes = finding_codes() if exemptions or incomplete else {}
        columns = columns_of(dataset) if any(one.field for one in exemptions) else ()
        settled = settle(left, exemptions, dataset.policy.as_of, whole=whole and is_everything(chosen), codes=codes,
                         columns=columns, incomplete=incomplete,
                         idle=not_run(dataset) if exemptions else ())  # fmt: skip
        about = selected(tuple(aimless(set_aside, dataset, SETTLED_BY)), chosen)
        return replace(settled, findings=sort_findings((*settled.findings, *about)))

    # Where words go ------------------------------------------------------------------------------

    @cached_property
    def paint(self) -> Paint:
        return painter(self.colour)

    @cached_property
    def colour(self) -> bool:
        return wants_colour(self.settings.color or "auto", sys.stdout)

    @cached_property
    def width(self) -> int:
        """Columns for tables: the terminal's, or so many that nothing is wrapped."""
        return terminal_width(sys.stdout) or NATURAL_WIDTH

    def text(self, message: Message) -> str:
        return self.language.text(message)

    def say(self, message: Message) -> None:
        """A remark on stderr, unless the user wants quiet."""
        if not self.settings.quiet:
            write_text(visible(self.text(message)) + "\n", sys.stderr)

    def refuse_outputs(
        self, paths: Iterable[str], files: Iterable[Path], *, force: bool, make_folders: bool = False
    ) -> None:
        """Before the first result is written: raises for a path that would cost an input, another result, or a file
        that is there already, and, unless folders are made, for one in a folder that is not there. `files` are those
        that were read; the policy and the tables of the project count as such even where none is read.
        """
        outputs = [self.path(path) for path in paths if path != "-"]
        if outputs:
            refuse_outputs(outputs, [*files, *self._project_files()], self.written, force=force)
            for path in () if make_folders else outputs:
                refuse_missing_folder(path)

    def _project_files(self) -> list[Path]:
        from mutasi.read.dataset import files_of

        root, policy, file = self.project.root, self.project.policy, self.project.file
        own = [file.file] if file is not None and file.file is not None else []
        try:
            return [*own, *(table.path for table in files_of(root, policy, root)[0])]
        except MutasiError:  # a table that cannot be opened: whoever reads it says so
            return own

    def write_all(self, results: Results, render: Callable[[str], str | bytes], files: Iterable[Path] = ()) -> None:
        """A result in each format and to each path that is wanted, once all can be had: see `refuse_outputs`."""
        self.refuse_outputs((path for _, path in results.wanted), files, force=results.force)
        made = [(render(name), name, path) for name, path in results.wanted]
        for content, name, path in made:
            if isinstance(content, bytes):
                self.write_bytes(content, path, force=results.force)
            else:
                self.write(content, name, path, force=results.force)

    def write(
        self, text: str, format_name: str, path: str = "-", *, force: bool = False, make_folders: bool = False
    ) -> None:
        """A result to the screen or to a file."""
        if path != "-" or format_name in _BYTES:
            self.write_bytes(text.encode("utf-8"), path, force=force, make_folders=make_folders)
        else:
            write_text(text, sys.stdout)

    def write_bytes(self, data: bytes, path: str = "-", *, force: bool = False, make_folders: bool = False) -> None:
        """The same of a result for machines."""
        if path == "-":
            write_bytes(data, sys.stdout)
            return
        may_replace = force or self.path(path) in self.written
        write_file(self.path(path), data, force=may_replace, make_folders=make_folders)
        self.written.add(self.path(path))


def session() -> Session:
    """The session of the command that click runs at the moment."""
    return Session(click.get_current_context().ensure_object(Settings))


def choose_vacancies(vacancies: Sequence[Vacancy], wanted: Sequence[str]) -> tuple[Vacancy, ...]:
    """The vacancies with these ids, in the order asked for; all when none is named."""
    if not wanted:
        return tuple(vacancies)
    by_id = {vacancy.id: vacancy for vacancy in vacancies}
    for name in wanted:
        if name not in by_id:
            near = tuple(difflib.get_close_matches(name, by_id, n=3))
            raise UnknownName(Message("vacancy"), name, near)
    return tuple(by_id[name] for name in dict.fromkeys(wanted))
