"""Bring into data/link_status.json what the branch links-status knows better: what nobody has merged yet.

A link is dead when it was found gone on two different days. So a run must know what the run before found, whether its
pull request was merged or not. Of each link the entry that was checked last is taken, if its address is that of the
registry; the check itself then drops the links that left the registry.

usage: PYTHONPATH=. python .github/carry_over.py      (in a checkout with all branches)
exit status: 0 carried over, or nothing to carry over; 2 a faulty registry
"""

import json
import subprocess
import sys
from pathlib import Path

from handbook.faults import HandbookError
from handbook.model.link_status import FILE, LinkHealth, parse_status
from scripts.links.registry import read_registry

BRANCH = "origin/links-status"


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What git says."""
    return subprocess.run(["git", *arguments], capture_output=True, text=True, encoding="utf-8", check=False)


def main() -> int:
    """Carry over, or say why not; a missing or damaged branch does not hold up the check."""
    if git("rev-parse", "--verify", "--quiet", f"{BRANCH}^{{commit}}").returncode:
        print(f"no branch {BRANCH}: the check starts from {FILE} alone")
        return 0
    try:
        theirs = parse_status(git("show", f"{BRANCH}:{FILE}").stdout)
    except ValueError:
        print(f"::warning::the status on {BRANCH} is missing or damaged, and is left out")
        return 0
    ours = read_ours()
    try:
        urls = {id_: address.url for id_, address in read_registry(Path("data/links.yml")).items()}
    except HandbookError as error:
        print(error, file=sys.stderr)
        return 2
    taken = {id_: health for id_, health in theirs.items() if better(health, ours.get(id_), urls.get(id_))}
    links = {id_: health.model_dump(exclude_defaults=True) for id_, health in sorted({**ours, **taken}.items())}
    text = json.dumps({"about": "", "version": 1, "links": links}, ensure_ascii=False)
    Path(FILE).write_text(text, encoding="utf-8")
    print(f"{len(taken)} entries taken over from {BRANCH}")
    return 0


def read_ours() -> dict[str, LinkHealth]:
    """What the checkout knows; nothing where its file is missing or damaged."""
    try:
        return parse_status(Path(FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        print(f"::warning::{FILE} is damaged; the check starts from {BRANCH} alone")
        return {}


def better(theirs: LinkHealth, ours: LinkHealth | None, url: str | None) -> bool:
    """Whether theirs is of the address in the registry, and was checked later than ours."""
    if url != theirs.url:
        return False
    return ours is None or ours.url != theirs.url or (theirs.checked or "") > (ours.checked or "")


if __name__ == "__main__":
    sys.exit(main())
