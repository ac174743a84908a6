#!/usr/bin/env bash
# 毎晩: 新しいシートを読み、確認済みの記録を表に書き出す。
# Every night: read what is new, and export what is confirmed. From cron:
#
#   15 2 * * *  /srv/budget/nightly.sh /srv/budget/sheets /srv/budget/out
#
# Needs `structurer` and `flock` on the PATH. Settings (STRUCTURER_STORE, STRUCTURER_MODEL, OPENAI_API_KEY, …) stand in
# SHEETS/../structurer.env or the file that NIGHTLY_ENV names; keep it readable by this user only (chmod 600).
#
# Ends with 0 all is confirmed, 1 something needs review (`structurer review`), 2 nothing to read, or something could not be
# read or exported (the log says what), 75 the night before is still running. What was read is saved whatever happens:
# nothing is read twice.
set -uo pipefail

sheets=${1:?usage: nightly.sh SHEETS OUT}
out=${2:?usage: nightly.sh SHEETS OUT}
settings=${NIGHTLY_ENV:-$(dirname "$sheets")/structurer.env}

mkdir -p "$out"
exec >>"$out/nightly.log" 2>&1
log() { printf '%s %s\n' "$(date '+%Y-%m-%d %H:%M:%S')" "$*"; }

# The lock is the open file, and structurer inherits it: it holds as long as either lives, and no stale lock is left.
exec 9>"$out/.lock"
if ! flock --nonblock 9; then
  log "still running since last time; nothing was begun"
  exit 75
fi

if [ -r "$settings" ]; then
  set -a
  # shellcheck source=/dev/null
  . "$settings"
  set +a
fi

log "reading $sheets"
structurer batch "$sheets" --resume
read_status=$?
log "batch ended with $read_status"

# Also after a failure: a sheet that could not be read does not keep the others from their readers.
structurer export --format csv --output "$out/tables"
export_status=$?
log "export ended with $export_status"

# 0 and 1 are results; anything else (2, or 130 where it was interrupted) is a failure.
if [ "$read_status" -gt 1 ] || [ "$export_status" -gt 0 ]; then
  exit 2
fi
exit "$read_status"
