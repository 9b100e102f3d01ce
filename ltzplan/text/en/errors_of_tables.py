"""What errors say of tables, in and out; `errors` has them too."""

SAYS = {
    "group.tables": "Tables",
    "missing_extra": "tables need what is not installed here ({module})",
    "missing_extra.next": 'Install it: pip install "ltzplan[{extra}]"',
    "not_a_table": "this is no table that can be read: damaged, protected by a password, or of another kind",
    "not_a_table.next": "Save it as .xlsx, .ods, .docx or .csv and try again",
    "no_head": "no table of tasks was found: no row is the head of a column of tasks and of another one that is known, with tasks below",
    "no_head.next": "Say what the columns hold, such as --map \"{column}=task\"; or no, area, section, detail, target, lead, responsible, supporting, start, due, other (left out)",
    "no_head.next.found": "Columns found: {found}. Say what they hold, such as --map \"{column}=task\"; or no, area, section, detail, target, lead, responsible, supporting, start, due, other (left out)",
    "not_for_a_screen": "{form} is not for a screen",
    "not_for_a_screen.next": "Write it into a file: -o FILE.{form}",
    "no_reports": "no table of reports was found: no row has both a column of tasks and another one that is known",
    "no_reports.next": "Name the columns such as: task, date, stage, percent, text, by whom",
    "formula_without_value": "a formula here has no value (stored: {value})",
    "formula_without_value.next": "Open the file in a spreadsheet, settle it and save; or type the value",
    "percent_of_two": "“{value}” may be {whole}% or {value}%",
    "percent_of_two.next": "Write {whole}% or {value}% into the cell; on a terminal it is asked",
    "not_json": "this line is no record in JSON",
    "not_json.next": "Write one object a line, with each key once",
    "only_of_tables": "{option} is for a table of reports",
    "only_of_tables.next": "Leave it out; see ltz import --help",
}  # fmt: skip
