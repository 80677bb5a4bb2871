"""Whole exports to a dataset: the samples, and what needs more than one row or file."""

from __future__ import annotations

import zipfile
from io import BytesIO
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutasi.finding import Finding, Severity
from mutasi.model import codes as vocabulary
from mutasi.model.tables import declaration
from mutasi.read.convert.account import Account
from mutasi.read.convert.conversion import TABLES, ExportTwice, Tables, convert
from mutasi.read.convert.export import ExportUnreadable
from mutasi.read.convert.recognise import LayoutUnknown
from mutasi.read.source import Source, source_of
from tests.converting import ESELON, people, person, reference, sample, tree
from tests.reading import codes, short, workbook

A, B, C, D = (letter * 32 for letter in "abcd")
ROOT = "0" * 32
STRUCTURAL = {"JENIS_JABATAN_ID": "1", "JENIS_JABATAN_NAMA": "Jabatan Struktural"}
SMALL_TREE = tree((ROOT, "Kota", "9" * 32), (A, "      Dinas A", ROOT), (B, "            Bidang B", A))

Result = tuple[Tables, Account, tuple[Finding, ...]]


def of(table: pl.DataFrame, column: str, value: str) -> dict[str, str | None]:
    """The one row with that value."""
    rows = [row for row in table.iter_rows(named=True) if row[column] == value]
    assert len(rows) == 1
    return rows[0]


# ---- the samples


@pytest.fixture(scope="module")
def pns() -> Result:
    return convert([sample("siasn_pns.csv"), sample("hierarki_unor.csv")])


@pytest.fixture(scope="module")
def pppk() -> Result:
    return convert([sample("siasn_pppk.csv"), sample("hierarki_unor.csv")])


def test_tables_have_the_declared_columns_as_text(pns: Result) -> None:
    assert tuple(pns[0]) == TABLES
    for name, table in pns[0].items():
        declared = [column.name for column in declaration(name).columns]
        assert table.columns == declared + (["unit_sumber"] if name == "pegawai" else [])  # one unit is not in the tree
        assert set(table.dtypes) == {pl.String}
        assert not any((column == "").any() for column in table.iter_columns())


def test_the_first_pns(pns: Result) -> None:
    tables, account, _ = pns
    first = tables["pegawai"].row(0, named=True)
    assert {name: value for name, value in first.items() if value} == {
        "nip": "197305162002011901",
        "nama": "IRWAN WIBISONO",
        "gelar_belakang": "S,Pd",
        "status_kepegawaian": "PNS",
        "status_aktif": "aktif",
        "tanggal_lahir": "1973-05-16",
        "jenis_kelamin": "L",
        "tmt_cpns": "2002-01-01",
        "tmt_pns": "2003-01-01",
        "golongan": "III/d",
        "tmt_pangkat": "2019-04-01",
        "masa_kerja_tahun": "23",
        "masa_kerja_bulan": "4",
        "id_jabatan": "3669dcec3642f70a0a0de5f03f1a6b4b@830e00ae914f18f0768a25599c130c48",
        "tmt_jabatan": "2022-06-08",
        "id_unit": "830e00ae914f18f0768a25599c130c48",
    }
    assert of(tables["jabatan"], "id_jabatan", first["id_jabatan"])["nama"] == "Guru Ahli Muda"
    assert (account.sources[0].rows, account.sources[0].taken, account.sources[0].date_order) == (24, 24, "dmy")
    assert account.agency == "Pemerintah Kota Pangkalpinang"


def test_the_first_pppk(pppk: Result) -> None:
    tables, account, findings = pppk
    first = tables["pegawai"].row(0, named=True)
    assert (first["nip"], first["nama"], first["tanggal_lahir"]) == ("197205252022212931", "DEWI SURYANA", "1972-05-25")
    assert (first["jenis_kelamin"], first["golongan"], first["tmt_pangkat"]) == ("P", "IX", "2022-06-01")
    assert of(tables["jabatan"], "id_jabatan", first["id_jabatan"])["nama"] == "Guru Ahli Muda"
    assert first["gelar_belakang"] == "S.Pd"
    assert tables["pegawai"]["status_kepegawaian"].unique().to_list() == ["PPPK"]
    assert (account.sources[0].taken, account.sources[0].date_order) == (18, "mdy")
    assert codes(findings) == ["KONVERSI-11"]  # of the tree


def test_the_birth_date_is_that_of_the_nip_for_everybody(pns: Result, pppk: Result) -> None:
    for tables, _, _ in (pns, pppk):
        born = tables["pegawai"]["tanggal_lahir"].str.replace_all("-", "")
        assert born.to_list() == tables["pegawai"]["nip"].str.head(8).to_list()


def test_findings_stand_where_the_source_is_at_fault(pns: Result) -> None:
    assert short(pns[2]) == [
        ("KONVERSI-11", 37, 63),
        ("KONVERSI-13", 0, 0),
        ("KONVERSI-16", 4, 64),
        ("KONVERSI-05", 6, 399),
        ("KONVERSI-08", 12, 595),
        ("KONVERSI-19", 14, 280),
        ("KONVERSI-10", 18, 732),
        ("KONVERSI-09", 24, 317),
        ("KONVERSI-18", 24, 525),
    ]
    date = pns[2][3]
    assert (date.field, date.value, date.key) == ("TANGGAL SK PNS", "29-03-0099", "197502212001121905")
    assert all(finding.severity is not Severity.ERROR for finding in pns[2])


def test_a_workbook_gives_the_same_tables_as_its_csv(pns: Result) -> None:
    tables, account, findings = convert([sample("siasn_pns.xlsx"), sample("hierarki_unor.csv")])
    assert all(tables[name].equals(pns[0][name]) for name in TABLES)
    assert sorted(codes(findings)) == sorted(codes(pns[2]))
    assert [finding.message for finding in findings if finding.location.line] != []
    assert account.sources[0].date_order == ""


def test_values_of_coded_columns_are_in_the_vocabulary(pns: Result, pppk: Result) -> None:
    for tables, _, _ in (pns, pppk):
        for name, table in tables.items():
            for column in declaration(name).columns:
                if column.codes:
                    assert set(table[column.name].drop_nulls()) <= set(column.codes)


def test_private_values_are_nowhere_in_the_tables(pns: Result) -> None:
    everything = "".join(table.write_csv() for table in pns[0].values())
    for private in ("9999160573000001", "80000000001", "contoh.invalid", "REKAAN", "00.000.000", "Islam", "Menikah"):
        assert private not in everything
    assert "NIK" in pns[1].sources[0].private


def test_the_same_unit_and_post_in_other_spellings(pns: Result) -> None:
    tables = pns[0]
    fifteenth = of(tables["pegawai"], "nip", "197002231996012915")
    assert fifteenth["id_unit"] == "0604387817fe14f2f4dbfd1017609138"
    nurses = [of(tables["pegawai"], "nip", nip)["id_jabatan"] for nip in ("197308071996042903", "197802242007012919")]
    assert nurses[0] == nurses[1]
    assert of(tables["jabatan"], "id_jabatan", nurses[0] or "")["nama"] == "Perawat Mahir"


def test_who_has_an_unknown_unit_is_kept(pns: Result) -> None:
    tables = pns[0]
    lost = of(tables["pegawai"], "nip", "197506122005012916")
    assert lost["id_unit"] is None
    post = of(tables["jabatan"], "id_jabatan", lost["id_jabatan"] or "")
    assert (post["id_unit"], post["nama"]) == (None, "PENGOLAH DATA DAN INFORMASI")


def test_the_tree_has_one_root_and_one_orphan(pns: Result) -> None:
    units = pns[0]["unit"]
    tops = units.filter(pl.col("id_induk").is_null())["nama"].to_list()
    assert (units.height, tops) == (36, ["Pemerintah Kota Pangkalpinang", "Seksi Lama"])
    assert units.filter(pl.col("nama") == "Sekretariat").height == 6
    assert set(units["id_induk"].drop_nulls()) <= set(units["id_unit"])


def test_files_in_any_order_and_together() -> None:
    names = ["hierarki_unor.csv", "siasn_pppk.csv", "struktural.csv", "siasn_pns.csv"]
    tables, account, _ = convert([sample(name) for name in names])
    assert [source.path for source in account.sources] == names
    assert account.made == {"pegawai": 42, "unit": 36, "jabatan": 49, "pendidikan": 41}
    other = convert([sample(name) for name in reversed(names)])[0]
    for name in TABLES:
        assert tables[name].sort(tables[name].columns).equals(other[name].sort(other[name].columns))
    assert tables["jabatan"].equals(other["jabatan"])


# ---- the reference of structural posts


def test_the_reference_gives_eselon_level_and_vacant_posts() -> None:
    tables, account, findings = convert(
        [sample("siasn_pns.csv"), sample("hierarki_unor.csv"), sample("struktural.csv")]
    )
    posts = tables["jabatan"]
    head = of(posts, "id_jabatan", "26a324c12171046445898ae82283e7d6")
    assert (head["nama"], head["jenjang"], head["eselon"]) == ("Kepala Dinas Kesehatan", "JPT_PRATAMA", "II.b")
    vacant = of(posts, "id_jabatan", "ee5ac0a71c1a6a525afa2b45e72cd9f9")
    assert (vacant["nama"], vacant["jenjang"]) == ("Kepala Bidang Pengembangan Kompetensi", "ADMINISTRATOR")
    assert (vacant["kode_jabatan"], vacant["kebutuhan"], vacant["atasan"]) == (None, None, None)
    assert account.vacant_posts == posts.height - len(set(tables["pegawai"]["id_jabatan"])) == 27
    assert "KONVERSI-13" not in codes(findings)
    assert not posts["id_jabatan"].is_duplicated().any()


def test_a_post_keeps_its_id_when_its_holder_leaves() -> None:
    posts = reference((A, "Dinas A", "Kepala Dinas A", "22"))
    held = convert([people([person(UNOR_ID=A, JABATAN_NAMA="Kepala Dinas A", **STRUCTURAL)]), SMALL_TREE, posts])
    empty = convert([people([person()]), SMALL_TREE, posts])
    before = of(held[0]["jabatan"], "id_jabatan", A)
    after = of(empty[0]["jabatan"], "id_jabatan", A)
    assert (before["nama"], before["eselon"], before["jenjang"]) == (after["nama"], after["eselon"], after["jenjang"])
    assert (held[1].vacant_posts, empty[1].vacant_posts) == (0, 1)


def test_units_without_a_structural_post_get_none() -> None:
    posts = reference((ROOT, "Kota", "-", "00"), (A, "Dinas A", "", "99"))
    assert convert([people([person()]), SMALL_TREE, posts])[1].vacant_posts == 0


def test_the_export_comes_before_the_reference() -> None:
    rows = [person(UNOR_ID=A, JABATAN_NAMA="Kepala Dinas A", UNOR_NAMA="Dinas A", ESELON_NAMA="II.a", **STRUCTURAL)]
    tables, _, findings = convert([people(rows), SMALL_TREE, reference((A, "Dinas A", "Kepala Dinas A", "22"))])
    assert of(tables["jabatan"], "id_jabatan", A)["eselon"] == "II.a"
    assert codes(findings) == ["KONVERSI-21"]


def test_rows_that_disagree_on_the_eselon_leave_it_blank() -> None:
    head = {"UNOR_ID": A, "UNOR_NAMA": "Dinas A", **STRUCTURAL}
    rows = [person(901, ESELON_NAMA="II.a", **head), person(902, ESELON_NAMA="II.b", **head)]
    tables, _, findings = convert([people(rows), SMALL_TREE])
    post = of(tables["jabatan"], "id_jabatan", A)
    assert (post["eselon"], post["jenjang"]) == (None, None)
    assert codes(findings) == ["KONVERSI-21"]


def test_another_title_in_the_reference_is_told() -> None:
    rows = [person(UNOR_ID=A, JABATAN_NAMA="Kepala Kantor A", UNOR_NAMA="Dinas A", **STRUCTURAL)]
    posts = reference((A, "Dinas A", "Kepala Dinas A", "22"))
    tables, _, findings = convert([people(rows), SMALL_TREE, posts])
    post = of(tables["jabatan"], "id_jabatan", A)
    assert (post["nama"], post["eselon"]) == ("Kepala Kantor A", "II.b")
    assert codes(findings) == ["KONVERSI-15"]
    assert findings[0].related[0].path == "struktural.csv"


def test_several_structural_posts_in_a_unit_are_told_apart() -> None:
    head = {"UNOR_ID": A, "UNOR_NAMA": "Dinas A", **STRUCTURAL}
    rows = [
        person(901, JABATAN_ID=C, JABATAN_NAMA="Kepala Dinas A", **head),
        person(902, JABATAN_ID=D, JABATAN_NAMA="Staf Ahli", **head),
    ]
    posts = reference((A, "Dinas A", "Kepala Dinas A", "22"))
    tables, account, findings = convert([people(rows), SMALL_TREE, posts])
    assert tables["pegawai"]["id_jabatan"].to_list() == [f"{C}@{A}", f"{D}@{A}"]
    assert tables["jabatan"]["eselon"].to_list() == ["II.b", None]
    assert codes(findings) == ["KONVERSI-22", "KONVERSI-13"]
    assert account.vacant_posts == 0


def test_a_vacant_post_of_an_unknown_unit_has_no_unit() -> None:
    tables, _, findings = convert([people([person(UNOR_ID=A)]), SMALL_TREE, reference((D, "X", "Kepala X", "41"))])
    assert of(tables["jabatan"], "id_jabatan", D)["id_unit"] is None
    assert "KONVERSI-10" in codes(findings)


# ---- posts and units from several rows


def test_one_post_under_two_names_is_told_and_its_level_is_not_chosen() -> None:
    rows = [person(901, JABATAN_NAMA="Guru Ahli Muda"), person(902, JABATAN_NAMA="Guru Ahli Pertama")]
    tables, _, findings = convert([people(rows)])
    assert tables["jabatan"].select("nama", "jenjang").rows() == [("Guru Ahli Muda", None)]
    assert codes(findings) == ["KONVERSI-12", "KONVERSI-15"]


def test_one_post_of_two_kinds_has_no_level() -> None:
    rows = [person(901), person(902, JENIS_JABATAN_ID="4", JENIS_JABATAN_NAMA="")]
    tables, _, findings = convert([people(rows)])
    assert tables["jabatan"]["jenjang"].to_list() == [None]
    assert codes(findings) == ["KONVERSI-12"]


def test_without_a_tree_the_units_are_those_of_the_people() -> None:
    rows = [person(901, UNOR_ID=A, UNOR_NAMA="Bidang A  - Dinas"), person(902, UNOR_ID=B, UNOR_NAMA="Bidang B - Dinas")]
    tables, _, findings = convert([people(rows)])
    assert tables["unit"].select("id_unit", "nama", "id_induk").rows() == [
        (A, "Bidang A - Dinas", None),
        (B, "Bidang B - Dinas", None),
    ]
    assert findings == ()


def test_without_a_tree_two_names_of_a_unit_are_told() -> None:
    rows = [person(901, UNOR_ID=A, UNOR_NAMA="Bidang A"), person(902, UNOR_ID=A, UNOR_NAMA="Bidang B")]
    tables, _, findings = convert([people(rows)])
    assert tables["unit"]["nama"].to_list() == ["Bidang A"]
    assert short(findings) == [("KONVERSI-15", 3, findings[0].location.column)]


def test_a_unit_with_another_name_in_the_tree_is_told_once() -> None:
    unit = {"UNOR_ID": B}
    rows = [
        person(901, UNOR_NAMA="BIDANG B - Dinas A", **unit),
        person(902, UNOR_NAMA="Bidang Lain - Dinas A", **unit),
        person(903, UNOR_NAMA="Bidang Lain - Dinas A", **unit),
    ]
    tables, _, findings = convert([people(rows), SMALL_TREE])
    assert of(tables["unit"], "id_unit", B)["nama"] == "Bidang B"
    assert [(finding.rule, finding.location.line) for finding in findings] == [("KONVERSI-15", 3)]


def test_rows_of_the_tree_that_contradict_one_another_are_refused() -> None:
    units = tree(
        (ROOT, "Kota", ""), (A, "Dinas A", ROOT), (A, "Dinas B", ROOT), (B, "Bidang", ROOT), (B, "Bidang", ROOT)
    )
    tables, account, findings = convert([people([person(UNOR_ID=B, UNOR_NAMA="Bidang")]), units])
    assert tables["unit"]["nama"].to_list() == ["Kota", "Bidang"]
    assert codes(findings) == ["KONVERSI-02", "KONVERSI-02", "KONVERSI-03"]
    about = account.sources[1]
    assert (about.rows, about.taken, about.repeated, about.refused_rows) == (5, 2, 1, 2)


def test_rows_of_the_tree_without_id_or_name_are_refused() -> None:
    units = tree((ROOT, "Kota", ""), ("", "Dinas", ROOT), (B, " ", ROOT))
    _, account, findings = convert([people([person(UNOR_ID=ROOT, UNOR_NAMA="Kota")]), units])
    assert codes(findings) == ["KONVERSI-01", "KONVERSI-01"]
    assert account.sources[1].taken == 1


@pytest.mark.parametrize("root_parent", ["", "9" * 32])
def test_the_root_is_the_top_with_most_units(root_parent: str) -> None:
    units = tree((C, "Yatim", D), (ROOT, "Kota", root_parent), (A, "Dinas A", ROOT), (B, "Bidang B", A))
    tables, _, findings = convert([people([person(UNOR_ID=A, UNOR_NAMA="Dinas A")]), units])
    orphans = [finding.key for finding in findings if finding.rule == "KONVERSI-11"]
    assert orphans == [C]
    parents = dict(tables["unit"].select("id_unit", "id_induk").rows())
    assert (parents[C], parents[A], parents[B]) == (None, ROOT, A)


# ---- people twice, refused rows, refused files


def test_a_repeated_row_is_taken_once() -> None:
    _, account, findings = convert([people([person()], "a.csv"), people([person(), person(902)], "b.csv")])
    assert account.made["pegawai"] == 2
    assert codes(findings) == ["KONVERSI-03"]
    assert (findings[0].location.path, findings[0].related[0].path) == ("b.csv", "a.csv")
    assert [(one.taken, one.repeated) for one in account.sources] == [(1, 0), (1, 1)]


def test_rows_that_contradict_one_another_are_all_refused() -> None:
    rows = [person(), person(902), person(GOL_AKHIR_NAMA="IV/a", GOL_AKHIR_ID="41")]
    tables, account, findings = convert([people(rows)])
    assert tables["pegawai"]["nip"].to_list() == ["197305162002011902"]
    assert short(findings) == [("KONVERSI-02", 2, 34), ("KONVERSI-02", 4, 34)]
    assert account.refused_rows == 2


def test_a_row_with_too_few_cells_is_refused() -> None:
    good = people([person()])
    _, account, findings = convert([source_of(good.data + b"x;y\r\n", good.path)])
    assert codes(findings) == ["BERKAS-05"]
    about = account.sources[0]
    assert (about.rows, about.taken, about.refused_rows) == (2, 1, 1)


def test_a_file_whose_dates_read_two_ways_is_refused_whole() -> None:
    vague = dict.fromkeys(("TANGGAL SK CPNS", "TMT CPNS", "TANGGAL SK PNS", "TMT PNS", "TMT GOLONGAN"), "")
    born = {"NIP BARU": "'197305052002011901", "TANGGAL LAHIR": "05-05-1973", "TMT JABATAN": "06-08-2022", **vague}
    tables, account, findings = convert([people([born]), people([person(902)], "b.csv")])
    assert tables["pegawai"]["nip"].to_list() == ["197305162002011902"]
    assert codes(findings) == ["KONVERSI-04"]
    assert (findings[0].field, findings[0].value) == ("TMT JABATAN", "06-08-2022")
    assert (account.sources[0].taken, account.sources[0].refused_rows) == (0, 1)


def test_a_file_with_two_orders_is_refused_and_shows_both() -> None:
    rows = [person(), {"NIP BARU": "'197305162002011902", "TANGGAL LAHIR": "05-16-1973"}]
    _, account, findings = convert([people(rows)])
    assert codes(findings) == ["KONVERSI-04"]
    assert [findings[0].location.line, *(place.line for place in findings[0].related)] == [2, 3]
    assert account.refused_rows == 2
    assert account.made == {"pegawai": 0, "unit": 0, "jabatan": 0, "pendidikan": 0}


def test_control_characters_in_columns_that_are_not_used_do_no_harm() -> None:
    _, account, findings = convert([people([person(ALAMAT="Jl.\x07 Merdeka")])])
    assert findings == ()
    assert account.refused_rows == 0


def test_many_findings_of_a_rule_are_bounded_and_counted() -> None:
    rows = [person(100 + number % 900, NIP_BARU=f"'19730516{1990 + number // 900}01{1}{100 + number % 900}",
                   TAHUN_LULUS="0") for number in range(1_003)]  # fmt: skip
    _, account, findings = convert([people(rows)])
    assert len(findings) == 1_001
    assert dict(findings[0].message.values)["count"] == 3
    assert account.sources[0].missing[0].count == 1_003
    assert len(account.sources[0].missing[0].places) == 5


# ---- what a sheet is called


def named_sheet(name: str, *rows: dict[str, str]) -> Source:
    """A workbook with one sheet of that name."""
    columns = people(rows).text.replace("\r\n", "\n").strip().split("\n")
    cells = [line.split(";") for line in columns]
    letters = [chr(65 + number) if number < 26 else chr(64 + number // 26) + chr(65 + number % 26)
               for number in range(len(cells[0]))]  # fmt: skip
    sheet = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{letter}{at}" t="inlineStr"><is><t>{text}</t></is></c>'
            for letter, text in zip(letters, line, strict=True)
        )
        + "</row>"
        for at, line in enumerate(cells, start=1)
    )
    packed, result = zipfile.ZipFile(BytesIO(workbook(sheet))), BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as renamed:
        for part in packed.namelist():
            content = packed.read(part).decode()
            renamed.writestr(part, content.replace('name="S1"', f'name="{name}"'))
    return source_of(result.getvalue(), "x.xlsx")


PPPK = {"NIP BARU": "'197305162022211901", "KEDUDUKAN HUKUM ID": "", "KEDUDUKAN HUKUM NAMA": "Aktif",
        "GOL AKHIR ID": "", "GOL AKHIR NAMA": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "row", "status"),
    [
        ("pppk_6348469D91B2EB366CBC22D0E1", PPPK, "PPPK"),
        ("pppk_paruh_waktu_6348469D91B2EB", PPPK, "PPPK_PARUH_WAKTU"),
        ("pns_6348469D91B2EB366CBC22D0E13", person(), "PNS"),
        ("pns_6348469D91B2EB366CBC22D0E13", person(STATUS_CPNS_PNS="C"), "CPNS"),
        ("Sheet1", PPPK, None),
        ("pns_6348469D91B2EB366CBC22D0E13", PPPK, None),
        ("pppk_6348469D91B2EB366CBC22D0E1", person(), None),
        ("pppk_paruh_waktu_6348469D91B2EB", {**PPPK, "KEDUDUKAN HUKUM NAMA": "PPPK Aktif"}, None),
    ],
)
def test_the_sheet_tells_the_kind_of_employment_unless_it_contradicts(
    sheet: str, row: dict[str, str], status: str | None
) -> None:
    tables, _, findings = convert([named_sheet(sheet, row)])
    assert tables["pegawai"]["status_kepegawaian"].to_list() == [status]
    assert ("KONVERSI-09" in codes(findings)) is (status is None)


# ---- forms of a file


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_any_separator(delimiter: str) -> None:
    tables, _, findings = convert([people([person()], delimiter=delimiter)])
    assert tables["pegawai"].height == 1
    assert findings == ()


def test_sixty_seven_columns_are_enough() -> None:
    assert all(header not in sample("siasn_pns.csv").data.decode() for header in ESELON)


# ---- what cannot be converted


def test_a_file_of_another_form_stops_the_run() -> None:
    with pytest.raises(LayoutUnknown):
        convert([people([person()]), source_of(b"a,b\n1,2\n", "x.csv")])


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b'a,b\n"x', b"PK\x03\x04junk", "ID;Ren\xe9".encode("cp1252")])
def test_a_file_that_is_no_table_stops_the_run(data: bytes) -> None:
    with pytest.raises(ExportUnreadable) as stopped:
        convert([source_of(data, "x.csv")])
    assert stopped.value.exit_code == 2
    assert stopped.value.findings[0].severity is Severity.ERROR


def test_a_tree_alone_is_units() -> None:
    tables, account, _ = convert([SMALL_TREE])
    assert set(tables) == {"unit", "jabatan"}
    assert tables["unit"].height == account.sources[0].taken > 0
    assert not account.has_people


def test_there_is_one_tree_at_most() -> None:
    with pytest.raises(ExportTwice):
        convert([people([person()]), SMALL_TREE, SMALL_TREE])


# ---- laws

CELLS = {
    "NIP BARU": st.sampled_from(["'197305162002011901", "'197305162022211902", "'1", ""]),
    "NAMA": st.sampled_from(["Siti", "", "Dr. Siti"]),
    "TANGGAL LAHIR": st.sampled_from(["16-05-1973", "16-05-0099", "", "x"]),
    "TMT PNS": st.sampled_from(["01-01-2003", "31-12-2003", "2003-01-01", "00-00-0000"]),
    "JENIS JABATAN ID": st.sampled_from(["1", "2", "3", "4", ""]),
    "JENIS JABATAN NAMA": st.sampled_from(["", "Jabatan Struktural", "Jabatan Pelaksana"]),
    "JABATAN ID": st.sampled_from([C, D, ""]),
    "JABATAN NAMA": st.sampled_from(["Guru Ahli Muda", "Kepala", ""]),
    "UNOR ID": st.sampled_from([A, B, D, ""]),
    "UNOR NAMA": st.sampled_from(["Dinas A", "Bidang B - Dinas A", ""]),
    "GOL AKHIR NAMA": st.sampled_from(["III/d", "IX", "?", ""]),
    "ESELON NAMA": st.sampled_from(["II.b", "NON", "", "?"]),
    "TINGKAT PENDIDIKAN NAMA": st.sampled_from(["S-1/Sarjana", "", "?"]),
}
ROWS = st.lists(st.fixed_dictionaries({}, optional=CELLS), max_size=5)
POSTS = reference((A, "Dinas A", "Kepala", "22"), (B, "Bidang B", "Kepala Bidang B", "32"))


@settings(max_examples=60)
@given(ROWS, st.booleans(), st.booleans())
def test_nothing_is_lost_and_every_reference_leads_somewhere(
    rows: list[dict[str, str]], units: bool, posts: bool
) -> None:
    sources = [people(rows), *([SMALL_TREE] if units else []), *([POSTS] if posts else [])]
    tables, account, findings = convert(sources)
    about = account.sources[0]
    assert about.rows == len(rows) == about.taken + about.repeated + about.refused_rows
    assert tables["pegawai"].height == about.taken
    assert sum(finding.severity is Severity.ERROR for finding in findings) <= account.refused_rows
    assert (account.refused_rows > 0) is any(finding.severity is Severity.ERROR for finding in findings)
    for name in ("pegawai", "jabatan", "unit"):
        assert not tables[name][declaration(name).entity].is_duplicated().any()
    assert set(tables["pegawai"]["id_jabatan"].drop_nulls()) <= set(tables["jabatan"]["id_jabatan"])
    for name in ("pegawai", "jabatan"):
        assert set(tables[name]["id_unit"].drop_nulls()) <= set(tables["unit"]["id_unit"])
    assert set(tables["pendidikan"]["nip"]) <= set(tables["pegawai"]["nip"])
    assert set(tables["jabatan"]["jenjang"].drop_nulls()) <= set(vocabulary.JENJANG)


@settings(max_examples=30, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_only_the_order_of_people(rows: list[dict[str, str]], mixed: Random) -> None:
    shuffled = mixed.sample(rows, len(rows))
    left, right = (convert([people(order), POSTS])[0] for order in (rows, shuffled))
    for name in ("unit", "jabatan"):
        assert left[name].equals(right[name])
    for name in ("pegawai", "pendidikan"):
        assert left[name].sort("nip").equals(right[name].sort("nip"))
