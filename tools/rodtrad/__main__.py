"""`python -m rodtrad`."""

import sys

from rodtrad.cli import main

sys.exit(main())
