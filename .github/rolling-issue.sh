#!/usr/bin/env bash
# Keeps one issue up to date: opens it when there is something to report, edits it as that changes, closes it when clean.
# usage: rolling-issue.sh LABEL TITLE REPORT open|clean      (needs gh and GH_TOKEN)
set -euo pipefail
label=$1 title=$2 report=$3 state=$4
number=$(gh issue list --label "$label" --state open --json number --jq '.[0].number // empty')
if [ "$state" = open ]; then
  if [ -n "$number" ]; then
    gh issue edit "$number" --title "$title" --body-file "$report"
  else
    gh label create "$label" --description "Kept up to date by a workflow" 2>/dev/null || true
    gh issue create --title "$title" --label "$label" --body-file "$report"
  fi
elif [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$report"
  gh issue close "$number" --comment "Nothing needs attention any more."
fi
