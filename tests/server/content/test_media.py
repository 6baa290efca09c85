"""Images, videos and captions, over HTTP and on both databases: uploaded by those who may, kept with a version, served to pages."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from handrail.content.keep_media import PART
from tests.server.cast import Cast, Stage
from tests.server.content.files import FILES, PNG, hash_of
from tests.server.content.writing import LAST, SITE, write_files, write_tour

VIDEO = FILES["mp4"] + bytes(index % 251 for index in range(2 * PART + 1_000))
HASH = hash_of(PNG)


def describe(data: bytes, type_: str | None) -> dict[str, Any]:
    return {"hash": hash_of(data), "type": type_, "size": len(data)}


def tour_with(media: dict[str, Any]) -> dict[str, Any]:
    return write_tour(steps=[LAST | {"media": media}])


async def upload(client: httpx.AsyncClient, site: Stage, data: bytes, slug: str = "acme") -> httpx.Response:
    return await client.put(f"/api/sites/{slug}/media/{hash_of(data)}", content=data, headers=site.bearer)


async def push(client: httpx.AsyncClient, site: Stage, media: dict[str, Any], files: dict[str, Any]) -> httpx.Response:
    body = {"files": write_files(tour_with(media), site=SITE | {"id": site.slug}), "media": files}
    return await client.post(f"/api/sites/{site.slug}/versions", json=body, headers=site.bearer)


async def publish(client: httpx.AsyncClient, site: Stage, version: int = 1) -> None:
    path = f"/api/sites/{site.slug}/environments/production/publish"
    assert (await client.post(path, json={"version": version}, headers=site.bearer)).status_code == 200


async def publish_video(client: httpx.AsyncClient, cast: Cast) -> str:
    """Its address."""
    await upload(client, cast.acme, VIDEO)
    media = {"video": "media/a.mp4", "alt": "How it is done"}
    assert (await push(client, cast.acme, media, {"tours/media/a.mp4": describe(VIDEO, "mp4")})).status_code == 201
    await publish(client, cast.acme)
    return f"/v1/content/{hash_of(VIDEO)}.mp4"


async def test_a_push_says_what_is_missing_and_goes_through_once_it_is_there(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    media = {"image": "media/new.png", "alt": "The button"}
    files = {"tours/media/new.png": describe(PNG, "png")}
    lacking = await push(client, cast.acme, media, files)
    assert (lacking.status_code, lacking.json()["type"]) == (409, "/problems/media_missing")
    assert lacking.json()["missing"] == [HASH]
    for _ in range(2):
        uploaded = await upload(client, cast.acme, PNG)
        assert (uploaded.status_code, uploaded.json()) == (200, {"name": f"{HASH}.png", "size": len(PNG)})
    assert (await client.get(f"/v1/content/{HASH}.png")).status_code == 404  # nothing shows it yet
    assert (await push(client, cast.acme, media, files)).json()["version"] == 1
    assert (await push(client, cast.acme, media, files)).json()["unchanged"]
    await publish(client, cast.acme)
    answer = await client.post(
        "/v1/sync",
        json={"key": cast.acme.key, "url": "https://app.acme.test/"},
        headers={"Origin": cast.acme.origin},
    )
    (body,) = answer.json()["bodies"].values()
    assert body["steps"][0]["media"] == {
        "kind": "image",
        "src": f"/v1/content/{HASH}.png",
        "alt": "The button",
        "captions": None,
        "captions_locale": None,
    }
    assert (await client.get(body["steps"][0]["media"]["src"])).content == PNG


@pytest.mark.parametrize("type_", FILES)
async def test_each_type_is_told_by_what_is_in_it(client: httpx.AsyncClient, cast: Cast, type_: str) -> None:
    assert (await upload(client, cast.acme, FILES[type_])).json()["name"] == f"{hash_of(FILES[type_])}.{type_}"


NO_MEDIA = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "nothing": b"",
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "quicktime": b"\0\0\0\x14ftypqt  \0\0\0\0qt  ",
    "matroska": b"\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska",
    "captions in another encoding": "WEBVTT\n\n\u00e9".encode("latin-1"),
    "a word that begins like captions": b"WEBVTTX",
}


@pytest.mark.parametrize("name", NO_MEDIA)
async def test_what_a_page_does_not_show_is_refused(client: httpx.AsyncClient, cast: Cast, name: str) -> None:
    refused = await upload(client, cast.acme, NO_MEDIA[name])
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/invalid_media")


@pytest.mark.parametrize(("type_", "most"), [("png", 2_000_000), ("mp4", 25_000_000), ("vtt", 200_000)])
async def test_a_file_has_a_limit_by_its_type(client: httpx.AsyncClient, cast: Cast, type_: str, most: int) -> None:
    largest = FILES[type_] + b"\n" * (most - len(FILES[type_]))
    assert (await upload(client, cast.acme, largest)).status_code == 200
    refused = await upload(client, cast.acme, largest + b"\n")
    assert (refused.status_code, refused.json()["type"]) == (413, "/problems/too_large")


@pytest.mark.parametrize("hash_", ["0" * 64, "x", HASH.upper(), f"{HASH}.png"])
async def test_a_file_is_put_under_its_own_hash_alone(client: httpx.AsyncClient, cast: Cast, hash_: str) -> None:
    refused = await client.put(f"/api/sites/acme/media/{hash_}", content=PNG, headers=cast.acme.bearer)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/invalid_media")


async def test_a_file_of_another_site_is_neither_written_nor_used(client: httpx.AsyncClient, cast: Cast) -> None:
    assert (await upload(client, cast.globex, PNG)).status_code == 404
    await upload(client, cast.acme, PNG)
    media, files = {"image": "a.png", "alt": ""}, {"tours/a.png": describe(PNG, "png")}
    lacking = await push(client, cast.globex, media, files)
    assert (lacking.status_code, lacking.json()["missing"]) == (409, [HASH])


async def test_what_is_there_is_known_better_than_what_is_said(client: httpx.AsyncClient, cast: Cast) -> None:
    await upload(client, cast.acme, FILES["vtt"])
    lie = {"tours/a.png": describe(FILES["vtt"], "png")}
    refused = await push(client, cast.acme, {"image": "a.png", "alt": ""}, lie)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/invalid_content")
    assert refused.json()["faults"][0]["problem"] == "a.png is WebVTT, where an image should be"


async def test_it_is_served_so_that_it_can_do_nothing_and_is_kept(client: httpx.AsyncClient, cast: Cast) -> None:
    address = await publish_video(client, cast)
    answer = await client.get(address)
    assert (answer.status_code, answer.content) == (200, VIDEO)
    assert {name: answer.headers[name] for name in answer.headers if name not in ("x-request-id",)} == {
        "access-control-allow-origin": "*",
        "cache-control": "public, max-age=31536000, immutable",
        "content-security-policy": "default-src 'none'; sandbox",
        "cross-origin-resource-policy": "cross-origin",
        "x-content-type-options": "nosniff",
        "etag": f'"{hash_of(VIDEO)}"',
        "accept-ranges": "bytes",
        "content-type": "video/mp4",
        "content-length": str(len(VIDEO)),
    }
    for tag in (answer.headers["etag"], f'W/{answer.headers["etag"]}, "other"', "*"):
        again = await client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
    head = await client.head(address)
    assert (head.status_code, head.headers["content-length"], head.content) == (200, str(len(VIDEO)), b"")


SIZE = len(VIDEO)
RANGES: dict[str, tuple[int, int]] = {
    "bytes=0-": (0, SIZE - 1),
    "bytes=0-0": (0, 0),
    "bytes=0-99999999": (0, SIZE - 1),
    f"bytes={PART - 1}-{PART}": (PART - 1, PART),
    f"bytes={PART}-{2 * PART - 1}": (PART, 2 * PART - 1),
    f"bytes={2 * PART + 5}-": (2 * PART + 5, SIZE - 1),
    "bytes=-10": (SIZE - 10, SIZE - 1),
    "bytes=-99999999": (0, SIZE - 1),
}


async def test_a_piece_is_served_as_a_piece(client: httpx.AsyncClient, cast: Cast) -> None:
    address = await publish_video(client, cast)
    for header, (first, last) in RANGES.items():
        answer = await client.get(address, headers={"Range": header})
        assert (header, answer.status_code) == (header, 206)
        assert answer.headers["content-range"] == f"bytes {first}-{last}/{SIZE}"
        assert answer.headers["content-length"] == str(last - first + 1)
        assert answer.content == VIDEO[first : last + 1]
    for whole in ("bytes=5-1", "bytes=-", "bytes=0-1,3-4", "items=0-1", "bytes=x-"):
        answer = await client.get(address, headers={"Range": whole})
        assert (whole, answer.status_code, len(answer.content)) == (whole, 200, SIZE)
    changed = await client.get(address, headers={"Range": "bytes=0-0", "If-Range": '"another"'})
    assert changed.status_code == 200
    for beyond in (f"bytes={SIZE}-", "bytes=-0"):
        refused = await client.get(address, headers={"Range": beyond})
        assert (refused.status_code, refused.json()["type"]) == (416, "/problems/range_not_satisfiable")
        assert refused.headers["content-range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "name", [f"{HASH}.png", f"{HASH}.mp4", "x.png", f"{HASH}.png.png", "..%2F..%2Fetc.png", ".png"]
)
async def test_what_was_never_published_is_not_found(client: httpx.AsyncClient, cast: Cast, name: str) -> None:
    answer = await client.get(f"/v1/content/{name}")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not_found")
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_an_older_version_still_finds_its_files(client: httpx.AsyncClient, cast: Cast) -> None:
    """The same address in the folder, another file: another version, and both are served."""
    for data, type_ in ((PNG, "png"), (FILES["gif"], "gif")):
        await upload(client, cast.acme, data)
        files = {"tours/media/new.png": describe(data, type_)}
        assert (await push(client, cast.acme, {"image": "media/new.png", "alt": ""}, files)).status_code == 201
    await publish(client, cast.acme, 1)
    await publish(client, cast.acme, 2)
    path = "/api/sites/acme/environments/production/rollback"
    assert (await client.post(path, headers=cast.acme.bearer)).json()["version"] == 1
    assert (await client.get(f"/v1/content/{HASH}.png")).content == PNG
    assert (await client.get(f"/v1/content/{hash_of(FILES['gif'])}.gif")).content == FILES["gif"]
    diff = await client.get("/api/sites/acme/diff?from=1&to=2", headers=cast.acme.bearer)
    (item,) = diff.json()["items"]
    assert item["keys"] == [{"path": "media: media/new.png", "change": "changed"}]


async def test_captions_come_in_the_language_of_the_person(client: httpx.AsyncClient, cast: Cast) -> None:
    norwegian = b"WEBVTT\n\n00:00.000 --> 00:02.000\nTrykk Ny.\n"
    for data in (FILES["webm"], FILES["vtt"], norwegian):
        await upload(client, cast.acme, data)
    tour = tour_with({"video": "a.webm", "captions": "a.vtt", "alt": "How"})
    sidecar = {"steps.done.media.captions": "a.nb.vtt", "steps.done.media.alt": "Hvordan"}
    files = {
        "tours/a.webm": describe(FILES["webm"], "webm"),
        "tours/a.vtt": describe(FILES["vtt"], "vtt"),
        "tours/a.nb.vtt": describe(norwegian, "vtt"),
    }
    body = {"files": write_files(tour) | {"tours/welcome.nb.json": json.dumps(sidecar)}, "media": files}
    pushed = await client.post("/api/sites/acme/versions", json=body, headers=cast.acme.bearer)
    assert pushed.status_code == 201, pushed.text
    await publish(client, cast.acme)
    for locale, alt, captions, of in (("nb-NO", "Hvordan", norwegian, "nb"), ("de", "How", FILES["vtt"], "en")):
        answer = await client.post(
            "/v1/sync",
            json={"key": cast.acme.key, "url": "https://app.acme.test/", "locale": locale},
            headers={"Origin": cast.acme.origin},
        )
        (found,) = answer.json()["bodies"].values()
        media = found["steps"][0]["media"]
        assert (media["alt"], media["captions_locale"]) == (alt, of)
        assert (await client.get(media["captions"])).content == captions
