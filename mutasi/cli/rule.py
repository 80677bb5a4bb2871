"""`mutasi rule`: what a rule says and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mutasi.cli.options import command, option
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import Session, session
from mutasi.errors import MutasiError, UnknownName
from mutasi.message import Message, mark

if TYPE_CHECKING:
    from mutasi.render.explanation import Explanation

FORMATS = ("text", "json", "md")


class NoRuleNamed(MutasiError):
    """Neither a code nor --all was given."""

    def __init__(self) -> None:
        super().__init__(Message("name a rule, e.g. NIP-02, a topic, e.g. NIP, or --all"))


@command(
    "rule",
    short=mark("Explain a rule: why, how to mend, on what basis, with an example."),
    help_text=mark("""Explains rules by their CODE, as findings and shortlists name them: why the rule exists, how to
mend the data, its legal basis and how sure that is, its settings in mutasi.yaml, and a wrong and a right example.

A topic (NIP, LOWONGAN, USIA) stands for all its rules; --all lists every rule, and with -f md or json explains them.

Exit code 0: done; 2: there is no such rule, or it could not run."""),
)
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@option("--all", "everything", is_flag=True, help=mark("Every rule."))
@result_options(FORMATS)
def rule(codes: tuple[str, ...], everything: bool, results: Results) -> int:
    from mutasi.render.explanation import explanations

    run = session()
    known = explanations()
    if not codes and not everything:
        raise NoRuleNamed
    shown = known if everything else tuple({one.code: one for code in codes for one in _named(code, known)}.values())
    run.write_all(results, lambda name: _render(run, shown, name, everything))
    return 0


def _named(code: str, known: tuple[Explanation, ...]) -> tuple[Explanation, ...]:
    """The rule of that code, or all of that topic, in any case of letters; UnknownName when there is neither."""
    wanted = code.upper()
    found = tuple(one for one in known if one.code == wanted or one.code.rpartition("-")[0] == wanted)
    if not found:
        from mutasi.rules.near_code import near_codes

        raise UnknownName(Message("rule"), code, near_codes(wanted, [one.code for one in known]))
    return found


def _render(run: Session, shown: tuple[Explanation, ...], name: str, everything: bool) -> str:
    from mutasi.render.catalogue import rules_markdown, rules_page
    from mutasi.render.explanation import as_json, as_list, as_text

    if name == "json":
        return as_json(shown)
    if name == "md":
        return rules_page(run.language) if everything else rules_markdown(shown, run.language)
    return as_list(shown, run.language) if everything else as_text(shown, run.language)
