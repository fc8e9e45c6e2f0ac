"""What people write becomes what can be parsed: one width, one script, no remarks. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .numerals import RUN

LONGEST = 200  # characters of an address that are looked at


@dataclass(frozen=True, slots=True)
class Clean:
    """An address ready to be parsed, and the remarks that were taken out of it."""

    text: str
    remarks: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _simplifier() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


# forms that neither NFKC nor the table of scripts joins
ALIKE = str.maketrans(
    {
        **dict.fromkeys("—–―‐‑−﹣ー", "-"),
        **dict.fromkeys("～〜∼", "~"),
        **dict.fromkeys("【[〔〖「『{《<", "("),
        **dict.fromkeys("】]〕〗」』}》>", ")"),
        **dict.fromkeys("、/／|;；", ","),
        "○": "〇",
        "舖": "铺",
        "邨": "村",
        "衖": "弄",
        "棟": "栋",
        "№": "",
        "．": ".",
    }
)


def one_script(text: str) -> str:
    """Return a text in half width, simplified script and capital letters."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST].replace("№", ""))
    simple: str = _simplifier().convert(plain)  # type: ignore[attr-defined]
    return simple.upper().translate(ALIKE)


# 地址：…, 承租房屋坐落于…, 经营场所为…
LABEL = re.compile(
    r"^[^\d(]{0,16}?(?:[坐座]落[于在]?|位于|地处|设[在于]|地址|住址|住所|经营场所|营业场所|地点|位置)"
    r"(?:\(经营场所\)|\(住所\))?\s*[:是为在]?\s*"
)
COUNTRY = re.compile(r"^\s*(?:中华人民共和国|中国)\s*")
REMARKS = (
    re.compile(r"(?:邮政编码|邮编|邮码)\s*[:是为]?\s*\d{6}"),
    re.compile(r"^\s*\d{6}(?=[\s,]*[\u4e00-\u9fff])"),
    re.compile(r"[\s,。]+\d{6}\s*$"),
    re.compile(
        r"(?:联系|咨询|收件|固定)?(?:电话|手机|座机|热线|传真|TEL|微信)(?:号码?)?\s*[:是为]?\s*"
        r"[\d+() -]{7,20}(?:转\d+)?"
    ),
    re.compile(r"(?<!\d)(?:\+?86-?)?1[3-9]\d{9}(?!\d)"),
    re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)"),
    re.compile(r"[,\s]*(?:收件人|联系人|经办人)\s*[:是为]?\s*[\u4e00-\u9fff]{2,4}"),
)
BRACKETS = re.compile(r"\(([^()]*)\)")
# what stands in brackets and is a part of the address: (A座), (二期), (首层), (东区3号楼)
INLINE = re.compile(
    rf"^(?!自编[A-Z0-9-]+$)(?:自编)?第?(?:[A-Z]\d*|\d+|{RUN}|[东南西北中前后主副裙]|商铺|首|底)"
    r"(?:号楼|号|栋|幢|座|单元|层|楼|室|房|区|期|铺|号铺|商铺)?"
    rf"(?:[A-Z0-9-]|{RUN}|号|楼|栋|幢|座|单元|层|室|房|铺)*$"
)
# G240国道, 国道G240线 and 240国道 are one road
HIGHWAY = re.compile(
    r"(?:[国省县乡]道)?(?<![A-Z0-9])(?P<letter>[GSXY])(?P<number>\d{2,4})(?:[国省县乡]道|线)"
    r"|[国省县乡]道(?P<letter2>[GSXY])(?P<number2>\d{2,4})"
    r"|(?<![A-Z0-9])(?P<number3>\d{2,4})(?P<kind>[国省县乡])道"
)
LETTERS = {"国": "G", "省": "S", "县": "X", "乡": "Y"}
WORDS = re.compile(
    r"自编号?|门牌号码?|门牌(?=\d)|(?<=号)内(?=自编|第|\d|[A-Z]|[一二三四五六七八九十])|"
    r"(?<=[层楼栋幢座])(?:整层|全层|整栋|全部|全栋|整幢)|(?:整层|全层|整栋|全部)$|"
    r"(?<=[号室房铺层楼栋幢座])(?:之内|内)$|的(?=\d|[A-Z])|的(?:房屋|物业|房产|场所|场地|商铺).{0,8}$|NO\.?(?=\s*\d)"
)
AT_END = re.compile(
    r"(?:住所申报|自主申报|一址多照|一照多址|集群注册|集群登记|仅限办公|仅限办公用途|住改商|临时经营场所"
    r"|经营场所|商务秘书|托管|入驻|使用|办公)+$"
)
ORDINAL = re.compile(rf"第(?=(?:\d|{RUN}))")
BETWEEN_NUMBERS = re.compile(r"(?<=[0-9A-Z])[\s.·•]+(?=[0-9A-Z])")
BETWEEN_LISTED = re.compile(r"(?<=[0-9])\s*,\s*(?=[0-9])")
NOISE = re.compile(r"[^\u3007\u3400-\u9fff0-9A-Z#~,()-]+")
COMMAS = re.compile(r"(?<![0-9])[,~]|[,~](?![0-9])")
DASHES = re.compile(r"-{2,}|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")
DASH_OF_NUMBERS = re.compile(r"(?<=[0-9A-Z])一(?=\d)")
SPAN = re.compile(
    rf"(?<=\d)号?(?:至|到)(?=\d)|(?<={RUN[: RUN.index(']') + 1]})号?(?:至|到)(?={RUN})"
)


def cleaned(text: str) -> Clean:
    """Return an address without label, postcode, telephone, remarks, blanks and signs."""
    remarks: list[str] = []
    plain = LABEL.sub("", COUNTRY.sub("", one_script(text)), count=1)
    plain = COUNTRY.sub("", plain)
    for pattern in REMARKS:
        plain = _without(pattern, plain, remarks)
    plain = HIGHWAY.sub(_highway, _unbracketed(plain, remarks))
    plain = _without(WORDS, plain, remarks)
    plain = BETWEEN_NUMBERS.sub("-", BETWEEN_LISTED.sub(",", SPAN.sub("~", plain.strip())))
    plain = NOISE.sub("", plain)
    plain = ORDINAL.sub("", COMMAS.sub("", _without(AT_END, plain, remarks)))
    plain = DASHES.sub(_dash, DASH_OF_NUMBERS.sub("-", plain))
    return Clean(plain.strip("-"), tuple(remarks))


def _highway(found: re.Match[str]) -> str:
    letter = found["letter"] or found["letter2"] or LETTERS[found["kind"]]
    number = found["number"] or found["number2"] or found["number3"]
    kind = next(kind for kind, sign in LETTERS.items() if sign == letter)
    return f"{letter}{number}{kind}道"


def _dash(found: re.Match[str]) -> str:
    """Between two characters a dash says nothing; several dashes are one."""
    return "-" if len(found.group()) > 1 else ""


def _without(pattern: re.Pattern[str], text: str, remarks: list[str]) -> str:
    def keep(found: re.Match[str]) -> str:
        remarks.append(found.group().strip(" ,。"))
        return ""

    return pattern.sub(keep, text)


def _unbracketed(text: str, remarks: list[str]) -> str:
    """Take remarks in brackets out; a part of the address in brackets stays."""

    def opened(found: re.Match[str]) -> str:
        inner = re.sub(r"\s+", "", found.group(1))
        if INLINE.match(inner):
            return inner
        if inner:
            remarks.append(inner)
        return ""

    for _depth in range(3):
        text = BRACKETS.sub(opened, text)
    return text.replace("(", "").replace(")", "")
