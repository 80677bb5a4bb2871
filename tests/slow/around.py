"""Who is still in service, and who is above whom."""

from __future__ import annotations

from tests.slow import reference
from tests.slow.data import Dataset, Pair, Row, retirement_age
from tests.slow.dates import as_date, retirement


def in_service(pair: Pair, one: Row) -> bool:
    """Neither retired by the effective date, as far as the data tell, nor with a contract that has ended before it."""
    post = pair.data.row("jabatan", "id_jabatan", one.get("id_jabatan"))
    born, age = as_date(one.get("tanggal_lahir")), retirement_age(post, post.get("jenjang"))
    if born is not None and age is not None and retirement(born, age) <= pair.effective:
        return False
    last_day = as_date(one.get("kontrak_selesai"))
    return one.get("status_aktif") != "pensiun" and (last_day is None or last_day >= pair.effective)


def lacks_superior(data: Dataset, post: Row) -> bool:
    """Whether nobody wrote down who is above a post. Only the head of the organisation has nobody above it; where that
    one is not in the data, the heads of offices. Where nobody is above anybody, nobody wrote it down of any.
    """
    if not post or post.get("atasan") is not None:
        return False
    posts = data.get("jabatan", [])
    tops = [one for one in posts if one.get("atasan") is None]
    if len(tops) == len(posts) > 1:
        return True
    above_offices = {one["atasan"] for one in posts if one.get("atasan") is not None and _is_office(one)}
    leading = [one for one in tops if one["id_jabatan"] in above_offices]
    offices = [one for one in tops if _is_office(one)]
    if not leading and len(offices) > 1:
        return not _is_office(post)
    highest = max(leading or tops, key=lambda one: reference.STEP.get(one.get("jenjang"), 0))
    return post["id_jabatan"] != highest["id_jabatan"]


def _is_office(post: Row) -> bool:
    return (post.get("jenjang") or "").startswith("JPT_")


def may_be_above(one: str | None, other: str | None) -> bool:
    """By the levels: nobody is below a lower post, but whose post is functional may have anybody above."""
    known = one in reference.STEP and other in reference.STEP
    return not known or other.startswith("JF_") or reference.STEP[one] >= reference.STEP[other]
