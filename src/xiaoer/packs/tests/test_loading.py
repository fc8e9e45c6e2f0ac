"""Loading: idempotent, versioned, unchangeable, and found again without SQL."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from xiaoer.packs.models import ListRow, ListVersion, PackVersion
from xiaoer.packs.queries import forget, item_on, pack_on, packs_on, version
from xiaoer.packs.reading import read
from xiaoer.packs.services import Rejected, end_effect, install, load, load_all
from xiaoer.people.access import Refused
from xiaoer.people.models import User
from xiaoer.people.queries import today, viewer_of
from xiaoer.people.roles import NOBODY, Role, Viewer
from xiaoer.people.services import grant

from .conftest import EXEMPLAR, Copy

pytestmark = pytest.mark.django_db
DAY = date(2022, 6, 1)


@pytest.fixture
def editor(people: dict[str, User], bodies) -> Viewer:
    """Somebody who keeps the catalogue."""
    grant(people["data"], Role.CATALOGUE_EDITOR, bodies["government-data"], date(2020, 1, 1))
    return viewer_of(people["data"])


@pytest.fixture
def later(copy: Copy) -> Copy:
    """The next version of the exemplar, from October on."""
    copy.change("pack.yaml", 'version: "1.0"', 'version: "1.1"')
    copy.change("pack.yaml", "effective_from: 2022-06-01", "effective_from: 2022-10-01")
    return copy.change("pack.yaml", "committed_limit: 7wd", "committed_limit: 6wd")


def test_an_editor_loads_and_others_may_not(editor: Viewer, seen_as) -> None:
    row = load(editor, read(EXEMPLAR))
    assert (row.key, row.version, row.loaded_by_id) == ("mkt99", "1.0", editor.user_id)
    for viewer in (seen_as("office"), seen_as("admin"), NOBODY):
        with pytest.raises(Refused):
            load(viewer, read(EXEMPLAR))


def test_loading_again_changes_nothing(db: None) -> None:
    first, fresh = install(read(EXEMPLAR))
    again, fresh_again = install(read(EXEMPLAR))
    assert (first.pk, fresh, fresh_again) == (again.pk, True, False)
    assert PackVersion.objects.count() == 1
    assert ListRow.objects.count() == 2


def test_other_content_needs_another_version(db: None, copy: Copy) -> None:
    install(read(EXEMPLAR))
    with pytest.raises(Rejected, match="换 version"):
        install(copy.change("pack.yaml", "店招", "门头").read())


def test_a_pack_with_faults_is_not_loaded(db: None, copy: Copy) -> None:
    with pytest.raises(Rejected) as caught:
        install(copy.change("pack.yaml", "role: head", "role: boss").read())
    assert str(copy.folder / "pack.yaml") in str(caught.value)
    assert caught.value.faults
    assert not PackVersion.objects.exists()


def test_an_organisation_that_the_city_lacks_is_a_fault(bodies, copy: Copy) -> None:
    with pytest.raises(Rejected, match="moon-office"):
        install(copy.change("pack.yaml", "fire-rescue", "moon-office").read())


def test_a_new_version_ends_the_earlier_one(db: None, later: Copy) -> None:
    first, _fresh = install(read(EXEMPLAR))
    second, _fresh = install(later.read())
    first.refresh_from_db()
    assert first.effective_to == second.effective_from == date(2022, 10, 1)
    assert pack_on("mkt99", date(2022, 9, 30)).pk == first.pk
    assert pack_on("mkt99", date(2022, 10, 1)).pk == second.pk
    assert pack_on("mkt99", date(2022, 5, 31)) is None


def test_an_earlier_version_loaded_late_ends_where_the_next_begins(db: None, later: Copy) -> None:
    second, _fresh = install(later.read())
    first, _fresh = install(read(EXEMPLAR))
    assert first.effective_to == date(2022, 10, 1)
    second.refresh_from_db()
    assert second.effective_to is None


def test_two_versions_cannot_begin_on_one_day(db: None, copy: Copy) -> None:
    install(read(EXEMPLAR))
    with pytest.raises(Rejected, match="同一天"):
        install(copy.change("pack.yaml", 'version: "1.0"', 'version: "1.1"').read())


def test_raw_rows_of_a_key_never_overlap(db: None) -> None:
    row, _fresh = install(read(EXEMPLAR))
    row.pk, row.version, row.effective_from = None, "9", date(2023, 1, 1)
    with pytest.raises(IntegrityError, match="pack_one_version_at_a_time"), transaction.atomic():
        row.save(force_insert=True)
    row.key = "mkt98"
    row.save(force_insert=True)


@pytest.mark.parametrize(
    "change", [{"digest": "0"}, {"source": {}}, {"version": "2"}, {"files": b""}]
)
def test_a_loaded_version_cannot_be_changed(db: None, change: dict[str, object]) -> None:
    install(read(EXEMPLAR))
    with pytest.raises(ProgrammingError), transaction.atomic():
        PackVersion.objects.update(**change)


@pytest.mark.parametrize("model", [PackVersion, ListVersion, ListRow])
def test_a_loaded_row_cannot_be_deleted(db: None, model: type) -> None:
    install(read(EXEMPLAR))
    with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_a_list_row_cannot_be_changed(db: None) -> None:
    install(read(EXEMPLAR))
    with pytest.raises(ProgrammingError), transaction.atomic():
        ListRow.objects.update(key="X")


def test_a_list_keeps_its_version_until_it_says_another(db: None, later: Copy) -> None:
    install(read(EXEMPLAR))
    install(later.read())
    assert ListVersion.objects.count() == 1
    later.change("pack.yaml", 'version: "1.1"', 'version: "1.2"')
    later.change("pack.yaml", "effective_from: 2022-10-01", "effective_from: 2022-11-01")
    later.change("lists/streets.csv", "S02", "S03")
    with pytest.raises(Rejected, match="清单 streets 2022-06"), transaction.atomic():
        install(later.read())
    later.change(
        "pack.yaml",
        "version: 2022-06\n    effective_from: 2022-06-01",
        "version: 2022-11\n    effective_from: 2022-11-01",
    )
    install(later.read())
    old, new = ListVersion.objects.order_by("effective_from")
    assert (old.effective_to, new.effective_to) == (date(2022, 11, 1), None)
    assert [row.key for row in new.rows.all()] == ["S01", "S03"]


def test_a_loaded_pack_is_what_was_read(db: None) -> None:
    row, _fresh = install(read(EXEMPLAR))
    loaded, source = version(row.pk), read(EXEMPLAR)
    assert loaded.pack == source.pack
    assert loaded.forms == source.forms
    assert loaded.lists["streets"][1] == {"code": "S02", "title": "老城,街道"}
    assert set(loaded.files) == {"signboard.bpmn", "rules.dmn"}


def test_a_warm_cache_asks_no_sql(db: None, django_assert_num_queries) -> None:
    install(read(EXEMPLAR))
    forget()
    with django_assert_num_queries(2):
        item_on("signboard", DAY)
    with django_assert_num_queries(0):
        loaded, item = item_on("signboard", DAY)
        assert (loaded.key, item.key) == ("mkt99", "signboard")
        assert item_on("nothing", DAY) is None
        assert pack_on("mkt99", DAY) is version(loaded.pk)


def test_a_load_is_seen_at_once(db: None, later: Copy) -> None:
    install(read(EXEMPLAR))
    assert item_on("signboard", date(2022, 12, 1))[1].committed_limit == "7wd"
    install(later.read())
    assert item_on("signboard", date(2022, 12, 1))[1].committed_limit == "6wd"


def test_an_item_with_dates_of_its_own_is_in_effect_between_them(db: None, copy: Copy) -> None:
    copy.change("pack.yaml", "    aliases", "    effective_to: 2022-08-01\n    aliases")
    install(copy.read())
    assert item_on("signboard", date(2022, 7, 31)) is not None
    assert item_on("signboard", date(2022, 8, 1)) is None


def test_an_editor_ends_a_version_from_today_on(editor: Viewer, seen_as) -> None:
    load(editor, read(EXEMPLAR))
    with pytest.raises(Refused):
        end_effect(seen_as("office"), "mkt99", "1.0", today())
    with pytest.raises(Rejected):
        end_effect(editor, "mkt99", "1.0", DAY)
    end_effect(editor, "mkt99", "1.0", today())
    assert packs_on(today()) == []


def test_several_packs_are_loaded_all_or_none(db: None, copy: Copy) -> None:
    bad = copy.change("pack.yaml", "role: head", "role: boss").read()
    with pytest.raises(Rejected):
        load_all([read(EXEMPLAR), bad], [])
    assert not PackVersion.objects.exists()
