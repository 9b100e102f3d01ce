"""The duties of the rhythm, and the sessions that nobody wrote down (demands-2, demands-3)."""

import pytest

from ltzplan.model.method import Papers, ProblemRhythm, ReportRhythm, Rhythm, WorkingDays, WorkRhythm
from ltzplan.model.values import Day
from ltzplan.rules.duties import duties, next_dispatch, unwritten
from tests.build import LOCAL, name_of, on, order, paper, plan, problem, session, sort, state, withdrawal

WORK = WorkRhythm(
    dispatch="monthly", summary=("quarterly", "half_yearly"), evaluation="yearly", rests_on=LOCAL
)
PROBLEMS = ProblemRhythm(bulletin="monthly", summary=("quarterly",), evaluation="yearly", rests_on=LOCAL)
REPORTS = ReportRhythm(due_day="last", rests_on=LOCAL)
WHOLE = {"rhythm": Rhythm(work=WORK, problems=PROBLEMS, reports=REPORTS)}


def asked(*records, day="2020-12-31", **given):
    """Give the duties of a day by kind, of what, and period."""
    the_plan = plan(**WHOLE | given)
    return {(one.duty, one.of, one.period): one for one in duties(the_plan, state(the_plan, *records, day=day))}


def dispatch(period, *records, **given):
    """Give how the dispatch of a month stands, and by which record."""
    one = asked(*records, **given)["dispatch", "work", period]
    return one.state, one.by


# ---- which there are


def test_every_period_that_touches_the_plan_has_its_duties():
    """demands-2, demands-3: from the signing to the end, of the work and of the problems."""
    found = asked(signed="2019-11-10", ends="2020-12-31")
    periods = {}
    for kind, of, period in found:
        periods.setdefault((kind, of), []).append(period)
    months = ["2019-11", "2019-12", *(f"2020-{month:02}" for month in range(1, 13))]
    quarters = ["2019Q4", "2020Q1", "2020Q2", "2020Q3", "2020Q4"]
    assert periods == {
        ("dispatch", "work"): months,
        ("bulletin", "problems"): months,
        ("summary", "work"): ["2019Q4", "2019H2", "2020Q1", "2020Q2", "2020H1", "2020Q3", "2020Q4", "2020H2"],
        ("summary", "problems"): quarters,
        ("evaluation", "work"): ["2019", "2020"],
        ("evaluation", "problems"): ["2019", "2020"],
    }


def test_no_duty_is_older_than_the_rhythm():
    """demands-2 (local): the quarter and the year in which it begins have their papers."""
    found = asked(rhythm=Rhythm(work=WORK, reports=REPORTS, since=Day.parse("2020-11-27")))
    papers = ["2020Q4", "2020H2", "2020"]
    assert sorted(period for _, _, period in found) == sorted(["2020-11", "2020-12", *papers])


def test_a_dispatch_is_due_on_the_last_day_of_its_period():
    """demands-2: half years end on 06-30 and 12-31; papers follow their periods."""
    found = asked()
    one = found["dispatch", "work", "2020-02"]
    assert (one.ends, one.due) == (on("2020-02-29"), on("2020-02-29"))
    assert found["summary", "work", "2020H1"].ends == on("2020-06-30")
    assert found["summary", "work", "2020H2"].ends == on("2020-12-31")
    ends = [one.ends for one in found.values()]
    assert ends == sorted(ends)


@pytest.mark.parametrize(("days", "bulletin", "evaluation"), [(10, "2020-03-10", "2021-01-10"), (None, "2020-03-31", "2021-01-31")])
def test_R12_a_paper_is_due_some_days_after_its_period(days, bulletin, evaluation):
    """Local; without a number of days when the next dispatch period is over."""
    found = asked(papers=Papers(due_after_days=days))
    assert found["bulletin", "problems", "2020-02"].due == on(bulletin)
    assert found["bulletin", "problems", "2020-02"].ends == on("2020-02-29")
    assert found["evaluation", "work", "2020"].due == on(evaluation)


def test_a_plan_asks_for_what_it_says_only():
    """A rhythm of dispatches alone, quarterly, and one whose problems have an evaluation only."""
    quarterly = Rhythm(work=WorkRhythm(dispatch="quarterly", rests_on=LOCAL), reports=REPORTS)
    assert list(asked(rhythm=quarterly)) == [("dispatch", "work", f"2020Q{number}") for number in (1, 2, 3, 4)]
    yearly = ProblemRhythm(evaluation="yearly", rests_on=LOCAL)
    found = asked(rhythm=Rhythm(work=quarterly.work, problems=yearly, reports=REPORTS))
    assert [one for one in found if one[0] != "dispatch"] == [("evaluation", "problems", "2020")]


# ---- how they stand


def test_a_duty_is_missed_the_day_after():
    assert dispatch("2020-06", day="2020-06-30") == ("due", None)
    assert dispatch("2020-06", day="2020-07-01") == ("missed", None)


@pytest.mark.parametrize("level", ["deputies", "mayors"])
def test_any_session_above_the_lowest_level_holds_the_month(level):
    """demands-2: one dispatch a month for the plan; ad hoc or not, in whatever form."""
    held = session("2020-06-15", level=level, form="information", ad_hoc=True, because="Flood")
    assert dispatch("2020-06", held) == ("held", name_of(held))
    assert dispatch("2020-07", held) == ("missed", None)


def test_the_first_session_of_a_month_is_named():
    first, second = session("2020-06-15"), session("2020-06-20")
    assert dispatch("2020-06", second, first) == ("held", name_of(first))


def test_the_lowest_level_and_joint_meetings_hold_nothing():
    """levels-1: a lead unit's own dispatch is its report; a joint meeting is no dispatch of the rhythm."""
    assert dispatch("2020-06", session(level="unit"), session(level=None, joint_meeting=True)) == ("missed", None)


def test_a_month_may_be_merged_into_another():
    """demands-2 (in principle): the session of July holds June too."""
    held = session("2020-07-15", merges=("2020-06",), because="Rain")
    assert dispatch("2020-06", held) == ("merged", name_of(held))
    assert dispatch("2020-07", held) == ("held", name_of(held))
    assert dispatch("2020-06", held, day="2020-07-14") == ("missed", None)


def test_a_month_may_be_put_off_and_still_be_held():
    """demands-2 (in principle): put off with a reason; what is held in the end counts."""
    off = session("2020-06-10", form=None, put_off="2020-06", because="Flood")
    merged = session("2020-07-15", merges=("2020-06",), because="Rain")
    assert dispatch("2020-06", off) == ("put_off", name_of(off))
    assert dispatch("2020-06", off, merged) == ("merged", name_of(merged))
    held = session("2020-06-25")
    assert dispatch("2020-06", off, held, merged) == ("held", name_of(held))


def test_the_lowest_level_puts_nothing_off():
    off = session("2020-06-10", level="unit", form=None, put_off="2020-06", because="Flood")
    assert dispatch("2020-06", off) == ("missed", None)


def test_a_session_taken_back_holds_nothing():
    held = session("2020-06-15")
    assert dispatch("2020-06", held, withdrawal(held)) == ("missed", None)


def test_a_paper_holds_the_duties_of_its_kind_in_its_periods():
    """demands-2, demands-3: a summary that names the quarter and the half year; of work and of problems."""
    issued = paper("summary", "2020-07-03", periods=("2020Q2", "2020H1"))
    found = asked(issued)
    held = {key for key, one in found.items() if one.by == name_of(issued)}
    assert held == {("summary", "work", "2020Q2"), ("summary", "work", "2020H1"), ("summary", "problems", "2020Q2")}
    assert {found[key].state for key in held} == {"held"}


@pytest.mark.parametrize(("issued", "state_"), [("2020-06-03", "missed"), ("2020-06-30", "missed"), ("2020-07-01", "held")])
def test_method_B11_a_paper_of_a_running_period_fulfils_nothing(issued, state_):
    """demands-3: three days of June are not June."""
    assert asked(paper(day=issued, periods=("2020-06",)))["bulletin", "problems", "2020-06"].state == state_


def test_method_B11_a_paper_is_not_missed_before_it_is_due():
    """The calendar waits as long as the evaluation does."""
    for day, state_ in (("2020-07-01", "due"), ("2020-07-10", "due"), ("2020-07-11", "missed")):
        found = asked(day=day, papers=Papers(due_after_days=10))
        assert found["bulletin", "problems", "2020-06"].state == state_


@pytest.mark.parametrize("kind", ["agenda", "minutes", "supervision"])
def test_other_papers_hold_nothing(kind):
    found = asked(paper(kind, periods=("2020-06", "2020Q2", "2020")))
    assert {one.state for one in found.values() if one.due < on("2020-12-31")} == {"missed"}


# ---- the next dispatch


def following(*records, day, **given):
    the_plan = plan(**WHOLE | given)
    return next_dispatch(the_plan, state(the_plan, *records, day=day))


@pytest.mark.parametrize(
    ("dispatch", "name"), [("monthly", "2020-02"), ("quarterly", "2020Q1"), ("half_yearly", "2020H1"), ("yearly", "2020")]
)
def test_R9_the_next_dispatch_is_that_of_the_running_period(dispatch, name):
    """demands-2: in the plan's own cycle."""
    rhythm = Rhythm(work=WorkRhythm(dispatch=dispatch, rests_on=LOCAL), reports=REPORTS)
    assert following(day="2020-02-12", rhythm=rhythm) == name


def test_R9_what_was_held_merged_or_put_off_is_past():
    """demands-2: then the one after it; at the end of its last day a period is over."""
    off = session("2020-03-02", form=None, put_off="2020-04", because="Flood")
    merged = session("2020-02-12", merges=("2020-03",), because="Rain")
    assert following(merged, day="2020-02-12") == "2020-04"
    assert following(merged, off, day="2020-03-02") == "2020-05"
    assert [following(day=day) for day in ("2020-02-28", "2020-02-29")] == ["2020-02", "2020-03"]


def test_R9_after_the_plans_end_there_is_none():
    assert [following(day=day) for day in ("2020-12-30", "2020-12-31", "2021-01-01")] == ["2020-12", None, None]
    assert following(session("2020-12-15"), day="2020-12-15") is None


# ---- what nobody wrote down


def left(*records, day, **given):
    """Give the sessions not written down on a day, with the day by which they should have been."""
    the_plan = plan(**{"working_days": WorkingDays(country="CN")} | given)
    return [(entry.id, due) for entry, due in unwritten(the_plan, state(the_plan, *records, day=day))]


def test_a_session_is_written_down_by_the_next_working_day():
    """demands-3: held on the Wednesday before eight days of holidays."""
    held = session("2020-09-30")
    assert left(held, day="2020-10-08") == []
    assert left(held, day="2020-10-09") == [(name_of(held), on("2020-10-09"))]


def test_minutes_or_an_order_write_it_down():
    """demands-3: either; also where the session's own record was corrected since."""
    held = session("2020-06-15", text="Met")
    better = session("2020-06-15", text="They met", replaces=held, hour=13)
    raised = problem(day="2020-06-01")
    ordered = order(sort(raised), session=held, day="2020-06-16")
    minutes = paper("minutes", "2020-06-16", concerns=(name_of(held),))
    assert left(held, minutes, day="2020-06-20") == []
    assert left(held, better, minutes, day="2020-06-20") == []
    assert left(held, raised, sort(raised), ordered, day="2020-06-20") == []
    for other in (paper("bulletin", "2020-06-16", concerns=(name_of(held),)), session("2020-06-16", level="unit")):
        assert left(held, other, day="2020-06-20") == [(name_of(held), on("2020-06-16"))]


def test_what_was_not_held_needs_no_minutes():
    off = session(form=None, put_off="2020-06", because="Flood")
    assert left(off, session(level="unit"), session(joint_meeting=True, level=None), day="2020-06-30") == []


def test_a_year_that_the_table_lacks_is_left_open():
    """Not guessed: no day is named, and the session stands in the queue from the next day on."""
    held = session("2098-06-13")
    assert left(held, day="2098-06-13") == []
    assert left(held, day="2098-06-14") == [(name_of(held), None)]


def test_without_a_country_every_day_is_a_working_day():
    held = session("2020-09-30")
    assert left(held, day="2020-10-01", working_days=None) == [(name_of(held), on("2020-10-01"))]
