"""The NIP: its form, and its parts against the other columns."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.calendar import years_between
from mutasi.model.codes import STATUS_PPPK
from mutasi.model.nip import Nip, NipFault, compact_nip, parse_nip
from mutasi.model.settings import an_age
from mutasi.model.table import Table, is_18_digits
from mutasi.model.tables import Kind
from mutasi.rules.rule import Checked, Fault, Scope, rule

_FIRST_YEAR, _LAST_YEAR = 1930, 2049
"""Of birth, for the quick test."""
_PIECE = 1 << 15
"""Rows that are computed together."""


_SIGNS = 3
"""Wrong characters that are named one by one."""


def _wrong_signs(text: str) -> Message:
    """Which characters of a text are no digits: two may look alike, so each with its number in Unicode."""
    signs_at = [(place, sign) for place, sign in enumerate(text, 1) if compact_nip(sign)]
    wrong = [(place, sign) for place, sign in signs_at if not (sign.isascii() and sign.isdigit())]
    signs = tuple(
        Message("'{sign}' (character {place}, U+{code})", sign=sign, place=place, code=f"{ord(sign):04X}")
        for place, sign in wrong[:_SIGNS]
    )
    if len(wrong) > _SIGNS:
        return Message("{signs} and {count} more are", signs=signs, count=len(wrong) - _SIGNS)
    return Message("{signs} is", signs=signs) if len(wrong) == 1 else Message("{signs} are", signs=signs)


def message_of(fault: NipFault, text: str) -> Message:
    """What is wrong with a text that should be a NIP."""
    match fault:
        case NipFault.MISSING_YET:
            return Message("'{text}' stands for a NIP that is not there yet", text=text)
        case NipFault.SCIENTIFIC:
            return Message("'{text}' is a number that a spreadsheet has cut: digits of the NIP are lost", text=text)
        case NipFault.SEPARATED:
            return Message("'{text}' is a NIP written with separators", text=text)
        case NipFault.OLD_NINE_DIGITS:
            return Message("'{text}' has 9 digits, the old form from before 2009; a NIP has 18", text=text)
        case NipFault.LENGTH:
            return Message("'{text}' has {length} digits; a NIP has 18", text=text, length=len(compact_nip(text)))
        case NipFault.CHARACTERS:
            return Message("'{text}' is not a NIP: {signs} no digit 0 to 9", text=text, signs=_wrong_signs(text))
        case _:
            return _message_of_part(fault, text)


def _message_of_part(fault: NipFault, text: str) -> Message:
    match fault:
        case NipFault.BIRTH_DATE:
            return Message(
                "'{text}' is not a NIP: digits 1 to 8 ({part}) are no date of birth", text=text, part=text[:8]
            )
        case NipFault.APPOINTMENT:
            return Message(
                "'{text}' is not a NIP: digits 9 to 14 ({part}) are no month of appointment", text=text, part=text[8:14]
            )
        case NipFault.CONTRACT:
            return Message(
                "'{text}' is no NI PPPK: digits 9 to 14 ({part}) are no year from 2000 on and a contract number 1 to 9",
                text=text,
                part=text[8:14],
            )
        case NipFault.SEX:
            return Message(
                "'{text}' is not a NIP: digit 15 is {part}, and only 1 (male) and 2 (female) exist",
                text=text,
                part=text[14],
            )
        case _:
            return Message(
                "'{text}' ends in 000: a spreadsheet has rounded the number, and its last digits are lost", text=text
            )


def _remedy(fault: NipFault, text: str) -> Message:
    if fault is NipFault.SEPARATED:
        return Message("write {digits}", digits=compact_nip(text))
    if fault in (NipFault.SCIENTIFIC, NipFault.SERIAL):
        return Message("format the column as text in the spreadsheet and export it again")
    if fault is NipFault.MISSING_YET:
        return Message("leave the person out until the NIP is issued")
    return Message("write the 18 digits of the decree")


@rule(
    code="NIP-01",
    name="malformed-nip",
    severity=Severity.ERROR,
    basis=("NIP", "NIPPPK"),
    scope=Scope.RECORD,
)
def malformed_nip(data: Checked) -> Iterator[Fault]:
    """A NIP has 18 digits with a fixed meaning and no check digit; most typing errors show in its date parts.

    Write the digits of the decree as text. Nothing is repaired or padded here.
    """
    for table in data.dataset.tables.values():
        for column in table.declaration.columns:
            if column.kind is not Kind.NIP or not table.has(column.name):
                continue
            doubtful = pl.col(column.name).is_not_null() & _born(data, table, column.name).is_null()
            frame = table.text.select(column.name).with_row_index("row").filter(doubtful)
            for row, text in frame.iter_rows():
                found = parse_nip(text)
                if isinstance(found, NipFault):
                    yield Fault(table.name, row, column.name, message_of(found, text), _remedy(found, text))


def _born(data: Checked, table: Table, column: str) -> pl.Series:
    """The birth dates in the NIPs of a column; null where the quick test cannot say that the text is a NIP."""
    texts = table.frame.select(text=column)

    def compute() -> pl.Series:
        # in pieces that stay in the cache: every step of the arithmetic is a whole column of numbers
        pieces = list(texts.iter_slices(_PIECE)) or [texts]
        return pl.concat([_birth_dates(piece) for piece in pieces])["nip_born"]

    return data.once(f"born by {column} of {table.name}", compute)


def _birth_dates(texts: pl.DataFrame) -> pl.DataFrame:
    """By arithmetic on the digits, which takes a sixth of the time of a pattern and of reading dates."""
    text = pl.col("text")
    number = pl.when(is_18_digits(text)).then(text.cast(pl.Int64, strict=False)).fill_null(0)
    born, rest = np.divmod(texts.select(number).to_series().to_numpy(), 10**10)
    year, month_and_day = np.divmod(born.astype(np.int32), 10_000)
    month, day = np.divmod(month_and_day, 100)
    appointed, rest = np.divmod(rest, 10_000)
    since, contract = np.divmod(appointed.astype(np.int32), 100)
    sex, serial = np.divmod(rest.astype(np.int32), 1000)
    is_pns = _between(since, 1950, 2099) & _between(contract, 1, 12)
    is_pppk = _between(since, 2000, 2099) & _between(contract, 21, 29)
    sound = _between(year, _FIRST_YEAR, _LAST_YEAR) & _between(month, 1, 12) & (is_pns | is_pppk)
    sound &= _between(sex, 1, 2) & (serial > 0) & (day >= 1)
    at = np.where(sound, 12 * (year - _FIRST_YEAR) + month - 1, 0)
    days = _MONTHS[at] + day - 1
    sound &= days < _MONTHS[at + 1]
    return pl.DataFrame({"nip_born": pl.Series(days).cast(pl.Date)}).select(pl.when(pl.Series(sound)).then("nip_born"))


_MONTHS = (
    np.arange(f"{_FIRST_YEAR}-01", f"{_LAST_YEAR + 1}-02", dtype="datetime64[M]")
    .astype("datetime64[D]")
    .astype(np.int32)
)
"""The first days of the months in which somebody may be born, and the day after the last of them."""


def _between(numbers: NDArray[np.int32], least: int, most: int) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (numbers >= least) & (numbers <= most)
    return found


# Parts against columns ---------------------------------------------------------------------------------


def parts_of_nip(data: Checked) -> pl.DataFrame:
    """Every row of pegawai: the parts of its NIP (nip_born, nip_male, nip_year, nip_month) and which of them differ.

    Where the NIP is absent or malformed the parts are null, and none differs from what is stated.
    """
    return data.once("nip parts", lambda: _compare_parts(data))


def _compare_parts(data: Checked) -> pl.DataFrame:
    frame = data.frame("pegawai").select(
        "row", "nip", "tanggal_lahir", "jenis_kelamin", "tmt_cpns", "status_kepegawaian",
        _born(data, data.dataset.tables["pegawai"], "nip"),
    )  # fmt: skip
    number = pl.when(pl.col("nip_born").is_not_null()).then(pl.col("nip").cast(pl.Int64, strict=False))
    frame = frame.with_columns(digits=number).select(
        pl.exclude("digits"),
        nip_male=pl.col("digits") // 1000 % 10 == 1,
        nip_year=(pl.col("digits") // 1_000_000 % 10_000).cast(pl.Int32),
        nip_month=(pl.col("digits") // 10_000 % 100).cast(pl.Int32),
    )
    start, sex, male = pl.col("tmt_cpns"), pl.col("jenis_kelamin"), pl.col("nip_male")
    month_differs = (pl.col("nip_month") <= 12) & (start.dt.month().cast(pl.Int32) != pl.col("nip_month"))
    return frame.with_columns(
        born_differs=(pl.col("tanggal_lahir") != pl.col("nip_born")).fill_null(False),
        sex_differs=((male & (sex == "P")) | (~male & (sex == "L"))).fill_null(False),
        start_differs=((start.dt.year() != pl.col("nip_year")) | month_differs).fill_null(False),
    ).with_columns(
        differing=pl.col("born_differs").cast(pl.UInt8)
        + pl.col("sex_differs").cast(pl.UInt8)
        + pl.col("start_differs").cast(pl.UInt8)
    )


def _single(data: Checked, part: str) -> pl.DataFrame:
    return parts_of_nip(data).filter(pl.col(part), pl.col("differing") == 1)


def _birth_message(row: dict[str, object]) -> Message:
    return Message("NIP says born {nip}, tanggal_lahir says {stated}", nip=row["nip_born"], stated=row["tanggal_lahir"])


def _sex_message(row: dict[str, object]) -> Message:
    digit, sex = ("1", "L") if row["nip_male"] else ("2", "P")
    return Message(
        "digit 15 of the NIP is {digit} ({sex}), jenis_kelamin says {stated}",
        digit=digit,
        sex=sex,
        stated=row["jenis_kelamin"],
    )


def _start_message(row: dict[str, object]) -> Message:
    month = row["nip_month"]
    appointed = f"{row['nip_year']}-{month:02d}" if isinstance(month, int) and month <= 12 else str(row["nip_year"])
    return Message("NIP says appointed {nip}, tmt_cpns says {stated}", nip=appointed, stated=row["tmt_cpns"])


_CHECK = Message("compare with the decree and correct the one that is wrong")


@rule(
    code="NIP-02",
    name="nip-birth-date-differs",
    severity=Severity.WARNING,
    basis=("NIP",),
    tables=("pegawai",),
    scope=Scope.RECORD,
)
def birth_date_differs(data: Checked) -> Iterator[Fault]:
    """The first eight digits are the birth date; retirement and age limits hang on it.

    Either can be right: a corrected birth date does not always change the NIP. Compare with the decree.
    """
    for row in _single(data, "born_differs").iter_rows(named=True):
        yield Fault("pegawai", row["row"], "tanggal_lahir", _birth_message(row), _CHECK)


@rule(
    code="NIP-03",
    name="nip-sex-differs",
    severity=Severity.WARNING,
    basis=("NIP",),
    tables=("pegawai",),
    scope=Scope.RECORD,
)
def sex_differs(data: Checked) -> Iterator[Fault]:
    """Digit 15 is 1 for men and 2 for women.

    Correct jenis_kelamin, or the digit if it was mistyped.
    """
    for row in _single(data, "sex_differs").iter_rows(named=True):
        yield Fault("pegawai", row["row"], "jenis_kelamin", _sex_message(row), _CHECK)


@rule(
    code="NIP-04",
    name="nip-appointment-differs",
    severity=Severity.WARNING,
    basis=("NIP",),
    tables=("pegawai",),
    scope=Scope.RECORD,
)
def appointment_differs(data: Checked) -> Iterator[Fault]:
    """Digits 9 to 14 are year and month of appointment; for PPPK only the year.

    Correct tmt_cpns, or the digits if they were mistyped.
    """
    for row in _single(data, "start_differs").iter_rows(named=True):
        yield Fault("pegawai", row["row"], "tmt_cpns", _start_message(row), _CHECK)


@rule(
    code="NIP-05",
    name="nip-of-another-person",
    severity=Severity.ERROR,
    basis=("NIP",),
    tables=("pegawai",),
    scope=Scope.RECORD,
)
def several_parts_differ(data: Checked) -> Iterator[Fault]:
    """Two or more differing parts are no correction any more: the row mixes two people, or is shifted.

    Find the decree of this person and correct NIP and columns together.
    """
    for row in parts_of_nip(data).filter(pl.col("differing") >= 2).iter_rows(named=True):
        parts = (("born_differs", _birth_message), ("sex_differs", _sex_message), ("start_differs", _start_message))
        said = tuple(message(row) for part, message in parts if row[part])
        yield Fault(
            "pegawai", row["row"], "nip", Message("several parts of the NIP differ: {parts}", parts=said), _CHECK
        )


@rule(
    code="NIP-06",
    name="nip-of-another-scheme",
    severity=Severity.ERROR,
    basis=("NIP", "NIPPPK"),
    tables=("pegawai",),
    scope=Scope.RECORD,
)
def scheme_differs(data: Checked) -> Iterator[Fault]:
    """Digits 13 and 14 tell a NIP of a PNS (a month) from a NI PPPK (21 to 29).

    Correct status_kepegawaian or the number.
    """
    pppk_number = pl.col("nip_month") > 12
    pppk_status = pl.col("status_kepegawaian").is_in(STATUS_PPPK)
    wrong = parts_of_nip(data).filter(pl.col("status_kepegawaian").is_not_null(), pppk_number != pppk_status)
    for row in wrong.iter_rows(named=True):
        scheme = "PPPK" if row["nip_month"] > 12 else "PNS"
        message = Message(
            "the number is one of a {scheme}, status_kepegawaian says {stated}", scheme=scheme,
            stated=row["status_kepegawaian"],
        )  # fmt: skip
        yield Fault("pegawai", row["row"], "status_kepegawaian", message, _CHECK)


@rule(
    code="NIP-07",
    name="implausible-age-at-appointment",
    severity=Severity.WARNING,
    graded=True,
    basis=("INGATAN",),
    settings={"usia_min": an_age(18, least=0), "usia_maks": an_age(46), "usia_maks_pppk": an_age(59)},
    tables=("pegawai",),
    scope=Scope.RECORD,
)
def implausible_age(data: Checked) -> Iterator[Fault]:
    """Age at appointment outside 18 to 46 hints at a mistyped year; PPPK may be appointed until near retirement.
    A NIP that says appointed before birth, where the columns do not say otherwise, is no NIP of anybody: an error.
    Years of service that begin in childhood are those of somebody else, or mistyped.

    Compare birth date and appointment with the decree, and years of service with that of the rank.
    """
    settings = data.settings
    yield from _service_of_a_child(data)
    frame = data.frame("pegawai").select("row", "nip", "tanggal_lahir", "tmt_cpns", "status_kepegawaian")
    born, start = pl.col("tanggal_lahir"), pl.col("tmt_cpns")
    days = (start - born).dt.total_days()
    is_pppk = pl.col("status_kepegawaian").is_in(STATUS_PPPK).fill_null(False)
    oldest = pl.when(is_pppk).then(settings["usia_maks_pppk"]).otherwise(settings["usia_maks"])
    # a quick bound by the days of the shortest and the longest years, then the exact age
    doubtful = (days < settings["usia_min"] * 366) | (days >= (oldest + 1) * 365)
    for row, text, stated_born, stated_start, status in frame.filter(doubtful.fill_null(True)).iter_rows():
        birth, appointed, pppk = _birth_and_start(text, stated_born, stated_start, status)
        if birth is None or appointed is None:
            continue
        if appointed <= birth:
            yield from _before_birth(data, row, text, stated_born, stated_start)
            continue
        age = years_between(birth, appointed)
        if not settings["usia_min"] <= age <= settings["usia_maks_pppk" if pppk else "usia_maks"]:
            message = Message(
                "born {born}, appointed {start}: at the age of {age}", born=birth, start=appointed, age=age
            )
            yield Fault("pegawai", row, "tmt_cpns" if stated_start else "nip", message, _CHECK)


_LEAST_AGE_OF_SERVICE = 15
"""Below the age of appointment, since years before it may be counted in."""


def _service_of_a_child(data: Checked) -> Iterator[Fault]:
    """Years of service up to the reference date, or without one up to the rank decree, by the earlier birth date."""
    frame = data.dataset.tables["pegawai"].frame
    parts = parts_of_nip(data).select("row", born=pl.min_horizontal("tanggal_lahir", "nip_born"))
    until = pl.col("tmt_pangkat") if data.as_of is None else pl.lit(data.as_of, pl.Date)
    years = pl.col("masa_kerja_tahun")
    cells = frame.select("masa_kerja_tahun", until=until).with_columns(parts)
    young = (pl.col("until") - pl.col("born")).dt.total_days() < (years + _LEAST_AGE_OF_SERVICE) * 365
    found = cells.filter(young, years > 0, pl.col("born") < pl.col("until"))
    for row, served, born in found.select("row", "masa_kerja_tahun", "born").iter_rows():
        message = Message("{years} years of service cannot be: born {born}", years=served, born=born)
        fix = Message("compare with the rank decree")
        yield Fault("pegawai", row, "masa_kerja_tahun", message, fix, beside=("tanggal_lahir",))


def _before_birth(
    data: Checked, row: int, text: str | None, born: datetime.date | None, start: datetime.date | None
) -> Iterator[Fault]:
    """A NIP whose own parts cannot be. Of two columns tells TANGGAL-01, of one that differs from the NIP NIP-02 or
    NIP-04, of a birth date ahead TANGGAL-02.
    """
    nip = parse_nip(text or "")
    if isinstance(nip, NipFault) or (born is not None and start is not None):
        return
    appointed = datetime.date(nip.year, nip.month or 12, 1)
    differs = (born or nip.born) != nip.born or (start is not None and start.year != nip.year)
    ahead = born is not None and data.as_of is not None and born > data.as_of
    if appointed <= nip.born and not differs and not ahead:
        said = f"{nip.year}-{nip.month:02d}" if nip.month else str(nip.year)
        message = Message("the NIP says born {born}, and appointed {start} before that", born=nip.born, start=said)
        yield Fault("pegawai", row, "nip", message, Message("write the 18 digits of the decree"), Severity.ERROR)


def _birth_and_start(
    text: str | None, born: datetime.date | None, start: datetime.date | None, status: str | None
) -> tuple[datetime.date | None, datetime.date | None, bool]:
    """What the columns state, else what the NIP says; and whether the person is a PPPK."""
    pppk = status in STATUS_PPPK
    if (born is None or start is None) and text is not None:
        nip = parse_nip(text)
        if isinstance(nip, Nip):
            born = born or nip.born
            start = start or datetime.date(nip.year, nip.month or 12, 1)
            pppk = pppk or nip.is_pppk
    return born, start, pppk


def stated_by_nip(column: str, text: str | None, value: datetime.date) -> datetime.date | None:
    """The date that a NIP has for tanggal_lahir, or the first of its month for tmt_cpns, where it is another one than
    what the column says; None for other columns, and where the NIP does not tell.
    """
    nip = parse_nip(text) if text is not None else None
    if not isinstance(nip, Nip):
        return None
    if column == "tanggal_lahir":
        return nip.born if nip.born != value else None
    if column == "tmt_cpns" and nip.month and (nip.year, nip.month) != (value.year, value.month):
        return datetime.date(nip.year, nip.month, 1)
    return None
