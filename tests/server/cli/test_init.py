"""A site of one's own: what `init` makes, prints and refuses."""

from __future__ import annotations

import json
from pathlib import Path

from tests.server.cli.conftest import Run

ORIGIN = "https://app.example.com"


def test_it_makes_a_folder_that_validates_and_prints_secrets_once(run: Run, folder: Path) -> None:
    made = run("init", "mysite", "--origin", ORIGIN, "--origin", "http://localhost:3000", "--json")
    assert made.code == 0, made.err
    keys = ("site", "environment", "dir", "publishable_key", "secret_key", "identity_secret", "script_tag")
    assert tuple(made.json) == keys
    assert (made.json["site"], made.json["environment"], made.json["dir"]) == ("mysite", "production", "mysite")
    assert made.json["script_tag"] == (
        f'<script async src="http://localhost:8700/sdk/handrail.js" data-key="{made.json["publishable_key"]}"></script>'
    )
    written = "".join(path.read_text() for path in (folder / "mysite").rglob("*.json"))
    assert made.json["secret_key"] not in written
    assert made.json["identity_secret"] not in written
    assert run("validate", "mysite").code == 0


def test_an_editor_finds_the_schema_of_each_file(run: Run, folder: Path) -> None:
    run("init", "mysite", "--origin", ORIGIN)
    files = [path for path in (folder / "mysite").rglob("*.json") if path.parent.name != "schema"]
    assert len(files) == 2
    assert all((path.parent / json.loads(path.read_text())["$schema"]).is_file() for path in files)


def test_three_commands_and_people_see_it(run: Run) -> None:
    made = run("init", "mysite", "--origin", ORIGIN)
    assert "secret key" in made.out
    pushed = run("push", "mysite", "--publish", "production")
    assert (pushed.code, pushed.out) == (0, "mysite version 1: 2 items.\nPublished to production.\n")
    again = run("push", "mysite")
    assert again.out == "mysite version 1, as it was: 2 items.\n"


def test_what_is_there_is_left_alone(run: Run, folder: Path) -> None:
    (folder / "mysite").mkdir()
    (folder / "mysite/notes.txt").write_text("mine")
    refused = run("init", "mysite", "--origin", ORIGIN)
    assert refused.code == 1
    assert refused.err == "handrail: mysite is there already; choose another folder with --dir\n"
    assert [path.name for path in (folder / "mysite").iterdir()] == ["notes.txt"]
    assert run("init", "mysite", "--origin", ORIGIN, "--dir", "elsewhere").code == 0


def test_what_is_refused_leaves_no_folder(run: Run, folder: Path) -> None:
    for site, origin, problem in (
        ("acme", ORIGIN, "There is a site called acme already"),
        ("mysite", "app.example.com", "an origin is scheme://host[:port]"),
        ("My Site", ORIGIN, '"My Site" is no name for a site'),
    ):
        refused = run("init", site, "--origin", origin)
        assert (refused.code, refused.out) == (1, "")
        assert problem in refused.err
    assert list(folder.iterdir()) == []


def test_it_makes_the_database_and_nothing_else_does(offline: Run, folder: Path) -> None:
    early = offline("versions", "mysite")
    assert early.code == 1
    assert "there is no database at handrail.db yet; run `handrail init` first" in early.err
    assert list(folder.iterdir()) == []
    assert offline("init", "mysite", "--origin", ORIGIN).code == 0
    assert (folder / "handrail.db").is_file()
    assert offline("versions", "mysite", "--json").json == {"site": "mysite", "versions": []}
