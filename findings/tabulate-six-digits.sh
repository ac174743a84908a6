#!/usr/bin/env bash
# One cell with a decimal point, and a table printed by tabulate shows all amounts of its column with six digits only.
#
# Seen with:  tabulate 0.10.0, pandas 3.1.1 (Python 3.11)
# Behaviour:  a column of whole numbers is printed whole; where one of them has a fraction, the column is one of floats in the
#             format `g`, and 82,726,543 comes out as 8.27265e+07. Texts that look like numbers, with commas or without, and
#             Decimals are treated so too, and `DataFrame.to_markdown` prints by tabulate: a rate, a percentage or 0.5 persons in
#             the column of amounts is enough, or one blank cell in a column of pandas, which makes floats of its integers.
# Instead:    `disable_numparse=True` and texts that are formatted already; `to_markdown(disable_numparse=True)` keeps all digits,
#             and puts `.0` behind them where the column holds floats.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check tabulate==0.10.0 pandas==3.1.1

cat >"$here/digits.py" <<'PYTHON'
from decimal import Decimal
from importlib.metadata import version

import pandas
from tabulate import tabulate


def told(name, printed):
    print(f"{name}: {' '.join(printed.split())}")


print(f"tabulate {version('tabulate')}, pandas {version('pandas')}")
told("whole numbers", tabulate([["82,726,543"], ["1,200"]], tablefmt="plain"))
told("with a fraction", tabulate([["82,726,543"], ["0.5"]], tablefmt="plain"))
told("decimals", tabulate([[Decimal(82726543)], [Decimal("0.5")]], tablefmt="plain"))
told("numbers as texts", tabulate([["82,726,543"], ["0.5"]], tablefmt="plain", disable_numparse=True))
amounts = pandas.Series([82726543, 1200, None], name="amount").to_frame()
told("to_markdown, one cell blank", amounts.to_markdown(index=False, tablefmt="plain"))
told("to_markdown, no parsing", amounts.to_markdown(index=False, tablefmt="plain", disable_numparse=True))
PYTHON

"$here/venv/bin/python" "$here/digits.py" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
tabulate 0.10.0, pandas 3.1.1
whole numbers: 82,726,543 1,200
with a fraction: 8.27265e+07 0.5
decimals: 8.27265e+07 0.5
numbers as texts: 82,726,543 0.5
to_markdown, one cell blank: amount 8.27265e+07 1200 nan
to_markdown, no parsing: amount 82726543.0 1200.0 nan
SEEN
