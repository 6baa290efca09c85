"""CSS selectors in, locators out."""

from __future__ import annotations

from typing import Any

import pytest

from handrail.content.importing.tours.selectors import is_css, is_page, read_selector


@pytest.mark.parametrize(
    ("selector", "locators"),
    [
        ("[data-testid=new]", [{"test_id": "new"}]),
        ("[data-testid='a b']", [{"test_id": "a b"}]),
        ('button[data-cy="new"]', [{"test_id": "new"}]),
        ("main .list [data-test=new]", [{"test_id": "new", "within": {"css": "main .list"}}]),
        ('button[aria-label="Save it"]', [{"role": "button", "name": "Save it"}, {"css": 'button[aria-label="Save it"]'}]),
        ("a[aria-label='Docs']", [{"role": "link", "name": "Docs"}, {"css": "a[aria-label='Docs']"}]),
        ("[role=tab][aria-label=All]", [{"role": "tab", "name": "All"}, {"css": "[role=tab][aria-label=All]"}]),
        ("[aria-label=Total]", [{"label": "Total"}, {"css": "[aria-label=Total]"}]),
        ("nav > [data-testid=new]", [{"css": "nav > [data-testid=new]"}]),
        ("[data-testid=a], [data-testid=b]", [{"css": "[data-testid=a], [data-testid=b]"}]),
        ("[data-testid^=new]", [{"css": "[data-testid^=new]"}]),
        ("[data-testid=new]:hover", [{"css": "[data-testid=new]:hover"}]),
        ("[data-testid=a][disabled=x]", [{"css": "[data-testid=a][disabled=x]"}]),
        ("[aria-label='']", [{"css": "[aria-label='']"}]),
        (" #new ", [{"css": "#new"}]),
        ("input[name=a]", [{"css": "input[name=a]"}]),
    ],
)  # fmt: skip
def test_locators(selector: str, locators: list[dict[str, Any]]) -> None:
    assert [one.model_dump() for one in read_selector(selector)] == locators


def test_what_is_no_target() -> None:
    assert [is_page(one) for one in ("body", " HTML ", "html > body", "#body", "body p")] == [True] * 3 + [False] * 2
    assert [is_css(one) for one in ("#a", "", "//div", "xpath=//a", "(//a)[1]", "a" * 501)] == [True] + [False] * 5
