#!/usr/bin/env bash
# NFKC gives the letters of 人用金 back where a PDF has their radicals, and leaves those of 長民西青 as they are.
#
# Seen with:  Unicode 14.0 (Python 3.11)
# Behaviour:  fonts map one drawing to several letters, so that texts copied from PDFs hold radicals for letters that look the
#             same: those of the block Kangxi Radicals (U+2F00) have a compatibility decomposition, nearly all of the block
#             CJK Radicals Supplement (U+2E80) have none. After NFKC 市⺠税 is still not 市民税, and no search, no dictionary and
#             no comparison finds 県⺠, ⻄部, 部⻑ or ⻘少年; no eye sees the difference.
# Instead:    fold the second block by a table of its own (the Unicode file EquivalentUnifiedIdeograph.txt has one).
# Output:     the last lines of this file; the script fails where it sees anything else.
set -euo pipefail

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT

cat >"$here/radicals.py" <<'PYTHON'
from unicodedata import name, normalize

for printed, meant in zip("⼈⽤⾦⺠⻑⻄⻘", "人用金民長西青"):
    folded = normalize("NFKC", printed)
    print(f"U+{ord(printed):04X} {name(printed)}: {'as meant' if folded == meant else 'unchanged' if folded == printed else folded}")
PYTHON

python3 "$here/radicals.py" >"$here/seen"
cat "$here/seen"
diff - "$here/seen" <<'SEEN'
U+2F08 KANGXI RADICAL MAN: as meant
U+2F64 KANGXI RADICAL USE: as meant
U+2FA6 KANGXI RADICAL GOLD: as meant
U+2EA0 CJK RADICAL CIVILIAN: unchanged
U+2ED1 CJK RADICAL LONG ONE: unchanged
U+2EC4 CJK RADICAL WEST TWO: unchanged
U+2ED8 CJK RADICAL BLUE: unchanged
SEEN
