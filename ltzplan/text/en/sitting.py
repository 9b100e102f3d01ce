"""What is asked on a terminal, and said while rows are gone through."""

SAYS = {
    "sit.row": "{at}/{count}  {queue}: {days}",
    "sit.s": "later",
    "sit.q": "stop",
    "sit.verdict": "what you find",
    "sit.move": "what the unit says",
    "sit.report": "report on {period}: {what}",
    "sit.part": "of which part the percent speaks (Enter: the whole task)",
    "sit.nil": "nothing is new",
    "sit.may_pass": " [Enter: none]",
    "sit.again": "An answer is needed here",
    "sit.none": "Nothing waits for ltz {verb}; what it is about may be typed: ltz {verb} --help",
    "sit.all_done": "That was all",
    "draft.head": "What was decided: write it over what is recommended here, and delete what was not taken up.\nThen: ltz session FILE",
    "draft.form": "meeting, on_site or information",
    "draft.date": "the day it is entered, unless this is said",
    "draft.attended": "who was there",
    "sit.draft": "Written: {file}. After the session: ltz session {file}",
    "sit.decision": "what was decided on {id} {title}",
    "sit.minutes": "Issue the minutes now? [y/N] ",
    "sit.commit": "{count} {count:record is|records are} in no commit yet. Commit first? [y/N] ",
}  # fmt: skip
