"""What is said around every screen: what was read, what had no effect, and what is amiss."""

SAYS = {
    # the foot
    "foot.read": "核对：任务{tasks}/{total}项{others}、记录{records}条、无效{skipped}条；{commit}",
    "foot.others": "（另{count}项）",
    "foot.commit": "版本 {commit}",
    "foot.dirty": "版本 {commit}（另有{count}处未提交）",
    "foot.unborn": "还没有提交",
    "foot.no_commit": "不在git库中",
    "foot.refused": "git拒绝读取此库",
    "foot.absent": "；在库中未检出{count}个（稀疏检出）",
    "foot.unwatched": "；git不看{count}个（忽略或标记）",
    "foot.known_on": "只计{day}前（含）录入的记录",
    "foot.skipped": "无效力：{record} {office}·{by}（{reason}）",
    # why a record has no effect
    "skip.names_unknown": "所指记录不在本台账",
    "skip.answers_nothing": "所答复的记录已撤回或无效",
    "skip.impossible_move": "当时状态为“{state}”，不能这样办理",
    "skip.not_its_order": "该单位不是承办单位",
    "skip.only_helps": "配合单位只报进展",
    "skip.replaces_other_kind": "只能更正同类记录",
    "skip.not_asked_above": "不属于须共同向上级请示的",
    "skip.reorder_without_reason": "改派没有写理由",
    "skip.accept_without_reason": "没有分类，也没有理由",
    "skip.withdraws_late_order": "要撤回的交办单逾期过",
    "skip.redates_late_order": "要改期限的交办单逾期过",
    "skip.replaces_other_matter": "不能把更正转到别的问题",
    "skip.mends_other_office": "不能更正或撤回其他单位的记录",
    # before any answer
    "read_only": "显示的是随软件附带的计划（只读）；建自己的工作区：ltz init 目录",
    "beside": "系统或编辑器的文件{count}个（{first}等）放在数据文件夹里，不读；见 ltz validate",
    "git_refuses": "git拒绝读取此库，它说：\n  {reason}",
    "lang.unknown": "LTZ_LANG={value}不是zh或en，用中文",
    "crashed": "程序出错，详情见 {file}",
    "rev.differs": "注意：与印发时的文稿“{id}”不是逐字节相同（SHA-256不符）",
}  # fmt: skip
