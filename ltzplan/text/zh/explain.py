"""What `ltz explain` says."""

SAYS = {
    "explain.all": "错误共{count}种，按代号：",
    "explain.one": "看其中一种及例子：ltz explain 代号",
    "explain.wrong": "情形",
    "explain.says": "意思",
    "explain.way_out": "办法",
    "explain.example": "例（三项任务的样例计划：ltz init 目录 --blank）：",
}  # fmt: skip
