"""Lets `python -m ltzplan` do what `ltz` does."""

from ltzplan.cli.recall import run

run()
