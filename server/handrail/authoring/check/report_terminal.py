"""Findings as lines of a terminal: where, what, and what would mend it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from handrail.authoring.check.findings import Finding
from handrail.authoring.check.results import WalkResult
from handrail.authoring.check.wording import write_outline

MOST_WALKS = 3


def write_finding(finding: Finding, folder: Path) -> Iterator[str]:
    kind = "" if finding.level == "error" else f"{finding.level}: "
    step = f"{finding.item}/{finding.step}" if finding.step else finding.item
    yield f"{folder / finding.file}:{finding.line}:{finding.column}: {kind}{step}: {finding.problem}"
    walks = finding.seen_as
    if walks:
        more = f" and {len(walks) - MOST_WALKS} more" if len(walks) > MOST_WALKS else ""
        yield f"    as {', '.join(walks[:MOST_WALKS])}{more}"
    if finding.hint:
        yield f"    {'proposal: ' if finding.proposals else ''}{finding.hint}"
    if finding.outline:
        yield f"    instead there is {write_outline(finding.outline)}"


def write_summary(results: Sequence[WalkResult], findings: Sequence[Finding], seconds: float) -> str:
    steps = Counter(step.status for result in results for step in result.steps)
    items = len({result.key.item for result in results})
    levels = Counter(finding.level for finding in findings)
    said = ", ".join(f"{number} {status}" for status, number in steps.items())
    faults = count(levels["error"], "error") + (f", {count(levels['warning'], 'warning')}" if levels["warning"] else "")
    return (
        f"{count(items, 'item')}, {count(len(results), 'walk')} in {seconds:.0f} s: steps {said or 'none'}. {faults}."
    )


def count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
