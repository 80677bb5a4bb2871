"""The people of a profile export: what each row says of one person, by exact rules."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.model.nip import Nip, NipFault, repair_17
from mutasi.model.tables import declaration
from mutasi.read.convert.export import Cells, Export
from mutasi.read.convert.ordering import order_of
from mutasi.read.convert.row import Row
from mutasi.read.convert.values import decode, has_title, identifier, read_nip, split_diploma
from mutasi.read.dates import DateFault, OrderDecision, read_date
from mutasi.read.layouts import CellKind, name_key
from mutasi.read.spelling import SpellingFault, read_echelon, read_education, read_rank

Record = dict[str, str]
"""A row of a table by column; blank values are empty texts."""

NIP_FAULTS = {
    NipFault.MISSING_YET: Message("there is none yet"),
    NipFault.SCIENTIFIC: Message("a spreadsheet has made a rounded number of it, and its last digits are lost"),
    NipFault.SEPARATED: Message("it has separators"),
    NipFault.OLD_NINE_DIGITS: Message("it is an old NIP of 9 digits"),
    NipFault.LENGTH: Message("it does not have 18 digits"),
    NipFault.CHARACTERS: Message("it holds something else than digits"),
    NipFault.BIRTH_DATE: Message("digits 1 to 8 are no birth date"),
    NipFault.APPOINTMENT: Message("digits 9 to 14 are no appointment"),
    NipFault.SEX: Message("digit 15 is neither 1 nor 2"),
    NipFault.SERIAL: Message("it ends in 000, as numbers do that a spreadsheet has rounded"),
}


@dataclass(frozen=True, slots=True)
class Holding:
    """The definitive post of a person as the row tells it.

    `kind` is struktural, fungsional, pelaksana or empty; `post` and `unit` are normalised identifiers. `echelon` is
    empty for none or unknown.
    """

    kind: str
    post: str
    title: str
    unit: str
    unit_name: str
    echelon: str


@dataclass(frozen=True, slots=True)
class Person:
    """One person: the columns of `pegawai` without post and unit, and the columns of `pendidikan` if any.

    `kept` are further columns that the user wants.
    """

    row: Row
    nip: str
    record: Record
    diploma: Record | None
    holding: Holding
    agency: str
    kept: Record

    @property
    def is_placed_by_name(self) -> bool:
        """Whether the source tells posts by their titles only."""
        return not self.row.export.has("jabatan_id")

    @property
    def content(self) -> tuple[Record, Record | None, Holding]:
        """What two rows about one person must agree on."""
        return self.record, self.diploma, self.holding


def read_people(export: Export) -> tuple[tuple[Person, ...], OrderDecision]:
    """Everybody whom the rows identify, in file order; the others are refused with a note.

    None at all when it cannot be told which of day and month comes first.
    """
    rows = [(number, raw, export.clean_row(number, raw)) for number, raw in export.rows()]
    decision = order_of(export, [(number, cells) for number, _, cells in rows], "pegawai")
    if not decision.is_clear:
        return (), decision
    people = (_person(export, number, raw, cells, decision) for number, raw, cells in rows)
    return tuple(person for person in people if person is not None), decision


# ---- one person


def _person(export: Export, number: int, raw: Cells, cells: Cells, decision: OrderDecision) -> Person | None:
    nip = read_nip(cells["nip"])
    row = Row(export, number, cells, "pegawai", nip.text if isinstance(nip, Nip) else cells["nip"])
    if not isinstance(nip, Nip):
        refuse_nip(row, nip, read_date(cells["tanggal_lahir"], decision.order, serials=decision.serials))
        return None
    if not row.is_whole(raw, "nama"):
        return None
    if nip.text != cells["nip"]:
        row.note("KONVERSI-20", "nip", Message("the separators in '{value}' were removed", value=cells["nip"]))
    return Person(
        row=row,
        nip=nip.text,
        record=_record(row, nip, decision),
        diploma=_diploma(row, nip, decision),
        holding=_holding(row),
        agency=cells["instansi_induk_nama"],
        kept=export.kept_cells(number),
    )


def refuse_nip(row: Row, fault: NipFault, born: datetime.date | DateFault | None = None) -> None:
    """Refuses a row. A NIP that a known template has cut is proposed whole, for somebody to compare with the decree."""
    message = Message("the row is not taken: '{value}' is not a NIP: {reason}",
                      value=row.cells["nip"], reason=NIP_FAULTS[fault])  # fmt: skip
    repaired = repair_17(row.cells["nip"], born if isinstance(born, datetime.date) else None)
    fix = Message("correct the NIP in the source and convert again")
    if repaired is not None:
        fix = Message("compare with the decree: by the birth date beside it the NIP is {nip}", nip=repaired)
    row.note("KONVERSI-01", "nip", message, fix=fix)


def _record(row: Row, nip: Nip, decision: OrderDecision) -> Record:
    """The columns of `pegawai`, all of them; post and unit are filled in later."""
    record = dict.fromkeys((column.name for column in declaration("pegawai").columns), "")
    record["nip"] = nip.text
    for field in row.export.columns:
        column = row.export.reading(field)
        if column.target is not None and column.target[0] == "pegawai":
            record[column.target[1]] = row.direct(field, decision, nip.born if field == "tanggal_lahir" else None)
        elif column.kind is CellKind.DATE:
            row.direct(field, decision)  # has no column in the dataset, but a wrong date is told
    record["status_kepegawaian"] = _employment(row, nip)
    record["status_aktif"] = _activity(row)
    record["golongan"] = rank_of(row, nip)
    if has_title(record["nama"], row.export.map("gelar")):
        row.note(
            "KONVERSI-16",
            "nama",
            Message("'{name}' seems to hold titles; it is kept as it stands", name=record["nama"]),
            fix=Message("move the titles to gelar_depan and gelar_belakang"),
        )
    return record


def rank_of(row: Row, nip: Nip) -> str:
    """The rank, by the list of the scheme that the NIP belongs to: code 11 is I/a there and XI here."""
    meanings = row.export.map("golongan_pppk" if nip.is_pppk else "golongan_pns")
    if row.export.has("golongan_nama") and not row.cells["golongan_nama"] and not row.cells["golongan_id"]:
        row.miss("golongan_nama")
    name = row.cells["golongan_nama"]
    if name.isascii() and name.isdigit():  # a code in the column of names: 34 is III/d there as well
        return row.explained(decode("", name, meanings), "golongan_nama", "golongan_nama")
    rank = read_rank(name)
    of_the_scheme = rank if rank in meanings.codes.values() else SpellingFault.UNKNOWN
    return row.coded("golongan_nama", "golongan_id", meanings, lambda _: of_the_scheme)


def _activity(row: Row) -> str:
    if row.export.has("kedudukan_nama") and not row.cells["kedudukan_nama"] and not row.cells["kedudukan_id"]:
        row.miss("kedudukan_nama")
    activity = row.coded("kedudukan_nama", "kedudukan_id", row.export.map("kedudukan"))
    elsewhere = decode("", row.cells["jenis_pegawai_id"], row.export.map("bekerja_di_luar")).value
    if elsewhere and activity == "aktif":
        message = Message(
            "JENIS PEGAWAI ID {code} ({kind}) means work at another agency; the person is taken as active all the same",
            code=row.cells["jenis_pegawai_id"],
            kind=elsewhere,
        )
        fix = Message("if so, write diperbantukan as status_aktif")
        row.note("KONVERSI-19", "jenis_pegawai_id", message, fix=fix)
    return activity


# ---- kind of employment


def _employment(row: Row, nip: Nip) -> str:
    """PNS, CPNS, PPPK or PPPK_PARUH_WAKTU, when NIP, sheet and legal position agree on one of them.

    JENIS PEGAWAI says nothing here: exports give PPPK the kinds of PNS.
    """
    position = row.export.map("pppk").names.get(name_key(row.cells["kedudukan_nama"]), "")
    sheet = _kind_by_sheet(row.export)
    claims = [(row.export.header("kedudukan_nama"), position)] if position else []
    claims += [(row.export.sheet, sheet)] if sheet else []
    scheme = "PPPK" if nip.is_pppk else "PNS"
    against = [source for source, claim in claims if claim.startswith("PPPK") is not nip.is_pppk]
    if against:
        message = Message("by the NIP the person is {scheme}, by {source} not; status_kepegawaian stays blank",
                          scheme=scheme, source=against[0])  # fmt: skip
        return _undecided(row, "kedudukan_nama", message)
    if nip.is_pppk:
        return _kind_of_pppk(row, {claim for _, claim in claims})
    appointed = decode(row.cells["status_cpns_pns"], "", row.export.map("cpns_pns")).value
    if appointed or not row.export.has("status_cpns_pns"):
        return appointed
    message = Message("{header} tells neither CPNS nor PNS, so status_kepegawaian stays blank",
                      header=row.export.header("status_cpns_pns"))  # fmt: skip
    return _undecided(row, "status_cpns_pns", message)


def _kind_of_pppk(row: Row, kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    if not kinds and not row.export.has("kedudukan_nama"):
        return ""
    message = Message("nothing tells whether the PPPK works full time or part time; status_kepegawaian stays blank")
    return _undecided(row, "kedudukan_nama", message)


def _undecided(row: Row, field: str, message: Message) -> str:
    row.note("KONVERSI-09", field, message, missing=True)
    return ""


def _kind_by_sheet(export: Export) -> str:
    """What the beginning of the sheet's name says; the longest beginning counts."""
    sheet = name_key(export.sheet)
    names = export.map("lembar").names
    fitting = [key for key in names if sheet.startswith(key)]
    return names[max(fitting, key=len)] if fitting else ""


# ---- diploma and post


def _diploma(row: Row, nip: Nip, decision: OrderDecision) -> Record | None:
    """The columns of `pendidikan`, or None when the level of the last diploma is not told."""
    record = dict.fromkeys((column.name for column in declaration("pendidikan").columns), "")
    record["nip"] = nip.text
    for field in row.export.columns:
        column = row.export.reading(field)
        if column.target is not None and column.target[0] == "pendidikan":
            record[column.target[1]] = row.direct(field, decision)
    meanings = row.export.map("tingkat_pendidikan")
    record["tingkat"] = row.coded("tingkat_pendidikan_nama", "tingkat_pendidikan_id", meanings, read_education)
    if not any(
        row.export.has(name) for name in ("tingkat_pendidikan_nama", "tingkat_pendidikan_id", "pendidikan_nama")
    ):
        return None
    prefix, record["jurusan"] = split_diploma(row.cells["pendidikan_nama"], row.export.map("awalan_pendidikan"))
    if not record["tingkat"]:
        message = Message("{header} does not tell the level of the diploma, so the diploma is not taken",
                          header=row.export.header("tingkat_pendidikan_nama"))  # fmt: skip
        fix = Message("add the diploma to data/pendidikan.csv")
        row.note("KONVERSI-18", "tingkat_pendidikan_nama", message, fix=fix, missing=True)
        return None
    if prefix and prefix != record["tingkat"]:
        message = Message("{header} says {level}, but '{name}' begins with {other}; {level} is taken",
                          header=row.export.header("tingkat_pendidikan_nama"), level=record["tingkat"],
                          name=row.cells["pendidikan_nama"], other=prefix)  # fmt: skip
        row.note("KONVERSI-07", "pendidikan_nama", message)
    return record


def _holding(row: Row) -> Holding:
    cells = row.cells
    return Holding(
        kind=row.coded("jenis_jabatan_nama", "jenis_jabatan_id", row.export.map("jenis_jabatan")),
        post=identifier(cells["jabatan_id"]),
        title=cells["jabatan_nama"],
        unit=identifier(cells["unor_id"]),
        unit_name=cells["unor_nama"],
        echelon=row.coded("eselon_nama", "eselon_id", row.export.map("eselon"), read_echelon),
    )
