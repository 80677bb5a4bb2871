"""The options that say how the input files are written."""

from __future__ import annotations

import click

from mutasi.cli.options import F, option
from mutasi.message import mark
from mutasi.model.dialect import DATE_FORMS, DECIMAL_SIGNS, ENCODINGS, SEPARATORS, Dialect


def dialect_options(function: F) -> F:
    """Those of `text_dialect_options`, and ``--sheet``: how the input files are written."""
    return text_dialect_options(option("--sheet", metavar="NAME", help=mark("Sheet of a workbook to read."))(function))


def text_dialect_options(function: F) -> F:
    """``--encoding``, ``--separator``, ``--decimal`` and ``--dates``: how input files that are text are written."""
    for add in (
        option(
            "--dates",
            type=click.Choice(DATE_FORMS),
            help=mark("Dates put the day first, the month first, or are numbers of a spreadsheet."),
        ),
        option("--decimal", type=click.Choice(DECIMAL_SIGNS), help=mark("Sign before decimals.")),
        option("--separator", type=click.Choice(list(SEPARATORS)[:-1]), help=mark("Sign between cells.")),
        option("--encoding", type=click.Choice(list(ENCODINGS)), help=mark("Encoding of the input files.")),
    ):
        function = add(function)
    return function


def dialect_of(**said: str | None) -> Dialect:
    """What the options of `dialect_options` say."""
    texts = {"sheet": "", **{name: text or "" for name, text in said.items()}}
    return Dialect(**{**texts, "separator": SEPARATORS.get(texts["separator"], "")})
