"""What is said of another time's plan and of rules on trial: key -> (Chinese, English)."""

TRIAL: dict[str, tuple[str, str]] = {
    "rev.differs": (
        "注意：与印发时的文稿“{id}”不是逐字节相同（SHA-256不符）",
        "Careful: this is not, byte for byte, the paper “{id}” that was issued (its SHA-256 differs)",
    ),
    "spread.day": ("应达按签署至时限逐日折算", "Schedule: day by day from signing to due"),
    "spread.month": (
        "应达从签署至时限按月均摊，月末计",
        "Schedule: by month from signing to due, at each month's end",
    ),
    "spread.milestones": (
        "应达按节点权重；没有带时限和权重的节点的，逐日折算",
        "Schedule: by the weights of milestones, or day by day where none has date and weight",
    ),
    "by.day": ("逐日折算", "day by day"),
    "by.month": ("按月均摊，月末计", "by month, at each month's end"),
    "by.milestones": ("按节点权重", "by the weights of milestones"),
    "rule.schedule": (
        "序时进度应达{schedule}（{start}至{due}，{by}）",
        "{schedule} is due by schedule ({start} to {due}, {by})",
    ),
}
