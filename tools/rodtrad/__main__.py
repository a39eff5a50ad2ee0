"""`python -m rodtrad`."""

from rodtrad.cli import run

run()
