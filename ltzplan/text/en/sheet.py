"""The sheets of a workbook, and the titles of the one that says what the columns mean."""

SAYS = {
    "sheet.definitions": "Definitions",
    "sheet.column": "column",
    "sheet.field": "field",
    "sheet.meaning": "meaning",
    "sheet.status": "Status",
    "sheet.counts": "Counts",
    "sheet.since": "Changes",
    "sheet.list": "List",
    "sheet.escalation": "Who must act",
    "sheet.log": "Log",
    "sheet.todo": "To do",
    "sheet.diff": "Comparison",
    "sheet.calendar": "Calendar",
    "sheet.evaluation": "Evaluation",
}  # fmt: skip
