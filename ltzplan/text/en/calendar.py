"""What `ltz calendar` says."""

SAYS = {
    "calendar.title": "{plan}  calendar of duties  as of {day}",
    "calendar.event": "{duty} {period} ({of}): {state}",
    "calendar.title_dated": "{plan}  calendar of due dates  as of {day}",
    "calendar.dated": "Due dates",
    "calendar.event_dated": "{ids} {name} ({what}): {state}",
    "calendar.none": "There are no meetings or papers by the calendar, and no due dates.",
    "calendar.note": "A dispatch is held within its period{lowest}; a paper is issued after it, by the day given. Missed means no record in this store, not that nothing was done. Rests on: {grounds}. To merge or put off: ltz session --merges, --put-off; what to do: ltz todo",
    "calendar.lowest": "a session of the lowest level, “{level}”, holds none of the plan",
    "duty.said": "{duty} {state}",
}  # fmt: skip
