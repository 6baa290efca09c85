"""The demo's help: every article and snippet that people get is there in each of the site's languages, and none is out of date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handrail.content.compile_article import compile_article
from handrail.content.folder import FolderMedia, read_folder
from handrail.content.validation.validate import validate
from handrail.core.resources import resource

ACME: Path = resource("tours") / "acme"
TRANSLATED = ("nb", "de", "ar", "ja")
FOR_AGENTS = "answer-refund-disputes"


def stems(pattern: str) -> list[str]:
    """The files themselves, without their translations."""
    names = {str(path.relative_to(ACME)) for path in ACME.glob(pattern)}
    return sorted(name for name in names if name.count(".") == 1)


def test_it_has_no_fault_and_no_warning() -> None:
    found = validate(read_folder(ACME), find_media=FolderMedia(ACME).find)
    assert found.faults == []
    assert [one for one in found.warnings if "not translated" not in one.problem] == []


@pytest.mark.parametrize("locale", TRANSLATED)
def test_all_of_it_is_there_in_each_language(locale: str) -> None:
    assert locale in json.loads((ACME / "site.json").read_text())["locales"]
    items = [
        name
        for name in (*stems("articles/*.md"), *stems("faq/*.md"), *stems("snippets/*.json"))
        if FOR_AGENTS not in name
    ]
    assert len(items) >= 20
    missing = [name for name in items if not (ACME / name).with_suffix(f".{locale}{Path(name).suffix}").exists()]
    assert missing == []


@pytest.mark.parametrize(("locale", "captions"), [("en", "en"), ("nb", "nb"), ("de", "en")])
def test_its_video_has_captions_in_the_readers_language_or_says_in_which(locale: str, captions: str) -> None:
    items = validate(read_folder(ACME), find_media=FolderMedia(ACME).find).items
    [source] = [one for one in items.values() if one.item.id == "keep-customers"]
    told = compile_article(source, locale).model_dump_json()
    assert f'"captions_locale":"{captions}"' in told
