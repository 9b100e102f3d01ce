"""What `ltz explain` says."""

SAYS = {
    "explain.all": "{count} errors, each by its code:",
    "explain.one": "One of them with an example: ltz explain CODE",
    "explain.wrong": "wrong",
    "explain.says": "it says",
    "explain.way_out": "way out",
    "explain.example": "For example, in the three-task plan (ltz init DIR --blank):",
}  # fmt: skip
