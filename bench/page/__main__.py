"""`python -m bench.page`: the page benchmark alone. Exit code 1 when a figure does not hold."""

from __future__ import annotations

import sys

from bench.page.run import measure_page
from bench.report import report

if __name__ == "__main__":
    sys.exit(report(measure_page()))
