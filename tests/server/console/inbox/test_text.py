"""Text as it is shown: links found, quotes folded, and nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.console.inbox.text import find_links, fold_quotes, write_size


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://a.test/b.", ["https://a.test/b"]),
        ("(https://a.test/b)", ["https://a.test/b"]),
        ("https://a.test/?q=1&b=2 and http://b.test", ["https://a.test/?q=1&b=2", "http://b.test"]),
        ("javascript:alert(1) data:text/html,x file:///etc/passwd", []),
        ('<a href="https://a.test/">', ["https://a.test/"]),
        ("HTTPS://A.TEST/", ["HTTPS://A.TEST/"]),
        ("xhttps://a.test", []),
    ],
)
def test_links(text: str, links: list[str]) -> None:
    assert [href for _, href in find_links(text) if href] == links


@given(st.text() | st.lists(st.sampled_from(["https://a.test/b", " ", ".", ")", "x", "\n"])).map("".join))
def test_nothing_is_lost_and_only_pages_are_linked(text: str) -> None:
    pieces = find_links(text)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(href is None or href.lower().startswith(("http://", "https://")) for _, href in pieces)


@pytest.mark.parametrize(
    ("text", "new", "quoted"),
    [
        ("Thanks", "Thanks", ""),
        ("Thanks\n\nOn Monday Ada wrote:\n> Hello\n> there\n", "Thanks", "On Monday Ada wrote:\n> Hello\n> there"),
        ("> Hello\nI disagree", "> Hello\nI disagree", ""),
        ("> only quotes", "> only quotes", ""),
    ],
)
def test_quotes(text: str, new: str, quoted: str) -> None:
    assert fold_quotes(text) == (new, quoted)


@pytest.mark.parametrize(("size", "text"), [(12, "1 kB"), (1_499, "1 kB"), (20_000, "20 kB"), (2_300_000, "2.3 MB")])
def test_sizes(size: int, text: str) -> None:
    assert write_size(size) == text
