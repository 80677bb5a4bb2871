"""`mutasi audit verify` and `mutasi audit replay`: whether a proposal is as it was written, and comes out the same."""

from __future__ import annotations

import re

import click

from mutasi.cli.masking import Masks
from mutasi.cli.options import command, complete_paths, option
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import session
from mutasi.errors import MutasiError
from mutasi.message import Message, mark
from mutasi.render.evidence import FORMATS

_HASH = re.compile("[0-9a-fA-F]{64}")


class NoHash(MutasiError):
    """What was noted is no hash."""

    def __init__(self, text: str) -> None:
        super().__init__(
            Message("--sha256 takes the 64 digits that mutasi propose --to told; '{text}' is none", text=text)
        )


@command(
    "verify",
    short=mark("Whether a proposal is as it was written: names every file that was changed."),
    help_text=mark("""Compares every file of FOLDER, which mutasi propose --to wrote, with its manifest.json: files that
were changed, are missing or were added, and the manifest itself.

What lies in the folder can prove no more than that nobody changed it by oversight: whoever may write it can also make a
manifest that fits. The proof is the hash of the manifest that was noted elsewhere when the proposal was made (on the
signed letter, in the agenda, in a commit); --sha256 compares it. sha256sum manifest.json gives the same.

Exit code 0: as written; 1: something differs; 2: it could not run."""),
)
@click.argument("folder", metavar="FOLDER", shell_complete=complete_paths)
@option("--sha256", "noted", metavar="HASH", help=mark("The hash of the manifest that was noted."))
@result_options(FORMATS)
def verify(folder: str, noted: str | None, results: Results) -> int:
    from mutasi.read.manifest import verify as verified
    from mutasi.render.evidence import verified_json, verified_text

    run = session()
    if noted is not None and not _HASH.fullmatch(noted):
        raise NoHash(noted)
    found = verified(run.path(folder), folder, noted)
    run.write_all(results, lambda name: verified_json(found) if name == "json" else verified_text(found, run.language))
    return int(not found.sound)


@command(
    "replay",
    short=mark("Makes a proposal again from the same inputs and compares every byte."),
    help_text=mark("""Makes the proposal in FOLDER again, from the inputs and with the options of its manifest.json, and
compares every byte. Nothing is written.

The project is the one of the present folder, or of --data FOLDER: the files as they were, for instance a checkout of
the commit that the manifest names. Files that are not those of the manifest are named, and then nothing is made. A
proposal with masked people needs the key that it was made with (--mask-key).

Exit code 0: the same bytes; 1: something differs; 2: it could not be made again (other inputs, no key)."""),
)
@click.argument("folder", metavar="FOLDER", shell_complete=complete_paths)
@option("--data", metavar="FOLDER", help=mark("The project with the inputs, instead of the present one."))
@option("--mask-key", "key", metavar="FILE", help=mark("The key of the pseudonyms."))
@result_options(FORMATS)
def replay(folder: str, data: str | None, key: str | None, results: Results) -> int:
    from mutasi.cli.replay import replayed
    from mutasi.render.evidence import replayed_json, replayed_text

    run = session()
    found = replayed(run, folder, data, Masks("none", key))
    run.write_all(results, lambda name: replayed_json(found) if name == "json" else replayed_text(found, run.language))
    return int(not found.same)
