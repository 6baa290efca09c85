"""What axe finds wrong on a page: rule, element and what to do, one line each."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SOURCE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text()
RUN = """
async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.flat().join(" ")}: ${n.failureSummary}`));
}
"""


def assert_accessible(page: Page) -> None:
    """No violation of any of axe's rules, best practices included."""
    page.evaluate(SOURCE)
    found: list[str] = page.evaluate(RUN)
    assert not found, "\n".join(found)
