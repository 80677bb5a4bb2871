"""Pseudonyms: who is found in a text and who is not, and what stands for what."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass, replace

import pytest

from mutasi.diff.change import Change, Kind
from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.model.dataset import Input
from mutasi.model.masked import masked
from mutasi.model.masking import WITHHELD, Identities, Mask, Masking, identities, key_mark, keyed
from mutasi.model.verdict import Reason, Verdict
from tests.proposals import proposal

NIP = "198503152010011007"
PEOPLE = Identities(
    nips=frozenset({NIP, "N-7"}),
    names=frozenset({"Siti Rahayu", "Siti Rahayu Ningsih", "Drs. Ahmad Yani, M.Si.", "Agung", "I Made O'Nara"}),
    births=frozenset({datetime.date(1985, 3, 15)}),
)
KEY = bytes(range(32))


def masking(mask: Mask = Mask.ALL, key: bytes = KEY) -> Masking:
    return Masking.by_key(mask, PEOPLE, key)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (NIP, "<nip>"),
        ("N-7", "<nip>"),  # the data may hold what is no NIP
        ("N-77", "N-77"),
        (f"J.{NIP}-a, x{NIP}9", "J.<nip>-a, x<nip>9"),
        ("NIP 19850315 201001 1 007", "NIP <nip>"),
        ("19850315.201001.1.007", "<nip>"),
        ("19850315 2010011007; 19850315–201001–1–007; 19850315\u00a0201001\u00a01\u00a0007", "<nip>; <nip>; <nip>"),
        ("".join(chr(0xFF10 + int(digit)) for digit in NIP), "<nip>"),
        ("SK 19850315/2010, lahir 1985-03-15, 1985-03-16", "SK ***/2010, lahir ***, 1985-03-16"),
        ("SITI rahayu", "<Siti Rahayu>"),
        ("(Siti Rahayu Ningsih, Siti Rahayu)", "(<Siti Rahayu Ningsih>, <Siti Rahayu>)"),
        ("siti_rahayu.pdf, siti.rahayu@surel.id", "<Siti Rahayu>.pdf, <Siti Rahayu>@surel.id"),
        ("Siti Rahayuningsih, Siti", "Siti Rahayuningsih, Siti"),
        ("Ahmad Yani (Plt); Drs. Ahmad  Yani, M.Si.", "<Ahmad Yani> (Plt); <Ahmad Yani>."),
        ("Masjid Agung; AGUNG; agung; Keagungan", "Masjid <Agung>; <Agung>; agung; Keagungan"),
        ("1985 0315 2010 011 007; 1985-0315-2010-0110-07; 198503152010 011007", "<nip>; <nip>; <nip>"),
        ("19850315  201001  1  007; 1985:0315:2010:0110:07; 1985\u00ad0315\u200b2010011007", "<nip>; <nip>; <nip>"),
        ("123456789 012345678; 1985 0315 2010 011 00", "123456789 012345678; 1985 0315 2010 011 00"),
        ("dengan I Made O'Nara!", "dengan <I Made O'Nara>!"),
        ("", ""),
    ],
)
def test_people_are_found_in_any_text_and_nothing_else_is_changed(text: str, shown: str) -> None:
    one = masking()

    def pseudonym(found: re.Match[str]) -> str:
        return (
            one.nip(NIP if found[1] == "nip" and text != "N-7" else text) if found[1] == "nip" else one.name(found[1])
        )

    assert one.text(text) == re.sub("<([^>]+)>", pseudonym, shown)


def test_a_mask_hides_what_it_says_and_no_more() -> None:
    text = f"Siti Rahayu {NIP} 1985-03-15"
    assert masking(Mask.NIP).text(text).startswith("Siti Rahayu P-")
    assert masking(Mask.NAMES).text(text).endswith(f" {NIP} 1985-03-15")
    assert masking(Mask.NONE).text(text) == text


def test_a_pseudonym_hangs_on_the_key_and_tells_nothing_of_it() -> None:
    one, same, other = masking(), masking(Mask.NIP), masking(key=bytes(32))
    assert one.nip(NIP) == same.nip(NIP) != other.nip(NIP)
    assert re.fullmatch("P(-[A-Z2-7]{4}){3}", one.nip(NIP))
    assert one.nip(NIP) == f"P-{keyed(KEY)('nip', NIP)}"
    assert len({one.nip(f"{number:018}") for number in range(5000)}) == 5000
    assert key_mark(KEY) != key_mark(bytes(32))
    assert one.digest("ab" * 32) != "ab" * 32 != other.digest("ab" * 32) != one.digest("ab" * 32)


@dataclass(frozen=True)
class Person:
    nip: str
    name: str
    reason: str = ""
    said: tuple[str, ...] = ()


def test_fields_of_people_free_texts_ages_and_cells_are_hidden_whatever_they_hold() -> None:
    one = masking()
    made = masked(Person("7", "Tidak Terdaftar", "sakit menahun, kata Pak Agung", ("sakit", "")), one)
    assert (made.nip, made.name, made.reason) == (one.nip("7"), one.name("Tidak Terdaftar"), WITHHELD)
    assert made.said == (WITHHELD, WITHHELD)
    age = Message("{years} years {months} months {days} days", years=56, months=2, days=14)
    told = Reason("USIA-02", Verdict.FAIL, Message("age {age}, of {limit}", age=age, limit=58), hard=True)
    assert str(masked(told, one).message) == "age 56 years *** months *** days, of 58"
    assert str(masked(told, masking(Mask.NAMES)).message) == str(told.message)
    retired = Message("retired from the present post since {day}", day="2026-04-01")
    assert str(masked(retired, one)) == "retired from the present post since ***"
    found = Finding(
        "NIP-03", "x", Severity.ERROR, Message("{value} is not {day}", value="1985-04-15", day="15/4/85"),
        Location("data/pegawai.csv", 3), key=NIP, value="1985-04-15", record=NIP, fix=Message("write {x}", x=NIP),
    )  # fmt: skip
    hidden = masked(found, one)
    assert (str(hidden.message), hidden.value, hidden.key, hidden.fix) == ("*** is not ***", "", one.nip(NIP), None)
    accepted = Message("set aside: {reason}", reason="kata Pak Agung")
    assert str(masked(accepted, one)) == "set aside: ***"
    change = Change(Kind.FIELD, "pegawai", NIP, "Siti Rahayu", "tanggal_lahir", "15/3/85", "", 3, 3)
    assert (masked(change, one).old, masked(change, one).new) == (WITHHELD, "")
    assert masked(change, masking(Mask.NAMES)).old == "15/3/85"
    used = masked(Input(f"data/{NIP}.csv", lambda: "ab" * 32, 3), one)
    assert (used.path, used.sha256) == (f"data/{one.nip(NIP)}.csv", one.digest("ab" * 32))


def test_who_is_shown_stays_with_the_facts() -> None:
    one = replace(masking(), shown=frozenset({NIP, "Siti Rahayu"}), keeps_facts=True)
    text = f"SITI Rahayu, {NIP}, 1985-03-15, Agung"
    assert one.text(text) == text.replace("Agung", one.name("Agung"))
    assert masked(Person(NIP, "Siti Rahayu", "a"), one) == Person(NIP, "Siti Rahayu", "a")


def test_what_names_nobody_stays_the_very_same_value() -> None:
    made = proposal(name="Orang Lain")
    hidden = masked(made, Masking.by_key(Mask.NAMES, Identities(), KEY))
    assert hidden.reference is made.reference
    assert hidden.conditions is not None
    assert hidden.totals == made.totals
    assert [move.candidate.row for move in hidden.moves] == [move.candidate.row for move in made.moves]
    assert masked(made, masking(Mask.NONE)).moves == made.moves


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Puskesmas Taman Sari", "Puskesmas Taman Sari"),
        ("Dokter, Puskesmas Taman Sari", "Dokter, Puskesmas Taman Sari"),
        ("SMP Budi Utomo dan Budi Utomo", "SMP Budi Utomo dan <Budi Utomo>"),
        ("murid Budi Utomo Sari", "murid <Budi Utomo> <Sari>"),
        ("Jalan Agung Nomor 1", "Jalan Agung Nomor 1"),  # a street is no person
        ("u.p. Budi Utomo", "u.p. <Budi Utomo>"),  # and who stands in a letterhead may be one
        ("Utomo SMP Budi", "Utomo SMP Budi"),
        ("titipan Sari, di Taman Sari", "titipan <Sari>, di Taman Sari"),
        ("Sari", "<Sari>"),
        ("1. Sari", "1. <Sari>"),
        ("Sari (Plt)", "<Sari> (Plt)"),
        ("Budi Utomo, Plt", "<Budi Utomo>, Plt"),
        ("kata Agung", "kata <Agung>"),
    ],
)
def test_nobody_is_named_in_the_name_of_a_place(text: str, masked: str) -> None:
    people = Identities(
        names=frozenset({"Sari", "Budi Utomo", "Agung"}), places=frozenset({"Puskesmas Taman Sari", "SMP Budi Utomo"})
    )
    people = replace(people, addresses=frozenset({"Jalan Agung Nomor 1", "u.p. Budi Utomo"}))
    made = Masking.by_key(Mask.ALL, people, KEY)
    for name in sorted(people.names):
        masked = masked.replace(f"<{name}>", made.name(name))
    assert made.text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "1985-03-15", "19850315", "15-03-1985", "15/3/1985", "15.03.1985", "3/15/1985", "1985/03/15", "1985.3.15",
        "15031985", "15/03/85", "15 Maret 1985", "15 maret 85", "15 Mar. 1985", "15-MAR-1985",
        "March 15, 1985", "Mar 15 1985", "15 March 1985", "15 - 3 - 1985", "15. 3. 1985", "15/III/1985", "15-iii-85",
        "15 Maret '85", "15 Maret tahun 1985", "15 bulan Maret tahun 1985", "1985-Mar-15", "15–03–1985", "15_03_1985",
        "15th March 1985", "15  Maret   1985", "1985 Maret 15",
    ],
)  # fmt: skip
def test_a_birth_date_is_found_however_it_is_written(text: str) -> None:
    for around in ("{}", "lahir {}, sakit", "({})", "tgl {}."):
        written = around.format(text)
        assert masking().text(written) == around.format(WITHHELD), written
        assert masking(Mask.NIP).text(written) == around.format(WITHHELD)
        assert masking(Mask.NAMES).text(written) == written


@pytest.mark.parametrize(
    "text",
    [
        "15 3 85",
        "1985-03-16",
        "16 Maret 1985",
        "15 Maret 1986",
        "315 Maret 1985",
        "15/3/19850",
        "31 Februari 1985",
        "1985",
    ],
)
def test_another_day_stays(text: str) -> None:
    assert masking().text(text) == text


def test_a_name_is_the_same_however_its_marks_are_written() -> None:
    composed, apart = (unicodedata.normalize(form, "Müller José") for form in ("NFC", "NFD"))
    assert composed != apart
    for stated, written in ((composed, apart), (apart, composed), (apart, apart)):
        made = Masking.by_key(Mask.ALL, identities([stated], [], []), KEY)
        assert made.text(f"kata {written}, ya") == f"kata {made.name(composed)}, ya"


def test_remarks_of_records_are_hidden_with_names_alone() -> None:
    change = Change(Kind.FIELD, "lowongan", "L-001", "", "keterangan", "titipan Pak Ipin", "", 3, 3)
    assert (masked(change, masking()).old, masked(change, masking(Mask.NAMES)).old) == (WITHHELD, WITHHELD)
    assert masked(change, masking(Mask.NIP)).old == "titipan Pak Ipin"
