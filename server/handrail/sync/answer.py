"""The answer to a sync, put together from text that is ready: its shape is `SyncResponse`, which a test holds it to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from handrail.conditions.context import Context
from handrail.core.clock import to_iso
from handrail.people.recognise import Who
from handrail.progress.ingest import Rejected
from handrail.sync.choose import Choice, may_be_due
from handrail.sync.shelf import NULL, Shelf


@dataclass(frozen=True)
class Kept:
    """A person's state as text."""

    progress: str = "{}"
    preferences: str = '{"tours":true,"items":{}}'


@dataclass(frozen=True)
class Asked:
    """What of the request the answer depends on."""

    url: str
    since: str | None


def name_revision(shelf: Shelf, choices: Sequence[Choice], kept: Kept) -> str:
    """Changes whenever a page would get other items."""
    parts = [shelf.published.version_id if shelf.published else "", shelf.locale, kept.progress, kept.preferences]
    parts += [f"{choice.offer.id} {choice.hash} {choice.auto}" for choice in choices]
    return blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()


def write_answer(
    *,
    token: str,
    now: int,
    person_id: str,
    who: Who,
    kept: Kept,
    shelf: Shelf,
    choices: Sequence[Choice],
    asked: Asked,
    older: dict[str, str],
    accepted: int,
    rejected: Sequence[Rejected],
) -> str:
    """`older`: bodies of items that are no longer published, but that somebody is in the middle of."""
    revision = name_revision(shelf, choices, kept)
    items, bodies = NULL, ""
    if asked.since != revision:
        items = f"[{','.join([shelf.labels[choice.offer.id].write(choice) for choice in choices])}]"
        bodies = ",".join(write_bodies(shelf, choices, asked, older))
    identity = f'{{"problem":"{who.problem}"}}' if who.problem else NULL
    refused = ",".join([entry.model_dump_json() for entry in rejected])
    return (
        f'{{"token":"{token}","now":"{to_iso(now)}","person":{write_person(person_id, who, shelf, choices)}'
        f',"identity":{identity},"preferences":{kept.preferences},"progress":{kept.progress}'
        f',"revision":"{revision}","items":{items},"bodies":{{{bodies}}},"theme":{shelf.theme}'
        f',"unread":0,"accepted":{accepted},"rejected":[{refused}]}}'
    )


def write_person(person_id: str, who: Who, shelf: Shelf, choices: Sequence[Choice]) -> str:
    """Of the traits only those that the texts of these items name."""
    named = {trait for choice in choices for trait in shelf.traits[choice.offer.id]}
    traits = "{}"
    if named and who.traits != "{}":
        traits = json.dumps({trait: value for trait, value in json.loads(who.traits).items() if trait in named})
    known, acting = ("true" if flag else "false" for flag in (who.known, who.acting))
    return f'{{"id":"{person_id}","known":{known},"acting":{acting},"traits":{traits}}}'


def write_bodies(shelf: Shelf, choices: Sequence[Choice], asked: Asked, older: dict[str, str]) -> list[str]:
    here = Context(url=asked.url)
    due = {choice.hash for choice in choices if may_be_due(choice, here)}
    found = {hash_: shelf.bodies.get(hash_) or older.get(hash_) for hash_ in due}
    return [f'"{hash_}":{body}' for hash_, body in sorted(found.items()) if body]
