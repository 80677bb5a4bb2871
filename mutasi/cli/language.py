"""The language of help, usage errors and last words, which are needed before a project is known."""

from __future__ import annotations

import os
from gettext import bindtextdomain, gettext, textdomain

from mutasi.message import mark, mark_plural

DOMAIN = "mutasi"


def speak(code: str) -> None:
    """From now on `translate`, and click's own sentences, use that language."""
    os.environ["LANGUAGE"] = code
    bindtextdomain(DOMAIN, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "locale"))
    textdomain(DOMAIN)


def translate(template: str) -> str:
    """A template in the language of this run; empty text stays empty (gettext would give a header)."""
    if os.environ.get("LANGUAGE") == "en":
        return template  # there is no catalogue to be looked for
    return gettext(template) if template else ""


CLICK_SENTENCES = (
    mark("Usage:"),
    mark("Options"),
    mark("Commands"),
    mark("Error: {message}"),
    mark("Try '{command} {option}' for help."),
    mark("No such command {name!r}."),
    mark("No such option {name!r}."),
    mark("Missing command."),
    mark("Missing argument"),
    mark("Missing option"),
    mark("Missing parameter"),
    mark("Missing parameter: {param_name}"),
    mark("Choose from:\n\t{choices}"),
    mark("Invalid value: {message}"),
    mark("Invalid value for {param_hint}: {message}"),
    mark("Option {name!r} does not take a value."),
    mark("{value!r} is not a valid {number_type}."),
    mark("{value} is not in the range {range}."),
    mark("{value!r} is not a valid boolean. Recognized values: {states}"),
    mark("Argument {name!r} takes {nargs} values."),
    mark("Could not open file {filename!r}: {message}"),
    mark("unknown error"),
    mark("Aborted!"),
    mark("default: {default}"),
    mark("Show this message and exit."),
)
CLICK_PLURALS = (
    mark_plural("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    mark_plural("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    mark_plural("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    mark_plural("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."),
    mark_plural("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
)
"""Sentences of click that it looks up in the same catalogue; here so that they are collected."""
