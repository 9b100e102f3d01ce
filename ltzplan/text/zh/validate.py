"""What `ltz validate` says."""

SAYS = {
    "valid": "{plan}没有问题：任务{tasks}、记录{records}",
    "doubtful": "前后对不上或无效力、须问填报人的{count}处：ltz list doubts",
    "findings": "{plan}：错误{errors}，警告{warnings}",
    "more_findings": "……另有{more}处，共{count}处（计划和记录的全部：ltz validate --format json）",
    "unknown.undated.none": "undated: none（本地约定）：没有单独时限的任务{count}项，不会逾期；改为plan_end，时限为{ends}",
    "unknown.undated.plan_end": "undated: plan_end（本地约定）：没有单独时限的任务{count}项，时限为计划期满日{ends}",
    "unknown.stated": "依据 {ground}：{because}",
}  # fmt: skip
