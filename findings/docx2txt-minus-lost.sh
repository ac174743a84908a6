#!/usr/bin/env bash
# A minus that Word keeps together with its number is lost: docx2txt and docx2python read -300 as 300.
#
# Seen with:  docx2txt 0.9, docx2python 3.7.1, python-docx 1.2.0, mammoth 1.13.0 (Python 3.11)
# Behaviour:  typed as a hyphen that does not break (so that the sign is not left alone at the end of a line), a minus is saved as
#             an element, `<w:noBreakHyphen/>`, and not as a letter of the text. Both leave the element out, and a cut becomes a rise,
#             with all its digits right; python-docx writes "-", mammoth U+2011, which `Decimal` refuses.
# Instead:    take the element for a minus where digits follow it.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check docx2txt==0.9 docx2python==3.7.1 python-docx==1.2.0 \
    mammoth==1.13.0

cat >"$here/minus.py" <<'PYTHON'
import sys
from importlib.metadata import version

import docx
import docx2txt
import mammoth
from docx2python import docx2python
from docx.oxml import OxmlElement

document = docx.Document()
run = document.add_paragraph("増減 ").add_run()
run._r.append(OxmlElement("w:noBreakHyphen"))
run.add_text("300千円")
document.save(sys.argv[1])
with docx2python(sys.argv[1]) as read, open(sys.argv[1], "rb") as file:
    texts = {"docx2txt": docx2txt.process(sys.argv[1]), "docx2python": read.text,
             "python-docx": docx.Document(sys.argv[1]).paragraphs[0].text, "mammoth": mammoth.extract_raw_text(file).value}
for name, text in texts.items():
    before = text[text.index("300") - 1]
    print(f"{name} {version(name)}: {text.strip()}, before the digits U+{ord(before):04X}")
PYTHON

"$here/venv/bin/python" "$here/minus.py" "$here/made.docx" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
docx2txt 0.9: 増減 300千円, before the digits U+0020
docx2python 3.7.1: 増減 300千円, before the digits U+0020
python-docx 1.2.0: 増減 -300千円, before the digits U+002D
mammoth 1.13.0: 増減 ‑300千円, before the digits U+2011
SEEN
