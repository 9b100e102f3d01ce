"""What screens say of matters in hand: key -> (Chinese, English)."""

MATTERS: dict[str, tuple[str, str]] = {
    "col.of": ("{measure}{percent}", "{measure} {percent}"),
    "list.short": ("简称", "short"),
    "matter.units": ("承办：{units}", "with {units}"),
    "matter.due": ("时限{due}{first}", "due {due}{first}"),
    "matter.first": ("（原{due}）", " (first {due})"),
    # escalate
    "esc.no_dispatch": ("无记录", "none recorded"),
    "esc.in_hand": (" 在办{count}", ", {count} in hand"),
    "esc.waiting": (" 请示在途{count}", ", {count} with the higher authority"),
    "esc.late": ("逾期{days}天", "{days} d late"),
    "esc.key": ("重点", "key"),
    "esc.to_order": ("待交办{count}：{items}", "{count} to order: {items}"),
    "esc.unwritten": ("调度后无纪要、无交办单：{date} {level}（{id}）", "Neither minutes nor an order after the dispatch of {date}, {level} ({id})"),
}  # fmt: skip
