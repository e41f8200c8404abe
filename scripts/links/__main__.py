"""`python -m scripts.links` is the command of the external link check."""

import sys

from scripts.links.command import main

sys.exit(main())
