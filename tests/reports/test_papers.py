"""Papers as objects: what each counts, of whom, and why it stands there."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ltzplan.model.method import Former, ProblemRhythm, SupervisionRule, Unit, WorkingDays
from ltzplan.model.plan import LeadUnit
from ltzplan.model.values import Day
from ltzplan.reports.papers.agenda import agenda
from ltzplan.reports.papers.bulletin import bulletin
from ltzplan.reports.papers.minutes import minutes
from ltzplan.reports.papers.order import order as order_paper
from ltzplan.reports.papers.paper import PaperRequest, answers, last_period, opened
from ltzplan.reports.papers.reminder import reminder
from ltzplan.reports.papers.summary import summary
from ltzplan.reports.papers.supervision import supervision
from ltzplan.rules.life import overdue_problem
from ltzplan.rules.rhythm import span
from ltzplan.rules.settled import settled_problem
from tests.build import (
    LOCAL,
    adjustment,
    claim,
    extension,
    ledger,
    name_of,
    order,
    petition,
    plan,
    problem,
    recheck,
    reply,
    session,
    sort,
    state,
    task,
    update,
    withdrawal,
)  # fmt: skip

MAKERS = {
    "agenda": agenda, "bulletin": bulletin, "minutes": minutes, "order": order_paper, "reminder": reminder,
    "summary": summary, "supervision": supervision,
}  # fmt: skip


def made(kind, the_plan, *records, day="2020-06-30", **asked):
    """Make a paper of records on a day."""
    return MAKERS[kind](the_plan, state(the_plan, *records, day=day), ledger(the_plan, *records), PaperRequest(paper=kind, **asked))


def ordered(raised, needs="bureaus", day="2020-06-10", **given):
    """Give a problem's sorting and order."""
    sorting = sort(raised, needs, day)
    return sorting, order(sorting, day=day, **given)


# ---- periods


def test_the_last_period_that_has_ended():
    """A day that ends a period is in time for it."""
    assert [last_period(Day.parse(day).last, "monthly") for day in ("2020-06-30", "2020-07-01", "2020-01-01")] == [
        "2020-06", "2020-06", "2019-12",
    ]  # fmt: skip
    assert last_period(Day.parse("2020-06-30").last, "quarterly") == "2020Q2"


def test_several_periods_are_one_time():
    """demands-2: one paper may cover a quarter and its year."""
    first, last = span(("2020Q4", "2020"))
    assert (first.isoformat(), last.isoformat()) == ("2020-01-01", "2020-12-31")


# ---- bulletin


def test_a_month_without_an_assigned_problem_has_a_bulletin():
    """Raised and sorted is not assigned."""
    raised = problem()
    paper = made("bulletin", plan(), raised, sort(raised), periods=("2020-06",))
    assert not any(paper.figures.values())
    assert (paper.rate, dict(paper.matters), paper.until.isoformat()) == (None, {}, "2020-06-30")


def test_carried_in_assigned_closed_and_open():
    """demands-3: by the first order and by the acceptance; later moves are of later months."""
    old, gone, new = problem(day="2020-04-01"), problem(day="2020-04-02", text="b"), problem(day="2020-06-01", text="c")
    olds, gones, news = ordered(old, day="2020-05-01"), ordered(gone, day="2020-05-02"), ordered(new, day="2020-06-03")
    closed = recheck(reply(gones[1], day="2020-05-20"), day="2020-05-31")
    done = reply(news[1], day="2020-06-10")
    later = reply(olds[1], day="2020-07-05")
    records = (old, gone, new, *olds, *gones, *news, reply(gones[1], day="2020-05-20"), closed, done, recheck(done, day="2020-06-20"), later)
    paper = made("bulletin", plan(), *records, day="2020-09-01", periods=("2020-06",))
    assert {name: len(ids) for name, ids in paper.figures.items()} == {
        "carried_in": 1, "assigned": 1, "closed": 1, "open": 1, "overdue": 0, "waiting_for_recheck": 0, "waiting_for_province": 0,
    }  # fmt: skip
    assert (paper.figures["open"], paper.rate, paper.until.isoformat()) == ((name_of(old),), Decimal("50.0"), "2020-06-30")
    assert set(paper.matters) == {name_of(old), name_of(new)}


def test_of_the_open_ones_which_are_late_checked_or_above():
    """effect-2: the state at the period's end."""
    late, checked, above = problem(), problem(text="b"), problem(text="c")
    lates, checkeds, aboves = (ordered(one, "province", due="2020-06-20") for one in (late, checked, above))
    records = (late, checked, above, *lates, *checkeds, *aboves, reply(checkeds[1], day="2020-06-19"), petition(aboves[1], day="2020-06-19"))
    figures = made("bulletin", plan(), *records, periods=("2020-06",)).figures
    assert [figures[name] for name in ("overdue", "waiting_for_recheck", "waiting_for_province")] == [
        (name_of(late),), (name_of(checked),), (name_of(above),),
    ]  # fmt: skip


def test_what_was_found_not_for_dispatch_after_all_is_settled():
    """Local: what is carried in less what is closed is what is open, whatever became of it."""
    raised = problem(day="2020-05-01")
    _, slip = ordered(raised, day="2020-05-02")
    back = reply(slip, "cannot", "2020-05-10")
    dismissed = sort(back, None, "2020-06-05")
    records = (raised, *ordered(raised, day="2020-05-02"), back, dismissed)
    figures = made("bulletin", plan(), *records, periods=("2020-06",)).figures
    assert (len(figures["carried_in"]), len(figures["closed"]), len(figures["open"])) == (1, 1, 0)
    assert not any(made("bulletin", plan(), *records, day="2020-07-31", periods=("2020-07",)).figures.values())


def test_code_B1_a_corrected_dismissal_is_closed_in_one_month():
    """The day is that of the move, not of its correction."""
    raised = problem(day="2020-01-16")
    sorting, slip = ordered(raised, day="2020-01-18")
    back = reply(slip, "cannot", "2020-01-20")
    dismissed = sort(back, None, "2020-01-28")
    mended = sort(back, None, "2020-02-10", replaces=dismissed, because="Spelling")
    records = (raised, sorting, slip, back, dismissed, mended)
    january, february = (made("bulletin", plan(), *records, day="2020-03-01", periods=(one,)) for one in ("2020-01", "2020-02"))
    assert january.figures["closed"] == (name_of(raised),)
    assert not any(february.figures.values())
    [end] = made("bulletin", plan(), *records, day="2020-01-31").settled.values()
    assert (end.how, end.date.text, end.in_time) == ("dismissed", "2020-01-28", True)


def test_R1_a_matter_is_assigned_once_in_the_month_of_its_first_order():
    """Whatever is sorted and ordered anew follows: it is open until it is accepted."""
    raised = problem(day="2020-01-02")
    first = order(sort(raised, day="2020-01-05"), day="2020-01-10", due="2020-01-20")
    back = reply(first, "cannot", "2020-01-25")
    higher = sort(back, "province", "2020-02-03")
    second = order(higher, day="2020-02-10", due="2020-03-20", number="2")
    done = reply(second, day="2020-03-10")
    records = (raised, sort(raised, day="2020-01-05"), first, back, higher, second, done, recheck(done, day="2020-03-12"))
    found = [
        {name: len(ids) for name, ids in made("bulletin", plan(), *records, day="2020-06-30", periods=(month,)).figures.items() if ids}
        for month in ("2020-01", "2020-02", "2020-03", "2020-04")
    ]
    assert found == [{"assigned": 1, "open": 1}, {"carried_in": 1, "open": 1}, {"carried_in": 1, "closed": 1}, {}]


@pytest.mark.parametrize(
    ("done", "in_time", "late"), [("2020-06-30", True, 0), ("2020-07-01", False, 0), ("2020-07-03", False, 2)]
)
def test_method_B7_what_is_closed_says_its_day_and_whether_in_time(done, in_time, late):
    """By the day of the answer, not by that of the check; days late are those at whose end a unit held it."""
    raised = problem(day="2020-06-01")
    sorting, slip = ordered(raised)
    replied = reply(slip, day=done)
    records = (raised, sorting, slip, replied, recheck(replied, day="2020-07-10"))
    paper = made("bulletin", plan(), *records, day="2020-07-31", periods=("2020-07",))
    end = paper.settled[name_of(raised)]
    assert (end.how, end.date.text, end.in_time, end.days_late) == ("accepted", "2020-07-10", in_time, late)
    slip_paper = made("order", plan(), *records, day="2020-07-31", concerns=(name_of(slip),))
    assert slip_paper.settled == end
    assert made("order", plan(), *records, day="2020-07-09", concerns=(name_of(slip),)).settled is None


def test_fidelity_7_the_origin_of_an_order_is_a_day_and_a_level():
    """And what stands in a void one's stead has a number and a day."""
    raised, held = problem(), session("2020-06-10", portfolio="works")
    sorting = sort(raised)
    first = order(sorting, session=held, origin="session")
    better = order(sorting, session=held, origin="session", replaces=first, hour=13, require="Better")
    gone = withdrawal(better, "2020-06-20")
    records = (raised, held, sorting, first, better)
    paper = made("order", plan(), *records, concerns=(name_of(first),))
    assert (paper.decided.date.text, paper.decided.level, paper.decided.portfolio) == ("2020-06-10", "deputies", "works")
    assert (paper.void, paper.void_on.text, paper.replaced_by) == (True, "2020-06-12", "1")
    paper = made("order", plan(), *records, gone, concerns=(name_of(better),))
    assert (paper.void_on.text, paper.replaced_by) == ("2020-06-20", None)
    loose = order(sorting, session=raised)
    assert made("order", plan(), raised, sorting, loose, concerns=(name_of(loose),)).decided is None


def test_what_was_never_ordered_is_neither_late_nor_in_time():
    raised = problem()
    there = state(plan(), raised, recheck(raised, day="2020-06-20"), day="2020-06-30")
    end = settled_problem(there.problems[name_of(raised)], there.as_of)
    assert (end.how, end.in_time) == ("accepted", None)


@pytest.mark.parametrize(
    ("rhythm", "period"), [(None, "2020-06"), ({}, "2020-06"), ({"bulletin": "quarterly"}, "2020Q2")]
)
def test_the_bulletin_of_the_plans_own_cycle(rhythm, period):
    """Without a period the last one that has ended."""
    the_plan = plan()
    problems = None if rhythm is None else ProblemRhythm(rests_on=LOCAL, **rhythm)
    the_plan = plan(rhythm=type(the_plan.rhythm)(work=the_plan.rhythm.work, reports=the_plan.rhythm.reports, problems=problems))
    assert made("bulletin", the_plan).periods == (period,)


def test_fidelity_7_a_bulletin_names_what_is_wrong_and_what_falls_due():
    """What was returned, what does not add up, and what the units hold and owe by the end of the next period."""
    late, soon, later, back, done = (problem(text=text) for text in ("late", "soon", "later", "back", "done"))
    dues = {"late": "2020-06-20", "soon": "2020-07-31", "later": "2020-08-01", "back": "2020-07-10", "done": "2020-07-01"}
    slips = {one.text: ordered(one, due=dues[one.text]) for one in (late, soon, later, back, done)}
    replied, answered = (reply(slips[name][1], day="2020-06-15") for name in ("back", "done"))
    records = (late, soon, later, back, done, *(one for pair in slips.values() for one in pair), replied, answered,
               recheck(replied, "return", "2020-06-16"))  # fmt: skip
    paper = made("bulletin", plan(), *records, periods=("2020-06",))
    assert set(paper.others) == {name_of(soon), name_of(later), name_of(back)}
    assert paper.returned == (name_of(back),)
    assert (paper.next_period, paper.falls_due) == ("2020-07", (name_of(back), name_of(soon)))
    assert made("bulletin", plan(), periods=("2020Q2", "2020")).next_period == "2021Q1"


def test_a_bulletin_names_a_problem_that_does_not_add_up():
    """Here a number that was given twice."""
    first, second = problem(), problem(text="b")
    paper = made("bulletin", plan(), first, second, *ordered(first), *ordered(second, number="1"), periods=("2020-06",))
    assert set(paper.doubted) == {name_of(first), name_of(second)}
    assert made("bulletin", plan(), first, *ordered(first), periods=("2020-06",)).doubted == ()


# ---- agenda


def test_an_agenda_holds_what_is_sorted_or_overdue_and_nothing_else():
    """levels-2: not what a unit, the checker or an authority above has in hand."""
    names = ("sorted", "late", "in_hand", "answered", "above", "unsorted")
    raised = {name: problem(text=name) for name in names}
    needs = {"above": "province"}
    slips = {
        name: ordered(raised[name], needs.get(name, "bureaus"), due="2020-06-20" if name == "late" else "2020-07-31")
        for name in names[1:5]
    }
    records = [*raised.values(), sort(raised["sorted"]), *(one for pair in slips.values() for one in pair)]
    records += [reply(slips["answered"][1]), petition(slips["above"][1])]
    paper = made("agenda", plan(), *records, level="deputies")
    assert [(one.view.text, one.proposal, one.overdue) for one in paper.matters] == [
        ("sorted", "assign", False), ("late", "press", True),
    ]  # fmt: skip
    assert paper.figures["to_decide"] == tuple(one.view.id for one in paper.matters)
    assert (paper.last, paper.overview, paper.matters[0].rests_on, paper.matters[0].answer) == (None, None, ("clause-1",), None)
    assert made("agenda", plan(), *records, level="unit").matters == ()


def test_what_a_unit_cannot_do_is_assigned_anew():
    """The unit's word stands beside it."""
    raised = problem()
    sorting, slip = ordered(raised)
    back = reply(slip, "cannot", text="Not ours")
    [one] = made("agenda", plan(), raised, sorting, slip, back, level="deputies").matters
    assert (one.proposal, one.answer.text, one.answer.unit) == ("reassign", "Not ours", "lands")
    again = sort(back, "cities", "2020-06-25")
    [one] = made("agenda", plan(), raised, sorting, slip, back, again, level="deputies").matters
    assert one.proposal == "assign"


def test_the_highest_level_may_ask_above():
    """levels-4: or assign; its standing tasks are listed beside, and it sees the whole plan."""
    raised = problem("T2")
    paper = made("agenda", plan(task(), task("T2", needs="province")), raised, sort(raised, "province"), level="mayors")
    assert [one.proposal for one in paper.matters] == ["ask"]
    assert paper.figures["standing"] == ("T2",)
    assert [row.id for row in paper.overview.tasks] == ["T1", "T2"]


def test_what_became_of_last_time():
    """Problems and tasks; not what was only reviewed, what is gone, and what another level took up."""
    late, closed, hand, gone = (problem(text=text) for text in ("late", "closed", "hand", "gone"))
    slips = {one.text: ordered(one, due="2020-06-20" if one is late else "2020-07-31") for one in (late, closed, hand)}
    done = reply(slips["closed"][1], day="2020-06-14")
    claimed = claim("T2", "2020-06-01")
    the_plan = plan(task(due="2020-06-01"), task("T2"), task("T3"))
    held = session("2020-06-13", late, closed, hand, gone, "T1", "T2", "T3")
    reviewed = session("2020-06-13", matters=())
    records = [late, closed, hand, gone, *(one for pair in slips.values() for one in pair), done, recheck(done, day="2020-06-15")]
    records += [claimed, recheck(claimed, day="2020-06-02"), held, withdrawal(gone, "2020-06-20")]
    records += [session("2020-06-20", level="mayors"), session("2020-06-21", joint_meeting=True)]
    records += [session("2020-06-22", form=None, put_off="2020-06", because="Flood")]
    figures = made("agenda", the_plan, *records, level="deputies").figures
    assert [figures[f"last.{name}"] for name in ("closed", "in_hand", "overdue")] == [
        (name_of(closed), "T2"), (name_of(hand), "T3"), (name_of(late), "T1"),
    ]  # fmt: skip
    assert len(figures["last.decided"]) == 6
    assert reviewed.matters == ()


def test_last_time_is_of_the_portfolio():
    """levels-2: a session of all portfolios counts for each, with the matters of that one."""
    the_plan = plan(task(), task("S1", area="schools"))
    road, school = problem(), problem("S1")
    records = (road, school, session("2020-06-13", road, school), session("2020-06-14", school, portfolio="people"))
    people, works = (made("agenda", the_plan, *records, level="deputies", portfolio=one) for one in ("people", "works"))
    assert (people.last.date.text, list(people.last.titles)) == ("2020-06-14", [name_of(school)])
    assert (works.last.date.text, list(works.last.titles)) == ("2020-06-13", [name_of(road)])


def test_a_review_was_no_decision():
    raised = problem()
    held = session("2020-06-13", raised)
    reviewed = type(held)(**{**vars(held), "matters": tuple(type(one)(id=one.id, review=True) for one in held.matters)})
    assert made("agenda", plan(), raised, reviewed, level="deputies").figures["last.decided"] == ()


def test_method_B7_what_ended_since_last_time_says_when():
    """A problem and tasks, accepted, claimed where the claim is enough, or ended by decision."""
    raised = problem()
    sorting, slip = ordered(raised)
    done, claimed = reply(slip, day="2020-06-25"), claim("T1", "2020-06-05")
    held = session("2020-06-13", raised, "T1", "T2", "T3")
    records = (raised, sorting, slip, held, done, recheck(done, day="2020-06-26"), claimed, adjustment("T2", "2020-06-20", withdrawn=True))
    tasks = (task(due="2020-06-01"), task("T2"), task("T3"))
    checked = recheck(claimed, day="2020-06-15")
    last = made("agenda", plan(*tasks), *records, checked, level="deputies").last
    told = {id: (one.how, one.date.text, one.in_time) for id, one in last.settled.items()}
    assert told == {
        name_of(raised): ("accepted", "2020-06-26", True), "T1": ("completed", "2020-06-15", False), "T2": ("ended", "2020-06-20", None),
    }  # fmt: skip
    last = made("agenda", plan(task(), *tasks[1:], completion="claim"), *records, level="deputies").last
    assert (last.settled["T1"].date.text, last.settled["T1"].in_time) == ("2020-06-05", None)


def test_R15_a_vice_mayors_agenda_has_the_tasks_of_the_field():
    """levels-2; the portfolio of a matter is the one that it was sorted for."""
    the_plan = plan(task(), task("S1", area="schools"))
    road, land = problem(text="road"), problem(text="land")
    records = (road, sort(road), land, sort(land, portfolio="people"))
    works, people = (made("agenda", the_plan, *records, level="deputies", portfolio=one) for one in ("works", "people"))
    assert [[row.id for row in one.field] for one in (works, people)] == [["T1"], ["S1"]]
    assert [[matter.view.text for matter in one.matters] for one in (works, people)] == [["road"], ["land"]]
    assert made("agenda", the_plan, *records, level="deputies").field == ()


def test_R15_who_sees_the_whole_plan_sees_the_open_problems_of_lower_levels():
    """levels-3: the highest of them first; none that is unsorted, closed or its own."""
    names = ("own", "bureaus", "late", "closed", "province", "unsorted")
    raised = {name: problem(text=name) for name in names}
    slip = ordered(raised["late"], due="2020-06-20")
    records = [*raised.values(), *slip, sort(raised["own"], "own"), sort(raised["bureaus"]), sort(raised["province"], "province")]
    records += [sort(raised["closed"]), recheck(sort(raised["closed"]), day="2020-06-20")]
    paper = made("agenda", plan(), *records, level="mayors")
    assert {one.text for one in paper.lower[:2]} == {"bureaus", "late"}
    assert [one.text for one in paper.lower[2:]] == ["own"]
    assert paper.figures["lower"] == tuple(one.id for one in paper.lower)
    assert made("agenda", plan(), *records, level="deputies").lower == ()


def test_method_B2_what_was_decided_is_not_asked_again():
    """demands-3: the next agenda has it once, with its decision, as to be ordered; and once it is ordered as in hand."""
    raised, other = problem(), problem(text="Other")
    sorts = sort(raised), sort(other)
    held = session("2020-06-13", raised)
    paper = made("agenda", plan(), raised, other, *sorts, held, level="deputies")
    assert [(one.id, one.decided.text) for one in paper.decided] == [(name_of(raised), "So be it")]
    wanted = {"last.decided": (name_of(raised),), "last.to_order": (name_of(raised),), "to_order": (name_of(raised),), "to_decide": (name_of(other),)}
    assert {name: ids for name, ids in paper.figures.items() if ids} == wanted
    ordered_ = order(sorts[0], day="2020-06-14", due="2020-12-31")
    after = made("agenda", plan(), raised, other, *sorts, held, ordered_, level="deputies")
    assert (after.decided, after.figures["last.in_hand"]) == ((), (name_of(raised),))
    back = made("agenda", plan(), raised, other, *sorts, held, ordered_, reply(ordered_, "cannot"), level="deputies")
    assert back.figures["last.to_decide"] == (name_of(raised),)
    assert set(back.figures["to_decide"]) == {name_of(raised), name_of(other)}


def test_R3_what_the_province_is_asked_has_its_own_section():
    """levels-4: before the highest level, by whom and by when; it is not to be decided."""
    raised = problem()
    sorting = sort(raised, "province")
    held = session("2020-06-13", raised, level="mayors")
    asked = petition(sorting, day="2020-06-15", joined_by=("north",), answer_by=Day.parse("2020-07-15"))
    paper = made("agenda", plan(), raised, sorting, held, asked, level="mayors")
    [one] = paper.asked
    assert (one.petition.joined_by, one.petition.answer_by.text) == (("north",), "2020-07-15")
    assert (paper.figures["asked"], paper.figures["last.waiting"], paper.matters) == ((name_of(raised),), (name_of(raised),), ())


def test_method_B8_an_agenda_rests_on_the_time_rule_where_that_lifts():
    """escalate_after (local): what has been open too long is there by time, not by its need."""
    raised = problem(day="2020-01-15")
    paper = made("agenda", plan(escalate_after=2), raised, sort(raised, "own", "2020-01-20"), level="deputies")
    assert paper.matters[0].rests_on == ("local",)


MOVES = st.sampled_from(["raised", "sorted", "ordered", "late", "answered", "waiting", "cannot", "closed"])


@given(st.lists(st.tuples(st.sampled_from(["T1", "S1"]), st.sampled_from(["own", "bureaus", "cities", "province"]), MOVES), max_size=6))
def test_no_matter_is_on_two_agendas_and_none_on_no_agenda(cases):
    """levels-1 to levels-4: every problem that waits for a decision, once; what a unit settles itself needs none."""
    the_plan = plan(task(), task("S1", area="schools"))
    records = []
    for number, (where, needs, move) in enumerate(cases):
        raised = problem(where, text=str(number))
        sorting, slip = ordered(raised, needs, due="2020-06-20" if move == "late" else "2020-07-31")
        done = reply(slip)
        last = {"answered": done, "waiting": petition(slip), "cannot": reply(slip, "cannot"), "closed": done}
        records += [raised] if move == "raised" else [raised, sorting]
        records += [slip] if move not in ("raised", "sorted") else []
        records += [last[move]] if move in last else []
        records += [recheck(done, day="2020-06-25")] if move == "closed" else []
    now = state(the_plan, *records, day="2020-06-30")
    found = [
        id
        for level in the_plan.levels
        for portfolio in (the_plan.portfolios if level.by == "portfolio" else (None,))
        for id in agenda(the_plan, now, (), PaperRequest(paper="agenda", level=level.id, portfolio=portfolio)).figures["to_decide"]
    ]
    sorted_ = {one.id for one in now.problems.values() if one.state == "sorted" and one.sort.needs != "own"}
    waits = [one.id for one in now.problems.values() if one.id in sorted_ or overdue_problem(one, now.as_of)]
    assert sorted(found) == sorted(waits)


# ---- minutes and orders


def test_minutes_name_matters_decisions_and_the_orders_that_followed():
    """demands-3: an order on a matter that is not listed is listed beside."""
    raised, other = problem(), problem(text="b")
    held = session("2020-06-11", raised, "T1", attended=("A mayor",))
    sorting, others = sort(raised), sort(other)
    slips = order(sorting, session=held), order(others, number="2", session=held)
    unheld = order(reply(slips[1], "cannot", "2020-06-15"), number="3", day="2020-06-16")
    records = (raised, other, held, sorting, others, *slips, reply(slips[1], "cannot", "2020-06-15"), unheld)
    paper = made("minutes", plan(), *records, concerns=(name_of(held),))
    assert [(one.text, one.decision, len(one.orders)) for one in paper.matters] == [
        ("Land is missing", "So be it", 1), ("Task T1", "So be it", 0),
    ]  # fmt: skip
    assert [one.number for one in paper.others] == ["2"]
    assert (paper.level, paper.held_on.text, paper.attended) == ("deputies", "2020-06-11", ("A mayor",))
    assert [len(paper.figures[name]) for name in ("taken_up", "decided", "reviewed", "ordered")] == [2, 2, 0, 2]


def test_minutes_of_what_is_not_there_any_more():
    """A withdrawn problem keeps its place without words; an order of a corrected session is the new one's."""
    raised = problem()
    held = session("2020-06-11", raised)
    sorting = sort(raised)
    slip = order(sorting, session=held)
    better = session("2020-06-11", raised, replaces=held, hour=13, text="Better")
    paper = made("minutes", plan(), raised, held, sorting, slip, better, concerns=(name_of(better),))
    assert [len(one.orders) for one in paper.matters] == [1]
    gone = made("minutes", plan(), raised, held, withdrawal(raised, "2020-06-20"), concerns=(name_of(held),))
    assert [(one.text, one.tasks) for one in gone.matters] == [("", (name_of(raised),))]


def test_a_slip_with_what_came_of_it():
    """demands-3: one matter, one slip."""
    raised = problem()
    sorting, slip = ordered(raised, due="2020-06-30")
    got = reply(slip, "received", "2020-06-12")
    longer = extension(got, "2020-07-15", "2020-06-20")
    paper = made("order", plan(), raised, sorting, slip, got, longer, concerns=(name_of(slip),))
    assert (paper.number, paper.problem, paper.text, paper.void, paper.state) == ("1", name_of(raised), "Land is missing", False, "received")
    assert (paper.slip.due.text, paper.due.text) == ("2020-06-30", "2020-07-15")
    assert [(one.says, one.unit, one.text) for one in paper.answers] == [("received", "lands", "So it stands"), ("extend", None, "Rain")]


def test_an_older_slip_of_a_problem_ends_with_the_next():
    """Its answers are its own, and the due date in force is another's."""
    raised = problem()
    sorting, slip = ordered(raised)
    back = reply(slip, "cannot", "2020-06-15")
    again = order(back, ("works_north",), "2020-06-16", number="2")
    records = (raised, sorting, slip, back, again, reply(again, "received", "2020-06-17", unit="works_north"))
    paper = made("order", plan(), *records, concerns=(name_of(slip),))
    assert (paper.void, paper.due, paper.state, [one.says for one in paper.answers]) == (False, None, None, ["cannot"])


def test_a_void_slip_keeps_its_number():
    """Withdrawn, replaced, or without effect since its problem was withdrawn."""
    raised = problem()
    sorting, slip = ordered(raised)
    gone = withdrawal(slip, "2020-06-15")
    paper = made("order", plan(), raised, sorting, slip, gone, concerns=(name_of(slip),))
    assert (paper.number, paper.void, paper.void_by, paper.void_because) == ("1", True, name_of(gone), "By mistake")
    better = order(sorting, day="2020-06-10", replaces=slip, hour=13)
    paper = made("order", plan(), raised, sorting, slip, better, concerns=(name_of(slip),))
    assert (paper.void, paper.void_by, paper.void_because) == (True, name_of(better), None)
    paper = made("order", plan(), raised, sorting, slip, withdrawal(raised, "2020-06-15"), concerns=(name_of(slip),))
    assert (paper.void, paper.void_by, paper.problem, paper.text, paper.answers) == (True, None, name_of(raised), "Land is missing", ())


def test_a_slip_of_a_reworded_problem_that_came_back_from_above():
    """The petition asks of two; the answer names the one."""
    first, second = problem(text="a"), problem(text="b")
    better = problem(text="B", replaces=second, hour=13)
    sorts = sort(first, "province"), sort(second, "province")
    asked = petition(*sorts, day="2020-06-12")
    said = [reply(asked, "answer", "2020-06-20", problem=name_of(one)) for one in (first, second)]
    slip = order(said[1], day="2020-06-21")
    paper = made("order", plan(), first, second, better, *sorts, asked, *said, slip, concerns=(name_of(slip),))
    assert (paper.problem, paper.text, paper.void) == (name_of(second), "B", False)
    direct = order(better, day="2020-06-21")
    lost = made("order", plan(), second, better, direct, withdrawal(better, "2020-06-25"), concerns=(name_of(direct),))
    assert (lost.problem, lost.void) == (name_of(second), True)


def test_what_was_said_on_an_order():
    """A petition's words are whom it asks; an acceptance may have none."""
    raised = problem()
    sorting, slip = ordered(raised, "province")
    asked = petition(slip)
    back = reply(asked, "answer", "2020-06-16")
    done = reply(back, "done", "2020-06-18")
    closed = recheck(done, day="2020-06-20")
    found = state(plan(), raised, sorting, slip, asked, back, done, closed).problems[name_of(raised)]
    assert [(one.says, one.text) for one in answers(found, name_of(slip))] == [
        ("petition", "The province"), ("answer", "So it stands"), ("done", "So it stands"), ("accept", "Checked"),
    ]  # fmt: skip


# ---- reminder


def test_reports_are_owed_by_unit():
    """levels-1: a task of two lead units is asked of both; what is not published is one list."""
    lands, works = LeadUnit(name="Lands", city="north"), LeadUnit(name="Works")
    the_plan = plan(task(lead_units=(lands, works)), task("T2", lead_units=(lands,)), task("T3"), task("T4", lead_units=(works,)))
    paper = made("reminder", the_plan, update("T4", "2020-02-29"), day="2020-02-29")
    assert [(one.unit, one.city, [silent.task for silent in one.tasks]) for one in paper.units] == [
        ("Lands", "north", ["T1", "T2"]), ("Works", None, ["T1"]),
    ]  # fmt: skip
    assert [(one.task, one.months) for one in paper.unknown] == [("T3", ("2020-01", "2020-02"))]
    assert dict(paper.figures) == {"owing": ("T1", "T2", "T3"), "unknown": ("T3",)}
    assert (paper.periods_owed, paper.unasked) == (6, ())


def test_fidelity_7_a_reminder_goes_to_somebody_and_says_by_when():
    """Local: the cities that take part where the lead unit is not published; so many working days from its day."""
    the_plan = plan(task("T3"), task("T4", cities=("south",)), task("T5", cities=()), working_days=WorkingDays(country="CN"))
    paper = made("reminder", the_plan, day="2020-04-30")
    assert [(one.unit, one.city, [silent.task for silent in one.tasks]) for one in paper.cities] == [
        ("North", "north", ["T3"]), ("South", "south", ["T3", "T4"]),
    ]  # fmt: skip
    assert [one.task for one in paper.unasked] == ["T5"]
    assert paper.by == Day.parse("2020-05-08").last
    assert [made("reminder", plan(), day="2020-04-30").by, made("reminder", the_plan, day="2098-04-30").by] == [Day.parse("2020-05-03").last, None]
def test_R8_a_unit_is_reminded_of_what_its_own_city_owes():
    """levels-1: what another city's unit reported is not its report."""
    lands, works = LeadUnit(name="Lands", city="north"), LeadUnit(name="Works", city="south")
    the_plan = plan(task(lead_units=(lands, works)))
    paper = made("reminder", the_plan, update(day="2020-01-31", office="north"), day="2020-01-31")
    assert [(one.unit, [silent.task for silent in one.tasks]) for one in paper.units] == [("Works", ["T1"])]
    assert paper.figures["owing"] == ("T1",)


def test_a_city_that_reported_is_not_reminded():
    paper = made("reminder", plan(), update(day="2020-01-31", office="north"), day="2020-01-31")
    assert [(one.city, [silent.task for silent in one.tasks]) for one in paper.cities] == [("south", ["T1"])]


def test_a_nil_report_is_a_report():
    assert made("reminder", plan(), update(day="2020-01-31"), day="2020-01-31").figures["owing"] == ()


def one_unit(unit, the_plan, *records, day="2020-06-30"):
    """Give a unit's notice in short: its orders with why, its tasks, who is copied."""
    paper = made("reminder", the_plan, *records, day=day, unit=unit)
    orders = [(one.view.text, one.reasons) for one in paper.orders]
    return orders, [(one.unit, [silent.task for silent in one.tasks]) for one in paper.units], paper.copied


def test_a_notice_has_what_is_the_units_own():
    """Local: its orders that are late, soon due or not signed for, the reports that it owes, who helps and follows up."""
    late, soon, other, far = (problem(text=text) for text in ("late", "soon", "other", "far"))
    slips = [
        ordered(late, units=("lands", "works_north"), due="2020-06-20", day="2020-06-10", helpers=("works_south",)),
        ordered(soon, due="2020-07-03", day="2020-06-29", tracked_by=("works_south", "lands")),
        ordered(other, units=("works_south",), due="2020-06-20", day="2020-06-10"),
        ordered(far, due="2020-09-30", day="2020-06-29"),
    ]
    took = reply(slips[0][1], "received", "2020-06-11")
    the_plan = plan(task(lead_units=(LeadUnit(name="Lands", city="north"), LeadUnit(name="Works of South", city="south"))), task("T2"))
    records = (late, soon, other, far, *(one for pair in slips for one in pair), took)
    orders, tasks, copied = one_unit("lands", the_plan, *records)
    assert orders == [("late", ("overdue",)), ("soon", ("due_soon",))]
    assert (tasks, copied) == ([("Lands", ["T1"])], ("works_south",))
    assert one_unit("works_north", the_plan, *records)[:2] == ([("late", ("overdue", "unsigned"))], [])
    figures = dict(made("reminder", the_plan, *records, day="2020-06-30", unit="works_north").figures)
    assert figures == {"owing": (), "chase.overdue": (name_of(late),), "chase.due_soon": (), "chase.unsigned": (name_of(late),)}
    asked_of_all = made("reminder", the_plan, *records, day="2020-06-30")
    assert (asked_of_all.orders, asked_of_all.copied, [*asked_of_all.figures]) == ((), (), ["owing", "unknown"])


def test_a_unit_that_answered_or_whose_matter_is_asked_above_is_not_reminded():
    """What the secretariat or a higher authority has is not the unit's."""
    raised, asked = problem(text="a"), problem(text="b")
    sorting, slip = ordered(raised, units=("lands", "works_south"), due="2020-06-20")
    above, letter = ordered(asked, "province", due="2020-06-20")
    records = (raised, sorting, slip, reply(slip, "done", "2020-06-18"), asked, above, letter, petition(letter, day="2020-06-12"))
    the_plan = plan(task(lead_units=(LeadUnit(name="Another"),)))
    assert one_unit("lands", the_plan, *records) == ([], [], ())
    assert [text for text, _ in one_unit("works_south", the_plan, *records)[0]] == ["a"]


def test_a_renamed_unit_is_reminded_under_its_name_of_the_day():
    """Whichever of its names the plan gives to the lead unit."""
    lands = Unit(name="Lands and Water", city="north", former=(Former(name="Lands", until=Day.parse("2020-03-31")),))
    the_plan = plan(task(lead_units=(LeadUnit(name="Lands", city="north"),)), units={"lands": lands})
    assert one_unit("lands", the_plan, day="2020-03-31")[1] == [("Lands", ["T1"])]
    assert one_unit("lands", the_plan, day="2020-04-30")[1] == [("Lands and Water", ["T1"])]


# ---- summary


def test_fidelity_7_a_summary_names_what_is_wrong_and_what_falls_due():
    """What is late, owed and in disagreement; what falls due in the next period and is not claimed."""
    the_plan = plan(task(due="2020-06-01"), task("T2", due="2020-09-30"), task("T3", due="2020-08-31"), task("T4", due="2020-08-01"))
    records = (
        update("T3", "2020-06-20", percent=10, measure="works", office="north"),
        update("T3", "2020-06-20", percent=20, measure="works", office="south"), claim("T4", "2020-06-05"),
    )  # fmt: skip
    [part] = made("summary", the_plan, *records, periods=("2020Q2",)).parts
    assert ([one.id for one in part.late], part.disagreeing) == (["T1"], ("T3",))
    assert {"T1", "T2"} <= set(part.silent) and "T3" not in part.silent
    assert (part.next_period, [one.id for one in part.falls_due]) == ("2020Q3", ["T3", "T2"])


def of_problems(the_plan, *periods):
    """Tell of which periods a summary has the problems."""
    return [one.period for one in made("summary", the_plan, day="2020-12-31", periods=periods).parts if "open" in one.figures]


def test_R13_a_half_year_sums_up_no_problems():
    """demands-3: unless the plan asks for it."""
    the_plan = plan()
    assert of_problems(the_plan, "2020Q2", "2020H1", "2020") == ["2020Q2", "2020"]
    assert [one.rate for one in made("summary", the_plan, periods=("2020H1",)).parts] == [None]
    for asked in ({"summary": ("half_yearly",)}, {"bulletin": "half_yearly"}):
        work, reports = the_plan.rhythm.work, the_plan.rhythm.reports
        asks = plan(rhythm=type(the_plan.rhythm)(work=work, reports=reports, problems=ProblemRhythm(rests_on=LOCAL, **asked)))
        assert of_problems(asks, "2020Q2", "2020H1") == ["2020Q2", "2020H1"]


def test_fidelity_7_what_was_merged_into_a_later_dispatch_was_not_held():
    """Of a quarter whose June was held in July two are counted; one that holds an earlier month too is one."""
    held = session("2020-04-15"), session("2020-05-15"), session("2020-07-15", merges=("2020-06",), because="Rain")
    [quarter] = made("summary", plan(), *held, day="2020-08-01", periods=("2020Q2",)).parts
    assert [one.state for one in quarter.dispatches] == ["held", "held", "merged"]
    assert quarter.figures["dispatches"] == (name_of(held[0]), name_of(held[1]))


def test_a_summary_counts_work_dispatches_and_problems():
    """demands-2, demands-3: tasks beside the plan's own apart; the state at the period's end."""
    the_plan = plan(task(), task("T2"), task("T3", due="2020-03-01"), task("C1", origin="carried_over"))
    raised = problem(day="2020-03-01")
    slip = ordered(raised, day="2020-03-05", due="2020-03-20")
    held = session("2020-05-15", merges=("2020-04",), because="Few matters")
    records = (update(day="2020-03-10", stage="under_way"), update("T2", "2020-03-11"), raised, *slip, held, update("T2", "2020-06-01", stage="under_way"))
    paper = made("summary", the_plan, *records, day="2020-08-01", periods=("2020Q1",))
    figures = {name: ids for name, ids in paper.figures.items() if ids}
    assert figures == {
        "stage.under_way": ("T1",), "no_stage": ("T2",), "no_report": ("T3",), "light.overdue": ("T3",),
        "light.unlit": ("T1", "T2"), "not_counted": ("C1",), "assigned": (name_of(raised),), "open": (name_of(raised),),
        "overdue": (name_of(raised),),
    }  # fmt: skip
    [part] = paper.parts
    assert (part.total, part.rate, paper.until.isoformat()) == (3, Decimal("0.0"), "2020-03-31")
    assert [one.state for one in part.dispatches] == ["missed", "missed", "missed"]


def test_R18_a_summary_counts_by_what_is_completed_and_what_is_claimed():
    """By whatever word it was claimed, as status counts it."""
    the_plan = plan(task(), task("T2"), task("T3"), done="finished")
    said = [update(f"T{n}", "2020-03-10", stage="finished") for n in (1, 2)]
    records = (*said, recheck(said[0], day="2020-03-12"), claim("T3", "2020-03-10"))
    figures = made("summary", the_plan, *records, day="2020-08-01", periods=("2020Q1",)).figures
    assert (figures["stage.completed"], figures["stage.reported_complete"]) == (("T1",), ("T2", "T3"))
    assert "stage.finished" not in figures


def test_figures_of_several_periods_bear_their_names():
    """demands-2: the quarter, and the year as far as it has gone."""
    held = session("2020-05-15", merges=("2020-04",), because="Few matters")
    paper = made("summary", plan(), held, day="2020-07-01", periods=("2020Q2", "2020"))
    assert paper.figures["2020Q2/dispatches"] == paper.figures["2020/dispatches"] == (name_of(held),)
    assert [one.state for one in paper.parts[0].dispatches] == ["merged", "held", "missed"]
    assert (paper.parts[1].until.isoformat(), paper.until.isoformat()) == ("2020-07-01", "2020-07-01")


def test_the_summary_of_the_last_period_of_the_plans_own_cycle():
    assert made("summary", plan(), day="2020-07-01").periods == ("2020-06",)


# ---- supervision


def test_the_register_says_what_was_ordered_answered_and_who_follows():
    """effect-2: also an overdue task, with its dates."""
    rules = tuple(SupervisionRule(ground=ground, rests_on=LOCAL) for ground in ("key", "overdue", "overdue_task"))
    lead = LeadUnit(name="Works")
    the_plan = plan(task(due="2020-06-01"), task("T2", due="2020-05-01", lead_units=(lead,)), task("T3"), supervision=rules)
    raised, calm = problem(), problem(text="b")
    sorting, slip = ordered(raised, due="2020-06-20", key=True, tracked_by=("works_north",))
    records = (raised, calm, sorting, slip, *ordered(calm), reply(slip, "received", "2020-06-12"), adjustment("T2", due="2020-06-20"))
    paper = made("supervision", the_plan, *records)
    assert paper.unanswered == ()
    assert made("supervision", the_plan, raised, sorting, slip).unanswered == (name_of(raised),)
    [one] = paper.problems
    assert (one.view.id, one.grounds, one.days) == (name_of(raised), ("key", "overdue"), 10)
    [given] = one.orders
    assert (given.slip.require, given.slip.tracked_by, [said.says for said in given.answers]) == ("See to it", ("works_north",), ["received"])
    assert [(late.task, late.due.text, late.first_due.text, late.days, late.lead_units) for late in paper.tasks] == [
        ("T1", "2020-06-01", "2020-06-01", 29, None), ("T2", "2020-06-20", "2020-05-01", 59, ("Works",)),
    ]  # fmt: skip
    assert {name: len(ids) for name, ids in paper.figures.items()} == {
        "supervision.key": 1, "supervision.overdue": 1, "supervision.returned_twice": 0, "supervision.tasks": 2,
    }  # fmt: skip


# ---- a figure, opened


def test_a_figure_opens_to_the_records_behind_it():
    """Problems with their moves, tasks with their reports in order, sessions as they are."""
    raised = problem()
    sorting, slip = ordered(raised, day="2020-06-10")
    said = update(day="2020-06-02", stage="under_way")
    held = session("2020-06-15")
    records = (raised, sorting, slip, said, held, claim(day="2020-06-20"))
    paper = made("summary", plan(), *records, day="2020-06-30", periods=("2020-06",))
    now = state(plan(), *records, day="2020-06-30")
    by_name = {name: opened(now, "summary-1", paper, n) for n, name in enumerate(paper.figures, 1)}
    assert by_name["assigned"].records == {name_of(raised): (name_of(raised), name_of(sorting), name_of(slip))}
    assert by_name["stage.reported_complete"].records == {"T1": (name_of(said), name_of(claim(day="2020-06-20")))}
    assert by_name["dispatches"].records == {name_of(held): (name_of(held),)}
    assert (by_name["assigned"].paper, by_name["assigned"].figure, by_name["closed"].ids) == ("summary", "assigned", ())
