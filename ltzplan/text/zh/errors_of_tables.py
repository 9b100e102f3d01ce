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
    "no_reports": "没有找到报告表：没有哪一行既有任务栏，又有别的认得的栏",
    "no_reports.next": "栏名如：任务、日期、阶段、完成率、进展情况、填报单位",
    "formula_without_value": "这里的公式没有值（所存：{value}）",
    "formula_without_value.next": "用表格软件打开，改好后保存；或者直接填值",
    "percent_of_two": "“{value}”可能是{whole}%，也可能是{value}%",
    "percent_of_two.next": "在单元格里写明{whole}%或{value}%；在终端上会询问",
    "not_json": "这一行不是JSON写的记录",
    "not_json.next": "一行写一个对象，每个键只写一次",
    "only_of_tables": "{option}只用于报告表",
    "only_of_tables.next": "去掉它；见 ltz import --help",
}  # fmt: skip
