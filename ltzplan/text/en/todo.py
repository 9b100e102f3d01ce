"""What `ltz todo` says."""

SAYS = {
    "todo.title": "To do for {office}  as of {day}: {count}",
    "todo.none": "Nothing waits.",
    "todo.section": "{n}. {title} ({count})",
    "todo.milestone": "milestone “{milestone}”",
    "todo.before": "before {holders}; may be ordered at once",
    "todo.with": "now with {holders}",
    "todo.periods": "{count} {count:period|periods}, since {first}",
    "todo.days": "{days} d",
    "todo.by": "by {due}",
    "todo.late": "by {due}, overdue",
    "todo.unit": "{unit}: {title}",
    "todo.owed": "{title}: {periods}",
    "todo.figures": "{title}: {records}",
    "todo.number": "{number}: {records}",
    "todo.next_day_unknown": "{title} (next working day not known: the table of holidays lacks its year)",
    "todo.fill_in": "Words in capitals are to be filled in.",
}  # fmt: skip
