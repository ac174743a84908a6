#!/usr/bin/env bash
# Of several hidden columns side by side openpyxl says of the first only that it is hidden.
#
# Seen with:  openpyxl 3.1.5 (Python 3.11)
# Behaviour:  a workbook writes columns of one look as one element, `<col min="2" max="4" hidden="1"/>`. openpyxl keeps it under
#             the first letter: `column_dimensions["B"].hidden` is True, and that of "C" and "D" False, with the default width.
#             Who asks each column by its letter takes the amounts of the others for shown. Rows are written one by one and
#             are not concerned.
# Instead:    go through `column_dimensions.values()`, and count each for the columns `min` to `max`.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check openpyxl==3.1.5

cat >"$here/columns.py" <<'PYTHON'
import sys
import zipfile
from importlib.metadata import version

from openpyxl import Workbook, load_workbook

plain, made = sys.argv[1:]
book = Workbook()
book.active.append(["区分", "要求額", "査定額", "内示額", "計上額"])
book.save(plain)
with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w") as new:
    for entry in old.infolist():
        data = old.read(entry)
        if entry.filename == "xl/worksheets/sheet1.xml":
            columns = b'<cols><col min="2" max="4" width="9" customWidth="1" hidden="1"/></cols><sheetData>'
            data = data.replace(b"<sheetData>", columns)
        new.writestr(entry, data)
sheet = load_workbook(made).active
print(f"openpyxl {version('openpyxl')}")
print("by letter:", {letter: sheet.column_dimensions[letter].hidden for letter in "ABCDE"})
sheet = load_workbook(made).active
print("min to max:", [(how.min, how.max, how.hidden) for how in sheet.column_dimensions.values()])
PYTHON

"$here/venv/bin/python" "$here/columns.py" "$here/plain.xlsx" "$here/made.xlsx" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
openpyxl 3.1.5
by letter: {'A': False, 'B': True, 'C': False, 'D': False, 'E': False}
min to max: [(2, 4, True)]
SEEN
