"""What `ltz calendar` says."""

SAYS = {
    "calendar.title": "{plan}  调度总结评价日历  截至{day}",
    "calendar.event": "{duty} {period}（{of}）：{state}",
    "calendar.title_dated": "{plan}  时限日历  截至{day}",
    "calendar.dated": "时限",
    "calendar.event_dated": "{ids} {name}（{what}）：{state}",
    "calendar.none": "没有按周期开展的调度和文稿，也没有其他时限。",
    "calendar.note": "调度在周期内办{lowest}，文稿在周期过完后、限期前印发。未办指本台账没有记录，不等于没有开展。依据：{grounds}。一并办理或推迟：ltz session --merges、--put-off；待办：ltz todo",
    "calendar.lowest": "最低层级“{level}”的会议不算计划的调度",
    "duty.said": "{duty}{state}",
}  # fmt: skip
