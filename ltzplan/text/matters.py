"""What screens say of matters in hand: key -> (Chinese, English)."""

MATTERS: dict[str, tuple[str, str]] = {
    "col.of": ("{measure}{percent}", "{measure} {percent}"),
    "list.short": ("简称", "short"),
}
