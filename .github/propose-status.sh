#!/usr/bin/env bash
# Proposes the status that the link check found, as a pull request from the branch links-status.
# What is proposed beside it, moved addresses and archived copies, stands in its text for a person to take.
# usage: propose-status.sh FOUND whole|stopped [PROPOSALS]      (in a checkout that may push; needs gh, GH_TOKEN, GITHUB_REPOSITORY)
set -euo pipefail
found=$1 ended=$2 proposals=${3:-}
branch=links-status file=data/link_status.json title="Update the status of external links"

fail() {
  echo "propose-status: $1" >&2
  exit 1
}
[ -s "$found" ] || fail "there is no status at $found; nothing was changed"
cp "$found" "$file"
if git diff --quiet -- "$file"; then
  echo "propose-status: nothing new"
  exit 0
fi
body="What the weekly check found. Written by the workflow Links; close and reopen it to run the checks."
if [ "$ended" != whole ]; then
  body="**The check was stopped before its end.** What it had checked until then is here; the rest stands as it was.

$body"
fi
if [ -n "$proposals" ] && [ -s "$proposals" ]; then
  body="$body

$(head -c 30000 "$proposals")"
fi
git config user.name "github-actions[bot]"
git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
git switch --quiet --force-create "$branch"
git commit --quiet --message "$title" -- "$file"
# The check began with what the branch held (carry_over.py), so nothing is lost with what this replaces.
git push --force --quiet origin "$branch" || fail "the branch $branch could not be pushed; it is as it was"

# A branch of this name in somebody's fork is not ours. `gh pr edit` asks for rights to projects, hence the API.
number=$(gh pr list --head "$branch" --state open --json number,isCrossRepository \
  --jq 'map(select(.isCrossRepository | not)) | .[0].number // empty') ||
  fail "the branch $branch is pushed, but the pull requests could not be listed"
if [ -n "$number" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/pulls/$number" -f "body=$body" ||
    fail "the branch $branch is pushed, but the text of pull request $number could not be changed"
else
  gh pr create --head "$branch" --title "$title" --body "$body" ||
    fail "the branch $branch is pushed, but no pull request could be opened. Open it by hand, or allow it under
Settings, Actions, General: 'Allow GitHub Actions to create and approve pull requests'"
fi
