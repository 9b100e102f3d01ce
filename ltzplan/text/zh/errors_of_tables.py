"""What errors say of tables, in and out; `errors` has them too."""

SAYS = {
    "group.tables": "表格",
    "missing_extra": "读写表格所需的部件没有安装（{module}）",
    "missing_extra.next": '请安装：pip install "ltzplan[{extra}]"',
    "not_a_table": "这不是能读的表格：文件损坏、有密码，或是别的格式",
    "not_a_table.next": "另存为 .xlsx、.ods、.docx 或 .csv 再试",
    "no_head": "没有找到任务表：没有哪一行是表头（有任务列和别的认得的列）且下面有任务",
    "no_head.next": "说明各列是什么，如 --map \"{column}=任务\"；可写序号、领域、章节、任务、内容、目标、牵头单位、责任单位、配合单位、开始时间、完成时限，不读的写备注",
    "no_head.next.found": "看到的列：{found}。说明各列是什么，如 --map \"{column}=任务\"；可写序号、领域、章节、任务、内容、目标、牵头单位、责任单位、配合单位、开始时间、完成时限，不读的写备注",
    "not_for_a_screen": "{form}不能显示在屏幕上",
    "not_for_a_screen.next": "请写进文件：-o 文件.{form}",
}  # fmt: skip
