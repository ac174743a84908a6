#!/usr/bin/env bash
# An amount struck out and the one written beside it become one number: 3,000 and 2,500 are read as 30002500.
#
# Seen with:  csvkit 2.2.0 with agate 1.14.2, agate-excel 0.4.2 and openpyxl 3.1.5; pandas 3.1.1 with lxml 6.1.3 (Python 3.11)
# Behaviour:  corrections in budget sheets strike the old amount out and put the new one behind it, in the same cell. in2csv (of
#             a workbook) and `pandas.read_html` (`<del>`) join both without a space, then take every comma for one between
#             thousands, wherever it stands, so that `3,0002,500` passes for a number, and the column stays one of numbers. A raised
#             note does the same: 500 with a small 1 is 5001. `pandas.read_excel` keeps the text `3,0002,500`, which at least is none.
# Instead:    openpyxl with `rich_text=True` gives the runs with their fonts (`strike`, `vertAlign`); of HTML take `<del>` and
#             `<sup>` out first, and `thousands=None` keeps what is left as it is printed.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check csvkit==2.2.0 agate==1.14.2 agate-excel==0.4.2 \
    openpyxl==3.1.5 pandas==3.1.1 lxml==6.1.3

cat >"$here/struck.py" <<'PYTHON'
import io
import sys

import pandas
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

book = Workbook()
book.active.append(["要求額"])
book.active.append([1200])
book.active["A3"] = CellRichText(TextBlock(InlineFont(strike=True), "3,000"), TextBlock(InlineFont(), "2,500"))
book.active["A4"] = CellRichText("500", TextBlock(InlineFont(vertAlign="superscript"), "1"))
book.save(sys.argv[1])
cells = ["要求額", "1,200", "<del>3,000</del>2,500", "500<sup>1</sup>"]
html = "<table>" + "".join(f"<tr><td>{cell}</td></tr>" for cell in cells) + "</table>"
print(f"pandas {pandas.__version__}")
print("read_excel:", pandas.read_excel(sys.argv[1])["要求額"].tolist())
print("read_html:", pandas.read_html(io.StringIO(html), header=0)[0]["要求額"].tolist())
print("read_html, thousands=None:", pandas.read_html(io.StringIO(html), header=0, thousands=None)[0]["要求額"].tolist())
PYTHON

{
    "$here/venv/bin/python" "$here/struck.py" "$here/struck.xlsx"
    "$here/venv/bin/in2csv" --version 2>&1 | sed 's/^in2csv /csvkit /'
    echo "in2csv: $("$here/venv/bin/in2csv" "$here/struck.xlsx" | paste -sd' ')"
} >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
pandas 3.1.1
read_excel: [1200, '3,0002,500', '5001']
read_html: [1200, 30002500, 5001]
read_html, thousands=None: ['1,200', '3,0002,500', '5001']
csvkit 2.2.0
in2csv: 要求額 1200 30002500 5001
SEEN
