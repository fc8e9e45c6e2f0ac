"""Batches: rejected, quarantined, accepted; replays, revisions, mending; who may send."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook
from stdnum.cn import uscc

from xiaoer.exchange.feeds.envelope import Envelope, canonical, signed
from xiaoer.exchange.mart.refresh import mart_store, refresh
from xiaoer.exchange.models import FeedBatch, FeedKey, FeedRow
from xiaoer.exchange.services import NotTaken, discard_row, mend_row, receive
from xiaoer.exchange.template_file import safe, template
from xiaoer.packs.library import sources
from xiaoer.packs.services import install
from xiaoer.people.access import Refused
from xiaoer.people.queries import viewer_of

STEM = "91441500MA7H2K9T3"
USCC = STEM + uscc.calc_check_digit(STEM)
SENT = Envelope(
    "resale_site", "b-1", date(2022, 4, 1), date(2022, 6, 30),
    datetime(2022, 7, 2, 1, tzinfo=UTC), 2, "power-supply",
)  # fmt: skip


def site(number: int, **changes: Any) -> dict[str, Any]:
    given = {
        "site_id": f"S{number}", "owner_uscc": USCC, "users_behind": 12,
        "grid_avg_price": "0.61", "charged_price": "0.85", "loss_share": "0.03",
        "overcharge": "1200.50", "refund": "1200.50", "refund_at": "2022-06-20",
    }  # fmt: skip
    return {**given, **changes}


def lines(*rows: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    return list(enumerate(rows, 2))


@pytest.fixture
def power(clerks, bodies):
    """The feed officer of the power supply, its pack loaded."""
    known = sources()
    install(known["mkt07"], list(known.values()))
    return viewer_of(clerks["power"])


@pytest.fixture
def send(power) -> Callable[..., Any]:
    """Send sites as the officer."""

    def sent(*rows: dict[str, Any], **envelope: Any):
        given = replace(SENT, row_count=len(rows), **envelope)
        return receive(power, given, lines(*rows), "upload")

    return sent


def states() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, state in FeedRow.objects.order_by("pk").values_list("row_key", "state"):
        found.setdefault(key, []).append(state)
    return found


def test_good_rows_are_taken_and_bad_rows_wait_with_their_reason(send) -> None:
    done = send(site(1), site(2, overcharge="NaN"), site(3, refund="9999"))
    assert (done.accepted, done.quarantined) == (1, 2)
    waiting = FeedRow.objects.filter(state="quarantined").order_by("line")
    assert [row.faults[0][0] for row in waiting] == ["overcharge", "refund"]
    assert "数字" in waiting[0].faults[0][1]
    assert "多收" in waiting[1].faults[0][1]


def test_the_same_batch_again_changes_nothing(send) -> None:
    send(site(1), site(2))
    again = send(site(1), site(2))
    assert again.replay
    assert FeedBatch.objects.count() == 1
    assert states() == {"S1": ["accepted"], "S2": ["accepted"]}


def test_a_batch_number_with_other_content_is_rejected(send) -> None:
    send(site(1))
    other = send(site(1, refund="1"))
    assert other.batch.level == "rejected"
    assert "换一个批次号" in other.batch.reason
    assert states() == {"S1": ["accepted"]}


def test_new_content_under_a_key_is_a_revision_that_keeps_the_old_row(send) -> None:
    send(site(1), site(2))
    done = send(site(1, refund="1000"), site(2), batch_id="b-2")
    assert (done.accepted, done.unchanged) == (1, 1)
    assert states() == {"S1": ["superseded", "accepted"], "S2": ["accepted"]}
    assert FeedRow.objects.get(row_key="S1", state="accepted").revision == 2
    third = send(site(1), batch_id="b-3")
    assert third.accepted == 1
    assert FeedRow.objects.get(row_key="S1", state="accepted").revision == 3


def test_a_key_that_comes_twice_in_a_batch_waits(send) -> None:
    done = send(site(1), site(1, refund="1"))
    assert (done.accepted, done.quarantined) == (1, 1)
    assert "重复" in FeedRow.objects.get(state="quarantined").faults[0][1]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"row_count": 7}, "说有 7 行，收到 1 行"),
        ({"control_totals": {"refund": "1"}}, "合计"),
        ({"period_start": date(2022, 7, 1)}, "开始比结束晚"),
        ({"period_end": date(2999, 1, 1)}, "将来"),
        ({"produced_at": datetime(2022, 6, 1, tzinfo=UTC)}, "还没结束就产生"),
        ({"produced_at": datetime(2999, 6, 1, tzinfo=UTC)}, "比现在还晚"),
    ],
)
def test_a_wrong_envelope_rejects_the_whole_batch(power, changes, reason) -> None:
    given = replace(SENT, row_count=1)
    done = receive(power, replace(given, **changes), lines(site(1)), "upload")
    assert done.batch.level == "rejected"
    assert reason in done.batch.reason
    assert not FeedRow.objects.exists()


def test_control_totals_that_fit_are_taken(send) -> None:
    done = send(site(1), site(2), control_totals={"refund": "2401"})
    assert done.accepted == 2


def test_an_empty_month_is_a_batch_too(send) -> None:
    assert send().batch.level == "accepted"


def test_only_the_producer_sends_and_only_his_own_feed(power, clerks) -> None:
    with pytest.raises(Refused):
        receive(viewer_of(clerks["tax"]), replace(SENT, row_count=1), lines(site(1)), "upload")
    wrong = replace(SENT, row_count=1, producer="taxation")
    with pytest.raises(NotTaken, match="不是"):
        receive(power, wrong, lines(site(1)), "upload")
    with pytest.raises(NotTaken, match="没有"):
        receive(power, replace(SENT, feed="nothing"), [], "upload")
    assert not FeedBatch.objects.exists()


def test_a_row_is_mended_or_given_up(send, power, clerks) -> None:
    send(site(1, overcharge="?"), site(2, overcharge="?"))
    first, second = FeedRow.objects.order_by("line")
    still = mend_row(power, first.pk, {**site(1), "overcharge": "abc"})
    assert still.state == "quarantined"
    assert mend_row(power, first.pk, site(1)).state == "accepted"
    with pytest.raises(NotTaken, match="处理过"):
        mend_row(power, first.pk, site(1))
    with pytest.raises(Refused):
        discard_row(viewer_of(clerks["tax"]), second.pk)
    assert discard_row(power, second.pk).state == "discarded"


def test_a_mended_row_takes_the_place_of_the_one_before(send, power) -> None:
    send(site(1))
    send(site(1, refund="?"), batch_id="b-2")
    mend_row(power, FeedRow.objects.get(state="quarantined").pk, site(1, refund="7"))
    assert states() == {"S1": ["superseded", "accepted"]}
    assert FeedRow.objects.get(state="accepted").values["refund"] == "7"


def test_accepted_rows_reach_the_mart_and_corrections_too(send) -> None:
    import duckdb

    send(site(1), site(2, overcharge="?"))
    made = refresh().manifest
    path = mart_store().paths(made, "feed_resale_site")
    asked = "SELECT refund, overcharge, period_start__wday FROM read_parquet(?)"
    assert [row[:2] for row in duckdb.execute(asked, [path]).fetchall()] == [(12005000, 12005000)]
    send(site(1, refund="1"), batch_id="b-2")
    again = refresh()
    assert again.months("feed_resale_site") == {"2022-04"}
    path = mart_store().paths(again.manifest, "feed_resale_site")
    assert duckdb.execute(asked, [path]).fetchall()[0][0] == 10000


# --- by other doors --------------------------------------------------------------------------


def pushed(body: dict[str, Any]) -> Any:
    return Client().post(
        "/api/feeds/resale_site", json.dumps(body), content_type="application/json"
    )


def body_of(secret: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    envelope = replace(SENT, row_count=len(rows), produced_at=datetime(2022, 7, 2, 1, tzinfo=UTC))
    signature = signed(secret, canonical(envelope, rows))
    return {
        "envelope": {
            "batch_id": envelope.batch_id, "period_start": "2022-04-01",
            "period_end": "2022-06-30", "produced_at": envelope.produced_at.isoformat(),
            "row_count": len(rows), "producer": "power-supply", "signature": signature,
        },
        "rows": rows,
    }  # fmt: skip


def test_a_system_pushes_with_its_key(power, bodies) -> None:
    FeedKey.objects.create(organisation=bodies["power-supply"], name="营销系统", secret="right")
    body = body_of("right", [site(1), site(2, refund="?")])
    answer = pushed(body)
    assert answer.status_code == 200
    assert answer.json()["accepted"] == 1
    assert pushed(body).json()["replay"]


def test_without_the_right_key_nothing_is_taken(power, bodies) -> None:
    FeedKey.objects.create(organisation=bodies["power-supply"], name="营销系统", secret="right")
    assert pushed(body_of("wrong", [site(1)])).status_code == 403
    changed = body_of("right", [site(1)])
    changed["rows"][0]["refund"] = "1"
    assert pushed(changed).status_code == 403
    FeedKey.objects.update(ended_at=timezone.now())
    assert pushed(body_of("right", [site(1)])).status_code == 403
    assert not FeedBatch.objects.exists()


@pytest.fixture
def officer(power, clerks) -> Client:
    """The officer, signed in."""
    client = Client()
    client.force_login(clerks["power"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_an_officer_sends_a_file_mends_a_row_and_sees_it_taken(officer) -> None:
    names = list(site(1))
    rows = [site(1), site(2, refund="十块")]
    text = "\n".join([",".join(names), *(",".join(str(r[n]) for n in names) for r in rows)])
    file = SimpleUploadedFile("sites.csv", text.encode("gb18030"))
    sent = {"file": file, "start": "2022-04-01", "end": "2022-06-30"}
    page = officer.post("/feeds/resale_site/send/", sent, follow=True).content.decode()
    assert "收下 1 行，1 行待改" in page
    assert "要填数字" in page
    row = FeedRow.objects.get(state="quarantined")
    page = officer.post(f"/feeds/resale_site/rows/{row.pk}/", site(2), follow=True)
    assert "这一行收下了" in page.content.decode()


def test_the_template_is_read_back_by_its_own_feed(officer, power) -> None:
    data = officer.get("/feeds/resale_site/template.xlsx").content
    head = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()[0]
    from xiaoer.exchange.feeds.tables import columns_of, headings, plain
    from xiaoer.exchange.services import feed_named

    columns = columns_of(feed_named("resale_site")[1])
    assert {headings(columns)[plain(name)] for name in head} == {c.key for c in columns}
    assert template(feed_named("power_work_order")[1])


def test_other_units_see_neither_feed_nor_rows(officer, clerks, send) -> None:
    send(site(1, refund="?"))
    other = Client()
    other.force_login(clerks["tax"], backend="django.contrib.auth.backends.ModelBackend")
    assert other.get("/feeds/").status_code == 200
    assert other.get("/feeds/resale_site/").status_code == 404
    row = FeedRow.objects.get()
    assert other.post(f"/feeds/resale_site/rows/{row.pk}/", site(1)).status_code in (403, 404)
    assert Client().get("/feeds/").status_code == 302


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_texts_that_a_sheet_would_run_are_defused(text) -> None:
    assert safe(text) == f"'{text}"
    assert safe("岚海=1") == "岚海=1"
