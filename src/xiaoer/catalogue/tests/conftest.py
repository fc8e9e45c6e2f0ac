"""A small register for the catalogue's tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from xiaoer.catalogue.services import Loaded, load_addresses

BASE = {"province": "广东省", "city": "岚海市", "county": "东浦区", "division_code": "441502"}


def room(code: str, number: str = "88号", **more: str) -> dict[str, str]:
    """Return a row of the register on 市民大道."""
    return {**BASE, "code": code, "road": "市民大道", "number": number, **more}


@pytest.fixture
def load(db: None) -> Callable[..., Loaded]:
    """Load rows, numbered as in a file with a heading."""
    return lambda *rows: load_addresses(enumerate(rows, start=2))
