"""The bulletin: the assigned problems of a period, carried in, closed and open."""

from decimal import Decimal

import pytest

from ltzplan.model.method import ProblemRhythm
from ltzplan.rules.settled import settled_problem
from tests.build import (
    LOCAL,
    extension,
    name_of,
    order,
    petition,
    plan,
    problem,
    recheck,
    reply,
    sort,
    state,
)  # fmt: skip
from tests.reports.papers import made, ordered


def test_a_month_without_an_assigned_problem_has_a_bulletin():
    """Raised and sorted is not assigned; what waits at its end to be sorted, and what then to be ordered, is counted apart."""
    raised, waits, later = problem(), problem("T2", text="b"), problem(day="2020-07-02", text="c")
    paper = made("bulletin", plan(), raised, sort(raised), waits, later, day="2020-09-01", periods=("2020-06",))
    assert {name: ids for name, ids in paper.figures.items() if ids} == {"unsorted": (name_of(waits),), "not_ordered": (name_of(raised),)}
    assert (paper.rate, dict(paper.matters), paper.until.isoformat()) == (None, {}, "2020-06-30")


def test_what_is_sorted_and_was_never_ordered_is_counted_apart():
    """Asked above at once too; not what the lowest level settles itself, nor what was ordered once and is sorted anew."""
    names = ("to_order", "above", "lowest", "anew", "over")
    to_order, above, lowest, anew, over = (problem(text=name) for name in names)
    asked, gone = sort(above, "province"), ordered(anew, day="2020-06-11")
    records = (
        to_order, above, lowest, anew, over, sort(to_order), asked, petition(asked), sort(lowest, "own"), *gone,
        sort(gone[1], "province", "2020-06-20"), sort(over), sort(over, None, "2020-06-20"),
    )  # fmt: skip
    figures = made("bulletin", plan(), *records, periods=("2020-06",)).figures
    assert {*figures["not_ordered"]} == {name_of(to_order), name_of(above)}
    assert [*figures][-2:] == ["unsorted", "not_ordered"]


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
        "carried_in": 1, "assigned": 1, "closed": 1, "open": 1, "overdue": 0, "waiting_for_recheck": 0, "waiting_for_province": 0, "unsorted": 0, "not_ordered": 0,
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


def test_an_open_matter_of_two_groups_is_listed_in_the_more_serious():
    """Answered late and not checked: late, and counted under both; what has a new date is among the others."""
    late, moved = problem(), problem(text="b")
    slips = [ordered(one, due="2020-06-12") for one in (late, moved)]
    records = (late, moved, *slips[0], *slips[1], reply(slips[0][1], day="2020-06-19"), extension(slips[1][1], "2020-07-31", day="2020-06-20"))
    paper = made("bulletin", plan(), *records, periods=("2020-06",))
    assert paper.figures["overdue"] == paper.figures["waiting_for_recheck"] == paper.listed["overdue"] == (name_of(late),)
    assert (paper.listed["waiting_for_recheck"], paper.listed["others"]) == ((), (name_of(moved),))
    assert [(one.overdue, one.overdue_days) for one in map(paper.matters.get, map(name_of, (late, moved)))] == [(True, 6), (False, 7)]


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
