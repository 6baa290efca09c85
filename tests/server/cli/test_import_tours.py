"""`handrail import tours` and `handrail import driver` and the like: files of other libraries become tours that can be pushed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.server.cast import Cast
from tests.server.cli.conftest import Run

DRIVER = """import { driver } from "driver.js";
export const billing = driver({
  allowClose: false,
  steps: [
    { element: '[data-testid="new"]', popover: { title: "New", description: "It <b>begins</b> here.", side: "left" } },
    { popover: { title: t("billing.done") } },
  ],
});
billing.drive();
"""
JOYRIDE = """import Joyride from "react-joyride";
export const Reports = () => <Joyride steps={[{ target: ".chart", content: "How it went." }]} />;
"""


def write(folder: Path) -> None:
    (folder / "src/node_modules").mkdir(parents=True)
    (folder / "src/billing.ts").write_text(DRIVER)
    (folder / "src/Reports.jsx").write_text(JOYRIDE)
    (folder / "src/other.ts").write_text("export const a = [1, 2];\n")
    (folder / "src/node_modules/copy.ts").write_text(DRIVER)


def test_tours_of_a_folder_can_be_pushed(run: Run, folder: Path, cast: Cast) -> None:
    write(folder)
    took = run("import", "tours", "src", "--into", "acme")
    assert (took.code, took.out.splitlines()) == (
        0,
        [
            "src/Reports.jsx:2: the step has no title; its first sentence is the title now",
            "src/Reports.jsx:2: the tour is started by code; call handrail.start with its id there, or say in start where it begins by itself",
            "src/billing.ts:3: allowClose: false has no equivalent; a tour can always be left",
            'src/billing.ts:6: the text comes from t("billing.done"); write it here in the first language of the site; its translations go into a sidecar, as tours/ID.nb.json',
            "src/billing.ts:9: the tour is started by code; call handrail.start with its id there, or say in start where it begins by itself",
            "Took 2 tours with 3 steps into acme; 5 notes.",
        ],
    )
    assert run("validate", "acme").out == "acme is valid: 3 items.\n"
    tour = json.loads((folder / "acme/tours/billing.json").read_text())
    assert tour["steps"][0] == {
        "id": "new",
        "target": {"test_id": "new"},
        "title": "New",
        "text": "It **begins** here.",
        "placement": "left-start",
    }
    assert run("push", "acme", "--publish", "production").code == 0


def test_one_library_alone(offline: Run, folder: Path) -> None:
    write(folder)
    assert offline("import", "tours", "src", "--from", "joyride", "--into", "a", "--json").json["tours"] == [
        {"id": "reports", "file": "tours/reports.json", "steps": 1}
    ]
    named = offline("import", "driver", "src/billing.ts", "src/Reports.jsx", "--into", "b", "--json").json
    assert [tour["id"] for tour in named["tours"]] == ["billing"]
    assert {note["file"] for note in named["notes"]} == {"src/billing.ts"}
    none = offline("import", "shepherd", "src", "--into", "c")
    assert (none.code, none.err) == (1, "handrail: there is no tour of Shepherd in src\n")
    assert not (folder / "c").exists()
    assert offline("import", "tours", "src", "--from", "other").code == 2
    assert offline("import", "tours", "gone.ts").code == 2


def test_once_more_changes_nothing_and_writes_over_nothing(offline: Run, folder: Path) -> None:
    write(folder)
    assert offline("import", "tours", "src", "--into", "acme").code == 0
    assert offline("import", "tours", "src", "--into", "acme").code == 0
    tour = folder / "acme/tours/billing.json"
    theirs = tour.read_text().replace("New", "Ours")
    tour.write_text(theirs)
    again = offline("import", "tours", "src", "--into", "acme")
    assert (again.code, again.err) == (
        1,
        "handrail: acme/tours/billing.json would be written over; say --overwrite if that is right\n",
    )
    assert tour.read_text() == theirs
    assert offline("import", "tours", "src", "--into", "acme", "--overwrite").code == 0
    assert tour.read_text() != theirs


def test_a_tour_is_called_as_no_other_item_is(offline: Run, folder: Path) -> None:
    write(folder)
    (folder / "acme").mkdir()
    (folder / "acme/billing.json").write_text(
        json.dumps({"kind": "snippet", "id": "billing", "title": "A", "text": "B"})
    )
    took = offline("import", "driver", "src/billing.ts", "--into", "acme", "--json").json
    assert took["tours"] == [{"id": "billing-2", "file": "tours/billing-2.json", "steps": 2}]
