"""What to call a person whom one answers, from what their host said of them."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue, TypeAdapter

Fields = TypeAdapter(dict[str, JsonValue])
VISITOR = "Visitor"


def read_fields(text: str | None) -> dict[str, JsonValue]:
    """Of `traits` or `account` as kept."""
    return Fields.validate_json(text) if text else {}


def name_person(traits: Mapping[str, JsonValue], *others: str | None) -> str:
    """A name, or the first of `others` that is there: an address, the host's own id. What a browser said without proof is not among them."""

    def read(*names: str) -> str:
        return " ".join(str(traits[name]).strip() for name in names if isinstance(traits.get(name), str)).strip()

    whole = read("name") or read("full_name") or read("first_name", "last_name")
    return next((text for text in (whole, read("email"), *others) if text), VISITOR)
