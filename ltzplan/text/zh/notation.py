"""How the language joins words and writes days, periods and numbers."""

SAYS = {
    # between words
    "colon": "：",
    "bracket": "（{text}）",
    "list.sep": "、",
    "list.semi": "；",
    "list.parted": "、",
    "deed.sep": " ",
    "status.sep": " ",
    "paper.and": "和",
    # what the members of a plan are that does not say what it calls them
    "member": "市",
    # days and periods
    "date": "{y}年{m}月{d}日",
    "month": "{y}年{m}月",
    "month.asked": "{m}月份",
    "year": "{y}年",
    "weekdays": "周一 周二 周三 周四 周五 周六 周日",
    "period.quarter": "{y}年{n}季度",
    "period.half.1": "{y}年上半年",
    "period.half.2": "{y}年下半年",
    "period.year": "{y}年",
    "period.months": "{y}年{first}-{last}月",
    "period.years": "{y}-{last_y}年",
    "period.days": "{first}至{last}",
    "period.month_words": "1 2 3 4 5 6 7 8 9 10 11 12",
    "paper.month": "{year}年{n}月",
    "paper.quarter": "{year}年第{n}季度",
    "paper.half.1": "{year}年上半年",
    "paper.half.2": "{year}年下半年",
    "paper.year": "{year}年",
    "paper.from_to": "{first}至{last}共{count}期",
    "paper.of_period": "{period}{figure}",
    "ground.paragraph": "原文·{section}·第{n}段",
    # numbers of sections: tens and ones, joined
    "number.tens": " 十 二十 三十 四十 五十 六十 七十 八十 九十",
    "number.ones": " 一 二 三 四 五 六 七 八 九",
    # how locales of this language begin
    "locales": "zh cn 中文",
}  # fmt: skip
