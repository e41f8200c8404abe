"""`python -m scripts.copies`: see scripts/copies/command.py."""

import sys

from scripts.copies.command import main

sys.exit(main())
