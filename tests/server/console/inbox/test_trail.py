"""The capsule told as a trail."""

from __future__ import annotations

from handrail.console.inbox.trail import Tried, read_trail
from handrail.contact.trail_words import WORDS
from tests.server.console.inbox.conftest import capsule


def test_what_they_tried() -> None:
    words = WORDS["nb"]
    trail = read_trail(
        capsule(
            ("page", "Side", "https://app.acme.test/"),
            ("read", words.read, "Refunds"),
            ("read", words.did_not_help, "Refunds: too vague"),
            ("search", words.searched, "vat id"),
            ("search", words.searched_in_vain, "vatt"),
            ("read", words.helped, "Fees"),
            ("asked", words.asked_in_vain, "Why?"),
            ("tour", "Forlot", "First invoice, step 2"),
            ("custom", "Plan", "pro"),
            ("browser", "Browser", "Firefox"),
        )
    )
    assert trail.tried == [
        Tried("read", "Refunds", "voted no: too vague"),
        Tried("searched", "vat id"),
        Tried("searched", "vatt", "found nothing"),
        Tried("voted yes on", "Fees"),
        Tried("asked", "Why?", "got no answer"),
        Tried("Forlot:", "First invoice, step 2"),
    ]
    assert [line.kind for line in trail.facts] == ["page", "browser"]
    assert [line.value for line in trail.told] == ["pro"]


def test_of_everything_struck() -> None:
    trail = read_trail("[]")
    assert [*trail.tried, *trail.facts, *trail.told] == []
