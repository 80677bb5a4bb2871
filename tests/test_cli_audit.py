"""`mutasi audit`: what it reads, what it says in every form, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from mutasi.cli.main import COMMANDS
from mutasi.model.fairness import Trait
from mutasi.render.audit import FORMATS
from mutasi.render.audit_data import FIELDS
from tests.audited_office import (
    PEOPLE,
    POLICY,
    VACANCIES,
    as_csv,
    fair,
    men,
    move,
    nip,
    plan,
    unfair,
    women,
    write_office,
    write_plan,
)
from tests.command_line import Result, mutasi
from tests.golden import GOLDEN, assert_same


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_office(tmp_path_factory.mktemp("kantor") / "a")
    write_plan(folder / "adil.json", plan(fair()))
    write_plan(folder / "timpang.json", plan(unfair()))
    return folder


def audit(*arguments: str | Path, folder: Path, **others: str | bytes) -> Result:
    return mutasi("audit", *arguments, folder=folder, **others)  # type: ignore[arg-type]


def rows(office: Path, *arguments: str | Path) -> list[dict[str, str]]:
    done = audit(*arguments, "-f", "csv", folder=office)
    assert done.code == 0, done.err
    return list(csv.DictReader(io.StringIO(done.text)))


def says(table: Sequence[dict[str, str]], trait: str = "jenis_kelamin") -> dict[tuple[str, str], str]:
    return {(row["langkah"], row["kelompok"]): row["simpulan"] for row in table if row["ciri"] == trait}


# What it says --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["id", "en"])
@pytest.mark.parametrize(("form", "suffix"), [("text", "txt"), ("md", "md")])
@pytest.mark.parametrize("name", ["adil", "timpang"])
def test_the_whole_result(office: Path, name: str, form: str, suffix: str, code: str):
    done = audit(f"{name}.json", "-f", form, "--lang", code, folder=office)
    assert done.code == 0
    assert_same(done.text, GOLDEN / "audit" / f"{name}.{code}.{suffix}")


def test_the_whole_json(office: Path):
    done = audit("timpang.json", "-f", "json", "--by", "sex", folder=office)
    assert_same(done.text, GOLDEN / "audit" / "timpang.json")


def test_a_gap_in_eligibility_is_not_one_of_choice(office: Path):
    """A third of the women have not the diploma; of those who have, as many are chosen as of the men."""
    found = says(rows(office, "adil.json"))
    assert found["memenuhi_syarat", "P"] == "kesenjangan"
    assert found["terpilih", "P"] != "kesenjangan"
    first = [row["langkah"] for row in rows(office, "adil.json") if row["langkah_pertama"] == "ya"]
    assert first[0] == "memenuhi_syarat"


def test_a_gap_of_choice_is_found_beside_that_of_eligibility(office: Path):
    found = says(rows(office, "timpang.json"))
    assert (found["memenuhi_syarat", "P"], found["terpilih", "P"]) == ("kesenjangan", "kesenjangan")


def test_counts_below_five_are_not_shown_and_neither_is_what_gives_them_away(office: Path):
    chosen = [row for row in rows(office, "timpang.json", "--by", "sex") if row["langkah"] == "terpilih"]
    figures = [name for name in FIELDS if name.startswith(("persen", "rasio", "p_"))] + ["p", "jumlah"]
    assert [[row[name] for name in figures] for row in chosen] == [[""] * len(figures)] * 2
    text = audit("timpang.json", "--by", "sex", folder=office).text
    assert re.search(r"women +\*/80 +\* +\* +gap", text)


@pytest.mark.parametrize("form", FORMATS)
def test_nobody_is_named(office: Path, form: str):
    text = audit("timpang.json", "-f", form, folder=office).text
    assert not re.search(r"\d{15}|Orang \d", text)


def test_the_formats_agree(office: Path):
    document = json.loads(audit("adil.json", "-f", "json", folder=office).text)
    lines = [json.loads(line) for line in audit("adil.json", "-f", "jsonl", folder=office).text.splitlines()]
    table = rows(office, "adil.json")
    assert [tuple(row) for row in table] == [FIELDS] * len(table)
    assert [{key: "" if value is None else str(value) for key, value in row.items()} for row in lines] == table
    inner = [{"ciri": trait["ciri"], **row} for trait in document["ciri"] for row in trait["langkah"]]
    assert inner == lines
    assert [step["jumlah"] for step in document["langkah"]][:5] == [240, 240, 200, 200, 30]


def test_the_order_of_people_and_of_rows_changes_no_byte(office: Path, tmp_path: Path):
    order = random.Random(7).sample(range(PEOPLE), PEOPLE)
    other = write_office(tmp_path / "b", order)
    document = plan(unfair())
    document["perpindahan"] = random.Random(8).sample(list(document["perpindahan"]), 30)  # type: ignore[call-overload]
    write_plan(other / "timpang.json", document)
    for form in FORMATS:
        again = audit("timpang.json", "-f", form, folder=other).out
        assert again == audit("timpang.json", "-f", form, folder=office).out


def test_only_what_is_asked_for(office: Path):
    asked = {row["ciri"] for row in rows(office, "adil.json", "--by", "age, sex", "--by", "disability")}
    assert asked == {"jenis_kelamin", "usia", "disabilitas"}
    every = {row["ciri"] for row in rows(office, "adil.json")}
    assert every == {trait.code for trait in Trait}


def test_posts_of_one_level(office: Path, tmp_path: Path):
    text = audit("adil.json", "--level", "PENGAWAS", folder=office).text
    assert "Plan: 0 posts, 0 persons chosen" in text
    assert rows(office, "adil.json", "--level", "ADMINISTRATOR") == rows(office, "adil.json")


def test_of_six_people_with_a_disability_nothing_is_said(office: Path):
    found = says(rows(office, "adil.json"), "disabilitas")
    assert found["terpilih", "ya"] == "terlalu_sedikit"
    assert "kesenjangan" not in found.values()


def test_origin_and_disability_need_a_column(tmp_path: Path):
    folder = write_office(tmp_path / "c", policy=POLICY.replace("audit:", "# audit:"))
    write_plan(folder / "adil.json", plan(fair()))
    text = audit("adil.json", folder=folder).text
    assert "not audited: Origin: the policy names no column (audit.asal)" in text
    assert "not audited: Disability: the policy names no column of the office's own (audit.disabilitas)" in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("asal: nip", "audit.asal: nip tells people apart and makes no groups"),
        ("kelompok_terkecil: 5", "audit.kelompok_terkecil: a whole number from 10 on"),
        ("kelompok_terkecil: 10.5", "audit.kelompok_terkecil: a whole number from 10 on"),
        ("disabilitaz: ya", "did you mean: disabilitas?"),
    ],
)
def test_the_section_of_the_policy_is_checked(tmp_path: Path, change: str, said: str):
    folder = write_office(
        tmp_path / "d", range(8), POLICY.replace("asal: tempat_lahir, disabilitas: disabilitas", change)
    )
    done = mutasi("validate", folder=folder)
    assert said in done.text


def test_a_column_that_is_not_there_is_told(tmp_path: Path):
    folder = write_office(tmp_path / "e", policy=POLICY.replace("tempat_lahir", "daerah"))
    write_plan(folder / "adil.json", plan(fair()))
    assert "not audited: Origin: pegawai has no column daerah" in audit("adil.json", folder=folder).text


# What it reads -------------------------------------------------------------------------------------------


def test_the_short_form_is_the_same(office: Path):
    long, short = (audit(*words, folder=office) for words in (("fairness", "adil.json"), ("adil.json",)))
    assert long.out == short.out
    first = audit("-f", "csv", "adil.json", folder=office)
    assert first.out == audit("fairness", "adil.json", "-f", "csv", folder=office).out
    assert audit("-q", "fairness", "adil.json", folder=office).out == long.out


def test_standard_input(office: Path):
    data = (office / "adil.json").read_bytes()
    assert audit("-", folder=office, stdin=data).out == audit("adil.json", folder=office).out


def test_rows_of_a_plan_say_the_same_and_what_they_lack(office: Path):
    document = plan(unfair())
    moves = document["perpindahan"]
    assert isinstance(moves, list)
    lines = "".join(json.dumps(row) + "\n" for row in moves)
    whole = audit("timpang.json", "-f", "csv", folder=office)
    file = f"skema: mutasi-rencana-1\nperpindahan: {json.dumps(moves)}\n".encode()
    table = as_csv(moves)
    for data in (lines.encode(), file, table.encode(), table.replace(",", ";").encode("utf-8-sig")):
        done = audit("-", "-f", "csv", folder=office, stdin=data)
        assert done.out == whole.out
        assert "The file has rows alone" in done.err
        assert "The file has rows alone" in audit("-", folder=office, stdin=data).text


def test_what_shortlist_writes_is_read(office: Path):
    for form in ("json", "jsonl", "csv"):
        listed = mutasi("shortlist", "L-01", "L-02", "-n", "5", "--all", "-f", form, folder=office).out
        document = json.loads(audit("-", "-f", "json", "--by", "sex", folder=office, stdin=listed).text)
        assert document["jenis"] == "daftar_pendek"
        assert [step["langkah"] for step in document["langkah"]][-1] == "terdaftar"
        assert [one["jumlah"] for one in document["langkah"]][:3] == [240, 240, 200]
        assert document["langkah"][-1]["jumlah"] >= 5
        rows_alone = ["Berkas hanya berisi baris"] if form != "json" else []
        assert [text[: len("Berkas hanya berisi baris")] for text in document["peringatan"]] == rows_alone


def test_what_plan_writes_is_read_and_fits(office: Path):
    made = mutasi("plan", "L-01", "L-02", "-f", "json", folder=office).out
    document = json.loads(audit("-", "-f", "json", "--by", "sex", folder=office, stdin=made).text)
    assert document["peringatan"] == []
    assert document["langkah"][3]["jumlah"] == 200


def test_a_file_of_other_data_is_told(office: Path):
    first, second, *others = fair()
    moves = [move(first, "L-01", dari_id_jabatan="B-LAIN"), move(second, "L-02", diperingkat=7)]
    moves += [move(number, vacancy) for number, vacancy in zip(others, VACANCIES[2:], strict=False)]
    text = audit("-", folder=office, stdin=json.dumps(plan([], perpindahan=moves)).encode()).text
    assert "another post in this data than in the file: 1 person, entry 1 of perpindahan the first" in text
    assert "of 1 of 1 posts the file ranks another number of people" in text


def test_who_may_not_take_the_post_is_not_counted(office: Path):
    barred = next(number for number in range(PEOPLE) if number % 2 and number not in women())
    done = audit("-", "-f", "json", folder=office, stdin=json.dumps(plan([*men()[:9], barred])).encode())
    document = json.loads(done.text)
    assert "tidak boleh memangku jabatannya" in document["peringatan"][0]
    assert document["langkah"][4]["jumlah"] == 9


def test_another_day_than_that_of_the_file_is_told(office: Path):
    text = audit("adil.json", "--tmt", "2026-06-01", folder=office).text
    assert "the file is of the effective date 2026-04-15" in text
    assert "Measured at the effective date 1 June 2026." in text


def test_forced_moves_and_wishes(office: Path):
    moves = [move(number, vacancy, terpaksa="ya" if number < 20 else "tidak")
             for number, vacancy in zip([*men()[:15], *women()[:15]], VACANCIES, strict=False)]  # fmt: skip
    done = audit(
        "-", "-f", "json", "--by", "sex", folder=office, stdin=json.dumps(plan([], perpindahan=moves)).encode()
    )
    steps = {step["langkah"]: step["jumlah"] for step in json.loads(done.text)["langkah"]}
    forced = sum(one["terpaksa"] == "ya" for one in moves)
    wishing = sum(one["minat"] is not None for one in moves)
    assert (steps["terpaksa"], steps["berminat"], steps["minat_terpenuhi"]) == (forced, wishing, wishing)


def test_who_would_come_from_two_steps_below_or_from_above_is_not_in_the_pool(tmp_path: Path):
    """Ten people at the bottom and ten at the top of the house scale, of whom some stand in the plan."""
    folder = write_office(tmp_path / "f")
    data = folder / "data"
    table = list(csv.DictReader((data / "pegawai.csv").read_text(encoding="utf-8").splitlines()))
    for person, post in zip(table, [*["A-STAF"] * 10, *["A-KADIS"] * 10], strict=False):
        person["id_jabatan"] = post
    (data / "pegawai.csv").write_text(as_csv(table), encoding="utf-8")
    with (data / "jabatan.csv").open("a", encoding="utf-8") as file:
        file.write("A-STAF,Pengadministrasi,A,PELAKSANA,,20\nA-KADIS,Kepala Dinas,A,JPT_PRATAMA,II.b,20\n")
    moves = [
        move(number, vacancy, dari_id_jabatan=None) for number, vacancy in zip(range(0, 60, 2), VACANCIES, strict=True)
    ]
    done = audit("-", "-f", "json", folder=folder, stdin=json.dumps(plan([], perpindahan=moves)).encode())
    document = json.loads(done.text)
    steps = {step["langkah"]: step["jumlah"] for step in document["langkah"]}
    outside = sum(number % 6 == 1 and number % 2 == 1 for number in range(20))
    assert (steps["dipertimbangkan"], steps["dalam_jangkauan"]) == (240, 220)
    assert steps["memenuhi_syarat"] == 200 - (20 - outside)
    assert steps["terpilih"] == 20
    assert document["peringatan"][0].startswith("tidak dihitung: 10 baris tentang orang di luar jangkauan")


# How it ends ---------------------------------------------------------------------------------------------


def test_a_gap_may_be_told_by_the_exit_code(office: Path):
    assert audit("timpang.json", folder=office).code == 0
    assert audit("timpang.json", "--fail-on-gap", folder=office).code == 1
    assert audit("timpang.json", "--fail-on-gap", "--by", "origin", folder=office).code == 0


def first_move(**other: object) -> bytes:
    return json.dumps(plan([], perpindahan=[move(2, "L-01", **other)])).encode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "-: it is empty"),
        (b"nip,nama\n1,A\n", "it has not the columns of a plan or of shortlists"),
        (b'{"schema": "mutasi-talent-1"}', "it is of the form 'mutasi-talent-1', no plan and no shortlist"),
        (b'{"schema": ["mutasi-plan-1"]}', "no plan and no shortlist"),
        (b"skema: mutasi-rencana-9\nperpindahan: []\n", "this version of mutasi reads mutasi-rencana-1"),
        (b"[" * 100_000, "it has not the columns of a plan or of shortlists"),
        (b'{"a": ' * 100_000, "line 1: it is no JSON object"),
        (b'{"schema": "mutasi-plan-1", "tmt_penempatan": "2026-04-15"}', "it has no list perpindahan"),
        (b'{"nip": "1"}\n{"nip": \n', "line 2: it is no JSON object"),
        (b'{"schema": "mutasi-plan-1", "perpindahan": [1], "kosong": []}', "entry 1 of perpindahan: it is no object"),
        (json.dumps(plan([], tmt_penempatan="kelak")).encode(), "its tmt_penempatan is no date"),
        (first_move(nip=nip(2)[:-1] + "9"), "entry 1 of perpindahan: no person with the NIP"),
        (first_move(nip=None), "entry 1 of perpindahan: nip is missing"),
        (first_move(id_lowongan="L-010"), "entry 1 of perpindahan: no vacancy 'L-010'"),
        (first_move(id_lowongan=None, ke_id_jabatan="A-KABID-99"), "no post 'A-KABID-99'"),
        (json.dumps(plan([2, 2])).encode(), f"entry 2 of perpindahan: {nip(2)} stands there twice"),
        (as_csv([move(2, "L-01"), move(4, "L-0X")]).encode(), "line 3: no vacancy 'L-0X'"),
        ("nip;ke_id_jabatan;terpaksa\n\xe9".encode("latin-1"), "is not UTF-8"),
    ],
)
def test_what_cannot_be_audited_is_told_with_its_place(office: Path, data: bytes, said: str):
    done = audit("-", folder=office, stdin=data)
    assert (done.code, done.out) == (2, b"")
    assert said in done.err


def test_a_misspelt_vacancy_is_asked_about(office: Path):
    assert "did you mean: L-10, L-01" in audit("-", folder=office, stdin=first_move(id_lowongan="L-010")).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "gender", "adil.json"), "no trait 'gender'; did you mean:"),
        (("--by", "sexx", "adil.json"), "did you mean: sex?"),
        (("fairnes", "adil.json"), "Did you mean 'fairness'?"),
        (("tidak-ada.json",), "tidak-ada.json: no such file or folder"),
        ((), "Missing argument 'FILE'"),
        (("-f", "html", "adil.json"), "'html' is not one of"),
    ],
)
def test_what_is_misspelt_is_asked_about(office: Path, arguments: tuple[str, ...], said: str):
    done = audit(*arguments, folder=office)
    assert (done.code, done.out) == (2, b"")
    assert said in done.err


def test_the_help_lists_the_commands(office: Path):
    text = audit("--help", folder=office).text
    assert re.search(r"Commands:\n  fairness +Whether groups", text)
    assert "audit" in COMMANDS
    assert audit("fairness", "--help", folder=office).text.startswith("Usage: mutasi audit fairness [OPTIONS] FILE")


def test_a_result_is_never_written_over_the_file_that_is_audited(office: Path):
    done = audit("adil.json", "-o", "adil.json", "--force", folder=office)
    assert done.code == 2
    assert json.loads((office / "adil.json").read_bytes())["schema"] == "mutasi-plan-1"
