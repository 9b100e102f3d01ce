"""Lights: the plan's conditions, tried in order (local: the method of 2019 sets no lights)."""

from datetime import date
from decimal import Decimal

import pytest

from ltzplan.model.method import Schedule
from ltzplan.model.plan import Milestone
from ltzplan.model.values import Day
from ltzplan.rules.lights import facts_of, light, lit_on, overdue, overdue_days, schedule, unlit_because
from ltzplan.rules.supervision import supervised
from tests.build import adjustment, claim, lights, on, plan, recheck, state, task, update, withdrawal

HUNDRED = {"start": "2020-01-01", "due": "2020-04-10"}
"""A schedule of exactly a hundred days: on 1 March sixty of them are gone."""
SIXTY = "2020-03-01"


def facts(the_plan, *records, day):
    return facts_of(the_plan, state(the_plan, *records, day=day).tasks["T1"], on(day))


def burning(the_plan, *records, day=SIXTY):
    found = light(the_plan, facts(the_plan, *records, day=day))
    return found and found.light


def at(percent, day=SIXTY, *, scheme=None, due=HUNDRED):
    """Give the light of a percent stated on the day itself."""
    the_plan = plan(task(**due), **({"lights": lights(*scheme)} if scheme else {}))
    return burning(the_plan, *([] if percent is None else [update(day=day, percent=percent)]), day=day)


def test_the_schedule_runs_by_day_from_start_to_due():
    """Schedule to date (local): evenly by day; nothing before the start, all from the due date on."""
    the_plan = plan(task(**HUNDRED))
    days = ("2019-12-01", "2020-01-01", SIXTY, "2020-04-10", "2020-05-01")
    assert [schedule(facts(the_plan, day=day)) for day in days] == [0, 0, 60, 100, 100]


def test_without_a_start_the_schedule_runs_from_the_signing():
    """Schedule to date (local): from start, else from the signing."""
    the_plan = plan(task(due="2020-04-10"), signed="2020-01-01")
    assert schedule(facts(the_plan, day=SIXTY)) == 60


def test_a_due_month_counts_to_its_end():
    """A month counts from its end: due 2020-04 is due on 30 April."""
    the_plan = plan(task(due="2020-04"))
    assert burning(the_plan, day="2020-04-30") == "due_soon"
    assert burning(the_plan, day="2020-05-01") == "overdue"


def test_start_and_due_on_one_day():
    """A schedule of no length asks for everything on its day."""
    the_plan = plan(task(start="2020-03-01", due="2020-03-01"))
    assert schedule(facts(the_plan, day="2020-03-01")) == 100
    assert schedule(facts(the_plan, day="2020-02-29")) == 0


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        ("29.9", "far_behind"),
        ("30", "behind"),
        ("50", "behind"),
        ("50.1", "on_course"),
        ("60", "on_course"),
        ("100", "on_course"),
    ],
)
def test_points_behind(percent, expected):
    """points_behind_over: more than N; points_behind: N or more."""
    assert at(percent) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2020-03-10", None), ("2020-03-11", "due_soon"), ("2020-04-10", "due_soon"), ("2020-04-11", "overdue")],
)
def test_due_soon_and_overdue_need_dates_only(day, expected):
    """due_within_days counts the due day in; overdue begins the day after it."""
    assert at(None, day) == expected


def test_behind_goes_before_due_soon():
    """The first condition that matches counts."""
    assert at("50", "2020-04-01") == "far_behind"


def test_silence_is_never_on_course():
    """Otherwise without a percent is unlit, and the reason is no_percent."""
    the_plan = plan(task(**HUNDRED))
    assert burning(the_plan) is None
    assert unlit_because(facts(the_plan, day=SIXTY)) == "no_percent"


def test_without_a_due_date_nothing_burns():
    """Otherwise without a due date is unlit, and the reason is no_due."""
    the_plan = plan(task())
    said = update(percent=50, day=SIXTY)
    assert burning(the_plan, said) is None
    assert unlit_because(facts(the_plan, said, day=SIXTY)) == "no_due"


def test_a_disputed_percent_lights_nothing():
    """Disagreement: while two offices differ there is no percent."""
    said = [update(percent=p, office=o, day=SIXTY) for p, o in (("10", "north"), ("90", "south"))]
    assert burning(plan(task(**HUNDRED)), *said) is None


def test_accepted_is_done_whatever_else_holds():
    """Accepted comes first and needs no date and no percent."""
    said = claim(day="2020-03-01")
    for one in (task(), task(**HUNDRED)):
        assert burning(plan(one), said, recheck(said, day="2020-05-01"), day="2020-06-01") == "done"


def test_a_claim_made_in_time_is_not_overdue():
    """Overdue begins the day after the due date unless a claim made by that date stands."""
    the_plan = plan(task(**HUNDRED))
    said = claim(day="2020-04-10")
    assert burning(the_plan, said, day="2020-05-01") is None
    assert overdue_days(facts(the_plan, said, day="2020-05-01")) == 0


def test_a_claim_made_late_stays_overdue():
    """On time is judged by the claim; while the secretariat checks no day is added."""
    the_plan = plan(task(**HUNDRED))
    said = claim(day="2020-04-13")
    assert burning(the_plan, said, day="2020-05-01") == "overdue"
    assert overdue_days(facts(the_plan, said, day="2020-05-01")) == 2


def test_a_claim_in_time_that_is_returned_no_longer_protects():
    """overdue_days counts the days late at whose end a unit held the matter."""
    the_plan = plan(task(**HUNDRED))
    said = claim(day="2020-04-05")
    records = said, recheck(said, "return", "2020-04-20")
    assert burning(the_plan, *records, day="2020-04-19") is None
    assert [overdue_days(facts(the_plan, *records, day=day)) for day in ("2020-04-19", "2020-04-20", "2020-04-22")] == [
        0,
        1,
        3,
    ]


def test_two_late_claims_stop_the_clock_twice():
    """overdue_days: not while the secretariat checks, each time it does."""
    the_plan = plan(task(**HUNDRED))
    first, second = claim(day="2020-04-12"), claim(day="2020-04-20")
    records = first, recheck(first, "return", "2020-04-15"), second, recheck(second, "return", "2020-04-25")
    assert overdue_days(facts(the_plan, *records, day="2020-04-30")) == 20 - 3 - 5


def test_a_claim_returned_on_its_day_stops_nothing():
    """overdue_days: at that day's end a unit held the matter again."""
    the_plan = plan(task(**HUNDRED))
    said = claim(day="2020-04-12")
    records = said, recheck(said, "return", "2020-04-12")
    assert overdue_days(facts(the_plan, *records, day="2020-04-15")) == 5


def test_a_withdrawn_claim_protects_nobody():
    """A withdrawal takes the claim out of the record from its day on."""
    the_plan = plan(task(**HUNDRED))
    said = claim(day="2020-04-05")
    records = said, withdrawal(said, "2020-04-20")
    assert overdue_days(facts(the_plan, *records, day="2020-04-20")) == 10


def test_accepted_late_keeps_the_days_it_was_late():
    """Done counts from the acceptance; on time is judged by the claim that was accepted."""
    the_plan = plan(task(**HUNDRED))
    said = claim(day="2020-04-13")
    found = facts(the_plan, said, recheck(said, day="2020-05-01"), day="2020-12-31")
    assert not overdue(found)
    assert overdue_days(found) == 2


def test_no_due_date_no_days_late():
    """Without a due date nothing is late."""
    assert overdue_days(facts(plan(), day="2030-01-01")) == 0


def test_a_completed_task_is_not_due_soon():
    """What is accepted is not reminded of its date, also where a plan has no light for done."""
    said = claim(day="2020-02-20")
    the_plan = plan(task(**HUNDRED), lights=lights(("blue", "due_within_days", 90), ("green", "otherwise")))
    assert burning(the_plan, said, recheck(said, day="2020-02-25")) is None


SCHEMES = {
    "Yinchuan": (("red", "points_behind_over", 30), ("yellow", "points_behind", 10), ("green", "otherwise")),
    "Sanya": (
        ("red", "percent_of_schedule_below", 50),
        ("yellow", "percent_of_schedule_below", 100),
        ("green", "otherwise"),
    ),
    "Wuhan": (
        ("red", "percent_of_schedule_below", 60),
        ("yellow", "percent_of_schedule_below", 80),
        ("green", "otherwise"),
    ),
    "Yichang": (("red", "points_behind_over", 0), ("yellow", "due_within_days", 10), ("green", "otherwise")),
    "Suqian": (
        ("red", "overdue"),
        ("yellow", "points_behind_over", 0),
        ("blue", "due_within_days", 10),
        ("green", "otherwise"),
    ),
}


@pytest.mark.parametrize(
    ("place", "percent", "day", "expected"),
    [
        ("Yinchuan", "60", SIXTY, "green"),
        ("Yinchuan", "50", SIXTY, "yellow"),
        ("Yinchuan", "30", SIXTY, "yellow"),
        ("Yinchuan", "29", SIXTY, "red"),
        ("Sanya", "60", SIXTY, "green"),
        ("Sanya", "59.9", SIXTY, "yellow"),
        ("Sanya", "30", SIXTY, "yellow"),
        ("Sanya", "29.9", SIXTY, "red"),
        ("Wuhan", "48", SIXTY, "green"),
        ("Wuhan", "47.9", SIXTY, "yellow"),
        ("Wuhan", "36", SIXTY, "yellow"),
        ("Wuhan", "35.9", SIXTY, "red"),
        ("Yichang", "60", SIXTY, "green"),
        ("Yichang", "59", SIXTY, "red"),
        ("Yichang", "99", "2020-04-05", "yellow"),
        ("Yichang", None, "2020-04-05", "yellow"),
        ("Suqian", "60", SIXTY, "green"),
        ("Suqian", "59", SIXTY, "yellow"),
        ("Suqian", "99", "2020-04-05", "blue"),
        ("Suqian", "99", "2020-04-11", "red"),
        ("Suqian", None, SIXTY, None),
    ],
)
def test_published_schemes_can_be_written_as_lights(place, percent, day, expected):
    """The schemes of five places are expressible in what they say of percent and dates."""
    assert at(percent, day, scheme=SCHEMES[place]) == expected


def test_nothing_is_below_a_schedule_that_has_not_begun():
    """percent_of_schedule_below: before the start the schedule asks for nothing."""
    assert at("0", "2019-12-31", scheme=SCHEMES["Wuhan"]) == "green"


def test_a_month_as_start_counts_from_its_first_day():
    """The schedule covers the whole of the month in which it starts."""
    assert facts(plan(task(start="2020-02", due="2020-04")), day=SIXTY).start == date(2020, 2, 1)


def test_schedule_is_exact():
    """Lights are judged by the exact share, not by the rounded one that is printed."""
    found = schedule(facts(plan(task(due="2020-12-31"), signed="2019-11-10"), day="2020-10-31"))
    assert found == Decimal(100) * 356 / 417


def spread(by, *days, milestones=(), **span):
    """Give what a schedule asks for on days, as the plan spreads it."""
    the_plan = plan(task(milestones=milestones, **span), schedule=Schedule(by=by))
    return [schedule(facts(the_plan, day=day)) for day in days]


def milestone(id, due, weight):
    return Milestone(id=id, en=id, due=due and Day.parse(due), weight=weight and Decimal(weight))


def test_a_schedule_by_month_steps_at_the_ends_of_months():
    """By month (local): an equal share for each month from that of the start to that of the due date."""
    days = ("2020-01-01", "2020-01-30", "2020-01-31", "2020-02-28", "2020-02-29", "2020-05-14", "2020-05-15")
    assert spread("month", *days, start="2020-01-15", due="2020-05-15") == [0, 0, 20, 20, 40, 80, 100]


def test_a_schedule_by_month_over_the_turn_of_a_year():
    """Signed on 2019-11-10 and due on 2020-12-31: fourteen months, twelve of them gone on 31 October."""
    the_plan = plan(task(due="2020-12-31"), schedule=Schedule(by="month"), signed="2019-11-10")
    assert schedule(facts(the_plan, day="2020-10-31")) == Decimal(100) * 12 / 14
    assert schedule(facts(the_plan, day="2020-12-30")) == Decimal(100) * 13 / 14


def test_a_schedule_by_milestones_goes_by_their_weights():
    """By milestones (local): the weights of those due by the day, of all weights; all at the due date."""
    points = (milestone("a", "2020-02-10", 10), milestone("b", "2020-03", "30"), milestone("c", "2020-06-01", 10))
    days = ("2020-01-31", "2020-02-10", "2020-03-30", "2020-03-31", "2020-04-09", "2020-04-10")
    assert spread("milestones", *days, milestones=points, **HUNDRED) == [0, 20, 20, 80, 80, 100]


def test_without_dated_weighted_milestones_a_schedule_is_by_day():
    """By milestones: a task that has none with date and weight is judged by day; others do not count."""
    bare = (milestone("a", "2020-02-10", None), milestone("b", None, 3))
    assert spread("milestones", SIXTY, milestones=bare, **HUNDRED) == [60]
    assert spread("milestones", SIXTY, milestones=(*bare, milestone("c", "2020-03-01", 1)), **HUNDRED) == [100]
    assert spread("day", SIXTY, milestones=(milestone("c", "2020-03-01", 1),), **HUNDRED) == [60]


def test_behind_by_milestones():
    """A light is judged by the schedule of the plan."""
    points = (milestone("a", "2020-02-10", 40), milestone("b", "2020-04-01", 60))
    the_plan = plan(task(milestones=points, **HUNDRED), schedule=Schedule(by="milestones"))
    assert burning(the_plan, update(day=SIXTY, percent=31)) == "on_course"
    assert burning(the_plan, update(day=SIXTY, percent=30)) == "behind"


def aged(*records, day, due="2020-12-31", **given):
    """Give the light, its reason and the day on which an old percent gave it."""
    the_plan = plan(task(due=due, **given.pop("task", {})), percent_fresh_for=1, **given)
    found = facts(the_plan, *records, day=day)
    lit = light(the_plan, found)
    return (lit.light if lit else unlit_because(found)), lit_on(found, lit)


@pytest.mark.parametrize(
    ("day", "light"),
    [
        ("2020-07-31", "on_course"),
        ("2020-09-29", "on_course"),
        ("2020-09-30", "old_percent"),
        ("2020-10-31", "old_percent"),
        ("2020-12-05", "due_soon"),
        ("2021-01-01", "overdue"),
    ],
)
def test_stranger_8_an_old_percent_never_lights_on_course(day, light):
    """R5 (local): a figure of July is relied upon until the report of September is due; dates need no percent."""
    assert aged(update(day="2020-07-31", percent="81.55"), day=day) == (light, None)


def test_R5_a_behind_light_of_its_own_day_stays_with_that_day():
    """An old figure is held against the schedule of its own day; what was on course then is unlit."""
    assert aged(update(day="2020-06-30", percent=20), day="2020-06-30") == ("behind", None)
    assert aged(update(day="2020-06-30", percent=20), day="2020-11-30") == ("behind", on("2020-06-30"))
    assert aged(update(day="2020-06-30", percent=45), day="2020-07-31") == ("behind", None)
    assert aged(update(day="2020-06-30", percent=45), day="2020-11-30") == ("old_percent", None)


def test_R5_a_percent_grows_old_after_the_plans_end_too():
    """Periods are counted on, though no report is owed any more."""
    said = update(day="2020-12-31", percent=90)
    given = {"due": "2021-12-31", "ends": "2020-12-31"}
    assert aged(said, day="2021-02-27", **given)[0] == "on_course"
    assert aged(said, day="2021-02-28", **given)[0] == "old_percent"


def test_R5_a_derived_percent_is_as_old_as_its_oldest_part():
    old, new = update(day="2020-05-31", percent=90, parts=("a",)), update(day="2020-09-30", percent=90, parts=("b",))
    assert aged(old, new, day="2020-09-30", task={"parts": ("a", "b")})[0] == "old_percent"
    fresh = update(day="2020-08-31", percent=90, parts=("a",))
    assert aged(fresh, new, day="2020-09-30", task={"parts": ("a", "b")})[0] == "on_course"


def test_R5_the_day_of_a_figure_counts_and_not_that_of_its_report():
    """`--of`: a report of October may bring a figure of July."""
    assert aged(update(day="2020-10-15", percent=90, of="2020-07-31"), day="2020-10-31")[0] == "old_percent"


def test_R5_without_a_limit_a_percent_never_grows_old():
    the_plan = plan(task(due="2021-12-31"))
    assert burning(the_plan, update(day="2020-01-31", percent=90), day="2021-10-31") == "on_course"


def test_R5_what_has_no_due_date_or_is_in_disagreement_lacks_that_first():
    """The reason that is printed is the first that is lacking."""
    assert aged(update(day="2020-01-31", percent=90), day="2020-12-31", due=None)[0] == "no_due"
    two = update(day="2020-01-31", percent=90, office="north"), update(day="2020-01-31", percent=80, office="south")
    assert aged(*two, day="2020-10-31")[0] == "no_percent"


def test_R23_freshness_and_schedule_go_by_the_due_date_in_force_now():
    """An extension moves the schedule that an old figure is held against."""
    said, longer = update(day="2020-06-30", percent=20), adjustment(day="2020-11-01", due="2022-12-31")
    assert aged(said, day="2020-11-30")[0] == "behind"
    assert aged(said, longer, day="2020-11-30")[0] == "old_percent"


def test_R23_a_late_claim_stays_overdue_until_it_is_accepted():
    """levels-1, effect-2: and is followed up; the days of the check count for nobody."""
    the_plan = plan(task(due="2020-06-30"))
    late = claim(day="2020-07-10")
    found = facts(the_plan, late, day="2020-07-31")
    assert (overdue(found), overdue_days(found)) == (True, 9)
    assert [one.grounds for one in supervised(the_plan, state(the_plan, late, day="2020-07-31"))] == [("overdue",)]
    accepted = late, recheck(late, day="2020-07-20")
    assert (burning(the_plan, *accepted, day="2020-07-31"), supervised(the_plan, state(the_plan, *accepted))) == ("done", [])
