"""One verb a file: what was typed is asked of the rules and printed, or recorded."""
