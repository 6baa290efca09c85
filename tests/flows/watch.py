"""What a page did while nobody looked: requests, console lines, errors, policy violations."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

# The browser's own lines: about the network, and about Django's admin, which focuses a field that has `autofocus` besides.
THE_BROWSERS = ("Failed to load resource", "Autofocus processing was blocked")
COLLECT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => console.error(`violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""

# Every element with its attributes and every text of the host's, one a line.
OUTLINE = """
() => {
  const lines = [];
  const walk = (node, depth) => {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) lines.push(`${depth} ${node.data}`);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    lines.push(`${depth} ${node.localName} ${[...node.attributes].map((a) => `${a.name}=${a.value}`).join(" ")}`);
    for (const child of node.childNodes) walk(child, depth + 1);
  };
  walk(document.documentElement, 0);
  return lines;
}
"""


class Watch:
    """Begins before the page is opened. `origin` is that of Handrail."""

    def __init__(self, page: Page, origin: str) -> None:
        self.origin = origin
        self.requests: list[Request] = []
        self.lines: list[str] = []
        self.errors: list[str] = []
        page.on("request", self.note_request)
        page.on("console", self.note_line)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.add_init_script(COLLECT_VIOLATIONS)

    def note_request(self, request: Request) -> None:
        if request.url.startswith(self.origin):
            self.requests.append(request)

    def note_line(self, message: ConsoleMessage) -> None:
        if not message.text.startswith(THE_BROWSERS):
            self.lines.append(f"{message.type}: {message.text}")

    @property
    def paths(self) -> list[str]:
        """Method and path of what went to Handrail, without what is only a file of the SDK."""
        asked = [(request.method, urlsplit(request.url).path) for request in self.requests]
        return [f"{method} {path}" for method, path in asked if not path.startswith("/sdk/")]

    def forget(self) -> None:
        self.requests.clear()

    def assert_clean(self) -> None:
        assert self.errors == [], self.errors
        assert self.lines == [], self.lines
