"""Every worked example of every pack runs through the kernel."""

from __future__ import annotations

import pytest

from xiaoer.cases.rehearsal import rehearse
from xiaoer.packs.library import sources
from xiaoer.packs.reading import PackSource, examples_of, read
from xiaoer.packs.services import install

from .conftest import PACK

KNOWN = {**sources(), "mkt98": read(PACK)}
EXAMPLES = [
    pytest.param(key, example.name, id=f"{key}-{example.name}")
    for key, source in KNOWN.items()
    for example in examples_of(source)
]


@pytest.fixture
def loaded(bodies) -> dict[str, PackSource]:
    """All packs, loaded as a city has them."""
    for source in KNOWN.values():
        install(source, list(KNOWN.values()))
    return KNOWN


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "name"), EXAMPLES)
def test_a_worked_example_comes_out_as_written(loaded, key, name):
    example = next(e for e in examples_of(loaded[key]) if e.name == name)
    assert [str(difference) for difference in rehearse(example)] == []
