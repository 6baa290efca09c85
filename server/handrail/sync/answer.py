"""The answer to a sync, put together from text that is ready: its shape is `SyncResponse`, which a test holds it to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handrail.conditions.context import Context
from handrail.contact.unread import ContactState
from handrail.core.clock import to_iso
from handrail.people.recognise import Who
from handrail.progress.ingest import Rejected
from handrail.sync.beside import NULL
from handrail.sync.budget import write_attention
from handrail.sync.choose import Choice, may_be_due
from handrail.sync.due import Due, Kept
from handrail.sync.shelf import Shelf

MOST_BODIES = 20  # the page asks for others when their time comes


class Asked(NamedTuple):
    """What of the request the answer depends on."""

    url: str
    since: str | None


def write_answer(
    *,
    token: str,
    now: int,
    person_id: str,
    who: Who,
    kept: Kept,
    shelf: Shelf,
    due: Due,
    asked: Asked,
    older: dict[str, str],
    accepted: int,
    rejected: Sequence[Rejected],
    contact: ContactState,
) -> str:
    """`older`: bodies of items that are no longer published, but that somebody is in the middle of."""
    items, bodies = NULL, ""
    if asked.since != due.revision:
        starts = [shelf.labels[choice.offer.id].write(choice) for choice in due.choices]
        items = f"[{','.join([*starts, *shelf.beside.everybodys, *(entry.text for entry in due.beside)])}]"
        bodies = ",".join(write_bodies(shelf, due.choices, asked, older))
    identity = f'{{"problem":"{who.problem}"}}' if who.problem else NULL
    refused = ",".join([entry.model_dump_json() for entry in rejected])
    return (
        f'{{"token":"{token}","now":"{to_iso(now)}","person":{write_person(person_id, who, due.traits)}'
        f',"identity":{identity},"preferences":{kept.preferences},"progress":{kept.progress},"votes":{kept.votes}'
        f',"revision":"{due.revision}","items":{items},"bodies":{{{bodies}}},"themes":{due.themes}'
        f',"attention":{write_attention(shelf.limits, kept.starts, now)}'
        f',"help":{shelf.beside.settings}'
        f',"unread":{contact.unread},"contact":{write_contact(contact)},"accepted":{accepted},"rejected":[{refused}]}}'
    )


def write_contact(contact: ContactState) -> str:
    return f'{{"open":"{contact.open_id}"}}' if contact.open_id else '{"open":null}'


def write_person(person_id: str, who: Who, traits: str) -> str:
    known, acting = "true" if who.known else "false", "true" if who.acting else "false"
    return f'{{"id":"{person_id}","known":{known},"acting":{acting},"traits":{traits}}}'


def write_bodies(shelf: Shelf, choices: Sequence[Choice], asked: Asked, older: dict[str, str]) -> list[str]:
    here = Context(url=asked.url)
    due = [choice for choice in choices if may_be_due(choice, here)]
    due.sort(key=lambda choice: (not choice.under_way, -choice.offer.priority))
    found = {choice.hash: shelf.find_body(choice.hash) or older.get(choice.hash) for choice in due[:MOST_BODIES]}
    return [f'"{hash_}":{body}' for hash_, body in sorted(found.items()) if body]
