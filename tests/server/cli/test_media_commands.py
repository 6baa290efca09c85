"""Images and videos from a folder to pages: checked without a server, sent along with a push, once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from handrail.app import create_app
from handrail.settings import Settings
from tests.flows.live import serve
from tests.server.cast import Cast
from tests.server.cli.conftest import Run
from tests.server.content.files import FILES, PNG, hash_of
from tests.server.content.writing import LAST, STEP, write_files, write_tour


def write(folder: Path, **media: Any) -> Path:
    """A site whose tour has these media, and the folder where its files go."""
    tour = write_tour(steps=[STEP | {"media": media}, LAST])
    for path, text in write_files(tour).items():
        target = folder / "acme" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    (folder / "acme/tours/media").mkdir(exist_ok=True)
    return folder / "acme/tours/media"


def test_a_folder_with_a_video_is_valid_without_a_server(offline: Run, folder: Path) -> None:
    beside = write(folder, video="media/a.webm", captions="media/a.vtt", alt="How it is done")
    (beside / "a.webm").write_bytes(FILES["webm"])
    (beside / "a.vtt").write_bytes(FILES["vtt"])
    validated = offline("validate", "acme")
    assert (validated.code, validated.out) == (0, "acme is valid: 2 items.\n")


def find_out(offline: Run, command: str = "validate") -> str:
    told = offline(command, "acme")
    assert told.code == 1
    return told.out


def test_what_is_not_there_is_told_with_its_place(offline: Run, folder: Path) -> None:
    write(folder, image="media/new.png", alt="")
    assert find_out(offline).startswith("acme/tours/welcome.json:14:18: there is no file tours/media/new.png; ")


@pytest.mark.parametrize("kind", ["the file", "a folder on the way", "in a circle"])
def test_a_link_does_not_lead_out_of_the_folder(offline: Run, folder: Path, kind: str) -> None:
    beside = write(folder, image="media/new.png", alt="")
    (folder / "private").mkdir()
    (folder / "private/new.png").write_bytes(PNG)
    if kind == "the file":
        (beside / "new.png").symlink_to(folder / "private/new.png")
    elif kind == "in a circle":
        (beside / "new.png").symlink_to(beside / "new.png")
    else:
        beside.rmdir()
        beside.symlink_to(folder / "private")
    assert "there is no file tours/media/new.png" in find_out(offline)


def test_a_link_within_the_folder_is_followed(offline: Run, folder: Path) -> None:
    beside = write(folder, image="media/new.png", alt="")
    (folder / "acme/shared.png").write_bytes(PNG)
    (beside / "new.png").symlink_to(folder / "acme/shared.png")
    assert offline("validate", "acme").code == 0


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (PNG + bytes(2_000_000), "media/new.png has 2,000,033 bytes; at most 2,000,000"),
        (b"<svg/>", "media/new.png is, by what is in it, nothing that can be shown"),
        (b"", "media/new.png is, by what is in it, nothing that can be shown"),
        (FILES["vtt"], "media/new.png is WebVTT, where an image should be"),
    ],
)
def test_a_push_tells_of_a_wrong_file_as_validate_does(
    run: Run, folder: Path, cast: Cast, data: bytes, told: str
) -> None:
    (write(folder, image="media/new.png", alt="") / "new.png").write_bytes(data)
    assert told in find_out(run)
    assert find_out(run, "push") == find_out(run)
    assert run("versions", "acme", "--json").json["versions"] == []


def test_files_go_along_with_a_push_and_are_served(run: Run, folder: Path, cast: Cast, database_url: str) -> None:
    beside = write(folder, image="media/new.png", alt="The button")
    (beside / "new.png").write_bytes(PNG)
    (beside / "unused.png").write_bytes(PNG + b"1")
    with serve(create_app(Settings(database_url=database_url))) as live:
        there = ("--server", live.url, "--key", cast.acme.secret_key)
        pushed = run("push", "acme", "--publish", "production", "--json", *there)
        assert (pushed.code, pushed.json["version"]) == (0, 1), pushed
        served = httpx.get(f"{live.url}/v1/content/{hash_of(PNG)}.png")
        assert (served.status_code, served.content, served.headers["content-type"]) == (200, PNG, "image/png")
        assert httpx.get(f"{live.url}/v1/content/{hash_of(PNG + b'1')}.png").status_code == 404
        piece = httpx.get(str(served.url), headers={"Range": "bytes=1-3"})
        assert (piece.status_code, piece.content) == (206, b"PNG")
        (beside / "new.png").write_bytes(FILES["gif"])
        assert run("push", "acme", "--json", *there).json["version"] == 2
        assert run("diff", "acme", 1, 2, *there).out == "~ tour welcome: ~media: media/new.png\n"
        (beside / "new.png").write_bytes(PNG)
        again = run("push", "acme", "--json", *there).json
        assert (again["version"], again["unchanged"]) == (1, True)


def test_a_push_to_another_site_takes_the_files_along(run: Run, folder: Path, cast: Cast) -> None:
    (write(folder, image="media/new.png", alt="") / "new.png").write_bytes(PNG)
    assert run("push", "acme").code == 0
    assert run("push", "acme", "--site", "globex").code == 0
    assert json.loads(run("versions", "globex", "--json").out)["versions"][0]["version"] == 1
