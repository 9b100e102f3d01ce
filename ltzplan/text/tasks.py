"""What is said of a task's figures, reports and milestones: key -> (Chinese, English)."""

TASKS: dict[str, tuple[str, str]] = {
    "expected": ("年底预计：{forecast}（{office}，{date}）；现为{light}{against}", "Expected at the year's end: {forecast} ({office}, {date}); now {light}{against}"),
    "expected.against": ("，与灯不符，请核实", ", against its light: to be checked"),
    # figures and their days
    "old_percent": ("进度数据过旧", "no recent percent"),
    "col.of": ("{measure}{percent} ({date})", "{measure} {percent} ({date})"),
    "day.of_year": ("{m}月{d}日", "{m:02}-{d:02}"),
    "month.of_year": ("{m}月", "{y}-{m:02}"),
    "month": ("{y}年{m}月", "{y}-{m:02}"),
    "year": ("{y}年", "{y}"),
    "figure.of": ("{measure}{percent}%（{date}）", "{measure} {percent}% ({date})"),
    "show.percent": (
        "整体完成率：{measure}{percent}%（{basis}，{date}）  序时进度 {schedule}",
        "Done: {measure} {percent}% ({basis}, {date})  plan {schedule}",
    ),
    "show.lit_on": ("{light}（按{date}的数据）", "{light} (by the figure of {date})"),
    "rule.old_percent": (
        "{percent}：此后到期的报告期已超过{limit}个，只与数据当日的序时进度比较，不作正常",
        "{percent}: more than {limit} {limit:report|reports} fell due since; held against the schedule of its own day, "
        "never on course",
    ),
    "show.corrects": ("更正：{figures}", "Corrects: {figures}"),
    "show.settles": ("核定：{figures}", "Settles: {figures}"),
    "show.corrected": ("{record}（{office}{figure}）", "{record} ({office}{figure})"),
    "show.corrected_figure": ("，{figure}", ", {figure}"),
    "list.completes": ("即为完成", "completes"),
    "list.asks_above": ("向上请示", "asks above"),
    # reports
    "update.background": ("背景", "background"),
    "update.reopen": ("重新开办", "reopened"),
    "col.silence": ("连续未报/漏报", "silent/missed"),
    "col.silence.short": ("未/漏", "s/m"),
    "list.months_owed": ("连续未报", "silent for"),
    "list.months": ("连续未报", "silent for"),
    "list.reported_by": ("各市最近报告", "last report by city"),
    "list.completed": ("已完成", "completed"),
    "list.lit_on": ("灯的数据日期", "light of"),
    "list.months_missed": ("漏报", "missed"),
    "list.months_missed.said": ("本年{year}期，共{all}期", "{year} this year, {all} in all"),
    "list.late_milestones": ("逾期节点", "late milestones"),
    "list.background": ("背景", "background"),
    "list.percent_date": ("数据日期", "percent of"),
    "status.note": (
        "连续未报/漏报：上次报告后的期数、本年没有报告的期数；指本台账无报告，不等于未开展。{spread}{local}",
        "Silent/missed (s/m): periods since the last report, and this year's without one. No report in this store does not mean "
        "that nothing was done. {spread}{local}",
    ),
    "show.owed": ("连续未报{count}期：{months}", "Silent for {count}: {months}"),
    "show.missed": ("漏报{year}期（本年），共{all}期：{months}", "Missed {year} this year, {all} in all: {months}"),
    "show.reporters": ("{period}已报{count}/{of}市（{cities}）", "Reported for {period}: {count}/{of} cities ({cities})"),
    # stages that complete
    "stage.own_claimed": ("{stages}（待认定）", "{stages} (to be accepted)"),
    # milestones
    "show.milestone_late": (
        "{name}：{reached}（时限：{due}，已过{days}天）",
        "{name}: {reached} (due: {due}, {days} d late)",
    ),
    "status.milestone": ("节点逾期：{task} {name}（时限{due}，已过{days}天）", "Milestone late: {task} {name} (due {due}, {days} d late)"),
    # what makes no sense
    "how.withdrawn": ("撤销", "withdrawn"),
    "how.merged": ("并入其他任务", "merged into another"),
    "how.split": ("拆分", "split"),
    "doubt.task_ended": ("任务已终止", "task has ended"),
    "doubt.task_completed": ("任务已完成", "task is completed"),
    "doubt.not_completed": ("未完成而重新开办", "reopened when open"),
    "doubt.before_signing": ("早于签署", "before the signing"),
    "doubt.wanted_in_past": ("答复日早于提出日", "wanted in the past"),
    "ask.task_ended": (
        "{task}已于{date}{how}，{record}却晚于此：日期填错了，还是该记到别的任务？",
        "{task} was {how} on {date}, and {record} is later. Is its day wrong, or does it belong to another task?",
    ),
    "ask.task_completed": (
        "{task}已于{date}认定完成，{record}却是此后的报告或变更：要重新开办（ltz update --reopen），还是记作背景、撤回？",
        "{task} was accepted on {date}, and {record} reports on it or changes it later. Is it to be reopened (ltz update --reopen), or is the record background, or to be withdrawn?",
    ),
    "ask.not_completed": (
        "{record}要重新开办{task}，它当时并未完成：撤回，还是先有认定没有录入？",
        "{record} reopens {task}, which was not completed then. Withdraw it, or is an acceptance missing?",
    ),
    "ask.before_signing": (
        "{record}的日期{date}早于计划签署（{signed}）：年份填错了，还是背景？",
        "{record} is of {date}, before the plan was signed ({signed}). Is the year wrong, or is it background?",
    ),
    "ask.wanted_in_past": (
        "{record}提于{date}，希望答复的日期{wanted}却更早：哪个日期错了？",
        "{record} is of {date} and wants an answer by {wanted}, which is earlier. Which day is wrong?",
    ),
}  # fmt: skip
