"""Lets `python -m ltzplan` do what `ltz` does."""

from ltzplan.cli.recall import run

if __name__ == "__main__":  # not where the reader of workbooks starts a process of its own
    run()
