"""Content from a folder to an environment and back, on the local database and on a running server."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from handrail.app import create_app
from handrail.cli.connection import bring_up_to_date
from handrail.settings import Settings
from tests.flows.live import serve
from tests.server.cast import Cast
from tests.server.cli.conftest import Run
from tests.server.content.writing import write_files, write_tour


def write(folder: Path, *tours: dict[str, Any]) -> None:
    for path, text in write_files(*tours).items():
        target = folder / "acme" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


def test_from_a_push_to_a_rollback(run: Run, folder: Path, cast: Cast) -> None:
    write(folder, write_tour())
    assert run("push", "acme", "-m", "the first", "--json").json == {
        "version": 1,
        "items": 2,
        "unchanged": False,
        "warnings": [],
    }
    write(folder, write_tour(title="Welcome aboard"))
    pushed = run("push", "acme", "--publish", "staging", "--json").json
    assert (pushed["version"], pushed["published"]["environment"]) == (2, "staging")
    assert run("publish", "acme", "production", 1).out == "acme version 1 is published to production.\n"
    assert run("publish", "acme", "production", 2, "--json").json["before"] == 1
    assert run("rollback", "acme", "production").out == "acme version 1 is published to production.\n"
    versions = run("versions", "acme", "--json").json["versions"]
    assert [(one["version"], one["published"], one["message"]) for one in versions] == [
        (2, ["staging"], ""),
        (1, ["production"], "the first"),
    ]
    assert "the first" in run("versions", "acme").out
    assert run("diff", "acme", 1, 2).out == "~ tour welcome: ~title\n"
    assert run("diff", "acme", 1, 1).out == "Versions 1 and 1 are alike.\n"
    assert run("diff", "acme", 1, 2, "--json").json["items"][0]["keys"] == [{"path": "title", "change": "changed"}]


def test_the_same_on_a_running_server(run: Run, folder: Path, cast: Cast, database_url: str) -> None:
    write(folder, write_tour())
    with serve(create_app(Settings(database_url=database_url))) as live:
        there = ("--server", live.url, "--key", cast.acme.secret_key)
        assert run("push", "acme", "--publish", "production", *there).code == 0
        assert run("versions", "acme", "--json", *there).json["versions"][0]["published"] == ["production"]
        assert run("rollback", "acme", "production", *there).code == 1
        wrong = run("versions", "acme", "--server", live.url, "--key", "sk_wrong")
        assert (wrong.code, wrong.out) == (1, "")
        assert "This key is unknown or revoked" in wrong.err
        foreign = run("versions", "globex", *there)
        assert (foreign.code, "no such site" in foreign.err) == (1, True)


def test_a_push_tells_faults_as_validate_does_and_keeps_nothing(run: Run, folder: Path, cast: Cast) -> None:
    write(folder, write_tour(audience={"trait": "rolle", "is": "owner"}))
    line = 'acme/tours/welcome.json:21:14: trait "rolle" is not declared; did you mean "role"?\n'
    pushed, validated = run("push", "acme"), run("validate", "acme")
    assert (pushed.code, pushed.out) == (validated.code, validated.out) == (1, line)
    assert pushed.err == "handrail: 1 fault in acme\n"
    assert run("push", "acme", "--json").json == run("validate", "acme", "--json").json
    assert run("versions", "acme", "--json").json["versions"] == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"{", "acme/site.json:1:2: the file ends too early; close what is open: a quote, a bracket or a brace\n"),
        (b"\xff\xfe{", "acme/site.json:1:1: the file is UTF-16; save it as UTF-8\n"),
        (
            b"\xef\xbb\xbf{}",
            "acme/site.json:1:1: the file begins with a byte order mark; save it as UTF-8 without one\n",
        ),
    ],
)
def test_a_site_file_that_cannot_be_read(offline: Run, folder: Path, raw: bytes, expected: str) -> None:
    (folder / "acme").mkdir()
    (folder / "acme/site.json").write_bytes(raw)
    for command in ("validate", "push"):
        told = offline(command, "acme")
        assert (told.code, told.out) == (1, expected)


def test_a_file_that_is_no_text_is_told_by_push_too(offline: Run, folder: Path) -> None:
    write(folder, write_tour())
    (folder / "acme/tours/bad.json").write_bytes(b'{"a": "\xe9"}')
    told = offline("push", "acme")
    assert told.code == 1
    assert (
        told.out == "acme/tours/bad.json:1:8: the file is not UTF-8: byte 0xe9 begins no character; save it as UTF-8\n"
    )


def test_a_name_that_is_no_text_is_told_by_push_too(offline: Run, folder: Path) -> None:
    write(folder, write_tour())
    Path(os.fsdecode(os.fsencode(folder) + b"/acme/tours/\xff.json")).write_text("{}")
    told = offline("push", "acme")
    assert (told.code, "this is no name for a file" in told.out) == (1, True)


def test_warnings_stop_nothing(run: Run, folder: Path, cast: Cast) -> None:
    write(folder, write_tour(audience={"locale": "de"}))
    validated = run("validate", "acme")
    assert validated.code == 0
    warning = 'acme/tours/welcome.json:21:15: warning: the site has no texts in "de"; its locales are en, nb\n'
    assert validated.out == warning + "acme is valid: 2 items.\n"
    assert run("push", "acme").out == warning + "acme version 1: 2 items.\n"


def test_what_is_not_content_is_left_out(run: Run, folder: Path, cast: Cast) -> None:
    write(folder, write_tour())
    for path in (".hidden.json", ".git/x.json", "schema/tour.json", "tours/schema/x.json", "notes.txt"):
        (folder / "acme" / path).parent.mkdir(exist_ok=True)
        (folder / "acme" / path).write_text("nothing of ours")
    assert run("validate", "acme").out == "acme is valid: 2 items.\n"


def test_another_site_than_the_folder_names(run: Run, folder: Path, cast: Cast) -> None:
    write(folder, write_tour())
    assert run("push", "acme", "--site", "globex").out == "globex version 1: 2 items.\n"


def test_the_schemas_are_written_where_they_are_wanted(offline: Run, folder: Path) -> None:
    assert offline("schema").code == 0
    assert sorted(path.name for path in (folder / "schema").iterdir()) == [
        "announcement.json",
        "article.json",
        "checklist.json",
        "quiz.json",
        "site.json",
        "snippet.json",
        "survey.json",
        "theme.json",
        "tour.json",
        "translations.json",
    ]
    (folder / "tours").mkdir()
    assert offline("schema", "--json").json["dir"] == "tours/schema"
    assert offline("schema", "--out", "there").code == 0
    assert json.loads((folder / "there/tour.json").read_text())["title"] == "Tour"


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("rubbish", "HANDRAIL_DATABASE_URL is no address"),
        ("mysql://a@b/c", "Handrail runs on sqlite and postgresql"),
        ("postgresql://nobody@127.0.0.1:1/x", "database"),
        ("sqlite:///notes.txt", "file is not a database"),
        ("sqlite:////proc/nothing/handrail.db", "there is no database"),
    ],
)
def test_a_database_that_cannot_be_used(
    offline: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, url: str, problem: str
) -> None:
    (folder / "notes.txt").write_text("this is no database, whatever its name may be")
    monkeypatch.setenv("HANDRAIL_DATABASE_URL", url)
    told = offline("versions", "acme")
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("handrail: ")
    assert problem in told.err
    assert len(told.err.splitlines()) == 1


def test_a_server_that_is_not_there(offline: Run) -> None:
    told = offline("versions", "acme", "--server", "http://127.0.0.1:1", "--key", "sk_x")
    assert told.code == 1
    assert "http://127.0.0.1:1 does not answer" in told.err
    assert "wants a secret key" in offline("versions", "acme", "--server", "http://127.0.0.1:1").err


def test_a_port_that_is_taken(offline: Run) -> None:
    with serve(lambda scope, receive, send: None) as live:
        told = offline("serve", "--port", live.url.rpartition(":")[2])
    assert told.code == 1
    assert "Address already in use; choose another one with --port" in told.err.replace(")", "")


def test_wrong_usage_is_2(offline: Run) -> None:
    assert offline("push").code == 2
    assert offline("validate", "nowhere").code == 2
    assert offline("no-such-command").code == 2
    assert offline("--help").code == 0


def test_migrating_twice_does_no_harm(offline: Run, folder: Path) -> None:
    assert offline("migrate").out == "The database is up to date.\n"
    assert offline("migrate", "--json").json == {"migrated": True}
    bring_up_to_date(f"sqlite:///{folder}/handrail.db")


def test_a_message_is_printed_as_it_was_written(run: Run, folder: Path, cast: Cast) -> None:
    write(folder, write_tour())
    run("push", "acme", "--message", "[bold]Ship it[/bold] :tada: [/x]")
    assert "[bold]Ship it[/bold] :tada: [/x]" in run("versions", "acme").out


def test_a_site_that_is_not_there_yet_says_how_to_make_it(run: Run, folder: Path, cast: Cast) -> None:
    told = run("versions", "nowhere")
    assert (told.code, told.err) == (1, "handrail: There is no site called nowhere here; `handrail init` makes one.\n")


def test_validate_says_what_is_not_translated_yet(offline: Run, folder: Path) -> None:
    write(folder, write_tour(), write_tour(id="other"))
    assert offline("validate", "acme").err == ""
    texts = {"title": "Velkommen", "steps.new.title": "Begynn her", "steps.new.text": "Trykk **Ny**."}
    (folder / "acme/tours/welcome.nb.json").write_text(json.dumps(texts))
    told = offline("validate", "acme")
    assert (told.code, told.out) == (0, "acme is valid: 3 items.\n")
    keys = "other: title, other: steps.new.title, other: steps.new.text, other: steps.done.title, welcome: steps.done.title"
    assert told.err == f"handrail: not translated to nb yet: {keys}\n"
