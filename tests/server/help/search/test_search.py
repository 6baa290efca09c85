"""What is found, on both databases: by other forms of a word, by its beginning, by a slip of the pen; never what somebody may not have."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from handrail.core.migrate import with_connection
from handrail.help.search.passages import Document
from handrail.help.search.search import Found, Wanted, search_passages
from tests.server.help.held import hold_for_english, write_document

DOCUMENTS = [
    write_document(
        "refunds",
        "Refund a customer",
        "You can return what was paid within 90 days.",
        "Partial refunds: Open the invoice, choose More, then Refund.",
        tags=["money"],
    ),
    write_document(
        "invoices",
        "Send your first invoice",
        "Every invoice starts with New invoice. It goes out by e-mail.",
        "Reminders: They go out by themselves, a week after the invoice is due.",
    ),
    write_document("log-in", "How to log in", "Use your password, or single sign-on."),
    write_document("team", "Invite your team", "Each colleague gets an invitation."),
    write_document("limits", "Your plan's limits", "For who has signed in.", audience="signed-in"),
    write_document("credits", "Goodwill credits", "Agents may grant clandestine credits.", audience="agents"),
]


def ask(url: str, q: str, **wanted: object) -> Found:
    def run(conn: Connection) -> Found:
        return search_passages(conn, hold_for_english(conn, DOCUMENTS), Wanted(q, **wanted))  # type: ignore[arg-type]  # by name

    return with_connection(url, run)


def ids(found: Found) -> list[str]:
    return [hit.holding.slug for hit in found.hits]


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("refund", "refunds"),
        ("refunding customers", "refunds"),
        ("REFUNDS", "refunds"),
        ("invitations", "team"),
        ("colleagues", "team"),
        ("invoi", "invoices"),
        ("refnud", "refunds"),
        ("frist invocie", "invoices"),
        ("remindrs", "invoices"),
        ("login", "log-in"),
        ("email", "invoices"),
        ("how to", "log-in"),
        ("reimburse", "refunds"),
    ],
)
def test_the_first_is_what_was_meant(database_url: str, q: str, first: str) -> None:
    assert ids(ask(database_url, q, synonyms=[["refund", "reimburse", "money back"]]))[:1] == [first]


def write_many(**more: object) -> list[Document]:
    return [write_document(f"refund-{number}", f"Refund a customer {number}", **more) for number in range(250)]


def test_what_was_there_once_takes_no_place(database_url: str) -> None:
    def run(conn: Connection) -> Found:
        hold_for_english(conn, write_many())
        return search_passages(conn, hold_for_english(conn, DOCUMENTS), Wanted("refund"))

    assert ids(with_connection(database_url, run)) == ["refunds"]


@pytest.mark.parametrize("others", [{"audience": "agents"}, {"kind": "snippet"}], ids=["agents", "snippets"])
def test_what_is_for_others_takes_no_place(database_url: str, others: dict[str, object]) -> None:
    def run(conn: Connection) -> Found:
        holdings = hold_for_english(conn, [*write_many(**others), *DOCUMENTS])
        return search_passages(conn, holdings, Wanted("refund", may=lambda one: one.kind == "article"))

    assert ids(with_connection(database_url, run)) == ["refunds"]


def test_a_slip_that_others_read_is_still_corrected(database_url: str) -> None:
    """Else it could be told from what is not found that there is something for agents that has the word."""

    def run(conn: Connection) -> Found:
        slip = write_document("internal", "Internal", "A customer wrote refnud.", audience="agents")
        return search_passages(conn, hold_for_english(conn, [*DOCUMENTS, slip]), Wanted("refnud now"))

    found = with_connection(database_url, run)
    assert ids(found) == ["refunds"]
    assert found.corrected == "refund now"


@pytest.mark.parametrize(
    ("q", "first", "corrected"), [("refnd", "refunds", "refund"), ("invo", "invoices", None)], ids=["slip", "beginning"]
)
@pytest.mark.parametrize("hidden", ["old", "agents"])
def test_what_others_read_pushes_no_word_aside(
    database_url: str, q: str, first: str, corrected: str | None, hidden: str
) -> None:
    """Nearer words, and more frequent ones with the same beginning, in what was there once or is for agents."""
    near = [f"{a}efnd" for a in "bdghklmn"]
    begun = [f"invo{a}{b}" for a in "abcdefgh" for b in "klmnp"]
    secret = [
        write_document(f"secret-{number}", "Secret", " ".join([*near, *begun]), audience="agents")
        for number in range(3)
    ]

    def run(conn: Connection) -> Found:
        if hidden == "old":
            hold_for_english(conn, secret)
        holdings = hold_for_english(conn, [*DOCUMENTS, *(secret if hidden == "agents" else ())])
        return search_passages(conn, holdings, Wanted(q))

    found = with_connection(database_url, run)
    assert ids(found)[:1] == [first]
    assert found.corrected == corrected
