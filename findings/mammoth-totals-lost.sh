#!/usr/bin/env bash
# mammoth, and markitdown by it, loses a total that Word has computed, and makes one number of two amounts on two lines.
#
# Seen with:  mammoth 1.13.0, markitdown 0.1.9, made with python-docx 1.2.0 (Python 3.11)
# Behaviour:  a field whose result is the sum of the column above is written in one of two ways: by `w:fldChar` its result is kept,
#             by `w:fldSimple` it is gone, and with it the total of the table, whose label stays. A line of a cell may end with
#             `w:br`, which is kept, or with `w:cr`, which is left out without a space: 500 over 300 is 500300. Each is valid, and
#             looks the same in Word; a warning stands in `messages`, which markitdown drops.
# Instead:    look at the `messages` of mammoth; where they name either element, take the text from the document's XML.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check mammoth==1.13.0 'markitdown[docx]==0.1.9' python-docx==1.2.0

cat >"$here/fields.py" <<'PYTHON'
import sys
from importlib.metadata import version

import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from markitdown import MarkItDown

TEXT = "<w:r><w:t>6,300</w:t></w:r>"
PARAGRAPHS = ['<w:r><w:t xml:space="preserve">合計 </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>'
              f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{TEXT}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
              f'<w:r><w:t xml:space="preserve">合計 </w:t></w:r><w:fldSimple w:instr="=SUM(ABOVE)">{TEXT}</w:fldSimple>',
              "<w:r><w:t>500</w:t><w:br/><w:t>300</w:t></w:r>", "<w:r><w:t>500</w:t><w:cr/><w:t>300</w:t></w:r>"]
document = docx.Document()
for number, inner in enumerate(PARAGRAPHS):
    document.element.body.insert(number, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
document.save(sys.argv[1])
print(f"mammoth {version('mammoth')}, markitdown {version('markitdown')}")
with open(sys.argv[1], "rb") as file:
    made = mammoth.convert_to_html(file)
print("mammoth:", made.value)
print("messages:", sorted({message.message for message in made.messages}))
print("markitdown:", MarkItDown().convert(sys.argv[1]).text_content.split())
PYTHON

"$here/venv/bin/python" "$here/fields.py" "$here/made.docx" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
mammoth 1.13.0, markitdown 0.1.9
mammoth: <p>合計 6,300</p><p>合計 </p><p>500<br />300</p><p>500300</p>
messages: ['An unrecognised element was ignored: w:cr', 'An unrecognised element was ignored: w:fldSimple']
markitdown: ['合計', '6,300', '合計', '500', '300', '500300']
SEEN
