"""What a record may not say."""

from dataclasses import replace

import pytest

from ltzplan.model.method import Measure, Office, Term, Unit
from ltzplan.model.records import Recommendation
from ltzplan.model.values import Counted, Day
from ltzplan.rules.record_checks import record_findings
from tests.build import (
    adjustment,
    claim,
    extension,
    name_of,
    order,
    paper,
    petition,
    plan,
    problem,
    recheck,
    reply,
    session,
    sort,
    task,
    update,
    withdrawal,
)
from tests.rules.found import of_record


def test_sound_records_have_no_findings():
    """What the tests build is sound."""
    raised = problem(concerns=("south",), positions={"north": "No"}, parts=("a",), needs="own", city="north")
    given = order(raised, helpers=("works_south",), tracked_by=("works_north",))
    moves = given, reply(given), petition(given), reply(petition(given), "answer"), extension(given), adjustment(withdrawn=True)
    regime = session("2020-06-15", raised, "T1"), session(level=None, joint_meeting=True), paper(), withdrawal(raised)
    for one in (update(), update(percent=5, parts=("a",)), claim(), raised, sort(raised), recheck(raised), *moves, *regime):
        assert of_record(one) == []


@pytest.mark.parametrize(
    ("record", "path"),
    [
        (update("T9"), "task"),
        (problem(("T1", "T9")), "tasks.1"),
        (update(parts=("c",), text="x"), "parts.0"),
        (problem(parts=("c",)), "parts.0"),
        (update(milestone="closed"), "milestone"),
        (update(city="west", text="x"), "city"),
        (update(percent=5, measure="feeling"), "measure"),
        (update(stage="running"), "stage"),
        (problem(needs="wish"), "needs"),
        (problem(concerns=("west",)), "concerns.0"),
        (problem(positions={"west": "No"}), "positions.west"),
        (sort("T1-0", sort="odd"), "sort"),
        (sort("T1-0", "wish"), "needs"),
        (update(on_behalf_of="west", text="x"), "on_behalf_of"),
        (update(office="west"), "entered.office"),
        (update(forecast="rosy"), "forecast"),
        (order("T1-0", ("nobody",)), "units.0"),
        (order("T1-0", helpers=("nobody",)), "helpers.0"),
        (order("T1-0", tracked_by=("nobody",)), "tracked_by.0"),
        (order("T1-0", urgency="now"), "urgency"),
        (reply("T1-0", unit="nobody"), "unit"),
        (adjustment("T9", withdrawn=True), "task"),
        (adjustment(merged_into="T9"), "merged_into"),
        (adjustment(split_into=("T9",)), "split_into.0"),
        (session("2020-06-15", "T9"), "matters.0.id"),
        (session(level="nobody"), "level"),
        (session(portfolio="sea"), "portfolio"),
        (paper(level="nobody"), "level"),
    ],
)
def test_a_record_names_what_the_plan_has(record, path):
    """Tasks, parts, cities, words and offices are the plan's."""
    assert of_record(record) == [("unknown_id", path)]


def test_parts_of_an_unknown_task_are_not_guessed():
    """One finding for one mistake."""
    assert of_record(update("T9", parts=("a",), milestone="opened")) == [("unknown_id", "task")]


def test_completed_is_no_word_of_an_update():
    """Completed is what only the secretariat's accept gives."""
    assert of_record(update(stage="completed")) == [("completed_by_update", "stage")]


def test_only_the_secretariat_sorts_and_checks():
    """demands-3: an office writes only what the plan lets it write."""
    for one in (sort("T1-0", office="north"), recheck("T1-0", office="north")):
        assert of_record(one) == [("not_permitted", "kind")]


def test_where_no_portfolios_are_given_each_area_is_one():
    """levels-2: a session of an area is one of its portfolio."""
    the_plan = plan(portfolios={}, units={})
    assert of_record(session(portfolio="roads"), the_plan) == []
    assert of_record(session(portfolio="sea"), the_plan) == [("unknown_id", "portfolio")]


def test_an_office_of_a_city_replies_for_the_units_of_its_city():
    """demands-3: the secretariat for any, and any for a unit of no city."""
    offices = {id: Office(name=id, may="all", city=city) for id, city in (("secretariat", None), ("south", "south"))}
    units = {"lands": Unit(name="Lands", city="north"), "all": Unit(name="Of all")}
    the_plan = plan(offices=offices, units=units)
    assert of_record(reply("T1-0", office="south"), the_plan) == [("not_your_unit", "unit")]
    assert of_record(reply("T1-0"), the_plan) == []
    assert of_record(reply("T1-0", unit="all", office="south"), the_plan) == []


def test_an_order_goes_to_units_that_are_there_to_each_once():
    """demands-3: somebody must answer, and nobody answers and helps."""
    ended = replace(plan().units["lands"], ended=Day.parse("2020-06-11"))
    the_plan = plan(units={**plan().units, "lands": ended})
    assert of_record(order("T1-0"), the_plan) == [("unit_ended", "units")]
    assert of_record(order("T1-0", day="2020-06-11"), the_plan) == []
    assert of_record(order("T1-0", ("works_south",), helpers=("lands",)), the_plan) == [("unit_ended", "helpers")]
    assert of_record(order("T1-0", ())) == [("missing_key", "")]
    assert of_record(paper("reminder", unit="lands"), the_plan) == [("unit_ended", "unit")]
    assert of_record(paper("reminder", "2020-06-11", unit="lands"), the_plan) == of_record(paper("reminder"), the_plan) == []
    assert of_record(order("T1-0", ("lands", "lands"))) == [("duplicate_id", "units")]
    assert of_record(order("T1-0", helpers=("lands",))) == [("duplicate_id", "helpers")]


def test_a_unit_is_set_no_date_that_is_past():
    """effect-2: nobody is late by the order, the return or the extension itself."""
    past = Day.parse("2020-06-01")
    for one in (order("T1-0", due="2020-06-01"), recheck("T1-0", "return", due=past), extension("T1-0", "2020-06-01")):
        assert of_record(one) == [("dates_backwards", "due")]
    assert of_record(order("T1-0", due="2020-06-12")) == of_record(order("T1-0", due="2020")) == []


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (adjustment(answers="T1-0", due="2020-07-31"), ("missing_key", "")),
        (replace(extension("T1-0"), answers=None), ("missing_key", "")),
        (replace(extension("T1-0"), due=None), ("missing_key", "")),
        (extension("T1-0", withdrawn=True), ("missing_key", "")),
        (extension("T1-0", target="Less"), ("missing_key", "")),
        (adjustment(), ("adjusts_nothing", "")),
        (adjustment(due="2020-07-31", no_due=True), ("contradict", "no_due")),
        (adjustment(withdrawn=True, merged_into="T2"), ("ends_twice", "merged_into")),
        (adjustment(merged_into="T1"), ("ends_twice", "merged_into")),
        (adjustment(split_into=("T2", "T1")), ("ends_twice", "split_into")),
        (adjustment(due="2019-12-31"), ("dates_backwards", "due")),
    ],
)
def test_an_adjustment_changes_one_thing(record, found):
    """demands-2 (local): of a problem the date; of a task date, target or being, and that once."""
    assert of_record(record, plan(task(), task("T2"))) == [found]


def test_a_new_date_of_a_task_is_not_before_its_start():
    """demands-2 (local): its own start, else the signing."""
    assert of_record(adjustment(due="2020-04-30"), plan(task(start="2020-05-01"))) == [("dates_backwards", "due")]
    assert of_record(adjustment(due="2020-04-30"), plan(task(start="2020-04-01"))) == []


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({"form": None}, "form"),
        ({"put_off": "2020-06", "because": "Rain"}, "form"),
        ({"level": None}, "level"),
        ({"ad_hoc": True}, "because"),
        ({"merges": ("2020-05",)}, "because"),
        ({"form": None, "put_off": "2020-06"}, "because"),
    ],
)
def test_a_session_has_a_level_a_form_and_where_out_of_turn_a_reason(said, missing):
    """demands-2: in principle regular: what is called, merged or put off says why."""
    assert [(one.code, one.params["key"]) for one in record_findings(plan(), session(**said))] == [("missing_key", missing)]


def test_nobody_attends_a_dispatch_by_information():
    """demands-2: it is held on paper."""
    assert of_record(session(form="information", attended=("All",))) == [("nobody_attends", "attended")]
    assert of_record(session(form="information")) == of_record(session(attended=("All",))) == []


@pytest.mark.parametrize(
    ("record", "missing"),
    [
        (petition(), "answers"),
        (reply("T1-0", unit=None), "unit"),
        (reply("T1-0", "answer", unit="lands"), "unit"),
        (reply("T1-0", text=None), "text"),
    ],
)
def test_petitions_and_replies_say_who_and_what(record, missing):
    """demands-3: of what it asks; which unit answers; what it says."""
    assert [(one.code, one.params["key"]) for one in record_findings(plan(), record)] == [("missing_key", missing)]


@pytest.mark.parametrize("percent", ["100.1", "101", "-1"])
def test_a_percent_is_between_0_and_100(percent):
    """Percents."""
    assert of_record(update(percent=percent)) == [("out_of_range", "percent")]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"count": Counted(done=5)}, []), ({"count": Counted(done=12, total=12)}, []), ({"count": Counted(done=13, total=12)}, ["count"]),
        ({"count": Counted(done=13, total=12), "measure": "loans"}, []), ({"percent": 101, "measure": "loans"}, []),
        ({"percent": -1, "measure": "loans"}, ["percent"]),
    ],
)  # fmt: skip
def test_only_what_may_exceed_the_whole_is_more_than_that(said, wrong):
    the_plan = plan(measures={"loans": Measure(name="Loans", may_exceed=True)})
    assert [(one.code, ".".join(one.path)) for one in record_findings(the_plan, update(**said))] == [("out_of_range", key) for key in wrong]


def test_a_percent_says_what_it_measures_and_of_what():
    """A percent is stated with its measure, of the whole or of one part."""
    assert of_record(update(percent=5, measure=None)) == [("percent_without_measure", "percent")]
    assert of_record(update(percent=5, parts=("a", "b"))) == [("percent_of_parts", "percent")]


@pytest.mark.parametrize(("ids", "only", "listed"), [((), None, "measures"), (("a",), "a", None), (("a", "b"), None, None)])
def test_the_one_measure_of_a_plan_is_known_and_where_there_is_none_the_plan_lacks_it(ids, only, listed):
    """The record says it all the same."""
    the_plan = plan(measures={id: Measure(name=id) for id in ids})
    [found] = record_findings(the_plan, update(percent=5, measure=None))
    assert (the_plan.only_measure, found.params.get("list"), found.params["measures"]) == (only, listed, ", ".join(ids))


def test_an_update_says_something_or_nothing():
    """A nil report is a report; an empty one is none, and nil with news is a contradiction."""
    assert of_record(replace(update(), nil=False)) == [("empty_update", "")]
    assert of_record(update(nil=True, percent=5)) == [("nil_with_news", "nil")]
    assert of_record(update(nil=True, text="All quiet", next="Nothing")) == []
    rosy = plan(forecasts={"rosy": Term(name="Rosy")})
    assert of_record(update(forecast="rosy"), rosy) == of_record(update(nil=True, forecast="rosy"), rosy) == []


@pytest.mark.parametrize("said", [{"parts": ("a",)}, {"city": "north"}])
def test_a_claim_is_of_the_whole(said):
    """A part is not completed by a claim."""
    assert of_record(claim(**said)) == [("claim_of_part", "stage")]


def test_a_problem_says_what_stands_in_the_way_and_of_what():
    """A problem without text or task is none."""
    assert of_record(problem(text=None)) == [("missing_key", "")]
    assert [one.params["key"] for one in record_findings(plan(), replace(problem(), tasks=()))] == ["tasks"]


def test_a_return_has_a_reason():
    """A recheck returns with a reason; an acceptance needs none."""
    assert of_record(recheck("T1-0", "return", because=None)) == [("missing_key", "")]


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"sort": None}, "sort"),
        ({"needs": None, "sort": "land", "dismissed": False}, "needs"),
        ({"dismissed": True}, "sort"),
        ({"needs": None, "dismissed": False}, "sort"),
    ],
)
def test_a_sorting_says_both_or_dismisses(said, path):
    """demands-3: sort and need together, or neither; one finding for one mistake."""
    assert of_record(sort("T1-0", **said)) == [("sorted_or_dismissed", path)]


def test_nobody_reports_a_day_that_has_not_begun():
    """A month or year that has begun may be reported on."""
    assert of_record(update(day="2020-06-02", entered_on="2020-06-01")) == [("date_in_future", "date")]
    assert of_record(update(day="2020-06", entered_on="2020-06-01")) == []


def test_a_session_and_a_paper_name_periods():
    """demands-2: a session those of the dispatch, a paper any."""
    merged = session(merges=("2020-05", "2020Q2"), because="Rain")
    off = session(form=None, put_off="2020-5", because="Rain")
    found = [(one.code, one.path[0], one.params["value"]) for rec in (merged, off) for one in record_findings(plan(), rec)]
    assert found == [("unknown_period", "merges", "2020Q2"), ("unknown_period", "put_off", "2020-5")]
    assert of_record(paper(periods=("2020Q2", "2020"))) == []
    assert [code for code, *_ in of_record(paper(periods=("May",)))] == ["unknown_period"]


@pytest.mark.parametrize(
    ("said", "path"),
    [({"stage": "under_way"}, "stage"), ({"percent": 5}, "percent"), ({"nil": True}, "nil"), ({"reopen": True, "text": "x"}, "reopen")],
)
def test_R7_background_says_nothing_of_how_far_the_work_is(said, path):
    """No stage, no percent of the whole, and no nil report."""
    assert ("background_states", path) in of_record(update(background=True, **said))


def test_R7_what_background_may_say():
    """What others did, a milestone that is theirs to reach, a percent of a part."""
    assert of_record(update(background=True, text="x")) == []
    assert of_record(update(background=True, percent=5, parts=("a",))) == []


def test_R18_who_may_recheck_reopens_the_whole_and_says_why():
    """An office of a city does not; nor is a part reopened."""
    assert of_record(update(reopen=True, text="x")) == []
    assert of_record(update(reopen=True, text="x", office="north")) == [("not_permitted", "reopen")]
    assert of_record(update(reopen=True, text="x", city="north")) == [("claim_of_part", "reopen")]
    assert [one.params.get("key") for one in record_findings(plan(), update(reopen=True))] == ["text"]


def test_R5_the_day_of_a_figure_is_of_a_figure_and_has_come():
    """`--of` says of which day a percent speaks."""
    assert of_record(update(percent=5, of="2020-05-31")) == []
    assert of_record(update(text="x", of="2020-05-31")) == [("missing_key", "")]
    assert of_record(update(percent=5, of="2020-07-01")) == [("date_in_future", "percent_date")]


def test_the_answer_to_a_petition_is_entered_by_who_may_ask():
    """A city's office speaks for its units, not for the authority above."""
    raised = problem()
    theirs = reply(raised, "answer", problem=name_of(raised), office="north")
    assert ("not_permitted", "says") in of_record(theirs)
    assert of_record(reply(raised, "answer", problem=name_of(raised))) == []


def test_a_paper_says_what_it_is_of():
    """Minutes and a slip of one session or order, an agenda for a level."""
    for kind, key in (("minutes", "concerns"), ("order", "concerns"), ("agenda", "level")):
        [found] = record_findings(plan(), paper(kind))
        assert (found.code, found.params["key"]) == ("missing_key", key)
    assert of_record(paper("agenda", level="mayors")) == []


def test_a_dispatch_is_put_off_by_a_level():
    """A joint meeting holds no duty and puts none off."""
    said = session(form=None, put_off="2020-06", level=None, joint_meeting=True, because="Flood", matters=())
    assert "level" in [one.params.get("key") for one in record_findings(plan(), said)]


def test_method_small_a_check_answers_a_claim_and_not_a_task():
    """The id of a task is no record's."""
    found = [(one.code, one.path) for one in record_findings(plan(), recheck("T1"))]
    assert ("bad_record_id", ("answers",)) in found


def test_a_recommendation_names_units_that_are_there_and_a_day_ahead():
    ended = {"b": Unit(name="B", ended=Day.parse("2020-05-31"))}
    there = replace(plan(), units=plan().units | ended)
    hint = Recommendation(text="Do it", units=("b",), due=Day.parse("2020-06-01"))
    assert [(one.code, one.path) for one in record_findings(there, sort("T1-0", recommends=hint))] == [
        ("unit_ended", ("recommends",)), ("dates_backwards", ("recommends",)),
    ]
    dismissed = sort("T1-0", None, dismissed=True, sort=None, recommends=Recommendation(text="Do it"))
    assert of_record(dismissed) == [("sorted_or_dismissed", "recommends")]
    assert of_record(sort("T1-0", recommends=Recommendation(text="Do it", units=("zork",)))) == [("unknown_id", "recommends.units.0")]
