"""From what walks saw to findings, and from findings to reports. The walks are made up; where they stand is a real file's."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest

from handrail.authoring.check.findings import Finding
from handrail.authoring.check.fixes import fix_texts, write_patch
from handrail.authoring.check.judge import judge
from handrail.authoring.check.report_html import write_html
from handrail.authoring.check.report_junit import write_junit
from handrail.authoring.check.report_sarif import write_sarif
from handrail.authoring.check.results import Proposal, Remark, Sighting, Status, StepResult, Try, WalkKey, WalkResult
from handrail.content.validation.parse import Document, parse_document

FILE = "tours/first.json"
TEXT = """{
  "kind": "tour", "id": "first", "title": "First",
  "steps": [
    { "id": "one", "title": "One", "target": [
      { "test_id": "save" },
      { "role": "button", "name": { "en": "Save", "nb": "Lagre" } }
    ] }
  ]
}
"""
TARGET = ("steps", 0, "target")
SAVE = Try(path=(*TARGET, 0), matches=1)
NAMED = Try(path=(*TARGET, 1), matches=1, tag="en")
LOST = Try(path=(*TARGET, 0), missing="absent", culprit=(*TARGET, 0))


def misnamed(locale: str, name: str | None = None, missing: Any = "absent") -> Try:
    proposals = (Proposal(locator={"role": "button", "name": name}, sure=True),) if name else ()
    return Try(path=(*TARGET, 1), missing=missing, culprit=(*TARGET, 1), tag=locale, matches=3, proposals=proposals)


def walk(
    *tries: Try, locale: str = "en", viewport: str = "1280x800", status: Status = "passed", **more: Any
) -> WalkResult:
    winner = next((index for index, one in enumerate(tries) if not one.missing), None)
    sightings = (Sighting(path=TARGET, tries=tries, winner=winner, optional=more.pop("optional", False)),)
    step = StepResult(
        id="one",
        title="<One>",
        path=("steps", 0),
        status="broken" if tries and winner is None else status,
        sightings=sightings if tries else (),
        **more,
    )
    key = WalkKey(item="first", role="owner", locale=locale, viewport=viewport)
    return WalkResult(key=key, kind="tour", file=FILE, steps=(step,), seconds=1.5)


def see(*walks: WalkResult) -> list[Finding]:
    document = parse_document(FILE, TEXT.encode())
    assert isinstance(document, Document)
    return judge(walks, {FILE: document}, "en")


def test_nothing_is_found_where_all_is_well() -> None:
    assert see(walk(SAVE, NAMED), walk(SAVE, NAMED, viewport="390x844")) == []


def test_a_target_has_to_be_there_in_every_walk() -> None:
    (finding,) = see(walk(SAVE, NAMED), walk(LOST, misnamed("en", missing="ambiguous"), viewport="390x844"))
    assert (finding.rule, finding.level, finding.place) == ("target-missing", "error", f"{FILE}:5:7")
    assert "in 1 of 2 walks" in finding.problem
    assert [str(one) for one in finding.walks] == ["owner en 390x844"]


@pytest.mark.parametrize(("missing", "said"), [("ambiguous", "3 visible elements"), ("hidden", "there but hidden")])
def test_why_it_is_missing(missing: str, said: str) -> None:
    (finding,) = see(walk(misnamed("en", missing=missing)))
    assert said in finding.problem


def test_one_that_may_be_missing_has_to_be_there_once() -> None:
    assert see(walk(SAVE, NAMED, optional=True), walk(LOST, misnamed("en"), optional=True)) == []
    assert [one.rule for one in see(walk(LOST, misnamed("en"), optional=True))] == ["target-missing"]


def test_a_locator_of_a_list_has_to_find_it_in_one_walk() -> None:
    other = misnamed("en", "Keep")
    assert see(walk(SAVE, NAMED), walk(SAVE, other, viewport="390x844")) == []
    (finding,) = see(walk(SAVE, other), walk(SAVE, other, viewport="390x844"))
    assert (finding.rule, finding.level, finding.line, finding.column) == ("locator-stale", "error", 6, 7)


def test_a_name_that_is_wrong_in_one_locale_is_mended_there() -> None:
    (finding,) = see(walk(SAVE, NAMED), walk(SAVE, misnamed("nb", "Behold"), locale="nb"))
    assert (finding.line, finding.column) == (6, TEXT.splitlines()[5].index('"Lagre"') + 1)
    fixed, mended = fix_texts({FILE: TEXT}, [finding])
    assert mended == [finding]
    assert fixed == {FILE: TEXT.replace('"Lagre"', '"Behold"')}
    patch = write_patch({FILE: TEXT}, fixed, "acme")
    assert patch.startswith(f"--- a/acme/{FILE}\n+++ b/acme/{FILE}\n@@")
    assert patch.count("\n-") == patch.count("\n+ ") == 1


def test_a_patch_counts_lines_as_git_does() -> None:
    before, after = "\r\n".join(("{", ' "a": "\u2028\x85\r",', ' "b": 1', "}")), "\u2028"
    lines = write_patch({FILE: before}, {FILE: before.replace("1", after)}, "").split("\n")
    assert lines[:3] == [f"--- a/{FILE}", f"+++ b/{FILE}", "@@ -1,4 +1,4 @@"]
    assert lines[3:] == [
        " {\r",
        '  "a": "\u2028\x85\r",\r',
        '- "b": 1\r',
        '+ "b": \u2028\r',
        " }",
        "\\ No newline at end of file",
        "",
    ]


def test_a_step_that_no_walk_came_to_is_told() -> None:
    (finding,) = see(walk(status="passed over"))
    assert (finding.rule, finding.level, finding.line) == ("never-walked", "warning", 4)
    assert see(walk(status="passed over"), walk(SAVE, NAMED, viewport="390x844")) == []


def test_who_cannot_sign_in_is_told_once() -> None:
    remark = Remark(rule="sign-in-failed", problem="no", path=("check", "roles", "owner"))
    failed = [
        WalkResult(
            key=WalkKey(item=item, role="owner", locale="en", viewport=""), kind="tour", file=FILE, remarks=(remark,)
        )
        for item in ("first", "second")
    ]
    (finding,) = see(*failed)
    assert finding.file == "site.json"
    assert len(finding.walks) == 2
    suites = ElementTree.fromstring(write_junit(failed, [finding], "acme"))
    assert suites.get("failures") == "2"


def test_junit_counts_and_escapes() -> None:
    walks = [
        walk(SAVE, NAMED),
        walk(LOST, viewport="390x844", remarks=(Remark(rule="not-followed", problem="a \x00 <b> & \ufffe"),)),
        walk(SAVE, NAMED, locale="nb", status="passed over"),
    ]
    suites = ElementTree.fromstring(write_junit(walks, see(*walks), "acme"))
    (suite,) = suites
    assert {name: suite.get(name) for name in ("name", "tests", "failures", "skipped", "time")} == {
        "name": "first",
        "tests": "3",
        "failures": "1",
        "skipped": "1",
        "time": "4.500",
    }
    assert [case.get("name") for case in suite] == [
        "one (owner en 1280x800)",
        "one (owner en 390x844)",
        "one (owner nb 1280x800)",
    ]
    assert f"acme/{FILE}:5:7: the target is not there" in str(suite.findtext("testcase/failure"))
    assert "a \ufffd <b> & \ufffd" in str(suite.findtext("testcase/system-out"))


def test_sarif_names_places_and_fixes() -> None:
    findings = see(walk(SAVE, misnamed("en", "Keep")))
    sarif = json.loads(write_sarif(findings, {FILE: TEXT}, "content/a b", "1.0.0"))
    assert sarif["version"] == "2.1.0"
    (run,) = sarif["runs"]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "locator-stale"
    where = result["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == f"content/a%20b/{FILE}"
    assert where["region"] == {"startLine": 6, "startColumn": 7}
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"] == {"startLine": 6, "startColumn": 1, "endLine": 7, "endColumn": 1}
    assert '"Keep"' in replacement["insertedContent"]["text"]


def test_the_page_shows_pictures_and_escapes_words() -> None:
    walks = [walk(LOST, picture="one.jpg", remarks=(Remark(rule="dialog", problem="<script>"),))]
    page = write_html(walks, see(*walks), "acme", "https://staging.example", datetime(2026, 1, 2, tzinfo=UTC))
    assert 'src="pictures/one.jpg"' in page
    assert "<script>" not in page
    assert "&lt;One&gt;" in page
    assert f"acme/{FILE}:5:7" in page
