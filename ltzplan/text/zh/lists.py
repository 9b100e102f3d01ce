"""What `ltz list` says, and what it asks where records are doubtful."""

SAYS = {
    "list.none": "没有。",
    "list.months_missed.said": "本年{year}期，共{all}期",
    "doubt.figure": "{date}为{percent}%（{office}）",
    # what is asked
    "ask.one_city_above": "{id}是跨区域项目的问题，已归牵头单位以上层级，却只写了一个市：还涉及哪个市？补写：ltz raise {tasks} --replaces {record} --concerns CITY --on-behalf-of {office}",
    "ask.other_task": "更正把{record}从{from_task}改到{task}，是这样吗？",
    "ask.same_session": "{date}这一层级的调度已记有{session}。是另一次，还是更正（--replaces {session}）？",
    "ask.already_reported": "{task}：本单位已报{period}（{record}，{date}）。是再报一次，还是更正（--replaces {record}）？",
    "ask.same_words": "{task}：文字与上次（{record}，{date}）相同。没有新进展的，用--nil。",
    "ask.without_evidence": "认定{record}，没有附佐证文件（--evidence 文件）。",
    "ask.percent_fell": "{task}（{what}，{measure}）{figures}：为什么下降？填错的用 ltz update --replaces 更正。",
    "ask.same_sentence": "{task}连续{count}期都报“{text}”：期间实际进展是什么？没有进展请报 --nil。",
    "ask.completed_with_open_problem": "{task}已完成，问题{problem}还没有结：问题已解决，还是任务没有完成？",
    "ask.accepted_without_reply": "{id}没有交办、没有单位报结就销号：凭什么认定已解决？",
    "ask.whole_against_parts": "{task}全部报{whole}%，按分项合计为{parts}%（{measure}）：哪个对？分项有没有漏报或权重不同？",
    "ask.assigned_without_date": "{id}在{session}的调度上有决定，但没有交办给任何单位，也没有时限：谁办、何时办结？ltz order {id}",
    "ask.stated_differently": "{task}（{what}，{measure}）{figures}：哪个对？核定后用 ltz update --replaces 更正。",
    "ask.double_number": "{count}张交办单同为{id}：哪张改号？ltz order 问题 --replaces {last} 给新号。",
    "ask.double_number_of_paper": "{count}件同为{id}：哪件改号？改号的文稿重新印发，另给新号：ltz paper {paper} --issue --corrects {last}",
    "ask.double_paper": "{session}和{last}是同一{what}，都已印发：以哪份为准？另一份用 ltz withdraw 撤回。",
    "ask.task_ended": "{task}已于{date}{how}，{record}却晚于此：日期填错了，还是该记到别的任务？",
    "ask.task_completed": "{task}已于{date}认定完成，{record}却是此后的报告或变更：要重新开办（ltz update --reopen），还是记作背景、撤回？",
    "ask.not_completed": "{record}要重新开办{task}，它当时并未完成：撤回，还是先有认定没有录入？",
    "ask.before_signing": "{record}的日期{date}早于计划签署（{signed}）：年份填错了，还是背景？",
    "ask.wanted_in_past": "{record}提于{date}，希望答复的日期{wanted}却更早：哪个日期错了？",
}  # fmt: skip
