"""Titles in the order of their readers."""

from __future__ import annotations

import pytest

from handrail.help.text.collate import collate


@pytest.mark.parametrize(
    ("locale", "titles"),
    [
        ("de", ["Ändern", "Apfel", "bar", "Öffnen", "Zoll"]),
        ("nb-NO", ["Apne", "zoo", "Ærlig", "Øl", "Åpne"]),
        ("sv", ["Zoo", "Åka", "Ärlig", "Öppna"]),
        ("en", ["2 users", "10 users", "Invoices", "Zones"]),
        ("ar", ["أسعار", "بريد", "خطة"]),
    ],
)
def test_titles_stand_where_readers_look_for_them(locale: str, titles: list[str]) -> None:
    assert sorted(set(titles), key=lambda title: collate(title, locale)) == titles
