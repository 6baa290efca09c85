"""Walks as JUnit XML, as CI systems read it: an item is a suite, a step of a walk a case. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from handrail.authoring.check.findings import Finding
from handrail.authoring.check.results import StepResult, WalkResult

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(results: Sequence[WalkResult], findings: Sequence[Finding], folder: str) -> str:
    by_item: dict[tuple[str, str], list[WalkResult]] = defaultdict(list)
    for result in results:
        by_item[result.file, result.key.item].append(result)
    root = Element("testsuites", name="handrail check")
    for (file, item), walks in by_item.items():
        suite = SubElement(root, "testsuite", name=clean(item), file=clean(f"{folder}/{file}"))
        cases = [case for walk in walks for case in list_cases(walk, findings, folder)]
        suite.extend(cases)
        count(suite, cases, sum(walk.seconds for walk in walks))
    for one in findings:
        if not one.walks:
            suite = SubElement(root, "testsuite", name=clean(one.item), file=clean(f"{folder}/{one.file}"))
            case = SubElement(suite, "testcase", classname=clean(one.item), name="walk", time="0.000")
            SubElement(case, "skipped", message=clean(one.problem))
            count(suite, [case], 0)
    count(root, [case for suite in root for case in suite], sum(result.seconds for result in results))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def list_cases(walk: WalkResult, findings: Sequence[Finding], folder: str) -> Iterator[Element]:
    seen = [one for one in findings if walk.key in one.walks]
    share = walk.seconds / max(1, len(walk.steps))
    for step in walk.steps:
        yield write_case(walk, step, [one for one in seen if one.step == step.id], share, folder)
    rest = [one for one in seen if one.step is None]
    if rest or not walk.steps:
        yield write_case(walk, None, rest, 0 if walk.steps else walk.seconds, folder)


def write_case(
    walk: WalkResult, step: StepResult | None, findings: Sequence[Finding], seconds: float, folder: str
) -> Element:
    name = " ".join(part for part in (step.id if step else "walk", f"({walk.key})" if str(walk.key) else "") if part)
    case = Element("testcase", classname=clean(walk.key.item), name=clean(name), time=f"{seconds:.3f}")
    errors = [one for one in findings if one.level == "error"]
    if errors:
        first = errors[0]
        failure = SubElement(case, "failure", type=first.rule, message=clean(first.problem))
        failure.text = clean("\n".join(f"{folder}/{one.place}: {one.problem}\n{one.hint}".rstrip() for one in errors))
    elif step and step.status in ("passed over", "not followed", "not reached"):
        why = "; ".join(remark.problem for remark in step.remarks)
        SubElement(case, "skipped", message=clean(f"{step.status}: {why}" if why else step.status))
    told = [f"{one.level}: {one.problem}" for one in findings if one.level != "error"]
    if told:
        SubElement(case, "system-out").text = clean("\n".join(told))
    return case


def count(suite: Element, cases: Sequence[Element], seconds: float) -> None:
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    suite.set("errors", "0")
    suite.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
    suite.set("time", f"{seconds:.3f}")


def clean(text: str) -> str:
    """XML 1.0, 2.2: what no document may have, an escape of it neither."""
    return NO_XML.sub("\ufffd", text)
