#!/usr/bin/env bash
# In Markdown made of HTML or Word, the amounts below a cell that spans rows stand one column too far to the left.
#
# Seen with:  markdownify 1.2.3, html2text 2025.4.15, and markitdown 0.1.9 with mammoth 1.13.0 (Python 3.11)
# Behaviour:  `colspan` is filled up with empty cells by markdownify, `rowspan` by none of them. The rows that a merged cell covers
#             begin with their second cell, and nothing says so: the row is shorter, which Markdown allows. Under two rows of headings,
#             as budget tables have them, 要求額 and 査定額 stand under 区分 and 令和8年度, and in the body 1,800 moves from 要求額 under 区分.
#             markitdown does it for Word too, where the merge (`w:vMerge`) had a cell of its own in each row: 1,800 is under 課.
# Instead:    fill the spans in the HTML before (`pandas.read_html` does), or refuse a table whose rows differ in length.
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/python" -m pip install --quiet --disable-pip-version-check markdownify==1.2.3 html2text==2025.4.15 \
    'markitdown[docx]==0.1.9' mammoth==1.13.0 python-docx==1.2.0

cat >"$here/spans.py" <<'PYTHON'
import sys
from importlib.metadata import version

import docx
import html2text
import markdownify
from markitdown import MarkItDown

html = """<table>
<tr><th rowspan="2">区分</th><th colspan="2">令和8年度</th><th rowspan="2">増減</th></tr><tr><th>要求額</th><th>査定額</th></tr>
<tr><td rowspan="2">報償費</td><td>5,200</td><td>4,000</td><td>△300</td></tr><tr><td>1,800</td><td>1,500</td><td>20</td></tr>
</table>"""
document = docx.Document()
table = document.add_table(3, 3)
for row, texts in zip(table.rows, [("部", "課", "要求額"), ("土木部", "道路課", "5,200"), ("", "河川課", "1,800")]):
    for cell, text in zip(row.cells, texts):
        cell.text = text
table.cell(1, 0).merge(table.cell(2, 0))
document.save(sys.argv[1])
print(", ".join(f"{name} {version(name)}" for name in ("markdownify", "html2text", "markitdown", "mammoth")))
for name, printed in (("markdownify", markdownify.markdownify(html)), ("html2text", html2text.html2text(html)),
                      ("markitdown, of Word", MarkItDown().convert(sys.argv[1]).text_content)):
    print(f"{name}:", *(line.strip() for line in printed.splitlines() if line.strip() and "---" not in line), sep="\n  ")
PYTHON

"$here/venv/bin/python" "$here/spans.py" "$here/made.docx" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
markdownify 1.2.3, html2text 2025.4.15, markitdown 0.1.9, mammoth 1.13.0
markdownify:
  | 区分 | 令和8年度 | | 増減 |
  | 要求額 | 査定額 |
  | 報償費 | 5,200 | 4,000 | △300 |
  | 1,800 | 1,500 | 20 |
html2text:
  区分| 令和8年度| 増減
  要求額| 査定額
  報償費| 5,200| 4,000| △300
  1,800| 1,500| 20
markitdown, of Word:
  |  |  |  |
  | 部 | 課 | 要求額 |
  | 土木部 | 道路課 | 5,200 |
  | 河川課 | 1,800 |
SEEN
