"""What the author's machine refuses."""

from __future__ import annotations

from handrail.core.problems import Problem


class EditConflict(Problem):
    """The file was changed since the page read it. `file`, `path` and `found` say what is there now; nothing was written."""

    status, type, title = 409, "edit_conflict", "Changed meanwhile"


class InvalidEdit(Problem):
    """With this edit the content would have faults, which `faults` lists. Nothing was written."""

    status, type, title = 422, "invalid_edit", "Not a valid edit"


class NoPlaceToEdit(Problem):
    """The file has no such key or element. Nothing was written."""

    status, type, title = 422, "no_place", "Nothing there to edit"


class NotInFolder(Problem):
    """There is no such file among the folder's content. Only JSON files of content are edited, and nothing outside the folder."""

    status, type, title = 404, "not_in_folder", "Not in the folder"


class ItemExists(Problem):
    """There is an item of this id, or a file of this name, already. Nothing was written."""

    status, type, title = 409, "item_exists", "There already"


class NotWritten(Problem):
    """The file could not be written; it is as it was."""

    status, type, title = 500, "not_written", "Not written"


class ForeignPage(Problem):
    """The author's machine answers itself alone: by a loopback name with its port, and pages of that origin."""

    status, type, title = 403, "foreign_page", "Not from here"


class NoLink(Problem):
    """The server did not give a link to open the app by; `detail` has what it said."""

    status, type, title = 502, "no_link", "No link"
