"""Datasets from the web service: people as JSON, units with their posts, and the histories."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.finding import Finding, Severity
from mutasi.model.tables import declaration
from mutasi.read.convert.account import Account, SourceAccount
from mutasi.read.convert.body import RowKind
from mutasi.read.convert.conversion import ExportTwice, Tables, convert
from mutasi.read.convert.export import ExportRefused
from mutasi.read.convert.wishes import Wishes
from mutasi.read.layout_file import program_layouts
from mutasi.read.layouts import Content, code_key
from mutasi.read.source import Source
from tests.converting import (
    BASE,
    SAMPLES,
    Record,
    answer,
    json_file,
    people,
    person,
    reference,
    sample,
    sample_records,
)  # fmt: skip
from tests.reading import codes, short

Result = tuple[Tables, Account, tuple[Finding, ...]]
A, ROOT = "a" * 32, "0" * 32


def rows(table: pl.DataFrame, *columns: str) -> list[tuple[str | None, ...]]:
    return table.select(*columns).rows()


def source_of_account(account: Account, name: str) -> SourceAccount:
    return next(source for source in account.sources if source.path == name)


# ---- the samples


@pytest.fixture(scope="module")
def service() -> Result:
    names = ("data_utama", "ref_unor", "riwayat_jabatan", "riwayat_golongan", "skp", "skp22")
    return convert([sample(f"ws_{name}.json") for name in names])


def test_the_people(service: Result) -> None:
    tables, account, _ = service
    told = source_of_account(account, "ws_data_utama.json")
    assert (told.rows, told.taken, told.refused_rows, told.date_order) == (13, 12, 1, "dmy")
    assert {name: value for name, value in tables["pegawai"].row(0, named=True).items() if value} == {
        "nip": "197811142000122901",
        "nama": "JUWITA LAKSONO",
        "gelar_belakang": "S.Pd",
        "status_kepegawaian": "PNS",
        "status_aktif": "aktif",
        "tanggal_lahir": "1978-11-14",
        "jenis_kelamin": "P",
        "tmt_cpns": "2000-12-01",
        "tmt_pns": "2001-12-01",
        "golongan": "III/d",
        "tmt_pangkat": "2022-04-01",
        "masa_kerja_tahun": "25",
        "masa_kerja_bulan": "7",
        "id_jabatan": "3669dcec3642f70a0a0de5f03f1a6b4b@830e00ae914f18f0768a25599c130c48",
        "tmt_jabatan": "2022-12-09",
        "id_unit": "830e00ae914f18f0768a25599c130c48",
    }
    assert "DIMAS ANGGORO" in tables["pegawai"]["nama"].to_list()
    assert tables["pegawai"].filter(pl.col("tanggal_lahir").is_null())["nip"].to_list() == ["197607172000031906"]


def test_private_values_are_nowhere_in_the_tables(service: Result) -> None:
    everything = "".join(table.write_csv() for table in service[0].values())
    for private in ("9999000000000101", "08000000101", "contoh.invalid", "REKAAN", "Z 000101", "Islam", "Menikah"):
        assert private not in everything


def test_the_units_with_their_posts(service: Result) -> None:
    tables, account, _ = service
    assert tables["unit"].height == source_of_account(account, "ws_ref_unor.json").taken == 35
    assert tables["unit"].filter(pl.col("id_induk").is_null())["nama"].to_list() == ["Pemerintah Kota Pangkalpinang"]
    head = tables["jabatan"].filter(pl.col("id_jabatan") == "26a324c12171046445898ae82283e7d6")
    assert rows(head, "nama", "jenjang", "eselon") == [("Kepala Dinas Kesehatan", "JPT_PRATAMA", "II.b")]
    vacant = tables["jabatan"].filter(pl.col("id_jabatan") == "87523677406d1ff23cd3ae1340efdab7")
    assert rows(vacant, "nama", "jenjang", "eselon") == [("Kepala Bagian Organisasi", "ADMINISTRATOR", "III.a")]
    assert account.vacant_posts == 29
    assert "Wali Kota" not in tables["jabatan"]["nama"].to_list()  # eselon 00: no post of a civil servant


def test_the_history_of_posts(service: Result) -> None:
    tables, account, findings = service
    told = source_of_account(account, "ws_riwayat_jabatan.json")
    deleted = [skipped for skipped in told.skipped if skipped.kind is RowKind.DELETED]
    assert [len(skipped.lines) for skipped in deleted] == [1]
    assert told.rows + 1 == 12
    assert told.taken + 1 == 11  # of the 11 records one is deleted
    assert (told.repeated, told.refused_rows) == (1, 0)
    history = tables["riwayat_jabatan"]
    assert rows(history, "tmt", "tmt_selesai", "jenis", "jenjang", "eselon", "nama_jabatan") == [
        ("2008-03-01", "2009-04-01", "definitif", "PELAKSANA", None, "PENGADMINISTRASI UMUM"),
        ("2009-04-01", "2012-04-01", "definitif", "PELAKSANA", None, "PENGADMINISTRASI UMUM"),
        ("2012-04-01", "2016-01-17", "definitif", "JF_AHLI_PERTAMA", None, "Guru Ahli Pertama"),
        ("2016-01-17", "2017-09-05", "definitif", "PENGAWAS", "IV.a", "Kepala Sub Bagian Umum Dan Kepegawaian"),
        ("2017-09-05", "2019-12-30", "definitif", "PENGAWAS", "IV.a", "Kepala Seksi Pemerintahan"),
        ("2019-02-12", None, "plt", "ADMINISTRATOR", "III.b", "Sekretaris Kecamatan"),
        ("2019-12-30", "2021-12-31", "definitif", "ADMINISTRATOR", "III.a", "Sekretaris"),
        ("2021-12-31", "2022-12-09", "definitif", "JF_AHLI_MUDA", None, "Analis Kebijakan Ahli Muda"),
        ("2022-12-09", None, "definitif", "JF_AHLI_MUDA", None, "Guru Ahli Muda"),
        ("2023-07-03", None, "definitif", "JF_AHLI_MUDA", None, "Analis Kebijakan Ahli Muda"),
    ]
    units = history["unit"].to_list()
    assert units[0] == "BADAN KEPEGAWAIAN DAERAH KAB. LAIN"
    assert units[5:7] == ["SEKRETARIAT - KECAMATAN RANGKUI", "SEKRETARIAT - DINAS KOMUNIKASI DAN INFORMATIKA"]
    assert history["nomor_sk"].null_count() == 1  # the record in two versions
    noted = [finding for finding in findings if finding.location.path == "ws_riwayat_jabatan.json"]
    assert short(noted) == [("KONVERSI-43", 118, 10), ("KONVERSI-45", 360, 29)]


def test_the_history_of_ranks(service: Result) -> None:
    tables, account, findings = service
    told = source_of_account(account, "ws_riwayat_golongan.json")
    assert (told.rows, told.taken, [one.count for one in told.unneeded]) == (6, 2, [4])
    ranks = {nip: (rank, since) for nip, rank, since in rows(tables["pegawai"], "nip", "golongan", "tmt_pangkat")}
    assert ranks["197811142000122901"] == ("III/d", "2022-04-01")
    assert ranks["198704102009122902"] == ("III/c", "2019-10-01")  # the people come first
    (differs,) = [finding for finding in findings if finding.rule == "KONVERSI-47"]
    values = dict(differs.message.values)
    assert (values["code"], values["other"]) == ("III/c", "III/d")
    assert (differs.location.path, differs.related[0].path) == ("ws_data_utama.json", "ws_riwayat_golongan.json")


def test_the_performance(service: Result) -> None:
    columns = ("tahun", "predikat", "hasil_kerja", "perilaku", "nilai_angka")
    assert rows(service[0]["kinerja"], *columns) == [
        ("2019", None, None, None, "86.42"),
        ("2020", None, None, None, "87.1"),
        ("2022", "baik", "sesuai_ekspektasi", "sesuai_ekspektasi", None),
        ("2023", "sangat_baik", "di_atas_ekspektasi", "di_atas_ekspektasi", None),
        ("2023", "baik", "sesuai_ekspektasi", "di_atas_ekspektasi", None),
    ]
    assert service[0]["kinerja"]["nip"].n_unique() == 2


def test_tables_have_the_declared_columns_and_codes(service: Result) -> None:
    for name, table in service[0].items():
        assert table.columns == [column.name for column in declaration(name).columns]
        for column in declaration(name).columns:
            if column.codes:
                assert set(table[column.name].drop_nulls()) <= set(column.codes)


def test_errors_are_the_rows_that_were_refused(service: Result) -> None:
    _, account, findings = service
    assert [finding.rule for finding in findings if finding.severity is Severity.ERROR] == ["KONVERSI-40"]
    assert account.refused_rows == 1


# ---- people: the same facts as an export


def _as_record(row: Mapping[str, str]) -> dict[str, str]:
    """The row of a profile export as the web service would tell it."""
    layouts = {layout.code: layout for layout in program_layouts()}
    export, utama = layouts["siasn_pegawai"], layouts["ws_data_utama"]
    facts = {column.field: row.get(column.header, "") for column in export.columns}
    facts["status_cpns_pns"] = {"C": "CPNS", "P": "PNS"}.get(facts["status_cpns_pns"], "")
    record = {}
    for column in utama.columns:
        chosen = column.choices.get(code_key(facts.get(column.by, "")), ())
        for header in column.all_headers:
            record[header] = facts.get(column.field, "") if header in (*column.headers, *chosen) else ""
    return record


def test_json_and_export_give_the_same_tables() -> None:
    with (SAMPLES / "siasn_pns.csv").open(encoding="utf-8-sig", newline="") as file:
        records = [_as_record(row) for row in csv.DictReader(file, delimiter=";")]
    others = [sample("hierarki_unor.csv"), sample("struktural.csv")]
    expected, _, told = convert([sample("siasn_pns.csv"), *others])
    found, account, findings = convert([json_file([{"code": 1, "data": one} for one in records]), *others])
    assert account.sources[0].taken == 24
    for name in expected:
        assert found[name].equals(expected[name]), name
    assert sorted(codes(findings)) == sorted(codes(told))


def test_units_as_json_give_the_tree_of_the_table() -> None:
    found, _, _ = convert([sample("siasn_pns.csv"), sample("ws_ref_unor.json")])
    expected, _, _ = convert([sample("siasn_pns.csv"), sample("hierarki_unor.csv")])
    parents = dict(rows(expected["unit"], "id_unit", "id_induk"))
    for unit, parent in rows(found["unit"], "id_unit", "id_induk"):
        assert parents.get(unit, parent) == parent


def test_the_post_is_the_one_of_its_kind() -> None:
    first = sample_records("ws_data_utama.json")[0]
    leftovers = {"jabatanFungsionalUmumId": "b" * 32, "jabatanFungsionalUmumNama": "STAF", "jabatanNama": "Lain"}
    tables, _, _ = convert([answer({**first, **leftovers})])
    assert tables["jabatan"]["nama"].to_list() == ["Guru Ahli Muda"]
    tables, _, _ = convert([answer({**first, "jabatanFungsionalNama": None, "jabatanNama": "Guru Ahli Madya"})])
    assert tables["jabatan"]["nama"].to_list() == ["Guru Ahli Madya"]
    tables, _, findings = convert([answer({**first, "jabatanFungsionalId": ""})])
    assert tables["pegawai"]["id_jabatan"].to_list() == [None]
    assert codes(findings) == ["KONVERSI-14"]


def test_a_note_about_the_post_names_the_key_of_its_kind() -> None:
    first = {**sample_records("ws_data_utama.json")[0], "jabatanFungsionalNama": "Guru"}
    _, _, findings = convert([answer(first)])
    assert [(finding.rule, finding.field, finding.value) for finding in findings] == [
        ("KONVERSI-12", "jabatanFungsionalNama", "Guru")
    ]


def test_a_status_that_is_neither_is_told() -> None:
    first = {**sample_records("ws_data_utama.json")[0], "statusPegawai": "HONORER"}
    tables, _, findings = convert([answer(first)])
    assert tables["pegawai"]["status_kepegawaian"].to_list() == [None]
    assert codes(findings) == ["KONVERSI-09"]


def test_dates_of_the_service_need_no_proof() -> None:
    first = sample_records("ws_data_utama.json")[0]
    early = {key: "05-04-2001" for key in first if key.startswith(("tmt", "tgl")) and first[key]}
    tables, _, _ = convert([answer({**first, **early, "tglLahir": ""})])
    assert tables["pegawai"]["tmt_jabatan"].to_list() == ["2001-04-05"]


def test_posts_from_two_sources_are_refused() -> None:
    with pytest.raises(ExportTwice):
        convert([people([person()]), sample("ws_ref_unor.json"), reference((A, "Dinas A", "Kepala Dinas A", "22"))])


def test_units_without_people_stand_beside_a_history() -> None:
    tables, _, _ = convert([sample("ws_riwayat_jabatan.json"), sample("ws_ref_unor.json")])
    assert list(tables) == ["unit", "jabatan", "riwayat_jabatan"]


# ---- histories


def post(**changes: Any) -> dict[str, Any]:
    """The fifth record of the sample, an eselon IV.a of 2016, with changes."""
    return {**sample_records("ws_riwayat_jabatan.json")[4], **changes}


def functional(**changes: Any) -> dict[str, Any]:
    return {**sample_records("ws_riwayat_jabatan.json")[2], **changes}


def history_of(*records: Record, beside: tuple[Source, ...] = ()) -> Result:
    return convert([answer(*records), *beside])


NIP = "197811142000122901"


def test_a_history_alone_makes_its_own_table_only() -> None:
    tables, account, _ = convert([sample("ws_riwayat_jabatan.json")])
    assert (list(tables), account.has_people, account.agency) == (["riwayat_jabatan"], False, "")
    assert tables["riwayat_jabatan"]["tmt_selesai"].to_list()[-2:] == ["2023-07-03", None]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "definitif"),
        ({"jenisPenugasanId": "plt"}, "plt"),
        ({"jenisPenugasanId": "PLH"}, "plh"),
        ({"jenisPenugasanId": "PJ"}, "pj"),
        ({"jenisPenugasanId": "", "namaJabatan": "Plt. Camat"}, "plt"),
        ({"jenisPenugasanId": "PLH", "namaJabatan": "Plh Camat"}, "plh"),
    ],
)
def test_acting_posts_are_told_by_code_or_title(changes: Record, expected: str) -> None:
    tables, _, findings = history_of(post(**changes))
    assert tables["riwayat_jabatan"]["jenis"].to_list() == [expected]
    assert codes(findings) == []


def test_title_against_code_is_told_and_an_unknown_code_stays_blank() -> None:
    tables, _, findings = history_of(post(namaJabatan="Plt. Camat"), post(id="x", jenisPenugasanId="Z"))
    assert tables["riwayat_jabatan"]["jenis"].to_list() == ["plt", None]
    assert sorted(codes(findings)) == ["KONVERSI-06", "KONVERSI-07"]


def test_a_blank_code_is_counted() -> None:
    _, account, _ = history_of(post(jenisPenugasanId=""))
    assert [(one.header, one.count) for one in account.sources[0].missing] == [("jenisPenugasanId", 1)]


@pytest.mark.parametrize(
    ("record", "level", "told"),
    [
        (post(), "PENGAWAS", []),
        (post(eselon="", eselonId="22"), "JPT_PRATAMA", []),
        (post(eselon="", eselonId=""), None, []),
        (post(eselon="V.a", eselonId="51"), None, ["KONVERSI-12"]),
        (post(jenisJabatan="9", namaJabatan="X", eselon="", eselonId=""), None, ["KONVERSI-06"]),
        (functional(), "JF_AHLI_PERTAMA", []),
        (functional(jabatanFungsionalNama="MAHIR - PERAWAT"), "JF_MAHIR", []),
        (functional(jabatanFungsionalNama="Guru"), None, ["KONVERSI-12"]),
        (functional(jabatanFungsionalNama="", namaJabatan="Guru Ahli Muda"), "JF_AHLI_MUDA", []),
        (functional(eselon="III.a"), "JF_AHLI_PERTAMA", ["KONVERSI-21"]),
    ],
)
def test_the_level_of_a_post(record: Record, level: str | None, told: list[str]) -> None:
    tables, _, findings = history_of(record)
    assert tables["riwayat_jabatan"]["jenjang"].to_list() == [level]
    assert codes(findings) == told


def test_a_title_without_level_is_told_once_a_file() -> None:
    records = [functional(id=f"{number}", jabatanFungsionalNama="Guru", tmtJabatan=f"0{number}-01-2010")
               for number in range(1, 5)]  # fmt: skip
    _, account, findings = history_of(*records)
    assert codes(findings) == ["KONVERSI-12"]
    assert [one.count for one in account.sources[0].missing] == [4]


@pytest.mark.parametrize(
    "changes",
    [
        {"namaJabatan": None},
        {"tmtJabatan": ""},
        {"tmtJabatan": "01-01-0001"},
        {"tmtJabatan": "31-02-2016"},
        {"jenisMutasiId": "MU"},
        {"jenisMutasiId": "MU", "tmtMutasi": None},
        {"nipBaru": "1,97811E+17"},
        {"nipBaru": "", "idPns": ""},
        {"nipBaru": "", "idPns": "f" * 32},
        {"nomorSk": "1\x00"},
    ],
)
def test_a_row_that_does_not_tell_whose_what_or_since_when_is_refused(changes: Record) -> None:
    tables, account, findings = history_of(post(), post(id="x", **changes))
    assert "KONVERSI-01" in codes(findings)
    assert (tables["riwayat_jabatan"].height, account.refused_rows) == (1, 1)


def test_a_move_between_units_begins_on_its_own_day() -> None:
    move = post(id="x", jenisMutasiId="MU", tmtMutasi="03-07-2018", unorNama="SEKSI LAIN")
    tables, _, _ = history_of(move, post())
    assert rows(tables["riwayat_jabatan"], "tmt", "tmt_selesai") == [
        ("2016-01-17", "2018-07-03"),
        ("2018-07-03", None),
    ]


def test_versions_of_one_record() -> None:
    same, other = post(), post(nomorSk="lain", unorNama="X")
    tables, account, findings = history_of(same, same, other)
    assert codes(findings) == ["KONVERSI-03", "KONVERSI-43"]
    assert rows(tables["riwayat_jabatan"], "unit", "nomor_sk", "eselon") == [(None, None, "IV.a")]
    told = account.sources[0]
    assert (told.rows, told.taken, told.repeated, told.refused_rows) == (3, 1, 2, 0)
    assert dict(findings[1].message.values)["columns"] == ("unit", "nomor_sk")


@pytest.mark.parametrize(
    "changes", [{"tmtJabatan": "18-01-2016"}, {"namaJabatan": "Lain"}, {"jenisPenugasanId": "PLT"}]
)
def test_versions_that_contradict_are_refused(changes: Record) -> None:
    tables, account, findings = history_of(post(), post(**changes), post(id="x", tmtJabatan="01-02-2019"))
    assert codes(findings) == ["KONVERSI-02", "KONVERSI-02"]
    assert (tables["riwayat_jabatan"].height, account.refused_rows) == (1, 2)


def test_columns_that_are_asked_for_are_written() -> None:
    wishes = Wishes(program_layouts(), keep=("tanggalSk", "statusPenilai"))
    sources = [answer(post(), post(tanggalSk="X"), path="a.json"), answer(skp22(nip=NIP), path="b.json")]
    tables, account, findings = convert(sources, wishes)
    assert tables["riwayat_jabatan"].columns[-1] == "tanggalsk"
    assert tables["riwayat_jabatan"]["tanggalsk"].to_list() == [None]  # two versions
    assert codes(findings) == ["KONVERSI-43"]
    assert tables["kinerja"]["statuspenilai"].to_list() == ["ASN"]
    assert "tanggalSk" not in account.sources[0].ignored


def test_records_without_identifier_are_not_versions() -> None:
    tables, _, findings = history_of(post(id=""), post(id=None, tmtJabatan="01-02-2019"))
    assert (tables["riwayat_jabatan"].height, codes(findings)) == (2, [])


# ---- ends


@pytest.mark.parametrize(
    ("second", "end"),
    [
        ({"tmtJabatan": "01-02-2019"}, "2019-02-01"),
        ({"tmtJabatan": "01-02-2019", "jenisPenugasanId": "PLT"}, None),
        ({"tmtJabatan": "01-02-2019", "nipBaru": "198704102009122902"}, None),
        ({"tmtJabatan": "17-01-2016"}, None),
        ({"tmtJabatan": "01-02-2019", "jenisPenugasanId": ""}, None),
        ({"tmtJabatan": "01-02-2019", "deletedAt": "02-02-2019"}, None),
        ({"tmtJabatan": "01-02-2019", "deletedAt": "01-01-0001"}, "2019-02-01"),
    ],
)
def test_a_post_ends_where_the_next_definitive_one_begins(second: Record, end: str | None) -> None:
    tables, account, _ = history_of(post(), post(id="x", **second))
    assert tables["riwayat_jabatan"].filter(pl.col("nip") == NIP)["tmt_selesai"].to_list()[0] == end
    told = [dict(remark.values)["count"] for remark in account.sources[0].remarks]
    assert told == ([1] if end else [])


def test_nobody_has_ends_of_whom_a_row_could_not_be_taken() -> None:
    lost = post(id="y", tmtJabatan="01-01-0001")
    tables, _, _ = history_of(post(), post(id="x", tmtJabatan="01-02-2019"), lost)
    assert tables["riwayat_jabatan"]["tmt_selesai"].to_list() == [None, None]


def test_the_present_post_has_no_end_and_a_later_one_is_told() -> None:
    first = sample_records("ws_data_utama.json")[0]
    present = functional(id="a", jabatanFungsionalNama="Guru Ahli Muda", tmtJabatan="09-12-2022")
    tables, _, findings = history_of(post(), present, beside=(answer(first, path="orang.json"),))
    assert tables["riwayat_jabatan"]["tmt_selesai"].to_list() == ["2022-12-09", None]
    assert codes(findings) == []
    later = post(id="b", tmtJabatan="01-02-2025")
    tables, _, findings = history_of(post(), present, later, beside=(answer(first, path="orang.json"),))
    assert tables["riwayat_jabatan"]["tmt_selesai"].to_list() == ["2022-12-09", None, None]
    assert codes(findings) == ["KONVERSI-45"]
    moved = functional(id="c", jabatanFungsionalNama="Guru Ahli Muda", jenisMutasiId="MU", tmtMutasi="01-02-2025")
    assert codes(history_of(present, moved, beside=(answer(first, path="orang.json"),))[2]) == []


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(1990, 2030)), unique=True, min_size=1, max_size=6))
def test_periods_of_a_person_never_overlap(days: list[tuple[int, int]]) -> None:
    records = [post(id=f"{number}", tmtJabatan=f"{day:02}-03-{year}") for number, (day, year) in enumerate(days)]
    found = history_of(*records)[0]["riwayat_jabatan"]
    begins, ends = found["tmt"].to_list(), found["tmt_selesai"].to_list()
    assert begins == sorted(begins)
    assert ends == [*begins[1:], None]
    assert found.equals(history_of(*reversed(records))[0]["riwayat_jabatan"])


# ---- whose


def test_rows_of_people_who_are_not_among_the_people_are_refused_once_each() -> None:
    first = sample_records("ws_data_utama.json")[0]
    stranger = "198704102009122902"
    records = (post(), post(id="x", nipBaru=stranger), post(id="y", nipBaru=stranger, tmtJabatan="01-02-2019"))
    tables, account, findings = history_of(*records, beside=(answer(first, path="orang.json"),))
    assert tables["riwayat_jabatan"]["nip"].to_list() == [NIP]
    assert (codes(findings), account.sources[0].refused_rows) == (["KONVERSI-44"], 2)
    assert history_of(*records)[0]["riwayat_jabatan"].height == 3


def test_an_identifier_stands_for_the_nip_in_any_spelling() -> None:
    first = sample_records("ws_data_utama.json")[0]
    spelt = str(first["id"]).lower()
    dashed = "-".join((spelt[:8], spelt[8:12], spelt[12:16], spelt[16:20], spelt[20:]))
    tables, _, _ = convert([answer(skp22(pnsDinilaiId=dashed)), answer(first, path="orang.json")])
    assert tables["kinerja"]["nip"].to_list() == [NIP]
    tables, _, _ = convert([answer(skp22(pnsDinilaiId=dashed)), people([{**BASE, "PNS ID": spelt}])])
    assert tables["kinerja"]["nip"].to_list() == ["197305162002011901"]


def test_an_identifier_of_two_people_is_nobodys() -> None:
    both = [{**BASE, **person(number), "PNS ID": A} for number in (901, 902)]
    _, account, findings = convert([answer(skp22(pnsDinilaiId=A)), people(both)])
    assert (codes(findings), account.refused_rows) == (["KONVERSI-01"], 1)


# ---- ranks


def rank(**changes: Any) -> dict[str, Any]:
    return {**sample_records("ws_riwayat_golongan.json")[0], **changes}


@pytest.mark.parametrize(
    ("stated", "newest", "result", "told"),
    [
        (("III/d", "01-04-2022"), ("34", "III/d", "01-04-2022"), ("III/d", "2022-04-01"), []),
        (("", ""), ("34", "III/d", "01-04-2022"), ("III/d", "2022-04-01"), ["KONVERSI-46"]),
        (("III/d", ""), ("34", "III/d", "01-04-2022"), ("III/d", "2022-04-01"), ["KONVERSI-46"]),
        (("", "01-04-2022"), ("34", "III/d", "01-04-2022"), ("III/d", "2022-04-01"), ["KONVERSI-46"]),
        (("", "01-04-2021"), ("34", "III/d", "01-04-2022"), (None, "2021-04-01"), ["KONVERSI-47"]),
        (("III/c", ""), ("34", "III/d", "01-04-2022"), ("III/c", None), ["KONVERSI-47"]),
        (("III/d", "01-04-2021"), ("34", "", "01-04-2022"), ("III/d", "2021-04-01"), ["KONVERSI-47"]),
        (("", ""), ("34", "III/x", "01-04-2022"), (None, None), ["KONVERSI-01", "KONVERSI-06"]),
        (("", ""), ("34", "III/d", "01-01-0001"), (None, None), ["KONVERSI-01"]),
    ],
)
def test_the_newest_rank_fills_what_is_blank(
    stated: tuple[str, str], newest: tuple[str, str, str], result: tuple[str | None, str | None], told: list[str]
) -> None:
    first = {**sample_records("ws_data_utama.json")[0], "golRuangAkhirId": ""}
    first |= {"golRuangAkhir": stated[0], "tmtGolAkhir": stated[1]}
    code, name, since = newest
    history = answer(rank(golonganId=code, golongan=name, tmtGolongan=since), path="golongan.json")
    tables, account, findings = convert([answer(first, path="orang.json"), history])
    assert rows(tables["pegawai"], "golongan", "tmt_pangkat") == [result]
    assert sorted(codes(findings)) == told
    missing = [one.header for one in account.sources[0].missing]
    assert ("golRuangAkhir" in missing) is (result[0] is None)


def test_filled_ranks_are_counted() -> None:
    first = {**sample_records("ws_data_utama.json")[0], "golRuangAkhirId": "", "golRuangAkhir": ""}
    history = answer(rank(), rank(id="x", golonganId="34", golongan="III/d", tmtGolongan="01-04-2022"), path="g.json")
    _, account, _ = convert([answer(first, path="orang.json"), history])
    assert [dict(remark.values)["count"] for remark in account.sources[0].remarks] == [1]


def test_two_ranks_of_one_day_are_refused() -> None:
    first = sample_records("ws_data_utama.json")[0]
    both = (rank(tmtGolongan="01-04-2023"), rank(id="x", golonganId="41", golongan="IV/a", tmtGolongan="01-04-2023"))
    _, account, findings = convert([answer(first, path="orang.json"), answer(*both, path="golongan.json")])
    assert codes(findings) == ["KONVERSI-02", "KONVERSI-02"]
    assert account.sources[1].refused_rows == 2


def test_ranks_of_nobody_make_no_people() -> None:
    tables, account, _ = convert([sample("ws_riwayat_golongan.json"), sample("ws_riwayat_jabatan.json")])
    assert list(tables) == ["riwayat_jabatan"]
    assert (account.sources[0].taken, sum(one.count for one in account.sources[0].unneeded)) == (0, 6)


# ---- performance


def skp22(**changes: Any) -> dict[str, Any]:
    return {**sample_records("ws_skp22.json")[0], **changes}


@pytest.mark.parametrize(
    ("changes", "expected", "told"),
    [
        ({"kuadranKinerja": ""}, "baik", []),
        ({"kuadranKinerja": "Butuh Perbaikan", "KuadranKinerjaNilai": ""}, "butuh_perbaikan", []),
        ({"kuadranKinerja": "KURANG / MISCONDUCT", "KuadranKinerjaNilai": "4"}, "kurang", []),
        ({"kuadranKinerja": None, "KuadranKinerjaNilai": 5}, "sangat_kurang", []),
        ({"kuadranKinerja": "SANGAT BAIK"}, "sangat_baik", ["KONVERSI-07"]),
        ({"kuadranKinerja": "LUAR BIASA"}, None, ["KONVERSI-06"]),
        ({"kuadranKinerja": "", "KuadranKinerjaNilai": "6"}, None, ["KONVERSI-06"]),
    ],
)
def test_the_rating_is_told_by_name_or_code(changes: Record, expected: str | None, told: list[str]) -> None:
    tables, _, findings = convert([answer(skp22(**changes)), answer(*PERSON, path="orang.json")])
    assert tables["kinerja"]["predikat"].to_list() == [expected]
    assert codes(findings) == told


PERSON = sample_records("ws_data_utama.json")[:1]
SKP = sample_records("ws_skp.json")[0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("86.42", "86.42"), (86.42, "86.42"), ("86,42", "86.42"), ("90", "90"), ("120", "120")],
)
def test_the_value_of_a_year(value: object, expected: str) -> None:
    tables, _, findings = convert([answer({**SKP, "nilaiPrestasiKerja": value}), answer(*PERSON, path="orang.json")])
    assert (tables["kinerja"]["nilai_angka"].to_list(), codes(findings)) == ([expected], [])


@pytest.mark.parametrize("value", ["120.5", "-1", "1e2", "86.42 (baik)", "1.234,5", "86.42000"])
def test_a_value_that_is_none_is_told_and_the_row_holds_nothing(value: str) -> None:
    tables, account, findings = convert(
        [answer({**SKP, "nilaiPrestasiKerja": value}), answer(*PERSON, path="orang.json")]
    )
    assert (tables["kinerja"].height, account.refused_rows) == (0, 1)
    assert codes(findings) == ["KONVERSI-01", "KONVERSI-08"]


def test_a_file_without_the_value_of_the_year_gives_that_of_the_targets() -> None:
    record = {key: value for key, value in SKP.items() if key != "nilaiPrestasiKerja"}
    tables, _, _ = convert([answer(record), answer(*PERSON, path="orang.json")])
    assert tables["kinerja"]["nilai_angka"].to_list() == ["88.2"]


@pytest.mark.parametrize("changes", [{"tahun": ""}, {"tahun": "22"}, {"tahun": "dua ribu"}])
def test_a_year_is_needed(changes: Record) -> None:
    _, account, findings = convert([answer(skp22(**changes)), answer(*PERSON, path="orang.json")])
    assert account.refused_rows == 1
    assert "KONVERSI-01" in codes(findings)


def test_one_year_told_twice() -> None:
    again, other = skp22(id="x"), skp22(id="y", kuadranKinerja="SANGAT BAIK", KuadranKinerjaNilai="1")
    _, account, findings = convert([answer(skp22(), again), answer(*PERSON, path="orang.json")])
    assert (codes(findings), account.sources[0].repeated) == (["KONVERSI-03"], 1)
    tables, _, findings = convert([answer(skp22(), other), answer(*PERSON, path="orang.json")])
    assert (tables["kinerja"].height, codes(findings)) == (0, ["KONVERSI-02", "KONVERSI-02"])


def test_ratings_of_parts_of_a_year_are_refused_with_the_reason() -> None:
    names = (
        "id tahun nip nama hasilKinerja hasilKinerjaNilai instansiId instansiNama jabatan koefisenId kriteria"
        " kuadranKinerjaNilai kuadranNilai namaPenilai periodikId periodikNama persentase pnsDinilaiId"
    )
    with pytest.raises(ExportRefused):
        convert([answer(dict.fromkeys(names.split(), "1"))])


# ---- what is what


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("data_utama", Content.PEOPLE),
        ("ref_unor", Content.UNITS),
        ("riwayat_jabatan", Content.POST_HISTORY),
        ("riwayat_golongan", Content.RANK_HISTORY),
        ("skp", Content.PERFORMANCE),
        ("skp22", Content.PERFORMANCE),
    ],
)
def test_keys_tell_what_an_answer_is(name: str, content: Content) -> None:
    layout = next(layout for layout in program_layouts() if layout.code == f"ws_{name}")
    assert layout.content is content
    _, account, _ = convert([sample(f"ws_{name}.json"), answer(*PERSON, path="orang.json")])
    assert (account.sources[0].layout, account.sources[0].confidence) == (layout.title, 100)
