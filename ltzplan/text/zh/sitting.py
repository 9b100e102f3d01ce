"""What is asked on a terminal, and said while rows are gone through."""

SAYS = {
    "sit.row": "{at}/{count}  {queue}：{days}",
    "sit.s": "以后再办",
    "sit.q": "停下",
    "sit.verdict": "核查结果",
    "sit.move": "怎样答复",
    "sit.report": "填报{period}：{what}",
    "sit.part": "百分比说的是哪一部分（回车：整个任务）",
    "sit.nil": "没有新进展",
    "sit.may_pass": " [回车：无]",
    "sit.again": "这里要填",
    "sit.none": "没有等着ltz {verb}的事；也可写明对象：ltz {verb} --help",
    "sit.all_done": "都过完了",
    "draft.head": "议定的内容写在建议的位置上，没有研究的事项删去\n然后：ltz session 文件",
    "draft.form": "meeting会议、on_site现场、information信息",
    "draft.date": "不写就是录入当日",
    "draft.attended": "出席人员",
    "sit.draft": "已写入{file}，会后运行：ltz session {file}",
    "sit.decision": "{id} {title}：议定",
    "sit.minutes": "现在印发纪要吗？[y/N] ",
    "sit.commit": "还有{count}条记录没有提交，先提交吗？[y/N] ",
}  # fmt: skip
