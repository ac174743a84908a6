#!/usr/bin/env bash
# csvkit writes a column of subsidy rates as dates of the year 2001: 1/2 becomes 2001-01-02.
#
# Seen with:  csvkit 2.2.0, agate 1.14.2 (Python 3.11)
# Behaviour:  csvjson and csvstat, which guess types, ask for dates where a column is no number, and a rate (1/2, 10/10) or a
#             code of 款 and 項 (4-1) is one to them: the year is made up, whatever today is. It happens where all cells of the
#             column pass; one 13/20 among them leaves the whole column as it is, so that the same sheet of two years comes
#             out in two ways.
# Instead:    say `--no-inference`.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check csvkit==2.2.0 agate==1.14.2

seen_of() {
    printf '%b' "$2" >"$here/table.csv"
    echo "$1: $("$here/venv/bin/csvjson" "${@:3}" "$here/table.csv")"
}

{
    "$here/venv/bin/csvjson" --version 2>&1 | sed 's/^csvjson /csvkit /'
    seen_of "rates" '区分,補助率,款項\n道路,1/2,4-1\n河川,10/10,5-13\n'
    seen_of "one that is no date" '区分,補助率,款項\n道路,1/2,4-1\n河川,13/20,5-40\n'
    seen_of "no inference" '区分,補助率,款項\n道路,1/2,4-1\n河川,10/10,5-13\n' --no-inference
} >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
csvkit 2.2.0
rates: [{"区分": "道路", "補助率": "2001-01-02", "款項": "2001-04-01"}, {"区分": "河川", "補助率": "2001-10-10", "款項": "2001-05-13"}]
one that is no date: [{"区分": "道路", "補助率": "1/2", "款項": "4-1"}, {"区分": "河川", "補助率": "13/20", "款項": "5-40"}]
no inference: [{"区分": "道路", "補助率": "1/2", "款項": "4-1"}, {"区分": "河川", "補助率": "10/10", "款項": "5-13"}]
SEEN
