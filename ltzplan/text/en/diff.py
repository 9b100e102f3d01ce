"""What `ltz diff` says."""

SAYS = {
    "diff.title": "Rules on trial: {file} against the plan in force  {over} (up to {last})",
    "diff.count": "Differences: {count}",
    "diff.none": "No difference",
    "diff.earlier": "{days}d earlier",
    "diff.later": "{days}d later",
    "diff.note": "Shift: how many days earlier or later the same result comes on trial; - means that it has not come on the other side by the last day compared.",
    "diff.check": "Check: ltz why {id} --as-of {day}, and for the trial add --under {file}",
}  # fmt: skip
