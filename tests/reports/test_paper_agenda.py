"""The agenda of a level: what it has to decide, what became of last time, and what it oversees."""

from hypothesis import given
from hypothesis import strategies as st

from ltzplan.model.plan import Milestone
from ltzplan.model.records import Recommendation
from ltzplan.model.values import Day
from ltzplan.reports.papers.agenda import agenda
from ltzplan.reports.papers.paper import PaperRequest
from ltzplan.rules.life import overdue_problem
from tests.build import (
    adjustment,
    claim,
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
    withdrawal,
)  # fmt: skip
from tests.reports.papers import made, ordered


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


def test_what_was_returned_last_says_so():
    """By whom and why, until its unit speaks again."""
    raised = problem()
    sorting, slip = ordered(raised, due="2020-06-15")
    done = reply(slip, day="2020-06-14")
    back = recheck(done, "return", "2020-06-16", because="Incomplete")
    records = (raised, sorting, slip, done, back)
    [one] = made("agenda", plan(), *records, level="deputies").matters
    assert (one.answer.says, one.returned.says, one.returned.text) == ("done", "return", "Incomplete")
    [one] = made("agenda", plan(), *records, reply(back, "progress", "2020-06-18"), level="deputies").matters
    assert one.returned is None


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


def test_what_the_level_is_recommended_stands_beside_the_matter():
    """The recommendation of the sorting in force; of an earlier one nothing is left."""
    raised, hint = problem(), Recommendation(text="Swap the land", units=("lands",))
    hinted = sort(raised, recommends=hint)
    [one] = made("agenda", plan(), raised, hinted, level="deputies").matters
    assert one.view.recommended == hint
    [one] = made("agenda", plan(), raised, hinted, sort(hinted, day="2020-06-11"), level="deputies").matters
    assert one.view.recommended is None


def test_follow_up_lists_each_matter_in_hand_once():
    """What units have or the secretariat checks, beside what the last session took up; and the days that are past or near."""
    taken, other, late, checked = (problem(text=text) for text in ("taken", "other", "late", "checked"))
    slips = [ordered(one, due="2020-06-20" if one is late else "2020-07-31") for one in (taken, other, late, checked)]
    records = [taken, other, late, checked, *(one for slip in slips for one in slip), reply(slips[3][1]), session("2020-06-12", taken)]
    the_plan = plan(task(milestones=[Milestone(id="start", en="Start", due=Day.parse("2020-06-01"))], due="2020-12-31"), task("T2", due="2020-07-02", needs="bureaus"))
    paper = made("agenda", the_plan, *records, level="deputies")
    assert [one.text for one in paper.in_hand] == ["other", "checked"]
    assert ([one.view.text for one in paper.matters], [*paper.last.titles.values()]) == (["late"], ["taken"])
    assert [(one.what, one.tasks, one.state) for one in paper.promised] == [("milestone", ("T1",), "late"), ("task", ("T2",), "soon")]
    assert (paper.figures["in_hand"], paper.figures["promised"]) == (tuple(one.id for one in paper.in_hand), ("T1", "T2"))
    told = made("agenda", the_plan, *records, session("2020-06-25", "T2"), level="deputies").promised
    assert [one.what for one in told] == ["milestone"]
