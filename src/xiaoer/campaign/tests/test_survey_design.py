"""Sample sizes, allocation, the panel rule, and a draw that anybody can repeat (campaign §6.1)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.survey.commitments import leaf, proof, proves, root
from xiaoer.campaign.survey.design import (
    Sector,
    Size,
    Stratum,
    allocation,
    invited,
    may_replace,
    panel,
    sample_size,
)
from xiaoer.campaign.survey.draw import (
    BadDraw,
    Candidate,
    committed,
    draw,
    frozen,
    ordered,
    seed_of,
    verified,
)

SIZES = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 5000), max_size=12
)


def test_known_sample_sizes() -> None:
    assert sample_size(None, 0.05) == 385
    assert sample_size(None, 0.10) == 97
    assert sample_size(1000, 0.05) == 278  # 384.16 / (1 + 383.16 / 1000) = 277.7
    assert sample_size(50, 0.05) == 45
    assert sample_size(1, 0.05) == 1
    assert sample_size(0, 0.05) == 0
    assert sample_size(None, 0.05, 0.5, 2) == 400  # exact, no rounding noise on top
    assert invited(385, 0.35) == 1100
    assert invited(97, 1) == 97


@pytest.mark.parametrize(("e", "p"), [(0, 0.5), (-0.05, 0.5), (1, 0.5), (0.05, 0), (0.05, 1)])
def test_a_margin_or_share_out_of_bounds_is_refused(e: float, p: float) -> None:
    with pytest.raises(ValueError, match="要在 0"):
        sample_size(1000, e, p)
    with pytest.raises(ValueError, match="应答率"):
        invited(100, 0)


def test_allocation_by_hand() -> None:
    # quotas 4.5, 3.0, 1.5, 1.0: the half goes to the first name of the tie
    assert allocation(10, {"a": 45, "b": 30, "c": 15, "d": 10}) == {"a": 5, "b": 3, "c": 1, "d": 1}
    assert allocation(10, {"a": 3, "b": 0}) == {"a": 3, "b": 0}
    assert allocation(5, {}) == {}
    assert Stratum("甲县", Size.MICRO, Sector.TRADE, True).key == "甲县/micro/trade/used"


@given(st.integers(0, 3000), SIZES)
def test_allocation_sums_and_never_exceeds(total: int, sizes: dict[str, int]) -> None:
    found = allocation(total, sizes)
    population = sum(sizes.values())
    assert sum(found.values()) == min(total, population)
    assert all(0 <= found[name] <= size for name, size in sizes.items())
    for name, size in sizes.items():
        if population:
            assert abs(found[name] - min(total, population) * size / population) < 1


@given(st.integers(1, 10**7), st.floats(0.005, 0.3))
def test_a_finite_population_never_needs_more(population: int, e: float) -> None:
    assert 1 <= sample_size(population, e) <= min(population, sample_size(None, e))


def test_a_firm_is_asked_once_in_two_quarters() -> None:
    asked = {"a": (2022, 1), "b": (2021, 4), "c": (2022, 2), "d": (2021, 3)}
    pool = panel("abcde", asked, (2022, 2))
    assert pool.eligible == ("b", "d", "e")
    assert pool.removed == (("a", "2022 年第 1 季度问过"), ("c", "2022 年第 2 季度问过"))
    assert panel("b", asked, (2022, 1)).eligible == ()
    assert not may_replace(2)
    assert may_replace(3)


# --- the draw ----------------------------------------------------------------------------------

FIRMS = frozen(Candidate(f"firm-{n:03}", "s1" if n % 3 else "s2") for n in range(60))
NUMBERS = {"s1": 8, "s2": 5}


def test_a_draw_is_what_its_rule_says() -> None:
    commitment = committed(FIRMS, NUMBERS, "secret", "福彩 2022-07-01")
    seed = hashlib.sha256(b"secret" + b"123456" + bytes.fromhex(commitment.root)).digest()
    assert seed == seed_of("secret", "123456", commitment.root)
    found = draw(FIRMS, NUMBERS, seed)

    def number(name: str) -> bytes:
        return hmac.new(seed, name.encode(), hashlib.sha256).digest()[:8]

    names = sorted((f.id for f in FIRMS if f.stratum == "s2"), key=number, reverse=True)
    assert list(found["s2"].sample) == names[:5]
    assert list(found["s2"].reserve) == names[5:10]
    assert found["s2"].replacement(names[:6]) == names[6]
    assert found["s2"].replacement(names) is None
    assert verified(commitment, FIRMS, "secret", "123456", found) == []


def test_whoever_changes_the_draw_is_found_out() -> None:
    commitment = committed(FIRMS, NUMBERS, "secret", "福彩")
    found = draw(FIRMS, NUMBERS, seed_of("secret", "1", commitment.root))
    assert "摘要对不上" in verified(commitment, FIRMS, "other", "1", found)[0]
    assert "名单对不上" in verified(commitment, FIRMS[1:], "secret", "1", found)[0]
    assert "结果和公布的不同" in verified(commitment, FIRMS, "secret", "2", found)[0]
    moved = (replace(FIRMS[0], stratum="s3"), *FIRMS[1:])
    assert verified(commitment, moved, "secret", "1", found)
    assert commitment.digest != committed(FIRMS, NUMBERS, "secret", "股指").digest
    assert commitment.digest != committed(FIRMS, {**NUMBERS, "s1": 7}, "secret", "福彩").digest


def test_bad_lists_are_refused() -> None:
    with pytest.raises(BadDraw, match="出现了两次"):
        frozen([Candidate("a", "s1"), Candidate("a", "s2")])
    for weight in ("0", "-1", "NaN", "Infinity"):
        with pytest.raises(BadDraw, match="大于 0"):
            frozen([Candidate("a", "s1", Decimal(weight))])
    with pytest.raises(BadDraw, match="只有 20 户"):
        draw(FIRMS, {"s2": 21}, b"x")
    with pytest.raises(BadDraw, match="保密的种子"):
        committed(FIRMS, NUMBERS, "", "福彩")


def test_heavier_firms_are_drawn_more_often() -> None:
    rows = frozen([Candidate(f"d{n}", "s", Decimal(4)) for n in range(10)]
                  + [Candidate(f"a{n}", "s", Decimal("0.5")) for n in range(10)])  # fmt: skip
    heavy = sum(
        name.startswith("d") for n in range(200) for name in ordered(rows, str(n).encode())[:5]
    )
    assert heavy > 800


@given(st.binary(max_size=40), st.sets(st.text(max_size=5), max_size=30), st.data())
def test_draws_do_not_depend_on_the_order_of_the_list(
    seed: bytes, names: set[str], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(names)))
    shuffled = data.draw(st.permutations(sorted(names)))
    rows = frozen(Candidate(name, "s") for name in shuffled)
    again = draw(frozen(Candidate(n, "s") for n in names), {"s": number}, seed)["s"]
    found = draw(rows, {"s": number}, seed)["s"]
    assert found == again
    assert len(set(found.sample)) == number
    assert not set(found.sample) & set(found.reserve)


@given(st.lists(st.text(max_size=4), min_size=1, max_size=20), st.data())
def test_every_row_can_be_proved_and_no_other(rows: list[str], data: st.DataObject) -> None:
    leaves = [leaf(row) for row in rows]
    index = data.draw(st.integers(0, len(rows) - 1))
    steps = proof(leaves, index)
    assert proves(leaves[index], steps, root(leaves))
    assert not proves(leaf("not in the list at all"), steps, root(leaves))
    with pytest.raises(IndexError):
        proof(leaves, len(rows))
