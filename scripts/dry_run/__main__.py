"""Run the workflows on this machine: each job's steps in their order, from a clean clone of the last commit.

Actions are stand-ins, and so are make, gh and the check of links; with --real, make is the real one.

usage: python -m scripts.dry_run [--real] [WORKFLOW ...]
exit status: 0 every step that ran went well, 1 one failed, 2 wrong usage

What no machine without GitHub can show: that a token has the rights that a job asks for, that an action does what its
stand-in does, that Pages takes the site, and that a trigger fires.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from scripts import command_line
from scripts.dry_run.runner import Runner

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Run the workflows and print what became of each step."""
    known = sorted(path.stem for path in (ROOT / ".github" / "workflows").glob("*.yml"))
    parser = command_line.parser(__doc__)
    parser.add_argument("workflows", metavar="WORKFLOW", nargs="*", help=f"which (default: all): {', '.join(known)}")
    parser.add_argument("--real", action="store_true", help="run the real make, which installs, builds and tests")
    options = parser.parse_args(arguments)
    unknown = [each for each in options.workflows if each not in known]
    if unknown:
        parser.error(f"no workflow '{unknown[0]}'; there are: {', '.join(known)}")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        origin = Path(folder, "origin")
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(origin)], check=True)
        for name in options.workflows or known:
            place = Path(folder, name)
            place.mkdir()
            for result in Runner(origin, place, stubs=not options.real).run(name):
                print(f"{result.outcome:8} {result.job}: {result.step}")
                if result.outcome == "failure":
                    failed += 1
                    print(f"         {result.note}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(command_line.run(main))
