"""Disk and git: what is read and written, without words for people."""
