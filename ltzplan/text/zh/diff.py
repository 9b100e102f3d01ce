"""What `ltz diff` says."""

SAYS = {
    "diff.title": "规则试算：{file} 对照现行计划  {over}（比到{last}）",
    "diff.count": "不同之处 {count}",
    "diff.none": "没有不同",
    "diff.earlier": "早{days}天",
    "diff.later": "晚{days}天",
    "diff.note": "早晚：同一结果，试行比现行早或晚几天；“-”指另一方到比较的最后一天仍未出现。",
    "diff.check": "核对：ltz why {id} --as-of {day}，试行的另加 --under {file}",
}  # fmt: skip
