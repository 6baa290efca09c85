"""`POST /v1/preferences`: what may start by itself, changed at once. It is an event like any other, so that the state follows from the log."""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.requests import Request

from handrail.content.published import load_published
from handrail.core.feature import Feature
from handrail.core.ids import new_id
from handrail.core.problems import Busy
from handrail.core.services import services
from handrail.people.access import access_me
from handrail.people.preferences import PreferencesChange
from handrail.people.recognise import Fields, renew_token
from handrail.people.settle import PersonGone, settle
from handrail.progress.export import export_progress
from handrail.progress.fold import Happened
from handrail.progress.ingest import NewEvent, to_text
from handrail.progress.person import SERVER, erase_progress, join_progress
from handrail.progress.renamed import name_formers, rename_preferences
from handrail.progress.schema import ChangedPreferences, ChangePreferences
from handrail.progress.store import Owner, store_events
from handrail.sites.access import EnvironmentAccess
from handrail.sites.endpoints import serve_page


async def post_preferences(request: Request, access: EnvironmentAccess, body: ChangePreferences) -> ChangedPreferences:
    found = services(request)
    now = found.clock.now()
    published = await found.db.read(load_published, access.environment_id)
    fields = Fields(published.site.traits, published.site.account) if published else Fields({}, {})
    formerly = name_formers(published) if published else {}
    who = await access_me(found, access, body, fields)

    def change(conn: Connection) -> ChangedPreferences:
        row = settle(conn, access, who, found.features, now)
        new = [tell_change(body.set, now)] if body.set.model_dump(exclude_defaults=True) else []
        state = store_events(conn, Owner(access.site_id, access.environment_id, row.id), new, now)
        token = renew_token(found, access, who, row.id, row.generation, now)
        return ChangedPreferences(preferences=rename_preferences(state.preferences, formerly), token=token)

    try:
        return await found.db.write(change)
    except PersonGone:
        raise Busy("Somebody is changing the same person. Nothing was kept; try again in a second.") from None


def tell_change(change: PreferencesChange, now: int) -> NewEvent:
    props = change.model_dump(exclude_defaults=True)
    happened = Happened(id=new_id(), name="preferences_changed", at=now, device=SERVER, props=props)
    return NewEvent(happened, path=None, release=None, props=to_text(props))


FEATURE = Feature(
    name="progress",
    routes=(serve_page("/preferences", post_preferences, summary="What may start by itself"),),
    export=export_progress,
    erase=erase_progress,
    join=join_progress,
)
