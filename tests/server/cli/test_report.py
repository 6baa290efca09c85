"""`handrail report tours`, `help` and `contact`: of the site that is named, or of the only one there is."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Connection, select

from handrail.contact.begin import Beginner, Begun, begin_conversation
from handrail.contact.close import close
from handrail.contact.say import Said, say
from handrail.core.clock import HOUR, MINUTE, Clock
from handrail.core.db import table
from handrail.core.migrate import with_connection
from handrail.help.counts import Happening, Kind, count_help
from handrail.sites.tables import Environment
from tests.server.cast import Cast
from tests.server.cli.conftest import Run

KINDS: tuple[tuple[Kind, str], ...] = (
    ("read", "refunds"),
    ("helped", "refunds"),
    ("did_not_help", "refunds"),
    ("not_found", "Cancel plan"),
)
environments = table(Environment)


def test_where_there_is_one_site_it_need_not_be_named(offline: Run) -> None:
    assert offline("init", "mysite", "--origin", "https://app.example.com").code == 0
    assert offline("push", "mysite", "--publish", "production").code == 0
    named, unnamed = offline("report", "tours", "mysite", "--json"), offline("report", "tours", "--json")
    assert unnamed.code == 0, unnamed.err
    assert [tour["id"] for tour in unnamed.json["tours"]] == ["welcome"]
    assert unnamed.json["tours"] == named.json["tours"]
    assert offline("report", "tours", "--item", "welcome", "--json").json["tours"] == named.json["tours"]
    for kind in ("tours", "quizzes", "checklists", "surveys", "announcements"):
        nothing = offline("report", kind, "--item", "moon", "--csv")
        assert (nothing.code, nothing.out) == (1, "")
        assert 'nothing on "moon"' in nothing.err


def test_where_there_are_several_it_asks_which(run: Run, cast: Cast) -> None:
    told = run("report", "tours")
    assert (told.code, told.err) == (1, "handrail: say which site: acme, globex\n")


def test_a_goal_has_a_line_of_its_own(offline: Run, folder: Path) -> None:
    assert offline("init", "mysite", "--origin", "https://app.example.com").code == 0
    path = folder / "mysite/site.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"events": {"invoice_sent": {}}}))
    path = next(folder.glob("mysite/**/welcome.json"))
    goal = {"event": "invoice_sent", "within": "2d", "hold_out": 0.1}
    path.write_text(json.dumps(json.loads(path.read_text()) | {"goal": goal}))
    pushed = offline("push", "mysite", "--publish", "production")
    assert pushed.code == 0, pushed.err
    told = offline("report", "tours")
    (line,) = [line for line in told.out.splitlines() if "invoice_sent" in line]
    assert line.split() == ["welcome", "invoice_sent", "2d", *["0", "of", "0"] * 3, *"–––"]


def test_help_is_told_in_tables_and_as_json(run: Run, database_url: str, cast: Cast) -> None:
    def count(conn: Connection) -> None:
        key = environments.c.publishable_key == cast.acme.key
        site, environment = conn.execute(select(environments.c.site_id, environments.c.id).where(key)).one()
        for kind, subject in KINDS:
            count_help(conn, Happening(site, environment, kind, subject, "nb"), Clock().now())

    nothing = run("report", "help", "acme", "--days", 7)
    assert (nothing.code, nothing.out) == (0, "Nobody looked for help in production in the last 7 days.\n")
    with_connection(database_url, count)
    told = run("report", "help", "acme")
    assert told.code == 0, told.err
    lines = [line.split() for line in told.out.splitlines()]
    assert ["refunds", "1", "0", "1", "1", "50", "%"] in lines
    assert ["cancel", "plan", "1"] in lines
    assert ["nb", "0", "1", "1", "1", "1", "1"] in lines
    assert run("report", "help", "acme", "--json").json["articles"][0]["share"] == 0.5
    filed = run("report", "help", "acme", "--csv")
    names = "article,title,reads,readers,helped,did_not_help,share,reasons"
    assert (filed.code, filed.out) == (0, f"{names}\r\nrefunds,,1,0,1,1,0.5,\r\n")
    asked = run("report", "help")
    assert (asked.code, asked.err) == (1, "handrail: say which site: acme, globex\n")


def test_conversations_are_told_in_a_table_and_as_json(run: Run, database_url: str, cast: Cast) -> None:
    def talk(conn: Connection) -> None:
        key = environments.c.publishable_key == cast.acme.key
        site, environment = conn.execute(select(environments.c.site_id, environments.c.id).where(key)).one()
        now = Clock().now()
        begun = begin_conversation(conn, Beginner(site, environment, "p1"), Begun("c1", "Hello"), now - HOUR)
        say(conn, begun.conversation, Said("agent", "Yes?", "a1", member_id=cast.agnes.id), now - HOUR + MINUTE)
        close(conn, begun.conversation, "solved", "agent", cast.agnes.id, now - 30 * MINUTE)

    nothing = run("report", "contact", "acme", "--days", 7)
    told = "Nobody began a conversation in production in the last 7 days; 0 waiting now.\n"
    assert (nothing.code, nothing.out) == (0, told)
    with_connection(database_url, talk)
    told = run("report", "contact", "acme").out
    lines = [" ".join(line.split()) for line in told.splitlines()]
    figures = "1 min 1 min 1 min 30 min 30 min 1 of 1 (100 %) 0 (0 %) 0 of 0"
    assert f"0 1 {figures}" in lines
    assert f"web 1 {figures}" in lines
    filed = run("report", "contact", "acme", "--csv", "--table", "pages").out.split("\r\n")
    assert filed[1:] == ["unknown,1,60,60,60,1800,1800,1,0,0,60,1,1,0", ""]
    refused = run("report", "contact", "acme", "--table", "moods")
    assert (refused.code, "it has channels, pages, scores, comments, total, days" in refused.err) == (1, True)
    assert run("report", "contact", "acme", "--json").json["total"]["first_contact_share"] == 1
