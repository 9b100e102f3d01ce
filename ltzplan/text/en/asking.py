"""What is asked on a terminal, and said while rows are gone through."""

SAYS = {
    "ask.row": "{at}/{count}  {queue}: {days}",
    "ask.s": "later",
    "ask.q": "stop",
    "ask.verdict": "what you find",
    "ask.move": "what the unit says",
    "ask.nil": "nothing is new",
    "ask.may_pass": " [Enter: none]",
    "ask.again": "An answer is needed here",
    "ask.none": "Nothing waits for ltz {verb}; what it is about may be typed: ltz {verb} --help",
    "ask.all_done": "That was all",
    "draft.head": "What was decided: write it over what is recommended here, and delete what was not taken up.\nThen: ltz session FILE",
    "draft.form": "meeting, on_site or information",
    "draft.date": "the day it is entered, unless this is said",
    "draft.attended": "who was there",
    "ask.draft": "Written: {file}. After the session: ltz session {file}",
    "ask.decision": "what was decided on {id} {title}",
    "ask.minutes": "Issue the minutes now? [y/N] ",
    "ask.commit": "{count} {count:record is|records are} in no commit yet. Commit first? [y/N] ",
}  # fmt: skip
