"""Whatever a folder contains, checking it ends in faults and never in a traceback."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from xiaoer.packs.checking import check
from xiaoer.packs.reading import parsed, read

from .conftest import EXEMPLAR

FILES = dict(read(EXEMPLAR).files)
NAMES = st.sampled_from(sorted(FILES))
PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [
            b"\n", b"- ", b": ", b"{", b"}", b"[", b"]", b"&a ", b"*a", b"!!", b"null", b"<", b">",
            b"99999999999999999999", b"-1", b"1e999", b".5", b"\x00", b"\t", b'"', b"'", b"\xe6",
            b"<!DOCTYPE x>", b"]]>", b"${x}", b"outcome.", b"answers.", b"key: x\n", b",", b"'' == ''",
        ]
    ),
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, bytes]:
    files = dict(FILES)
    for _ in range(draw(st.integers(1, 4))):
        name = draw(NAMES)
        data = files[name]
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 30)))
        files[name] = data[:start] + draw(PIECES) + data[end:]
    return files


@st.composite
def swapped(draw: st.DrawFn) -> dict[str, bytes]:
    """Lines put elsewhere keep the YAML valid more often than bytes do."""
    files = dict(FILES)
    name = draw(st.sampled_from(["pack.yaml", "forms/signboard.yaml", "tests.yaml", "rules.dmn"]))
    lines = files[name].splitlines(keepends=True)
    at = draw(st.integers(0, len(lines) - 1))
    action = draw(st.sampled_from(["drop", "double", "take"]))
    if action == "drop":
        del lines[at]
    else:
        lines.insert(at if action == "double" else 0, lines[at])
    files[name] = b"".join(lines)
    return files


def judged(files: dict[str, bytes]) -> None:
    for fault in check(parsed("mkt99", files)):
        assert fault.line >= 1
        assert fault.reason
        assert fault.file


@settings(max_examples=150, deadline=None)
@given(spoiled())
def test_spoiled_bytes_are_faults_and_not_tracebacks(files: dict[str, bytes]) -> None:
    judged(files)


@settings(max_examples=150, deadline=None)
@given(swapped())
def test_lines_in_wrong_places_are_faults_and_not_tracebacks(files: dict[str, bytes]) -> None:
    judged(files)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_value_of_any_other_kind_is_a_fault_with_a_line(data: st.DataObject) -> None:
    from xiaoer.packs.reading import PACK
    from xiaoer.packs.yamlfile import Document, parse

    document = parse(FILES[PACK], PACK)
    here = document.value
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        key = data.draw(st.sampled_from(keys))
        inner = here[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            break
        here = inner
    here[key] = data.draw(VALUES)
    source = parsed("mkt99", FILES, {PACK: Document(document.value, document.place)})
    assert all(fault.line >= 1 for fault in check(source))
