"""Refusals that concern conversations."""

from __future__ import annotations

from handrail.core.problems import Problem


class NoConversations(Problem):
    """This site takes no messages here. `/v1/contact` says how else the team is reached."""

    status, type, title = 403, "no_conversations", "No conversations here"


class Blocked(Problem):
    """The team takes no more messages from this person."""

    status, type, title = 403, "blocked", "No more messages"


class AlreadyClaimed(Problem):
    """Somebody else of the team took this conversation in the meantime; `assignee` names them, `assignee_id` is theirs."""

    status, type, title = 409, "already_claimed", "Already taken"


class AlreadyOpen(Problem):
    """The person has another conversation that is open; go on there, or close it first."""

    status, type, title = 409, "already_open", "Another one is open"


class NotClosed(Problem):
    """Only what is closed can be rated."""

    status, type, title = 409, "not_closed", "Still open"


class NoOffer(Problem):
    """There is nothing in this message to accept, or it was answered differently before."""

    status, type, title = 409, "no_offer", "Nothing on offer"


class UnknownFile(Problem):
    """A file that the message names is not there, is somebody else's, or was sent already."""

    status, type, title = 422, "unknown_file", "Unknown file"
