"""Read XML from strangers: no entities, no network, no documents that grow while being read."""

from __future__ import annotations

import re
from typing import Any

# Parts of a tree that lxml's stubs do not describe here; one alias keeps signatures readable.
Xml = Any

MAX_BYTES = 5 * 1024 * 1024
DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Unreadable(ValueError):
    """Bytes that are no XML we accept; carries the line where known."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        """Keep the line beside the reason."""
        super().__init__(reason)
        self.line = line


def read_xml(source: bytes) -> Xml:
    """Return the root element; raises `Unreadable` with the reason."""
    if len(source) > MAX_BYTES:
        raise Unreadable("文件太大，最多 5 MB")
    if not source.strip():
        raise Unreadable("文件是空的")
    # Without the zero bytes a UTF-16 file shows its DOCTYPE too.
    if DOCTYPE.search(source.replace(b"\0", b"")):
        raise Unreadable("文件里有 DTD 或实体定义（DOCTYPE、ENTITY），不接受")
    return _parse(source)


def _parse(source: bytes) -> Xml:
    # Imported here so that commands start without lxml.
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as problem:
        raise _explained(problem) from None
    except (ValueError, LookupError):
        raise Unreadable("文件不是 XML") from None
    if root is None or root.getroottree().docinfo.doctype:
        raise Unreadable("文件里有 DTD 或实体定义（DOCTYPE、ENTITY），不接受")
    return root


def _explained(problem: Any) -> Unreadable:
    if "depth" in str(problem).lower():
        return Unreadable("XML 嵌套太深", problem.lineno)
    return Unreadable(f"XML 写错了，在第 {problem.lineno} 行附近", problem.lineno)


def local(element: Xml) -> str:
    """Return the name of an element without its namespace; prefixes vary between modellers."""
    tag = element.tag
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element: Xml) -> str:
    """Return the namespace of an element."""
    tag = element.tag
    if not isinstance(tag, str) or not tag.startswith("{"):
        return ""
    return tag[1:].partition("}")[0]


def children(element: Xml, *names: str) -> list[Xml]:
    """Return child elements, with one of the local names if any are given."""
    return [child for child in element if local(child) and (not names or local(child) in names)]


def text_of(element: Xml | None) -> str:
    """Return the text of an element, trimmed."""
    return "".join(element.itertext()).strip() if element is not None else ""


def foreign(element: Xml, name: str) -> str | None:
    """Return a vendor's attribute (`camunda:name`, `flowable:name`, …) whatever the prefix."""
    # Names first: asking lxml for all values takes the square of their number.
    for key in element.attrib:
        if key.startswith("{") and key.endswith("}" + name):
            return str(element.get(key)).strip()
    return None


def extensions(element: Xml) -> list[Xml]:
    """Return all elements inside the `extensionElements` of an element, at any depth."""
    boxes = children(element, "extensionElements")
    return [found for box in boxes for found in box.iterdescendants() if local(found)]
