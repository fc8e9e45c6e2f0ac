"""The mart in a bucket: the same rows, the same figures, commits that readers see whole."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from xiaoer.exchange.mart.refresh import mart_store, refresh
from xiaoer.exchange.mart.shelves import Bucket, Folder, shelf_at
from xiaoer.exchange.mart.store import MANIFEST, Manifest, Store
from xiaoer.packs.library import sources
from xiaoer.packs.services import install

TODAY = date(2026, 11, 27)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty bucket on this machine."""
    from moto.server import ThreadedMotoServer

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _host, port = server.get_host_and_port()
    name = f"city-{secrets.token_hex(4)}"  # buckets outlive a server of the same process
    address = f"s3://{name}/mart?endpoint=http://127.0.0.1:{port}&region=us-east-1"
    maker = Bucket(address).files
    type(maker)(
        endpoint_override=f"127.0.0.1:{port}", scheme="http", region="us-east-1",
        allow_bucket_creation=True,
    ).create_dir(name)  # fmt: skip
    yield address
    server.stop()


def test_a_setting_names_a_folder_or_a_bucket(tmp_path: Any, bucket: str) -> None:
    assert isinstance(shelf_at(str(tmp_path)), Folder)
    assert isinstance(shelf_at(bucket), Bucket)


def test_an_empty_bucket_is_an_empty_mart(bucket: str) -> None:
    store = Store(shelf_at(bucket))
    assert store.manifest() == Manifest()
    assert store.shelf.parts() == []
    store.shelf.remove("cases/none.parquet")


@pytest.mark.django_db
def test_the_mart_is_the_same_in_a_bucket(
    people: Any, past: Any, settings: Any, bucket: str
) -> None:
    known = sources()
    install(known["mkt02"], list(known.values()))
    past(TODAY, ("food_business_licence", 3, 9.0, 6.0))
    here = refresh().manifest
    rows = _rows(mart_store(), here)
    settings.MART_ROOT = bucket
    there = refresh().manifest
    assert _rows(mart_store(), there) == rows
    assert {table: there.rows(table) for table in there.tables} == {
        table: here.rows(table) for table in here.tables
    }
    # what the last two manifests do not name is swept away
    for _again in range(3):
        refresh()
    store = mart_store()
    named = store.manifest().files() | store.manifest("manifest.before.json").files()
    assert set(store.shelf.parts()) <= named
    assert store.shelf.read(MANIFEST) is not None


def _rows(store: Store, manifest: Manifest) -> list[Any]:
    import duckdb

    duck = duckdb.connect()
    store.shelf.show_to(duck)
    files = store.paths(manifest, "cases")
    return duck.execute(
        "SELECT case_no, item, county, net_wd, closed_on FROM read_parquet(?) ORDER BY 1", [files]
    ).fetchall()
