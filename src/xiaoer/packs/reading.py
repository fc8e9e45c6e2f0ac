"""Read a pack folder into one value. Nothing here raises on what a folder contains."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from .complaints import complaints
from .faults import Fault, Unreadable
from .rows import Table, parse_rows
from .schema import Example, Examples, Form, Pack
from .yamlfile import MAX_BYTES, Document, Place, parse

M = TypeVar("M", bound=BaseModel)
PACK, TESTS, OVERRIDE = "pack.yaml", "tests.yaml", "override.yaml"
SAMPLES = "samples"  # a month of rows for each feed, to try the way in with
ENGLISH = "english.csv"  # zh-hans,en: for texts that carry no English of their own
ENGLISH_COLUMNS = ("zh-hans", "en")
MAX_FILES = 300
MOST_KNOWN = 64  # packs that a process remembers: every pack of a city, twice


@dataclass(frozen=True, slots=True)
class PackSource:
    """A pack as it stands in files: what could be parsed, the faults, and where things stand."""

    name: str  # of the folder
    files: Mapping[str, bytes]  # by name inside the folder, with `/`
    pack: Pack | None = None
    forms: Mapping[str, Form] = field(default_factory=dict)
    lists: Mapping[str, Table] = field(default_factory=dict)
    examples: Examples | None = None
    english: Mapping[str, str] = field(default_factory=dict)  # by simplified Chinese
    documents: Mapping[str, Document] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()  # of reading; `checking.check` repeats them
    overlays: tuple[str, ...] = ()  # the override files that were merged in
    paths: Mapping[str, Path] = field(default_factory=dict)  # where each file lies on disk

    @property
    def key(self) -> str:
        """Return the pack's key; the folder's name when the pack cannot be read."""
        return self.pack.key if self.pack else self.name

    @property
    def digest(self) -> str:
        """Return SHA-256 over the names and contents of all files."""
        return digest_of(self.files)

    def place(self, file: str, *path: object) -> Place:
        """Return where the value at a path of a file stands."""
        document = self.documents.get(file)
        return document.place.at(path) if document else Place(file, 1)

    def shown(self, fault: Fault) -> str:
        """Return the path of a fault's file as people can open it."""
        return str(self.paths.get(fault.file, fault.file))

    def named(self, ending: str) -> dict[str, bytes]:
        """Return the files whose name has an ending."""
        return {name: data for name, data in self.files.items() if name.endswith(ending)}


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return SHA-256 over names and contents, in the order of the names."""
    whole = hashlib.sha256()
    for name in sorted(files):
        data = files[name]
        whole.update(f"{name}\0{len(data)}\0".encode())
        whole.update(data)
    return whole.hexdigest()


def wanted(name: str) -> bool:
    """Say whether a file belongs to a pack; notes and pictures beside it do not."""
    folder, _slash, last = name.rpartition("/")
    if folder == "forms":
        return last.endswith(".yaml")
    if folder in ("lists", SAMPLES):
        return last.endswith(".csv")
    return not folder and (
        last in (PACK, TESTS, OVERRIDE, ENGLISH) or last.endswith((".bpmn", ".dmn"))
    )


def folder_files(folder: Path) -> tuple[dict[str, bytes], list[Fault]]:
    """Read the files of a pack folder; links that lead out of it are faults."""
    files: dict[str, bytes] = {}
    faults: list[Fault] = []
    root = folder.resolve()
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in found:
        name = path.relative_to(folder).as_posix()
        if not wanted(name):
            continue
        if reason := _refusal(path, root, len(files)):
            faults.append(Fault(name, 1, reason))
        else:
            files[name] = path.read_bytes()
    return files, faults


def _refusal(path: Path, root: Path, known: int) -> str:
    if not path.resolve().is_relative_to(root):
        return "链接指到了文件夹外面，放文件本身"
    if path.stat().st_size > MAX_BYTES:
        return f"文件有 {path.stat().st_size:,} 字节，最多 {MAX_BYTES:,} 字节"
    return f"文件太多，最多 {MAX_FILES} 个" if known >= MAX_FILES else ""


def read(folder: Path) -> PackSource:
    """Read a pack folder."""
    if not folder.is_dir():
        return PackSource(folder.name, {}, faults=(Fault(PACK, 1, f"没有文件夹 {folder}"),))
    try:
        files, faults = folder_files(folder)
    except OSError as problem:
        reason = f"读不了文件夹 {folder}：{problem.strerror or problem}"
        return PackSource(folder.name, {}, faults=(Fault(PACK, 1, reason),))
    if OVERRIDE in files and PACK in files:
        faults.append(Fault(OVERRIDE, 1, "override.yaml 和 pack.yaml 不能放在一个文件夹"))
    source = _known(folder.resolve().name, files)
    paths = {name: folder / name for name in files}
    return replace(source, faults=(*faults, *source.faults), paths=paths)


_sources: dict[tuple[str, str], PackSource] = {}  # what was parsed last, by name and content


def _known(name: str, files: Mapping[str, bytes]) -> PackSource:
    """Parse the files of a pack, or return what the same content gave before."""
    key = name, digest_of(files)
    if key not in _sources:
        if len(_sources) >= MOST_KNOWN:
            _sources.pop(next(iter(_sources)))
        _sources[key] = parsed(name, files)
    return _sources[key]


def parsed(
    name: str, files: Mapping[str, bytes], documents: Mapping[str, Document] | None = None
) -> PackSource:
    """Parse the files of a pack; `documents` are those already read (and perhaps overlaid)."""
    reader = _Reading(files, dict(documents or {}))
    pack = reader.model(PACK, Pack) if PACK in files else None
    if PACK not in files:
        reader.faults.append(Fault(PACK, 1, "没有 pack.yaml"))
    examples = reader.model(TESTS, Examples) if TESTS in files else None
    return PackSource(
        name, files, pack, reader.forms(), reader.lists(), examples, reader.english(),
        reader.documents,
        tuple(reader.faults),
    )  # fmt: skip


class _Reading:
    def __init__(self, files: Mapping[str, bytes], documents: dict[str, Document]) -> None:
        self.files = files
        self.documents = documents
        self.faults: list[Fault] = []

    def model(self, name: str, kind: type[M]) -> M | None:
        try:
            if name not in self.documents:
                self.documents[name] = parse(self.files[name], name)
            return kind.model_validate(self.documents[name].value or {})
        except Unreadable as problem:
            self.faults.append(problem.fault)
        except ValidationError as problem:
            self.faults += complaints(problem, kind, self.documents[name])
        return None

    def forms(self) -> dict[str, Form]:
        forms = {}
        for name in sorted(self.files):
            if name.startswith("forms/") and (form := self.model(name, Form)):
                forms[name.removeprefix("forms/").removesuffix(".yaml")] = form
        return forms

    def lists(self) -> dict[str, Table]:
        tables = {}
        for name in sorted(self.files):
            if name.startswith("lists/"):
                table, faults = parse_rows(self.files[name], name)
                tables[name.removeprefix("lists/").removesuffix(".csv")] = table
                self.faults += faults
        return tables

    def english(self) -> dict[str, str]:
        if ENGLISH not in self.files:
            return {}
        table, faults = parse_rows(self.files[ENGLISH], ENGLISH)
        self.faults += faults
        if table.columns != ENGLISH_COLUMNS:
            self.faults.append(Fault(ENGLISH, 1, f"表头要是 {','.join(ENGLISH_COLUMNS)}"))
            return {}
        for row in table.rows:
            if not all(row.cells.values()):
                self.faults.append(Fault(ENGLISH, row.line, "原文和译文都要有"))
        return {row["zh-hans"]: row["en"] for row in table.values()}


def examples_of(source: PackSource) -> tuple[Example, ...]:
    """Return the worked cases of `tests.yaml` with the addresses that they all need."""
    if source.examples is None:
        return ()
    shared = source.examples.addresses
    return tuple(
        example.model_copy(update={"addresses": (*shared, *example.addresses)})
        for example in source.examples.cases
    )
