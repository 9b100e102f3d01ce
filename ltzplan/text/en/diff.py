"""What `ltz diff` says."""

SAYS = {
    "diff.title": "Rules on trial: {file} against the plan in force  {over} (up to {last})",
    "diff.count": "Differences: {count}",
    "diff.none": "No difference",
    "diff.earlier": "{days}d earlier",
    "diff.later": "{days}d later",
    "diff.note": "Shift: by how many days the same comes earlier or later on trial; - where by the last day it does not come on the other side.",
    "diff.check": "Check: ltz why {id} --as-of {day}, and for the trial add --under {file}",
}  # fmt: skip
