"""What `ltz validate` says."""

SAYS = {
    "valid": "No findings in {plan}: {tasks} {tasks:task|tasks}, {records} {records:record|records}",
    "doubtful": "{count} {count:question|questions} to whoever stated it, of what does not add up or had no effect: ltz list doubts",
    "findings": "{plan}: {errors} {errors:error|errors}, {warnings} {warnings:warning|warnings}",
    "more_findings": ".. and {more} more, {count} in all (all of the plan and its records: ltz validate --format json)",
    "unknown.undated.none": "undated: none (local): {count} {count:task has|tasks have} no due date of {count:its|their} own and can never be overdue; with plan_end {count:it is|they are} due on {ends}",
    "unknown.undated.plan_end": "undated: plan_end (local): {count} {count:task has|tasks have} no due date of {count:its|their} own and {count:is|are} due on the plan's last day, {ends}",
    "unknown.stated": "rests on {ground}: {because}",
}  # fmt: skip
