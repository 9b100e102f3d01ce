"""The words of tables of tasks: heads of columns and what stands in cells, with | between; and what is said of a plan made of one."""

SAYS = {
    # what a column holds -> the words by which it is known, or that end its head
    "column.no": "序号|编号",
    "column.area": "领域|专项|板块|类别|大类|重点领域",
    "column.section": "章节|小类|方面|一级任务",
    "column.task": "任务|事项|项目|举措|措施|工作|任务名称|项目名称|事项名称|工作要点",
    "column.detail": "内容|任务内容|工作内容|建设内容|任务描述",
    "column.target": "目标|工作目标|目标要求|预期成果|成果形式|成效|工作要求",
    "column.lead": "牵头|牵头单位|牵头部门|主办单位|主责单位|牵头责任单位|牵头市",
    "column.responsible": "责任|责任单位|责任部门|责任主体|承办单位|实施单位|分工",
    "column.supporting": "配合|配合单位|配合部门|协办单位|参与单位|参加单位|协同单位|配合责任单位|责任配合单位",
    "column.start": "开始时间|启动时间|起始时间|开工时间",
    "column.due": "时限|期限|完成时间|时间节点|截止日期|截止时间|时间要求|完成日期|进度安排|时间安排",
    "column.other": "进展|情况|进展情况|存在问题|问题|状态|备注|责任人|联系人|联系电话|下一步工作|下一步打算|领导",
    # what a note below a table begins with, what stands beside a day, what is no day
    "words.notes": "注|备注|说明|填表说明|填表人|联系人",
    "words.beside": "前|之前|以前|内|完成|底前",
    "words.undated": "长期|持续|常态|每年|每月|每季|常年|全年|适时|滚动",
    # what parts units and stands in their names too, and what stands for others
    "words.joins": "和|及|与|以及|会同",
    "words.others": "等|等单位|等部门|等有关单位|等有关部门|等相关单位|等相关部门",
    # what is said
    "decoded": "按{encoding}读取{file}",
    "drafted": "从{sheet}读出{tasks}项任务、{areas}个领域、{units}个单位",
    "columns": "认出的列：{columns}",
    "column": "{at} {title}＝{field}",
    "sheet.named": "{file}（{name}）",
    "further": "没有读的表还有：{names}；用{option}另选",
    "unfit": "没有写进计划的列：{columns}（进展和问题是记录，用 ltz update、ltz raise）",
    "to_check": "以下没有读懂，或要核对，文件里已注明：",
    "not.column": "“{text}”列没有认出，没有读；要读就加 --map \"{text}=FIELD\"",
    "not.column_bare": "这一列没有列名，没有读",
    "not.no_day": "“{text}”不是一个日期；原话留着，没有时限",
    "not.no_year": "“{text}”没有年份；原话留着，没有时限",
    "not.start_after_due": "“{text}”开始晚于时限，没有写开始日期",
    "not.others": "“{text}”里的“等”没有写出单位",
    "not.several": "“{text}”里可能有几个单位连着写；是就改成几个",
    "not.joined": "“{text}”没有序号或没有任务，算作上一行任务的",
    "not.no_task": "“{text}”这一行没有任务，没有读",
    "not.left_out": "“{text}”下面没有任务，没有读",
    "not.is_note": "“{text}”是表注，没有读",
    # comments of the file
    "made": "由{sheet}生成，照表改；标“暂定”的表里没有写，请核对。改完运行 ltz validate",
    "assumed": "暂定",
    "of_title": "暂定：表名和时限所在的年",
    "short": "可能是“{other}”的简称；是就在那边写 aliases: [\"{name}\"]，任务里改用它的编号，删去本行",
}  # fmt: skip
