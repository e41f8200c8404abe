"""What the handbook holds: its kinds of entries, its pages, and how they hang together.

Every module is imported with the package, so that each kind is known as soon as one module is (see `kinds`).
"""

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
