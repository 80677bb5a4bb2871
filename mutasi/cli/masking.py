"""What is passed on without names: the options, the key, and who can be told all the same."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mutasi.cli.environment import forget_repository
from mutasi.cli.options import option
from mutasi.cli.session import Session, session
from mutasi.errors import MutasiError
from mutasi.message import Message, mark

if TYPE_CHECKING:
    from mutasi.model.dataset import Dataset
    from mutasi.model.masking import Identities, Mask, Masking
    from mutasi.model.people import People

F = TypeVar("F", bound=Callable[..., Any])
V = TypeVar("V")

MODES = ("none", "nip", "names", "all")
FEW = 5
"""Fewer people than this are a group in which somebody is soon found."""


class KeyUnusable(MutasiError):
    """The file holds no key that would keep anybody's name."""

    def __init__(self, path: str, reason: Message) -> None:
        super().__init__(
            Message("{path} is no key for --mask: {reason}", path=path, reason=reason),
            fix=Message("make one outside of the repository, for yourself alone: openssl rand -hex 32 > FILE;"
                        " chmod 600 FILE"),
        )  # fmt: skip


class KeyNeedless(MutasiError):
    """A key is named, and nothing is masked."""

    def __init__(self) -> None:
        super().__init__(Message("--mask-key goes with --mask nip, names or all"))


class MaskApart(MutasiError):
    """The result that is asked for cannot be masked."""

    def __init__(self, option: str) -> None:
        super().__init__(Message("--mask does not go with {option}: leave out one of them", option=option))


class NobodyKnown(MutasiError):
    """Names are to be hidden, and nothing tells whose."""

    def __init__(self) -> None:
        super().__init__(
            Message("--mask names and all hide the people of pegawai, which is not among what is read here"),
            fix=Message("name folders with pegawai in them, or use --mask nip"),
        )


@dataclass(frozen=True)
class Masks:
    """What the options ask for: what is hidden, and the file of the key, None for a key of this run alone."""

    mode: str = "none"
    path: str | None = None
    key: Key | None = None
    """Where it was read already."""

    def __bool__(self) -> bool:
        return self.mode != "none"

    @property
    def mask(self) -> Mask:
        from mutasi.model.masking import Mask

        return Mask(self.mode)

    def read(self, run: Session) -> Key:
        """The key, said to be a fresh one where none is named. Raises KeyUnusable."""
        if self.key is not None:
            return self.key
        if self.path is None:
            run.say(Message("masked with a key of this run alone: other runs give other pseudonyms, and nobody can tell"
                            " later who is who; --mask-key FILE keeps them the same"))  # fmt: skip
            return Key(secrets.token_bytes(32), is_fresh=True)
        return Key(_read_key(run, self.path, run.path(self.path)), is_fresh=False)

    def masking(self, run: Session, people: Identities) -> Masking:
        """What hides these people."""
        from mutasi.model.masking import Masking

        return Masking.by_key(self.mask, people, self.read(run).data)


@dataclass(frozen=True, slots=True)
class Key:
    """The bytes of a key."""

    data: bytes
    is_fresh: bool


def mask_options(function: F) -> Callable[..., Any]:
    """``--mask`` and ``--mask-key``, of which the command gets one `masks`: Masks."""

    @wraps(function)
    def command(*, mask: str, mask_key: str | None, **others: Any) -> Any:
        if mask_key is not None and mask == "none" and _on_command_line("mask_key"):
            raise KeyNeedless
        masks = Masks(mask, mask_key)
        if masks:
            click.get_current_context().obj.masked = True
            masks = replace(masks, key=masks.read(session()))  # a key that is none stops the run before the work
        return function(masks=masks, **others)

    with_key = option(
        "--mask-key", metavar="FILE", help=mark("Key of the pseudonyms; kept outside of git.")
    )(command)  # fmt: skip
    return option(
        "--mask", type=click.Choice(MODES), default="none", show_default=True,
        help=mark("Pseudonyms for NIP, names, or all of them."),
    )(with_key)  # fmt: skip


def refuse_masks_beside(masks: Masks, others: Mapping[str, bool]) -> None:
    """Nothing is shown unmasked when a mask was asked for. Raises MaskApart for the first of these that is given."""
    given = next((name for name, is_given in others.items() if is_given), None)
    if masks and given is not None:
        raise MaskApart(given)


def _on_command_line(name: str) -> bool:
    from mutasi.cli.input import on_command_line

    return on_command_line(name)


def _read_key(run: Session, given: str, path: Path) -> bytes:
    from mutasi.model.masking import LEAST_KEY
    from mutasi.read.git_program import would_commit
    from mutasi.read.source import read_source

    data = read_source(path, given, 1 << 16).data.strip()
    if _is_guessable(data):
        raise KeyUnusable(given, Message("it is too short or too simple, {bytes} random bytes are needed",
                                         bytes=LEAST_KEY))  # fmt: skip
    forget_repository()
    if would_commit(path):
        raise KeyUnusable(given, Message("it lies in a repository that would commit it"))
    if path.stat().st_mode & 0o077:
        run.say(Message("{path} can be read by others of this machine: chmod 600 {path}", path=given))
    return data


def _is_guessable(data: bytes) -> bool:
    """Whether it is too short for a random key, repeats itself, or is written in words and lines."""
    import zlib  # which the help of a command does not need

    from mutasi.model.masking import LEAST_KEY

    is_text = data.isascii()
    least, least_zipped = (2 * LEAST_KEY, _ZIPPED_TEXT) if is_text else (LEAST_KEY, LEAST_KEY)
    is_prose = is_text and len(data.split()) > 1
    return len(data) < least or is_prose or len(zlib.compress(data, 9)) - _ZLIB < least_zipped


_ZLIB, _ZIPPED_TEXT = 8, 24
"""Bytes that zlib adds to what it cannot shorten, and to which it shortens 32 random hexadecimal digits at most."""
_PLACES = {"unit": ("nama", "lokasi"), "jabatan": ("nama",), "riwayat_jabatan": ("nama_jabatan", "unit")}
"""Columns that name posts and units."""


def identities_of(datasets: Iterable[Dataset], names: Iterable[str] = ()) -> Identities:
    """Everybody whom these data name, and further names."""
    from mutasi.model.masking import identities
    from mutasi.model.tables import Kind, declaration

    nips: list[str | None] = []
    every: list[str | None] = list(names)
    births: list[object] = []
    places: list[str | None] = []
    addresses: list[str | None] = []
    for dataset in datasets:
        for table in dataset.tables.values():
            for column in declaration(table.name).columns:
                if column.kind is Kind.NIP:
                    nips += table.frame[column.name].to_list()
        agency = dataset.policy.agency
        places += [agency.name, agency.place]
        addresses += [agency.addressee_place, *agency.letterhead]
        for name, columns in _PLACES.items():
            named = dataset.get(name)
            if named is not None:
                places += [text for column in columns for text in named.frame[column].to_list()]
        people = dataset.get("pegawai")
        if people is not None:
            every += people.frame["nama"].to_list()
            births += people.frame["tanggal_lahir"].to_list()
    return identities(every, nips, births, places, addresses)


@dataclass(frozen=True)
class Told:
    """How many of so many people the shown post tells of all the same: it has no other holder, or few."""

    people: int
    alone: int
    few: int

    @cached_property
    def message(self) -> Message:
        return Message(
            "masked, and yet to be told: of {people} person(s) {alone} hold a post that nobody else holds, and {few}"
            " more share theirs with fewer than {least} others; whoever knows the posts knows them",
            people=self.people, alone=self.alone, few=self.few, least=FEW - 1,
        )  # fmt: skip


def told_by_post(people: People, rows: Iterable[int]) -> Told:
    """Of these people, by the name of the post and of the unit as documents show them."""
    posts = list(zip(people.array("nama_jabatan"), people.array("nama_unit"), strict=True))
    counted = Counter(posts)
    sizes = [counted[posts[row]] for row in sorted(set(rows)) if posts[row] != (None, None)]
    return Told(len(sizes), sizes.count(1), sum(1 < size < FEW for size in sizes))


def say_told(run: Session, told: Told) -> None:
    """The warning, where there is anything to warn of."""
    if told.alone or told.few:
        run.say(told.message)


def with_masks(
    run: Session, masks: Masks, value: V, datasets: Sequence[Dataset], people: People | None = None,
    rows: Iterable[int] = (),
) -> V:  # fmt: skip
    """The value as it is, or masked, with what is to be said of that."""
    from mutasi.model.masked import masked

    if not masks:
        return value
    if masks.mask.hides_names and not any(dataset.has("pegawai") for dataset in datasets):
        raise NobodyKnown
    if people is not None:
        say_told(run, told_by_post(people, rows))
    return masked(value, masks.masking(run, identities_of(datasets)))
