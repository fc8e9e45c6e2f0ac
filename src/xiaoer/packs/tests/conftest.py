"""The exemplar pack, and ways to spoil a copy of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from xiaoer.packs.checking import check
from xiaoer.packs.faults import Fault
from xiaoer.packs.queries import forget
from xiaoer.packs.reading import PackSource, read

EXEMPLAR = Path(__file__).parent / "packs" / "mkt99"


class Copy:
    """A copy of the exemplar that a test may change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def change(self, name: str, old: str, new: str) -> Copy:
        """Put other text in a file, once; the test is wrong when the old text is not there."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return self

    def write(self, name: str, text: str) -> Copy:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return self

    def line(self, name: str, text: str) -> int:
        """Return the first line of a file that has the text."""
        lines = (self.folder / name).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)

    def read(self) -> PackSource:
        """Read the copy."""
        return read(self.folder)

    def faults(self) -> list[Fault]:
        """Check the copy."""
        return check(self.read())


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A fresh copy of the exemplar."""
    folder = tmp_path / "mkt99"
    shutil.copytree(EXEMPLAR, folder)
    return Copy(folder)


@pytest.fixture(autouse=True)
def _fresh_timetable() -> None:
    forget()
