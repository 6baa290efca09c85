"""`POST studio/…`: what there is, edits of it, new items, and whom to be. The one thing here that asks for files to be written."""

from __future__ import annotations

import hmac

from starlette.requests import Request

from handrail.authoring.dev.acting import Actors
from handrail.authoring.dev.drafts import Drafts
from handrail.authoring.dev.edits import Editor
from handrail.authoring.dev.wire import (
    Act,
    Acted,
    Asked,
    AskSource,
    AskState,
    AskTexts,
    Edited,
    MadeItem,
    MakeEdits,
    MakeItem,
    Rewrite,
    Rewritten,
    SourceText,
    State,
    Wordings,
)
from handrail.authoring.dev.words import Words
from handrail.core.http import KILOBYTE, Endpoint
from handrail.core.resources import ResourceMissing
from handrail.sdk.bundle import load_bundle
from handrail.sites.problems import Unauthorised

LARGEST = 1_024 * KILOBYTE


class Studio:
    """`secret`: who has it speaks for the author."""

    def __init__(self, drafts: Drafts, editor: Editor, actors: Actors, secret: str) -> None:
        self._drafts, self._editor, self._actors, self._secret = drafts, editor, actors, secret
        self._words = Words(drafts, editor)

    @property
    def routes(self) -> list[Endpoint]:
        return [
            self._serve("state", self.post_state, "What there is, and what is wrong with it"),
            self._serve("source", self.post_source, "A file as it is"),
            self._serve("texts", self.post_texts, "The texts of an item, as they are shown in a locale"),
            self._serve("rewrite", self.post_rewrite, "Another text, in the locale that is looked at"),
            self._serve("edits", self.post_edits, "Edits in place, all or none"),
            self._serve("items", self.post_item, "A new item in a new file"),
            self._serve("act", self.post_act, "Be another person, elsewhere, at another time"),
        ]

    def _serve(self, name: str, handler: object, summary: str) -> Endpoint:
        assert callable(handler)
        return Endpoint(
            "POST",
            f"/studio/{name}",
            handler,
            summary=summary,
            needs="the session's secret",
            admit=self._admit,
            limit=LARGEST,
        )

    async def _admit(self, _request: Request, body: Asked) -> None:
        if not hmac.compare_digest(body.key.encode(), self._secret.encode()):
            raise Unauthorised(
                "This is no key of this session. Reload the page of `handrail dev`, or open a fresh link."
            )

    async def post_state(self, request: Request, body: AskState) -> State:
        if body.since == self._drafts.revision:
            await self._drafts.wait(body.since, body.wait)
        return self.describe()

    async def post_source(self, request: Request, body: AskSource) -> SourceText:
        return await self._editor.read(body.file)

    async def post_texts(self, request: Request, body: AskTexts) -> Wordings:
        return self._words.list(body)

    async def post_rewrite(self, request: Request, body: Rewrite) -> Rewritten:
        file = await self._words.rewrite(body)
        return Rewritten(file=file, revision=self._drafts.revision)

    async def post_edits(self, request: Request, body: MakeEdits) -> Edited:
        await self._editor.edit(body.edits)
        return Edited(revision=self._drafts.revision)

    async def post_item(self, request: Request, body: MakeItem) -> MadeItem:
        file = await self._editor.add(body.item)
        return MadeItem(file=file, revision=self._drafts.revision)

    async def post_act(self, request: Request, body: Act) -> Acted:
        return await self._actors.act(body)

    def describe(self) -> State:
        drafts = self._drafts
        return State(
            revision=drafts.revision,
            items=drafts.items,
            faults=drafts.faults,
            site=drafts.site,
            acting=self._actors.acting,
            build=read_build(),
        )


def read_build() -> str:
    """Of the page's code that goes with these drafts; empty where none was built."""
    try:
        return load_bundle().hash
    except ResourceMissing:
        return ""
