"""README and CONTRIBUTING keep their word: the tour is valid, commands and files exist, links lead somewhere, and the README is one screen."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from handrail.content.media import MediaFile, Type
from handrail.content.own_events import OWN_EVENTS
from handrail.content.tour import Tour
from handrail.content.validation.validate import validate


@pytest.fixture(scope="session")
def readme(root: Path) -> str:
    return (root / "README.md").read_text()


def find_blocks(readme: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", readme, re.DOTALL)


def test_its_tour_is_one(readme: str) -> None:
    (block,) = find_blocks(readme, "json")
    assert Tour.model_validate_json(block).id == json.loads(block)["id"]


def test_what_authors_write_is_right_as_the_docs_have_it(root: Path) -> None:
    text = (root / "docs/content.md").read_text()
    step, tour, snippet, theme, help_site, contact = find_blocks(text, "json")
    (article,) = find_blocks(text, "markdown")
    site = json.loads(help_site) | {"events": {"exported": {}, "export_understood": {}}}
    site["contact"] |= json.loads(contact)
    written = json.loads(tour)
    written["steps"].insert(0, json.loads(step))
    files = {
        "site.json": json.dumps(site),
        "export.json": json.dumps(written),
        "vat.json": snippet,
        "night.json": theme,
    }
    files |= {"refunds.md": article, "plans.md": "---\ntitle: Plans\n---\n## Pro\n"}
    types: dict[str, Type] = {"media/export.mp4": "mp4", "media/export.vtt": "vtt", "media/menu.png": "png"}
    media = {path: MediaFile("0" * 64, type_, 1) for path, type_ in types.items()}
    assert validate({path: text.encode() for path, text in files.items()}, find_media=media.get).findings == []


def test_what_teaches_and_asks_is_right_as_the_docs_have_it(root: Path) -> None:
    """Steps that stand by themselves are those of a tour."""
    blocks = [json.loads(block) for block in find_blocks((root / "docs/learn.md").read_text(), "json")]
    items = {f"{block['id']}.json": block for block in blocks if "kind" in block}
    steps = [block for block in blocks if "kind" not in block]
    ends = [{"id": id_, "type": "modal", "title": id_} for id_ in ("price", "done")]
    tour = {"kind": "tour", "id": "first-invoice", "title": "First", "steps": [*steps, *ends]}
    named = set(re.findall(r'"event": "(\w+)"', json.dumps(blocks)))
    events: dict[str, object] = {name: {} for name in sorted(named - OWN_EVENTS)}
    site = {"kind": "site", "id": "acme", "title": "Acme", "events": events}
    files = {"site.json": site, "first-invoice.json": tour} | items
    raw = {path: json.dumps(content).encode() for path, content in files.items()}
    assert [str(finding) for finding in validate(raw).findings] == []


def test_its_commands_are_there(readme: str, root: Path) -> None:
    makefile = (root / "Makefile").read_text()
    for target in re.findall(r"^make (\w+)", readme, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_its_links_lead_somewhere(readme: str, root: Path) -> None:
    for path in re.findall(r"\]\((?!http)([^)]+)\)", readme):
        assert (root / path).exists(), path


def test_it_is_one_screen(readme: str) -> None:
    assert len(readme.splitlines()) <= 75


def test_the_files_that_the_recipes_name_are_there(root: Path) -> None:
    text = (root / "CONTRIBUTING.md").read_text()
    named = re.findall(r"`((?:server|sdk_js|widgets|tests|tours|alembic)/[^`\s]*|build\.mjs)`", text)
    assert len(named) > 15
    made = {"tours/schema/", "sdk_js/src/wire.gen.ts"}
    for path in set(named) - made:
        if not {"NAME", "FEATURE"} & set(re.findall(r"[A-Z]+", path)):
            assert any(root.glob(path)), path


def test_each_recipe_is_three_files_and_a_test(root: Path) -> None:
    recipes = (
        (root / "CONTRIBUTING.md").read_text().partition("## Recipes")[2].partition("\n## ")[0].split("\n### ")[1:]
    )
    assert len(recipes) == 9
    for recipe in recipes:
        assert len(re.findall(r"^\d\. ", recipe, re.MULTILINE)) <= 3
        assert "Test: " in recipe
