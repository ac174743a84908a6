#!/usr/bin/env bash
# PDFium's text of a page depends on the fonts of the machine: without a Japanese one it loses letters that the PDF holds.
#
# Seen with:  pypdfium2 5.15.2 (Python 3.11), PDFs drawn by reportlab 5.1.0 with HeiseiMin-W3, which no PDF has to embed
# Behaviour:  where no Japanese font is installed, a letter that stands alone is no character of the text page at all, and the
#             letters of a word are 0.01 points high, so that whoever asks whether text can be seen takes them for hidden text.
#             Digits and Latin letters, for which PDFium brings fonts of its own, stay: a sheet keeps its figures and loses its words.
# Instead:    ask FPDFFont_GetIsEmbedded and the height of a letter's box, and say that the font is missing; or install one.
# Output:     the last lines of this file; the script fails where it sees anything else. It hides the fonts in a namespace of its
#             own, for which it needs `unshare` and the right to mount there.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check pypdfium2==5.15.2 reportlab==5.1.0

cat >"$here/letters.py" <<'PYTHON'
import io
from importlib.metadata import version

import pypdfium2
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

registerFont(UnicodeCIDFont("HeiseiMin-W3"))
print(f"pypdfium2 {version('pypdfium2')}")
for text in ("額", "要求額", "要求額 1,234"):
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("HeiseiMin-W3", 10)
    canvas.drawString(50, 50, text)
    canvas.save()
    page = pypdfium2.PdfDocument(out.getvalue())[0].get_textpage()
    high = [round(box[3] - box[1], 2) for box in map(page.get_charbox, range(page.count_chars()))]
    print(f"{text}: {page.count_chars()} of {len(text)} characters, heights {high[:3]}{' …' if len(high) > 3 else ''} to {high[-1:]}")
PYTHON

hidden='for place in /usr/share/fonts /usr/local/share/fonts; do [ ! -d "$place" ] || mount -t tmpfs none "$place"; done; exec "$@"'
HOME="$here" unshare -rm sh -c "$hidden" sh "$here/venv/bin/python" "$here/letters.py" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
pypdfium2 5.15.2
額: 0 of 1 characters, heights [] to []
要求額: 3 of 3 characters, heights [0.01, 0.01, 0.01] to [0.01]
要求額 1,234: 9 of 9 characters, heights [0.01, 0.01, 0.01] … to [7.11]
SEEN
