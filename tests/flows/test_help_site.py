"""The help site in a real browser: by keys alone, to axe, in both schemes, wide and narrow, from right to left, and with scripts switched off."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.stage import Site, Stage
from tests.server.help.shelves import FILES, SITE

Contexts = Callable[..., BrowserContext]
AR = """---
title: استرداد الأموال
summary: كيف تعود الأموال.
---

تستعيد **أموالك** خلال `14` يومًا.

## كم يستغرق ذلك

| الطريقة | الأيام |
|:--------|-------:|
| بطاقة | 5 |

## من يمكنه ذلك

> [!warning]
> المالكون فقط.

## التكلفة

```python
return 0
```
"""
JA = """---
title: 返金
summary: 返金の手順です。
---

**14日以内**に返金します。

## 期間

カードの場合は5日かかります。

## 対象者

オーナーのみです。

## 費用

無料です。
"""
WIDE = "| A | B | C | D | E |\n|---|---|---|---|---|\n| " + " | ".join(["Something-that-is-long"] * 5) + " |\n"


@pytest.fixture
def site(stage: Stage) -> Site:
    site = stage.create_site("help", ["https://app.acme.test"])
    settings = SITE | {"id": site.slug, "locales": ["en", "nb", "ar", "ja"]}
    more = {
        "site.json": json.dumps(settings),
        "articles/refunds.ar.md": AR,
        "articles/refunds.ja.md": JA,
        "articles/refunds.md": FILES["articles/refunds.md"] + f"\n{WIDE}",
    }
    site.publish(FILES | more)
    return site


def test_from_the_first_page_to_a_person_without_scripts(new_context: Contexts, site: Site) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.url}/help/{site.slug}/")
    page.get_by_role("searchbox", name="Search help").fill("how long is a refund")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Refunds").first.click()
    expect(page.get_by_role("heading", name="Refunds", level=1)).to_be_visible()
    expect(page.get_by_text("Last changed")).to_be_visible()
    expect(page.get_by_role("heading", name="Did this help?")).to_be_visible()
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_role("heading", name="Sorry that it did not help")).to_be_visible()
    expect(page.get_by_role("link", name="Invoices")).to_be_visible()
    expect(page.get_by_role("link", name="Refunds")).to_have_count(0)
    page.get_by_label("What was missing?").fill("The form")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_have_text("Thank you. We read what you wrote.")
    page.get_by_role("main").get_by_role("link", name="Contact us").click()
    expect(page.get_by_role("link", name="help@acme.test")).to_be_visible()


def test_by_keys_alone(page: Page, site: Site) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{site.url}/help/{site.slug}/articles/refunds")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Help", exact=True)).to_be_focused()
    page.get_by_role("button", name="Yes", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.get_by_role("searchbox", name="Search help").press_sequentially("invoise")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Invoices")).to_be_visible()
    page.get_by_role("link", name="日本語").press("Enter")
    expect(page.get_by_role("searchbox", name="ヘルプを検索")).to_have_value("invoise")
    assert said == []


def test_one_goes_from_the_contents_to_a_part(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/help/{site.slug}/articles/refunds")
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="What it costs").click()
    expect(page).to_have_url(f"{site.url}/help/{site.slug}/articles/refunds#what-it-costs")
    expect(page.get_by_role("heading", name="What it costs")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("scheme", "width", "locale"),
    [
        ("light", 1280, ""),
        ("dark", 360, ""),
        ("dark", 1280, "/ar"),
        ("light", 320, "/ar"),
        ("light", 360, "/ja"),
        ("dark", 320, "/ja"),
    ],
)
def test_every_page_reads_well(new_context: Contexts, site: Site, scheme: str, width: int, locale: str) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": width, "height": 720}).new_page()
    home = f"{site.url}/help/{site.slug}{locale}"
    paths = ("/", "/topics/billing", "/articles/refunds", "/articles/refunds/voted?helped=no", "/search?q=refund", "/search?q=xylophone", "/contact", "/no/where")  # fmt: skip
    for path in paths:
        page.goto(home + path)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_on_paper_there_is_the_article_alone(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/help/{site.slug}/articles/refunds")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Refunds", level=1)).to_be_visible()
    for name in ("Yes", "Search"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()
    expect(page.get_by_role("navigation", name="On this page")).to_be_hidden()
