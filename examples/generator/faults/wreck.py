"""The copy of the city into which faults are planted, and the list of what they must be found as."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from examples.generator.city import City
from examples.generator.draw import Draw
from examples.generator.facts import Row
from examples.generator.person import Person
from examples.generator.snapshot import COLUMNS, Tables
from examples.generator.write import Files, csv_text

ERROR, WARNING, INFO = "error", "warning", "info"
VACANCIES = "data/lowongan.yaml"


@dataclass(frozen=True)
class Expected:
    """One finding that a fault must cause; `place` gives the line when all faults are planted."""

    number: int
    rule: str
    severity: str
    file: str
    place: Callable[[], int]
    column: str
    key: str
    text: str


@dataclass
class Wreck:
    """Tables, texts and headers that faults change; people that a fault used are not used again."""

    city: City
    tables: Tables
    texts: dict[str, list[str]]
    """Lines of `mutasi.yaml` and `data/lowongan.yaml`."""

    headers: dict[str, str] = field(default_factory=dict)
    raw: dict[int, str] = field(default_factory=dict)
    """Lines that replace the row with that identity."""

    expected: list[Expected] = field(default_factory=list)
    number: int = 0

    def __post_init__(self) -> None:
        self.draw = Draw("faults")
        self._by_post: dict[str, list[Row]] | None = None
        self.people = {person.nip: person for person in self.city.people}
        self.rows = {row["nip"]: row for row in self.tables["pegawai"]}
        bound = [row[side] for row in self.tables["relasi"] for side in ("nip_a", "nip_b")]
        bound += [row["nip"] for name in ("penugasan", "disiplin", "minat") for row in self.tables[name]]
        self.taken = set(bound)
        self.used_posts: set[str] = {vacancy.post.id for vacancy in self.city.vacancies}

    def person(self, fits: Callable[[Person], bool]) -> Row:
        """The row of an ordinary person whom no other fault uses."""
        pool = [
            person for person in self.people.values()
            if person.nip not in self.taken and person.nip in self.rows and person.ordinary and fits(person)
        ]  # fmt: skip
        person = self.draw.pick(pool)
        self.taken.add(person.nip)
        return self.rows[person.nip]

    def fact(self, table: str, fits: Callable[[Row], bool] = lambda row: True) -> Row:
        """A row of a table of facts about somebody whom no other fault uses."""
        pool = [row for row in self.tables[table] if row["nip"] not in self.taken and fits(row)]
        row = self.draw.pick([row for row in pool if row["nip"] in self.people and self.people[row["nip"]].ordinary])
        self.taken.add(row["nip"])
        return row

    def post(self, fits: Callable[[Row], bool]) -> Row:
        """A post that no other fault and no vacancy uses; its holders are not used either."""
        self._by_post = self._index()
        pool = [
            row for row in self.tables["jabatan"]
            if row["id_jabatan"] not in self.used_posts and fits(row)
            and not any(holder["nip"] in self.taken for holder in self.holders(row))
        ]  # fmt: skip
        row = self.draw.pick(pool)
        self.used_posts.add(row["id_jabatan"])
        self.taken.update(holder["nip"] for holder in self.holders(row))
        self._by_post = None
        return row

    def _index(self) -> dict[str, list[Row]]:
        index: dict[str, list[Row]] = defaultdict(list)
        for row in self.tables["pegawai"]:
            index[row["id_jabatan"]].append(row)
        return index

    def holders(self, post: Row) -> list[Row]:
        return list((self._by_post or self._index())[post["id_jabatan"]])

    def free_seat(self, level: str = "PELAKSANA") -> Row:
        """A post with a free seat that nobody asks for."""
        return self.post(lambda row: row["jenjang"] == level and int(row["kebutuhan"]) > len(self.holders(row)))

    def expect(self, rule: str, severity: str, table: str, row: Row, column: str, text: str) -> None:
        """A finding in a CSV table, at the row and named by its first column."""
        key = row[COLUMNS[table][0]]
        place = self._place_of(table, row)
        self.expected.append(
            Expected(self.number, rule, severity, f"data/{table}.csv", place, column, key, text)
        )  # fmt: skip

    def expect_header(self, rule: str, severity: str, table: str, column: str, text: str) -> None:
        self.expected.append(Expected(self.number, rule, severity, f"data/{table}.csv", lambda: 1, column, "", text))

    def expect_line(self, rule: str, severity: str, file: str, line: str, column: str, key: str, text: str) -> None:
        """A finding in a YAML file, at the only line that equals `line`."""
        lines = self.texts[file]
        assert lines.count(line) == 1, (file, line, lines.count(line))
        place = lambda: lines.index(line) + 1  # noqa: E731
        self.expected.append(Expected(self.number, rule, severity, file, place, column, key, text))

    def change_vacancy(self, id: str, key: str, value: str) -> None:
        """Gives a key of a vacancy another value, which may be followed by further lines."""
        at = self._vacancy_line(id, key)
        name = self.texts[VACANCIES][at].partition(":")[0]
        self.texts[VACANCIES][at : at + 1] = f"{name}: {value}".split("\n")

    def expect_vacancy(self, rule: str, severity: str, id: str, key: str, text: str) -> None:
        place = lambda: self._vacancy_line(id, key) + 1  # noqa: E731
        self.expected.append(Expected(self.number, rule, severity, VACANCIES, place, key, id, text))

    def _vacancy_line(self, id: str, key: str) -> int:
        lines = self.texts[VACANCIES]
        first = lines.index(f"  - id_lowongan: {id}")
        return next(
            number for number, line in enumerate(lines) if number > first and line.startswith(f"    {key}:")
        )  # fmt: skip

    def _place_of(self, table: str, row: Row) -> Callable[[], int]:
        rows = self.tables[table]
        return lambda: next(number for number, other in enumerate(rows, start=2) if other is row)

    def insert_after(self, table: str, row: Row, new: Row) -> Row:
        rows = self.tables[table]
        rows.insert(next(number for number, other in enumerate(rows) if other is row) + 1, new)
        return new


def wreck_files(wreck: Wreck, folder: str) -> Files:
    """The files of the faulty city and the list of its faults."""
    files = {f"{folder}/{name}": ("\n".join(lines) + "\n").encode() for name, lines in wreck.texts.items()}
    for table, rows in wreck.tables.items():
        lines = csv_text(COLUMNS[table], rows).split("\n")
        lines[0] = wreck.headers.get(table, lines[0])
        for number, row in enumerate(rows, start=1):
            lines[number] = wreck.raw.get(id(row), lines[number])
        files[f"{folder}/data/{table}.csv"] = "\n".join(lines).encode()
    files[f"{folder}/cacat.csv"] = csv_text(
        ("no", "aturan", "tingkat", "berkas", "baris", "kolom", "kunci", "uraian"), _expected_rows(wreck)
    ).encode()
    return files


def _expected_rows(wreck: Wreck) -> list[Row]:
    return [
        {
            "no": str(item.number), "aturan": item.rule, "tingkat": item.severity, "berkas": item.file,
            "baris": str(item.place()), "kolom": item.column, "kunci": item.key, "uraian": item.text,
        }
        for item in wreck.expected
    ]  # fmt: skip
