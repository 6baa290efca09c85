"""What a page has to load, in Brotli: kB are 1,000 bytes, each file counts once.

What several parts share counts for the part that a page loads first. The core is what every page loads; what sends events comes
after the first step is shown. What finds elements comes with the first step.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handrail.core.resources import resource

FIRST = {"loader": 1.5, "core": 8.0, "tour": 12.0, "first step": 21.5}
# What is fetched when a step needs it, or once the first one is seen.
LATER = {
    "aside": 1.5,
    "follow": 1.0,
    "highlights": 1.0,
    "later": 4.4,
    "media": 1.0,
    "menu": 1.0,
    "near": 0.6,
    "notice": 0.8,
    "order": 1.1,
    "round": 0.5,
    "tooltip": 2.5,
}
# Of a site with help: what stands on each page, then what comes once somebody is about to open it.
HELP = {"help": 4.1, "serve": 2.5, "kit": 7.0, "panel": 12.0}
# Of snippets: what looks for their elements and what is seen of them, where there are any; then how they are used, and one that is opened.
HINTS = {"snippets": 1.75, "marks": 4.0, "use": 2.0, "hint": 4.5}
# Of writing to a person: what is seen of it with its words, and what sends and listens; what hears the host's errors, where it wants that.
CONTACT = {"desk": 8.5, "talk": 6.5, "errors": 0.3}
# What whatever is no tour takes beyond one, and all that an announcement takes; then what sends a quiz's answers, in a card and in the panel.
BESIDE = {"learn": 3.0, "attempts": 2.2}
# Of what fills a card's slot or a view of the panel, with its words. They stand on the kit. Of a survey with what sends its answers.
SLOTS = {"quiz": 8.0, "ask": 5.0, "list": 4.0}
# What keeps checklists and news on the pages of a site that has them, and says that one is done.
KEEP = {"keep": 4.2, "finish": 0.5}
# Of a preview of drafts, for the team alone: what boots in the place of the core, and the bar, which stands on the kit.
PREVIEW = {"preview": 4.5, "bar": 10.0}
BUDGETS = FIRST | LATER | HELP | HINTS | CONTACT | BESIDE | SLOTS | KEEP | PREVIEW


@pytest.fixture(scope="module")
def files() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((resource("sdk") / "manifest.json").read_text())["files"]
    return found


def with_imports(names: list[str], files: dict[str, Any]) -> set[str]:
    """These files and all that they import statically."""
    found: set[str] = set()
    while names:
        name = names.pop()
        if name not in found:
            found.add(name)
            names += files[name]["imports"]
    return found


def find_longest(prefix: str, files: dict[str, Any]) -> str:
    return max((name for name in files if name.startswith(prefix)), key=lambda name: int(files[name]["brotli"]))


def list_parts(files: dict[str, Any]) -> dict[str, set[str]]:
    words = find_longest("words-", files)
    core = with_imports(["core.js", "send.js"], files)
    tour = with_imports(["tour.js", "step.js", words], files)
    first_step = {"handrail.js", *with_imports(["core.js", "find.js", "tour.js", "step.js", words], files)}
    later = {name: with_imports([f"{name}.js"], files) - core - tour for name in LATER}
    help_words = find_longest("help-words-", files)
    panel = {"panel": {"panel.js", help_words}, **{name: {f"{name}.js"} for name in ("help", "serve", "kit")}}
    # They stand where the help does, and have of it what they share.
    hints = {name: with_imports([f"{name}.js"], files) - {"help.js"} for name in HINTS}
    contact_words = find_longest("contact-words-", files)
    contact = {"desk": {"desk.js", contact_words}, "talk": {"talk.js"}, "errors": {"errors.js"}}
    slots = {name: {f"{name}.js", find_longest(f"{name}-words-", files)} for name in SLOTS}
    slots["ask"].add("responses.js")
    slots |= {name: {f"{name}.js"} for name in BESIDE}
    parts = {"loader": {"handrail.js"}, "core": core, "tour": tour - core, "first step": first_step}
    keep = {name: {f"{name}.js"} for name in [*KEEP, *PREVIEW]}
    return {**parts, **later, **panel, **hints, **contact, **slots, **keep}


@pytest.mark.parametrize("part", BUDGETS)
def test_a_part_stays_within_its_budget(part: str, files: dict[str, Any]) -> None:
    sizes = {name: files[name]["brotli"] for name in sorted(list_parts(files)[part])}
    assert sum(sizes.values()) <= BUDGETS[part] * 1000, f"{part} takes {sum(sizes.values())} bytes: {sizes}"


@pytest.mark.parametrize("name", ["core.js", "find.js", "tour.js", "step.js", "words-en.js"])
def test_what_the_first_step_takes_is_fetched_at_once(name: str, files: dict[str, Any]) -> None:
    """A static import would be another round trip: it is known only when the file is there."""
    assert files[name]["imports"] == []


def test_the_panel_takes_nothing_of_a_tour(files: dict[str, Any]) -> None:
    assert with_imports(["panel.js"], files) == {"panel.js", "kit.js", "help.js"}
    assert with_imports(["desk.js"], files) == {"desk.js", "kit.js", "help.js"}
    assert with_imports(["talk.js"], files) == {"talk.js"}
    assert with_imports(["quiz.js"], files) == {"quiz.js", "kit.js"}
    assert with_imports(["ask.js"], files) == {"ask.js", "kit.js"}
    assert with_imports(["learn.js", "attempts.js"], files) == {"learn.js", "attempts.js"}
    assert with_imports(["responses.js"], files) == {"responses.js"}
    assert with_imports(["list.js"], files) == {"list.js", "kit.js"}
    assert with_imports(["keep.js", "finish.js"], files) == {"keep.js", "finish.js", "help.js"}
    assert with_imports(["help.js", "serve.js", "kit.js"], files) == {"help.js", "serve.js", "kit.js"}


@pytest.mark.parametrize("name", LATER)
def test_the_first_step_waits_for_none_of_the_rest(name: str, files: dict[str, Any]) -> None:
    assert f"{name}.js" not in list_parts(files)["tour"]


def test_the_manifest_tells_the_sizes_of_the_files_that_are_served(files: dict[str, Any]) -> None:
    folder: Path = resource("sdk") / json.loads((resource("sdk") / "manifest.json").read_text())["hash"]
    for name, described in files.items():
        assert (folder / name).stat().st_size == described["bytes"]
        assert (folder / f"{name}.br").stat().st_size == described["brotli"]
        assert (folder / f"{name}.gz").stat().st_size == described["gzip"]
