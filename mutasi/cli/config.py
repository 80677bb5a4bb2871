"""`mutasi config show`: the policy in force."""

from __future__ import annotations

import os

import click

from mutasi.cli.options import FORCE_OPTION, OUTPUT_OPTION, command, option
from mutasi.cli.results import Results
from mutasi.cli.session import Session, session
from mutasi.cli.sound import refuse_faulty_policy
from mutasi.message import mark

FORMATS = ("text", "json")


@command(
    "config",
    short=mark("Show the policy in force, and where each value comes from."),
    help_text=mark("""config show prints every value of the policy: that of mutasi.yaml, of an option or a variable, or
the default; a blank value is not set. With --origin each says where it comes from: mutasi.yaml with line and column,
an option such as --set, a variable such as MUTASI_SET, or default. The format json always says it.

Exit code 0: done; 2: mutasi.yaml has errors, or it could not run."""),
)
@click.argument("action", metavar="show", type=click.Choice(["show"]))
@option("--origin", is_flag=True, help=mark("Say where each value comes from."))
@option(
    "-f",
    "--format",
    "format_name",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=mark("Form of the result."),
)
@OUTPUT_OPTION
@FORCE_OPTION
def config(action: str, origin: bool, format_name: str, output: str, force: bool) -> int:
    from mutasi.render.policy_values import as_json, as_text, policy_values

    run = session()
    policy = run.project.policy
    refuse_faulty_policy(run)
    values = policy_values(policy, run.language.code, _said(run))
    text = (
        as_json(values, policy) if format_name == "json" else as_text(values, run.language, run.paint, origins=origin)
    )
    run.write_all(Results(((format_name, output),), force), lambda _: text)
    return 0


def _said(run: Session) -> dict[str, str]:
    """The keys over which an option or a variable stands, with its name."""
    from mutasi.render.policy_values import LOCALE

    said = {}
    if run.settings.lang:
        said["bahasa"] = "--lang"
    elif os.environ.get("MUTASI_LANG") == run.language.code:
        said["bahasa"] = "MUTASI_LANG"
    elif not run.project.policy.language:
        said["bahasa"] = LOCALE
    if run.settings.as_of is not None:
        said["tanggal_acuan"] = run.origin("as_of", "--as-of")
    return said
