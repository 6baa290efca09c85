"""An element that was picked, with its ranked locators: what a pick gives."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from handrail.authoring.probe import Ranked


class Subject(BaseModel):
    """`element`: as people would call it. `chosen`: the place among `locators` of what was chosen on the page. `notes`: what could not be seen, in words.

    `holding`: of the locators that stand in the folder, those that find it in each of them.
    """

    model_config = ConfigDict(frozen=True)
    selector: str | None = None
    element: str
    locators: list[Ranked]
    locales: list[str] = []
    notes: list[str] = []
    chosen: int | None = None
    holding: list[dict[str, Any]] = []


def write_locator(ranked: Ranked) -> dict[str, Any]:
    """As it stands in a file: what is not said is left out."""
    return ranked.locator.model_dump(mode="json", exclude_none=True)


def without_words(locator: dict[str, Any]) -> dict[str, Any]:
    """The same but for its words."""
    words = ("name", "label", "text")
    return {
        key: without_words(value)
        if key == "within"
        else [without_words(one) for one in value]
        if key == "frame"
        else value
        for key, value in locator.items()
        if key not in words
    } | {key: "" for key in words if key in locator}
