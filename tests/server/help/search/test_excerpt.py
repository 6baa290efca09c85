"""What a result shows of a passage: the very text, cut where words end, with what was looked for marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handrail.help.search.excerpt import WIDTH, quote_passage

FILLER = "Some other words that nobody looks for. " * 20


def show(text: str, *wanted: str) -> str:
    return "".join(f"[{part.text}]" if part.mark else part.text for part in quote_passage(text, "en", wanted))


def test_what_was_looked_for_is_marked() -> None:
    assert show("Sending invoices: send an invoice.", "send", "invoic") == "[Sending] [invoices]: [send] an [invoice]."


def test_it_shows_where_the_most_words_are() -> None:
    shown = show(f"An invoice. {FILLER}Refund the invoice here. {FILLER}", "refund", "invoic")
    assert "[Refund] the [invoice] here" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_markup_is_text_like_any_other() -> None:
    assert show("Use <b>bold</b> & <script>", "bold") == "Use <b>[bold]</b> & <script>"


def test_pairs_of_characters_that_overlap_are_one_mark() -> None:
    parts = quote_passage("次に請求書を送ります。", "ja", {"請求", "求書", "書"})
    assert [part.text for part in parts if part.mark] == ["請求書"]


@given(st.text(max_size=700), st.sets(st.sampled_from(("invoic", "a", "請求", "1"))))
def test_it_is_a_piece_of_the_text(text: str, wanted: set[str]) -> None:
    parts = quote_passage(text, "en", wanted)
    shown = "".join(part.text for part in parts)
    assert shown.removeprefix("…").removesuffix("…") in text or shown in text
    assert len(shown) <= WIDTH + 2
    assert all(part.text for part in parts)
