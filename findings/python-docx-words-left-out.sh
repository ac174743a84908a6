#!/usr/bin/env bash
# A Word document has words that python-docx's `paragraphs` and `cell.text` do not: in content controls, insertions, inner tables.
#
# Seen with:  python-docx 1.2.0 (Python 3.11)
# Behaviour:  `document.paragraphs` has no paragraph that stands in a content control (`w:sdt`, a form's field to fill in),
#             `paragraph.text` no words that were inserted while changes were tracked (`w:ins`), which Word shows and prints,
#             and `cell.text` nothing of a table inside a cell. Nothing says so. Forms of budgets are filled in by content
#             controls and corrected with changes tracked: the amount is what is missing, and its label is there.
# Instead:    walk the XML: `element.body.iter(qn("w:t"))` meets all of them; leave out what stands in a `w:del` or `w:moveFrom`.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-docx==1.2.0

cat >"$here/words.py" <<'PYTHON'
import sys

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

path, w = sys.argv[1], nsdecls("w")
made = docx.Document()
made.add_paragraph("要求額:5,200千円")
body = made.element.body
body.insert(1, parse_xml(f"<w:sdt {w}><w:sdtContent><w:p><w:r><w:t>査定額:4,000千円</w:t></w:r></w:p></w:sdtContent></w:sdt>"))
added = '<w:ins w:id="1" w:author="a"><w:r><w:t>3,800千円</w:t></w:r></w:ins>'
body.insert(2, parse_xml(f"<w:p {w}><w:r><w:t>計上額:</w:t></w:r>{added}</w:p>"))
cell = made.add_table(1, 1).cell(0, 0)
cell.text = "補助金"
cell.add_table(1, 1).cell(0, 0).text = "上限 800千円"
made.save(path)

document = docx.Document(path)
print(f"python-docx {docx.__version__}")
print("paragraphs:", [paragraph.text for paragraph in document.paragraphs])
print("cell.text:", repr(document.tables[0].cell(0, 0).text.strip()))
print("w:t:", [text.text for text in document.element.body.iter(qn("w:t"))])
PYTHON

"$here/venv/bin/python" "$here/words.py" "$here/made.docx" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
python-docx 1.2.0
paragraphs: ['要求額:5,200千円', '計上額:']
cell.text: '補助金'
w:t: ['要求額:5,200千円', '査定額:4,000千円', '計上額:', '3,800千円', '補助金', '上限 800千円']
SEEN
