"""The program: its commands by name, and the exit code of every way to end."""

from __future__ import annotations

import errno
import gc
import importlib
import signal
import sys
from typing import TYPE_CHECKING

import click

from mutasi.cli.environment import debug_wanted, help_width, language_of_arguments, program_arguments
from mutasi.cli.language import speak, translate
from mutasi.cli.last_words import say, say_error, show_trace
from mutasi.cli.options import (
    CONTEXT_SETTINGS,
    global_options,
    translated,
    usage_pieces,
    write_help,
    write_options,
)
from mutasi.cli.output import PipeClosed, close_quietly, replace_closed_streams, written
from mutasi.errors import MutasiError
from mutasi.message import Message, mark
from mutasi.version import VERSION

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "init": mark("Begin a new dataset."),
    "validate": mark("Check the data: every fault with its place, reason and remedy."),
    "score": mark("Points and score of people for vacancies."),
    "shortlist": mark("Ranked people for each vacancy, with reasons."),
    "explain": mark("Why somebody may hold a post or not, rule by rule, and with which points."),
    "weights": mark("Weights from an order or from comparisons, their consistency, and what is wrong with them."),
    "diff": mark("What changed between two snapshots of the organisation."),
    "plan": mark("All moves decided together: fills, chains and cycles."),
    "apply": mark("The dataset after the moves of a plan, in a new folder."),
    "audit": mark("What was decided, looked at afterwards: fairness, evidence, and all about one person."),
    "review": mark("What became of an organisation: fit, empty posts and people before and after."),
    "propose": mark("Write the proposal: the moves, the shortlists and the reasons."),
    "forecast": mark("Who retires, whose contract ends, who stays long, and which posts will be empty."),
    "talent": mark("The talent map: how many people are in each of its nine boxes."),
    "convert": mark("Make a dataset from the files that the office has."),
    "fmt": mark("Bring files to their canonical form, without losing anything."),
    "git": mark("Tables in git: shown by their content, merged by key and field."),
    "schema": mark("Print the schema of a table or of mutasi.yaml, for editors and other programs."),
    "config": mark("Show the policy in force, and where each value comes from."),
    "completion": mark("Print a script that lets the shell complete commands and options."),
    "rule": mark("Explain a rule: why, how to mend, on what basis, with an example."),
}
"""Every command with its line in the help; a module and a function of the same name."""

HOOKS = ("no-real-data",)
"""Commands for hooks, which the help of the program does not list."""

PROGRAM_HELP = mark("""Prepares transfers of civil servants (penataan mutasi ASN) from plain files.

Checks personnel and vacancy files, judges who may hold which post, scores and ranks the
candidates with reasons, compares snapshots and writes the proposal.""")

INTERRUPTED, PIPE_CLOSED, BUG = 130, 141, 3


class Program(click.Group):
    """The group of commands; a command's module is imported only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS and cmd_name not in HOOKS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(importlib.import_module(f"mutasi.cli.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in (*COMMANDS, *HOOKS) and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.exceptions.NoSuchCommand(name, possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands, without importing them, and the global options."""
        from click.shell_completion import CompletionItem  # only shells ask for it

        names = [name for name in COMMANDS if name.startswith(incomplete)]
        items = [CompletionItem(name, help=translate(COMMANDS[name])) for name in names]
        return items + translated(click.Command.shell_complete(self, ctx, incomplete))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return usage_pieces(super().collect_usage_pieces(ctx))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_help(self.help, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(translate("Commands")):
            formatter.write_dl([(name, translate(text)) for name, text in COMMANDS.items()])
        write_options(self.get_params(ctx), ctx, formatter)


def program() -> Program:
    """The whole command line as a click object."""
    return Program(
        "mutasi",
        help=PROGRAM_HELP,
        params=[*global_options(), _version_option()],
        context_settings={**CONTEXT_SETTINGS, "terminal_width": help_width(CONTEXT_SETTINGS["max_content_width"])},
        no_args_is_help=True,
    )


def _version_option() -> click.Option:
    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help=mark("Show the version and exit."),
    )


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"mutasi {VERSION}")
        ctx.exit()


_MADE_BETWEEN = 100_000
"""Objects made between two searches for cycles: nearly all that a run makes stays until its end."""


class Stopped(BaseException):
    """A signal asks the run to end: what it was making is cleared away on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = 128 + number


class NameTooLong(MutasiError):
    """A path that no file system takes."""

    def __init__(self, path: str) -> None:
        super().__init__(Message("the name is too long: {path}", path=path), fix=Message("name a shorter one"))


def _stop(number: int, frame: object) -> None:
    raise Stopped(number)


def _end_on_signals() -> None:
    """A run that is told to end (kill, a closed terminal) ends as one that is interrupted: it leaves nothing behind."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # not every system has both
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def main() -> None:
    """Entry point: run with the arguments of the process and exit."""
    gc.set_threshold(_MADE_BETWEEN, *gc.get_threshold()[1:])
    _end_on_signals()
    replace_closed_streams()
    sys.exit(run(program_arguments()))


def run(arguments: list[str]) -> int:
    """Run one command line; returns the exit code. Nothing but this decides how a run ends."""
    speak(language_of_arguments(arguments))
    try:
        with written():
            result = program().main(arguments, prog_name="mutasi", standalone_mode=False)
            sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        return _usage(error)
    except click.ClickException as error:
        return _usage(error)
    except Stopped as stop:
        return stop.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        say(translate(mark("interrupted")))
        return INTERRUPTED
    except MutasiError as error:
        say_error(error)
        return error.exit_code
    except (PipeClosed, BrokenPipeError):
        close_quietly()
        return PIPE_CLOSED
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            return _bug(error, arguments)
        say_error(NameTooLong(str(error.filename or "")))
        return NameTooLong.exit_code
    except Exception as error:
        return _bug(error, arguments)
    return result if isinstance(result, int) else 0


def _usage(error: click.ClickException) -> int:
    error.show(sys.stderr)
    return error.exit_code if error.exit_code != 1 else 2


def _bug(error: Exception, arguments: list[str]) -> int:
    kind = type(error).__name__
    text = Message(
        "this is a fault in mutasi ({kind}), not in your data. Run it again with --debug and report what"
        " it prints, without personal data.",
        kind=kind,
    )
    say(text.render(translate))
    if debug_wanted() or "--debug" in arguments:
        show_trace(error)
    return BUG
