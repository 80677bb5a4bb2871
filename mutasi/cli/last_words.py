"""What is said on stderr when a run, or a round of one, cannot go on."""

from __future__ import annotations

import sys

from mutasi.cli.environment import debug_wanted
from mutasi.cli.language import translate
from mutasi.errors import MutasiError
from mutasi.message import mark
from mutasi.render.text import visible


def say_error(error: MutasiError) -> None:
    where = f"{error.location}: " if error.location else ""
    say(f"{where}{error.message.render(translate)}")
    if error.fix is not None:
        print(f"  {translate(mark('mend:'))} {visible(error.fix.render(translate))}", file=sys.stderr)
    if debug_wanted():
        show_trace(error)


def say(text: str) -> None:
    print(f"mutasi: {visible(text)}", file=sys.stderr)


def show_trace(error: Exception) -> None:
    import traceback  # only here: it doubles the time of a start

    traceback.print_exception(error)
