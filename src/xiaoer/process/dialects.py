"""Where Camunda, Zeebe, Flowable, Activiti and plain BPMN write the same thing."""

from __future__ import annotations

import re

from .diagram import Loop
from .reading import Xml, children, extensions, foreign, local, text_of

WRAPPED = re.compile(r"\A[$#]\{\s*([^{}]*?)\s*\}\Z", re.DOTALL)
MAX_REPEATS = 1_000


def plain(text: str | None) -> str | None:
    """Return an expression without the wrapper of its modeller; empty text is nothing."""
    if text is None or not text.strip():
        return None
    text = text.strip()
    wrapped = WRAPPED.match(text)
    if wrapped:
        return wrapped[1] or None
    if text.startswith("=") and not text.startswith("=="):
        text = text[1:].strip()
    return text or None


def _first(element: Xml, name: str) -> Xml | None:
    found = children(element, name)
    return found[0] if found else None


def _item_name(element: Xml, name: str) -> str | None:
    item = _first(element, name)
    return None if item is None else item.get("name") or item.get("id")


def read_loop(element: Xml) -> Loop | None:
    """Return how an activity repeats, or None."""
    many = _first(element, "multiInstanceLoopCharacteristics")
    if many is not None:
        return _many(many)
    standard = _first(element, "standardLoopCharacteristics")
    return None if standard is None else _standard(standard)


def _standard(element: Xml) -> Loop:
    maximum = (element.get("loopMaximum") or "").strip()
    return Loop(
        sequential=True,
        while_=plain(text_of(_first(element, "loopCondition"))) or "true",
        test_first=element.get("testBefore") in ("true", "1"),
        maximum=min(int(maximum[:9]), MAX_REPEATS) if maximum.isdecimal() else MAX_REPEATS,
    )


def _many(element: Xml) -> Loop:
    loop = Loop(sequential=element.get("isSequential") in ("true", "1"))
    loop.items = foreign(element, "collection") or text_of(_first(element, "loopDataInputRef"))
    loop.item_name = foreign(element, "elementVariable") or _item_name(element, "inputDataItem")
    loop.count = text_of(_first(element, "loopCardinality"))
    loop.until = plain(text_of(_first(element, "completionCondition")))
    loop.output = text_of(_first(element, "loopDataOutputRef")) or None
    loop.output_item = _item_name(element, "outputDataItem")
    for zeebe in extensions(element):
        if local(zeebe) == "loopCharacteristics":
            _from_zeebe(loop, zeebe)
    loop.items, loop.count = plain(loop.items), plain(loop.count)
    return loop


def _from_zeebe(loop: Loop, element: Xml) -> None:
    loop.items = element.get("inputCollection") or loop.items
    loop.item_name = element.get("inputElement") or loop.item_name
    loop.output = element.get("outputCollection") or loop.output
    loop.output_item = plain(element.get("outputElement")) or loop.output_item


def read_decision(element: Xml) -> tuple[str | None, str | None, str | None]:
    """Return the key of the decision table, the name of the result, and the form of the result."""
    for found in extensions(element):
        if local(found) == "calledDecision":
            key = found.get("decisionId")
            return plain(key), found.get("resultVariable"), "single_value"
        if local(found) == "calledDecisionId":
            return text_of(found) or None, None, None
        if local(found) == "field" and found.get("name") == "decisionTableReferenceKey":
            return _field_value(found), None, None
    key = foreign(element, "decisionRef") or foreign(element, "decision")
    return key, foreign(element, "resultVariable"), foreign(element, "mapDecisionResult")


def is_rule_service(element: Xml) -> bool:
    """Tell whether a service task is how Flowable writes a business rule task."""
    return local(element) == "serviceTask" and foreign(element, "type") == "dmn"


def _field_value(element: Xml) -> str | None:
    return foreign(element, "stringValue") or element.get("stringValue") or text_of(element) or None


def read_call(element: Xml) -> str | None:
    """Return the id of the process that a call activity calls."""
    for found in extensions(element):
        if local(found) == "calledElement" and found.get("processId"):
            return plain(found.get("processId"))
    called = (element.get("calledElement") or "").strip()
    # A qualified name keeps the id after its prefix.
    return called if called.startswith(("$", "#")) else called.rpartition(":")[2] or None
