"""Which posts lead others, so that somebody has to act in them (Plt) while nobody holds them."""

from __future__ import annotations

from mutasi.model.codes import JENJANG_MANAJERIAL, KODE_KEPALA
from mutasi.model.people import People
from mutasi.model.vacancy import Vacancy


def leads(people: People, vacancy: Vacancy) -> bool:
    """The same of a post that is to be filled, of which the vacancy may say more than the table of posts."""
    return vacancy.level in JENJANG_MANAJERIAL or vacancy.special in KODE_KEPALA or leads_others(people, vacancy.post)


def leads_others(people: People, post: str) -> bool:
    """Whether a post is managerial, the superior of another one, or that of the head of a school or Puskesmas, which
    by its level is a functional post.
    """
    return post in people.once("leading posts", lambda: _leading(people))


def _leading(people: People) -> frozenset[str]:
    posts = people.around.get("jabatan")
    if posts is None:
        return frozenset()
    found = set()
    for post, level, superior, special in posts.select("id_jabatan", "jenjang", "atasan", "kode_khusus").iter_rows():
        if level in JENJANG_MANAJERIAL or special in KODE_KEPALA:
            found.add(post)
        found.add(superior)
    return frozenset(found - {None})
