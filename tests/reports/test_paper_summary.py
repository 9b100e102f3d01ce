"""The summary of periods: work, dispatches and problems."""

from decimal import Decimal

from ltzplan.model.method import ProblemRhythm
from tests.build import LOCAL, claim, name_of, plan, problem, recheck, session, task, update
from tests.reports.papers import made, ordered


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


def test_a_summary_knows_whether_reports_are_owed_and_dispatches_held():
    """Of neither does a plan speak that sets no rhythm and has no levels; nor of claims that wait, where one completes a task."""
    there, without = made("summary", plan()), made("summary", plan(task(dispatch=None), dispatch=None, levels=(), needs={}, completion="claim"))
    assert [(one.reported, one.dispatched, "stage.reported_complete" in one.figures) for one in (there, without)] == [(True, True, True), (False, False, False)]
