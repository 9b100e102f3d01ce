"""The page of a level or unit: what is asked today, what is in hand, who is silent, and what follows by date."""

from ltzplan.model.method import SupervisionRule
from ltzplan.model.records import AgendaItem
from tests.build import (
    LOCAL,
    claim,
    name_of,
    on,
    order,
    petition,
    plan,
    problem,
    recheck,
    reply,
    session,
    sort,
    task,
    update,
)
from tests.reports.papers import made, ordered

LATE = {"supervision": (SupervisionRule(ground="overdue", rests_on=LOCAL),)}


def page(the_plan, *records, **asked):
    return made("brief", the_plan, *records, **{"level": "deputies"} | asked)


def texts(listed):
    return [getattr(one, "view", one).text for one in listed]


def test_what_is_to_be_decided_is_asked_and_the_rest_is_in_hand():
    """levels-2: key ones first, then the oldest; of one level and portfolio, and not of the checker alone."""
    young, old, key, busy = (problem(text=text, day=day) for text, day in (("young", "2020-06-03"), ("old", "2020-05-01"), ("key", "2020-06-05"), ("busy", "2020-06-01")))
    school = problem("S", text="school")
    sorting, slip = ordered(busy, due="2020-07-31")
    the_plan = plan(task(), task("S", area="schools"))
    records = (young, old, key, busy, school, sorting, slip, sort(young), sort(old), sort(key, key=True), sort(school))
    paper = page(the_plan, *records, portfolio="works")
    assert (texts(paper.asked), texts(paper.in_hand)) == (["key", "old", "young"], ["busy"])
    assert [one.id for one in paper.field] == ["T1"]
    assert texts(page(the_plan, *records).asked) == ["key", "old", "school", "young"]
    assert page(the_plan, *records).field == ()
    assert page(the_plan, *records, level="mayors").asked == ()


def test_what_follows_is_worked_out():
    """The due dates of the tasks that are open, the day of supervision, the day one level up."""
    done = claim("T2", day="2020-05-01")
    the_plan = plan(task(due="2020-12-31"), task("T2", due="2020-11-30"), task("T3"), escalate_after=2, **LATE)
    raised = problem(("T1", "T2", "T3"), day="2020-05-31")
    [one] = page(the_plan, done, recheck(done, day="2020-05-10"), raised, sort(raised)).asked
    assert ({id: day.text for id, day in one.due.items()}, one.supervised, one.rises) == ({"T1": "2020-12-31"}, None, on("2020-07-31"))
    assert page(the_plan, raised, sort(raised), day="2020-06-30").asked[0].answer is None


def test_what_was_decided_and_is_back_says_so():
    """levels-2, demands-3: the last decision though an order came of it, the clause, and which cities say nothing."""
    raised = problem(office="north", positions={"south": "Not here"}, concerns=("south",))
    sorting, slip = ordered(raised, due="2020-06-20", day="2020-06-12")
    held, again = session("2020-06-11", raised), session("2020-06-13", matters=(AgendaItem(id=name_of(raised), decision="Heard", review=True),))
    [one] = page(plan(), raised, sorting, held, slip, again, day="2020-06-30").asked
    assert (one.decided.date.text, one.decided.text, one.rests_on) == ("2020-06-11", "So be it", ("clause-1",))
    assert (one.view.overdue_days, one.view.decided, one.view.unsaid) == (10, None, ("north",))
    assert page(plan(), raised, sort(raised)).asked[0].decided is None


def test_a_unit_answers_its_orders():
    """demands-3: those it holds are asked of it, those it has answered are in hand; supervision begins after the due date (effect-2)."""
    here, there, answered, others = (problem(text=text) for text in ("here", "there", "answered", "others"))
    slips = [ordered(here, due="2020-07-10"), ordered(there, due="2020-06-20"), ordered(answered), ordered(others, units=("works_north",))]
    records = [here, there, answered, others, *(one for pair in slips for one in pair), reply(slips[2][1], day="2020-06-20")]
    paper = page(plan(**LATE), *records, level=None, unit="lands")
    assert (texts(paper.asked), texts(paper.in_hand), paper.silent, paper.sat) == (["here", "there"], ["answered"], (), None)
    assert [one.supervised for one in paper.asked] == [on("2020-07-11"), None]
    assert page(plan(supervision=()), *records, level=None, unit="lands").asked[0].supervised is None


def test_a_unit_is_told_of_its_own_delay_and_dates():
    """effect-2: what was late in others' hands before it was ordered is not its."""
    raised = problem()
    sorting, slip = ordered(raised, units=("works_north",), due="2020-06-20")
    again = order(slip, ("works_north", "lands"), "2020-06-25", due="2020-07-31", number="2", because="Anew")
    pages = [page(plan(), raised, sorting, slip, again, level=None, unit=unit) for unit in ("works_north", "lands")]
    views = [one.view for paper in pages for one in paper.asked]
    assert [(one.first_due.text, one.overdue_days, one.late_now) for one in views] == [("2020-06-20", 4, False), ("2020-07-31", 0, False)]


def test_who_is_silent_and_since_when_nobody_sat():
    """The plan's own tasks; a level that is asked above has that in hand."""
    raised = problem()
    sorting = sort(raised, "province")
    held = session("2020-06-15", level="mayors")
    the_plan = plan(task(), task("T2", needs="province"), task("C", origin="carried_over"))
    paper = page(the_plan, update(day="2020-06-10", stage="under_way"), raised, sorting, petition(sorting), held, level="mayors")
    assert ([one.task for one in paper.silent], texts(paper.in_hand)) == (["T2"], ["Land is missing"])
    assert (paper.sat.text, paper.days, paper.figures["standing"]) == ("2020-06-15", 15, ("T2",))
    assert paper.figures["in_hand"] == (name_of(raised),)
    assert page(the_plan).sat is None


def test_what_stands_in_the_annex_is_ordered_by_the_day_on_which_something_follows():
    """The page holds the key ones and the oldest; of the others, and of what is in hand, the next to fall due comes first."""
    days = {"T2": "2020-12-31", "T3": "2020-09-30", "T4": None}
    the_plan = plan(task(), *(task(id, due=due) if due else task(id) for id, due in days.items()))
    first = [problem(text=f"first {n}", day=f"2020-01-0{n}") for n in (1, 2, 3)]
    more = [problem(id, text=id, day=f"2020-02-0{n}") for n, id in enumerate((*days, "T4"), 1)]
    busy = [problem(text=text, day="2020-03-01") for text in ("July", "June")]
    slips = [ordered(one, due=due) for one, due in zip(busy, ("2020-07-31", "2020-06-30"), strict=True)]
    paper = page(the_plan, *first, *more, *busy, *map(sort, (*first, *more)), *(one for slip in slips for one in slip))
    assert texts(paper.asked) == ["first 1", "first 2", "first 3", "T3", "T2", "T4", "T4"]
    assert texts(paper.in_hand) == ["June", "July"]
    assert paper.figures["to_decide"] == tuple(one.view.id for one in paper.asked)


def test_a_brief_knows_whether_reports_are_owed():
    assert [made("brief", the_plan, level="mayors").reported for the_plan in (plan(), plan(dispatch=None))] == [True, False]
