"""What an applicant owes: named once, supplied by him, looked at before it counts."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from xiaoer.cases.clocks import NotNow
from xiaoer.cases.models import Case, Draft
from xiaoer.cases.rehearsal import Stage, Strangers
from xiaoer.cases.services import verbs
from xiaoer.cases.services.tasks import Done, complete_task
from xiaoer.packs.library import sources
from xiaoer.packs.reading import examples_of
from xiaoer.packs.services import install
from xiaoer.people.queries import viewer_of

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
PDF = b"%PDF-1.4 x"


def browser(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def paper(name: str = "说明.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


@pytest.fixture
def mine(applicant) -> Client:
    return browser(applicant)


@pytest.fixture
def desk(clerks) -> Client:
    return browser(clerks["builder"])


@pytest.fixture
def case(pack, clerks, enterprise, mine) -> Case:
    """A case with its main material and without the other."""
    mine.post("/apply/plain_licence/", {"enterprise": enterprise.uscc})
    draft = Draft.objects.get()
    mine.post(f"/drafts/{draft.pk}/pages/place/", {"area_m2": "120", "revision": 1})
    mine.post(f"/drafts/{draft.pk}/materials/", {"key": "plan", "file": paper("方案.pdf")})
    mine.post(f"/drafts/{draft.pk}/check/", {"true": "yes"})
    return Case.objects.get()


def end_step(desk: Client, case: Case, outcome: str, **fields: object):
    todo = case.todos.get(key="accept", state="open")
    return desk.post(f"/desk/todo/{todo.pk}/", {"outcome": outcome, **fields})


def test_a_gap_is_named_dated_supplied_and_checked(case, mine, desk) -> None:
    page, supply = f"/my/{case.number}/", f"/my/{case.number}/supply/"
    end_step(desk, case, "gap")
    slip = case.papers.get(kind="gap").body
    todo = case.todos.get(key="gap")
    assert (slip["lacking"], slip["until"]) == (["说明"], f"{todo.due_at:%Y-%m-%d}")
    assert "补交容缺材料" in mine.get(page).text
    assert "还没交：说明" in mine.post(supply, {"gap": "yes"}, follow=True).text
    mine.post(supply, {"key": "note", "file": paper()})
    mine.post(supply, {"gap": "yes"})
    assert "补交容缺材料" not in mine.get(page).text.split("办理记录")[0]
    close = f"/cases/{case.number}/do/close-gap/"
    assert "核对补交的材料" in desk.get(f"/cases/{case.number}/").text
    desk.post(close, {"fault": "yes", "reason": "没有签章"})
    assert case.todos.filter(key="gap", state="open").exists()
    mine.post(supply, {"key": "note", "file": paper("说明2.pdf")})
    mine.post(supply, {"gap": "yes"})
    desk.post(close)
    case.refresh_from_db()
    assert case.events.filter(kind="gap_closed").exists()
    assert not case.todos.filter(key__in=("gap", "gap_check"), state="open").exists()


def test_what_may_not_lack_is_not_accepted_with_a_gap(case, desk, mine, clerks) -> None:
    told = end_step(desk, case, "gap", lacking=["plan"])
    assert (told.status_code, "主要材料不能容缺" in told.text) == (422, True)
    mine.post(f"/my/{case.number}/supply/", {"key": "note", "file": paper()})
    todo = case.todos.get(key="accept", state="open")
    with pytest.raises(NotNow, match="材料都齐了"):
        complete_task(viewer_of(clerks["builder"]), todo.pk, Done("gap"))


def test_a_correction_names_its_materials_and_wants_them(case, mine, desk) -> None:
    supply = f"/my/{case.number}/supply/"
    end_step(desk, case, "correct", reason="图纸没有签章", lacking=["plan"])
    assert case.papers.get(kind="correction").body["lacking"] == ["方案图"]
    asked = mine.get(f"/my/{case.number}/").text
    assert 'id="s-plan"' in asked
    assert 'id="s-note"' not in asked
    assert "还没有交补正的内容" in mine.post(supply, {"done": "yes"}, follow=True).text
    mine.post(supply, {"key": "note", "file": paper()})
    assert "还没交：方案图" in mine.post(supply, {"done": "yes"}, follow=True).text
    mine.post(supply, {"key": "plan", "file": paper("方案2.pdf")})
    mine.post(supply, {"done": "yes"})
    assert case.events.filter(kind="correction_supplied").count() == 1


def test_a_second_correction_is_marked(case, mine, desk, applicant) -> None:
    end_step(desk, case, "correct", reason="缺签章")
    verbs.supply_correction(viewer_of(applicant), case.pk, {"correction_words": "已签"})
    assert "应当一次说全" in desk.get(f"/cases/{case.number}/").text
    end_step(desk, case, "correct", reason="又缺说明")
    first, second = case.events.filter(kind="correction_requested").order_by("sequence")
    assert "second_notice" not in first.payload
    assert second.payload["second_notice"] is True
    assert "应当一次告知" in desk.get(f"/cases/{case.number}/").text


def test_what_was_entered_stays_when_a_step_cannot_end(case, desk) -> None:
    end_step(desk, case, "accepted")
    todo = case.todos.get(key="review", state="open")
    told = desk.post(f"/desk/todo/{todo.pk}/", {"outcome": "pass", "reason": "现场看过，合格"})
    assert told.status_code == 422  # a check by one officer alone
    assert "现场看过，合格</textarea>" in told.text
    assert 'value="pass" required checked' in told.text


@pytest.fixture
def inspected(bodies) -> Case:
    """A hygiene licence whose inspection found something to mend."""
    packs = sources()
    for source in packs.values():
        install(source, list(packs.values()))
    example = next(
        e for e in examples_of(packs["mkt02"]) if any(a.outcome == "rectify" for a in e.acts)
    )
    list(Stage(example, Strangers(example)).play(3))
    return Case.objects.get()


def test_what_an_inspection_found_is_mended_and_reported_by_the_applicant(inspected) -> None:
    mine = browser(inspected.applicant)
    page, mend = f"/my/{inspected.number}/", f"/my/{inspected.number}/mend/"
    shown = mine.get(page).text
    assert "现在要您做：整改" in shown
    assert "消毒柜没有通电" in shown
    assert "写明怎么改的" in mine.post(mend, {"words": " "}, follow=True).text
    mine.post(mend, {"words": "已通电", "file": paper("通电.pdf")})
    assert inspected.events.get(kind="rectification_reported").payload["reason"] == "已通电"
    assert inspected.materials.get(key="rectification").name == "通电.pdf"
    assert inspected.notices.filter(kind="rectified").exists()
    assert "现在要您做" not in mine.get(page).text
