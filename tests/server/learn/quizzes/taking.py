"""What the tests of quizzes publish, and a person who takes them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.server.device import Device

SECRET = "pineapple"  # in whatever must not be told beforehand
CHOICE = {
    "id": "vat",
    "type": "choice",
    "text": "Who adds the VAT?",
    "explanation": f"Acme does. {SECRET}",
    "options": [
        {"id": "you", "text": "You", "explanation": f"You need not. {SECRET}"},
        {"id": "acme", "text": "Acme", "right": True, "explanation": f"Yes. {SECRET}"},
    ],
}
CHOICES = {
    "id": "send",
    "type": "choices",
    "text": "How can it be sent?",
    "points": 2,
    "options": [{"id": "mail", "text": "Mail", "right": True}, {"id": "print", "text": "Paper", "right": True}, {"id": "fax", "text": "Fax"}],
}  # fmt: skip
TRUE = {"id": "edit", "type": "true-false", "text": "What was sent can be changed.", "answer": False}
TEXT = {"id": "undo", "type": "text", "text": "What takes it back?", "accept": [f"Credit note {SECRET}", "Refund"]}
NUMBER = {"id": "rate", "type": "number", "text": "How much VAT?", "answer": 73.25, "tolerance": 0.5, "unit": "%"}
DO = {"id": "do", "type": "do", "text": "Send one.", "when": {"event": "invoice_sent"}}
RIGHT: dict[str, Any] = {
    "vat": "acme",
    "send": ["mail", "print"],
    "edit": False,
    "undo": "a refund".removeprefix("a "),
    "rate": 73,
}
WRONG: dict[str, Any] = {"vat": "you", "send": ["mail"], "edit": True, "undo": "Nothing", "rate": 7}


def write_quiz(id_: str = "basics", **changes: Any) -> dict[str, Any]:
    """Six points in five questions."""
    questions = [CHOICE, CHOICES, TRUE, TEXT, NUMBER]
    return {"kind": "quiz", "id": id_, "title": "The basics", "text": "Quick.", "questions": questions} | changes


def make_attempt() -> str:
    return str(uuid.uuid4())


@dataclass
class Taker:
    """`take` sends what is told; `hash` is that of the last sync unless said otherwise."""

    device: Device
    hashes: dict[str, str] = field(default_factory=dict)

    async def arrive(self, sub: str | None = None) -> Taker:
        if sub is not None:
            self.device.sign_in(sub)
        synced = await self.device.sync()
        self.hashes = {item["id"]: item["hash"] for item in synced["items"] if item["kind"] == "quiz"}
        return self

    async def leave(self, attempt: str, quiz: str = "basics") -> None:
        """The page says that the run is over, and has what is published now."""
        await self.device.sync(self.device.happened("quiz_completed", quiz, run=f"run-{attempt[:8]}"))
        await self.arrive()

    async def take(
        self, attempt: str, quiz: str = "basics", answers: dict[str, Any] | None = None, **more: Any
    ) -> httpx.Response:
        given = [{"question": question, "answer": answer} for question, answer in (answers or {}).items()]
        hash_ = more.pop("hash", None) or self.hashes.get(quiz, "0" * 32)
        body = {"attempt": attempt, "run": f"run-{attempt[:8]}", "hash": hash_, "answers": given}
        return await self.device.post(f"/v1/quizzes/{quiz}/attempts", body, **more)


def ok(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def refused(answer: httpx.Response, status: int, problem: str) -> dict[str, Any]:
    found: dict[str, Any] = answer.json()
    assert (answer.status_code, found["type"]) == (status, f"/problems/{problem}"), answer.text
    return found
