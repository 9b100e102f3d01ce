"""What `ltz log` says."""

SAYS = {
    "log.title": "Records of {id}",
    "log.all": "All records",
    "log.none": "No records.",
    "log.level": "{on}  level {before} -> {after} ({cause})",
    "log.light": "{on}  light {before} -> {after} ({cause})",
    "log.overdue": "{on}  {id} overdue ({cause})",
    "log.overdue.ends": "{on}  {id} no longer overdue ({cause})",
    "log.supervision": "{on}  {id} under supervision: {after} ({cause})",
    "log.supervision.ends": "{on}  {id} no longer under supervision ({cause})",
    "log.of": "of {problems}",
    "log.entered": "{office}/{by}, entered {at}",
    "log.commit": ", commit {commit} by {author}",
    "log.time": "passage of time",
    "effect.withdrawn": "withdrawn by {by}",
    "effect.replaced": "replaced by {by}",
    "effect.in_force": "in force, never corrected",
    "log.next": "One in full, with its source, file, commit and what became of it: ltz show {id}{moment}",
    "effect.skipped": "without effect",
    "log.some": "{of} ({by})",
}  # fmt: skip
