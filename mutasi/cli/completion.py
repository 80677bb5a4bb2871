"""`mutasi completion`: what a shell has to run so that TAB completes commands, options and their choices."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

from mutasi.cli.options import FORCE_OPTION, OUTPUT_OPTION, command
from mutasi.cli.results import Results
from mutasi.cli.session import session
from mutasi.message import mark

SHELLS = ("bash", "zsh", "fish", "powershell")
PROGRAM, VARIABLE = "mutasi", "_MUTASI_COMPLETE"
"""The name that is completed, and the variable by which the shell asks it."""


@command(
    "completion",
    short=mark("Print a script that lets the shell complete commands and options."),
    help_text=mark("""Prints a script for SHELL. Once it is loaded, TAB completes commands, options and their choices;
never anything that stands in the data.

\b
bash        mutasi completion bash > ~/.local/share/bash-completion/completions/mutasi
zsh         mutasi completion zsh > FOLDER/_mutasi, with FOLDER one of $fpath
fish        mutasi completion fish > ~/.config/fish/completions/mutasi.fish
powershell  mutasi completion powershell >> $PROFILE

Exit code 0: done; 2: it could not run."""),
)
@click.argument("shell", metavar="SHELL", type=click.Choice(SHELLS))
@OUTPUT_OPTION
@FORCE_OPTION
def completion(shell: str, output: str, force: bool) -> int:
    made = get_completion_class(shell)
    assert made is not None
    completer = made(click.get_current_context().find_root().command, {}, PROGRAM, VARIABLE)
    # Not `completer.source()`: for bash that starts another bash to ask for its version, which need not be the user's.
    run = session()
    run.write_all(Results((("json", output),), force), lambda _: ShellComplete.source(completer))
    return 0
