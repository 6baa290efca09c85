"""What the tests of syncs publish: a site that declares a little of everything, tours of modal steps, and who asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.server.device import Device

NewDevice = Callable[..., Device]
Publish = Callable[..., Any]
SITE = {
    "kind": "site",
    "id": "acme",
    "title": "Acme",
    "locales": ["en", "nb"],
    "traits": {"first_name": "string", "role": "string", "born": "time"},
    "account": {"plan": "string", "seats": "number"},
    "events": {"invoice_sent": {"props": {"amount": "number"}}},
    "segments": {"paying": {"account": "plan", "in": ["pro", "team"]}},
}


def write_tour(id_: str = "welcome", **changes: Any) -> dict[str, Any]:
    steps = [{"id": step, "type": "modal", "title": f"Step {step}"} for step in changes.pop("steps", "ab")]
    return {"kind": "tour", "id": id_, "title": f"The tour {id_}", "steps": steps} | changes
