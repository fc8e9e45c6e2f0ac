"""What pydantic says about a document, told in Chinese with the line it is about."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from xiaoer.clock.limits import HOW

from .faults import Fault
from .yamlfile import Document, Place

Path = tuple[Any, ...]
# A fault between fields of one object is shown at the field that people have to change.
ABOUT = ("committed_limit", "source")
LIMITS = ("limit", "window", "within", "verification", "valid_for")
PATTERNS = {
    r"^[a-z][a-z0-9_]{1,63}$": "小写字母开头，只用小写字母、数字和下划线，2 到 64 个",
    r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$": "字母或数字开头，只用字母、数字和 _ . -，最多 40 个",
    r"^\d+(\.\d+)*$": "写成 1 或 1.2 这样的版本号",
}


def _words(value: Any) -> str:
    text = "空" if value is None else str(value)
    return text if len(text) <= 40 else text[:40] + "…"


def _missing(error: Mapping[str, Any]) -> str:
    return f"缺 {error['loc'][-1]}"


def _pattern(error: Mapping[str, Any]) -> str:
    how = PATTERNS.get(error["ctx"]["pattern"], f"要符合 {error['ctx']['pattern']}")
    return f"“{_words(error['input'])}”写法不对：{how}"


def _choice(error: Mapping[str, Any]) -> str:
    expected = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
    allowed = expected.split(", ")
    near = get_close_matches(str(error["input"]), allowed, 1)
    hint = f"，是不是 {near[0]}" if near else ""
    return f"不能写“{_words(error['input'])}”{hint}；可以写 {'、'.join(allowed)}"


def _own(error: Mapping[str, Any]) -> str:
    return str(error["ctx"]["error"])


def _text(error: Mapping[str, Any]) -> str:
    value, name = error["input"], str(error["loc"][-1])
    if isinstance(value, int | float) and name.endswith(LIMITS):
        return f"时限“{value}”没写单位，{HOW}"
    if isinstance(value, int | float):
        return f"要写文字：{_words(value)} 加上引号"
    return "要写文字" if value is not None else "空着，写上文字"


def _said(template: str) -> Callable[[Mapping[str, Any]], str]:
    def say(error: Mapping[str, Any]) -> str:
        return template.format(value=_words(error["input"]), **(error.get("ctx") or {}))

    return say


SAY: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": _missing,
    "string_pattern_mismatch": _pattern,
    "literal_error": _choice,
    "enum": _choice,
    "value_error": _own,
    "string_type": _text,
    "string_too_short": _said("空着，写上文字"),
    "string_too_long": _said("最多 {max_length} 个字"),
    "model_type": _said("“{value}”这里要写一组键和值"),
    "model_attributes_type": _said("“{value}”这里要写一组键和值"),
    "dict_type": _said("“{value}”这里要写一组键和值"),
    "tuple_type": _said("“{value}”这里要写列表"),
    "list_type": _said("“{value}”这里要写列表"),
    "too_short": _said("至少要有 {min_length} 项"),
    "int_type": _said("“{value}”要写整数"),
    "int_parsing": _said("“{value}”要写整数"),
    "int_from_float": _said("“{value}”要写整数"),
    "bool_type": _said("“{value}”要写 true 或 false"),
    "bool_parsing": _said("“{value}”要写 true 或 false"),
    "decimal_type": _said("“{value}”要写数字"),
    "decimal_parsing": _said("“{value}”要写数字"),
    "decimal_max_places": _said("“{value}”最多 {decimal_places} 位小数"),
    "finite_number": _said("“{value}”要写数字"),
    "greater_than_equal": _said("“{value}”太小，最小 {ge}"),
    "less_than_equal": _said("“{value}”太大，最大 {le}"),
    "date_type": _said("“{value}”不是日期，写成 2022-10-01"),
    "date_parsing": _said("“{value}”不是日期，写成 2022-10-01"),
    "date_from_datetime_parsing": _said("“{value}”不是日期，写成 2022-10-01"),
    "date_from_datetime_inexact": _said("“{value}”只写日期，例如 2022-10-01"),
}


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType, tuple, list, dict, typing.Annotated):
        found = (_models(part) for part in typing.get_args(annotation))
        return [model for models in found for model in models]
    return []


def _field(model: type[BaseModel], name: str) -> Any:
    for key, info in model.model_fields.items():
        if name in (key, info.alias):
            return info.annotation
    return None


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that may be written in the object at a path."""
    here = model
    for step in path:
        inner = _models(_field(here, step)) if isinstance(step, str) else []
        here = inner[0] if inner else here
    return [info.alias or key for key, info in here.model_fields.items()]


def _extra(model: type[BaseModel], path: Path) -> str:
    known = keys_at(model, path[:-1])
    near = get_close_matches(str(path[-1]), known, 1, 0.6)
    hint = f"是不是 {near[0]}" if near else f"可以写 {'、'.join(known)}"
    return f"没有“{_words(path[-1])}”这个键，{hint}"


def _place(document: Document, path: Path, kind: str) -> Place:
    place = document.place.at(path)
    if kind == "value_error":
        inner = next((place.parts[key] for key in ABOUT if key in place.parts), None)
        return inner or place
    return place


def _where(path: Path) -> str:
    named = [str(step) for step in path if isinstance(step, str) and step != "zh-hans"]
    return named[-1] if named else ""


def complaints(problem: ValidationError, model: type[BaseModel], document: Document) -> list[Fault]:
    """Turn a validation error into faults, each with its line."""
    faults = []
    for error in problem.errors(include_url=False):
        path, kind = tuple(error["loc"]), error["type"]
        place = _place(document, path, kind)
        if kind == "extra_forbidden":
            reason = _extra(model, path)
        else:
            say = SAY.get(kind, _said("“{value}”写法不对"))
            reason = say(error)
        if kind not in ("extra_forbidden", "missing", "value_error") and _where(path):
            reason = f"{_where(path)}：{reason}"
        faults.append(Fault(place.file, place.line, reason))
    return faults
