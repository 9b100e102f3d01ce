"""What `ltz list` says, and what it asks where records are doubtful."""

SAYS = {
    "list.none": "None.",
    "list.months_missed.said": "{year} this year, {all} in all",
    "doubt.figure": "{percent}% on {date} ({office})",
    # what is asked
    "ask.one_city_above": "{id} is a problem of a cross-region project, sorted above its lead unit, and names one city only: which other does it concern? To add it: ltz raise {tasks} --replaces {record} --concerns CITY --on-behalf-of {office}",
    "ask.other_task": "The correction moves {record} from {from_task} to {task}: is that meant?",
    "ask.same_session": "A dispatch of this level, of {date}, is recorded already: {session}. Is this another one, or a correction (--replaces {session})?",
    "ask.already_reported": "{task}: this office reported on {period} already, {record} of {date}. Is this one more, or a correction (--replaces {record})?",
    "ask.same_words": "{task}: the words are those of the last report, {record} of {date}. If nothing is new, report --nil.",
    "ask.without_evidence": "{record} is accepted without a file that shows it (--evidence FILE).",
    "ask.percent_fell": "{task} ({what}, {measure}): {figures}. Why did it fall? Correct an error with ltz update --replaces.",
    "ask.same_sentence": "{task} reported “{text}” in {count} consecutive periods. What was done meanwhile? If nothing, report --nil.",
    "ask.completed_with_open_problem": "{task} is completed, but its problem {problem} is open. Is the problem solved, or the task not done?",
    "ask.accepted_without_reply": "{id} was closed without an order or a unit's reply. On what basis was it considered solved?",
    "ask.whole_against_parts": "{task} as a whole is reported at {whole}%, its parts add up to {parts}% ({measure}). Which is right?",
    "ask.assigned_without_date": "{id} was decided on in the session of {session}, and no unit has it with a due date. Who does it, by when? ltz order {id}",
    "ask.stated_differently": "{task} ({what}, {measure}): {figures}. Which is right? Settle it with ltz update --replaces.",
    "ask.double_number": "{count} orders have the number {id}. Which is to be renumbered? ltz order PROBLEM --replaces {last} gives it a new one.",
    "ask.double_number_of_paper": "{count} papers have the number {id}. Which is to be renumbered? Issue that one again to give it a new number: ltz paper {paper} --issue --corrects {last}",
    "ask.double_paper": "{session} and {last} are the same {what}, and both are issued. Which one is valid? Withdraw the other with ltz withdraw.",
    "ask.task_ended": "{task} was {how} on {date}, and {record} is later. Is its date wrong, or does it belong to another task?",
    "ask.task_completed": "{task} was accepted on {date}, and {record} reports on it or changes it later. Is it to be reopened (ltz update --reopen), or is the record background, or to be withdrawn?",
    "ask.not_completed": "{record} reopens {task}, which was not completed then. Withdraw it, or is an acceptance missing?",
    "ask.before_signing": "{record} is of {date}, before the plan was signed ({signed}). Is the year wrong, or is it background?",
    "ask.wanted_in_past": "{record} is of {date} and wants an answer by {wanted}, which is earlier. Which date is wrong?",
}  # fmt: skip
