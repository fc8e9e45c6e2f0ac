"""Outside yardsticks against the scores that were published (campaign 14.1)."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from xiaoer.indicators.score_commands import app
from xiaoer.indicators.scoring import b_ready, doing_business, score_rate
from xiaoer.indicators.scoring.framework import BadInput

TRADE = [8.6, 20.7, 73.6, 256, 12.8, 35.7, 77.3, 241.3]
# China in the edition of 2020: the values that were published, in the table's order, and scores
CHINA: dict[str, tuple[list[float], float]] = {
    "Starting a business": ([3.45, 8.6, 1.1, 0], 94.1),
    "Dealing with construction permits": ([18, 110.9, 2.8, 15], 77.3),
    "Getting electricity": ([2, 32, 0, 7], 95.4),
    "Registering property": ([3.6, 9, 4.6, 24], 81.0),
    "Getting credit": ([4, 8], 60.0),
    "Protecting minority investors": ([10, 4, 5, 6, 5, 6], 72.0),
    "Paying taxes": ([7, 138, 59.2, 50], 70.1),
    "Enforcing contracts": ([496, 16.2, 16.5], 80.9),
    "Resolving insolvency": ([36.9, 13.5], 62.1),
}


def rows() -> list[tuple[str, str, float]]:
    found = []
    for topic in dict.fromkeys(c.topic for c in doing_business.components()):
        mine = [c for c in doing_business.components() if c.topic == topic]
        values = CHINA[topic][0] if topic in CHINA else _trade(mine)
        found += [(topic, c.name, v) for c, v in zip(mine, values, strict=True)]
    return found


def _trade(mine: list[doing_business.Component]) -> list[float]:
    """Hours and dollars, documents and border, out and in."""
    by_name = dict(
        zip(
            (
                "Time to export: documentary compliance", "Time to export: border compliance",
                "Cost to export: documentary compliance", "Cost to export: border compliance",
                "Time to import: documentary compliance", "Time to import: border compliance",
                "Cost to import: documentary compliance", "Cost to import: border compliance",
            ),
            TRADE,
            strict=True,
        )
    )  # fmt: skip
    return [by_name[c.name] for c in mine]


def test_the_published_scores_of_china_come_out() -> None:
    found = doing_business.scored(rows())
    expected = {**{t: score for t, (_v, score) in CHINA.items()}, "Trading across borders": 86.5}
    for topic, score in expected.items():
        assert found.topics[topic] == pytest.approx(score, abs=0.2), topic
    assert found.overall == pytest.approx(77.9, abs=0.1)
    assert found.warnings == []


def test_a_component_for_men_and_women_is_the_mean_of_both() -> None:
    lines = ["topic,component,value", "Starting a business,Procedures – Men (number),3"]
    lines += ["Starting a business,Procedures - women (number),5"]
    lines += ["starting a business,Time (days),9", "Starting a business,COST,1"]
    lines += ["Starting a business,Paid-in minimum capital,0"]
    found = doing_business.scored(doing_business.read("\n".join(lines).encode()))
    both = [(18 - 3) / 17 * 100, (18 - 5) / 17 * 100]
    assert found.components["Starting a business"]["Procedures"] == sum(both) / 2
    assert set(found.topics) == {"Starting a business"}
    assert found.overall is None


@given(st.floats(-1e9, 1e9))
def test_scores_stay_between_nought_and_a_hundred(value: float) -> None:
    assert all(0 <= c.score(value) <= 100 for c in doing_business.components())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "空的"),
        ("topic,component\na,b", "缺少这些列"),
        ("topic,component,value\nStartng a business,Time,3", "是不是 Starting a business"),
        ("topic,component,value\nStarting a business,Colour,3", "没有“Colour”"),
        ("topic,component,value\nStarting a business,Time,NaN", "要是一个数"),
        ("topic,component,value\nStarting a business,Time,", "要是一个数"),
        ("topic,component,value\n", "没有数据"),
    ],
)
def test_a_file_that_cannot_be_scored_says_why(text: str, reason: str, tmp_path) -> None:
    with pytest.raises(BadInput, match=reason):
        doing_business.read(text.encode())
    file = tmp_path / "f.csv"
    file.write_text(text)
    told = CliRunner().invoke(app, ["doing-business", str(file), "--json"])
    assert told.exit_code == 1
    assert reason in told.stderr
    assert told.stdout == ""


def test_the_command_prints_json_and_nothing_else(tmp_path) -> None:
    file = tmp_path / "china.csv"
    body = "\n".join(f'"{t}","{c}",{v}' for t, c, v in rows())
    file.write_bytes(f"topic,component,value\n{body}\n".encode("gb18030"))
    told = CliRunner().invoke(app, ["doing-business", str(file), "--json"])
    found = json.loads(told.stdout)
    assert set(found) == {"topics", "components", "overall"}
    assert found["topics"]["Getting credit"] == 60.0
    assert found["overall"] == pytest.approx(77.9, abs=0.1)


def test_b_ready_is_the_mean_of_three_pillars() -> None:
    structure = b_ready.structure()
    assert len(structure) == 10
    topic = "Business Entry"
    pillars = list(structure[topic])
    values = [(topic, pillars[0], 40.0, 50.0), (topic, pillars[0], 20.0, 50.0)]
    values += [(topic, pillars[1], 30.0, 60.0), (topic, pillars[2], 9.0, 10.0)]
    found = b_ready.scored(values)
    assert found.pillars[topic] == dict(zip(pillars, (60.0, 50.0, 90.0), strict=True))
    assert found.topics[topic] == pytest.approx(200 / 3)
    assert found.economy == {}
    with pytest.raises(BadInput, match="0 和满分之间"):
        b_ready.read(f"topic,pillar,got,full\n{topic},{pillars[0]},60,50".encode())


def test_lost_points_are_told_by_size_and_forecast_in_three() -> None:
    text = (
        "indicator_code,name,full,got,peer_avg,peer_best,source_page,kind,recovery\n"
        "A,开办企业,10,9,,,3,objective,1\nB,获得信贷,20,10,15,18,4,objective,0.5\n"
        "C,满意度,10,6,,,5,perception,0.5\n"
    )
    found = score_rate.reported(score_rate.read(text.encode()))
    assert found.score_rate == pytest.approx(25 / 40 * 100)
    assert [line.code for line, _share in found.losses] == ["B", "C", "A"]
    assert [round(share, 1) for _line, share in found.losses] == [66.7, 93.3, 100.0]
    assert found.base == pytest.approx((10 + 15 + 6 + 4 * 0.5 * 0.3) / 40 * 100)
    assert found.score_rate < found.low < found.base < found.high <= 100
    with pytest.raises(BadInput, match="写了两次"):
        score_rate.read(b"indicator_code,name,full,got\nA,a,1,1\nA,b,1,1")
