"""The options of `validate`, and which of them exclude one another."""

from __future__ import annotations

from dataclasses import dataclass

import click

from mutasi.cli.dialect import dialect_of
from mutasi.cli.input import on_command_line
from mutasi.cli.invalid import refuse_invalid_name
from mutasi.errors import MutasiError
from mutasi.finding import MOST_LISTED
from mutasi.message import Message
from mutasi.model.dialect import Dialect
from mutasi.model.policy import Selection

NOT_WITH_DIFF = (
    "format_name", "reports", "write_invalid", "baseline", "write_baseline", "max_errors", "watch",
)  # fmt: skip
"""Options of what is found; --diff shows something else."""


class NoCodes(MutasiError):
    """An option that takes codes is given without any."""

    def __init__(self, option: str) -> None:
        super().__init__(
            Message("{option} names no code", option=option),
            fix=Message(
                "write codes or their beginnings with commas between them, or leave out the option: NIP,UNIT-01"
            ),
        )


class Useless(MutasiError):
    """An option is given that would change nothing beside another one."""


def refuse_useless(asked: Asked) -> None:
    """Raises Useless, and what `refuse_invalid_name` raises."""
    if asked.write_invalid is not None:
        refuse_invalid_name(asked.write_invalid)
    params = {param.name: param.opts[-1] for param in click.get_current_context().command.params}
    given = tuple(params[name] for name in NOT_WITH_DIFF if on_command_line(name))
    if asked.show_diff and given:
        raise Useless(
            Message("--diff shows what would be mended and nothing else; it cannot be combined with {options}",
                    options=given),
            fix=Message("leave out --diff, or the others: -o, --force, --fail-on and --exit-zero go with it"),
        )  # fmt: skip
    if asked.write_baseline and asked.watch:
        raise Useless(Message("{option} and --write-baseline exclude one another; leave out one", option="--watch"))
    if on_command_line("show_fixes") and not asked.mending:
        raise Useless(
            Message("--show-fixes lists what is mended, and nothing is to be"),
            fix=Message("add --fix or --unsafe-fixes, or --diff to write nothing"),
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a run, by the names of their parameters."""

    fail_on: str
    exit_zero: bool
    selects: tuple[str, ...]
    extends: tuple[str, ...]
    ignores: tuple[str, ...]
    in_files: tuple[str, ...]
    max_errors: int | None
    baseline: str | None
    write_baseline: bool
    fix: bool
    unsafe_fixes: bool
    show_diff: bool
    show_fixes: bool
    write_invalid: str | None
    watch: bool
    stdin_name: str | None
    format_name: str
    output: str
    reports: tuple[str, ...]
    force: bool
    encoding: str | None
    separator: str | None
    sheet: str | None
    decimal: str | None
    dates: str | None

    @property
    def dialect(self) -> Dialect:
        return dialect_of(encoding=self.encoding, separator=self.separator, sheet=self.sheet, decimal=self.decimal,
                          dates=self.dates)  # fmt: skip

    @property
    def mending(self) -> str:
        """The option that asks for something mended; empty when none does."""
        asked = {"--diff": self.show_diff, "--fix": self.fix, "--unsafe-fixes": self.unsafe_fixes}
        return next((option for option, is_given in asked.items() if is_given), "")

    @property
    def most_listed(self) -> int | None:
        """None for all: what counts or collects findings one by one must see each."""
        is_counted = self.write_baseline or self.baseline is not None or self.write_invalid is not None
        return None if is_counted else MOST_LISTED

    @property
    def selection(self) -> Selection:
        in_files = tuple(map(_in_file, self.in_files))
        return Selection(
            _codes("--select", self.selects),
            _codes("--extend-select", self.extends),
            _codes("--ignore", self.ignores),
            in_files,
        )


def _codes(option: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Codes that stand behind commas or each for itself. Raises NoCodes for a text without any."""
    found = [[code.strip().upper() for code in text.split(",") if code.strip()] for text in texts]
    if not all(found):
        raise NoCodes(option)
    return tuple(code for codes in found for code in codes)


def _in_file(text: str) -> tuple[str, tuple[str, ...]]:
    pattern, sign, codes = text.rpartition(":")
    if not sign or not pattern or not codes.strip():
        raise MutasiError(Message("--per-file-ignores takes PATTERN:CODES, not '{text}'", text=text))
    return pattern, _codes("--per-file-ignores", (codes,))
