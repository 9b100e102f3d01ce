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
    "foot.skipped": "Without effect: {record} ({reason})",
    # why a record has no effect
    "skip.names_unknown": "it names a record that is not here",
    "skip.answers_nothing": "what it answers was withdrawn or has no effect",
    "skip.impossible_move": "not possible in state “{state}”",
    "skip.not_its_order": "the unit is not one that must answer",
    "skip.only_helps": "a helping unit can only report progress",
    "skip.replaces_other_kind": "a record corrects only its own kind",
    "skip.not_asked_above": "it is not asked of an authority above",
    "skip.reorder_without_reason": "it takes the place of an order in force and gives no reason",
    "skip.accept_without_reason": "nobody has sorted it, and no reason is given",
    "skip.withdraws_late_order": "it would withdraw an order that was late",
    "skip.redates_late_order": "it would move the date of an order that was late",
    "skip.replaces_other_matter": "it would carry what it corrects to another matter",
    "skip.mends_other_office": "it mends another office's record",
    # before any answer
    "read_only": "This is the built-in plan (read-only); make a workspace of your own: ltz init DIR",
    "beside": "Files of the system or an editor in the data folder, not read: {count} ({first}); see ltz validate",
    "git_refuses": "Git refuses to read this repository. It says:\n  {reason}",
    "lang.unknown": "LTZ_LANG={value} is neither zh nor en; English is used",
    "crashed": "ltz failed; details in {file}",
    "rev.differs": "Warning: this differs from the paper “{id}” as issued (its SHA-256 is another)",
}  # fmt: skip
