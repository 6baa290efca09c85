"""What is typed into fields that nobody has said anything about."""

from __future__ import annotations

import pytest

from handrail.authoring.check.values import Field, Option, choose_option, choose_text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ({}, "check-7f"),
        ({"type": "email"}, "check-7f@example.com"),
        ({"type": "text", "label": "Your e-mail"}, "check-7f@example.com"),
        ({"type": "text", "autocomplete": "tel"}, "+4722000000"),
        ({"type": "text", "inputmode": "decimal"}, "12"),
        ({"type": "number"}, "1"),
        ({"type": "number", "min": "10", "max": "20"}, "10"),
        ({"type": "number", "min": "-4", "step": "3"}, "2"),
        ({"type": "number", "max": "0.5"}, "0.5"),
        ({"type": "date"}, "2030-01-15"),
        ({"type": "date", "max": "2026-12-31"}, "2026-12-31"),
        ({"type": "time", "min": "12:00"}, "12:00"),
        ({"max_length": 5}, "check"),
        ({"min_length": 10}, "check-7fxx"),
        ({"tag": "textarea", "name": "price"}, "99"),
        ({"label": "Of this step", "name": "price"}, "99"),
    ],
)
def test_a_fitting_text(field: dict[str, object], typed: str) -> None:
    described = Field.model_validate({"tag": "input", "type": "text", **field})
    assert choose_text(described, {"price": 99}, "tour/step", "7f") == typed


def test_what_a_step_says_goes_first() -> None:
    field = Field(tag="input", type="email", name="mail")
    values = {"email": "third@example.com", "mail": "second@example.com", "tour/step": "first@example.com"}
    assert choose_text(field, values, "tour/step", "7f") == "first@example.com"
    assert choose_text(field, values, "tour/other", "7f") == "second@example.com"


def test_an_option_that_is_not_chosen_yet() -> None:
    options = (Option(value="", label="Choose"), Option(value="a", label="One"), Option(value="b", label="Two"))
    field = Field(tag="select", name="size", value="a", options=options)
    assert choose_option(field, {}, "tour/step") == "b"
    assert choose_option(field, {"size": "One"}, "tour/step") == "a"
    assert choose_option(field, {"size": "Three"}, "tour/step") is None
    assert choose_option(field.model_copy(update={"options": options[:1]}), {}, "tour/step") is None
