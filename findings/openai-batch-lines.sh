#!/usr/bin/env bash
# A line of a Batch API answer file is cut in two where its text holds U+2028, U+2029 or U+0085.
#
# Seen with:  openai 3.3.0, httpx2 2.16.2 (Python 3.11)
# Behaviour:  `client.files.content(id).iter_lines()`, with and without streaming, ends a line at every letter that
#             `str.splitlines` takes for an end of line. JSON allows these three inside a text as they are, and
#             `json.dumps(ensure_ascii=False)` and pydantic's `model_dump_json()` leave them so; texts copied from PDFs
#             and word processors carry them. Both halves are then no JSON: an answer that was paid for is lost, or its
#             whole file is. Where the same letters are escaped, every line is whole.
# Instead:    split the bytes at b"\n" (`iter_bytes()`), or write the file and read it with `open(path, "rb")`.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check openai==3.3.0 httpx2==2.16.2

cat >"$here/lines.py" <<'PYTHON'
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version

import openai

TEXTS = ["事業の概要", "事業の\u2028概要", "事業の\u2029概要", "事業の\u0085概要"]


def file_of(escaped):
    answers = [{"custom_id": str(n), "response": {"status_code": 200, "body": {"text": t}}} for n, t in enumerate(TEXTS)]
    return "".join(json.dumps(answer, ensure_ascii=escaped) + "\n" for answer in answers).encode()


FILES = {"/v1/files/as-they-are/content": file_of(False), "/v1/files/escaped/content": file_of(True)}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        data = FILES[self.path]
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def is_json(line):
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def told(name, lines):
    lines = list(lines)
    print(f"{name}: {len(lines)} lines, {sum(map(is_json, lines))} of them JSON")


print(f"openai {version('openai')}, httpx2 {version('httpx2')}")
server = HTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = openai.OpenAI(api_key="none", base_url=f"http://127.0.0.1:{server.server_port}/v1")
for file in ("as-they-are", "escaped"):
    told(f"{file}, iter_lines", client.files.content(file).iter_lines())
    with client.files.with_streaming_response.content(file) as response:
        told(f"{file}, streamed iter_lines", response.iter_lines())
    told(f"{file}, bytes split at the line feed", client.files.content(file).read().rstrip(b"\n").split(b"\n"))
PYTHON

env -u OPENAI_API_KEY -u OPENAI_BASE_URL "$here/venv/bin/python" "$here/lines.py" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
openai 3.3.0, httpx2 2.16.2
as-they-are, iter_lines: 7 lines, 1 of them JSON
as-they-are, streamed iter_lines: 7 lines, 1 of them JSON
as-they-are, bytes split at the line feed: 4 lines, 4 of them JSON
escaped, iter_lines: 4 lines, 4 of them JSON
escaped, streamed iter_lines: 4 lines, 4 of them JSON
escaped, bytes split at the line feed: 4 lines, 4 of them JSON
SEEN
