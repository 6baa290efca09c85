"""What can be seen of a page, asked in a world of its own: no script of the page can make it lie."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_name("eyes.js").read_text() + "\nglobalThis.eyes = eyes;"
WORLD = "eyes"


class Eyes:
    """Opened before the page is."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.session.send("Page.enable")
        self.session.send("Page.addScriptToEvaluateOnNewDocument", {"source": SCRIPT, "worldName": WORLD})

    def ask(self, expression: str) -> Any:
        frame = self.session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = self.session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD})
        asked = {"expression": f"eyes.{expression}", "contextId": world["executionContextId"], "returnByValue": True}
        answer = self.session.send("Runtime.evaluate", asked)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")
