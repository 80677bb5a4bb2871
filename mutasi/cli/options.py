"""Commands and options that speak the user's language, and the options that every command has.

Help texts are written in English and translated when they are shown. Every option also reads the
variable MUTASI_<NAME>.
"""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from mutasi.cli.language import translate
from mutasi.message import Message, mark
from mutasi.model.years import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])

GLOBAL_GROUP = mark("Global options")


PLACES = {"DIR": "dir", "FOLDER": "dir", "FILE": "file", "PATH": "file"}
"""What the value of an option is called in the help, and what a shell completes it with."""


class Option(click.Option):
    """An option whose help is translated, and whose variable is MUTASI_<NAME>."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        long = next((name for name in self.opts if name.startswith("--")), "")
        if long and self.envvar is None:
            self.envvar = "MUTASI_" + long[2:].upper().replace("-", "_")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """As its type does; a file or a folder where its value is called so."""
        if self.metavar in PLACES:
            return [_place(incomplete, PLACES[self.metavar])]
        return super().shell_complete(ctx, incomplete)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        shown = copy.copy(self)
        shown.help = translate(self.help) if self.help else None
        shown.metavar = usage_pieces([self.metavar])[0] if self.metavar else None
        return click.Option.get_help_record(shown, ctx)


class GlobalOption(Option):
    """An option of every command; its value goes to the `Settings` of the run."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, expose_value=False, callback=_remember, **kwargs)


class Command(click.Command):
    """A command whose help is translated and lists the global options apart."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        return translated(super().shell_complete(ctx, incomplete))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return usage_pieces(super().collect_usage_pieces(ctx))

    def get_short_help_str(self, limit: int = 100) -> str:
        return translate(self.short_help or "")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_help(self.help, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self.get_params(ctx), ctx, formatter)


def translated(items: list[CompletionItem]) -> list[CompletionItem]:
    """What a shell shows beside a completion, in the language of this run."""
    for item in items:
        item.help = translate(item.help) if item.help else None
    return items


_WORDS_OF_USAGE = (
    mark("[OPTIONS]"), mark("COMMAND [ARGS]..."), mark("[VACANCY]..."), mark("[CODE]..."), mark("VACANCY=NIP"),
    mark("NIP=VACANCY"),    mark("[VACANCY]"), mark("VACANCY"),
)  # fmt: skip
"""What the help calls values by words that its sentences have in the language of the run."""


def usage_pieces(pieces: Sequence[str]) -> list[str]:
    """The parts of the line of usage in the language of this run."""
    return [translate(piece) if piece in _WORDS_OF_USAGE else piece for piece in pieces]


def write_help(text: str | None, formatter: click.HelpFormatter) -> None:
    if text:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translate(cleandoc(text)))


def write_options(params: list[click.Parameter], ctx: click.Context, formatter: click.HelpFormatter) -> None:
    own: list[tuple[str, str]] = []
    shared: list[tuple[str, str]] = []
    for param in params:
        record = param.get_help_record(ctx)
        if record is not None and not isinstance(param, click.Argument):
            general = isinstance(param, GlobalOption) or type(param) is click.Option  # --help, --version
            (shared if general else own).append(record)
    for title, records in ((translate("Options"), own), (translate(GLOBAL_GROUP), shared)):
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


def _remember(ctx: click.Context, param: click.Parameter, value: object) -> None:
    if value is None or param.name is None:
        return
    from mutasi.cli.settings import Settings  # the help of a command needs none

    settings = ctx.ensure_object(Settings)
    # An option after the command is nearer than one before it; a default changes nothing.
    source = ctx.get_parameter_source(param.name)
    if source is ParameterSource.COMMANDLINE:
        settings.say(param.name, value)
    elif source is ParameterSource.ENVIRONMENT and param.name != "lang":
        # MUTASI_LANG is the language of messages; only an option asks for a document in another language
        settings.say(param.name, value, str(param.envvar))


class Day(click.ParamType[datetime.date]):
    """A calendar date YYYY-MM-DD in the years that dates of the data may have."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        day = _day(value)
        if day is None:
            message = Message("'{value}' is not a date; write YYYY-MM-DD, e.g. 2026-01-31", value=value)
            self.fail(message.render(translate), param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            message = Message("{value} lies outside the years {first} to {last}", value=value, first=FIRST_YEAR,
                              last=LAST_YEAR)  # fmt: skip
            self.fail(message.render(translate), param, ctx)
        return day


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


class WholeNumber(click.ParamType[int]):
    """A whole number from `least` on."""

    name = "integer"

    def __init__(self, least: int) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        number = int(value) if re.fullmatch("-?[0-9]{1,9}", value) else None
        if number is None or number < self.least:
            message = Message("'{value}' is no whole number from {least} on", value=value, least=self.least)
            self.fail(message.render(translate), param, ctx)
        return number


class Assignment(click.ParamType[str]):
    """KEY=VALUE; in a variable of the environment one on each line."""

    name = "assignment"

    def split_envvar_value(self, rv: str) -> list[str]:
        return [line for line in rv.splitlines() if line.strip()]


def global_options() -> list[click.Parameter]:
    """The options that stand on the program and on every command."""
    return [
        GlobalOption(["-C", "--directory"], metavar="DIR", help=mark("Work as if started in DIR.")),
        GlobalOption(["--config"], metavar="FILE", help=mark("Policy file instead of the nearest mutasi.yaml.")),
        GlobalOption(
            ["--set", "changes"],
            type=Assignment(),
            metavar="KEY=VALUE",
            multiple=True,
            shell_complete=complete_changes,
            help=mark("Set one value of mutasi.yaml for this run: aturan.USIA-03.berat=keras; repeatable."),
        ),
        GlobalOption(["--isolated"], is_flag=True, default=None, help=mark("Without any mutasi.yaml.")),
        GlobalOption(["--as-of"], type=Day(), metavar="DATE", help=mark("Reference date, not tanggal_acuan.")),
        GlobalOption(["--lang"], type=click.Choice(["id", "en"]), help=mark("Language of messages and documents.")),
        GlobalOption(
            ["--color"],
            type=click.Choice(["auto", "always", "never"]),
            help=mark("When to colour; auto looks at NO_COLOR and at the terminal."),
        ),
        GlobalOption(["-q", "--quiet"], is_flag=True, default=None, help=mark("Only results, no remarks.")),
        GlobalOption(["-v", "--verbose"], is_flag=True, default=None, help=mark("Also what is only informative.")),
        GlobalOption(["--debug"], is_flag=True, default=None, help=mark("Show where in mutasi an error arose.")),
    ]


def command(name: str, *, short: str, help_text: str) -> Callable[[F], Command]:
    """A click command with the global options; `short` is its line in the list of commands."""

    def decorate(function: F) -> Command:
        made = click.command(name, cls=Command, short_help=short, help=help_text, context_settings=CONTEXT_SETTINGS)(
            function
        )
        made.params.extend(global_options())
        return made

    return decorate


CONTEXT_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def option(*names: str, **attributes: Any) -> Callable[[F], F]:
    """An option with a translated help text."""
    return click.option(*names, cls=Option, **attributes)


def complete_with(words: Sequence[str]) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """What completes an argument or a value that is one of these words."""
    return lambda ctx, param, incomplete: [word for word in words if word.startswith(incomplete)]


def complete_rule_codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What completes the code of a rule of `aturan`. Only here completing waits for the rules to be imported."""
    from mutasi.render.policy_schema import rule_codes

    return sorted(code for code in rule_codes() if code.startswith(incomplete))


def complete_finding_codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What completes a code by which findings are selected."""
    from mutasi.render.explanation import finding_codes

    return sorted(code for code in finding_codes() if code.startswith(incomplete))


def complete_changes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The keys that may be set over the policy, as far as they have fixed names."""
    from mutasi.read.policy import AGENCY_KEYS, POLICY_KEYS

    if incomplete.startswith("aturan."):
        return [f"aturan.{code}." for code in complete_rule_codes(ctx, param, incomplete.removeprefix("aturan."))]
    keys = [*POLICY_KEYS, *(f"instansi.{key}" for key in AGENCY_KEYS)]
    return [key for key in keys if key.startswith(incomplete)]


def complete_paths(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What completes an argument that is a file or a folder: the shell itself does."""
    return [_place(incomplete, "file")]


def _place(incomplete: str, kind: str) -> CompletionItem:
    from click.shell_completion import CompletionItem  # only shells ask for it

    return CompletionItem(incomplete, type=kind)


FORCE_OPTION: Callable[[F], F] = option("--force", is_flag=True, help=mark("Overwrite files that exist."))
OUTPUT_OPTION: Callable[[F], F] = option(
    "-o", "--output", default="-", metavar="PATH", help=mark("File to write; - is stdout.")
)


def output_options(formats: Sequence[str], default: str = "text") -> Callable[[F], F]:
    """``-f``, ``-o``, ``--report`` and ``--force``: what every command that gives a result takes."""

    def decorate(function: F) -> F:
        for add in (
            FORCE_OPTION,
            option(
                "--report",
                "reports",
                metavar="FORMAT=PATH",
                multiple=True,
                help=mark("Write a further format to a file; repeatable."),
            ),
            OUTPUT_OPTION,
            option(
                "-f", "--format", "format_name", type=click.Choice(list(formats)), default=default, show_default=True,
                help=mark("Form of the result."),
            ),
        ):  # fmt: skip
            function = add(function)
        return function

    return decorate


def split_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Names that are given one by one or with commas between them, each once."""
    return tuple(dict.fromkeys(name.strip() for text in texts for name in text.split(",") if name.strip()))
