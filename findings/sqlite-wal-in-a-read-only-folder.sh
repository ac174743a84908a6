#!/usr/bin/env bash
# A SQLite file in WAL mode cannot be read from a folder in which nobody may write, and the error speaks of writing.
#
# Seen with:  SQLite 3.40.1 (Python 3.11), Linux
# Behaviour:  the mode is kept in the file. Its readers share an index in a file beside it (-shm), which the first of them makes:
#             on a CD, in a snapshot or in a folder of another user a SELECT ends in an error, with `mode=ro` too. The same
#             file in the mode `delete` is read. Archives of databases are met so, years after somebody chose WAL.
# Instead:    open it with `file:…?mode=ro&immutable=1` where it cannot change, and only if no -wal stands beside it: that holds
#             a part of the data, and `immutable` leaves it out without a word.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'chmod -R u+w "$here"; rm -rf "$here"' EXIT
chmod 755 "$here"

cat >"$here/read.py" <<'PYTHON'
import os
import sqlite3
import sys

for mode in ("delete", "wal"):
    os.mkdir(f"{sys.argv[1]}/{mode}")
    with sqlite3.connect(f"{sys.argv[1]}/{mode}/kept.db") as made:
        made.execute(f"PRAGMA journal_mode = {mode}")
        made.execute("CREATE TABLE amounts AS SELECT 5200 AS thousand_yen")
    made.close()
    os.chmod(f"{sys.argv[1]}/{mode}", 0o555)
if os.geteuid() == 0:
    os.setuid(65534)  # root may write anywhere
for mode, query in (("delete", ""), ("wal", ""), ("wal", "?mode=ro"), ("wal", "?mode=ro&immutable=1")):
    try:
        opened = sqlite3.connect(f"file:{sys.argv[1]}/{mode}/kept.db{query}", uri=True)
        print(mode, query or "-", opened.execute("SELECT * FROM amounts").fetchone())
    except sqlite3.OperationalError as error:
        print(mode, query or "-", type(error).__name__)
PYTHON

python3 "$here/read.py" "$here" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
delete - (5200,)
wal - OperationalError
wal ?mode=ro OperationalError
wal ?mode=ro&immutable=1 (5200,)
SEEN
