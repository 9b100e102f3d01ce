"""The sheets of a workbook, and the titles of the one that says what the columns mean."""

SAYS = {
    "sheet.definitions": "说明",
    "sheet.column": "栏",
    "sheet.field": "字段",
    "sheet.meaning": "含义",
    "sheet.status": "进展",
    "sheet.counts": "汇总",
    "sheet.since": "变化",
    "sheet.list": "清单",
    "sheet.escalation": "催办",
    "sheet.log": "记录",
    "sheet.todo": "待办",
    "sheet.diff": "规则比较",
    "sheet.calendar": "日历",
    "sheet.evaluation": "评价",
}  # fmt: skip
