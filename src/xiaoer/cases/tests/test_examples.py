"""Every worked example of every pack runs through the kernel."""

from __future__ import annotations

import contextlib

import pytest

from xiaoer.cases.rehearsal import rehearse
from xiaoer.packs.library import sources
from xiaoer.packs.reading import examples_of, read
from xiaoer.packs.services import Rejected, install

from .conftest import PACK

KNOWN = {**sources(), "mkt98": read(PACK)}
EXAMPLES = [
    pytest.param(key, example.name, id=f"{key}-{example.name}")
    for key, source in KNOWN.items()
    for example in examples_of(source)
]


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "name"), EXAMPLES)
def test_a_worked_example_comes_out_as_written(bodies, key, name):
    for source in KNOWN.values():
        # another pack's fault is told by the test below, once
        with contextlib.suppress(*[] if source.key == key else [Rejected]):
            install(source, list(KNOWN.values()))
    example = next(e for e in examples_of(KNOWN[key]) if e.name == name)
    assert [str(difference) for difference in rehearse(example)] == []


@pytest.mark.django_db
def test_all_packs_of_the_release_load_together(bodies):
    for source in KNOWN.values():
        install(source, list(KNOWN.values()))
