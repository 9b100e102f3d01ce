"""What several screens say of a matter in hand, and of what a record does."""

SAYS = {
    "matter.units": "承办：{units}",
    "matter.due": "时限{due}{first}",
    "matter.decided": "{date}调度议定：{text}",
    "matter.first": "（原{due}）",
    "matter.level_since": "（自{since}起）",
    "matter.with": "由{holders}办理",
    "matter.to_decide": "待{holders}决策",
    "matter.late": "在单位手中逾期{days}天",
    "matter.was_late": "此前在单位手中逾期{days}天",
    "deed.claim": "报结",
    "deed.unit": "{unit} {move}",
    "deed.needs": "需{needs}协调",
    "deed.joined": "{cities}共同请示",
    "deed.on_behalf": "代{office}填报",
    "deed.answer_by": "希望{due}前答复",
    "deed.target": "目标改为：{text}",
    "deed.approved": "批准：{by}",
    "ended.withdrawn": "已撤销",
    "ended.merged": "并入{into}",
    "ended.split": "拆分为{into}",
}  # fmt: skip
