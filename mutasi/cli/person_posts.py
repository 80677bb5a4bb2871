"""`mutasi shortlist --nip`: the best posts for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mutasi.cli.options import WholeNumber, option
from mutasi.cli.ranking import Ranking, row_of
from mutasi.cli.rendering import rendered
from mutasi.cli.session import Session
from mutasi.errors import MutasiError
from mutasi.message import Message, mark

if TYPE_CHECKING:
    from mutasi.render.person_posts_data import PersonPostsReport

NIP_OPTION = option(
    "--nip", "nips", multiple=True, metavar="NIP",
    help=mark("The other direction: the best posts for this person; repeatable."),
)  # fmt: skip


USUAL_PLACES = 5
"""So many places of a vacancy are its shortlist unless another number is asked for."""
PLACES_OPTION = option(
    "--places", type=WholeNumber(1), metavar="N",
    help=mark("With --nip: so many places of a vacancy are its shortlist; 5 unless stated."),
)  # fmt: skip


class PlacesWithoutPerson(MutasiError):
    """A number of places without anybody whose place is asked for."""

    def __init__(self) -> None:
        super().__init__(Message("--places goes with --nip; -n says how many people are listed"))


class PersonBesideMethods(MutasiError):
    """Posts of a person and a comparison of methods are two results."""

    def __init__(self) -> None:
        super().__init__(
            Message("--nip shows the posts of a person, and --compare who is ranked: leave out one of them")
        )


def places_asked(places: int | None, nips: Sequence[str], *, compares: bool) -> int:
    """So many places are the shortlist of a vacancy. Refuses what does not go together."""
    if compares and nips:
        raise PersonBesideMethods
    if places is not None and not nips:
        raise PlacesWithoutPerson
    return places or USUAL_PLACES


def posts_of(ranking: Ranking, nips: Sequence[str], *, places: int, shown: int, every: bool) -> PersonPostsReport:
    """The best posts of these people, `shown` of each, in the order asked for; with `every` also all that bars."""
    from mutasi.render.person_posts_data import PersonPostsReport

    rows = [row_of(ranking.people, nip) for nip in dict.fromkeys(nips)]
    about = ranking.about()
    return PersonPostsReport(ranking.posts(rows, places, shown, every=every), about, places, ranking.policy.method)


def render_posts(run: Session, report: PersonPostsReport, name: str) -> str:
    """A report in one of the formats of a shortlist."""
    from mutasi.render.person_posts import as_markdown, as_text
    from mutasi.render.person_posts_data import MACHINE

    return rendered(run, report, name, MACHINE, as_markdown, as_text)
