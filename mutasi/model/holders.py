"""Who holds posts before and after moves, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from mutasi.model.talent_map import TalentMap


@dataclass(frozen=True, slots=True)
class Group:
    """People of `least` to below `below` years, None for no bound; both are None where it is not known."""

    least: int | None
    below: int | None
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Holders of the proposed posts on the effective date, as they are and once all have moved.

    `ages` and `until_leaving` are groups of years, the unknown last; `talent` are the boxes of those who move.
    """

    posts: int
    before: int
    after: int
    ages: tuple[Group, ...]
    until_leaving: tuple[Group, ...]
    talent: TalentMap
