"""What `ltz log` says."""

SAYS = {
    "log.title": "{id} 记录",
    "log.all": "全部记录",
    "log.none": "没有记录。",
    "log.level": "{on}  层级 {before} → {after}（{cause}）",
    "log.light": "{on}  灯 {before} → {after}（{cause}）",
    "log.overdue": "{on}  {id} 逾期（{cause}）",
    "log.overdue.ends": "{on}  {id} 不再逾期（{cause}）",
    "log.supervision": "{on}  {id} 列入督查督办：{after}（{cause}）",
    "log.supervision.ends": "{on}  {id} 解除督查督办（{cause}）",
    "log.of": "问题{problems}",
    "log.entered": "{office}·{by}，{at}录入",
    "log.commit": "，版本 {commit}（{author}）",
    "log.time": "时间推移",
    "effect.withdrawn": "已由 {by} 撤回",
    "effect.replaced": "已由 {by} 更正",
    "effect.in_force": "有效，未经更正",
    "log.next": "看一条的全文、来源、文件、提交版本及其后更正情况：ltz show {id}{moment}",
    "effect.skipped": "无效力",
    "log.some": "{of}（{by}）",
}  # fmt: skip
