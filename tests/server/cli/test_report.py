"""`handrail report tours`: of the site that is named, or of the only one there is."""

from __future__ import annotations

from tests.server.cast import Cast
from tests.server.cli.conftest import Run


def test_where_there_is_one_site_it_need_not_be_named(offline: Run) -> None:
    assert offline("init", "mysite", "--origin", "https://app.example.com").code == 0
    assert offline("push", "mysite", "--publish", "production").code == 0
    named, unnamed = offline("report", "tours", "mysite", "--json"), offline("report", "tours", "--json")
    assert unnamed.code == 0, unnamed.err
    assert [tour["id"] for tour in unnamed.json["tours"]] == ["welcome"]
    assert unnamed.json["tours"] == named.json["tours"]


def test_where_there_are_several_it_asks_which(run: Run, cast: Cast) -> None:
    told = run("report", "tours")
    assert (told.code, told.err) == (1, "handrail: say which site: acme, globex\n")
