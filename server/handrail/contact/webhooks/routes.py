"""`/api/sites/{site}/webhooks`: who is told, for owners alone, because it is all that people write."""

from __future__ import annotations

import asyncio

from pydantic import BaseModel
from starlette.requests import Request

from handrail.contact.outbox.channels import GiveUp, TryAgain
from handrail.contact.webhooks.schema import AddWebhook, MadeWebhook, Notice, WebhookList, WebhookTest
from handrail.contact.webhooks.send import LIMIT, deliver
from handrail.contact.webhooks.targets import (
    add_target,
    enable_target,
    list_targets,
    load_target,
    note_test,
    remove_target,
)
from handrail.core.clock import SECOND, to_iso
from handrail.core.ids import new_id
from handrail.core.problems import InvalidBody
from handrail.core.services import services
from handrail.sites.access import SiteAccess
from handrail.sites.endpoints import manage
from handrail.sites.roles import Role


class Nothing(BaseModel):
    """A test tells of nothing."""


async def get_webhooks(request: Request, access: SiteAccess) -> WebhookList:
    return await services(request).db.read(list_targets, access.site_id)


async def post_webhook(request: Request, access: SiteAccess, body: AddWebhook) -> MadeWebhook:
    found = services(request)
    if body.url.startswith("http:") and not found.settings.private_webhooks:
        problem = "use https: what people write goes there"
        raise InvalidBody(
            "Set right what `errors` names and send it again.", errors=[{"path": "url", "problem": problem}]
        )
    return await found.db.write(add_target, access, body, found.clock.now())


async def delete_webhook(request: Request, access: SiteAccess) -> None:
    found = services(request)
    await found.db.write(remove_target, access, request.path_params["webhook"], found.clock.now())


async def post_test(request: Request, access: SiteAccess) -> WebhookTest:
    """Where it arrives, a disabled one is told again from now on."""
    found = services(request)
    target = await found.db.read(load_target, access.site_id, request.path_params["webhook"])
    notice = Notice(type="webhook.test", timestamp=to_iso(found.clock.now()), data=Nothing())
    await found.db.write(note_test, access, target, found.clock.now())
    try:
        async with asyncio.timeout(LIMIT / SECOND):
            await deliver(found, target, new_id(), notice.model_dump_json())
    except (TryAgain, GiveUp) as error:
        return WebhookTest(delivered=False, detail=str(error))
    except TimeoutError:
        return WebhookTest(delivered=False, detail=f"It took longer than {LIMIT // SECOND} s.")
    await found.db.write(enable_target, target.id)
    return WebhookTest(delivered=True, detail=None)


ROUTES = (
    manage("GET", "/webhooks", get_webhooks, Role.OWNER, summary="Systems that are told what happens in conversations"),
    manage("POST", "/webhooks", post_webhook, Role.OWNER, summary="Tell another system", status=201),
    manage("DELETE", "/webhooks/{webhook}", delete_webhook, Role.OWNER, summary="Tell it no more", status=204),
    manage("POST", "/webhooks/{webhook}/test", post_test, Role.OWNER, summary="Send a signed test at once"),
)
