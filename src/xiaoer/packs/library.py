"""Where packs come from: the package's own folder, and the city's folders named in `XIAOER_PACKS`.

A city's folder holds folders named after packs. One with a `pack.yaml` takes the place of the
package's pack, one with an `override.yaml` changes it; later folders win.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from .overlay import overlaid
from .reading import OVERRIDE, PACK, PackSource, read

MEASURES = Path(__file__).resolve().parents[1] / "measures"
# The 27 measures of the plan: market, government and law environment.
KEYS = (
    *(f"mkt{number:02}" for number in range(1, 13)),
    *(f"gov{number:02}" for number in range(1, 7)),
    *(f"law{number:02}" for number in range(1, 10)),
)


def city_folders() -> list[Path]:
    """Return the city's folders of packs, in the order written."""
    written = os.environ.get("XIAOER_PACKS", "").split(os.pathsep)
    return [Path(folder).expanduser() for folder in written if folder.strip()]


def pack_folders(folder: Path) -> Iterator[Path]:
    """Yield the pack folders at a path: the path itself or the folders in it."""
    if _holds_pack(folder):
        yield folder
    elif folder.is_dir():
        yield from sorted(inner for inner in folder.iterdir() if _holds_pack(inner))


def _holds_pack(folder: Path) -> bool:
    return (folder / PACK).is_file() or (folder / OVERRIDE).is_file()


def sources(extra: Iterable[Path] = ()) -> dict[str, PackSource]:
    """Read all packs by folder name, the city's changes merged in."""
    found: dict[str, PackSource] = {}
    for folder in (MEASURES, *city_folders(), *extra):
        for inner in pack_folders(folder):
            found[inner.resolve().name] = opened(inner, found)
    return found


def opened(folder: Path, known: dict[str, PackSource]) -> PackSource:
    """Read one pack folder; an override is merged into the pack of its name, if known."""
    base = known.get(folder.resolve().name)
    if (folder / PACK).is_file() or not (folder / OVERRIDE).is_file() or base is None:
        return read(folder)
    if str(folder.resolve() / OVERRIDE) in base.overlays:
        return base
    return overlaid(base, folder.resolve())
