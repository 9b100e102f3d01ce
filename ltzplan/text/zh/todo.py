"""What `ltz todo` says."""

SAYS = {
    "todo.title": "{office}待办  截至{day}  共{count}件",
    "todo.none": "没有待办。",
    "todo.section": "{n}、{title}（{count}）",
    "todo.milestone": "节点“{milestone}”",
    "todo.unsigned": "{units}未签收",
    "todo.before": "待{holders}决策，也可直接交办",
    "todo.periods": "{count}期，自{first}起",
    "todo.by": "限{due}",
    "todo.late": "限{due}，逾期{days}天",
    "todo.was_late": "限{due}，此前在单位手中逾期{days}天",
    "todo.or": "或者：{way}",
    "todo.unit": "{unit}：{title}",
    "todo.owed": "{title}：未报{periods}",
    "todo.figures": "{title}：{records}",
    "todo.number": "{number}：{records}",
    "todo.next_day_unknown": "{title}（下一个工作日不详：节假日表没有这一年）",
    "todo.days_note": "天数：在当前环节已停留的天数。",
    "todo.office": "照样输入须先设定本办公室：git config ltz.office {office}；或加 --office {office}",
    "todo.fill_in": "大写的词换成实际内容。",
}  # fmt: skip
