"""A CSS selector in, locators from most to least trusted out: what is stable in it is said in our words, and the selector itself stays as the last way."""

from __future__ import annotations

import re

from handrail.conditions.locator import Locator
from handrail.content.importing.tours.words import clean

LONGEST = 500
TEST_IDS = {"data-testid", "data-test-id", "data-test", "data-cy", "data-qa"}
ROLES = {"button": "button", "a": "link", "nav": "navigation", "main": "main", "header": "banner", "footer": "contentinfo", "aside": "complementary", "dialog": "dialog", "select": "combobox", "textarea": "textbox"}  # fmt: skip
VALUE = r"""(?:"(?P<double>[^"\\]*)"|'(?P<single>[^'\\]*)'|(?P<bare>[\w-]+))"""
ATTRIBUTE = re.compile(rf"\[\s*(?P<name>[\w-]+)\s*=\s*{VALUE}\s*\]")
COMPOUND = re.compile(
    rf"(?P<tag>[a-z][a-z0-9-]*)?(?P<attributes>(?:\[\s*[\w-]+\s*=\s*{VALUE.replace('?P<double>', '').replace('?P<single>', '').replace('?P<bare>', '')}\s*\])+)"
)
PAGE = {"body", "html", ":root", "html body", "html > body"}
XPATH = re.compile(r"^\s*(?:xpath=|\(?//|\.//)")


def is_page(selector: str) -> bool:
    """The whole page, which is no target."""
    return " ".join(selector.split()).lower() in PAGE


def is_css(selector: str) -> bool:
    text = clean(selector).strip()
    return 0 < len(text) <= LONGEST and XPATH.match(text) is None


def read_selector(selector: str) -> list[Locator]:
    """Of one that `is_css`."""
    css = clean(selector).strip()
    around, last = split_last(css)
    said = read_compound(last)
    if said is None or not said:
        return [Locator(css=css)]
    first = said[0].model_copy(update={"within": Locator(css=around)}) if around else said[0]
    return [first] if first.test_id is not None else [first, Locator(css=css)]


def split_last(css: str) -> tuple[str, str]:
    """`main .list [data-cy=new]` -> `main .list`, `[data-cy=new]`; other combinators are left alone."""
    depth, quote, at = 0, "", -1
    for index, character in enumerate(css):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "[(":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif depth == 0 and character in ">+~,":
            return "", css
        elif depth == 0 and character.isspace():
            at = index
    return (css[:at].strip(), css[at + 1 :]) if at >= 0 else ("", css)


def read_compound(css: str) -> list[Locator] | None:
    """`None` for what has more in it than a tag and attributes."""
    found = COMPOUND.fullmatch(css)
    if found is None:
        return None
    said = {
        one["name"]: one["double"] or one["single"] or one["bare"] or ""
        for one in ATTRIBUTE.finditer(found["attributes"])
    }
    for name, value in said.items():
        if name in TEST_IDS and value.strip() and len(value) <= 200 and len(said) == 1:
            return [Locator(test_id=value)]
    label = said.pop("aria-label", "")
    role = said.pop("role", "") or ROLES.get(found["tag"] or "", "")
    if said or not label.strip():
        return None
    if role and re.fullmatch(r"[a-z]{2,30}", role):
        return [Locator(role=role, name=label)]
    return [Locator(label=label)]
