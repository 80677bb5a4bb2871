"""What findings say where the words depend on the cell, and what a finding is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.model.nip import NipFault, parse_nip
from mutasi.rules.baseline import baseline_of, compare_with
from mutasi.rules.nip import message_of
from tests.test_rules_cases import findings


def only(code: str, folder: Path, **files: str) -> Finding:
    (one,) = [
        one for one in findings(folder, {f"{name}.csv": text for name, text in files.items()}) if one.rule == code
    ]
    return one


# ---- codes


@pytest.mark.parametrize(
    ("column", "text", "instead", "certain", "fix"),
    [
        ("status_aktif", "aktip", "aktif", False, "did you mean aktif?"),
        ("status_aktif", "Aktiv", "aktif", False, "did you mean aktif?"),
        ("status_kepegawaian", "PNSS", "PNS", False, "did you mean PNS?"),
        ("status_aktif", "mpe", "", False, "write one of aktif"),
        ("golongan", "IV/z", "", False, "write one of I/a"),
        ("golongan", "III/x", "", False, "write one of I/a"),
        ("golongan", "5a", "", False, "write one of I/a"),
        ("status_aktif", "pensiunan", "pensiun", False, "did you mean pensiun?"),
        ("status_kepegawaian", "pensiun", "", False, "it is a code of the column status_aktif"),
        ("status_aktif", "PPPK_PARUH_WAKTU", "", False, "it is a code of the column status_kepegawaian"),
    ],
)
def test_a_code_is_proposed_where_it_is_meant(
    column: str, text: str, instead: str, certain: bool, fix: str, tmp_path: Path
) -> None:
    columns = ["golongan", "status_aktif", "status_kepegawaian"]
    cells = [text if name == column else "" for name in columns]
    people = f"nip,nama,{','.join(columns)}\n198209112008041005,Gusti Pratama,{','.join(cells)}\n"
    found = only("KOLOM-08", tmp_path, pegawai=people)
    assert (found.instead, found.certain) == (instead, certain)
    assert str(found.fix).startswith(fix)


# ---- references


POSTS = "id_jabatan,nama\nKABID,Kepala Bidang\nSEK 1,Sekretaris\nA1,Analis\na1,Arsiparis\n"


@pytest.mark.parametrize(
    ("text", "instead", "certain", "fix"),
    [
        ("kabid", "KABID", True, "write KABID"),
        ("Sek1", "SEK 1", True, "write SEK 1"),
        ("A 1", "A1", False, "did you mean 'A1'?"),
        ("KABDI", "KABID", False, "did you mean 'KABID'?"),
        ("NULL", "", False, "leave the cell blank when there is none"),
        ("n/a", "", False, "leave the cell blank when there is none"),
        ("LAIN", "", False, "correct it, or add the record"),
    ],
)
def test_a_record_is_proposed_where_it_is_meant(
    text: str, instead: str, certain: bool, fix: str, tmp_path: Path
) -> None:
    people = f"nip,nama,id_jabatan\n198209112008041005,Gusti Pratama,{text}\n"
    found = only("RUJUK-01", tmp_path, pegawai=people, jabatan=POSTS)
    assert (found.instead, found.certain) == (instead, certain)
    assert str(found.fix).startswith(fix)


def test_every_cell_that_misspells_a_record_is_told(tmp_path: Path) -> None:
    people = "nip,nama,id_jabatan\n198209112008041005,A,kabid\n199007022015032001,B,kabid\n"
    found = [one for one in findings(tmp_path, {"pegawai.csv": people, "jabatan.csv": POSTS}) if one.rule == "RUJUK-01"]
    assert [(one.location.line, one.instead, one.certain) for one in found] == [(2, "KABID", True), (3, "KABID", True)]


# ---- NIP


@pytest.mark.parametrize(
    ("text", "fault", "words"),
    [
        ("-", NipFault.MISSING_YET, "'-' stands for a NIP that is not there yet"),
        ("1,98503E+17", NipFault.SCIENTIFIC, "'1,98503E+17' is a number that a spreadsheet has cut"),
        ("19820911 200804 1 005", NipFault.SEPARATED, "'19820911 200804 1 005' is a NIP written with separators"),
        ("131990468", NipFault.OLD_NINE_DIGITS, "'131990468' has 9 digits, the old form"),
        ("1982 0911 2008", NipFault.LENGTH, "'1982 0911 2008' has 12 digits; a NIP has 18"),
        ("A98209112008041005", NipFault.CHARACTERS, "is not a NIP: 'A' (character 1, U+0041) is no digit"),
        ("198209312008041005", NipFault.BIRTH_DATE, "digits 1 to 8 (19820931) are no date of birth"),
        ("198209112008131005", NipFault.APPOINTMENT, "digits 9 to 14 (200813) are no month of appointment"),
        ("199306182025202007", NipFault.CONTRACT, "digits 9 to 14 (202520) are no year from 2000 on"),
        ("199306181998212007", NipFault.CONTRACT, "digits 9 to 14 (199821) are no year from 2000 on"),
        ("196812201994033002", NipFault.SEX, "digit 15 is 3, and only 1 (male) and 2 (female) exist"),
        ("198209112008041000", NipFault.SERIAL, "'198209112008041000' ends in 000"),
    ],
)
def test_what_is_wrong_with_a_nip(text: str, fault: NipFault, words: str) -> None:
    assert parse_nip(text) is fault
    assert words in str(message_of(fault, text))


def test_every_fault_of_a_nip_has_its_words() -> None:
    assert len({message_of(fault, "198209112008041000").template for fault in NipFault}) == len(NipFault)


# ---- records of one person


MURNI = "nip,nama,tanggal_lahir\n197511302000122009,Murni,1975-11-30\n"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("1975-11-29", "tanggal 1975-11-29 lies before the birth of the person, 1975-11-30"),
        ("1975-11-30", "tanggal 1975-11-30: the person, born 1975-11-30, was 0 years old"),
        ("1985-11-29", "tanggal 1985-11-29: the person, born 1975-11-30, was 9 years old"),
    ],
)
def test_how_old_the_person_was(day: str, words: str, tmp_path: Path) -> None:
    found = only("TANGGAL-04", tmp_path, pegawai=MURNI, diklat=f"nip,jenis,tanggal\n197511302000122009,PKA,{day}\n")
    assert str(found.message) == words


@pytest.mark.parametrize(("day", "words"), [(12, "1 day after"), (9, "2 days before")])
def test_to_which_side_a_column_of_dates_slipped(day: int, words: str, tmp_path: Path) -> None:
    rows = "".join(f"19820911200804100{number},A,1982-09-{day:02}\n" for number in range(1, 6))
    found = only("NIP-08", tmp_path, pegawai="nip,nama,tanggal_lahir\n" + rows)
    assert str(found.message) == f"5 cells of tanggal_lahir lie the same {words} the date of the NIP"


@pytest.mark.parametrize(("year", "words"), [(1974, "lies before the birth"), (1975, "was 0 years"), (1984, "was 9 y")])
def test_how_old_the_person_was_in_a_year(year: int, words: str, tmp_path: Path) -> None:
    study = f"nip,tingkat,tahun_lulus\n197511302000122009,S-1,{year}\n"
    assert words in str(only("TANGGAL-04", tmp_path, pegawai=MURNI, pendidikan=study).message)


def test_posts_before_the_appointment_are_counted(tmp_path: Path) -> None:
    posts = "".join(f"197511302000122009,Staf,{year}-01-01\n" for year in (1999, 1998, 1997))
    found = only("TANGGAL-05", tmp_path, pegawai=MURNI, riwayat_jabatan="nip,nama_jabatan,tmt\n" + posts)
    assert str(found.message) == (
        "tmt 1997-01-01 lies before the appointment 2000-12-01; so do 2 more records of the person"
    )
    assert (found.location.line, [place.line for place in found.related], found.extent) == (4, [3, 2], 3)


TESTED = (
    "nip,tanggal,jenjang,hasil\n197511302000122009,2024-01-02,PENGAWAS,lulus\n197511302000122009,2024-01-02,PENGAWAS,"
)


@pytest.mark.parametrize(
    ("result", "severity", "words"),
    [
        ("lulus", Severity.WARNING, "the same record stands in lines 2, 3"),
        ("", Severity.WARNING, "lines 2, 3 tell of the same and differ in hasil"),
        ("tidak_lulus", Severity.ERROR, "lines 2, 3 tell of the same and differ in hasil"),
    ],
)
def test_in_what_records_of_one_fact_differ(result: str, severity: Severity, words: str, tmp_path: Path) -> None:
    found = only("GANDA-04", tmp_path, uji_kompetensi=TESTED + result + "\n")
    assert (str(found.message), found.severity) == (words, severity)
    assert (found.location.line, [place.line for place in found.related], found.extent) == (3, [2], 1)


def test_facts_that_stand_there_twice_are_told_apart_by_what_they_are(tmp_path: Path) -> None:
    header, first, second = (
        "nip,jenis,tanggal,nama\n",
        "197511302000122009,PKA,2022-05-01,A\n",
        "197511302000122009,PKA,,B\n",
    )
    found = findings(tmp_path, {"diklat.csv": header + 2 * first + 2 * second})
    both = [one.fingerprint for one in found if one.rule == "GANDA-04"]
    assert len(set(both)) == 2
    assert both[1] == only("GANDA-04", tmp_path, diklat=header + 2 * second).fingerprint


def test_only_results_cannot_be_two_things_at_once(tmp_path: Path) -> None:
    trained = "nip,jenis,tanggal,nama,jp\n" + "".join(
        f"197511302000122009,PKA,2022-05-01,A,{hours}\n" for hours in (8, 9)
    )
    found = only("GANDA-04", tmp_path, diklat=trained)
    assert (found.severity, str(found.message)) == (
        Severity.WARNING, "lines 2, 3 tell of the same and differ in jp",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("second", "severity", "words"),
    [
        ("{one},{other},ipar", Severity.WARNING, "the pair is stated with several kinships: ipar, orang_tua"),
        ("{other},{one},anak", Severity.ERROR, "each of the two is stated as orang_tua of the other"),
        ("{one},{other},orang_tua", Severity.ERROR, "each of the two is stated as orang_tua of the other"),
    ],
)
def test_how_a_pair_cannot_be_related(second: str, severity: Severity, words: str, tmp_path: Path) -> None:
    one, other = "199808302022032001", "197409232006031001"
    pairs = f"nip_a,nip_b,hubungan\n{one},{other},anak\n{second.format(one=one, other=other)}\n"
    found = only("KK-06", tmp_path, relasi=pairs)
    assert (found.severity, str(found.message)) == (severity, words)
    assert (found.location.line, [place.line for place in found.related]) == (3, [2])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["2025-04-01,2025-12-31"], "acting since 2025-04-01: 6 months ended on 2025-10-01, exceeded by 91 days"),
        (["2025-04-01,"], "acting since 2025-04-01: 6 months ended on 2025-10-01, exceeded by 122 days"),
        (  # the second one, or the first, has no end
            ["2025-04-01,2025-09-30", "2025-10-01,"],
            "acting since 2025-04-01: 6 months ended on 2025-10-01, exceeded by 122 days; "
            "by 2 assignments one after the other",
        ),
        (
            ["2025-04-01,", "2025-05-01,2025-05-31"],
            "acting since 2025-04-01: 6 months ended on 2025-10-01, exceeded by 122 days; "
            "by 2 assignments one after the other",
        ),
        (  # one assignment that stands there twice
            ["2025-04-01,2025-12-31", "2025-04-01,2025-12-31"],
            "acting since 2025-04-01: 6 months ended on 2025-10-01, exceeded by 91 days",
        ),
        (
            ["2025-04-01,2025-09-30", "2025-10-01,2025-11-30"],
            "acting since 2025-04-01: 6 months ended on 2025-10-01, exceeded by 60 days; "
            "by 2 assignments one after the other",
        ),
    ],
)
def test_how_long_somebody_acts(rows: list[str], words: str, tmp_path: Path) -> None:
    acting = "".join(f"197511302000122009,J1,plt,{row}\n" for row in rows)
    found = only("PLT-01", tmp_path, penugasan="nip,id_jabatan,jenis,tmt,sampai\n" + acting)
    assert str(found.message) == words
    assert [place.line for place in found.related] == list(range(3, 2 + len(rows)))


# ---- lists that are cut


@pytest.mark.parametrize(("holders", "end"), [(5, "Orang 5 (198209112008041005)"), (7, "and 2 more")])
def test_holders_beyond_five_are_counted(holders: int, end: str, tmp_path: Path) -> None:
    rows = [f"19820911200804100{number},Orang {number},J1" for number in range(1, holders + 1)]
    found = only(
        "JABATAN-02",
        tmp_path,
        pegawai="\n".join(("nip,nama,id_jabatan", *rows)),
        jabatan="id_jabatan,nama,kebutuhan\nJ1,A,1\n",
    )
    assert str(found.message).startswith(f"{holders} definitive holders for 1 seat: Orang 1 (198209112008041001), ")
    assert str(found.message).endswith(f", {end}")


# ---- what a finding is about


def test_demands_that_nobody_meets_together_are_told_by_each_cell_once(tmp_path: Path) -> None:
    found = only(
        "LOWONGAN-06",
        tmp_path,
        pegawai="nip,nama,golongan\n196812201994031002,A,IV/b\n198209112008041005,B,III/d\n",
        pendidikan="nip,tingkat\n196812201994031002,S-1\n198209112008041005,S-2\n",
        lowongan="id_lowongan,id_jabatan,golongan_min,pendidikan_min\nL1,J1,IV/a,S-2\n",
    )
    assert found.identity == ("golongan_min", "L1", "IV/a", "S-2")


def test_what_is_known_of_findings_with_one_fingerprint_adds_up() -> None:
    one, three = (
        Finding("GANDA-01", "key-repeated", Severity.ERROR, Message("x"), Location("a.csv", line), extent=extent)
        for line, extent in ((2, 1), (9, 3))
    )
    assert one.fingerprint == three.fingerprint
    known = baseline_of([one, three], "known.yaml")
    assert [entry.count for entry in known.known.values()] == [4]
    assert not compare_with([one, three], known).new
