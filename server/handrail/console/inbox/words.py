"""Text from a form, as every database takes it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator


def refuse_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("has a NUL character in it")
    return text


Words = Annotated[str, AfterValidator(refuse_nul)]
