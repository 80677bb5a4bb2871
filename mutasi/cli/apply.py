"""`mutasi apply`: the dataset after the moves of a plan, in a new folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mutasi.cli.folder import refuse_folder, write_folder
from mutasi.cli.input import read_input
from mutasi.cli.last_words import say
from mutasi.cli.options import command, complete_paths, option
from mutasi.cli.session import NoDate, Session, session
from mutasi.cli.sound import say_accepted, sound_dataset
from mutasi.errors import MutasiError
from mutasi.message import Message, mark

if TYPE_CHECKING:
    import datetime

    from mutasi.model.applied import Applied
    from mutasi.model.dataset import Dataset
    from mutasi.read.source import Source
    from mutasi.render.snapshot import TableSource


class PlanMisfits(MutasiError):
    """Moves of a plan cannot be made in this data; each was told with its place."""

    exit_code = 1

    def __init__(self, path: str, count: int) -> None:
        message = Message(
            "{path} does not fit the data: {count} reason(s), so nothing was written", path=path, count=count
        )
        super().__init__(message, fix=Message("correct the plan, or take it up again: mutasi plan --from {path}",
                                              path=path))  # fmt: skip


@command(
    "apply",
    short=mark("The dataset after the moves of a plan, in a new folder."),
    help_text=mark("""Writes the dataset as it is after the moves of PLAN to a new folder. PLAN is what mutasi plan
wrote with -f yaml or -f json, - standard input; lines may have been deleted from it.

All files are copied as they are written, and changed only where the moves change something: post and TMT of those who
move, their history (the number of the decree is left to be filled in), vacancies that are filled or opened, acting
assignments that end with it, and tanggal_acuan, which becomes the day of the last move. mutasi diff between the two
folders shows the plan.

A plan that does not fit the data any more is refused with all reasons. The project itself is never written over;
--force replaces a folder that holds an earlier dataset and nothing else.

Exit code 0: done; 1: the data has errors, or the plan does not fit it; 2: it could not run."""),
)
@click.argument("plan", metavar="PLAN", shell_complete=complete_paths)
@option("--to", "folder", required=True, metavar="FOLDER", help=mark("The new folder."))
@option("--force", is_flag=True, help=mark("Replace a dataset that the folder holds."))
def apply(plan: str, folder: str, force: bool) -> int:
    from mutasi.plan.apply import apply_moves
    from mutasi.read.plan_file import read_plan
    from mutasi.render.snapshot import names_in, snapshot_files

    run = session()
    source = read_input(plan, run.path(plan))
    moves = read_plan(source)
    dataset, accepted = sound_dataset(run, run.project)
    policy, tables = _policy_source(run), _table_sources(run)
    _refuse_folder(run, folder, dataset, source, force=force)
    applied, misfits = apply_moves(dataset, moves, _usual(run), names_in(policy))
    if applied is None:
        for one in misfits:
            say(f"{one.place}: {run.text(one.message)}")
        raise PlanMisfits(plan, len(misfits))
    say_accepted(run, accepted)
    files = snapshot_files(dataset, tables, policy, applied)
    write_folder(folder, run.path(folder), files)
    _say(run, folder, applied, len(files))
    return 0


def _usual(run: Session) -> datetime.date | None:
    try:
        return run.effective_date(run.project.policy)
    except NoDate:
        return None


def _policy_source(run: Session) -> Source | None:
    from mutasi.read.policy import read_policy

    file = run.project.file
    return None if file is None or file.file is None else read_policy(file.file, file.path)


def _table_sources(run: Session) -> list[TableSource]:
    from mutasi.read.dataset import files_of, shown_path
    from mutasi.read.source import read_source
    from mutasi.read.table import limit_of
    from mutasi.render.snapshot import TableSource

    root, policy = run.project.root, run.project.policy
    made = []
    for file in files_of(root, policy, root)[0]:
        source = read_source(file.path, shown_path(file.path, root), limit_of(file.path.suffix))
        made.append(TableSource(file.table, file.path.relative_to(root).as_posix(), source, file.dialect))
    return made


def _refuse_folder(run: Session, folder: str, dataset: Dataset, source: Source, *, force: bool) -> None:
    from mutasi.read.dataset import DATA_FOLDER

    project = run.project
    read = [project.root, *dataset.files, *(file for file in (source.file,) if file is not None)]
    if project.file is not None and project.file.file is not None:
        read.append(project.file.file)
    refuse_folder(folder, run.path(folder), read, project.root / DATA_FOLDER, force=force)


def _say(run: Session, folder: str, applied: Applied, files: int) -> None:
    counts = Message(
        "moves made: {moves}; seats of vacancies filled: {filled}; seats opened: {opened}; acting assignments ended:"
        " {ended}", moves=applied.moves, filled=applied.filled, opened=applied.opened, ended=applied.ended,
    )  # fmt: skip
    run.say(Message("The dataset after the plan is in {folder}: {count} files", folder=folder, count=files))
    run.say(counts)
