"""What bare `ltz` says in a workspace."""

SAYS = {
    "home.nobody": "未设姓名（git config user.name \"姓名\"）",
    "home.at": "，{office}（{where}）",
    "home.only_office": "计划中只有这一个单位",
    "home.no_office": "没有指明本单位：git config ltz.office 单位，可用：{offices}",
    "home.waits": "待办{count}件",
    "home.count": "{count}件",
    "home.late": "{count}件，逾期{late}件",
    "home.all": "全部：ltz todo。大写的词换成实际内容。",
    "home.uncommitted": "还有{count}个文件没有提交，别人看不到：git add data && git commit -m \"补交记录\" && git push",
    "home.verbs": "常用命令",
    "home.help": "用法和例子：ltz help {verb}；全部命令：ltz --help",
    "home.begin": "开始：ltz init 目录，建立自己的工作区。",
}  # fmt: skip
