"""How many findings are listed: a column that is wrong everywhere is counted, and nothing is lost by it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mutasi.finding import MOST_LISTED, Finding, Location, Severity
from mutasi.message import Message
from mutasi.model.policy import Exemption
from mutasi.rules.exemptions import Acceptances
from mutasi.rules.listing import Group, listed
from tests.command_line import mutasi

GROUPS = st.builds(
    Group, st.just("X-01"), st.sampled_from(["pegawai", "unit"]), st.sampled_from(["nip", "nama"]),
    st.sampled_from([Severity.ERROR, Severity.WARNING]),
)  # fmt: skip
FOUND = st.lists(st.tuples(GROUPS, st.integers(0, 20)), max_size=30)
Item = tuple[Group, int, int]


def numbered(found: list[tuple[Group, int]]) -> list[tuple[Group, int, Item]]:
    return [(group, row, (group, row, number)) for number, (group, row) in enumerate(found)]


def first_of(found: list[tuple[Group, int]], most: int, kept: set[int]) -> tuple[set[Item], Counter[Group]]:
    """By hand: sorted by row, cut at the bound."""
    shown: set[Item] = set()
    unlisted: Counter[Group] = Counter()
    for group in {group for group, _ in found}:
        ordered = sorted((item for one, _, item in numbered(found) if one == group), key=lambda item: item[1:])
        shown |= set(ordered[:most]) | {item for item in ordered[most:] if item[1] in kept}
        unlisted[group] = len([item for item in ordered[most:] if item[1] not in kept])
    return shown, +unlisted


@given(FOUND, st.integers(1, 4), st.sets(st.integers(0, 20)))
def test_what_is_not_listed_is_counted(found: list[tuple[Group, int]], most: int, kept: set[int]) -> None:
    shown, unlisted = listed(numbered(found), most, lambda item: item[1] in kept, {})
    assert (set(shown), unlisted) == first_of(found, most, kept)
    assert len(shown) == len(set(shown))
    everything, none = listed(numbered(found), None, lambda _: False, {})
    assert (len(everything), none) == (len(found), Counter())


@given(FOUND, FOUND, st.integers(1, 4), st.sets(st.integers(0, 20)))
def test_parts_are_bounded_as_if_they_were_one(
    begin: list[tuple[Group, int]], end: list[tuple[Group, int]], most: int, kept: set[int]
) -> None:
    end = [(group, row + 21) for group, row in end]

    def is_kept(item: Item) -> bool:
        return item[1] % 21 in kept

    head, left_of_head = listed(numbered(begin), most, is_kept, {})
    tail, left_of_tail = listed(numbered(end), most, is_kept, Counter(group for group, _, _ in head))
    both, left = listed(((item[0], item[1], item) for item in (*head, *tail)), most, is_kept, {})
    whole, unlisted = listed(numbered([*begin, *end]), most, is_kept, {})
    assert sorted(item[:2] for item in both) == sorted(item[:2] for item in whole)
    assert left + left_of_head + left_of_tail == unlisted


KEYS, FIELDS, LINES = st.sampled_from(["1", "2", "1 x", "a"]), st.sampled_from(["nip", "nama", ""]), st.integers(0, 3)
TABLES = st.sampled_from(["kinerja", "talenta", ""])
PLACES = st.builds(Location, st.sampled_from(["a", "b"]), LINES)


@given(
    st.lists(st.builds(Exemption, st.sampled_from(["A", "B"]), st.just(""), PLACES, KEYS, FIELDS, line=LINES,
                       table=TABLES)),
    st.builds(Finding, st.sampled_from(["A", "B"]), st.just("n"), st.just(Severity.ERROR), st.just(Message("x")),
              PLACES, table=TABLES, key=st.sampled_from(["1", "2", ""]), field=FIELDS,
              record=st.sampled_from(["1 x", "1", ""])),
)  # fmt: skip
def test_acceptances_that_are_looked_up_are_those_that_fit(exemptions: list[Exemption], found: Finding) -> None:
    def fits(one: Exemption) -> bool:
        if one.line:
            return (one.location.path, one.line) == (found.location.path, found.location.line)
        names = (found.key, found.record) if found.key else (found.location.path,)
        return one.key in names and one.table in ("", found.table) and one.field in ("", found.field)

    wanted = [number for number, one in enumerate(exemptions) if one.code == found.rule and fits(one)]
    assert sorted(Acceptances(exemptions).of(found)) == wanted


def city(folder: Path, policy: str = "") -> Path:
    people = "".join(f"19850315201001{number:04},Budi,P,III/x\n" for number in range(1, MOST_LISTED + 4))
    (folder / "data").mkdir()
    (folder / "data" / "pegawai.csv").write_text("nip,nama,jenis_kelamin,golongan\n" + people, encoding="utf-8")
    (folder / "mutasi.yaml").write_text("tanggal_acuan: 2026-01-31\n" + policy, encoding="utf-8")
    return folder


def test_of_a_column_that_is_wrong_everywhere_the_rest_is_counted(tmp_path: Path) -> None:
    done = mutasi("validate", "--select", "KOLOM-08", "-f", "json", folder=city(tmp_path))
    document = json.loads(done.text)
    assert (len(document["findings"]), document["summary"]["error"], done.code) == (MOST_LISTED + 1, MOST_LISTED + 3, 1)
    last = document["findings"][-1]
    assert (last["message"], last["severity"], last["line"], last["field"]) == (
        "3 more findings of KOLOM-08 in the column golongan", "error", 1, "golongan",
    )  # fmt: skip
    assert (last["fix"], last["stands_for"]) == ("mend the column, then check again", 3)
    assert sum(one["stands_for"] for one in document["findings"]) == document["summary"]["error"]
    text = mutasi("validate", "--select", "KOLOM-08", folder=tmp_path).text
    assert f"Found: {MOST_LISTED + 3} errors" in text
    few = mutasi("validate", "--select", "KOLOM-08", "--max-errors", "2", folder=tmp_path).text
    assert few.count(" KOLOM-08\n") == 2
    assert "in the column" not in few
    suite = mutasi("validate", "--select", "KOLOM-08", "-f", "junit", folder=tmp_path).text
    assert f'failures="{MOST_LISTED + 1}"' in suite
    assert '<property name="not listed" value="2" />' in suite


def test_an_acceptance_holds_for_what_would_not_be_listed(tmp_path: Path) -> None:
    last = f"19850315201001{MOST_LISTED + 3:04}"
    accepted = f"pengecualian:\n  - {{kode: KOLOM-08, kunci: '{last}', alasan: x, sampai: 2026-12-31}}\n"
    document = json.loads(mutasi("validate", "-f", "json", folder=city(tmp_path, accepted)).text)
    assert document["summary"]["accepted"] == 1
    assert "PENGECUALIAN-01" not in {one["rule"] for one in document["findings"]}


def test_what_compares_or_collects_findings_sees_each(tmp_path: Path) -> None:
    city(tmp_path)
    assert mutasi("validate", "--write-baseline", folder=tmp_path).code == 0
    data = tmp_path / "data" / "pegawai.csv"
    lines = data.read_text(encoding="utf-8").splitlines(keepends=True)
    data.write_text("".join([*lines[:1], *lines[2:]]), encoding="utf-8")  # one of the first is gone, none is new
    done = mutasi("validate", "--baseline", "temuan-lama.json", "-f", "json", folder=tmp_path)
    errors = [one["rule"] for one in json.loads(done.text)["findings"] if one["severity"] == "error"]
    assert set(errors) == {"TEMUAN-01"}
    mutasi("validate", "--select", "KOLOM-08", "--write-invalid", "salah.csv", folder=tmp_path)
    assert len((tmp_path / "salah-pegawai.csv").read_text(encoding="utf-8").splitlines()) == MOST_LISTED + 3
