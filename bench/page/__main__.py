"""`python -m bench.page`: the page benchmark alone. Exit code 1 when a figure does not hold.

`--table` measures what the README shows, and prints that.
"""

from __future__ import annotations

import sys

from bench.page.run import measure_page, measure_summary
from bench.report import report

if __name__ == "__main__":
    if sys.argv[1:] == ["--table"]:
        print(measure_summary())
        sys.exit()
    sys.exit(report(measure_page()))
