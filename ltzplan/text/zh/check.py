"""What `ltz check` says."""

SAYS = {
    "check.title": "{paper}，截至{day}，所据版本 {commit}",
    "check.agrees": "与所据版本一致，此后录入的记录也没有使其变化。",
    "check.altered": "文件中改动：{count}处",
    "check.overtaken": "因此后录入的记录而过时：{count}处",
    "check.uncommitted": "出件时有{count}个文件尚未提交，不一致处可能出自这些文件。",
    "check.issued": "{paper}（{file}）：{said}",
    "check.fine": "一致",
    "check.no_file": "未找到文件，只核对记录",
    "check.none": "没有已印发的文稿。",
    "check.paragraph": "第{n}段",
    "check.at.head": "页眉第{n}段",
    "check.at.foot": "页脚第{n}段",
    "check.line": "第{n}行",
    "check.altered.differs": "{where}：文件写“{stands}”，按所据版本应为“{agrees}”",
    "check.altered.missing": "{where}：文件缺“{agrees}”",
    "check.altered.beside": "{where}：文件多“{stands}”",
    "check.overtaken.differs": "{where}：所据版本写“{stands}”，计入此后录入的记录应为“{agrees}”",
    "check.overtaken.missing": "{where}：计入此后录入的记录应增“{agrees}”",
    "check.overtaken.beside": "{where}：计入此后录入的记录应删“{stands}”",
}  # fmt: skip
