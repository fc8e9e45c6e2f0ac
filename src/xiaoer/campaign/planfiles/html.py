"""Reads html: the words that a reader sees, block by block, tables as lines of cells."""

from __future__ import annotations

import re

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from .encodings import Decoded, decode
from .model import PlanFile

UNSEEN = frozenset(
    [
        "script",
        "style",
        "nav",
        "noscript",
        "iframe",
        "template",
        "svg",
        "form",
        "button",
        "select",
        "head",
        "aside",
        "footer",
        "header",
    ]
)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "br",
        "hr",
        "blockquote",
        "pre",
        "dl",
        "dt",
        "dd",
        "center",
    ]
)
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.I)


def read(content: bytes) -> tuple[PlanFile, Decoded]:
    """Return the text of an html page."""
    named = CHARSET.search(content[:4096])
    hint = named.group(1).decode("ascii", "replace") if named else None
    decoded = decode(content, hint)
    return PlanFile(text_of(decoded.text), "html", decoded.encoding), decoded


def text_of(page: str) -> str:
    """Return the visible text of a page."""
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", page).replace("\x00", "")
    if not body.strip():
        return ""
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(body.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return ""
    return _tidy("".join(_words(root)))


def _words(root: etree._Element) -> list[str]:
    parts: list[str] = []
    hidden = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            hidden += name in UNSEEN
            if not hidden:
                parts += [_opening(node, name), _flat(node.text)]
        elif event == "end":
            if not hidden:
                parts.append(_closing(name))
            hidden -= name in UNSEEN
        if event != "start" and not hidden:
            parts.append(_flat(node.tail))
    return parts


def _flat(words: str | None) -> str:
    return re.sub(r"\s+", " ", words) if words else ""


def _opening(node: etree._Element, name: str) -> str:
    if name == "li":
        parent = node.getparent()
        if parent is not None and parent.tag == "ol":
            return f"\n{len(list(node.itersiblings('li', preceding=True))) + 1}."
    return "\n" if name in BLOCKS else ""


def _closing(name: str) -> str:
    if name in ("td", "th"):
        return "\t"
    return "\n" if name in BLOCKS else ""


def _tidy(words: str) -> str:
    lines = (line.rstrip("\t ").lstrip(" ") for line in words.split("\n"))
    return "\n".join(re.sub(r" *\t *", "\t", line) for line in lines if line.strip())
