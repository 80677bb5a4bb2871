"""What the user asked for with the global options."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field


@dataclass(slots=True)
class Settings:
    """Filled while click parses the command line, read-only after that. None: not said."""

    directory: str | None = None
    config: str | None = None
    changes: tuple[str, ...] | None = None
    isolated: bool | None = None
    as_of: datetime.date | None = None
    lang: str | None = None
    color: str | None = None
    quiet: bool | None = None
    verbose: bool | None = None
    debug: bool | None = None
    masked: bool = False
    """Whether people are hidden in the result of this run, so that remarks must not name them either."""
    variables: dict[str, str] = field(default_factory=dict)
    """The variable of the environment that said a value, by its name here; all else was said by options."""

    def say(self, name: str, value: object, variable: str = "") -> None:
        """Takes over a value. Options go before variables, and later ones before earlier ones; changes add up."""
        by_option = getattr(self, name) is not None and name not in self.variables
        if variable and by_option:
            return
        if by_option and name == "changes" and isinstance(value, tuple):
            value = (*(self.changes or ()), *value)
        setattr(self, name, value)
        if variable:
            self.variables[name] = variable
        else:
            self.variables.pop(name, None)
