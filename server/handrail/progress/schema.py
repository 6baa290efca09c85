"""The wire of `/v1/preferences`."""

from __future__ import annotations

from pydantic import ConfigDict

from handrail.content.compiled import Wire
from handrail.people.preferences import Preferences, PreferencesChange
from handrail.people.schema import AboutMe


class ChangePreferences(AboutMe):
    """Only what `set` names changes; without it nothing does, and the answer says how things stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    set: PreferencesChange = PreferencesChange()


class ChangedPreferences(Wire):
    """`token` is the one to go on with."""

    preferences: Preferences
    token: str
