#!/usr/bin/env bash
# The grounds of every second row of a table without lines are found as tables of one row, and the rows between are in none.
#
# Seen with:  pdfplumber 0.11.10, reportlab 5.1.0 (Python 3.11)
# Behaviour:  the strategy "lines", which is the default, takes the sides of every filled rectangle for ruling lines, however wide
#             it is. Browsers paint the ground of a row cell by cell, so that each painted row is a table of its own. What
#             stands in the other rows is left over as text, and with it goes a blank cell: `12,000` moves under the heading
#             before its own. "lines_strict" finds none of it, but then the borders that browsers draw as thin rectangles are
#             no lines either.
# Instead:    `page.filter(...)` out the fills that have no outline and are thicker than a line, and find the tables of what is left.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check pdfplumber==0.11.10 reportlab==5.1.0

cat >"$here/grounds.py" <<'PYTHON'
import io
from importlib.metadata import version

import pdfplumber
from reportlab.pdfgen.canvas import Canvas

ROWS = [("item", "total", "state", "bonds", "own"), ("request", "48,000", "16,000", "20,000", "12,000"),
        ("decided", "42,000", "14,000", "", "28,000"), ("kept", "6,000", "", "2,000", "4,000")]


def page(borders, grounds):
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 200))
    for down, row in enumerate(ROWS):
        for across, text in enumerate(row):
            left, bottom = 50 + 60 * across, 150 - 20 * down
            if grounds and down % 2:
                canvas.setFillGray(0.95)
                canvas.rect(left, bottom, 60, 20, stroke=0, fill=1)
            canvas.setFillGray(0)
            if borders:
                for x, y, wide, high in ((left, bottom, 60, 0.75), (left, bottom + 20, 60, 0.75), (left, bottom, 0.75, 20), (left + 60, bottom, 0.75, 20)):
                    canvas.rect(x, y, wide, high, stroke=0, fill=1)
            canvas.drawString(left + 5, bottom + 6, text)
    canvas.save()
    return pdfplumber.open(out).pages[0]


def is_no_ground(drawn):
    return drawn["object_type"] != "rect" or drawn["stroke"] or min(drawn["width"], drawn["height"]) <= 3


def told(found):
    return ", ".join(f"{len(table)} row(s) from {table[0][0]!r}" for table in found) or "none"


print(f"pdfplumber {version('pdfplumber')}")
strict = {"vertical_strategy": "lines_strict", "horizontal_strategy": "lines_strict"}
for name, borders, grounds in (("grounds", False, True), ("thin borders and grounds", True, True)):
    one = page(borders, grounds)
    print(f"{name}: lines: {told(one.extract_tables())}; lines_strict: {told(one.extract_tables(strict))}; "
          f"grounds left out: {told(one.filter(is_no_ground).extract_tables())}")
PYTHON

"$here/venv/bin/python" "$here/grounds.py" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
pdfplumber 0.11.10
grounds: lines: 1 row(s) from 'request', 1 row(s) from 'kept'; lines_strict: none; grounds left out: none
thin borders and grounds: lines: 4 row(s) from 'item'; lines_strict: none; grounds left out: 4 row(s) from 'item'
SEEN
