"""`mutasi apply`: it writes the dataset after the plan, changes nothing else, and writes nothing by halves."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from mutasi.errors import OutputUnwritable
from tests.command_line import Result, mutasi
from tests.golden import GOLDEN, ROOT, assert_same
from tests.plan_office import nip, write

CITY = ROOT / "examples" / "pangkalpinang"
OFFICE: dict[str, Any] = {
    "skor": {
        "P1": {"J1": 90},
        "P2": {"J2": 60, "J1": 80},
        "P3": {"J2": 95},
        "P4": {"J3": 60, "J4": 90},
        "P5": {"J4": 61, "J3": 88},
    },
    "pemangku": {"P2": "J2", "P4": "J3", "P5": "J4"},
    "kursi": {"J1": 2, "J6": 1},
    "unit": {"J2": "U2"},
    "rencana": {"jenjang_terbuka": ["ADMINISTRATOR"]},
}
HISTORY = "nip,nama_jabatan,jenjang,eselon,unit,jenis,tmt,tmt_selesai,nomor_sk\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write(tmp_path / "kantor", OFFICE)


def moves(*told: dict[str, Any], **top: Any) -> bytes:
    return json.dumps({"tmt_penempatan": "2026-04-15", "perpindahan": [*told], **top}).encode()


def move(number: int, post: str, **more: Any) -> dict[str, Any]:
    return {"nip": nip(number), "ke_id_jabatan": post, **more}


CHAIN = moves(
    move(2, "J1", dari_id_jabatan="J2", id_lowongan="J1"), move(3, "J2", dari_id_jabatan="J9"),
    move(4, "J4", tmt="2026-05-01"), move(5, "J3", tmt="2026-05-01"),
)  # fmt: skip


def apply(folder: Path, plan: bytes, to: str = "../sesudah", *arguments: str, **surroundings: str) -> Result:
    return mutasi("apply", "-", "--to", to, *arguments, folder=folder, stdin=plan, **surroundings)


def files(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def table(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "data" / f"{name}.csv").read_text(encoding="utf-8"))))


def vacancies(folder: Path) -> list[dict[str, Any]]:
    return yaml.load((folder / "data" / "lowongan.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)["lowongan"]


# What is written --------------------------------------------------------------------------------------------


def test_posts_vacancies_and_the_reference_date_are_those_after_the_plan(office: Path):
    before = files(office)
    done = apply(office, CHAIN)
    assert done.code == 0, done.err
    assert files(office) == before
    after = office.parent / "sesudah"
    assert set(files(after)) == set(before)
    held = {row["nip"]: (row["id_jabatan"], row["tmt_jabatan"]) for row in table(after, "pegawai")}
    assert held == {
        nip(1): ("J9", "2019-01-01"),
        nip(2): ("J1", "2026-04-15"),
        nip(3): ("J2", "2026-04-15"),
        nip(4): ("J4", "2026-05-01"),
        nip(5): ("J3", "2026-05-01"),
    }
    assert yaml.safe_load((after / "mutasi.yaml").read_text())["tanggal_acuan"] == "2026-05-01"
    assert [(one["id_lowongan"], one["id_jabatan"], one["jumlah"]) for one in vacancies(after)] == [
        ("J1", "J1", "1"),  # one of two seats is left
        ("J6", "J6", "1"),
        ("J7", "J9", "1"),  # P3 left a seat of J9; the names go on, and no post is called so
    ]
    assert vacancies(after)[-1]["tmt_kosong"] == "2026-04-15"
    unchanged = ("data/jabatan.csv", "data/unit.csv", "data/pendidikan.csv")
    assert all(files(after)[name] == before[name] for name in unchanged)


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_said(office: Path, language: str):
    done = apply(office, CHAIN, MUTASI_LANG=language)
    assert (done.code, done.out) == (0, b"")
    assert_same(done.err, GOLDEN / "apply" / f"done.{language}.txt")


def test_the_history_ends_one_post_and_begins_another_with_the_decree_left_blank(office: Path):
    rows = f"{nip(2)},Jabatan J2,ADMINISTRATOR,III.b,Dinas U2,definitif,2019-01-01,,821/1\n"
    (office / "data" / "riwayat_jabatan.csv").write_text(HISTORY + rows)
    apply(office, moves(move(2, "J1"), move(3, "J2")))
    told = [tuple(row.values()) for row in table(office.parent / "sesudah", "riwayat_jabatan")]
    tmt = "2026-04-15"
    assert told == [
        (nip(2), "Jabatan J2", "ADMINISTRATOR", "III.b", "Dinas U2", "definitif", "2019-01-01", tmt, "821/1"),
        (nip(2), "Jabatan J1", "ADMINISTRATOR", "III.b", "Dinas U1", "definitif", tmt, "", ""),
        # the history did not tell the post that P3 leaves
        (nip(3), "Kepala Seksi Lain", "PENGAWAS", "IV.a", "Dinas U1", "definitif", "2019-01-01", tmt, ""),
        (nip(3), "Jabatan J2", "ADMINISTRATOR", "III.b", "Dinas U2", "definitif", tmt, "", ""),
    ]


def test_what_else_the_file_states_of_the_post_follows(office: Path):
    path = office / "data" / "pegawai.csv"
    lines = path.read_text().splitlines()
    more = ["id_unit,nama_jabatan,catatan", *["U2,Jabatan J2,Jabatan J2"] * 5]
    path.write_text("\n".join(f"{line},{end}" for line, end in zip(lines, more, strict=True)) + "\n")
    apply(office, moves(move(2, "J1"), move(3, "J2")))
    rows = {row["nip"]: row for row in table(office.parent / "sesudah", "pegawai")}
    assert (rows[nip(2)]["id_unit"], rows[nip(2)]["nama_jabatan"]) == ("U1", "Jabatan J1")
    assert rows[nip(3)]["nama_jabatan"] == "Jabatan J2"  # it did not repeat the post before: it is not that column
    assert rows[nip(2)]["catatan"] == "Jabatan J2"


def test_who_acts_in_a_post_that_is_filled_does_so_until_the_day_before(office: Path):
    kept = f"{nip(1)},J6,plt,2026-01-01,,\n"
    (office / "data" / "penugasan.csv").write_text(
        f"nip,id_jabatan,jenis,tmt,sampai,nomor_sk\n{nip(5)},J2,plh,2026-01-01,,\n{kept}{nip(4)},J1,plt,2026-01-01,,\n"
    )
    apply(office, CHAIN)
    rows = table(office.parent / "sesudah", "penugasan")
    # one seat of J1 is still open, so that its Plt goes on
    assert [row["sampai"] for row in rows] == ["2026-04-14", "", ""]


def test_a_vacancy_that_the_policy_names_stays_with_no_seat(office: Path):
    path = office / "data" / "lowongan.yaml"
    path.write_text(path.read_text().replace('"id_lowongan": "J6"', '"id_lowongan": "L-6"'))
    assert apply(office, moves(move(1, "J6", id_lowongan="L-6"))).code == 0
    assert "L-6" not in {one["id_lowongan"] for one in vacancies(office.parent / "sesudah")}
    policy = json.loads((office / "mutasi.yaml").read_text())
    policy["bobot_khusus"]["untuk_J6"]["lowongan"] = ["L-6"]
    (office / "mutasi.yaml").write_text(json.dumps(policy))
    assert apply(office, moves(move(1, "J6", id_lowongan="L-6")), "../lagi").code == 0
    left = {one["id_lowongan"]: one["jumlah"] for one in vacancies(office.parent / "lagi")}
    assert left["L-6"] == "0"
    assert mutasi("validate", folder=office.parent / "lagi").code == 0


def test_vacancies_get_a_file_where_there_is_none(office: Path):
    (office / "data" / "lowongan.yaml").unlink()
    assert apply(office, moves(move(4, "J4"), move(5, "J9"))).code == 1  # nobody leaves J9
    assert apply(office, moves(move(2, "J9"))).code == 1
    (office / "data" / "lowongan.csv").write_text("id_lowongan,id_jabatan\nL-1,J1\n")
    assert apply(office, moves(move(2, "J1"))).code == 0
    assert table(office.parent / "sesudah", "lowongan") == [{"id_lowongan": "L-2", "id_jabatan": "J2"}]


def rewrite_vacancies(office: Path, *rows: dict[str, Any]) -> None:
    (office / "data" / "lowongan.yaml").write_text(json.dumps({"lowongan": rows}))


def test_a_seat_that_is_offered_already_is_not_opened_again(office: Path):
    rewrite_vacancies(
        office, {"id_lowongan": "L-1", "id_jabatan": "J1"},
        {"id_lowongan": "L-2", "id_jabatan": "J2", "tmt_kosong": "2026-05-01"},
    )  # fmt: skip
    assert apply(office, moves(move(2, "J1"))).code == 0
    assert [one["id_lowongan"] for one in vacancies(office.parent / "sesudah")] == ["L-2"]


def test_a_new_vacancy_is_not_called_like_a_post(tmp_path: Path):
    held = {"P1": "J7", "P2": "J2"}
    office = write(tmp_path / "kantor", {**OFFICE, "skor": {"P1": {"J7": 50}, "P2": {"J2": 50}}, "pemangku": held})
    assert apply(office, moves(move(2, "J1"))).code == 0
    assert [one["id_lowongan"] for one in vacancies(tmp_path / "sesudah")] == ["J1", "J6", "J8"]


def test_who_names_a_vacancy_gets_it_before_those_who_name_none(office: Path):
    rewrite_vacancies(office, *({"id_lowongan": name, "id_jabatan": "J1"} for name in ("L-1", "L-2")))
    done = apply(office, moves(move(1, "J1"), move(3, "J1", id_lowongan="L-1")))
    assert done.code == 0, done.err


def test_a_plan_without_moves_copies(office: Path):
    assert apply(office, moves()).code == 0
    assert files(office.parent / "sesudah") == files(office)


# diff(before, apply(before, plan)) is the plan --------------------------------------------------------------


def random_plan(chance: random.Random, office: Path) -> dict[str, tuple[str, str]]:
    """Moves to vacant seats and to seats that others leave: by NIP the post before and after."""
    held = {row["nip"]: row["id_jabatan"] for row in table(office, "pegawai")}
    who = chance.sample(sorted(held), chance.randint(1, len(held)))
    open_seats = [one["id_jabatan"] for one in vacancies(office) for _ in range(int(one["jumlah"]))]
    open_seats += [held[one] for one in who]
    chance.shuffle(open_seats)
    made: dict[str, tuple[str, str]] = {}
    for one in who:
        target = next((post for post in open_seats if post != held[one]), None)
        if target is not None:
            open_seats.remove(target)
            made[one] = (held[one], target)
    # a seat is open only when its holder does leave
    while bad := [one for one, (_, post) in made.items() if not _has_seat(post, made, office)]:
        del made[bad[0]]
    return made


def _has_seat(post: str, made: dict[str, tuple[str, str]], office: Path) -> bool:
    stated = sum(int(one["jumlah"]) for one in vacancies(office) if one["id_jabatan"] == post)
    return sum(after == post for _, after in made.values()) <= stated + sum(one == post for one, _ in made.values())


def moved(before: Path, after: Path) -> dict[str, tuple[str, str]]:
    """What `mutasi diff` tells of people."""
    told = list(csv.DictReader(io.StringIO(mutasi("diff", before, after, "-f", "csv", folder=before).text)))
    people = [row for row in told if row["tabel"] == "pegawai"] if "tabel" in told[0] else told
    return {row["kunci"]: (row["lama"], row["baru"]) for row in people if row["field"] == "id_jabatan" and row["lama"]}


@pytest.mark.parametrize("seed", range(8))
def test_the_difference_is_the_plan(tmp_path: Path, seed: int):
    chance = random.Random(seed)
    posts = [f"J{number}" for number in range(1, 8)]
    names = [f"P{number}" for number in range(1, 10)]
    held = dict(zip(names, chance.sample(posts, 4), strict=False))
    case = {
        "skor": {name: {post: chance.randint(40, 99) for post in posts} for name in names},
        "pemangku": held,
        "kursi": {post: chance.randint(1, 2) for post in posts if post not in held.values()},
        "rencana": {"jenjang_terbuka": ["ADMINISTRATOR"]},
    }
    office = write(tmp_path / "kantor", case)
    made = random_plan(chance, office)
    plan = moves(*({"nip": who, "dari_id_jabatan": old, "ke_id_jabatan": new} for who, (old, new) in made.items()))
    done = apply(office, plan)
    assert done.code == 0, done.err
    after = tmp_path / "sesudah"
    assert moved(office, after) == made
    assert found(after) <= found(office, "--as-of", "2026-04-15")


def found(folder: Path, *arguments: str) -> set[tuple[str, ...]]:
    """What is wrong with the data, but for what opened posts ask, which somebody has to fill in."""
    text = mutasi("validate", "-f", "csv", *arguments, folder=folder).text
    rows = csv.DictReader(io.StringIO(text))
    opened = ("KOLOM-06", "LOWONGAN-03")
    return {
        (row["rule"], row["table"], row["key"], row["field"]) for row in rows
        if not (row["table"] == "lowongan" and row["rule"] in opened)
    }  # fmt: skip


def test_the_difference_of_the_city_is_its_plan(tmp_path: Path):
    written = mutasi("plan", "--unit", "DINKES", "-f", "yaml", "-o", tmp_path / "rencana.yaml", folder=CITY)
    assert written.code == 0
    done = mutasi("apply", tmp_path / "rencana.yaml", "--to", tmp_path / "kota", folder=CITY)
    assert done.code == 0, done.err
    told = yaml.safe_load((tmp_path / "rencana.yaml").read_text(encoding="utf-8"))["perpindahan"]
    assert len(told) >= 3
    assert moved(CITY, tmp_path / "kota") == {
        one["nip"]: (one["dari_id_jabatan"], one["ke_id_jabatan"]) for one in told
    }
    before, after = (
        (folder / "mutasi.yaml").read_text(encoding="utf-8").splitlines() for folder in (CITY, tmp_path / "kota")
    )
    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [
        ("tanggal_acuan: 2026-01-31", "tanggal_acuan: 2026-04-15")
    ]
    old, new = (
        set((folder / "data" / "pegawai.csv").read_bytes().splitlines()) for folder in (CITY, tmp_path / "kota")
    )
    assert len(old - new) == len(new - old) == len(told)
    assert found(tmp_path / "kota") <= found(CITY, "--as-of", "2026-04-15")


# What is refused --------------------------------------------------------------------------------------------

WRONG = moves(
    move(2, "J2"), move(3, "J77"), move(1, "J6", dari_id_jabatan="J3"), {"nip": "1", "ke_id_jabatan": "J1"},
    move(5, "J1", tmt="2018-12-31"), move(4, "J1", id_lowongan="L-9"), dasar=" \x1b[31m‮",
)  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_plan_that_does_not_fit_is_refused_with_all_reasons_and_places(office: Path, language: str):
    plan = office.parent / "rencana.json"
    plan.write_text(json.dumps(json.loads(WRONG), indent=1))
    done = mutasi("apply", plan.name, "--to", "sesudah", "-C", "..", folder=office, MUTASI_LANG=language)
    done = mutasi("apply", "../rencana.json", "--to", "../sesudah", folder=office, MUTASI_LANG=language)
    assert (done.code, done.out) == (1, b"")
    assert not (office.parent / "sesudah").exists()
    assert_same(done.err, GOLDEN / "apply" / f"misfits.{language}.txt")


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (moves(move(1, "J6"), move(3, "J6")), "J6 has no seat for"),
        (moves(move(1, "J1"), move(2, "J1"), move(3, "J1")), "more people come than it has seats"),
        (moves(move(1, "J2")), "nobody leaves one for it"),
        (moves(move(4, "J4"), move(3, "J4"), move(5, "J3")), "J4 has no seat for"),
        (moves(move(1, "J1", tmt="2019-01-01")), "is not before the TMT 2019-01-01"),
        (moves(move(1, "J1", tmt="15-04-2026")), "no date of the form YYYY-MM-DD"),
        (moves(move(1, "J1", id_lowongan="J6")), "the vacancy J6 is of J6, not of J1"),
        (moves(move(1, "J1"), move(1, "J6")), "moves twice"),
        (moves(move(1, "\x1b[31mJ\u202e1")), "^[[31mJ<U+202E>1"),
        (b"perpindahan: 1", "takes a list"),
        (b"", "is no plan"),
        (b"[1, 2", "is no plan"),
        (b"nip;nama\n1;2\n", "is no plan"),
    ],
)
def test_what_cannot_be_done_is_refused(office: Path, plan: bytes, said: str):
    done = apply(office, plan)
    assert done.code in (1, 2)
    assert done.out == b""
    assert said in done.err
    assert "\x1b" not in done.err
    assert not (office.parent / "sesudah").exists()


@pytest.mark.parametrize("to", [".", "data", "data/baru", "..", "../kantor", "data/../../kantor"])
def test_the_source_is_never_written_over(office: Path, to: str):
    before = files(office)
    for force in ((), ("--force",)):
        done = apply(office, CHAIN, to, *force)
        assert (done.code, "never written over" in done.err) == (2, True)
    assert files(office) == before


def test_a_link_to_the_source_is_the_source(office: Path):
    (office.parent / "tautan").symlink_to(office)
    done = apply(office, CHAIN, "../tautan", "--force")
    assert (done.code, "never written over" in done.err) == (2, True)


def test_only_an_earlier_dataset_is_replaced_and_only_by_force(office: Path):
    after = office.parent / "sesudah"
    after.mkdir()
    assert apply(office, CHAIN).code == 0  # it was empty
    first = files(after)
    again = apply(office, moves(move(1, "J1")))
    assert (again.code, "is not empty" in again.err) == (2, True)
    assert files(after) == first
    (after / "data" / "minat.csv").write_text("nip\n")
    assert apply(office, moves(move(1, "J1")), "../sesudah", "--force").code == 0
    assert "data/minat.csv" not in files(after)
    (after / "surat.docx").write_bytes(b"x")
    (after / "data" / ".git").mkdir()
    refused = apply(office, CHAIN, "../sesudah", "--force")
    assert (refused.code, "data/.git, surat.docx" in refused.err) == (2, True)
    assert (after / "surat.docx").exists()


def test_a_folder_in_a_folder_that_is_not_there_or_a_file_is_refused(office: Path):
    assert "there is no folder" in apply(office, CHAIN, "../tidak/ada").err
    (office.parent / "berkas").write_text("")
    assert "it is no folder" in apply(office, CHAIN, "../berkas", "--force").err


def test_all_or_nothing(office: Path, monkeypatch: pytest.MonkeyPatch):
    """A disk that is full after some files leaves nothing behind, and an earlier folder as it was."""
    assert apply(office, CHAIN).code == 0
    before = {**files(office.parent)}
    written, real = [], Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) > 3:
            raise OSError(28, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    for to in ("../lain", "../sesudah"):
        written.clear()
        done = apply(office, moves(move(1, "J1")), to, "--force")
        assert (done.code, len(written)) == (OutputUnwritable.exit_code, 4)
    assert files(office.parent) == before


def test_data_with_errors_is_refused(office: Path):
    path = office / "data" / "pegawai.csv"
    path.write_text(path.read_text().replace(nip(3), "123"))
    assert apply(office, CHAIN).code == 1
