"""`handrail import markdown`: a folder of documentation on disk becomes content that can be pushed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.server.cast import Cast
from tests.server.cli.conftest import Run
from tests.server.content.files import FILES

DOCS = {
    "README.md": b"# Welcome\n\nStart [here](billing/refunds.md) or [there](gone.md).\n",
    "billing/refunds.md": b"# Refunds\n\n![New](../img/new.png)\n\n<center>Five <b>days</b></center>\n",
    "img/new.png": FILES["png"],
    ".github/ISSUE.md": b"# Bug\n",
}


def write(folder: Path) -> None:
    for path, data in DOCS.items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_bytes(data)


def test_docs_become_a_site_that_can_be_pushed(run: Run, folder: Path, cast: Cast) -> None:
    write(folder)
    took = run("import", "markdown", "docs", "--into", "acme")
    assert (took.code, took.out.splitlines()) == (
        0,
        [
            'docs/README.md:3:1: the link to "gone.md" leads to nothing that was taken; it is plain text now',
            "docs/billing/refunds.md:5:1: HTML: <center>Five <b>days</b></center>; its text is taken as Markdown; look at it",
            "Took 2 articles and 1 file with them into acme; 2 notes.",
        ],
    )
    assert run("validate", "acme").out == "acme is valid: 3 items.\n"
    assert (folder / "acme/articles/billing/refunds.md").read_text().startswith('---\ntitle: "Refunds"\n')
    assert run("push", "acme", "--publish", "production").code == 0


def test_once_more_changes_nothing_and_writes_over_nothing(offline: Run, folder: Path) -> None:
    write(folder)
    assert offline("import", "markdown", "docs", "--into", "acme", "--json").json["articles"] == 2
    site = json.loads((folder / "acme/site.json").read_text()) | {"title": "Ours"}
    (folder / "acme/site.json").write_text(json.dumps(site))
    assert offline("import", "markdown", "docs", "--into", "acme").code == 0
    assert json.loads((folder / "acme/site.json").read_text()) == site
    article = folder / "acme/articles/welcome.md"
    article.write_text(article.read_text() + "\nOurs.\n")
    again = offline("import", "markdown", "docs", "--into", "acme")
    assert (again.code, again.err) == (
        1,
        "handrail: acme/articles/welcome.md would be written over; say --overwrite if that is right\n",
    )
    assert article.read_text().endswith("\nOurs.\n")
    assert offline("import", "markdown", "docs", "--into", "acme", "--overwrite").code == 0
    assert not article.read_text().endswith("\nOurs.\n")


def test_an_article_is_called_as_nothing_else_is(offline: Run, folder: Path) -> None:
    write(folder)
    (folder / "acme/tours").mkdir(parents=True)
    tour = {"kind": "tour", "id": "refunds", "title": "A", "steps": [{"id": "a", "type": "modal", "title": "A"}]}
    (folder / "acme/tours/refunds.json").write_text(json.dumps(tour))
    assert offline("import", "markdown", "docs", "--into", "acme").code == 0
    assert (folder / "acme/articles/billing/billing-refunds.md").exists()


def test_what_cannot_be(offline: Run, folder: Path) -> None:
    write(folder)
    within = offline("import", "markdown", "docs", "--into", "docs/help")
    assert (within.code, "name another folder" in within.err) == (1, True)
    (folder / "empty").mkdir()
    assert "nothing in empty" in offline("import", "markdown", "empty").err
    assert offline("import", "markdown", "gone").code == 2


def test_a_link_is_not_followed_out_of_the_folder(offline: Run, folder: Path) -> None:
    """What is brought in is published: nothing of the machine that it is done on comes along."""
    write(folder)
    (folder / "private.md").write_text("# Private\n\nA secret.\n")
    (folder / "docs/notes.md").symlink_to(folder / "private.md")
    (folder / "docs/same.md").symlink_to(folder / "docs/README.md")
    took = offline("import", "markdown", "docs", "--into", "acme")
    assert "docs/notes.md:1:1: a link that leads out of the folder; not taken" in took.out
    assert sorted(path.name for path in (folder / "acme/articles").rglob("*.md")) == [
        "refunds.md",
        "same.md",
        "welcome.md",
    ]
