#!/usr/bin/env bash
# One note below a table decides how DuckDB cuts all of it: into one column, or, where the note has a semicolon, into no row at all.
#
# Seen with:  duckdb 2.0.1 (Python 3.11)
# Behaviour:  lines of fewer cells are tolerated above a table (a title is skipped), but not below it. A note without a comma
#             leaves each row one text, `費目0,1000,900`, with no error; a note with one semicolon makes the note's own halves the
#             headings of an empty table, and the thirty rows above it are skipped as what stands before a heading. A query over
#             the amounts then has no row, and a count of rows says 0.
# Instead:    say `delim=','` and `null_padding=true`, and the rows are whole; compare the number of rows with that of lines.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1

cat >"$here/notes.py" <<'PYTHON'
import sys
from pathlib import Path

import duckdb

path = Path(sys.argv[1])
table = "区分,要求額,査定額\n" + "".join(f"費目{n},{1000 + n},{900 + n}\n" for n in range(30))


def told(name, text, options=""):
    path.write_text(text)
    found = duckdb.sql(f"SELECT * FROM read_csv('{path}'{options})")
    print(f"{name}: {len(found)} rows under {found.columns}, the first {found.fetchall()[:1]}")


print(f"duckdb {duckdb.__version__}")
told("no note", table)
told("title above", "令和8年度当初予算\n" + table)
told("note below", table + "※1 内示後の額\n")
told("note with a semicolon below", table + "※1 内示後の額;別途計上を除く\n")
told("the same, told how", table + "※1 内示後の額;別途計上を除く\n", ", delim=',', null_padding=true")
PYTHON

"$here/venv/bin/python" "$here/notes.py" "$here/table.csv" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
duckdb 2.0.1
no note: 30 rows under ['区分', '要求額', '査定額'], the first [('費目0', 1000, 900)]
title above: 30 rows under ['区分', '要求額', '査定額'], the first [('費目0', 1000, 900)]
note below: 31 rows under ['区分,要求額,査定額'], the first [('費目0,1000,900',)]
note with a semicolon below: 0 rows under ['※1 内示後の額', '別途計上を除く'], the first []
the same, told how: 31 rows under ['区分', '要求額', '査定額'], the first [('費目0', 1000, 900)]
SEEN
