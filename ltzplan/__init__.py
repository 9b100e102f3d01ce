"""ltz: an action plan across several governments, kept in plain files and git."""

__version__ = "0.1.0"
