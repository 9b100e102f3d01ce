"""What `ltz todo` says."""

SAYS = {
    "todo.title": "To do for {office}  as of {day}: {count}",
    "todo.none": "Nothing to do.",
    "todo.section": "{n}. {title} ({count})",
    "todo.milestone": "milestone “{milestone}”",
    "todo.unsigned": "{units}: not acknowledged",
    "todo.before": "to be decided by {holders}; may be ordered at once",
    "todo.periods": "{count} {count:period|periods}, since {first}",
    "todo.by": "by {due}",
    "todo.late": "by {due}, {days} {days:day|days} late",
    "todo.was_late": "by {due}, {days} {days:day|days} late in hand before",
    "todo.or": "or: {way}",
    "todo.unit": "{unit}: {title}",
    "todo.owed": "{title}: {periods}",
    "todo.figures": "{title}: {records}",
    "todo.number": "{number}: {records}",
    "todo.next_day_unknown": "{title} (next working day unknown: no holiday table for that year)",
    "todo.days_note": "Days (d): how long it has been waiting where it is now.",
    "todo.office": "To type them as they stand, set your office: git config ltz.office {office}; else add --office {office}",
    "todo.fill_in": "Replace the words in capitals.",
}  # fmt: skip
