"""Findings as SARIF 2.1.0 (OASIS), as code hosts show them beside the lines of a pull request. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import quote

from handrail.authoring.check.findings import RULES, Finding
from handrail.authoring.check.fixes import fix_texts

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_sarif(findings: Sequence[Finding], texts: Mapping[str, str], folder: str, version: str) -> str:
    """`texts` are the files as they were checked, `folder` their folder as a path from the repository's root."""
    rules = [
        {"id": rule, "shortDescription": {"text": said}, "defaultConfiguration": {"level": level}}
        for rule, (level, said) in RULES.items()
    ]
    driver = {"name": "handrail check", "semanticVersion": version, "rules": rules}
    results = [write_result(finding, texts, folder) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def write_result(finding: Finding, texts: Mapping[str, str], folder: str) -> dict[str, Any]:
    walks = ", ".join(finding.seen_as)
    said = [finding.problem, finding.hint and f"Proposal: {finding.hint}", walks and f"Seen as {walks}"]
    step = f"{finding.item}/{finding.step}" if finding.step else finding.item
    artifact = {"uri": quote(f"{folder}/{finding.file}".lstrip("/")), "uriBaseId": "%SRCROOT%"}
    region = {"startLine": finding.line, "startColumn": finding.column}
    same = hashlib.sha256(f"{finding.rule}\0{finding.file}\0{step}\0{finding.problem}".encode()).hexdigest()
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": list(RULES).index(finding.rule),
        "level": finding.level,
        "message": {"text": f"{step}: " + ". ".join(part for part in said if part)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"handrailCheck/v1": same[:32]},
    }
    if finding.fix and finding.file in texts:
        after, _ = fix_texts({finding.file: texts[finding.file]}, [finding])
        if finding.file in after:
            replacements = list_replacements(texts[finding.file], after[finding.file])
            change = {"artifactLocation": artifact, "replacements": replacements}
            text = "Name the element as it is named now"
            result["fixes"] = [{"description": {"text": text}, "artifactChanges": [change]}]
    return result


def list_replacements(before: str, after: str) -> list[dict[str, Any]]:
    """Whole lines for whole lines: `endLine` and `endColumn` are where what stays begins."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [
        {
            "deletedRegion": {"startLine": a + 1, "startColumn": 1, "endLine": b + 1, "endColumn": 1},
            "insertedContent": {"text": "".join(new[c:d])},
        }
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
