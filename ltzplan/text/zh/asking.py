"""What is asked on a terminal, and said while rows are gone through."""

SAYS = {
    "ask.row": "{at}/{count}  {queue}：{days}",
    "ask.s": "以后再办",
    "ask.q": "停下",
    "ask.verdict": "核查结果",
    "ask.move": "怎样答复",
    "ask.nil": "没有新进展",
    "ask.may_pass": " [回车：无]",
    "ask.again": "这里要填",
    "ask.none": "没有等着ltz {verb}的事；也可写明对象：ltz {verb} --help",
    "ask.all_done": "都过完了",
    "draft.head": "议定的内容写在建议的位置上，没有研究的事项删去\n然后：ltz session 文件",
    "draft.form": "meeting会议、on_site现场、information信息",
    "draft.date": "不写就是录入当日",
    "draft.attended": "出席人员",
    "ask.draft": "已写入{file}，会后运行：ltz session {file}",
    "ask.decision": "{id} {title}：议定",
    "ask.minutes": "现在印发纪要吗？[y/N] ",
    "ask.commit": "还有{count}条记录没有提交，先提交吗？[y/N] ",
}  # fmt: skip
