"""The words of tables of tasks: heads of columns and what stands in cells, with | between; and what is said of a plan made of one."""

SAYS = {
    # what a column holds -> the words by which it is known, or that end its head
    "column.no": "no|nr|number|#|id|ref",
    "column.area": "area|theme|field|pillar|priority area|sector",
    "column.section": "section|group|chapter|programme|program",
    "column.task": "task|action|measure|project|activity|deliverable|task name|action item|title",
    "column.detail": "description|details|content|summary",
    "column.target": "target|goal|objective|expected result|output|outcome",
    "column.lead": "lead|lead unit|lead agency|lead department|lead organisation|lead organization|lead office|lead body|led by",
    "column.responsible": "owner|responsible|responsible unit|responsible agency|responsible department|responsible organisation|responsible body|assigned to|agency|who",
    "column.supporting": "support|supporting|supporting unit|supported by|partners|with|contributors",
    "column.start": "start|start date|begins",
    "column.due": "due|due date|deadline|by when|when|target date|end date|completion date",
    "column.other": "progress|status|issues|problems|remarks|notes|comments|contact|percent|% done|risk",
    # what a note below a table begins with, what stands beside a day, what is no day
    "words.notes": "note|notes|source|legend",
    "words.beside": "by|before|until|not later than|no later than",
    "words.undated": "ongoing|continuous|permanent|long term|long-term|every year|annually|monthly|tbd|n/a",
    # what parts units and stands in their names too, and what stands for others
    "words.joins": "and|&|with",
    "words.others": "et al.|etc.|and others",
    # what is said
    "decoded": "{file} is read as {encoding}",
    "drafted": "Of {sheet}: {tasks} {tasks:task|tasks}, {areas} {areas:area|areas}, {units} {units:unit|units}",
    "columns": "Columns: {columns}",
    "column": "{at} {title} = {field}",
    "sheet.named": "{file} ({name})",
    "further": "Further tables, not read: {names}; choose with {option}",
    "unfit": "No part of a plan: {columns} (progress and problems are records: ltz update, ltz raise)",
    "to_check": "Not understood, or to be checked; the file says so too:",
    "not.column": "column “{text}” is not understood and left out; to take it: --map \"{text}=FIELD\"",
    "not.column_bare": "this column has no head and is left out",
    "not.no_day": "“{text}” is no day; the words are kept, without a due date",
    "not.no_year": "“{text}” has no year; the words are kept, without a due date",
    "not.start_after_due": "“{text}” starts after it is due; no start is set",
    "not.others": "“{text}” speaks of units that it does not name",
    "not.several": "“{text}” may join several units: if so, part them",
    "not.joined": "“{text}” has no number or no task, and is taken as part of the task above",
    "not.no_task": "“{text}”: a row without a task, left out",
    "not.left_out": "“{text}” has no task below it, and is left out",
    "not.is_note": "“{text}” is a note, and is left out",
    # comments of the file
    "made": "Made from {sheet}, to be edited; what is marked “assumed” the table does not say. Afterwards run ltz validate",
    "assumed": "assumed",
    "of_title": "assumed: the years of the title and the due dates",
    "short": "may be short for “{other}”: if so, write aliases: [\"{name}\"] there, use its id in the tasks and delete this line",
}  # fmt: skip
