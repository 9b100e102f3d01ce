"""How the language joins words and writes days, periods and numbers."""

SAYS = {
    # between words
    "colon": ": ",
    "bracket": " ({text})",
    "list.sep": ", ",
    "list.semi": "; ",
    "list.parted": "; ",
    "deed.sep": ", ",
    "status.sep": ", ",
    "paper.and": " and ",
    # what the members of a plan are that does not say what it calls them
    "member": "city",
    # days and periods
    "date": "{y}-{m:02}-{d:02}",
    "month": "{y}-{m:02}",
    "month.asked": "{y}-{m:02}",
    "year": "{y}",
    "weekdays": "Mon Tue Wed Thu Fri Sat Sun",
    "period.quarter": "Q{n} {y}",
    "period.half.1": "H1 {y}",
    "period.half.2": "H2 {y}",
    "period.year": "{y}",
    "period.months": "{first}-{last} {y}",
    "period.years": "{y}-{last_y}",
    "period.days": "{first} to {last}",
    "period.month_words": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "paper.month": "{year}-{n:0>2}",
    "paper.quarter": "{year}Q{n}",
    "paper.half.1": "{year}H1",
    "paper.half.2": "{year}H2",
    "paper.year": "{year}",
    "paper.from_to": "{count} from {first} to {last}",
    "paper.of_period": "{period}: {figure}",
    "ground.paragraph": "{section} para. {n}",
    # numbers of sections: tens and ones, joined
    "number.tens": " 1 2 3 4 5 6 7 8 9",
    "number.ones": "0 1 2 3 4 5 6 7 8 9",
    # how locales of this language begin
    "locales": "en",
}  # fmt: skip
