"""What `mutasi propose` is asked for."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from mutasi.cli.masking import Masks


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for: where the moves come from, and where folders and a template are."""

    vacancies: tuple[str, ...]
    picks: tuple[str, ...]
    plan: str | None
    moves: str | None
    number: int
    jobs: int
    tmt: datetime.date | None
    to: str | None
    letters: str | None
    template: str | None
    masks: Masks = field(default_factory=Masks)

    @property
    def source(self) -> str | None:
        """The file of the moves; None where they come from the shortlists."""
        return self.plan or self.moves
