"""What the management API refuses about content."""

from __future__ import annotations

from handrail.core.problems import Problem


class InvalidContent(Problem):
    """Content that was pushed has faults. `faults` lists them: `{file, line, column, problem, fix}`. Nothing was kept."""

    status, type, title = 422, "invalid_content", "Invalid content"


class NothingBefore(Problem):
    """There is no earlier publication to roll back to."""

    status, type, title = 409, "nothing_before", "Nothing before"
