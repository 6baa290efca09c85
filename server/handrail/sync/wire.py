"""Prints the JSON Schema of the page's wire, from which the SDK's types are made: `python -m handrail.sync.wire`.

What a page sends is described as it may be written, what it receives as it always arrives.
"""

from __future__ import annotations

import json
import sys

from pydantic.json_schema import models_json_schema

from handrail.sync.schema import PageEvent, SyncRequest, SyncResponse


def describe_wire() -> dict[str, object]:
    """One JSON Schema, every shape of the wire under `$defs`."""
    models, schema = models_json_schema(
        [(SyncRequest, "validation"), (PageEvent, "validation"), (SyncResponse, "serialization")],
        title="Wire",
    )
    roots = {reference["$ref"].rsplit("/", 1)[-1]: reference for reference in models.values()}
    return {**schema, "type": "object", "properties": roots, "additionalProperties": False}


if __name__ == "__main__":
    json.dump(describe_wire(), sys.stdout, indent=2)
