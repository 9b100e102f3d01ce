"""Lets `python -m ltzplan` do what `ltz` does."""

from ltzplan.cli.main import run

run()
