"""`mutasi propose`: write the proposal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mutasi.cli.evidence import evidence_of, say_hash, with_manifest
from mutasi.cli.folder import Content, only_writer, refuse_folder, write_folder
from mutasi.cli.input import STDIN, read_input
from mutasi.cli.jobs import jobs_option
from mutasi.cli.masking import mask_options
from mutasi.cli.options import WholeNumber, command, complete_paths, option
from mutasi.cli.proposal_asked import Asked
from mutasi.cli.proposal_options import refuse_together, results_of
from mutasi.cli.ranking import Ranking, rank, tmt_option, vacancy_argument
from mutasi.cli.results import Results, result_options
from mutasi.cli.sealing import seal_of_project
from mutasi.cli.session import Session, session
from mutasi.cli.sound import say_reweighed, say_unmet
from mutasi.message import Message, mark
from mutasi.proposal.document import Origin, Proposal
from mutasi.render.proposal import FORMATS, Forms
from mutasi.render.proposal_titles import LEFT_EMPTY
from mutasi.render.proposal_words import chosen_uncertain, uncertain_moves

if TYPE_CHECKING:
    from mutasi.model.wanted import WantedMove
    from mutasi.read.plan_file import PlanFile
    from mutasi.read.source import Source


@command(
    "propose",
    short=mark("Write the proposal: the moves, the shortlists and the reasons."),
    help_text=mark(
        """Writes the proposal (usulan mutasi): a cover letter, the table of moves with a reason for each, the
shortlists, what is to be settled, who acts meanwhile, and what stays empty.

Without --plan and --moves every open seat goes to the best placed person who is still free, the highest posts first. A
choice of your own takes precedence: --pick L-003=198503152010011007. Nobody is proposed of whom a fact that would bar
is unknown; what is unknown of everybody for one cause (an absent table) keeps nobody out, and the document names and
counts the moves that depend on it.

--plan takes what mutasi plan wrote with -f yaml; --moves a list of your own (nip, id_lowongan or ke_jabatan, alasan,
pengecualian). Both are checked first: nobody moves twice or to the present post, no post takes more people than it has
seats, and whoever fails a requirement needs an exception in writing (pengecualian). Otherwise nothing is written.

--to FOLDER writes all formats, in surat/ a letter to each person concerned, chosen or not, and manifest.json, by which
mutasi audit verify and mutasi audit replay check them; --letters the letters alone. Folders are written whole or not at
all.

--mask nip, names or all writes pseudonyms in the place of people. They hang on a key: --mask-key FILE, or a fresh one.

Exit code 0: done; 1: the data has errors, or the moves cannot be proposed; 2: it could not run."""
    ),
)
@vacancy_argument
@option(
    "--pick", "picks", multiple=True, metavar="VACANCY=NIP",
    help=mark("Propose this person for that vacancy; repeatable."),
)  # fmt: skip
@option("--plan", metavar="FILE", help=mark("The moves of a plan (YAML, JSON)."), shell_complete=complete_paths)
@option("--moves", metavar="FILE", help=mark("Moves of your own (usulan.yaml)."), shell_complete=complete_paths)
@option(
    "-n", "--number", type=WholeNumber(1), default=5, show_default=True, metavar="N",
    help=mark("People shown of each shortlist."),
)  # fmt: skip
@option("--to", metavar="FOLDER", help=mark("Write all formats and the letters to a new folder."))
@option("--letters", metavar="FOLDER", help=mark("Write the letters alone to a new folder."))
@option("--template", metavar="FILE", help=mark("Fill this DOCX template."), shell_complete=complete_paths)
@option("--new-template", metavar="FILE", help=mark("Write a DOCX template to begin with, and nothing else."))
@jobs_option
@tmt_option
@mask_options
@result_options(FORMATS, default="md")
def propose(new_template: str | None, results: Results, **options: Any) -> int:
    run, asked = session(), Asked(**options)
    if new_template is not None:
        _write_template(run, new_template, force=results.force)
        return 0
    refuse_together(asked)
    results = results_of(asked, results)
    template = None if asked.template is None else read_input(asked.template, run.path(asked.template))
    with contextlib.ExitStack() as held:
        for folder in (asked.to, asked.letters):
            if folder is not None:
                held.enter_context(only_writer(folder, run.path(folder)))
        _write(run, asked, results, template)
    return 0


def _write(run: Session, asked: Asked, results: Results, template: Source | None) -> None:
    from mutasi.render.proposal_files import letter_files, proposal_files

    plain, read, ranking = proposal_of(run, asked, results)
    proposal, evidence = evidence_of(run, asked, plain, ranking, template)
    if template is not None and template.file is not None:
        read = (*read, template.file)
    for folder, content in ((asked.to, PROPOSAL), (asked.letters, LETTERS)):
        if folder is not None:
            _refuse_folder(run, folder, read, content, force=results.force)
    words = run.document_language
    forms = Forms(proposal, words, None if template is None else (template.path, template.data))
    made = {}
    if asked.to is not None:
        files = proposal_files(forms, _progress(run))
        made[asked.to] = with_manifest(run, asked, proposal, evidence, files)
    if asked.letters is not None:
        made[asked.letters] = dict(letter_files(proposal, words, _progress(run)))
    run.write_all(results, forms.render, read)
    for folder, files in made.items():
        write_folder(folder, run.path(folder), files)
        run.say(Message("{count} files written to {folder}", folder=folder, count=len(files)))
        if folder == asked.to:
            say_hash(run, files)
    _say(run, proposal)


def _say(run: Session, proposal: Proposal) -> None:
    totals = proposal.totals
    run.say(Message("{moves} move(s) proposed, {empty} seat(s) left empty", moves=totals.filled, empty=totals.empty))
    if not proposal.moves:
        run.say(
            Message("nobody is proposed: the letter asks for nothing, so do not send it; its part “{part}” says why",
                    part=LEFT_EMPTY)
        )  # fmt: skip
    if proposal.uncertain:
        run.say(uncertain_moves(proposal))
    chosen = chosen_uncertain(proposal)
    if chosen is not None:
        run.say(chosen)
    naming = tuple(str(move.number) for move in proposal.moves if move.names_others)
    if naming:
        run.say(Message("reason or exception name other people, so that no letter repeats them: no. {numbers}",
                        numbers=naming))  # fmt: skip


def proposal_of(run: Session, asked: Asked, results: Results) -> tuple[Proposal, tuple[Path, ...], Ranking]:
    """The value, the files that were read, and the ranking that it was made from."""
    from mutasi.cli.picking import parse_picks
    from mutasi.cli.proposing import Proposing

    chosen = parse_picks(asked.picks)
    source = None if asked.source is None else read_input(asked.source, run.path(asked.source))
    wanted, plan = _wanted(asked, source)
    posts = tuple(dict.fromkeys(one.move.post for one in wanted if one.move.post and not one.move.vacancy))
    ranking = rank(run, asked.vacancies if asked.source is None else (), asked.tmt,
                   needs_vacancies=asked.source is None, besides=posts)  # fmt: skip
    say_reweighed(run, ranking.reweighed, results.wanted)
    say_unmet(run, ranking.conditions.own, results.wanted)
    given = {
        "inputs": _inputs(run, ranking, source, len(plan.moves)),
        "options": _options_text(run, asked),
        "seal": seal_of_project(run, asked.tmt),
        "scope": _scope(asked, ranking, len(wanted), len(plan.moves)),
    }
    proposing = Proposing(run, ranking, asked.number, asked.jobs, given)
    read = (*ranking.dataset.files, *(() if source is None or source.file is None else (source.file,)))
    if asked.source is None:
        return proposing.from_shortlists(chosen), read, ranking
    origin = Origin.PLAN if asked.plan is not None else Origin.HAND
    return proposing.from_moves(origin, wanted, asked, plan), read, ranking


def _wanted(asked: Asked, source: Source | None) -> tuple[tuple[WantedMove, ...], PlanFile]:
    """The moves of the file that are asked for, and all of it; a list of one's own is a plan without a day."""
    from mutasi.model.wanted import WantedMove
    from mutasi.read.moves_file import read_moves
    from mutasi.read.plan_file import PlanFile, read_plan_file

    if source is None:
        return (), PlanFile(())
    if asked.plan is not None:
        plan = read_plan_file(source)
        every = tuple(map(WantedMove, plan.moves))
    else:
        every = read_moves(source)
        plan = PlanFile(tuple(one.move for one in every))
    return tuple(one for one in every if not asked.vacancies or one.target in asked.vacancies), plan


def _scope(asked: Asked, ranking: Ranking, wanted: int, of: int) -> tuple[int, int] | None:
    if not asked.vacancies:
        return None
    if asked.source is not None:
        return wanted, of
    table = ranking.dataset.get("lowongan")
    return len(ranking.vacancies), 0 if table is None else table.rows


def _inputs(run: Session, ranking: Ranking, source: Source | None, moves: int) -> tuple[Any, ...]:
    from mutasi.model.dataset import Input

    policy = () if run.project.file is None else (run.project.file,)
    own: tuple[Input, ...] = ()
    if source is not None:
        own = (Input(_shown(run, source.path), lambda: source.sha256, moves, file=source.file),)
    return (*ranking.dataset.inputs, *policy, *own)


def _shown(run: Session, given: str) -> str:
    """A path as a document names it, from the project, else the name alone: another folder gives the same bytes."""
    if given == STDIN:
        return given
    path, root = run.path(given), run.project.root.resolve()
    path = path.parent.resolve() / path.name  # a link by its own name: what it leads to may be another one next time
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _options_text(run: Session, asked: Asked) -> tuple[str, ...]:
    """The options that changed the content, for the record of the document."""
    parts = [*asked.vacancies, *(f"--pick {pick}" for pick in asked.picks)]
    files = (("plan", asked.plan), ("moves", asked.moves))
    parts += [f"--{name} {_shown(run, path)}" for name, path in files if path is not None]
    parts += [f"--set {change}" for change in run.settings.changes or ()]
    if run.settings.isolated:
        parts.append("--isolated")
    if asked.tmt is not None:
        parts.append(f"--tmt {asked.tmt.isoformat()}")
    if asked.masks:
        parts.append(f"--mask {asked.masks.mode}")
    return tuple(parts)


def _write_template(run: Session, path: str, *, force: bool) -> None:
    from mutasi.render.proposal import template

    run.refuse_outputs([path], (), force=force)
    run.write_bytes(template(run.document_language), path, force=force)


def _beside_letters(folder: Path) -> Iterator[Path]:
    """What is no letter, by its name alone."""
    from mutasi.render.proposal_files import is_letter

    yield from (path for path in folder.iterdir() if not (path.is_file() and is_letter(path.name)) or path.is_symlink())


def _strangers(folder: Path) -> Iterator[Path]:
    """What is no file of a proposal, by its name alone; all, where no manifest tells that it is one."""
    from mutasi.model.manifest import MANIFEST
    from mutasi.render.proposal_files import is_own

    is_proposal = (folder / MANIFEST).is_file()
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if not is_proposal or path.is_symlink() or not is_own(name, is_folder=path.is_dir()):
            yield path


PROPOSAL = Content(Message("a proposal"), _strangers)
LETTERS = Content(Message("letters"), _beside_letters)


def _refuse_folder(run: Session, folder: str, read: Sequence[Path], content: Content, *, force: bool) -> None:
    from mutasi.read.dataset import DATA_FOLDER

    project = run.project
    own = [project.file.file] if project.file is not None and project.file.file is not None else []
    files = [project.root, *read, *own]
    refuse_folder(folder, run.path(folder), files, project.root / DATA_FOLDER, content, force=force)


def _progress(run: Session) -> Any:
    """Tells every thousandth letter, on a terminal alone."""
    shows = sys.stderr.isatty() and not run.settings.quiet

    def tell(done: int, whole: int) -> None:
        if shows and done % 1000 == 0:
            run.say(Message("{done} of {whole} letters", done=done, whole=whole))

    return tell
