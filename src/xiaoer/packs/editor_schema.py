"""JSON Schema of a pack's files, for completion in editors."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from .schema import Examples, Form, Pack

FILES: dict[str, type[BaseModel]] = {
    "pack.schema.json": Pack,
    "form.schema.json": Form,
    "tests.schema.json": Examples,
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of every kind of file by its file name."""
    return {name: _schema(model) for name, model in FILES.items()}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    text = schema.get("$defs", {}).get("Text")
    if text is not None:
        schema["$defs"]["Text"] = {"anyOf": [{"type": "string", "minLength": 1}, text]}
    return {"$schema": DIALECT, **schema}


def written() -> dict[str, str]:
    """Return the text of every schema file."""
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in schemas().items()
    }
