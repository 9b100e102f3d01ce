"""What several screens say of a matter in hand, and of what a record does."""

SAYS = {
    "matter.units": "with {units}",
    "matter.due": "due {due}{first}",
    "matter.decided": "decided {date}: {text}",
    "matter.first": " (first {due})",
    "matter.level_since": " since {since}",
    "matter.with": "with {holders}",
    "matter.to_decide": "to be decided by {holders}",
    "matter.late": "{days} d late in hand",
    "matter.was_late": "{days} d late in hand before",
    "deed.claim": "claim of completion",
    "deed.unit": "{unit}: {move}",
    "deed.needs": "needs {needs}",
    "deed.joined": "asked by {cities}",
    "deed.on_behalf": "on behalf of {office}",
    "deed.answer_by": "answer expected by {due}",
    "deed.target": "target: {text}",
    "deed.approved": "approved by {by}",
    "ended.withdrawn": "withdrawn",
    "ended.merged": "merged into {into}",
    "ended.split": "split into {into}",
}  # fmt: skip
