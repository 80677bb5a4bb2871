"""A move that somebody wants to propose, before it is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from mutasi.model.plan import FileMove


@dataclass(frozen=True, slots=True)
class WantedMove:
    """The move as a file states it, with the reason that was given and the exception that was written for it, from the
    requirements `excepted`, by their codes. Its post is blank where only the vacancy is named.
    """

    move: FileMove
    reason: str = ""
    exception: str = ""
    excepted: tuple[str, ...] = ()

    @property
    def target(self) -> str:
        """The vacancy, or the post where none is named."""
        return self.move.vacancy or self.move.post
