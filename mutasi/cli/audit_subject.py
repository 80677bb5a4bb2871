"""`mutasi audit subject`: all that was computed about one person, for whoever asks what is known of him or her."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from mutasi.cli.masking import Masks, identities_of
from mutasi.cli.options import WholeNumber, command, complete_paths, option
from mutasi.cli.person_posts import USUAL_PLACES, posts_of
from mutasi.cli.ranking import Ranking, rank, row_of, tmt_option
from mutasi.cli.rendering import rendered
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import Session, session
from mutasi.message import mark
from mutasi.model.manifest import Manifest

if TYPE_CHECKING:
    from mutasi.model.masking import Identities, Masking
    from mutasi.model.prospect import Prospect
    from mutasi.model.subject import HeldRecords, Mentioned
    from mutasi.render.person_posts_data import PersonPostsReport

FORMATS = ("text", "json", "md")


@command(
    "subject",
    short=mark("All that was computed about one person: to be handed out to whoever asks about himself or herself."),
    help_text=mark("""Gathers what a person may ask for under the law on personal data (UU 27/2022): his or her records,
for every vacancy whether it may be held and why not, points, score and place, and, where FOLDER is a proposal
that mutasi propose --to wrote, the move, the places, the letters and every other file in which the person stands.

Nobody else is named: other people are replaced by ***. It is for this person alone.

In a proposal with masked people the person is found with the key that it was made with (--mask-key).

Exit code 0: done; 1: the data has errors; 2: it could not run."""),
)
@click.argument("nip", metavar="NIP")
@click.argument("folder", required=False, metavar="[FOLDER]", shell_complete=complete_paths)
@option(
    "--places", type=WholeNumber(1), default=USUAL_PLACES, show_default=True, metavar="N",
    help=mark("So many places of a vacancy are its shortlist."),
)  # fmt: skip
@option("--mask-key", "key", metavar="FILE", help=mark("The key of the pseudonyms."))
@tmt_option
@result_options(FORMATS)
def subject(
    nip: str, folder: str | None, places: int, key: str | None, tmt: datetime.date | None, results: Results
) -> int:
    from mutasi.model.masked import masked
    from mutasi.model.masking import others_hidden
    from mutasi.render.subject import MACHINE, SubjectReport, as_markdown, as_text

    run = session()
    ranking = rank(run, (), tmt)
    row = row_of(ranking.people, nip)
    name, born = ranking.people.array("nama")[row] or "", ranking.people.dates("tanggal_lahir")[row].item()
    people = identities_of([ranking.dataset])
    hidden = others_hidden(frozenset({nip, name}), replace(people, births=people.births - {born}))
    posts = _in_steps(posts_of(ranking, [nip], places=places, shown=len(ranking.vacancies), every=True))
    found = None if folder is None else _mentioned(run, people, folder, nip, name, key)
    report = SubjectReport(masked(posts, hidden), tuple(_records(ranking, nip, hidden)), masked(found, hidden))
    run.write_all(
        results, lambda form: rendered(run, report, form, MACHINE, as_markdown, as_text), ranking.dataset.files
    )
    return 0


def _in_steps(report: PersonPostsReport) -> PersonPostsReport:
    """Differences to others rounded up, and nothing of what would reach a place: own score and exact difference
    together are the score of another.
    """
    from mutasi.proposal.concern import in_steps

    def rounded(one: Prospect) -> Prospect:
        lacking = None if one.lacking is None else in_steps(one.lacking, one.full)
        return replace(one, lacking=lacking, improvement=None)

    people = tuple(
        replace(one, open=tuple(map(rounded, one.open)), barred=tuple(map(rounded, one.barred)))
        for one in report.people
    )
    return replace(report, people=people)


def _records(ranking: Ranking, nip: str, hidden: Masking) -> Iterator[HeldRecords]:
    from mutasi.model.subject import HeldRecords
    from mutasi.model.tables import Kind, declaration

    for name, table in ranking.dataset.tables.items():
        columns = [one.name for one in declaration(name).columns if one.kind is Kind.NIP and one.name in table.text]
        rows = [row for row in table.text.iter_rows(named=True) if nip in [row[column] for column in columns]]
        if rows:
            told = ({key: hidden.text(value) for key, value in row.items() if value} for row in rows)
            yield HeldRecords(name, table.path, tuple(told))


def _mentioned(run: Session, people: Identities, folder: str, nip: str, name: str, key: str | None) -> Mentioned:
    from mutasi.read.manifest import read_manifest, verify
    from mutasi.read.mentions import mentioned

    place = run.path(folder)
    manifest, _ = read_manifest(place, folder)
    shown_nip, is_named = _as_written(run, people, manifest, nip, name, key)
    return mentioned(place, folder, verify(place, folder), shown_nip, is_named)


def _as_written(
    run: Session, people: Identities, manifest: Manifest, nip: str, name: str, key: str | None
) -> tuple[str, Callable[[str], bool]]:
    """The NIP as it stands in a proposal, and what tells whether a text has the name, which may be a part of another
    one. Raises OtherKey where they are masked with another key.
    """
    from mutasi.cli.replay import masks_of
    from mutasi.model.masking import name_key, named_in

    masks, _ = masks_of(run, manifest, Masks("none", key))
    if masks and masks.mask.hides_names:
        masking = masks.masking(run, people)
        pseudonym = masking.name(name)
        return masking.nip(nip), lambda text: bool(pseudonym) and pseudonym in text
    named, own = named_in(people), name_key(name)
    shown = masks.masking(run, people).nip(nip) if masks else nip
    last = own.rpartition(" ")[2]

    def is_named(text: str) -> bool:
        may_be = bool(last) and (not last.isascii() or last in text.casefold())  # quicker than to look for everybody
        return may_be and own in named(text)

    return shown, is_named
