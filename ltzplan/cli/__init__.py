"""The command line: the one room that knows argv, environment, clock and exit code."""
