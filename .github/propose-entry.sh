#!/usr/bin/env bash
# Answers under an issue that a form made, and proposes the entry, if one was made of it, as a pull request.
# usage: propose-entry.sh NUMBER MADE      (in a checkout that may push; needs gh, GH_TOKEN, GITHUB_REPOSITORY)
# MADE holds answer.md and, for an entry, title.txt and files below data/. Nothing else is taken from it.
set -euo pipefail
number=$1 made=$2
api="repos/$GITHUB_REPOSITORY" branch="form/issue-$number"
marker="<!-- kept up to date by propose-entry.sh -->"

fail() {
  echo "propose-entry: $1" >&2
  exit 1
}
[[ $number =~ ^[0-9]+$ ]] || fail "'$number' is not the number of an issue"
[ -s "$made/answer.md" ] || fail "there is no answer at $made/answer.md; nothing was changed"

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
{ printf '%s\n' "$marker" && cat "$made/answer.md"; } > "$answer"

propose() {
  local title found
  title=$(head -n 1 "$made/title.txt")
  [[ $title =~ ^Add\ the\ [a-z\ ]+\ [a-z0-9-]+$ ]] || fail "the title is not one that scripts/from_form writes; nothing was changed"
  # Plain files of YAML and nothing else: no link, no other folder, no other ending.
  found=$(cd "$made" && find data ! -type d ! \( -type f -regextype posix-extended -regex 'data/([a-z_]+/)?[a-z0-9_-]+\.yml' \))
  [ -z "$found" ] || fail "these are no files of entries; nothing was changed: $found"
  cp -R "$made/data/." data/
  git config user.name "github-actions[bot]"
  git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
  git switch --quiet --force-create "$branch"
  git add -- data
  if git diff --cached --quiet; then
    echo "propose-entry: nothing new"
    return
  fi
  git commit --quiet --message "$title" --message "From issue #$number."
  git push --force --quiet origin "$branch" || fail "the branch $branch could not be pushed; it is as it was"
  found=$(gh pr list --head "$branch" --state open --json number,isCrossRepository \
    --jq 'map(select(.isCrossRepository | not)) | .[0].number // empty') ||
    fail "the branch $branch is pushed, but the pull requests could not be listed"
  [ -n "$found" ] || gh pr create --head "$branch" --title "$title" --body "Made from the form in #$number, which it closes: closes #$number.

All checks of the handbook passed on it. Close and reopen this pull request to run the tests as well, then read docs/about/review-guide.md." ||
    fail "the branch $branch is pushed, but no pull request could be opened. Open it by hand, or allow it under
Settings, Actions, General: 'Allow GitHub Actions to create and approve pull requests'"
}
if [ -s "$made/title.txt" ]; then propose; fi

# One answer an issue, edited as the issue is. Only one that the workflows' own account wrote is touched.
known=$(gh api --paginate "$api/issues/$number/comments?per_page=100" \
  --jq ".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$marker\"))) | .id" | head -n 1) ||
  fail "the answers under issue $number could not be listed"
if [ -n "$known" ]; then
  gh api --silent --method PATCH "$api/issues/comments/$known" -F "body=@$answer" ||
    fail "the answer under issue $number could not be changed"
else
  gh api --silent --method POST "$api/issues/$number/comments" -F "body=@$answer" ||
    fail "issue $number could not be answered"
fi
echo "propose-entry: issue $number is answered"
