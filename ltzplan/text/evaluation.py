"""What the evaluation and the forecasts say: key -> (Chinese, English)."""

EVALUATION: dict[str, tuple[str, str]] = {
    "expected": ("年底预计：{forecast}（{office}，{date}）；现为{light}{against}", "Expected at the year's end: {forecast} ({office}, {date}); now {light}{against}"),
    "expected.against": ("，与灯不符，请核实", ", against its light: to be checked"),
}  # fmt: skip
