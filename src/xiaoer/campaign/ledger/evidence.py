"""What counts as evidence that an item is done. Pure.

Source rule: campaign §5, evidence types and "Will be done" is not evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class EvidenceType(StrEnum):
    """The kinds of evidence that an item may demand."""

    DOCUMENT = "document"
    SYSTEM = "system"
    PICTURE = "picture"
    DATA = "data"
    MINUTES = "minutes"
    RECEIPT = "receipt"
    THIRD_PARTY = "third_party"


EVIDENCE_WORDS: Mapping[EvidenceType, str] = {
    EvidenceType.DOCUMENT: "印发的文件",
    EvidenceType.SYSTEM: "已上线的系统（网址和办件）",
    EvidenceType.PICTURE: "带时间地点的照片或视频",
    EvidenceType.DATA: "数据记录",
    EvidenceType.MINUTES: "会议纪要",
    EvidenceType.RECEIPT: "当事企业的回执",
    EvidenceType.THIRD_PARTY: "第三方结果",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: what it is, what it says, the SHA-256 of its file."""

    kind: EvidenceType
    text: str
    sha256: str = ""


CLAUSE = re.compile(r"[，。；！？、,;!?\n]+")
TITLE = re.compile(r"《[^》]*》|“[^”]*”")  # a title may hold any word
# here the characters do not speak of the future
HARMLESS = re.compile(
    r"已经?将(?!要|于|在)|[并現现]?已?将军|(?:工作|实施|年度|行动|[一二三四五六七八九十]年|實施|行動)[计計][划劃畫]"
    r"|[计計][划劃畫](?:书|書|表|单|單|生育|内|內|外)|模[拟擬]|虚[拟擬]|虛擬|[拟擬]人|准备金|準備金"
    r"|[计計][划劃畫](?=已|的)|竞争|競爭|战争|戰爭|[争爭]取到|将近|將近"
)
FUTURE = re.compile(
    r"[将將拟擬]|[计計][划劃畫]|[预預][计計]|力[争爭]|[争爭]取|打算|准备|準備|下一?步|下阶段|下階段"
    r"|尽快|盡快|抓紧|抓緊|正在|^待|\bwill\b|\bplan(?:s|ned)?\s+to\b|\bto\s+be\s+done\b",
    re.IGNORECASE,
)
DONE = re.compile(r"已(?![计計拟擬预預准準打将將])")


def promise_in(text: str) -> str:
    """Return the first clause that speaks of what is still to be done; empty when none does.

    "已将材料送达" and "已印发工作计划" tell what was done and pass.
    """
    for clause in CLAUSE.split(TITLE.sub("", text)):
        bare = HARMLESS.sub("", clause)
        future = FUTURE.search(bare)
        done = DONE.search(bare)
        if future and not (done and done.start() < future.start()):
            return clause.strip()
    return ""


def evidence_refusals(required: Iterable[EvidenceType], given: Iterable[Evidence]) -> list[str]:
    """Return what is wrong with the evidence: kinds that lack, promises, pieces without words."""
    pieces = list(given)
    found = []
    for piece in pieces:
        promise = promise_in(piece.text)
        name = EVIDENCE_WORDS[piece.kind]
        if not piece.text.strip():
            found.append(f"{name}没有说明，写清做成了什么")
        elif promise:
            found.append(f"“{promise}”说的是还没做的事，不算佐证；做成以后再报，写“已……”和结果")
    there = {p.kind for p in pieces if p.text.strip() and not promise_in(p.text)}
    lacking = [EVIDENCE_WORDS[kind] for kind in EvidenceType if kind in set(required) - there]
    if lacking:
        found.append(f"还缺佐证：{'、'.join(lacking)}；补齐再报")
    return found


def reused_evidence(hashes: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return the items that share a file, by SHA-256: a warning, not a refusal (campaign §5).

    `hashes` maps item numbers to the fingerprints of their files, in hexadecimal.
    """
    users: dict[str, set[str]] = {}
    for item, found in hashes.items():
        for digest in filter(None, found):
            users.setdefault(digest.lower(), set()).add(item)
    return {digest: sorted(items) for digest, items in sorted(users.items()) if len(items) > 1}
