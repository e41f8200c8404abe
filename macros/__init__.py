"""The macros of the handbook, for mkdocs-macros and for Zensical's macros extension."""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def define_env(env: Any) -> None:
    """Give the engine's `env` every macro; raises HandbookError when data or pages are faulty."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from macros.reload import current_macros

    for name, macro in current_macros(ROOT).items():
        env.macro(macro, name)
