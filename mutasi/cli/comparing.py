"""`mutasi shortlist --compare`: which methods are meant, and the vacancies ranked by each of them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from mutasi.cli.ranking import MISSING_ORDERS, Ranking
from mutasi.cli.rendering import rendered
from mutasi.cli.session import Session
from mutasi.errors import UnknownName
from mutasi.message import Message
from mutasi.model.policy import Method
from mutasi.render.methods_compared import MACHINE, MethodsReport, as_markdown, as_text

ALL = "all"
METHODS = (*Method, ALL)


def methods_asked(texts: Sequence[str]) -> tuple[Method, ...]:
    """The methods, each named or with commas between them; `all` for every one. Raises UnknownName."""
    names = [name.strip().lower() for text in texts for name in text.split(",")]
    for name in names:
        if name not in METHODS:
            raise UnknownName(Message("method"), name, tuple(difflib.get_close_matches(name, METHODS, n=3)))
    return tuple(Method) if ALL in names else tuple(dict.fromkeys(Method(name) for name in names))


def compared(ranking: Ranking, methods: Sequence[Method], asked: int) -> MethodsReport:
    """The vacancies of a ranking by the method of the policy and by these."""
    from mutasi.fit.compare_methods import compare_methods

    found = tuple(
        compare_methods(ranking.people, *ranking.weighed(vacancy), ranking.policy, methods=methods, asked=asked)
        for vacancy in ranking.vacancies
    )
    return MethodsReport(found, ranking.people.effective, MISSING_ORDERS[ranking.policy.missing_order])


def render(run: Session, report: MethodsReport, name: str) -> str:
    """A report in one of the formats of shortlists."""
    return rendered(run, report, name, MACHINE, as_markdown, as_text)
