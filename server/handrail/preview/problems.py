"""What is refused about previews."""

from __future__ import annotations

from handrail.core.problems import Problem


class NoAuthor(Problem):
    """A preview is for a member of the site who may author: editor or owner. `members` lists who may, where the request named nobody and there are several."""

    status, type, title = 422, "no_author", "No author"


class NoSuchOrigin(Problem):
    """A preview is for an origin of its environment. `origins` lists them."""

    status, type, title = 422, "no_such_origin", "Not an origin of this environment"


class BadLink(Problem):
    """The preview link is too old, was used already, was made for another page, or was never made here; `reason` says which in a word. `handrail dev` prints a fresh one when Enter is pressed."""

    status, type, title = 403, "bad_preview_link", "This preview link does not open anything"


class PreviewEnded(Problem):
    """The preview is over: `handrail dev` was ended or does not ask any more, its time is up, or its member may not author any more; `reason` says which in a word. The page goes on without it after a reload."""

    status, type, title = 410, "preview_ended", "The preview has ended"


class PreviewSilent(Problem):
    """`handrail dev` did not answer in time. Look at its terminal; then try again."""

    status, type, title = 504, "preview_silent", "The author's machine does not answer"


class PreviewBusy(Problem):
    """The page has asked for more at once than goes through a preview. It goes on after `Retry-After` seconds."""

    status, type, title = 503, "preview_busy", "Too much at once"


class NotPreviewed(Problem):
    """A preview has a site's drafts and nothing else: this address is not among what goes through it."""

    status, type, title = 404, "not_previewed", "Not part of a preview"
