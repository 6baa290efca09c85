"""What to type into a field that nobody has said anything about. A field's description in, a value out. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

Values = Mapping[str, str | bool | int | float]
BY_TYPE = {
    "email": "check-{token}@example.com",
    "tel": "+4722000000",
    "url": "https://example.com/",
    "password": "Check-the-rail-42",
    "date": "2030-01-15",
    "time": "10:00",
    "datetime-local": "2030-01-15T10:00",
    "month": "2030-01",
    "week": "2030-W03",
    "color": "#336699",
    "search": "a",
    "text": "check-{token}",
}
HINTS = (("mail", "email"), ("phone", "tel"), ("tel", "tel"), ("website", "url"), ("password", "password"))
NUMERIC = ("number", "range")


class Option(BaseModel):
    model_config = ConfigDict(frozen=True)
    value: str
    label: str


class Field(BaseModel):
    """As the page describes it. `own`: the target is the field itself, not something around it."""

    model_config = ConfigDict(frozen=True)
    tag: str
    type: str = ""
    editable: bool = False
    name: str = ""
    test_id: str = ""
    label: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    accept: str = ""
    min: str = ""
    max: str = ""
    step: str = ""
    min_length: int = 0
    max_length: int = 0
    value: str = ""
    checked: bool = False
    own: bool = True
    options: tuple[Option, ...] = ()

    @property
    def is_text(self) -> bool:
        buttons = ("button", "submit", "reset", "image", "checkbox", "radio", "file", "hidden")
        return self.tag == "textarea" or self.editable or (self.tag == "input" and self.type not in buttons)

    @property
    def is_secret(self) -> bool:
        """What is typed is not to be told: a password, even one that is shown, or a code that is used once."""
        return self.type == "password" or "password" in self.autocomplete or "one-time-code" in self.autocomplete

    @property
    def is_field(self) -> bool:
        return self.is_text or self.tag == "select" or self.type in ("checkbox", "radio", "file")


def find_said(field: Field, values: Values, place: str) -> str | bool | int | float | None:
    """What the settings say: for this step, for this field, or for its type."""
    for key in (place, field.test_id, field.name, field.label, field.autocomplete, field.type, field.tag):
        if key and key in values:
            return values[key]
    return None


def choose_text(field: Field, values: Values, place: str, token: str) -> str:
    """`token` makes it another than was typed before: names and addresses are often wanted once only."""
    said = find_said(field, values, place)
    return make_text(field, token) if said is None or isinstance(said, bool) else str(said)


def make_text(field: Field, token: str) -> str:
    if field.type in NUMERIC:
        return make_number(field)
    if field.type in ("date", "month", "week", "time", "datetime-local"):
        return clamp(BY_TYPE[field.type], field.min, field.max)
    hint = f"{field.autocomplete} {field.name} {field.label}".lower()
    kind = next((kind for word, kind in HINTS if word in hint), "")
    otherwise = "12" if field.inputmode in ("numeric", "decimal") else BY_TYPE["text"]
    said = BY_TYPE.get(field.type) if field.type != "text" else None
    text = (said or BY_TYPE.get(kind) or otherwise).format(token=token)
    if field.max_length:
        text = text[: field.max_length]
    return text.ljust(field.min_length, "x") if len(text) < field.min_length else text


def make_number(field: Field) -> str:
    """The least that is more than nothing, on the field's own steps."""
    low, step = to_number(field.min), to_number(field.step) or 1.0
    number = low if low is not None else step
    if number <= 0:
        number += step * (-number // step + 1)
    high = to_number(field.max)
    number = min(number, high) if high is not None else number
    return f"{number:g}"


def to_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def clamp(text: str, low: str, high: str) -> str:
    """Dates and times of HTML are ordered as their texts are."""
    if low and text < low:
        return low
    return high if high and text > high else text


def choose_option(field: Field, values: Values, place: str) -> str | None:
    """Another than is chosen, and not the empty one; None when there is none."""
    said = find_said(field, values, place)
    if said is not None:
        wanted = str(said)
        return next((one.value for one in field.options if wanted in (one.value, one.label)), None)
    filled = [one.value for one in field.options if one.value]
    return next((value for value in filled if value != field.value), filled[0] if filled else None)
