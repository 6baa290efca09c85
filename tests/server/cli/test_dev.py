"""`handrail dev` that cannot begin. What it does once it has is in `tests/server/authoring/dev/`."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.server.authoring.dev.desk import write_folder
from tests.server.cast import Cast
from tests.server.cli.conftest import Run
from tests.server.content.writing import write_files, write_tour


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Say for whom: there is eddie@acme.test, olivia@acme.test."),
        (("--member", "agnes@acme.test"), "no member of acme who may author"),
        (
            ("--member", "eddie@acme.test", "--url", "https://evil.test/"),
            "https://evil.test is no origin of any environment",
        ),
        (("--member", "eddie@acme.test", "--url", "nonsense"), "is no address of a page"),
        (
            ("--member", "eddie@acme.test", "--environment", "qa"),
            "there is no environment qa; there is production, staging",
        ),
        (("--member", "eddie@acme.test", "--environment", "staging"), "staging has no origin"),
        (("--site", "nowhere"), "There is no site called nowhere here"),
        (("--member", "eddie@acme.test", "--server", "http://127.0.0.1:9", "--key", "sk_x"), "does not answer"),
    ],
)
def test_what_cannot_begin_says_why(run: Run, folder: Path, cast: Cast, options: tuple[str, ...], said: str) -> None:
    write_folder(folder, write_files(write_tour()))
    result = run("dev", folder, *options)
    assert result.code == 1
    assert said in result.err


def test_a_port_that_is_taken_is_said_to_be(run: Run, folder: Path, cast: Cast) -> None:
    write_folder(folder, write_files(write_tour()))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("dev", folder, "--member", cast.eddie.email, "--port", port)
    assert (result.code, f"port {port} is not to be had" in result.err) == (1, True)


def test_a_folder_that_does_not_name_its_site(run: Run, folder: Path) -> None:
    (folder / "site.json").write_text("{")
    result = run("dev", folder)
    assert (result.code, "name it with --site" in result.err) == (1, True)
