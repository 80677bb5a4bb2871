"""The proposal: totals that agree with its tables, and text from the data that stays text."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

from markdown_it import MarkdownIt

from mutasi.message import Message
from mutasi.model.dataset import Input
from mutasi.model.policy import Agency, Signatory
from mutasi.model.verdict import Reason, Verdict
from mutasi.plan.serial import serial_plan
from mutasi.render.language import language
from mutasi.render.proposal import FIELDS, Proposal, as_csv, as_markdown
from tests.builders import EFFECTIVE, candidate, known, ranking, reference, unknown_fact, vacancy
from tests.golden import GOLDEN, assert_same

KINDS = ["rotasi", "rotasi", "promosi", "rotasi", "promosi", "demosi"]


def proposal(*, name: str = "Siti Rahayu", post: str = "Kepala Bidang Promosi") -> Proposal:
    """Five people for six seats of five vacancies."""
    lists = []
    for row in range(5):
        one = candidate(row, 1, known(9000 - row), known(7000), name=name if row == 2 else "")
        lists.append(ranking(vacancy(f"L-{row}", row=row, post=post, seats=2 if row == 4 else 1), [one]))
    plan = serial_plan(lists, {shortlist.vacancy.id: KINDS for shortlist in lists}, reference())
    signatory = Signatory("Kepala BKPSDM", "Tuti Wardani", "Pembina Tk. I", "197001011995012001")
    agency = Agency(name="Pemerintah Kota Rekaan", place="Rekaan", addressee="Wali Kota", signatory=signatory)
    frozen = Reason("PILKADA-02", Verdict.FAIL, Message("within six months after the inauguration"), hard=True)
    return Proposal(
        agency=agency, plan=plan, shortlists=tuple(lists), conditions=(frozen,), reference=reference(), as_of=EFFECTIVE,
        effective=EFFECTIVE, inputs=(Input("data/pegawai.csv", lambda: "ab" * 32, 5),), options=(), shown=5,
        order=Message("order"),
    )  # fmt: skip


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_totals_agree_with_the_table_and_with_the_csv():
    made = proposal()
    text, moves = as_markdown(made, language("en")), records(as_csv(made))
    table_rows = re.findall(r"^\| +\d+ \| .*<br>", text, re.M)
    assert len(table_rows) == len(moves) == 5
    assert re.search(r"\| rotation +\| +3 \|", text)
    assert re.search(r"\| promotion +\| +2 \|", text)
    assert re.search(r"\| \*\*all moves\*\* +\| +\*\*5\*\* \|", text)
    assert "Open seats 6 = filled 5 + left empty 1." in text
    assert [row["jenis"] for row in moves] == ["rotasi", "rotasi", "promosi", "rotasi", "promosi"]


def test_the_totals_count_the_moves_that_depend_on_what_nobody_knows():
    made = proposal()
    assert "nobody has yet" not in as_markdown(made, language("en"))
    unsure = replace(made.plan.picks[1].candidate, unjudged=(unknown_fact(), unknown_fact(hard=False)))
    picks = (made.plan.picks[0], replace(made.plan.picks[1], candidate=unsure), *made.plan.picks[2:])
    text = as_markdown(replace(made, plan=replace(made.plan, picks=picks)), language("en"))
    totals = text.partition("## Totals")[2].partition("\n## ")[0]
    assert f"which would bar: 1 ({unknown_fact().rule})" in totals


def test_hostile_text_stays_text_and_breaks_no_table():
    hostile = "A | B <script>alert(1)</script>\n*C* [x](http://a.b) `d`"
    made = proposal(name=hostile, post=hostile)
    text = as_markdown(made, language("en"))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert "<script>" not in html
    assert "<a " not in html
    assert "<em>C</em>" not in html
    body = re.search(r"Proposed moves</h2>.*?<tbody>(.*?)</tbody>", html, re.S)
    assert body is not None
    assert {row.count("<td") for row in body.group(1).split("</tr>")[:-1]} == {8}
    assert records(as_csv(made))[2]["nama"] == hostile


def test_csv_has_the_promised_fields():
    assert as_csv(proposal()).splitlines()[0] == ",".join(FIELDS)


def test_the_document_in_both_languages():
    for code in ("id", "en"):
        assert_same(as_markdown(proposal(), language(code)), GOLDEN / f"usulan.{code}.md")
