"""`python -m scripts.release`."""

import sys

from scripts import command_line
from scripts.release.command import main

sys.exit(command_line.run(main))
