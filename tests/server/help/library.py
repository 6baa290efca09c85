"""A small library of our own, in five languages, for tests without a network: its files, and what was judged of them by hand."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from evaluation.judged import Query, Questions

FOLDER = Path(__file__).resolve().parent / "library"
LOCALES = ("en", "nb", "de", "ar", "ja")


def read_files() -> dict[str, str]:
    paths = [FOLDER / "site.json", *sorted((FOLDER / "articles").glob("*.md"))]
    return {str(path.relative_to(FOLDER)): path.read_text("utf-8") for path in paths}


def load_queries() -> dict[str, list[Query]]:
    """By locale."""
    return TypeAdapter(dict[str, list[Query]]).validate_json((FOLDER / "queries.json").read_bytes())


def load_questions() -> dict[str, Questions]:
    return TypeAdapter(dict[str, Questions]).validate_json((FOLDER / "questions.json").read_bytes())
