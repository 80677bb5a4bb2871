"""Moves from a plan and from a hand: what is refused before anything is written, and what becomes of the rest."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from mutasi.model.plan import FileRival, Loss
from mutasi.model.wanted import WantedMove
from mutasi.proposal.chain import Step, linked
from mutasi.read.moves_file import MovesInvalid, read_moves
from mutasi.read.plan_file import FORMS, KEYS, PlanInvalid, read_plan
from mutasi.read.source import source_of
from mutasi.render.plan_data import _FILE_FIELDS, FILE_SCHEMA, SCHEMA, loss_code
from tests.command_line import Result, mutasi
from tests.golden import ROOT
from tests.plan_office import nip, write

OFFICE: dict[str, Any] = {
    "skor": {
        "P1": {"J1": 90, "J2": 70},
        "P2": {"J2": 60, "J1": 80},
        "P3": {"J2": 95, "J1": 85},
        "P4": {"J1": 50},
    },
    "pemangku": {"P2": "J2"},
    "kursi": {"J1": 1, "J3": 2},
    "rencana": {"jenjang_terbuka": ["ADMINISTRATOR"]},
}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write(tmp_path / "kantor", OFFICE)


def proposed(folder: Path, moves: list[dict[str, Any]], *arguments: str) -> Result:
    (folder / "usulan.yaml").write_text(json.dumps({"perpindahan": moves}), encoding="utf-8")
    return mutasi("--lang", "en", "propose", "--moves", "usulan.yaml", *arguments, folder=folder)


def to(person: int, post: str, **more: Any) -> dict[str, Any]:
    return {"nip": nip(person), "ke_jabatan": post, **more}


def test_what_cannot_be_proposed_is_told_with_its_place_and_nothing_is_written(office: Path) -> None:
    moves = [to(2, "J2"), to(1, "J1"), to(3, "J1"), to(3, "J2"), to(9, "J1"), {"nip": nip(4), "id_lowongan": "L-9"}]
    done = proposed(office, moves, "-o", "usulan.md")
    assert (done.code, (office / "usulan.md").exists()) == (1, False)
    told = (
        f"{nip(2)} holds J2 already", f"J1 has no seat for {nip(3)}", f"{nip(3)} moves twice, to J1 and to J2",
        f"nobody with the NIP {nip(9)}", "there is no vacancy L-9 in lowongan", "5 reasons, so nothing was written",
    )  # fmt: skip
    for line, one in zip(done.err.splitlines(), told, strict=False):
        assert one in line
        assert line.startswith("mutasi: usulan.yaml")


def test_who_fails_needs_an_exception_and_who_does_not_may_have_none(office: Path) -> None:
    bare = proposed(office, [to(4, "J3")]).err
    assert "may not hold J3: PEND-04 (" in bare
    assert "(syarat_dikecualikan: [PEND-04])" in bare
    assert "also fails PEND-04 of J3" in proposed(office, [to(4, "J3", pengecualian="izin")]).err
    wrong = proposed(office, [to(4, "J3", pengecualian="izin", syarat_dikecualikan=["PEND-04", "KK-01"])]).err
    assert f"{nip(4)} does not fail KK-01 of J3" in wrong
    assert "also fails" not in wrong
    needless = proposed(office, [to(1, "J1", pengecualian="izin")])
    assert (needless.code, "who fails no requirement of J1" in needless.err) == (1, True)
    granted = {"pengecualian": "izin Wali Kota No. 5", "syarat_dikecualikan": ["PEND-04"]}
    excused = [to(4, "J3", alasan="satu-satunya peminat", **granted)]
    done = proposed(office, excused, "--report", "json=usulan.json")
    assert "By exception from PEND-04: izin Wali Kota No. 5; satu-satunya peminat." in done.text
    assert "## Overrides and exceptions used" in done.text
    row = json.loads((office / "usulan.json").read_text(encoding="utf-8"))["perpindahan"][0]
    assert (row["pengecualian"], row["hasil_syarat"]) == ("izin Wali Kota No. 5", "tolak")
    assert (row["peringkat"], [one["aturan"] for one in row["syarat_dikecualikan"]]) == (None, ["PEND-04"])


def test_a_seat_that_a_move_opens_is_taken_in_a_chain_and_all_numbers_agree(office: Path) -> None:
    found = json.loads(proposed(office, [to(3, "J2", alasan="diminta"), to(2, "J1")], "-f", "json").text)
    moves = [(row["nip"], row["ke_id_jabatan"], row["rantai"]) for row in found["perpindahan"]]
    assert moves == [(nip(2), "J1", 1), (nip(3), "J2", 1)]  # the decree that opens the seat comes first
    assert "FORMASI-01" not in json.dumps(found["ketentuan"])  # its holder leaves on the same day
    reason = found["perpindahan"][0]["alasan"]
    assert "diusulkan ke jabatan lain: 1" in reason  # P3
    assert "tidak diusulkan: 1" in reason  # P1, who stays
    counted = found["jumlah"]
    assert (counted["kursi"], counted["terisi"], counted["kosong"]) == (4, 2, 2)
    assert [row["sebab"][:5] for row in found["kosong"]] == ["tidak", "tidak"]
    assert found["perpindahan"][1]["kalimat"].endswith("diminta.")
    assert [one["id_jabatan"] for one in found["terbuka"] if one["ditinggalkan_oleh"]] == ["J9"]
    Draft7Validator(json.loads((ROOT / "schemas" / "hasil-usulan.schema.json").read_text())).validate(found)


def test_seats_that_moves_open_are_told_apart_and_no_folder_stands_in_the_record(office: Path) -> None:
    chain = [to(3, "J2"), to(2, "J1")]
    text = proposed(office, chain).text
    assert (
        "2 moves, to 3 open seats (vacancies: 2) 1 of them, to seats that others of them open (swap or chain) 1."
        in text
    )
    assert "Open seats: 3." in text
    assert "Open seats 3 + seats that the moves open for one another 1 = filled 2 + left empty 2." in text
    assert re.search(r"\| J3 +\| Jabatan J3<br>Dinas U1 +\| +2 \| nobody", text)  # one row, two seats
    assert re.search(r"\| mutasi.yaml +\| +- \|", text)
    whole = mutasi("--lang", "en", "propose", "--moves", str(office / "usulan.yaml"), folder=office).text
    assert whole == text


def test_who_acts_where_nobody_is_left_who_leads_and_what_the_moves_change_of_it(office: Path) -> None:
    rows = [
        (4, "J2", "plt", "2026-01-01", ""), (3, "J2", "plh", "2025-01-01", "2025-02-01"),
        (1, "J1", "plt", "2026-01-01", "2026-04-15"), (4, "J1", "plh", "2026-01-01", ""),
        (1, "J3", "pj", "2026-01-01", ""),
        (2, "J9", "tugas_tambahan", "2026-01-01", ""), (2, "J9", "pj", "2026-04-16", ""),
    ]  # fmt: skip
    lines = ["nip,id_jabatan,jenis,tmt,sampai", *(",".join((nip(one), *row)) for one, *row in rows)]
    (office / "data" / "penugasan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    moves = [to(2, "J3", pengecualian="izin", syarat_dikecualikan="PEND-04"), to(1, "J1")]
    found = json.loads(proposed(office, moves, "-f", "json").text)
    posts = {one["id_jabatan"]: (one["perlu_plt"], one["plt_kini"]) for one in found["terbuka"]}
    assert posts == {"J2": (True, ["P4 (Plt)"]), "J9": (False, []), "J3": (False, ["P1 (Pj)"])}
    assert [one["aturan"] for one in found["tenggat"]] == [None, "PILKADA-04", "PLT-01"]
    assert [one["tanggal"] for one in found["tenggat"]] == ["2026-04-15", "2026-04-24", "2026-07-15"]
    keys = ("nama", "jenis", "id_jabatan", "perpindahan", "diisi_oleh")
    assert [tuple(one[key] for key in keys) for one in found["penugasan"]] == [
        ("P1", "plt", "J1", 2, [2]), ("P4", "plh", "J1", None, [2]), ("P1", "pj", "J3", 2, [1]),
        ("P2", "tugas_tambahan", "J9", 1, []),
    ]  # fmt: skip
    text = proposed(office, moves).text.partition("Acting and additional duties that the moves touch")[2]
    assert re.findall(r"^\| (\S.*?) +\| (P\d)<br>\d{18} +\| (\S.*?) +\|$", text, re.MULTILINE)[:4] == [
        ("Plt Jabatan J1", "P1", "is proposed for the post itself (no. 2): the duty ends"),
        ("Plh Jabatan J1", "P4", "the post gets a holder (no. 2): the duty ends"),
        ("Pj Jabatan J3", "P1", "moves (no. 2), and the post gets a holder (no. 1): the duty ends"),
        ("additional duty Kepala Seksi Lain", "P2", "moves (no. 1): end the duty or confirm it"),
    ]


def test_somebody_beyond_the_list_has_a_place_all_the_same(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mutasi.cli.proposing.SPARE", 0)
    row = json.loads(proposed(office, [to(4, "J1")], "-n", "1", "-f", "json").text)["perpindahan"][0]
    assert (row["peringkat"], row["hasil_syarat"] != "tolak") == (4, True)


def test_a_choice_over_somebody_better_is_told_as_one(office: Path) -> None:
    text = mutasi("--lang", "en", "propose", "--pick", f"J1={nip(4)}", folder=office).text
    told = text.partition("## Overrides and exceptions used")[2]
    assert "place 4 of 4 for J1; better placed and not proposed: 3" in told


def test_a_hand_passes_over_those_of_whom_facts_are_unknown_as_well(office: Path) -> None:
    """P3 has no education on record: of her alone it is unknown whether she may hold J1."""
    file = office / "data" / "pendidikan.csv"
    rows = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith((nip(3), nip(4)))]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    done = mutasi("--lang", "en", "propose", "--pick", f"J1={nip(4)}", "J1", folder=office)
    assert done.code == 0, done.err
    told = done.text.partition("## Overrides and exceptions used")[2].partition("\n## ")[0]
    assert "better placed and not proposed: 3; of this person alone a fact is unknown that would bar: PEND-" in told
    assert "Reason: ....................." in told.replace("\\", "")
    assert "Chosen by hand although of these people alone a fact is unknown" in done.err
    assert "no. 1 (PEND-" in done.text


def test_what_became_of_everybody_on_a_list_is_told(office: Path) -> None:
    text = proposed(office, [to(2, "J1"), to(3, "J2")]).text.partition("What became of those who are listed:")[2]
    assert re.findall(r"- (P\d [^\n]*)", text.partition("Not eligible")[0])[:4] == [
        "P1 (1): better placed and not proposed: the choice was made by hand",
        "P3 (2): proposed for Jabatan J2 (no. 2)",
        "P2 (3): proposed here (no. 1)",
        "P4 (4): stands lower than who is proposed",
    ]


def test_numbers_that_disagree_stop_everything(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mutasi.proposal.totals.Totals.disagreements", lambda totals: iter(["1 != 2"]))
    done = proposed(office, [to(1, "J1")], "-o", "usulan.md")
    assert (done.code, "TotalsDisagree" in done.err) == (3, True)
    assert not (office / "usulan.md").exists()


def test_only_some_of_the_moves(office: Path) -> None:
    text = proposed(office, [to(2, "J1"), to(3, "J2")], "J1").text
    assert "Only some of the moves are treated here: 1 of 2." in text
    assert "Seats left empty" not in text  # J3 was not asked for
    found = json.loads(proposed(office, [to(2, "J1"), to(3, "J2")], "J1", "J3", "-f", "json").text)["jumlah"]
    assert (found["kursi"], found["terisi"], found["kosong"]) == (3, 1, 2)
    wrong = proposed(office, [to(2, "J1")], "J8")
    assert (wrong.code, "J8" in wrong.err) == (2, True)
    assert "J2 has no seat" in proposed(office, [to(2, "J1"), to(3, "J2")], "J2").err


def test_a_plan_is_proposed_as_it_was_decided(office: Path) -> None:
    assert mutasi("plan", "-f", "yaml", "-o", "rencana.yaml", folder=office).code == 0
    decided = json.loads(mutasi("plan", "-f", "json", folder=office).text)["perpindahan"]
    found = json.loads(mutasi("propose", "--plan", "rencana.yaml", "-f", "json", folder=office).text)
    assert found["asal"] == "rencana"
    assert {(row["nip"], row["ke_id_jabatan"]) for row in found["perpindahan"]} == {
        (row["nip"], row["ke_id_jabatan"]) for row in decided
    }
    assert mutasi("propose", "--plan", "rencana.yaml", "--moves", "x", folder=office).code == 2


NIP = "198503152010011007"


@pytest.mark.parametrize(
    ("text", "told", "instead"),
    [
        ("perpindahan: 3", "no list of moves: perpindahan takes a list", "write under perpindahan for each move"),
        ("perpindhan: []", "no list of moves: it has no key perpindahan, but 'perpindhan'", "write under perpindahan"),
        ("perpindahan: [3]", "keys with values", '- nip: "198503152010011007"'),
        ("perpindahan: []", "names no move", "write under"),
        ("perpindahan:", "names no move", "write under"),
        (f"- {{nip: '{NIP}', id_lowongan: L, syarat_dikecualikan: [{{a: b}}]}}", "a list of codes", "[MASA-01,"),
        ("- {nip: '1'}", "needs nip, and id_lowongan or ke_jabatan", "id_lowongan: L-001"),
        ("- {nip: 1.98503E+17, id_lowongan: L}", "18 digits, in quotes", "without spaces"),
        ("- {nip: '19850315201001100', id_lowongan: L}", "18 digits, and '19850315201001100' has 17", 'nip: "'),
        (f"- {{nip: '{NIP}', lowongan: L}}", "did you mean id_lowongan", "write id_lowongan: in its place"),
        (f"- {{nip: '{NIP}', ID_Lowongn: L}}", "did you mean id_lowongan", "write id_lowongan:"),
        (f"- {{nip: '{NIP}', tmt_penempatan: 2026-04-15}}", "did you mean tmt?", "write tmt:"),
        (f"- {{nip: '{NIP}', ke_id_jabatan: J}}", "did you mean ke_jabatan?", "write ke_jabatan:"),
        (f"- {{nip: '{NIP}', xyz: L}}", "it takes nip, id_lowongan, ke_jabatan", "one of these"),
        (f"- {{nip: '{NIP}', id_lowongan: [L]}}", "single value", "one value after id_lowongan:"),
        (f"- {{nip: '{NIP}', id_lowongan: L, tmt: 1-2-2026}}", "no date", 'tmt: "2026-04-15"'),
        (f"- {{nip: '{NIP}', id_lowongan: L, nip: '2'}}", "the key 'nip' is written twice", "take the whole move out"),
        ("skema: mutasi-rencana-1\nperpindahan: []", "this is a plan", "--plan"),
        ("a: [", ":", "write under"),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_moves(text: str, told: str, instead: str) -> None:
    with pytest.raises(MovesInvalid) as raised:
        read_moves(source_of(text.encode(), "usulan.yaml"))
    assert told in str(raised.value.message)
    assert "usulan.yaml" not in str(raised.value.message)  # the place names it
    assert raised.value.location is not None
    assert instead in str(raised.value.fix)


@pytest.mark.parametrize(
    ("head", "known"),
    [
        ("skema: mutasi-rencana-1", None), ("schema: mutasi-plan-1", None), ("", None), ("skema:", None),
        ("skema: mutasi-rencana-9", "mutasi-rencana-1"), ('schema: "mutasi-plan-2"', "mutasi-plan-1"),
        ("skema: [a]", "skema takes a single value"),
    ],
)  # fmt: skip
def test_a_plan_of_a_form_that_this_version_does_not_know_is_refused(head: str, known: str | None) -> None:
    text = f"{head}\nperpindahan:\n- {{nip: '{NIP}', ke_id_jabatan: J}}\n"
    data = (text, json.dumps(yaml.safe_load(text)))
    for one in data:
        source = source_of(one.encode(), "rencana")
        if known is None:
            assert [move.post for move in read_plan(source)] == ["J"]
            continue
        with pytest.raises(PlanInvalid, match=known) as raised:
            read_plan(source)
        assert raised.value.location.line == 1


def test_the_schema_takes_what_is_read_and_refuses_what_is_not() -> None:
    check = Draft7Validator(json.loads((ROOT / "schemas" / "usulan.schema.json").read_text(encoding="utf-8")))
    move = {"nip": "198503152010011007", "id_lowongan": "L-1", "alasan": "x", "pengecualian": None}
    assert check.is_valid([move])
    assert check.is_valid({"perpindahan": [move]})
    read = read_moves(source_of(json.dumps([move]).encode(), "x.json"))
    assert read == (WantedMove(read[0].move, "x", ""),)
    for wrong in ({**move, "nama": "x"}, {"nip": move["nip"]}, {**move, "nip": "1985"}):
        assert not check.is_valid([wrong])


def test_chains_and_cycles_come_in_the_order_of_their_decrees() -> None:
    steps = [Step(0, "A", "B"), Step(1, "B", ""), Step(2, "C", "D"), Step(3, "D", "C"), Step(4, "", "A")]
    found = linked(steps)
    assert [(one.moves, one.is_cycle) for one in found] == [((1, 0, 4), False), ((2, 3), True)]
    assert linked([Step(0, "A", "A")])[0].is_cycle
    twice = [Step(0, "A", ""), Step(1, "A", ""), Step(2, "B", "A"), Step(3, "C", "A")]
    assert [one.moves for one in linked(twice)] == [(0, 2), (1, 3)]


def test_a_proposal_has_one_day_and_a_move_of_another_is_refused(office: Path) -> None:
    chain = [to(2, "J1", tmt="2026-06-01"), to(3, "J2", tmt="2026-05-01")]  # nobody sits on a seat before it is left
    done = proposed(office, chain)
    assert (done.code, done.out) == (1, b"")
    for line, day in zip(done.err.splitlines(), ("2026-06-01", "2026-05-01"), strict=False):
        assert line.startswith("mutasi: usulan.yaml:1:")
        assert f"is {day}, but requirements are checked" in line
        assert f"--tmt {day}" in line
    assert "2 reasons" in done.err
    found = json.loads(proposed(office, chain[:1], "--tmt", "2026-06-01", "-f", "json").text)
    told = json.dumps(found)
    assert [row["tmt"] for row in found["perpindahan"]] == ["2026-06-01"]
    assert ("2026-04-15" in told, "2026-06-10" in told) == (False, True)  # the report, in the list and among the days
    assert proposed(office, [to(1, "J1")], "--tmt", "2026-01-30").code == 2


def test_what_is_written_into_a_plan_by_hand_is_read_or_refused(office: Path) -> None:
    assert mutasi("plan", "-f", "yaml", "-o", "rencana.yaml", folder=office).code == 0
    plan = (office / "rencana.yaml").read_text(encoding="utf-8")

    def refused(text: str, *arguments: str) -> str:
        (office / "edit.yaml").write_text(text, encoding="utf-8")
        done = mutasi("--lang", "en", "propose", "--plan", "edit.yaml", *arguments, folder=office)
        assert (done.code, done.out) == (1, b"")
        return done.err

    day = 'tmt_penempatan: "2026-04-15"'
    assert "edit.yaml:4:17: tmt_penempatan of the plan is 2026-05-01, that of the proposal 2026-04-15" in refused(
        plan.replace(day, day.replace("04-15", "05-01"))
    )
    assert "mutasi plan --tmt 2026-09-01" in refused(plan, "--tmt", "2026-09-01")
    assert "is 2026-06-01, but requirements" in refused(plan.replace(' tmt: "2026-04-15"', ' tmt: "2026-06-01"', 1))
    assert "is P3 in pegawai, and Orang Lain here" in refused(plan.replace('nama: "P3"', 'nama: "Orang Lain"'))
    assert "edit.yaml:7:5: a move of a plan has no key 'alasan'" in refused(
        plan.replace("    nama:", "    alasan: diminta\n    nama:", 1)
    )
    assert (tuple(_FILE_FIELDS), {"skema": FILE_SCHEMA, "schema": SCHEMA}) == (KEYS, FORMS)
    (office / "edit.yaml").write_text(plan.partition("perpindahan:")[0] + "perpindahan: []\n", encoding="utf-8")
    done = mutasi("--lang", "en", "propose", "--plan", "edit.yaml", "-o", "usulan.md", folder=office)
    assert (done.code, "nobody is proposed: the letter asks for nothing" in done.err) == (0, True)


LEFT = {
    "pensiun": ({"tanggal_lahir": "1968-02-10"}, "USIA-02, retired from the present post since 2026-03-01"),
    "kontrak": (
        {"status_kepegawaian": "PPPK", "golongan": "IX", "kontrak_mulai": "2021-04-01",
         "kontrak_selesai": "2026-03-31"},
        "PPPK-03, the contract runs until 2026-03-31",
    ),
    "status": ({"status_aktif": "meninggal"}, "STATUS-03, status_aktif is meninggal"),
    "bup": (
        {"tanggal_lahir": "1968-03-31", "id_jabatan": "J8"},
        "USIA-02, the retirement age of the post, 58, is reached: retirement from it on 2026-04-01",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", LEFT)
def test_who_has_left_service_is_proposed_by_nobody(office: Path, kind: str) -> None:
    changes, why = LEFT[kind]
    with_person(office, 1, changes)
    policy = office / "mutasi.yaml"  # the people of this office all have the NIP of a PNS
    policy.write_text(
        policy.read_text(encoding="utf-8").replace('"aturan": {', '"aturan": {"NIP-06": {"berat": "mati"}, ')
    )
    rules = [why.partition(",")[0], "USIA-02", "PEND-04"]
    excused = to(1, "J1", pengecualian="izin Wali Kota No. 5", syarat_dikecualikan=rules)
    told = f"{nip(1)} cannot be proposed for J1: {why}"
    done = proposed(office, [excused])
    assert (done.code, told in done.err, "1 reason" in done.err) == (1, True, True), done.err
    assert re.match(r"mutasi: usulan.yaml:1:\d+: ", done.err)
    assert "no exception lets that pass" in done.err
    if kind != "pensiun":
        return  # the other sources ask the same
    plan = {"perpindahan": [{"nip": nip(1), "ke_id_jabatan": "J1", "id_lowongan": "J1"}]}
    (office / "rencana.yaml").write_text(json.dumps(plan), encoding="utf-8")
    done = mutasi("--lang", "en", "propose", "--plan", "rencana.yaml", folder=office)
    assert (done.code, told in done.err) == (1, True)
    done = mutasi("--lang", "en", "propose", "--pick", f"J1={nip(1)}", folder=office)
    assert (done.code, told in done.err) == (2, True)
    off = [part for rule in rules for part in ("--set", f"aturan.{rule}.berat=mati")]
    done = mutasi("--lang", "en", *off, "propose", "J1", "--pick", f"J1={nip(1)}", folder=office)
    assert (done.code, told in done.err) == (2, True), done.err
    done = mutasi("--lang", "en", *off, "propose", "J1", folder=office)  # the first of the shortlist
    assert (done.code, "take out of mutasi.yaml" in done.err) == (2, True), done.err


def with_person(office: Path, number: int, changes: dict[str, str]) -> None:
    """Cells of one person, in columns that are added where there are none; J8 is a post that retires late."""
    people, posts = office / "data" / "pegawai.csv", office / "data" / "jabatan.csv"
    header, *rows = (line.split(",") for line in people.read_text(encoding="utf-8").splitlines())
    header += [name for name in changes if name not in header]
    for row in rows:
        row += [""] * (len(header) - len(row))
        if row[0] == nip(number):
            row[:] = [changes.get(name, cell) for name, cell in zip(header, row, strict=True)]
    people.write_text("".join(",".join(row) + "\n" for row in [header, *rows]), encoding="utf-8")
    with posts.open("a", encoding="utf-8") as file:
        file.write("J8,Pengawas Sekolah,U1,JF_AHLI_UTAMA,,9,\n")


@pytest.mark.parametrize(
    ("level", "superior_of", "special", "acting"),
    [
        ("PELAKSANA", "", "", False),
        ("JF_AHLI_MUDA", "", "", False),
        ("JF_AHLI_MUDA", "J3", "", True),
        ("JF_AHLI_MUDA", "", "KEPALA_SEKOLAH", True),
        ("JF_AHLI_MUDA", "", "KEPALA_PUSKESMAS", True),
        ("PENGAWAS", "", "", True),
    ],
)
def test_a_post_that_leads_others_needs_somebody_who_acts(
    tmp_path: Path, level: str, superior_of: str, special: str, acting: bool
) -> None:
    case = {**OFFICE, "jenjang": dict.fromkeys(("J1", "J2", "J3", "J9"), level), "atasan": {superior_of: "J2"}}
    folder = write(tmp_path / "kantor", {**case, "rencana": {"jenjang_terbuka": [level]}})
    posts = folder / "data" / "jabatan.csv"
    header, *rows = posts.read_text(encoding="utf-8").splitlines()
    of_post = (f"{row},{special if row.startswith(('J2,', 'J3,')) else ''}" for row in rows)
    posts.write_text("\n".join([f"{header},kode_khusus", *of_post]) + "\n", encoding="utf-8")
    found = json.loads(proposed(folder, [to(2, "J1")], "-f", "json").text)
    assert {one["id_jabatan"]: one["perlu_plt"] for one in found["terbuka"]}["J2"] is acting
    assert ("PLT-01" in [one["aturan"] for one in found["tenggat"]]) is acting
    if special == "KEPALA_SEKOLAH":
        plan = json.loads(mutasi("plan", "-f", "json", folder=folder).text)
        assert {one["id_jabatan"]: one["perlu_plt"] for one in plan["kosong"]} == {"J3": True, "J9": False}


@pytest.mark.parametrize(
    ("name", "commands"),
    [("lowongan.yaml", ("score", "plan", "propose")), ("lowongan.json", ("validate", "shortlist"))],
)
def test_a_misspelt_key_of_a_vacancy_stops_every_command_that_ranks(
    office: Path, name: str, commands: tuple[str, ...]
) -> None:
    stated = office / "data" / "lowongan.yaml"
    text = stated.read_text(encoding="utf-8").replace('"jurusan"', '"jurusn"', 1)
    stated.unlink()
    (office / "data" / name).write_text(text, encoding="utf-8")
    for command in commands:
        done = mutasi("--lang", "en", command, folder=office)
        said = done.err + done.text
        assert (done.code, "KOLOM-04" in said, "'jurusn'; did you mean 'jurusan'?" in said) == (1, True, True), command


def test_a_misspelt_column_of_a_table_is_told_by_whatever_ranks(office: Path) -> None:
    people, vacancies = office / "data" / "pegawai.csv", office / "data" / "lowongan.yaml"
    for file, old, new in (
        (people, "tmt_jabatan,", "tmt_jabatn,"),
        (vacancies, '"jumlah"', '"standar": "x", "jumlah"'),
    ):
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    done = mutasi("--lang", "en", "shortlist", "-f", "csv", folder=office)
    assert done.code == 0
    assert "data/pegawai.csv:1:76: unknown column 'tmt_jabatn'; did you mean 'tmt_jabatan'?" in done.err
    assert "data/lowongan.yaml:1:57: the column 'standar' is not one of this table's" in done.err
    assert done.err.count("takes notice") == 2  # the columns of criteria are known


def test_moves_by_hand_show_the_lists_of_their_posts_alone_and_count_every_seat(office: Path) -> None:
    done = proposed(office, [to(3, "J2"), to(2, "J1")], "--to", "usulan")
    assert done.code == 0, done.err
    found = json.loads((office / "usulan" / "usulan.json").read_text(encoding="utf-8"))
    assert [one["id_lowongan"] for one in found["daftar_pendek"]] == ["J1", "J2"]  # and not J3
    counted = {key: found["jumlah"][key] for key in ("lowongan", "kursi", "terisi", "kosong")}
    assert counted == {"lowongan": 2, "kursi": 4, "terisi": 2, "kosong": 2}
    assert {one["id_lowongan"] for one in found["kosong"]} == {"J3"}
    assert len(list((office / "usulan" / "surat").iterdir())) == 2 * 4
    assert mutasi("plan", "-f", "yaml", "-o", "rencana.yaml", folder=office).code == 0
    whole = json.loads(mutasi("propose", "--plan", "rencana.yaml", "-f", "json", folder=office).text)
    assert [one["id_lowongan"] for one in whole["daftar_pendek"]][:2] == ["J1", "J3"]


def test_a_refusal_says_who_is_in_the_way_and_what_to_write(office: Path) -> None:
    """Each of the moves, where it is refused, with the words that say why and what to do."""
    granted = {"pengecualian": "izin", "syarat_dikecualikan": ["PEND-04"]}
    cases = [
        ([to(1, "J1"), to(3, "J1")], f"J1 has no seat for {nip(3)}: the seats there are taken by {nip(1)}, and more"),
        ([to(3, "J2"), to(2, "J1"), to(1, "J2")],
         f"J2 has no seat for {nip(1)}: the seats there are taken by {nip(3)}"),
        ([to(3, "J2")], f"since P2 ({nip(2)}) stays there; write the move of the holder as well, or take this one out"),
        ([to(1, "J8", **granted)], "nobody holds it, and no vacancy of lowongan is for it; write one (id_jabatan: J8)"),
        ([{"nip": nip(1), "id_lowongan": "J33"}], "no vacancy J33 in lowongan; did you mean: J3?"),
    ]  # fmt: skip
    with_person(office, 4, {})
    for moves, told in cases:
        done = proposed(office, moves)
        assert (done.code, told in done.err) == (1, True), done.err
    plan = {"perpindahan": [{"nip": nip(1), "ke_id_jabatan": "J1", "id_lowngan": "J1"}]}
    (office / "rencana.yaml").write_text(yaml.safe_dump(plan), encoding="utf-8")
    done = mutasi("--lang", "en", "propose", "--plan", "rencana.yaml", folder=office)
    assert (done.code, "'id_lowngan'; did you mean id_lowongan?" in done.err) == (1, True), done.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("J1", "--pick", f"J3={nip(1)}"), f"name it as well: mutasi propose J1 J3 --pick J3={nip(1)}"),
        (("--pick", f"J33={nip(1)}"), "no vacancy 'J33'; did you mean: J3?"),
        (("--pick", "J1=1985031520100110"), "a NIP has 18 digits, and '1985031520100110' in --pick has 16"),
        (("--pick", f"J1={nip(9)}"), f"no person with the NIP '{nip(9)}'; did you mean"),
        (("--pick", f"J3={nip(4)}"), f"{nip(4)} may not hold J3: PEND-04 ("),
        (("--pick", f"J3={nip(4)}"), "propose by a list of moves (--moves)"),
    ],
)
def test_a_choice_by_hand_that_cannot_be_says_why(office: Path, arguments: tuple[str, ...], told: str) -> None:
    done = mutasi("--lang", "en", "propose", *arguments, folder=office)
    assert (done.code, done.out, told in done.err) == (2, b"", True), done.err


@pytest.mark.parametrize(
    ("text", "loss"),
    [
        ("12.50", Loss(0, 1250)), ("2 kursi, 0.00", Loss(2, 0)), ("<= 1 kursi, 3.05", Loss(1, 305, at_most=True)),
        ("<= 7.00", Loss(0, 700, at_most=True)), ("banyak", None), (None, None),
    ],
)  # fmt: skip
def test_a_plan_in_json_tells_what_it_would_lose_with_others(text: str | None, loss: Loss | None) -> None:
    above = [{"nip": nip(2), "rugi_dengannya": text, "melanggar": None}]
    plan = {"perpindahan": [{"nip": nip(1), "ke_id_jabatan": "J", "di_atasnya": above}]}
    (move,) = read_plan(source_of(json.dumps(plan).encode(), "rencana.json"))
    assert move.above == (FileRival(nip(2), loss),)
    if loss is not None:
        assert loss_code(loss) == text


def test_a_proposal_says_what_its_plan_would_lose_with_whoever_fits_better(office: Path) -> None:
    """Of a plan in YAML, which people edit, nothing is told: there the proposer writes the reason."""
    for name, dots in (("json", False), ("yaml", True)):
        assert mutasi("plan", "-f", name, "-o", f"rencana.{name}", folder=office).code == 0
        made = mutasi("--lang", "en", "propose", "--plan", f"rencana.{name}", "--letters", name, folder=office)
        assert made.code == 0, made.err
        letters = "".join(path.read_text(encoding="utf-8") for path in sorted((office / name).glob("*.md")))
        assert ("would lose" in letters, "in your case: ...." in letters) == (not dots, dots)


@pytest.mark.parametrize(
    ("text", "told", "fix"),
    [
        (f"- nip: '{NIP}'\n  ke_id_jabatan: J\n  ke_id_jabatan: K\n", "written twice", "take the whole move out"),
        (f"- {{nip: '{NIP}', ke_id_jabatan: J, terpaksa: mungkin}}\n", "terpaksa is ya or tidak", "leave the key out"),
    ],
)
def test_a_plan_that_was_damaged_says_how_to_mend_it(text: str, told: str, fix: str) -> None:
    with pytest.raises(PlanInvalid, match=told) as raised:
        read_plan(source_of(f"perpindahan:\n{text}".encode(), "rencana.yaml"))
    assert fix in str(raised.value.fix)


def test_names_that_are_nearly_known_are_told_with_what_was_meant(office: Path) -> None:
    moves = [to(2, "J33"), {**to(1, "J1"), "nip": nip(1)[:-1] + "9"}, {**to(3, "J1"), "nip": "1" * 18}]
    told = proposed(office, moves).err
    assert "there is no post J33 in jabatan; did you mean: J3?" in told
    assert f"NIP {nip(1)[:-1]}9 in pegawai; did you mean: {nip(1)[:-1]}" in told
    assert f"NIP {'1' * 18} in pegawai\n" in told
    (office / "rencana.yaml").write_text(
        f"perpindahan:\n- {{nip: '{nip(1)[:-1]}', ke_id_jabatan: J1, tmt: 2026-04-15}}\n"
        f"- {{nip: '{nip(3)}', ke_id_jabatan: J1, id_lowongan: J3, tmt: 2026-04-15}}\n", encoding="utf-8",
    )  # fmt: skip
    told = mutasi("--lang", "en", "propose", "--plan", "rencana.yaml", folder=office).err
    assert "a NIP has 18 digits, and this one 17" in told
    codes = {"pengecualian": "izin", "syarat_dikecualikan": ["PEND-40", "PEND-04"]}
    told = proposed(office, [to(4, "J3", **codes)]).err
    assert "syarat_dikecualikan names PEND-40, which no requirement has; did you mean: PEND-0" in told


def test_a_competence_that_nobody_has_is_told_by_whatever_ranks(office: Path) -> None:
    (office / "data" / "kompetensi.csv").write_text(f"nip,kompetensi,level,tanggal\n{nip(1)},M.01,3,2025-01-01\n")
    vacancies = office / "data" / "lowongan.yaml"
    vacancies.write_text(
        json.dumps([{"id_lowongan": "J1", "id_jabatan": "J1", "standar_kompetensi": "M.91=3"}]), encoding="utf-8"
    )
    done = mutasi("--lang", "en", "shortlist", "J1", folder=office)
    assert "nobody was assessed in M.91" in done.err, done.err
