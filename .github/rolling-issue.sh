#!/usr/bin/env bash
# Keeps one issue up to date: opens it when there is something to report, edits it as that changes, closes it when clean,
# and opens it again when something breaks anew. The issue is known by its author, the workflows' own account, and by a
# hidden first line: a label can be given to anybody's issue, and anybody's issue is not touched.
# usage: rolling-issue.sh LABEL TITLE REPORT open|clean      (needs gh, GH_TOKEN and GITHUB_REPOSITORY)
set -euo pipefail
label=$1 title=$2 report=$3 state=$4
api="repos/$GITHUB_REPOSITORY"
marker="<!-- kept up to date by rolling-issue.sh: $label -->"

fail() {
  echo "rolling-issue: $1" >&2
  exit 1
}
case $state in open | clean) ;; *) fail "the state is '$state', and must be open or clean" ;; esac
[ -s "$report" ] || fail "there is no report at $report; the issue is left as it is"

# Through the API and not `gh issue`, which asks for more rights than it needs and finds new issues late. A line each.
issues=$(gh api --paginate "$api/issues?state=all&creator=github-actions%5Bbot%5D&per_page=100" --jq '.[]') ||
  fail "the issues could not be listed; nothing was changed"

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{ printf '%s\n\n' "$marker" && cat "$report"; } > "$body"

# The newest open issue of this kind, or else the newest closed one: its number, its state, and whether its text holds.
found=$(python3 -c '
import json, pathlib, sys
marker, body = sys.argv[1], pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")
plain = lambda text: (text or "").replace("\r\n", "\n").strip()
issues = [json.loads(line) for line in sys.stdin if line.strip()]
own = [
    each for each in issues
    if (each["user"] or {}).get("login") == "github-actions[bot]" and "pull_request" not in each
    and plain(each["body"]).startswith(marker)
]
for each in sorted(own, key=lambda each: (each["state"] != "open", -each["number"]))[:1]:
    print(each["number"], each["state"], "same" if plain(each["body"]) == plain(body) else "changed")
' "$marker" "$body" <<< "$issues") || fail "the list of issues could not be read; nothing was changed"
read -r number was text <<< "$found" || true

update() {  # the new state; text and state change in one call, so that neither is done without the other
  gh api --silent --method PATCH "$api/issues/$number" -f "title=$title" -F "body=@$body" -f "state=$1" ||
    fail "issue $number could not be changed; it is as it was"
  echo "rolling-issue: issue $number is up to date, and $1"
}

case "$state/${was:-none}" in
  open/open)
    if [ "$text" = same ]; then echo "rolling-issue: issue $number says so already"; else update open; fi
    ;;
  open/closed) update open ;;
  clean/open) update closed ;;
  open/none)
    labels=$(gh api --paginate "$api/labels?per_page=100" --jq '.[].name') ||
      fail "the labels could not be listed; nothing was changed"
    if ! grep -qixF -- "$label" <<< "$labels"; then
      gh api --silent --method POST "$api/labels" -f "name=$label" -f "description=Kept up to date by a workflow" ||
        fail "the label '$label' could not be made; no issue was opened"
    fi
    gh api --silent --method POST "$api/issues" -f "title=$title" -F "body=@$body" -f "labels[]=$label" ||
      fail "the issue could not be opened"
    echo "rolling-issue: a new issue was opened"
    ;;
  *) echo "rolling-issue: nothing to report, and no issue is open" ;;
esac
