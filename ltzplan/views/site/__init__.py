"""The page that is passed on: one report as HTML that asks for nothing else. Not the pages of papers (`views/page.py`)."""
