"""Facts about people: performance, discipline, talent, wishes."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.codes import KOMPETENSI_DASAR
from mutasi.rules.rule import Checked, Fault, Scope, rule


@rule(
    code="KINERJA-02",
    name="rating-differs-from-matrix",
    severity=Severity.WARNING,
    basis=("PERMENPANRB6-2022",),
    tables=("kinerja",),
    reads={},
)
def rating_differs_from_matrix(data: Checked) -> Iterator[Fault]:
    """The predikat follows from the ratings of results and conduct; the matrix was read from public code.

    Correct the predikat, or the rating that was entered wrongly.
    """
    rows = data.frame("kinerja").select("row", "hasil_kerja", "perilaku", "predikat").drop_nulls()
    for row, results, conduct, stated in rows.iter_rows():
        expected = data.reference.performance_matrix.get((results, conduct))
        if expected is not None and expected != stated:
            message = Message(
                "predikat {stated}, but {results} and {conduct} make {expected}", stated=stated, results=results,
                conduct=conduct, expected=expected,
            )  # fmt: skip
            fix = Message("write {expected}, or correct a rating", expected=expected)
            yield Fault("kinerja", row, "predikat", message, fix, beside=("hasil_kerja", "perilaku"))


@rule(
    code="DISIPLIN-06",
    name="penalty-of-another-gravity",
    severity=Severity.ERROR,
    basis=("PP94-2021-8",),
    tables=("disiplin",),
    reads={},
)
def penalty_of_another_gravity(data: Checked) -> Iterator[Fault]:
    """Each penalty of the law has its gravity: R ringan, S sedang, B berat.

    Correct jenis or tingkat.
    """
    for row, kind, gravity in data.frame("disiplin").select("row", "jenis", "tingkat").drop_nulls().iter_rows():
        expected = data.reference.penalties.get(kind, gravity)
        if expected != gravity:
            message = Message(
                "penalty {kind} is {expected}, not {gravity}", kind=kind, expected=expected, gravity=gravity
            )
            yield Fault("disiplin", row, "tingkat", message, Message("correct jenis or tingkat"), beside=("jenis",))


@rule(
    code="DISIPLIN-07",
    name="penalty-past-its-end",
    severity=Severity.WARNING,
    basis=("PP94-2021-8", "INGATAN"),
    tables=("disiplin",),
    dated=True,
    reads={},
)
def penalty_past_its_end(data: Checked) -> Iterator[Fault]:
    """A penalty whose last day has passed is not served any more; who is said to serve it is held up for nothing.
    PP 94/2021 art. 8, as quoted, gives penalties of medium gravity and demotions a term of 6, 9 or 12 months. Of light
    ones it names none: there, and for what the status is to say afterwards, the rule rests on the file and on memory.

    Write selesai into status, or correct tmt_selesai.
    """
    # of an end before the beginning TANGGAL-03 tells
    ended = data.frame("disiplin").filter(
        pl.col("status") == "menjalani",
        pl.col("tmt_selesai") < pl.lit(data.as_of, pl.Date),
        (pl.col("tmt_selesai") >= pl.col("tmt_mulai")).fill_null(True),
    )
    for row, last in ended.select("row", "tmt_selesai").iter_rows():
        message = Message("the penalty ended {last}, and the status is still menjalani", last=last)
        fix = Message("write selesai, or correct tmt_selesai")
        yield Fault("disiplin", row, "status", message, fix, beside=("tmt_selesai",))


@rule(
    code="KAMUS-01",
    name="competence-beyond-dictionary",
    severity=Severity.WARNING,
    basis=("PERMENPANRB38-2017",),
    tables=("kompetensi",),
    reads={},
)
def competence_beyond_dictionary(data: Checked) -> Iterator[Fault]:
    """The dictionary has eight managerial competences, M.01 to M.08, and one social-cultural, SK.01; a level in any
    other of that form counts for no vacancy. Technical competences have codes of another form.

    Write the code of the dictionary.
    """
    frame = data.frame("kompetensi").select("row", code="kompetensi")
    codes = frame["code"].unique().drop_nulls()
    wrong = codes.filter(codes.str.contains(r"(?i)^(M|SK)\W?[0-9]{1,2}$") & ~codes.is_in(KOMPETENSI_DASAR))
    if wrong.is_empty():
        return
    fix = Message("write one of {codes}", codes=KOMPETENSI_DASAR)
    for row, code in frame.filter(pl.col("code").is_in(wrong.implode())).iter_rows():
        message = Message("the dictionary has no competence '{code}'", code=code)
        yield Fault("kompetensi", row, "kompetensi", message, fix)


@rule(
    code="TALENTA-02",
    name="box-differs-from-axes",
    severity=Severity.ERROR,
    basis=("PERMENPANRB3-2020",),
    tables=("talenta",),
    reads={},
)
def box_differs_from_axes(data: Checked) -> Iterator[Fault]:
    """The box of the talent map follows from its two axes, performance and potential; boxes 7 to 9 open a succession.

    Correct kotak, or the axis that was entered wrongly.
    """
    rows = data.frame("talenta").select("row", "kinerja", "potensial", "kotak").drop_nulls()
    for row, performance, potential, stated in rows.iter_rows():
        expected = data.reference.talent_boxes.get((performance, potential))
        if expected is not None and expected != stated:
            message = Message(
                "box {stated}, but {performance} and {potential} make {expected}", stated=stated,
                performance=performance, potential=potential, expected=expected,
            )  # fmt: skip
            fix = Message("write {expected}, or correct an axis", expected=expected)
            yield Fault("talenta", row, "kotak", message, fix, beside=("kinerja", "potensial"))


@rule(
    code="TALENTA-03",
    name="talent-record-without-box",
    severity=Severity.WARNING,
    basis=("PERMENPANRB3-2020",),
    tables=("talenta",),
    scope=Scope.RECORD,
)
def talent_record_without_box(data: Checked) -> Iterator[Fault]:
    """A record tells a box when kotak stands there, or both axes do, each as a rating or as a number.

    Write kotak, or the axis that is missing.
    """
    axes = (("kinerja", "nilai_kinerja"), ("potensial", "nilai_potensial"))
    known = [pl.any_horizontal(pl.col(name).is_not_null() for name in names) for names in axes]
    rows = data.frame("talenta").filter(pl.col("kotak").is_null(), ~pl.all_horizontal(known))
    for row in rows["row"]:
        message = Message("neither kotak nor both axes are stated, so there is no box")
        yield Fault("talenta", row, "kotak", message, Message("write kotak, or the axis that is missing"))


@rule(
    code="MINAT-01",
    name="wish-for-nothing-known",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("minat",),
    reads={"jabatan": ("id_jabatan",), "unit": ("id_unit",)},
)
def wish_for_nothing_known(data: Checked) -> Iterator[Fault]:
    """A wish that names no post or unit of the dataset counts for no vacancy.

    Write the id of the post or unit.
    """
    for kind, table, key in (("jabatan", "jabatan", "id_jabatan"), ("unit", "unit", "id_unit")):
        target = data.dataset.get(table)
        if target is None:
            continue
        known = target.frame[key].drop_nulls()
        wishes = data.frame("minat").filter(pl.col("jenis") == kind)
        lost = wishes.filter(pl.col("sasaran").is_null() | ~pl.col("sasaran").is_in(known.implode()))
        for row, wanted in lost.select("row", "sasaran").iter_rows():
            message = Message("the wish names '{wanted}', which is not in {table}", wanted=wanted or "", table=table)
            fix = Message("write the id of the post or unit")
            yield Fault("minat", row, "sasaran", message, fix, beside=("jenis",))
