#!/usr/bin/env bash
# Without a buffer, Python's stdout drops what the system did not take of a text, and the program ends with 0.
#
# Seen with:  Python 3.11 (the script runs whatever `python3` is)
# Behaviour:  `write` of a text gives all of it to the file below at once. On a disk that becomes full the system takes the first part
#             and says how much; the buffer that stdout usually has would go on, meet the error and raise it. With `-u` or
#             PYTHONUNBUFFERED=1, as in many container images, there is no buffer, and nobody looks at how much was taken.
# Instead:    put a buffer there: `io.TextIOWrapper(io.BufferedWriter(raw), line_buffering=True)`, with `raw = sys.stdout.buffer`.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cat >"$here/cut.py" <<'PYTHON'
import os
import resource
import subprocess
import sys

PROGRAM = "import sys; sys.stdout.write('x' * 100_000 + '\\n'); sys.stdout.flush()"
BUFFERED = "import io, sys; sys.stdout = io.TextIOWrapper(io.BufferedWriter(sys.stdout.detach()), line_buffering=True); "
for what, option, begin in (("with a buffer", "-B", ""), ("without one", "-u", ""), ("with one put there", "-u", BUFFERED)):
    with open(sys.argv[1], "wb") as file:
        done = subprocess.run([sys.executable, option, "-c", begin + PROGRAM], stdout=file, stderr=subprocess.DEVNULL,
                              env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)))
    print(f"{what}: {os.path.getsize(sys.argv[1])} of 100001 bytes, {'status 0' if done.returncode == 0 else 'an error'}")
PYTHON

python3 "$here/cut.py" "$here/out" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
with a buffer: 8192 of 100001 bytes, an error
without one: 8192 of 100001 bytes, status 0
with one put there: 8192 of 100001 bytes, an error
SEEN
