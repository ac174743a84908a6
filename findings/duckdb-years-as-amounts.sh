#!/usr/bin/env bash
# DuckDB takes the headings of a table for amounts where they are the Western years of its columns, and adds 2025 up with them.
#
# Seen with:  duckdb 2.0.1 (Python 3.11)
# Behaviour:  a first line whose years read as numbers, like the amounts below, is no heading to the sniffer, although its first
#             cell is a word: the columns are called column0 to column2 and 区分,2025,2026 is the first row. A sum of a column is
#             too high by its year, which no eye sees in amounts of thousands. With R7 and R8, or 2025年度, the line is a heading.
# Instead:    say `header=true`.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1

cat >"$here/years.py" <<'PYTHON'
import sys
from pathlib import Path

import duckdb

path = Path(sys.argv[1])
print(f"duckdb {duckdb.__version__}")
for headings, option in (("2025,2026", ""), ("R7,R8", ""), ("2025年度,2026年度", ""), ("2025,2026", ", header=true")):
    path.write_text(f"区分,{headings}\n報償費,1500,1200\n旅費,3200,3000\n")
    table = duckdb.sql(f"SELECT * FROM read_csv('{path}'{option})")
    print(f"{headings}{option}: {len(table)} rows under {table.columns}, sums {[sum(row[n] for row in table.fetchall()) for n in (1, 2)]}")
PYTHON

"$here/venv/bin/python" "$here/years.py" "$here/table.csv" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
duckdb 2.0.1
2025,2026: 3 rows under ['column0', 'column1', 'column2'], sums [6725, 6226]
R7,R8: 2 rows under ['区分', 'R7', 'R8'], sums [4700, 4200]
2025年度,2026年度: 2 rows under ['区分', '2025年度', '2026年度'], sums [4700, 4200]
2025,2026, header=true: 2 rows under ['区分', '2025', '2026'], sums [4700, 4200]
SEEN
