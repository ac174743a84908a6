#!/usr/bin/env bash
# A cell whose format shows a date by a Japanese era alone is no date for openpyxl: its value is the serial number.
#
# Seen with:  openpyxl 3.1.5 (Python 3.11)
# Behaviour:  `cell.is_date` is False, and `cell.value` the number 46113, for the formats of 令和8年度 and 令和8年 (`ggge`,
#             in any language tag, with or without [DBNum1]). As soon as a month stands beside the era (`ggge"年"m"月"d"日"`)
#             the same number is a datetime. Budget sheets date themselves by eras alone, so a title or a heading that
#             Excel shows as 令和8年度 is handed on as a number that may pass for an amount.
# Instead:    look at `cell.number_format` for `g` and `e` outside of quotes, and convert with `openpyxl.utils.datetime.from_excel`.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check openpyxl==3.1.5

cat >"$here/eras.py" <<'PYTHON'
import sys
from importlib.metadata import version

from openpyxl import Workbook, load_workbook

FORMATS = ['[$-411]ggge"年度"', '[DBNum1][$-411]ggge"年"', '[$-ja-JP]ggge"年"', '[$-411]ggge"年"m"月"d"日"', "yyyy/m/d"]
book = Workbook()
for row, number_format in enumerate(FORMATS, 1):
    cell = book.active.cell(row, 1, 46113)
    cell.number_format = number_format
book.save(sys.argv[1])
print(f"openpyxl {version('openpyxl')}")
for (cell,) in load_workbook(sys.argv[1]).active.iter_rows():
    print(f"{cell.number_format}: is_date {cell.is_date}, value {cell.value!r}")
PYTHON

"$here/venv/bin/python" "$here/eras.py" "$here/book.xlsx" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
openpyxl 3.1.5
[$-411]ggge"年度": is_date False, value 46113
[DBNum1][$-411]ggge"年": is_date False, value 46113
[$-ja-JP]ggge"年": is_date False, value 46113
[$-411]ggge"年"m"月"d"日": is_date True, value datetime.datetime(2026, 4, 1, 0, 0)
yyyy/m/d: is_date True, value datetime.datetime(2026, 4, 1, 0, 0)
SEEN
