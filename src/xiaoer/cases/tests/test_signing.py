"""An application that several people sign: checked once, signed by each for themselves."""

from __future__ import annotations

import pytest
from django.test import Client

from xiaoer.cases.answers import check_faults, page_faults
from xiaoer.cases.models import Case, Draft
from xiaoer.cases.services import drafts
from xiaoer.packs.library import sources
from xiaoer.packs.services import install
from xiaoer.people.queries import viewer_of

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
YE, WEN = "449900199001010025", "449900198803150017"
PEOPLE = [
    {"name": "叶知秋", "identity": YE, "role": "legal_representative"},
    {"name": "温故", "identity": WEN, "role": "shareholder"},
]


def browser(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def draft(clerks, applicant) -> Draft:
    """A company opening with everything but the signatures."""
    packs = sources()
    install(packs["mkt01"], list(packs.values()))
    example = next(e for e in packs["mkt01"].examples.cases if e.item == "company_opening")
    draft = drafts.begin(viewer_of(applicant), "company_opening")
    form = drafts.pack_of(draft)[0].forms["company_opening"]
    answers = {k: v for k, v in example.answers.items() if k not in form.computed()}
    for page in form.pages:
        mine = {f.key: answers.get(f.key) for f in page.fields if f.shared is None}
        draft.refresh_from_db()
        choices = {"address": "own"} if "address" in mine else {}
        drafts.save_page(viewer_of(applicant), draft.pk, page.key, mine, draft.revision, choices)
    draft.refresh_from_db()
    assert all(lack.signing for lack in drafts.lacking(draft)), drafts.lacking(draft)
    return draft


def tokens(draft: Draft) -> dict[str, str]:
    return dict(draft.signatures.values_list("name", "token"))


def test_nobody_signs_before_the_answers_were_checked(draft, applicant) -> None:
    client = browser(applicant)
    path = f"/sign/{tokens(draft)['叶知秋']}/"
    assert "还没核对" in client.post(path, {"identity": YE}, follow=True).text
    assert "核对，去签字" in client.get(f"/drafts/{draft.pk}/").text
    client.post(f"/drafts/{draft.pk}/check/", {"true": "yes"})
    assert Case.objects.count() == 0
    assert "发给本人" not in client.get(f"/drafts/{draft.pk}/").text
    client.post(path, {"identity": YE})
    assert draft.signatures.filter(signed_at__isnull=False).count() == 1


def test_each_signs_for_themselves_and_the_last_one_hands_in(draft, applicant, stranger) -> None:
    client, other = browser(applicant), browser(stranger)
    client.post(f"/drafts/{draft.pk}/check/", {"true": "yes"})
    first, second = (f"/sign/{tokens(draft)[name]}/" for name in ("叶知秋", "温故"))
    assert "不是 叶知秋" in client.post(first, {"identity": WEN}, follow=True).text
    client.post(first, {"identity": YE})
    assert "已经签过一次" in client.post(second, {"identity": WEN}, follow=True).text
    assert second in client.get(f"/drafts/{draft.pk}/").text
    assert Case.objects.count() == 0
    other.post(second, {"identity": WEN})
    case = Case.objects.get()
    assert case.applicant_id == applicant.pk
    assert other.get(f"/my/{case.number}/").status_code == 404
    assert "已签" in other.get(second).text


def test_a_change_of_the_answers_asks_for_everything_again(draft, applicant) -> None:
    client = browser(applicant)
    client.post(f"/drafts/{draft.pk}/check/", {"true": "yes"})
    client.post(f"/sign/{tokens(draft)['叶知秋']}/", {"identity": YE})
    form = drafts.pack_of(draft)[0].forms["company_opening"]
    page = next(p for p in form.pages if any(f.key == "capital" for f in p.fields))
    mine = {f.key: draft.answers.get(f.key) for f in page.fields if f.shared is None}
    draft.refresh_from_db()
    drafts.save_page(
        viewer_of(applicant), draft.pk, page.key, {**mine, "capital": 300}, draft.revision
    )
    assert not draft.signatures.filter(signed_at__isnull=False).exists()
    assert "核对，去签字" in client.get(f"/drafts/{draft.pk}/").text


def test_people_are_asked_for_whole_and_with_their_check_digit(draft) -> None:
    pack, _item = drafts.pack_of(draft)
    form = pack.forms["company_opening"]
    page = next(p for p in form.pages if any(f.key == "people" for f in p.fields))

    def fault(*people: dict[str, str]) -> str:
        answers = {**draft.answers, "people": list(people)}
        return page_faults(page, answers, pack.lists).get("people", "")

    assert fault(*PEOPLE) == ""
    assert fault(PEOPLE[0], {**PEOPLE[1], "identity": WEN[:-1] + "8"}).startswith("第 2 个人")
    assert "填写姓名" in fault({**PEOPLE[0], "name": ""})
    assert "同一个人" in fault(PEOPLE[0], PEOPLE[0])


def test_answers_that_speak_against_each_other_are_told_where_they_are_mended(
    draft, applicant
) -> None:
    pack, _item = drafts.pack_of(draft)
    form = pack.forms["company_opening"]
    assert check_faults(form, draft.answers) == {}
    assert "trade_name" in check_faults(form, {**draft.answers, "trade_name": "中国恒川"})
    assert check_faults(form, {}) == {}
    page = next(p for p in form.pages if any(f.key == "trade_name" for f in p.fields))
    mine = {f.key: draft.answers.get(f.key) for f in page.fields if f.shared is None}
    with pytest.raises(drafts.Invalid) as told:
        drafts.save_page(
            viewer_of(applicant),
            draft.pk,
            page.key,
            {**mine, "trade_name": "中国恒川"},
            draft.revision,
        )
    assert set(told.value.faults) == {"trade_name"}


def test_what_is_missing_is_named_and_linked(clerks, applicant) -> None:
    packs = sources()
    install(packs["mkt01"], list(packs.values()))
    draft = drafts.begin(viewer_of(applicant), "company_opening")
    text = browser(applicant).get(f"/drafts/{draft.pk}/").text
    first = drafts.pack_of(draft)[0].forms["company_opening"].pages[0]
    assert f'<a href="/drafts/{draft.pk}/pages/{first.key}/">' in text
    assert "还差" in text
