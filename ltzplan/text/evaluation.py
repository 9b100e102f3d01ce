"""What the evaluation and the forecasts say: key -> (Chinese, English)."""

EVALUATION: dict[str, tuple[str, str]] = {
    "expected": ("年底预计：{forecast}（{office}，{date}）；现为{light}{against}", "Expected at the year's end: {forecast} ({office}, {date}); now {light}{against}"),
    "expected.against": ("，与灯不符，请核实", ", against its light: to be checked"),
    "evaluation.subject": ("{period}工作调度和问题交办完成情况", "dispatch and assigned problems, {period}"),
    "evaluation.draft": ("【征求意见稿：请各单位核对，印发前不作为结论】", "[Draft for the units to check; no finding before it is issued]"),
    "evaluation.again": ("【重新计算，未印发；已印发的是{number}】", "[Worked out again, not issued; what was issued is {number}]"),
    "evaluation.opening": (
        "截至{day}。每项按“达到数/总数=比例×权重”列出，得分=各项比例与权重之积的和÷有对象各项权重之和。",
        "As of {day}. Each measure reads: met / all = percent × weight; the score is the sum of percent times weight over "
        "that of the weights that have cases.",
    ),
    "evaluation.whole": ("总体", "The plan as a whole"),
    "evaluation.cities": ("各市", "Cities"),
    "evaluation.areas": ("各领域", "Areas"),
    "evaluation.units": ("各单位", "Units"),
    "evaluation.expected": ("年底预计与亮灯对照", "Expected year's end against the light"),
    "evaluation.terms": ("口径", "Terms"),
    "evaluation.place": ("第{n}  ", "No. {n}  "),
    "evaluation.dispatch": ("调度：{said}", "dispatch: {said}"),
    "evaluation.problems": ("问题：{said}", "problems: {said}"),
    "evaluation.measure": ("{measure}{n}/{m}={percent}%×{weight}{missed}", "{measure} {n}/{m} = {percent}% × {weight}{missed}"),
    "evaluation.missed": ("未达到：{numbers}", "not met: {numbers}"),
    "evaluation.solved": ("办结用时：{said}", "time to solve: {said}"),
    "evaluation.level": ("{level}{count}件，中位{median}天，最长{longest}天", "{level} {count}, median {median} d, longest {longest} d"),
    "evaluation.returns": ("退回{count}次", "returns: {count}"),
    "evaluation.score": ("得分：({points})÷{weights}={score}", "score: ({points}) / {weights} = {score}"),
    "evaluation.no_score": ("得分：无对象，不计", "score: no case, none"),
    "evaluation.left_out": ("；无对象未计：{measures}", "; left out for want of a case: {measures}"),
    "evaluation.leads_unknown": ("未见牵头单位：{count}项任务，其月报不计入任何单位", "lead units not known: {count} {count:task|tasks}, whose reports are no unit's"),
    "evaluation.not_expected": ("未报年底预计：{count}项", "not stated: {count} {count:task|tasks}"),
    "evaluation.term.dispatch": (
        "月调度落实：只计总体，按调度周期，合并的算已办，说明理由推迟的不计；各市、领域、单位不计此项：牵头单位的月报就是它的月调度，只在“报告准时”里计一次。",
        "Dispatches held: of the plan as a whole, by its periods; merged counts as held, put off with a reason is no case. Cities, "
        "areas and units have no case: a lead unit's report is its own dispatch, and counts once, as a report.",
    ),
    "evaluation.term.papers": (
        "文稿按时：通报、总结、评价在计划规定的日期前印发（日期见 ltz calendar）；计入该日所在的年度。",
        "Papers in time: bulletin, summary and evaluation issued by the day that the plan gives (see ltz calendar); they count where "
        "that day falls.",
    ),
    "evaluation.term.reports": (
        "报告准时：计划内任务每期报告在报送日前送到，零报告也算。总体和领域不论谁报，一项任务一期计一次；各市、单位只计本市报送的；未见牵头单位的，参加的市都应报。本台账无报告不等于未开展。",
        "Reports punctual: for each period of the plan's own tasks a report came by its day, a nil report too. Plan and areas count a task "
        "once a period, whoever reported; a city and its units count its own reports only; where the lead unit is not known, each "
        "city that takes part is to report. No report in this store does not mean that nothing was done.",
    ),
    "evaluation.term.problems": (
        "问题：本期结转和交办的，逾期后办结的也在内，报省待复的不计。按期反馈：首次全部报结（单位为其报结或申请改派）不晚于当时的期限；按期办结：已销号且没有逾期天数。",
        "Problems: carried in and assigned, closed late ones too; those waiting for the higher authority are left out. Answered in "
        "time: the first full set of done replies (of a unit its done, or its word that it cannot) came by the date then in force. "
        "Accepted in time: closed without a day late.",
    ),
    "evaluation.term.time": (
        "用时：自首次交办至销号的天数，扣除报省待复的天数；层级按最后一次分类。",
        "Time: days from the first order to the acceptance, less those at the higher authority; the level is that of the last sorting.",
    ),
    "evaluation.term.score": ("权重依据：{grounds}。", "The weights rest on: {grounds}."),
}  # fmt: skip
