"""What is said around every screen: what was read, what had no effect, and what is amiss."""

SAYS = {
    # the foot
    "foot.read": "Read {tasks}/{total} {total:task|tasks}{others}, {records} {records:record|records}, {skipped} skipped; {commit}",
    "foot.others": " ({count} more)",
    "foot.commit": "commit {commit}",
    "foot.dirty": "commit {commit} (+{count} uncommitted)",
    "foot.unborn": "nothing is committed yet",
    "foot.no_commit": "not under git",
    "foot.refused": "git refuses to read the repository",
    "foot.absent": "; committed but not checked out: {count} (sparse checkout)",
    "foot.unwatched": "; read but not watched by git: {count} (ignored or marked)",
    "foot.known_on": "Only what was entered by the end of {day}",
    "foot.skipped": "Without effect: {record}, {office}/{by} ({reason})",
    # why a record has no effect
    "skip.names_unknown": "it refers to a record that is not here",
    "skip.answers_nothing": "what it answers was withdrawn or has no effect",
    "skip.impossible_move": "not possible in state “{state}”",
    "skip.not_its_order": "the unit is not responsible for this order",
    "skip.only_helps": "a supporting unit can only report progress",
    "skip.replaces_other_kind": "a record can only correct one of its own kind",
    "skip.not_asked_above": "it does not need a higher authority",
    "skip.reorder_without_reason": "it replaces an order in force and gives no reason",
    "skip.accept_without_reason": "nobody has sorted it, and no reason is given",
    "skip.withdraws_late_order": "it would withdraw an order that was late",
    "skip.redates_late_order": "it would change the due date of an order that was late",
    "skip.replaces_other_matter": "it would move the corrected record to another matter",
    "skip.mends_other_office": "it corrects another office's record",
    # before any answer
    "read_only": "This is the built-in plan (read-only); make a workspace of your own: ltz init DIR",
    "beside": "{count} system or editor {count:file|files} in the data folder ignored ({first}); see ltz validate",
    "git_refuses": "Git refuses to read this repository. It says:\n  {reason}",
    "lang.unknown": "LTZ_LANG={value} is neither zh nor en; English is used",
    "crashed": "ltz failed; details in {file}",
    "rev.differs": "Warning: this differs from the paper “{id}” as issued (SHA-256 mismatch)",
}  # fmt: skip
