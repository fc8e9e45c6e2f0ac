"""Filling in an application: begun once, saved page by page, signed, checked, handed in."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from xiaoer.packs.items import Item
from xiaoer.packs.queries import LoadedPack, item_on, version
from xiaoer.packs.schema import Form, FormPage
from xiaoer.packs.texts import Text
from xiaoer.people.access import Refused
from xiaoer.people.queries import viewer_of
from xiaoer.people.roles import Viewer
from xiaoer.registry.models import Enterprise
from xiaoer.registry.queries import enterprises_of

from ..answers import Invalid, check_faults, faults_of, page_faults, shown_pages
from ..clocks import NotNow
from ..models import Case, Draft, Material, Signature
from ..premises import settled
from ..sniffing import BadFile, checked
from ..taken import free_materials, wanted
from ..versions import item_in
from .opening import Application, open_case


class Outdated(Exception):
    """The draft was changed on another page meanwhile; nothing of this one was saved."""


def of_viewer(viewer: Viewer, pk: int) -> Draft:
    """Return a draft of the viewer's own; raises `Draft.DoesNotExist` for all others."""
    rows = Draft.objects.select_related("enterprise", "enterprise__address", "user", "case")
    return rows.get(pk=pk, user_id=viewer.user_id)


def pack_of(draft: Draft) -> tuple[LoadedPack, Item]:
    """Return the version of the pack under which a draft was begun."""
    pack = version(draft.pack_version_id)
    return pack, item_in(pack, draft.item_key)


@transaction.atomic
def begin(
    viewer: Viewer,
    item_key: str,
    enterprise: Enterprise | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Draft:
    """Begin an application; raises `NotNow` when the item cannot be applied for."""
    if viewer.user_id is None:
        raise Refused
    found = item_on(item_key, timezone.localdate())
    if found is None or not found[1].applied_for:
        raise NotNow("这个事项现在不能申请，可能已取消、还没生效，或由部门自己立项")
    pack, item = found
    if enterprise and enterprise.pk not in enterprises_of(viewer.user_id, item.key):
        raise Refused(f"您没有替 {enterprise.name} 办这件事的委托")
    return Draft.objects.create(
        user_id=viewer.user_id,
        item_key=item.key,
        pack_version_id=pack.pk,
        enterprise=enterprise,
        answers=dict(answers or {}),
    )


def _locked(viewer: Viewer, pk: int, revision: int | None = None) -> Draft:
    row = Draft.objects.select_for_update().get(pk=pk, user_id=viewer.user_id)
    if row.case_id is not None:
        raise NotNow("已经提交了，不能再改")
    if revision is not None and row.revision != revision:
        raise Outdated
    return row


@transaction.atomic
def save_page(
    viewer: Viewer,
    pk: int,
    page_key: str,
    answers: Mapping[str, Any],
    revision: int,
    choices: Mapping[str, str] | None = None,
) -> Draft:
    """Save one page; raises `Invalid` (nothing is lost: the page shows what was entered).

    `choices` says for a standard address which entry of the register is meant.
    """
    draft = _locked(viewer, pk, revision)
    pack, item = pack_of(draft)
    form = pack.forms[item.form or ""]
    merged = {**draft.answers, **answers}
    page = next((p for p in shown_pages(form, merged) if p.key == page_key), None)
    if page is None:
        raise NotNow("这一页现在不用填，回清单看看")
    faults = page_faults(page, merged, pack.lists) or _against(form, page, merged)
    if not faults:
        merged, faults = settled(pack, form, page, merged, choices or {})
    if faults:
        raise Invalid(faults)
    draft.answers = merged
    draft.pages_done = sorted({*draft.pages_done, page_key})
    draft.revision += 1
    draft.save()
    Signature.objects.filter(draft=draft).update(signed_at=None, digest="", user=None)
    _call_signers(draft, item)
    return draft


def _against(form: Form, page: FormPage, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return what the answers of a page say against others, where the page can mend it."""
    here = {field.key for field in page.fields}
    return {key: words for key, words in check_faults(form, answers).items() if key in here}


def _call_signers(draft: Draft, item: Item) -> None:
    """Ask everybody named in the form's list of people to sign."""
    if not item.signers:
        return
    named = {
        p["identity"]: p["name"] for p in draft.answers.get(item.signers, []) if p.get("identity")
    }
    hashes = {hashlib.sha256(i.encode()).hexdigest(): name for i, name in named.items()}
    Signature.objects.filter(draft=draft).exclude(identity_hash__in=hashes).delete()
    for identity_hash, name in hashes.items():
        Signature.objects.get_or_create(
            draft=draft, identity_hash=identity_hash, defaults={"name": name}
        )


def digest_of(draft: Draft) -> str:
    """Return the fingerprint of what is signed: the answers and the materials."""
    papers = sorted(draft.materials.filter(replaced=False).values_list("key", "sha256"))
    text = json.dumps([draft.answers, papers], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def sign(viewer: Viewer, token: str, identity: str, at: datetime | None = None) -> Signature:
    """Sign as one of the people named; the identity number must be that person's.

    Each person signs with an account of their own: one account signs an application once.
    """
    row = Signature.objects.select_related("draft").get(token=token)
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(pk=row.draft_id)
        row = Signature.objects.select_for_update().get(pk=row.pk)
        _check_signer(viewer, draft, row, identity)
        row.user_id, row.signed_at = viewer.user_id, at or timezone.now()
        row.digest = draft.confirmed
        row.save()
        return row


def _check_signer(viewer: Viewer, draft: Draft, row: Signature, identity: str) -> None:
    if draft.case_id is not None or row.signed_at:
        raise NotNow("已经签过了")
    if not draft.confirmed or draft.confirmed != digest_of(draft):
        raise NotNow("申请内容还没核对，核对之后再签字")
    if hashlib.sha256(identity.strip().upper().encode()).hexdigest() != row.identity_hash:
        raise NotNow(f"这不是 {row.name} 的身份证号，核对后再签")
    if draft.signatures.filter(user_id=viewer.user_id).exists():
        raise NotNow("您已经签过一次。别的人要用自己的账号签，把链接发给本人")


@transaction.atomic
def choose_commitment(viewer: Viewer, pk: int, wanted_: bool) -> Draft:
    """Choose between notice-and-commitment and the ordinary way (time-law T24)."""
    draft = _locked(viewer, pk)
    _pack, item = pack_of(draft)
    if wanted_ and item.commitment is None:
        raise NotNow("这个事项不能用告知承诺办")
    draft.commitment = wanted_
    draft.save()
    return draft


def add_material(viewer: Viewer, pk: int, key: str, name: str, data: bytes) -> Material:
    """Take in a file for a material; the former one is kept as replaced. Raises `BadFile`."""
    with transaction.atomic():
        draft = _locked(viewer, pk)
        _pack, item = pack_of(draft)
        return keep_material(item, key, name, data, viewer, draft=draft)


def add_case_material(viewer: Viewer, case: Case, key: str, name: str, data: bytes) -> Material:
    """Take in a file for a case that waits for it (a correction, a gap)."""
    item = item_in(version(case.pack_version_id), case.item_key)
    with transaction.atomic():
        return keep_material(item, key, name, data, viewer, case=case)


def keep_material(
    item: Item, key: str, name: str, data: bytes, viewer: Viewer, **owner: Any
) -> Material:
    """Check a file and store it under its own fingerprint."""
    spec = next((m for m in item.materials if m.key == key and m.source == "applicant"), None)
    if spec is None:
        raise BadFile("这份材料不用交")
    _kind, content_type = checked(data, name, spec.accept, spec.max_mb)
    digest = hashlib.sha256(data).hexdigest()
    Material.objects.filter(**owner, key=key).update(replaced=True)
    return Material.objects.create(
        **owner,
        key=key,
        title=str(spec.title),
        file=_store(digest, data),
        name=name[-200:],
        content_type=content_type,
        size=len(data),
        sha256=digest,
        added_by_id=viewer.user_id,
    )


EVIDENCE, EVIDENCE_MB = ("pdf", "jpg", "png"), 20


def add_evidence(viewer: Viewer, case: Case, name: str, data: bytes) -> Material:
    """Take in a picture or a paper that shows what was mended. Raises `BadFile`."""
    _kind, content_type = checked(data, name, EVIDENCE, EVIDENCE_MB)
    digest = hashlib.sha256(data).hexdigest()
    return Material.objects.create(
        case=case,
        key="rectification",
        title="整改佐证",
        file=_store(digest, data),
        name=name[-200:],
        content_type=content_type,
        size=len(data),
        sha256=digest,
        added_by_id=viewer.user_id,
    )


def _store(digest: str, data: bytes) -> str:
    """Write a file below the media folder, whole or not at all; same content, same file."""
    place = f"materials/{digest[:2]}/{digest}"
    path = Path(settings.MEDIA_ROOT) / place
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        part.write_bytes(data)
        os.replace(part, path)
    return place


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing before an application can be handed in, and where to mend it."""

    words: Text | str
    page: str = ""  # of the form
    field: str = ""
    signing: bool = False


def lacking(draft: Draft) -> list[Lack]:
    """Return what still has to be done before an application can be handed in."""
    pack, item = pack_of(draft)
    found = [*_lacking_answers(draft, pack, pack.form_of(item)), *_lacking_materials(draft, item)]
    if item.signers:
        unsigned = draft.signatures.filter(signed_at__isnull=True)
        found += [Lack(f"{row.name} 还没签字", signing=True) for row in unsigned]
    return found


def _lacking_answers(draft: Draft, pack: LoadedPack, form: Form | None) -> Iterator[Lack]:
    if form is None:
        return
    faults = faults_of(form, draft.answers, pack.lists)
    for page in shown_pages(form, draft.answers):
        mine = [f.key for f in page.fields if f.key in faults]
        if page.key not in draft.pages_done and mine:
            yield Lack(page.title, page.key)
        else:
            yield from (Lack(faults[key], page.key, key) for key in mine)


def _lacking_materials(draft: Draft, item: Item) -> Iterator[Lack]:
    have = set(draft.materials.filter(replaced=False).values_list("key", flat=True))
    for material in item.asked_materials():
        may_gap = item.gap is not None and not material.main
        asked = material.required and wanted(material, draft.answers) and not may_gap
        if asked and material.key not in have:
            yield Lack(material.title)


def confirm(viewer: Viewer, pk: int) -> Draft:
    """Say that everything is true, before those who are named sign it."""
    with transaction.atomic():
        draft = _locked(viewer, pk)
        if any(not lack.signing for lack in lacking(draft)):
            raise NotNow("还有没填完的，回清单看看")
        draft.confirmed = digest_of(draft)
        draft.save()
        return draft


def hand_in(
    viewer: Viewer, pk: int, request_key: str | None = None, at: datetime | None = None
) -> Case:
    """Hand an application in; the same draft always becomes the same case."""
    draft = of_viewer(viewer, pk)
    if draft.case is not None:
        return draft.case
    if lacking(draft):
        raise NotNow("还有没填完的，回清单看看")
    _pack, item = pack_of(draft)
    _take_shared(draft, item)
    application = Application(
        item_key=draft.item_key,
        answers=draft.answers,
        enterprise=draft.enterprise,
        commitment=draft.commitment,
        draft=draft,
        parent=draft.parent,
        parent_step=draft.parent_step,
    )
    return open_case(viewer, application, request_key or f"draft-{draft.pk}", at)


def hand_in_if_signed(draft: Draft) -> Case | None:
    """Hand an application in the moment the last signature completes it (market (一)1 c6).

    It is handed in for the applicant, whoever signs last. `None` while something is missing.
    """
    _pack, item = pack_of(draft)
    if not item.signers or draft.case is not None or lacking(draft):
        return None
    return hand_in(viewer_of(draft.user), draft.pk)


def _take_shared(draft: Draft, item: Item) -> None:
    """Note the materials that came from registers, with their source."""
    known = set(draft.materials.values_list("key", flat=True))
    by = {"electronic_licence": Material.By.LICENCE, "shared_data": Material.By.SHARED}
    day = timezone.localdate().isoformat()
    for material in free_materials(item, draft.answers):
        if material.key not in known and material.source in by and material.shared:
            Material.objects.create(
                draft=draft,
                key=material.key,
                title=str(material.title),
                satisfied_by=by[material.source],
                source=f"{material.shared.title} {day}",
            )


@transaction.atomic
def throw_away(viewer: Viewer, pk: int) -> None:
    """Delete a draft that was never handed in."""
    _locked(viewer, pk).delete()
