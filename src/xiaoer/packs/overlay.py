"""A city's `override.yaml`: changes of an existing pack by keys, without a copy of it.

What is not named stays. Objects are merged key by key; in a list of objects the `key` (or `id`,
`item`) says which one is meant; any other list is replaced whole. Nothing can be added under a
key that the pack does not have, so a slip of the pen is a fault and not a new item.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .faults import Fault, Unreadable
from .reading import OVERRIDE, PACK, TESTS, PackSource, folder_files, parsed
from .yamlfile import Document, Place, parse

NAMES = ("key", "id", "item")  # what tells objects of a list apart
FIXED = {"key", "process", "components"}  # what makes the pack this pack
REPLACED = ("lists/",)


@dataclass
class _Merge:
    faults: list[Fault] = field(default_factory=list)

    def fault(self, place: Place, reason: str) -> None:
        self.faults.append(Fault(place.file, place.line, reason))

    def any(self, base: Document, over: Document) -> Document:
        if isinstance(base.value, dict) and isinstance(over.value, dict):
            return self.mapping(base, over)
        if _keyed(base.value) and isinstance(over.value, list):
            return self.objects(base, over)
        return over

    def mapping(self, base: Document, over: Document) -> Document:
        values, parts = dict(base.value), dict(base.place.parts)
        for key, value in over.value.items():
            new = Document(value, over.place.parts[key])
            if key in FIXED and key in values and value != values[key]:
                self.fault(new.place, f"{key} 不能改；要改就把整个包复制过来")
            elif key in values:
                merged = self.any(Document(values[key], parts[key]), new)
                values[key], parts[key] = merged.value, merged.place
            else:
                values[key], parts[key] = value, new.place
        return Document(values, Place(base.place.file, base.place.line, parts))

    def objects(self, base: Document, over: Document) -> Document:
        values, parts = list(base.value), dict(base.place.parts)
        name = _keyed(base.value)
        known = {str(value[name]): number for number, value in enumerate(values)}
        for number, value in enumerate(over.value):
            place = over.place.parts[number]
            wanted = str(value.get(name)) if isinstance(value, dict) else ""
            if wanted not in known:
                self.fault(place, f"原来的包里没有 {name}: {wanted}；可以写 {'、'.join(known)}")
                continue
            at = known[wanted]
            merged = self.any(Document(values[at], parts[at]), Document(value, place))
            values[at], parts[at] = merged.value, merged.place
        return Document(values, Place(base.place.file, base.place.line, parts))


def _keyed(value: Any) -> str:
    """Return the name that tells the objects of a list apart; empty when there is none."""
    if not isinstance(value, list) or not value:
        return ""
    if not all(isinstance(one, dict) for one in value):
        return ""
    return next((name for name in NAMES if all(name in one for one in value)), "")


def overlaid(base: PackSource, folder: Path) -> PackSource:
    """Merge a city's override folder into a pack; what is wrong becomes faults of the result.

    Beside `override.yaml` the folder may hold `lists/*.csv` and `tests.yaml`; they take the
    place of the pack's own.
    """
    files, faults = folder_files(folder)
    allowed = {name: data for name, data in files.items() if _may_replace(name, base)}
    paths = {name: folder / name for name in allowed}
    faults += [
        Fault(str(folder / name), 1, "override 文件夹里只能有 override.yaml、lists/ 里原有的清单和 tests.yaml")
        for name in files.keys() - allowed.keys()
    ]  # fmt: skip
    document = _merged(base, files.get(OVERRIDE, b""), faults)
    known = {PACK: document} if document else {}
    source = parsed(base.name, {**base.files, **allowed}, known)
    return replace(
        source,
        faults=(*faults, *source.faults),
        overlays=(*base.overlays, str(folder / OVERRIDE)),
        paths={**base.paths, **paths},
    )


def _may_replace(name: str, base: PackSource) -> bool:
    return name in (OVERRIDE, TESTS) or (name.startswith(REPLACED) and name in base.files)


def _merged(base: PackSource, data: bytes, faults: list[Fault]) -> Document | None:
    under = base.documents.get(PACK)
    try:
        over = parse(data, OVERRIDE)
    except Unreadable as problem:
        faults.append(problem.fault)
        return under
    if under is None or not isinstance(over.value, dict) or not isinstance(under.value, dict):
        faults.append(Fault(OVERRIDE, 1, "override.yaml 要写一组键和值"))
        return under
    return _both(under, over, faults)


def _both(under: Document, over: Document, faults: list[Fault]) -> Document:
    """Merge, and put the city's version number behind the pack's: 1.2 and 3 make 1.2.3."""
    merge = _Merge()
    merged = merge.any(under, over)
    faults += merge.faults
    if not isinstance(over.value.get("version"), str):
        faults.append(Fault(OVERRIDE, 1, '写 version: "1"，每改一次加一'))
    else:
        merged.value["version"] = f"{under.value.get('version')}.{over.value['version']}"
    return merged
