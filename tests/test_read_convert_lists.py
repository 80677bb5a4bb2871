"""Lists of posts: hierarchy, seats, units and posts that are joined by name or made of names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.model.dialect import Dialect
from mutasi.read.convert.account import Account
from mutasi.read.convert.conversion import Tables, convert
from mutasi.read.convert.hierarchy import by_depth, by_dotted_number, by_parent_number
from mutasi.read.convert.list_units import slug
from mutasi.read.convert.matching import Named
from mutasi.read.convert.wishes import Stated, Wishes
from mutasi.read.layout_file import program_layouts
from mutasi.read.layouts import name_key
from mutasi.read.source import Source
from tests.converting import people, person, reference, sample, source_of, tree
from tests.reading import codes, short

MAP = ("JENIS JABATAN", "NAMA JABATAN", "", "", "KELAS", "BEZETTING", "KEBUTUHAN", "KURANG/LEBIH")
NEEDS = ("NO", "NAMA JABATAN", "NAMA UNIT KERJA", "ABK", "RIIL", "+/-")
FORMATION = ("Posisi ID", "Nomor", "Parent Nomor", "Nama Jabatan", "Kelas", "ABK")


def lines(header: Sequence[str], *rows: Sequence[str], above: Sequence[str] = (), path: str = "daftar.csv") -> Source:
    """A semicolon file with one cell a line above its header."""
    width = len(header)
    text = [";".join((title, *[""] * (width - 1))) for title in above]
    text += [";".join(header), *(";".join(row) for row in rows)]
    return source_of(("\n".join(text) + "\n").encode(), path)


def post_map(*rows: Sequence[str], title: str = "DINAS KESEHATAN", path: str = "peta.csv") -> Source:
    return lines(MAP, *rows, above=("PETA JABATAN", title), path=path)


def needs(*rows: Sequence[str], title: str = "DINAS KESEHATAN") -> Source:
    return lines(NEEDS, *rows, above=("DAFTAR KEBUTUHAN JABATAN", title))


HEAD = ("JPT Pratama", "Kepala Dinas Kesehatan", "", "", "14", "1", "1", "0")
SECRETARY = ("Administrator", "", "Sekretaris", "", "12", "0", "1", "-1")
CLERK = ("Pelaksana", "", "", "Pengelola Data", "6", "2", "3", "-1")


def run(*sources: Source, units: Mapping[str, str] | None = None, posts: Mapping[str, str] | None = None,
        **dialect: str) -> tuple[Tables, Account, Any]:  # fmt: skip
    stated = Stated(*({name_key(name): target for name, target in (said or {}).items()} for said in (units, posts)))
    return convert(sources, Wishes(program_layouts(), stated=stated, dialect=Dialect(**dialect)))


def rows(tables: Tables, name: str) -> list[dict[str, str]]:
    return [{column: text or "" for column, text in row.items()} for row in tables[name].iter_rows(named=True)]


def column(tables: Tables, name: str, table: str = "jabatan") -> list[str]:
    return [row.get(name, "") for row in rows(tables, table)]


# ---- hierarchy


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=12))
def test_a_superior_is_the_nearest_post_above_that_is_less_deep(posts: list[tuple[int, bool]]) -> None:
    found = by_depth([depth for depth, _ in posts], [start for _, start in posts])
    for place, superior in enumerate(found):
        first = max((other for other in range(place + 1) if posts[other][1]), default=0)
        above = [other for other in range(first, place) if posts[other][0] < posts[place][0]]
        nearer = [
            other for other in above if all(posts[other][0] < posts[between][0] for between in range(other + 1, place))
        ]
        # Of those that are less deep only the nearest counts, for everything between is below it.
        assert superior == (max(above) if above else None)
        assert superior in (None, *nearer)


@pytest.mark.parametrize(
    ("numbers", "superiors"),
    [
        (["1", "1.1", "1.1.1", "1.2"], (None, 0, 1, 0)),
        (["1.", "1.1.", "2."], (None, 0, None)),
        (["1", "1.1.1"], (None, 0)),
        (["1", "1", "1.1"], (None, None, None)),
        (["", "1", "10.1"], (None, None, None)),
        (["1.1", "1"], (1, None)),
    ],
)
def test_a_dotted_number_continues_that_of_the_superior(numbers: list[str], superiors: tuple[int | None, ...]) -> None:
    assert by_dotted_number(numbers) == superiors


def test_the_number_of_the_parent() -> None:
    assert by_parent_number(["7", "9", "8", "8"], ["", "7", "9", "1"]) == (None, 0, 1, None)
    assert by_parent_number(["8", "8", "9"], ["", "", "8"]) == (None, None, None)


def test_a_formation_tells_superiors_by_number() -> None:
    tables, _, findings = run(lines(FORMATION, ["P9", "2", "1", "Sekretaris", "12", "1"],
                                    ["P1", "1", "", "Kepala Dinas", "14", "1"]))  # fmt: skip
    assert column(tables, "atasan") == ["P1", ""]
    assert column(tables, "id_jabatan") == ["P9", "P1"]
    assert findings == ()


def test_a_post_that_stands_above_itself() -> None:
    tables, _, _ = run(lines(FORMATION, ["P1", "1", "2", "Kepala", "14", "1"], ["P2", "2", "1", "Wakil", "13", "1"]))
    assert column(tables, "atasan") == ["P2", "P1"]  # a loop of the source; the rules tell it


def test_the_superior_is_not_another_when_its_row_is_refused() -> None:
    broken = ("Administrator", "", "Sekre\u200btaris", "", "12", "0", "1", "-1")
    tables, account, findings = run(post_map(HEAD, broken, CLERK))
    assert column(tables, "nama") == ["Kepala Dinas Kesehatan", "Pengelola Data"]
    assert column(tables, "atasan") == ["", ""]
    assert codes(findings) == ["KONVERSI-01", "KONVERSI-50"]
    assert account.refused_rows == 1


def test_a_name_in_two_depths_is_refused() -> None:
    twice = ("Pelaksana", "", "Pengelola", "Pengelola Data", "6", "2", "3", "-1")
    tables, account, findings = run(post_map(HEAD, twice))
    assert (codes(findings), account.refused_rows, tables["jabatan"].height) == (["KONVERSI-01"], 1, 1)


def test_seats_without_a_name_are_refused_and_not_overlooked() -> None:
    _, account, findings = run(post_map(HEAD, ("Pelaksana", "", "", "", "6", "2", "3", "-1")))
    assert (short(findings), account.refused_rows) == ([("KONVERSI-01", 5, 11)], 1)


# ---- level


@pytest.mark.parametrize(
    ("kind", "title", "level", "found"),
    [
        ("JPT Pratama", "Kepala Dinas", "JPT_PRATAMA", []),
        ("Pelaksana", "Perawat Mahir", "PELAKSANA", []),
        ("Fungsional", "Perawat Mahir", "JF_MAHIR", []),
        ("Fungsional", "MAHIR - PERAWAT", "JF_MAHIR", []),
        ("Fungsional", "Perawat", "", ["KONVERSI-12"]),
        ("", "Perawat Mahir", "JF_MAHIR", []),
        ("", "Kepala Dinas", "", []),
        ("Struktural", "Kepala Dinas", "", []),
        ("Staf", "Kepala Dinas", "", ["KONVERSI-06"]),
    ],
)
def test_the_level_of_a_post(kind: str, title: str, level: str, found: list[str]) -> None:
    tables, _, findings = run(post_map((kind, title, "", "", "6", "1", "1", "0")))
    assert (column(tables, "jenjang"), codes(findings)) == ([level], found)


# ---- seats


@pytest.mark.parametrize(
    ("texts", "dialect", "whole", "fraction", "found"),
    [
        (["3", "2,40"], "", ["3", ""], ["", "2.40"], []),
        (["3,0", "2,40"], "", ["3", ""], ["", "2.40"], []),
        (["1.234", "2,40"], "", ["1234", ""], ["", "2.40"], []),
        (["1.234", "2"], "", ["", "2"], [], ["KONVERSI-08"]),
        (["1.234", "2"], ".", ["", "2"], ["1.234", ""], []),
        (["1.234", "2"], ",", ["1234", "2"], [], []),
        (["2,5", "2.5"], "", ["", ""], [], ["KONVERSI-08", "KONVERSI-08"]),
        (["-1", "2"], "", ["", "2"], [], ["KONVERSI-08"]),
        (["banyak", "2"], "", ["", "2"], [], ["KONVERSI-08"]),
        (["200000", "2"], "", ["", "2"], [], ["KONVERSI-08"]),
        (["-", "2"], "", ["", "2"], [], []),
    ],
)
def test_needed_seats(texts: list[str], dialect: str, whole: list[str], fraction: list[str], found: list[str]) -> None:
    source = needs(
        *((str(number), f"Pengelola {number}", "Bidang A", text, "", "") for number, text in enumerate(texts))
    )
    tables, _, findings = run(source, decimal=dialect)
    assert column(tables, "kebutuhan") == whole
    assert column(tables, "kebutuhan_sumber") == (fraction or ["", ""])
    assert codes(findings) == found


@pytest.mark.parametrize(("stated", "found"), [(("-1", "2"), []), (("1", "-2"), []), (("-1", "-2"), ["KONVERSI-48"])])
def test_differences_may_be_subtracted_either_way_but_one_way_in_a_file(
    stated: tuple[str, str], found: list[str]
) -> None:
    one, two = stated
    source = needs(("1", "Pengelola", "Bidang A", "3", "2", one), ("2", "Arsiparis", "Bidang A", "1", "3", two))
    _, _, findings = run(source)
    assert codes(findings) == found


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000)), min_size=1, max_size=6))
def test_sums_are_exact(seats: list[tuple[int, int]]) -> None:
    amounts = [(Decimal(needed) / 100, Decimal(filled) / 100) for needed, filled in seats]
    texts = [[f"{number:f}".replace(".", ",") for number in pair] for pair in amounts]
    source = needs(*((str(row), f"Pengelola {row}", "Bidang A", *pair, "") for row, pair in enumerate(texts)))
    _, account, _ = run(source, decimal=",")
    told = {name: Decimal(str(value)) for name, value in account.sources[0].remarks[0].values}
    assert told == {
        "needed": sum(needed for needed, _ in amounts),
        "filled": sum(filled for _, filled in amounts),
        "short": sum(max(needed - filled, Decimal()) for needed, filled in amounts),
        "over": sum(max(filled - needed, Decimal()) for needed, filled in amounts),
    }


@pytest.mark.parametrize(("total", "found"), [("4", []), ("5", ["KONVERSI-49"]), ("", [])])
def test_a_sum_in_the_file_is_compared(total: str, found: list[str]) -> None:
    footer = ("JUMLAH", "", "", "", "", "", total, "")
    _, _, findings = run(post_map(HEAD, CLERK, footer))
    assert codes(findings) == found


# ---- units that no other source tells


def test_the_unit_stands_in_the_title() -> None:
    tables, _, _ = run(post_map(HEAD, SECRETARY))
    assert column(tables, "nama", "unit") == ["DINAS KESEHATAN"]
    assert column(tables, "id_unit") == ["dinas-kesehatan"] * 2


@pytest.mark.parametrize("title", ["", "PERIODE JANUARI", "DINAS", "Dinas Kesehatan; ;DINAS SOSIAL"])
def test_a_title_that_names_no_unit_or_two_names_none(title: str) -> None:
    tables, _, _ = run(post_map(HEAD, title=title))
    assert (column(tables, "id_unit"), tables["unit"].height) == ([""], 0)


def test_one_unit_in_two_lists() -> None:
    tables, _, _ = run(post_map(HEAD, path="a.csv"), post_map(CLERK, title="Dinas Kesehatan", path="b.csv"))
    assert column(tables, "id_unit") == ["dinas-kesehatan"] * 2
    assert tables["unit"].height == 1


def test_units_of_one_name_in_two_lists_are_two() -> None:
    row = ("1", "Sekretaris", "Sekretariat", "1", "1", "0")
    other = ("1", "Sekretaris", "Sekretariat", "1", "1", "0")
    tables, _, _ = run(needs(row), needs(other, title="DINAS SOSIAL"))
    assert column(tables, "id_unit", "unit") == ["sekretariat@dinaskesehatan", "sekretariat@dinassosial"]
    assert len(set(column(tables, "id_jabatan"))) == 2


def test_a_unit_is_below_that_of_the_superiors_of_its_posts() -> None:
    tables, _, findings = run(needs(
        ("1", "Kepala Dinas", "Dinas Kesehatan", "1", "1", ""), ("2", "  Sekretaris", "Sekretariat", "1", "1", ""),
        ("3", "    Arsiparis", "Sekretariat", "1", "1", ""), ("4", "      Pengelola", "Gudang", "1", "1", ""),
        ("5", "  Pengemudi", "Gudang", "1", "1", ""),
    ))  # fmt: skip
    units = {row["nama"]: row["id_induk"] for row in rows(tables, "unit")}
    assert units == {"Dinas Kesehatan": "", "Sekretariat": "dinas-kesehatan", "Gudang": ""}
    assert codes(findings) == ["KONVERSI-51"]


def test_units_are_not_below_themselves() -> None:
    tables, _, _ = run(needs(
        ("1", "A", "Utara", "1", "1", ""), ("2", "  B", "Selatan", "1", "1", ""), ("3", "    C", "Utara", "1", "1", ""),
    ))  # fmt: skip
    assert column(tables, "id_induk", "unit") == ["", ""]


def test_similar_names_are_proposed_and_stated_ones_joined() -> None:
    source = needs(("1", "A", "Bidang Pelayanan Kesehatan", "1", "1", ""), ("2", "B", "Bid. Yankes", "1", "1", ""))
    tables, account, _ = run(source)
    (proposal,) = account.matches
    assert (proposal.text, proposal.own, proposal.near_id, proposal.score) == (
        "Bid. Yankes", True, "bidang-pelayanan-kesehatan", 99)  # fmt: skip
    assert tables["unit"].height == 2
    tables, account, _ = run(source, units={"bid yankes": proposal.near_id})
    assert column(tables, "id_unit") == ["bidang-pelayanan-kesehatan"] * 2
    assert tables["unit"].height == 1
    assert [(match.text, match.stated) for match in account.matches] == [("Bid. Yankes", True)]


@pytest.mark.parametrize(("one", "two"), [("SD Negeri 5", "SD Negeri 2"), ("Bidang Umum", "Puskesmas Utara")])
def test_names_that_differ_by_a_number_are_not_alike(one: str, two: str) -> None:
    _, account, _ = run(needs(("1", "Guru Ahli Muda", one, "1", "1", ""), ("2", "Guru Ahli Muda", two, "1", "1", "")))
    assert account.matches == ()


def test_one_post_twice() -> None:
    tables, account, findings = run(
        post_map(HEAD, HEAD, SECRETARY, CLERK, ("Pelaksana", "", "", "Pengelola Data", "6", "2", "9", "-7"))
    )
    assert column(tables, "nama") == ["Kepala Dinas Kesehatan", "Sekretaris"]
    assert codes(findings) == ["KONVERSI-03", "KONVERSI-02", "KONVERSI-02"]
    assert account.sources[0].repeated == 1


def test_one_title_below_two_superiors_is_two_posts() -> None:
    second = ("Administrator", "", "Kepala Bidang", "", "12", "0", "1", "-1")
    tables, _, findings = run(post_map(HEAD, SECRETARY, CLERK, second, CLERK))
    ids = [row["id_jabatan"] for row in rows(tables, "jabatan") if row["nama"] == "Pengelola Data"]
    assert ids == ["pengelola-data@sekretaris@dinas-kesehatan", "pengelola-data@kepala-bidang@dinas-kesehatan"]
    assert findings == ()


@given(st.text(max_size=12))
def test_a_slug_keeps_letters_and_digits_only(name: str) -> None:
    assert slug(name).replace("-", "") == "".join(letter for letter in name.casefold() if letter.isalnum())
    assert slug(slug(name)) == slug(name)


# ---- posts and units that other sources tell

ROOT, OFFICE = "a" * 32, "b" * 32
TREE = tree((ROOT, "Dinas Kesehatan", ""), (OFFICE, "Sekretariat", ROOT))
HEADS = reference(
    (ROOT, "Dinas Kesehatan", "Kepala Dinas Kesehatan", "22"), (OFFICE, "Sekretariat", "Sekretaris", "31")
)


def test_a_list_adds_to_the_posts_of_other_sources() -> None:
    tables, account, findings = run(TREE, HEADS, post_map(HEAD, SECRETARY))
    posts = {row["id_jabatan"]: row for row in rows(tables, "jabatan")}
    assert set(posts) == {ROOT, OFFICE}
    assert (posts[OFFICE]["kelas"], posts[OFFICE]["kebutuhan"], posts[OFFICE]["atasan"]) == ("12", "1", ROOT)
    assert posts[OFFICE]["eselon"] == "III.a"
    assert posts[OFFICE]["id_unit"] == OFFICE
    assert [(match.named, match.id, match.score) for match in account.matches] == [
        (Named.UNIT, ROOT, 100), (Named.POST, ROOT, 100), (Named.POST, OFFICE, 100)]  # fmt: skip
    assert findings == ()


def test_a_post_that_only_the_list_knows_is_one_of_its_own() -> None:
    tables, account, _ = run(TREE, HEADS, post_map(HEAD, SECRETARY, CLERK))
    own = rows(tables, "jabatan")[-1]
    assert (own["nama"], own["id_unit"], own["atasan"]) == ("Pengelola Data", ROOT, OFFICE)
    assert own["id_jabatan"] == f"pengelola-data@{ROOT}"
    assert account.matches[-1].own


def test_a_post_is_looked_for_in_the_unit_that_its_superior_heads() -> None:
    holder = person(JABATAN_NAMA="Pengelola Data", JABATAN_ID="c" * 32, UNOR_ID=OFFICE, UNOR_NAMA="Sekretariat",
                    JENIS_JABATAN_ID="4", JENIS_JABATAN_NAMA="Jabatan Pelaksana")  # fmt: skip
    other = {**person(902, **{name.replace(" ", "_"): text for name, text in holder.items() if name != "NIP BARU"}),
             "UNOR ID": ROOT, "UNOR NAMA": "Dinas Kesehatan"}  # fmt: skip
    tables, _, _ = run(TREE, HEADS, people([holder, other]), post_map(HEAD, SECRETARY, CLERK))
    posts = {row["id_jabatan"]: row["kebutuhan"] for row in rows(tables, "jabatan")}
    assert posts[f"{'c' * 32}@{OFFICE}"] == "3"
    assert posts[f"{'c' * 32}@{ROOT}"] == ""


def test_a_title_that_two_posts_bear_is_refused_until_the_user_says_which() -> None:
    two = [person(901 + number, JABATAN_NAMA="Pengelola Data", JABATAN_ID=letter * 32, UNOR_ID=ROOT,
                  UNOR_NAMA="Dinas Kesehatan", JENIS_JABATAN_ID="4", JENIS_JABATAN_NAMA="Jabatan Pelaksana")
           for number, letter in enumerate("cd")]  # fmt: skip
    clerk = ("Pelaksana", "", "Pengelola Data", "", "6", "2", "3", "-1")
    sources = (TREE, HEADS, people(two), post_map(HEAD, clerk))
    _, account, findings = run(*sources)
    assert "KONVERSI-01" in codes(findings)
    assert account.refused_rows == 1
    tables, account, _ = run(*sources, posts={"Pengelola Data": f"{'d' * 32}@{ROOT}"})
    assert account.refused_rows == 0
    assert {row["id_jabatan"]: row["kebutuhan"] for row in rows(tables, "jabatan")}[f"{'d' * 32}@{ROOT}"] == "3"


def test_a_unit_that_no_source_knows_is_not_made_beside_a_tree() -> None:
    tables, account, _ = run(TREE, HEADS, post_map(CLERK, title="DINAS SOSIAL"))
    own = rows(tables, "jabatan")[-1]
    assert (own["id_unit"], own["unit_sumber"]) == ("", "DINAS SOSIAL")
    assert tables["unit"].height == 2
    assert [match.id for match in account.matches if match.named is Named.UNIT] == [""]


def test_people_of_a_duk_are_placed_in_the_posts_of_a_list() -> None:
    duk = sample("duk.csv")
    tables, _, _ = run(duk, post_map(HEAD))
    placed = {row["nama"]: row["id_jabatan"] for row in rows(tables, "pegawai") if row["id_jabatan"]}
    assert placed["MEGA MAHENDRI, S.E., M.M."] == "kepala-dinas-kesehatan@dinas-kesehatan"
