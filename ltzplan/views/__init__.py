"""Reports as text, tables and files."""
