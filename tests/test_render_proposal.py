"""The proposal: totals that agree in every format, and text from the data that stays text."""

from __future__ import annotations

import io
import json
import re
import zipfile
from copy import deepcopy
from dataclasses import replace

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from markdown_it import MarkdownIt

from mutasi.message import Message
from mutasi.model.policy import Agency, PlanPolicy
from mutasi.model.seal import seal
from mutasi.model.verdict import Verdict
from mutasi.plan.serial import Pick
from mutasi.proposal.document import Origin, ProposedMove
from mutasi.proposal.totals import TotalsDisagree, checked
from mutasi.render.blocks import Grid, Items, Paragraph
from mutasi.render.docx_file import new_template
from mutasi.render.docx_table import table_xml
from mutasi.render.docx_template import TemplateInvalid
from mutasi.render.language import language
from mutasi.render.proposal import FORMATS, template, template_values
from mutasi.render.proposal_data import FIELDS, as_csv
from mutasi.render.proposal_lists import _told
from mutasi.render.proposal_parts import PARTS, formal
from mutasi.render.proposal_words import post_name, sentence, why
from mutasi.render.seal import seal_told
from tests.builders import EFFECTIVE, candidate, known, missing, ranking, unknown_fact, vacancy
from tests.documents import Page, docx_text, of_docx, records, sheets
from tests.golden import GOLDEN, ROOT, assert_same
from tests.proposals import proposal, render

HOSTILE = (
    "A | B <script>alert(1)</script>\n*C* [x](http://a.b) `d` {{7*7}} {% for %} &amp; \x1b[31m\x0b ![i](javascript:1)"
)
FORMULAS = ("=HYPERLINK(1)", "+62812", "-1+1", "@SUM(1)", "\t=1+1", "\r=1", "＝1", "\0=1")  # noqa: RUF001
ENGLISH = language("en")


def test_totals_agree_in_every_format():
    made = proposal()
    text, moves = render(made, "md", ENGLISH), records(as_csv(made))
    assert len(re.findall(r"^\| +\d+ \| .*<br>", text, re.M)) == len(moves) == 5
    assert re.search(r"\| rotation +\| +3 \|", text)
    assert re.search(r"\| promotion +\| +2 \|", text)
    assert re.search(r"\| \*\*all moves\*\* +\| +\*\*5\*\* \|", text)
    assert "Open seats 6 = filled 5 + left empty 1." in text
    assert [row["jenis"] for row in moves] == ["rotasi", "rotasi", "promosi", "rotasi", "promosi"]
    told = json.loads(render(made, "json", ENGLISH))
    assert told["jumlah"]["per_jenis"] == {"promosi": 2, "rotasi": 3}
    assert (told["jumlah"]["terisi"], len(told["perpindahan"]), len(told["kosong"])) == (5, 5, 1)
    assert len(render(made, "jsonl", ENGLISH).splitlines()) == 5
    page = Page(render(made, "html", ENGLISH))
    assert ["all moves", "5"] in page.rows
    moved = [row for row in page.rows if len(row) == 7 and "198503152010" in row[1]]
    assert [row[0] for row in moved[:5]] == ["1", "2", "3", "4", "5"]
    tables = of_docx(render(made, "docx", ENGLISH)).tables
    assert next(len(table.rows) for table in tables if len(table.columns) == 7) == 6
    book = sheets(render(made, "xlsx", ENGLISH))
    assert len(book["usulan"]) == 6
    assert ["terisi", "5"] in book["jumlah"]
    assert book["usulan"][1][1] == moves[0]["nip"]  # text, whatever looks like a number


def test_numbers_that_disagree_are_never_written():
    totals = proposal().totals
    assert checked(totals) is totals
    for wrong in ({"seats": 7}, {"empty": 0}, {"kinds": {"rotasi": 4}}, {"levels": {}}):
        with pytest.raises(TotalsDisagree):
            checked(replace(totals, **wrong))


def test_the_totals_count_the_moves_that_depend_on_what_nobody_knows():
    made = proposal()
    assert "nobody has yet" not in render(made, "md", ENGLISH)
    move = made.moves[1]
    unsure = replace(move.candidate, unjudged=(unknown_fact(), unknown_fact(hard=False)))
    moves = (made.moves[0], replace(move, pick=replace(move.pick, candidate=unsure)), *made.moves[2:])
    text = render(replace(made, moves=moves), "md", ENGLISH)
    totals = text.partition("## Totals")[2].partition("\n## ")[0]
    assert f"which would bar: 1 ({unknown_fact().rule})" in totals
    for part in (text.partition("## Considerations")[0], text.partition("## Considerations")[2]):
        assert "a fact that would bar is not known yet: 1 move;" in part


def test_a_sentence_hides_neither_who_stays_nor_what_is_not_known():
    first, second, third = (
        candidate(row, place, one, known(7000), name=f"Orang {place}")
        for row, place, one in ((1, 1, known(9000)), (0, 2, missing(8000, 8500)), (2, 3, missing(7000, 7900)))
    )
    lists = replace(ranking(vacancy("L-0"), [first, second, third]), counts={Verdict.UNKNOWN: 2, Verdict.FAIL: 9})
    pick = Pick(lists.vacancy, replace(second, reasons=(unknown_fact(),)), lists, "rotasi", staying=(first,))
    move = ProposedMove(1, pick, "P-1", EFFECTIVE)
    told = (
        "umber 2 of 3 ranked people (with requirements not settled: 2), with a score of 76.67 (between 76.67 and"
        " 80.00, as values are missing); ahead of the next in place above all in kompetensi;"
        " better placed and not proposed: 1;"
        " to be verified: KINERJA-01 (see the notes)."
    )
    assert sentence(move, ENGLISH, short=True) == f"N{told}"
    assert sentence(move, ENGLISH) == f"Orang 2 is proposed as {post_name(lists.vacancy)}, being n{told}"
    close = replace(
        lists,
        candidates=(first, second, replace(third, points={**third.points, "kompetensi": missing()}, highest=27000)),
    )
    assert "ahead" not in sentence(replace(move, pick=replace(pick, shortlist=close)), ENGLISH)
    notes = [why(replace(pick, shortlist=one), ENGLISH, ENGLISH.told) for one in (lists, close)]
    assert ["which missing values may turn" in note for note in notes] == [False, True]


@pytest.mark.parametrize("origin", Origin)
def test_choices_by_hand_and_plans_are_called_what_they_are(origin: Origin):
    made = proposal()
    move = made.moves[0]
    above = (candidate(9, 1, known(9900), known(7000)),)
    pick = replace(move.pick, by_hand=True, passed_over=above, staying=above)
    made = replace(made, origin=origin, moves=(replace(move, pick=pick), *made.moves[1:]))
    told = render(made, "md", ENGLISH)
    considered = told.partition("## Considerations")[2].partition("\n## ")[0]
    assert ("the proposer chose by hand: 1 person" in considered) is (origin is Origin.SHORTLISTS)
    assert ("Moves may have been deleted or changed" in considered) is (origin is Origin.PLAN)
    overridden = told.partition("## Overrides")[2].partition("\n## ")[0]
    assert re.search(r"better placed and not proposed: 1\. Reason: \.{20}", overridden)
    said = replace(made, moves=(replace(made.moves[0], reason="diminta unit"), *made.moves[1:]))
    assert "Reason: diminta unit" in render(said, "md", ENGLISH)


@pytest.mark.parametrize("place", [4, 0])
def test_whoever_is_proposed_is_printed_with_points_from_whatever_place(place: int):
    people = [candidate(row, row + 1, known(9000 - row), known(7000)) for row in range(4)]
    last = replace(people[3], place=place, nip="198503152010011999", name="Terakhir")
    made = proposal()
    one = replace(ranking(made.shortlists[0].vacancy, people[: 3 + bool(place)]), ranked=9)
    pick = replace(made.moves[0].pick, candidate=last, shortlist=one, by_hand=True)
    made = replace(made, shown=2, shortlists=(one, *made.shortlists[1:]),
                   moves=(replace(made.moves[0], pick=pick), *made.moves[1:]))  # fmt: skip
    assert [other.name for other in made.listed(one)] == ["Orang 0", "Orang 1", "Terakhir"]
    text = render(made, "md", ENGLISH).partition("## Shortlists")[2]
    assert re.search(rf"\| +{place or '-'} \| 198503152010011999 \| Terakhir", text)
    assert re.search(rf"\| +{place or '198503152010011999'} \| +89.97 \| +70.00 \| +83.31 \|", text)
    assert f"Terakhir ({place or '-'}): proposed here (no. 1)" in text
    assert "9 ranked" in text
    found = json.loads(render(made, "json", ENGLISH))["daftar_pendek"][0]
    assert (found["calon"][2]["nip"], found["diperingkat"]) == (last.nip, 9)


def test_hostile_text_stays_text_in_markdown():
    made = proposal(name=HOSTILE, post=HOSTILE, reason=HOSTILE, exception=HOSTILE)
    html = MarkdownIt("gfm-like", {"linkify": False}).render(render(made, "md", ENGLISH))
    page = Page(html)
    assert not {"script", "a", "img", "em", "code"} & set(page.tags)
    body = re.search(r"Proposed moves</h2>.*?<tbody>(.*?)</tbody>", html, re.S)
    assert body is not None
    assert {row.count("<td") for row in body.group(1).split("</tr>")[:-1]} == {7}
    assert records(as_csv(made))[2]["nama"] == HOSTILE


def test_hostile_text_stays_text_on_the_page_and_in_docx():
    plain, made = proposal(), proposal(name=HOSTILE, post=HOSTILE, reason=HOSTILE, exception=HOSTILE)
    safe, page = Page(render(proposal(reason="x", exception="x"), "html", ENGLISH)), Page(render(made, "html", ENGLISH))
    without_lines = [sorted(tag for tag in of.tags if tag != "text") for of in (page, safe)]  # of labels in pictures
    assert without_lines[0] == without_lines[1]
    assert not [name for name, value in page.attributes if name.startswith("on") or name in ("href", "src")]
    assert any("<script>alert(1)</script>" in cell for row in page.rows for cell in row)
    for filling in (None, ("t.docx", template(ENGLISH))):
        text = docx_text(render(made, "docx", ENGLISH, filling))
        assert "{{7*7}} {% for %} &amp; ^[[31m^K" in text
        assert "<script>alert(1)</script>" in text
    assert "\x1b" not in render(made, "html", ENGLISH) + render(made, "md", ENGLISH)
    assert plain.totals == made.totals or made.totals.exceptions == 1


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text: str):
    made = proposal(name=text, post=text)
    name = records(as_csv(made))[2]["nama"]
    assert name == f"'{text}"
    with zipfile.ZipFile(io.BytesIO(render(made, "xlsx", ENGLISH))) as packed:
        assert not any(b"<f>" in packed.read(entry) for entry in packed.namelist() if "sheet" in entry)


def test_a_template_of_the_office_is_filled_in_a_sandbox():
    made = proposal(name="Siti <b> & Rahayu")
    rows = "{% for p in pegawai %}{{ p.nomor }}. {{ p.nama }} {{ p.nip }}; {% endfor %}"
    own = new_template([("{{ instansi.nama }} {{ jumlah.terisi }}", 1), (rows, 0), ("{{ bagian.jumlah }}", 0)])
    document = of_docx(render(made, "docx", ENGLISH, ("own.docx", own)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "Pemerintah Kota Rekaan 5"
    assert f"3. Siti <b> & Rahayu {made.moves[2].candidate.nip}; " in texts[1]
    assert "Open seats 6 = filled 5 + left empty 1." in texts
    for source, told in (
        ("{{ ''.__class__.__mro__ }}", "unsafe"), ("{% include '/etc/passwd' %}", "no loader"),
        ("x {{ gaji }}", "there is not: 'gaji' is undefined; in the paragraph “x {{ gaji }}”"),
        ("{% for %}", "be read: Expected.*in the paragraph “{% for %}”"), ("{{ 'a' * 10 }}", "not allowed"),
        ("{{ range(9)|list }}", "'range' is undefined"),
    ):  # fmt: skip
        with pytest.raises(TemplateInvalid, match=told.replace("{{ gaji }}", re.escape("{{ gaji }}"))):
            render(made, "docx", ENGLISH, ("own.docx", new_template([(source, 0)])))
    with pytest.raises(TemplateInvalid, match="jumlah has to stand alone"):
        render(made, "docx", ENGLISH, ("own.docx", new_template([("see {{ bagian.jumlah }}", 0)])))
    for data in (b"", b"PK\x03\x04", zipped("a.txt", b"")):
        with pytest.raises(TemplateInvalid, match="no DOCX"):
            render(made, "docx", ENGLISH, ("own.docx", data))
    with pytest.raises(TemplateInvalid, match="at most"):
        render(made, "docx", ENGLISH, ("own.docx", zipped("word/document.xml", b"0" * 20_000_001)))


def zipped(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return made.getvalue()


def test_the_shipped_template_gives_the_whole_document():
    made = proposal(reason="x", exception="y")
    plain, filled = (docx_text(render(made, "docx", ENGLISH, one)) for one in (None, ("t", template(ENGLISH))))
    assert set(plain.splitlines()) <= set(filled.splitlines())


def widths(data: bytes) -> list[tuple[int, int]]:
    """Of each table the room of its section and its own width."""
    made, found = of_docx(data), []
    for table in made.tables:
        at = made.sections[len(table._tbl.xpath("preceding-sibling::w:p/w:pPr/w:sectPr"))]
        width = sum(column.width.twips for column in table.columns)
        found.append(((at.page_width - at.left_margin - at.right_margin) // 635, width))
    return found


def test_tables_are_as_wide_as_their_section_and_no_nip_breaks():
    made = proposal()
    plain, filled = (of_docx(render(made, "docx", ENGLISH, one)) for one in (None, ("t", template(ENGLISH))))
    sides = [[one.page_width > one.page_height for one in of.sections] for of in (plain, filled)]
    assert sides == [[False, True, False, True]] * 2
    assert widths(render(made, "docx", ENGLISH, ("t", template(ENGLISH)))) == widths(render(made, "docx", ENGLISH))
    own = docx.Document(io.BytesIO(new_template([("{{ bagian.perpindahan }}", 0), ("{{ bagian.jumlah }}", 0)])))
    own.paragraphs[0]._p.get_or_add_pPr().append(deepcopy(own.sections[0]._sectPr))  # the part ends a section
    own.sections[0].page_width *= 2
    own.sections[1].left_margin *= 3
    saved = io.BytesIO()
    own.save(saved)
    office = render(made, "docx", ENGLISH, ("own.docx", saved.getvalue()))
    assert len(of_docx(office).sections) == 2
    assert len({room for room, _ in widths(office)}) == 2
    narrow = render(made, "docx", ENGLISH, ("n.docx", new_template([("{{ bagian.perpindahan }}", 0)])))
    for data in (render(made, "docx", ENGLISH), office, narrow):
        found = widths(data)
        assert [abs(room - width) <= 12 for room, width in found] == [True] * len(found)
    assert '<span class="nip">19850315' in render(made, "html", ENGLISH)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_every_time(name: str):
    assert render(proposal(), name, ENGLISH) == render(proposal(), name, ENGLISH)


def test_packed_files_tell_no_time():
    for name in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(render(proposal(), name, ENGLISH))) as packed:
            assert {entry.date_time[0] for entry in packed.infolist()} <= {1980, 2000}


def test_csv_has_the_promised_fields():
    assert as_csv(proposal()).splitlines()[0] == ",".join(FIELDS)


def test_documents_write_days_and_numbers_as_letters_do():
    text = render(proposal(), "md", language("id"))
    assert "1 Desember 2026" in text
    assert "15 April 2026" in text
    assert "by 30 November 2026" in text
    assert "83,33" in text
    assert not re.search(r"\b20\d\d-\d\d-\d\d\b", text)


def test_the_letter_claims_no_more_than_there_is():
    made = proposal()
    text = render(made, "md", ENGLISH)
    assert "5 moves for 6 open seats" in text
    assert "ranked by the criteria and weights of the agency" in text
    assert "Everybody was compared by the same" in text
    moves = tuple(replace(move, by_vacancy=False) for move in made.moves)
    own = replace(made.shortlists[0], criteria=made.shortlists[0].criteria[:1])
    sealed = seal_told(*[seal({}, "1")] * 2)
    text = render(replace(made, moves=moves, seal=sealed, shortlists=(own, *made.shortlists[1:])), "md", ENGLISH)
    assert "5 moves; none fills an open seat" in text
    assert "Open seats: 6" not in text
    assert "weights that were sealed and are unchanged" in text
    assert "All candidates for one post were compared by the same" in text


def test_the_letter_has_a_head_and_blanks_where_something_is_not_stated():
    bare = render(replace(proposal(), agency=Agency()), "md", ENGLISH)
    assert re.search(r"To: \.{9,}  \nin their place", bare)
    assert re.search(r"Nature: \.{9,}(.|\n)+Copies to:\n\n1\. \.{9,}", bare)
    assert bare.count("Attachment to the letter of ......") == 1
    agency = replace(proposal().agency, letterhead=("Kota", "Badan", "Jalan 1"), nature="Rahasia", copies=())
    agency = replace(agency, addressee_place="Rekaan")
    told = [render(replace(proposal(), agency=agency), name, ENGLISH) for name in ("md", "html", "docx")]
    assert told[0].startswith("**Kota**  \n**Badan**  \nJalan 1\n\n---\n\n")
    assert "Nature: Rahasia" in told[0]
    assert "To: Wali Kota  \nin Rekaan" in told[0]
    assert "Copies to" not in told[0]
    assert '<header class="kop"><strong>Kota</strong><br><strong>Badan</strong><br>Jalan 1</header>' in told[1]
    head = of_docx(told[2]).paragraphs[0]
    assert (head.text, head.alignment) == ("Kota\nBadan\nJalan 1", WD_ALIGN_PARAGRAPH.CENTER)
    assert "Nature\t: Rahasia" in docx_text(told[2])


@pytest.mark.parametrize(("whole", "size", "columns"), [(9000, 16, 2), (2600, 12, 2), (9000, 12, 5)])
def test_no_column_is_narrower_than_its_longest_word_and_letters_become_smaller_before(whole, size, columns):
    row = ("197610012002032001",) * (columns - 1)
    xml = table_xml(Grid(("NIP",) * columns, ((*row, "a few words " * 20),), widths=(*[1] * (columns - 1), 20)), whole)
    widths = [int(text) for text in re.findall('<w:gridCol w:w="([0-9]+)"', xml)]
    assert set(re.findall('<w:sz w:val="([0-9]+)"', xml)) == {str(size)}
    assert min(widths[:-1]) > 18 * 0.64 * size * 10 + 120  # digits of a wide typeface, and the sides of the cell
    assert whole - columns <= sum(widths) <= whole


def test_what_stands_under_a_line_is_its_items():
    blocks = list(_told(["  one", "Heads:", "  two", "  three", "Alone."]))
    assert blocks == [Items(("one",)), Paragraph("Heads:"), Items(("two", "three")), Paragraph("Alone.")]


def test_numbers_stand_in_groups_in_documents_alone_and_years_never():
    told = Message("{count} of {all}, {year}, {ids}", count=1046, all=999, year=2025, ids=(1, 12345))
    words = language("id")
    assert words.text(told) == "1046 of 999, 2025, 1, 12345"
    assert formal(words).text(told) == formal(words).told(told) == "1.046 of 999, 2025, 1, 12.345"
    assert formal(ENGLISH).text(told) == "1,046 of 999, 2025, 1, 12,345"
    made = proposal()
    many = replace(made.shortlists[0], ranked=1046, counts={Verdict.PASS: 1046})
    made = replace(made, shortlists=(many, *made.shortlists[1:]))
    assert "1,046 ranked" in render(made, "md", ENGLISH)
    assert "1.046" not in render(made, "json", ENGLISH) + render(made, "csv", ENGLISH)


def test_the_document_in_both_languages():
    for code in ("id", "en"):
        assert_same(render(proposal(reason="diminta unit", exception="izin No. 1"), "md", language(code)),
                    GOLDEN / f"usulan.{code}.md")  # fmt: skip


def test_the_page_about_templates_names_all_that_there_is():
    page = (ROOT / "docs" / "proposal.md").read_text(encoding="utf-8")
    values = template_values(proposal(), ENGLISH)
    named = {name for name, value in values.items() if isinstance(value, str)}
    for name, value in values.items():
        named |= {name} | set(value if isinstance(value, dict) else value[0] if isinstance(value, list) else ())
    assert not [name for name in (*PARTS, *named) if not re.search(rf"[`. ]{name}[ `.]", page)]


def test_a_docx_file_has_numbered_pages_wide_ones_for_tables_and_nothing_of_who_made_it():
    data = render(proposal(), "docx", ENGLISH)
    made = of_docx(data)
    assert [section.page_width > section.page_height for section in made.sections] == [False, True, False, True]
    assert all("PAGE" in section.footer._element.xml for section in made.sections)
    about = made.core_properties
    assert (about.author, about.title, about.comments, about.created.year) == ("", "Usulan Mutasi", "", 2000)
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "thumbnail" in name]
    assert b"thumbnail" not in zipfile.ZipFile(io.BytesIO(data)).read("_rels/.rels")


def test_titles_and_the_name_of_the_rank_stand_in_the_table_unless_people_are_masked():
    made = proposal()
    titled = {move.candidate.nip: f"Dr. {move.candidate.name}, M.Si." for move in made.moves}
    shown = render(replace(made, titled=titled), "md", ENGLISH)
    assert shown.count("Dr. ") == 5
    assert "Dr. " not in render(replace(made, titled=titled, masked=True), "md", ENGLISH)


def test_the_legal_basis_names_each_instrument_once_and_nothing_else():
    text = render(proposal(), "md", ENGLISH)
    told = text.partition("## Legal basis\n\n")[2].partition("\n\n")[0]
    assert told.splitlines() == ["1. Undang-Undang Satu", "2. Peraturan Dua (Pasal 4; Pasal 30)"]
    sources = text.partition("## Sources of the rules")[2].partition("\n## ")[0]
    assert re.search(r"PANGKAT-01 .*Rank is within.*Tabel pangkat .*quoted or reported", sources)


def test_the_record_of_a_plan_says_by_what_plans_are_weighed_and_names_nobody():
    rules = replace(PlanPolicy().rules, kept_people=("198503152010011007",))
    planning = replace(PlanPolicy(), rules=rules, weight={"ADMINISTRATOR": 2}, lowest_place=20)
    told = render(replace(proposal(), planning=planning), "md", ENGLISH).partition("## Record")[2]
    (line,) = [line for line in told.splitlines() if "By what a plan is weighed" in line]
    assert "bobot.ADMINISTRATOR 2; " in line
    assert "peringkat\\_terendah 20" in line
    assert "198503152010011007" not in line
    assert "By what a plan is weighed" not in render(proposal(), "md", ENGLISH)
