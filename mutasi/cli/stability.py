"""`mutasi shortlist --stability`: how far the first places hang on the weights, and on who else is ranked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from mutasi.cli.language import translate
from mutasi.cli.options import WholeNumber, option
from mutasi.cli.results import Results
from mutasi.cli.session import Session
from mutasi.errors import MutasiError
from mutasi.message import Message, mark
from mutasi.model.stability import Sampling
from mutasi.render.stability import FORMATS, as_markdown, as_page, as_text
from mutasi.render.stability_data import MACHINE

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from mutasi.cli.ranking import Ranking
    from mutasi.render.stability_words import StabilityReport

F = TypeVar("F", bound=Callable[..., Any])

SHORTLIST_FORMATS = FORMATS
"""What `shortlist` may be asked for; `html` only of stability."""

ALL = "all"
USUAL_WITHIN, USUAL_SAMPLES, USUAL_SEED = "20", 10_000, 1
_LEAST_SAMPLES = 100
_PERCENT = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,4}))?%?")


class PageOfStabilityOnly(MutasiError):
    """A page is asked for where there is none."""

    def __init__(self) -> None:
        super().__init__(
            Message("the format html is for shortlist --stability"), fix=Message("add --stability, or ask for md")
        )


class StabilityNotAsked(MutasiError):
    """An option of stability stands alone."""

    def __init__(self, option_name: str) -> None:
        super().__init__(Message("{option} says how --stability is computed; give that too", option=option_name))


class StabilityAlone(MutasiError):
    """Two results are asked for in one."""

    def __init__(self, option_name: str) -> None:
        super().__init__(
            Message("--stability and {option} give different results: leave out one of them", option=option_name)
        )


class Within(click.ParamType[Fraction | str]):
    """A part of each weight in percent, above 0 and up to 100, or all weightings."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction | str:
        if isinstance(value, Fraction):
            return value
        if value == ALL:
            return ALL
        found = _PERCENT.fullmatch(value)
        share = Fraction(f"{found[1]}.{found[2] or 0}") / 100 if found else Fraction(0)
        if not 0 < share <= 1:
            message = Message("'{value}' is neither a percentage above 0 up to 100 nor all", value=value)
            self.fail(message.render(translate), param, ctx)
        return share

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem  # only shells ask for it

        return [CompletionItem(ALL)] if ALL.startswith(incomplete) else []


def stability_options(function: F) -> Callable[..., Any]:
    """The options of stability, of which the command gets one `sampling`: Sampling, or None where it is not asked."""

    @wraps(function)
    def command(*, stability: bool, weights_within: Any, samples: int, seed: int, **others: Any) -> Any:
        if not stability:
            _refuse_alone()
            return function(sampling=None, **others)
        within = None if weights_within == ALL else weights_within
        return function(sampling=Sampling(within, samples, seed), **others)

    for add in (
        option(
            "--seed", type=WholeNumber(0), default=USUAL_SEED, show_default=True, metavar="N",
            help=mark("With --stability: which sample; the same number gives the same one on every machine."),
        ),
        option(
            "--samples", type=WholeNumber(_LEAST_SAMPLES), default=USUAL_SAMPLES, show_default=True, metavar="N",
            help=mark("With --stability: how many weightings are tried."),
        ),
        option(
            "--weights-within", type=Within(), default=USUAL_WITHIN, show_default=True, metavar="PERCENT|all",
            help=mark("With --stability: how far each weight may vary, in percent of itself; all: any weights at all."),
        ),
        option(
            "--stability", is_flag=True,
            help=mark("Instead: how far the first places hang on the weights, and on who else is ranked."),
        ),
    ):  # fmt: skip
        command = add(command)
    return command


def _refuse_alone() -> None:
    """StabilityNotAsked for an option of stability that stands on the command line without it."""
    context = click.get_current_context()
    for name in ("weights_within", "samples", "seed"):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise StabilityNotAsked("--" + name.replace("_", "-"))


def refuse_beside(sampling: Sampling | None, others: Mapping[str, bool], results: Results) -> None:
    """StabilityAlone for another option that asks for another result; PageOfStabilityOnly where no stability is asked
    and a result is to be a page.
    """
    if sampling is None:
        if any(name == "html" for name, _ in results.wanted):
            raise PageOfStabilityOnly
        return
    for name, is_given in others.items():
        if is_given:
            raise StabilityAlone(name)


def write_stability(run: Session, ranking: Ranking, number: int, sampling: Sampling, results: Results) -> int:
    """The report in every format that is wanted."""
    report = ranking.stability(number, sampling)
    run.write_all(results, lambda name: _render(run, report, name), ranking.dataset.files)
    return 0


def _render(run: Session, report: StabilityReport, name: str) -> str:
    if name in MACHINE:
        return MACHINE[name](report)
    if name == "md":
        return as_markdown(report, run.document_language)
    if name == "html":
        return as_page(report, run.document_language)
    return as_text(report, run.language, run.paint, width=run.width)
