"""Opens a page in a browser, in each locale that is asked for, and gives the locators of elements there: by selectors, without a window, or pointed at by hand.

No Handrail is needed on that page, nothing of it is changed, and its Content-Security-Policy does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handrail.authoring.browser import launch
from handrail.authoring.pick.subject import Subject, without_words
from handrail.authoring.probe import Ranked, probe_script

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ElementHandle, JSHandle, Page

PATIENCE = 15_000
"""ms until what has not come will not come."""
SETTLE = 5_000
"""ms that a page gets to come to rest; one that never does is looked at as it is."""
FREE = ("test_id", "css")
"""Ways to name an element that are the same in each language."""


class NotPicked(Exception):
    """Why nothing was picked, and what to do about it."""


@dataclass(frozen=True)
class Wanted:
    """`url` may have `{locale}` in it. Of several `locales` the first is where the element is picked. `storage_state`: a signed-in session, as Playwright keeps it.

    `written`: locators of the folder that may stay beside the one that is chosen, if they hold.
    """

    url: str
    locales: Sequence[str] = ()
    browser: str | None = None
    storage_state: Path | None = None
    written: Sequence[dict[str, Any]] = ()


@contextmanager
def open_browser(named: str | None, *, headless: bool) -> Iterator[Browser]:
    """Raises `NoBrowser`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launch(playwright, named, headless=headless)
        try:
            yield browser
        finally:
            browser.close()


def pick_selected(wanted: Wanted, selectors: Sequence[str]) -> list[Subject]:
    """Of each selector's first visible element. Raises `NoBrowser`, `NotPicked`."""
    with open_browser(wanted.browser, headless=True) as browser:
        page = open_page(browser, wanted, None)
        picked = [rank_selected(page, selector) for selector in selectors]
        elsewhere = Elsewhere(browser, wanted, page)
        return [elsewhere.see(*one, selector=selector) for one, selector in zip(picked, selectors, strict=True)]


def pick_by_hand(wanted: Wanted, wait: Callable[[], None]) -> Subject:
    """`wait` returns once the person has got to where the element is. Raises `NoBrowser`, `NotPicked`."""
    from playwright.sync_api import Error

    with open_browser(wanted.browser, headless=False) as browser:
        page = open_page(browser, wanted, None)
        wait()
        try:
            # The window that was opened last is where they are.
            page = (page.context.pages or [page])[-1]
            picked = probe_page(page).evaluate_handle("(probe) => probe.pick()")
            found = picked.evaluate("(it) => it && { ranked: it.ranked, chosen: it.chosen }")
        except Error as error:
            raise NotPicked("the page was left before anything was picked; run it again") from error
        if found is None:
            raise NotPicked("nothing was picked")
        element = picked.get_property("element").as_element()
        assert element is not None
        subject = Elsewhere(browser, wanted, page).see(element, found["ranked"])
        chosen = found["ranked"][found["chosen"]]["locator"]
        return subject.model_copy(update={"chosen": find_same(subject.locators, chosen)})


def open_page(browser: Browser, wanted: Wanted, locale: str | None, like: BrowserContext | None = None) -> Page:
    """`like`: whose session it shares."""
    from playwright.sync_api import Error

    locale = locale or (wanted.locales[0] if wanted.locales else None)
    state: Any = like.storage_state() if like else wanted.storage_state
    context = browser.new_context(locale=locale, storage_state=state)
    page = context.new_page()
    url = wanted.url.replace("{locale}", locale or "en")
    try:
        page.goto(url, timeout=PATIENCE)
    except Error as error:
        raise NotPicked(f"{url} does not open ({tell(error)}); is it running?") from error
    settle(page)
    return page


def settle(page: Page) -> None:
    from playwright.sync_api import Error

    try:
        page.wait_for_load_state("networkidle", timeout=SETTLE)
    except Error:
        return  # It never rests: it is looked at as it is.


def tell(error: Exception) -> str:
    return str(error).partition("\n")[0].partition(" at http")[0].removeprefix("Page.goto: ")


def probe_page(page: Page) -> JSHandle:
    return page.evaluate_handle(probe_script())


def rank_selected(page: Page, selector: str) -> tuple[ElementHandle, list[Any]]:
    from playwright.sync_api import Error
    from playwright.sync_api import TimeoutError as NeverCame

    try:
        element = page.locator(selector).locator("visible=true").first.element_handle(timeout=PATIENCE)
    except NeverCame as error:
        raise NotPicked(f"nothing visible matches {selector} on {page.url}") from error
    except Error as error:
        raise NotPicked(f"{selector} is no selector ({tell(error)})") from error
    return element, rank(page, element)


def rank(page: Page, element: ElementHandle) -> list[Any]:
    ranked: list[Any] = probe_page(page).evaluate("(probe, element) => probe.rank(element)", element)
    return ranked


class Elsewhere:
    """The same page in the other locales, each opened once."""

    def __init__(self, browser: Browser, wanted: Wanted, page: Page) -> None:
        self.browser, self.wanted, self.page = browser, wanted, page
        self.pages: dict[str, Page | str] = {}
        self.fallback = wanted.locales[0] if wanted.locales else "en"

    def see(self, element: ElementHandle, ranked: list[Any], selector: str | None = None) -> Subject:
        described: str = probe_page(self.page).evaluate("(probe, element) => probe.describe(element)", element)
        lists = {self.wanted.locales[0] if self.wanted.locales else "": ranked}
        holding = self.list_holding(self.page, element, self.fallback, self.wanted.written)
        notes: list[str] = []
        for locale in self.wanted.locales[1:]:
            found = self.find_in(locale, ranked, selector)
            if isinstance(found, str):
                notes.append(f"{locale}: {found}")
            else:
                page, same, lists[locale] = found
                holding = self.list_holding(page, same, locale, holding)
        joined = (
            probe_page(self.page).evaluate("(probe, lists) => probe.join(lists)", lists) if len(lists) > 1 else ranked
        )
        if len(lists) > 1 and not says_several(joined):
            notes.append("the page says the same in each of these locales")
        locators = [Ranked.model_validate(one) for one in joined]
        return Subject(
            selector=selector,
            element=described,
            locators=locators,
            locales=[tag for tag in lists if tag],
            notes=notes,
            holding=list(holding),
        )

    def list_holding(
        self, page: Page, element: ElementHandle, locale: str, locators: Sequence[dict[str, Any]]
    ) -> Sequence[dict[str, Any]]:
        if not locators:
            return []
        ask = "(probe, [element, locators, reading]) => probe.holding(element, locators, reading)"
        reading = {"locale": locale, "fallback": self.fallback}
        found: list[dict[str, Any]] = probe_page(page).evaluate(ask, [element, list(locators), reading])
        return found

    def find_in(
        self, locale: str, ranked: list[Any], selector: str | None
    ) -> tuple[Page, ElementHandle, list[Any]] | str:
        """Or why not."""
        if locale not in self.pages:
            try:
                self.pages[locale] = open_page(self.browser, self.here(), locale, self.page.context)
            except NotPicked as error:
                self.pages[locale] = str(error)
        page = self.pages[locale]
        if isinstance(page, str):
            return page
        if selector is not None:
            return page, *rank_selected(page, selector)
        free = [one["locator"] for one in ranked if one["fits"] and is_free(one["locator"])]
        handle = probe_page(page).evaluate_handle("(probe, locators) => probe.element(locators)", free)
        element = handle.as_element()
        return (page, element, rank(page, element)) if element else "the element was not found there"

    def here(self) -> Wanted:
        """Where it was picked: whoever did it by hand went there."""
        url = self.wanted.url if "{locale}" in self.wanted.url else self.page.url
        return Wanted(url, self.wanted.locales, self.wanted.browser)


def is_free(locator: dict[str, Any]) -> bool:
    around = [*locator.get("frame", []), *([locator["within"]] if "within" in locator else [])]
    return any(way in locator for way in FREE) and all(is_free(one) or set(one) == {"role"} for one in around)


def says_several(joined: list[Any]) -> bool:
    return any(isinstance(one["locator"].get(way), dict) for one in joined for way in ("name", "label", "text"))


def find_same(locators: list[Ranked], chosen: dict[str, Any]) -> int | None:
    """The place of the locator that was chosen in one locale among those of several."""
    wanted = without_words(chosen)
    found = (
        index
        for index, one in enumerate(locators)
        if without_words(one.locator.model_dump(mode="json", exclude_none=True)) == wanted
    )
    return next(found, None)
