"""What is said of another time's plan and of rules on trial: key -> (Chinese, English)."""

TRIAL: dict[str, tuple[str, str]] = {
    "rev.differs": (
        "注意：与印发时的文稿“{id}”不是逐字节相同（SHA-256不符）",
        "Warning: this differs from the paper “{id}” as issued (its SHA-256 is another)",
    ),
    "diff.title": (
        "规则试算：{file} 对照现行计划  {over}（比到{last}）",
        "Rules on trial: {file} against the plan in force  {over} (up to {last})",
    ),
    "diff.count": ("不同之处 {count}", "Differences: {count}"),
    "diff.none": ("没有不同", "No difference"),
    "diff.since": ("起", "from"),
    "diff.until": ("止", "to"),
    "diff.shift": ("早晚", "shift"),
    "diff.title_of": ("事项", "matter"),
    "diff.earlier": ("早{days}天", "{days}d earlier"),
    "diff.later": ("晚{days}天", "{days}d later"),
    "diff.note": (
        "早晚：同一结果，试行比现行早或晚几天；“-”指另一方到比较的最后一天仍未出现。",
        "Shift: by how many days the same comes earlier or later on trial; - where by the last day it does not come on the other side.",
    ),
    "diff.check": (
        "核对：ltz why {id} --as-of {day}，试行的另加 --under {file}",
        "Check: ltz why {id} --as-of {day}, and for the trial add --under {file}",
    ),
    "spread.day": ("序时进度按签署至时限逐日折算", "Schedule: day by day from signing to due"),
    "spread.month": (
        "序时进度按签署至时限逐月均摊，月末计",
        "Schedule: by month from signing to due, at each month's end",
    ),
    "spread.milestones": (
        "序时进度按节点权重；没有带时限和权重的节点的，逐日折算",
        "Schedule: by the weights of milestones, or day by day where none has date and weight",
    ),
    "by.day": ("逐日折算", "day by day"),
    "by.month": ("按月均摊，月末计", "by month, at each month's end"),
    "by.milestones": ("按节点权重", "by the weights of milestones"),
    "rule.schedule": (
        "序时进度为{schedule}（{start}至{due}，{by}）",
        "{schedule} is due by schedule ({start} to {due}, {by})",
    ),
}
