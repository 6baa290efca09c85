from __future__ import annotations

from io import StringIO

from handrail.authoring.check.progress import Progress
from handrail.authoring.check.results import StepResult, WalkKey, WalkResult


def make_result(item: str, *, is_broken: bool = False) -> WalkResult:
    step = StepResult(id="one", status="broken" if is_broken else "passed")
    key = WalkKey(item=item, role="", locale="en", viewport="1280x800")
    return WalkResult(key=key, file=f"{item}.json", kind="tour", steps=(step,))


def test_what_a_stopped_run_found_broken_counts_in_the_next() -> None:
    out = StringIO()
    with Progress(out) as progress:
        progress.begin(4, [make_result("a", is_broken=True), make_result("b")])
        assert out.getvalue() == "2 of 4 walks were done before, 1 of them with something broken\n"
        progress.told = float("-inf")  # the last line was long ago
        progress.tell(make_result("c", is_broken=True))
    assert out.getvalue().endswith("\n3 of 4 walks, 2 of them with something broken; now c\n")
