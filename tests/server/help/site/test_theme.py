"""A site's theme as tokens: what it says, what it makes of it, and that its links can be read."""

from __future__ import annotations

import json
import re

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.content.colours import BUILT_IN, Scheme, measure_contrast
from handrail.content.compile import compile_theme
from handrail.content.theme import Theme
from handrail.help.site.theme import write_theme
from tests.server.cast import Cast
from tests.server.help.shelves import FILES, publish

colours = st.none() | st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def read_tokens(css: str) -> dict[Scheme, dict[str, str]]:
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    return {
        "light": dict(re.findall(r"--hr-([a-z_-]+): ([^;]+);", light)),
        "dark": dict(re.findall(r"--hr-([a-z_-]+): ([^;]+);", dark)),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@given(st.data())
def test_links_can_be_read(scheme: Scheme, data: st.DataObject) -> None:
    palette = {name: data.draw(colours) for name in ("surface", "accent")}
    said = {"accent": data.draw(colours), scheme: {name: value for name, value in palette.items() if value}}
    theme = Theme.model_validate({"kind": "theme", "id": "default", **said})
    tokens = dict(BUILT_IN[scheme]) | read_tokens(write_theme(compile_theme(theme)))[scheme]
    link = tokens.get("link", BUILT_IN[scheme]["ink"])
    assert measure_contrast(link, tokens["surface"]) >= 4.5 or link == tokens["ink"]


async def test_it_comes_with_every_page_and_changes_its_address(client: httpx.AsyncClient, cast: Cast) -> None:
    async def find() -> str:
        (address,) = re.findall(
            r'href="(/help/acme/theme\.css\?[0-9a-f]{12})"', (await client.get("/help/acme/nb/")).text
        )
        return str(address)

    theme = {"kind": "theme", "id": "default", "accent": "#17624a", "font": "Inter, sans-serif", "radius": 4}
    await publish(client, cast.acme, FILES | {"theme.json": json.dumps(theme)})
    first = await find()
    style = await client.get(first)
    assert style.headers["content-type"].startswith("text/css")
    assert "--hr-accent: #17624a;" in style.text
    assert "--hr-font: Inter, sans-serif, system-ui, sans-serif;--hr-radius: 4px;" in style.text
    await publish(client, cast.acme, FILES | {"theme.json": json.dumps(theme | {"accent": "#7a0019"})})
    assert await find() != first


async def test_without_one_there_is_none(client: httpx.AsyncClient, cast: Cast) -> None:
    await publish(client, cast.acme)
    assert "theme.css" not in (await client.get("/help/acme/")).text
    assert (await client.get("/help/acme/theme.css")).status_code == 404
