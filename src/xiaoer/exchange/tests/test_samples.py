"""Every feed of every pack has a sample that the feed takes whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from xiaoer.clock import WorkCalendar
from xiaoer.exchange import feed_commands
from xiaoer.exchange.feed_commands import app
from xiaoer.exchange.feeds.files import table_of
from xiaoer.exchange.feeds.rows import RowReader
from xiaoer.exchange.feeds.tables import columns_of, rows_of
from xiaoer.packs.library import sources
from xiaoer.packs.reading import SAMPLES
from xiaoer.packs.schema import FeedSpec
from xiaoer.packs.services import install

COUNTIES = ("441502", "441503", "441581", "441521", "441523", "441524")
FEEDS = [
    (feed, source.files.get(f"{SAMPLES}/{feed.key}.csv"))
    for source in sources().values()
    if source.pack
    for feed in source.pack.feeds
]


@pytest.mark.parametrize(("feed", "data"), FEEDS, ids=[feed.key for feed, _data in FEEDS])
def test_a_sample_is_taken_without_a_fault(feed: FeedSpec, data: bytes | None) -> None:
    assert data, f"{feed.key} has no sample"
    rows = list(rows_of(table_of("sample.csv", data), columns_of(feed)))
    read = list(RowReader(feed, COUNTIES, WorkCalendar.china()).read(rows))
    assert [(row.line, row.faults) for row in read if row.faults] == []
    assert len(read) >= 2


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["check", "load"])
def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(
    bodies: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    known = sources()
    install(known["mkt10"], list(known.values()))
    monkeypatch.setattr(feed_commands, "_prepare", lambda: None)
    file = tmp_path / "huge.csv"
    with file.open("wb") as out:
        out.truncate(2 * 10**9)  # holes: nothing is written
    words = [command, "export_refund", str(file)]
    words += ["--period", "2026-06"] if command == "load" else []
    ended = CliRunner().invoke(app, words)
    assert ended.exit_code == 1
    assert "一次最多 100 MB" in ended.stderr


def test_a_sample_is_printed_as_it_is() -> None:
    feed, data = FEEDS[0]
    shown = CliRunner().invoke(app, ["sample", feed.key])
    assert shown.stdout.encode() == data
    missing = CliRunner().invoke(app, ["sample", "nothing"])
    assert missing.exit_code == 1
