"""What the user asked for with the global options."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(slots=True)
class Settings:
    """Filled while click parses the command line, read-only after that. None: not said."""

    directory: str | None = None
    config: str | None = None
    as_of: datetime.date | None = None
    lang: str | None = None
    color: str | None = None
    quiet: bool | None = None
    verbose: bool | None = None
    debug: bool | None = None

    def set(self, name: str, value: object) -> None:
        if name not in self.__slots__:
            raise AttributeError(name)
        setattr(self, name, value)
