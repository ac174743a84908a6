#!/usr/bin/env bash
# Read for its results, a formula whose saved result is the empty text looks like one that was never computed.
#
# Seen with:  openpyxl 3.1.5 (Python 3.11)
# Behaviour:  with `data_only=True` both cells have the value None. `=IF(A1="","",A1)` is in every budget form, and Excel saves
#             it as `<c t="str"><f>…</f><v></v></c>`; a cell without `<v>` has no result at all, and its amount is unknown. Who
#             takes None for "not computed" refuses whole forms, who takes it for blank loses amounts. Only `data_type` differs.
# Instead:    ask `cell.data_type`: "str" with None is the empty text, "n" with None has no result.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check openpyxl==3.1.5

cat >"$here/results.py" <<'PYTHON'
import sys
import zipfile
from importlib.metadata import version

from openpyxl import Workbook, load_workbook

plain, made = sys.argv[1:]
book = Workbook()
for name in ("A1", "A2", "A3"):
    book.active[name] = '=IF(B1="","",B1)'
book.save(plain)
results = iter(['<c r="A1" t="str"><f>IF(B1="","",B1)</f><v></v></c>', '<c r="A2"><f>IF(B1="","",B1)</f></c>',
                '<c r="A3" t="str"><f>IF(B1="","",B1)</f><v>予算</v></c>'])
with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w") as new:
    for entry in old.infolist():
        data = old.read(entry)
        if entry.filename == "xl/worksheets/sheet1.xml":
            head, rows = data.decode().split("<sheetData>")[0], "".join(f'<row r="{n}">{next(results)}</row>' for n in (1, 2, 3))
            data = f"{head}<sheetData>{rows}</sheetData></worksheet>".encode()
        new.writestr(entry, data)
print(f"openpyxl {version('openpyxl')}")
sheet = load_workbook(made, data_only=True).active
for name, what in (("A1", "the empty text"), ("A2", "no result"), ("A3", "a text")):
    print(f"{what}: value {sheet[name].value!r}, data_type {sheet[name].data_type!r}")
PYTHON

"$here/venv/bin/python" "$here/results.py" "$here/plain.xlsx" "$here/made.xlsx" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
openpyxl 3.1.5
the empty text: value None, data_type 'str'
no result: value None, data_type 'n'
a text: value '予算', data_type 's'
SEEN
