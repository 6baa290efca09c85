"""What the management API refuses about content."""

from __future__ import annotations

from handrail.core.problems import Problem


class InvalidContent(Problem):
    """Content that was pushed has faults. `faults` lists them: `{file, line, column, problem, fix}`. Nothing was kept."""

    status, type, title = 422, "invalid_content", "Invalid content"


class MediaMissing(Problem):
    """Content that was pushed names files that the site does not have yet. `missing` lists their hashes: put each to `/api/sites/{site}/media/{hash}`, then push again."""

    status, type, title = 409, "media_missing", "Media missing"


class InvalidMedia(Problem):
    """A file is not of a type that pages show, or not the one that its address names."""

    status, type, title = 422, "invalid_media", "Invalid media"


class RangeNotSatisfiable(Problem):
    """The file has fewer bytes than the range asks for. `Content-Range` says how many."""

    status, type, title = 416, "range_not_satisfiable", "Range not satisfiable"


class NothingBefore(Problem):
    """There is no earlier publication to roll back to."""

    status, type, title = 409, "nothing_before", "Nothing before"
