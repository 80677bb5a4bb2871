"""A command with commands of its own, one of which may be meant where none is named."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mutasi.cli.language import translate
from mutasi.cli.options import (
    CONTEXT_SETTINGS,
    Command,
    complete_paths,
    global_options,
    translated,
    usage_pieces,
    write_help,
    write_options,
)

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class CommandGroup(click.Group):
    """Commands under one name. `usual` is the one that is meant where what follows names none; empty for no such."""

    def __init__(self, *args: Any, usual: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual = usual

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if self.usual and (not ctx.resilient_parsing or args):
            args = self._whole(ctx, args)
        return super().parse_args(ctx, args)

    def _whole(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments with the name of the command. NoSuchCommand for one that is misspelt and no file."""
        try:
            given, rest, _ = self.make_parser(ctx).parse_args(list(args))
        except click.UsageError:  # an option of the usual command
            return [self.usual, *args]
        asks_help = self.get_help_option(ctx)
        if (asks_help is not None and given.get(asks_help.name or "")) or (rest and rest[0] in self.commands):
            return args
        if rest and difflib.get_close_matches(rest[0], self.commands, cutoff=0.75) and not Path(rest[0]).exists():
            raise click.exceptions.NoSuchCommand(rest[0], possibilities=self.commands, ctx=ctx)
        return [self.usual, *args]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and options, and what the usual command takes first: a path."""
        items = translated(super().shell_complete(ctx, incomplete))
        if not self.usual or incomplete.startswith("-"):
            return items
        return [*items, *complete_paths(ctx, self.params[0], incomplete)]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return usage_pieces(super().collect_usage_pieces(ctx))

    def get_short_help_str(self, limit: int = 100) -> str:
        return translate(self.short_help or "")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_help(self.help, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(translate("Commands")):
            formatter.write_dl([(name, one.get_short_help_str()) for name, one in self.commands.items()])
        write_options(self.get_params(ctx), ctx, formatter)


def command_group(name: str, *commands: Command, usual: str = "", short: str, help_text: str) -> CommandGroup:
    """A group of commands with the global options."""
    return CommandGroup(
        name, commands=list(commands), usual=usual, short_help=short, help=help_text, params=global_options(),
        context_settings=CONTEXT_SETTINGS,
    )  # fmt: skip
