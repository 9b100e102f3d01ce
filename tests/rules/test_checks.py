"""What a plan or a record may not say; and the clauses that rules and tests name."""

import ast
import re
from dataclasses import replace
from decimal import Decimal

import pytest
import yaml

from ltzplan.model.method import Chase, Former, Need, Office, Papers, Portfolio, Schedule, Term, Unit
from ltzplan.model.plan import Area, Case, Document, Ground, Milestone, Part, Target
from ltzplan.model.values import Day
from ltzplan.rules import checks, record_checks
from ltzplan.rules.checks import case_level, cases, lists, plan_findings
from ltzplan.rules.record_checks import record_findings
from tests.build import (
    LOCAL,
    ROOT,
    adjustment,
    claim,
    extension,
    lights,
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

CLAUSE = re.compile(r"\b(?:purpose|focus|demands|levels|effect)-\d+\b")


def codes(found):
    return [(one.code, ".".join(map(str, one.path))) for one in found]


def of_plan(*tasks, **changes):
    return codes(plan_findings(plan(*tasks, **changes)))


def of_record(record, the_plan=None):
    return codes(record_findings(the_plan or plan(task(parts=("a", "b"), milestones=("opened",))), record))


def docstrings(folder):
    for path in sorted((ROOT / folder).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
                yield ast.get_docstring(node) or ""


def clauses(folder):
    """Give the clauses that a folder's docstrings name; `levels-1 to levels-4` names all between."""
    found = set()
    for text in docstrings(folder):
        found |= set(CLAUSE.findall(text))
        for first, last in re.findall(r"levels-(\d) to levels-(\d)", text):
            found |= {f"levels-{one}" for one in range(int(first), int(last) + 1)}
    return found


def test_the_rules_name_clauses_that_the_plan_has():
    """Every clause in a docstring of the rules is one of data/tasks.yaml."""
    known = yaml.load((ROOT / "data" / "tasks.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)["clauses"]  # noqa: S506 - text alone
    assert clauses("ltzplan/rules") <= set(known)
    assert {"levels-1", "levels-2", "levels-3", "levels-4", "demands-2", "demands-3", "effect-2"} <= clauses("ltzplan/rules")


def test_every_clause_that_a_rule_names_is_named_by_a_test():
    """Every rule is tested with its clause named."""
    assert clauses("ltzplan/rules") <= clauses("tests/rules")


def test_a_sound_plan_has_no_findings():
    """The plan that the tests build is sound."""
    assert of_plan() == []


@pytest.mark.parametrize("id", ["", "a/b", "T-1", "-x", "..", "任务", "x" * 41])
def test_an_id_has_a_plain_form(id):
    """Ids are parts of paths and words on the command line."""
    assert ("bad_id", "tasks.0.id") in of_plan(task(id))


def test_ids_of_parts_and_lists_have_a_plain_form():
    """Ids in mappings are checked as those in lists; a hyphen is allowed there."""
    assert of_plan(task(parts=("a b",))) == [("bad_id", "tasks.0.parts.a b")]
    assert of_plan(measures={"a b": Term(name="x")}) == [("bad_id", "measures.a b")]
    assert of_plan(measures={"a-b": Term(name="x")}) == []


def test_an_id_stands_once():
    """Two tasks, levels, areas or lights of one id are one too many."""
    twice = lights(("green", "accepted"), ("green", "otherwise"))
    assert of_plan(task(), task(), lights=twice) == [
        ("duplicate_id", "tasks.1.id"),
        ("duplicate_id", "lights.1.light"),
    ]


def test_a_milestone_stands_once_in_its_task():
    """Two tasks may have milestones of one id; one task may not."""
    assert of_plan(task(milestones=("opened",)), task("T2", milestones=("opened",))) == []
    assert of_plan(task(milestones=("opened", "opened"))) == [("duplicate_id", "tasks.0.milestones.1.id")]


def test_the_methods_own_words_are_reserved():
    """The claim, the completion and the unlit light belong to the method."""
    named = {id: Term(name=id) for id in ("reported_complete", "completed")}
    found = of_plan(stages=named, lights=lights(("unlit", "otherwise")))
    assert found == [
        ("reserved_id", "stages.reported_complete"),
        ("reserved_id", "stages.completed"),
        ("reserved_id", "lights.0.light"),
    ]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"needs": {"own": Need(name="x", level="nobody", rests_on=LOCAL)}}, "needs.own.level"),
        ({"portfolios": {"p": Portfolio(name="p", areas=("roads", "schools", "sea"))}}, "portfolios.p.areas.2"),
        ({"offices": {"o": Office(name="o", may="all", city="west")}}, "offices.o.city"),
        ({"units": {"u": Unit(name="u", city="west")}}, "units.u.city"),
        ({"units": {"u": Unit(name="u", portfolio="sea")}}, "units.u.portfolio"),
        ({"tasks": (task(area="sea"),)}, "tasks.0.area"),
        ({"tasks": (task(kind="odd"),)}, "tasks.0.kind"),
        ({"tasks": (task(cities=("west",)),)}, "tasks.0.cities.0"),
        ({"tasks": (replace(task(), parts={"a": Part(en="a", cities=("west",))}),)}, "tasks.0.parts.a.cities.0"),
        ({"tasks": (task(target=Target(en="x", verb="wish", rests_on=LOCAL)),)}, "tasks.0.target.verb"),
    ],
)
def test_what_names_an_entry_names_one_that_is_there(changes, path):
    """A reference to a list of the plan leads somewhere."""
    assert ("unknown_id", path) in of_plan(**changes)


def test_an_unknown_id_shows_what_is_near():
    """Did you mean."""
    [found] = plan_findings(plan(task(area="roadss")))
    assert found.params == {"list": "areas", "value": "roadss", "near": "roads"}


def test_a_task_names_a_need_and_a_level_that_are_there():
    """A standing level without need or level is found twice."""
    one = task()
    wrong = replace(one, dispatch=replace(one.dispatch, needs="wish", level="nobody"))
    assert of_plan(wrong) == [
        ("unknown_id", "tasks.0.dispatch.needs"),
        ("unknown_id", "tasks.0.dispatch.level"),
    ]


def test_every_ground_is_known():
    """rests_on names a clause, a paragraph, derived or local."""
    assert of_plan(areas=(Area(id="roads", name="x", rests_on=("nowhere",)), Area(id="schools", name="y"))) == [
        ("unknown_id", "areas.0.rests_on.0")
    ]


@pytest.mark.parametrize("level", ["deputies", "mayors"])
def test_a_level_against_its_need_is_refused(level):
    """levels-1 to levels-4: the loader refuses a standing level that contradicts its need."""
    one = task()
    wrong = replace(one, dispatch=replace(one.dispatch, level=level))
    [found] = plan_findings(plan(wrong))
    assert (found.code, found.params["expected"]) == ("level_against_need", "unit")


def test_R3_what_is_asked_above_is_the_highest_levels():
    """levels-4: a need that a petition asks for leads to the highest level."""
    needs = plan().needs
    low = needs | {"bureaus": replace(needs["bureaus"], asks_above=True)}
    top = needs | {"province": replace(needs["province"], asks_above=True)}
    assert of_plan(needs=low) == [("asks_above_too_low", "needs.bureaus.asks_above")]
    assert of_plan(needs=top) == []


def test_a_ground_is_given_for_a_field():
    """derived: name, cities, kind and the like say on what they rest; nothing else can."""
    known = {name: Ground(rests_on=("clause-1",)) for name in ("name", "cities", "kind", "cross_region")}
    assert of_plan(task(grounds=known)) == []
    assert of_plan(task(grounds={"city": Ground(rests_on=("local",))})) == [("unknown_key", "tasks.0.grounds.city")]
    assert of_plan(task(grounds={"kind": Ground(rests_on=("clause-9",))})) == [("unknown_id", "tasks.0.grounds.kind.rests_on.0")]


def test_a_unit_names_a_source_of_the_plan():
    """local: where its name was found."""
    units, sources = {"lands": Unit(name="Lands", source="page")}, {"page": Document(title="A page", url="http://example.org")}
    assert of_plan(units=units, sources=sources) == []
    assert of_plan(units=units) == [("unknown_id", "units.lands.source")]


def test_an_area_holds_what_it_expects():
    """Expects counts the plan's own tasks only."""
    areas = (Area(id="roads", name="x", expects=1), Area(id="schools", name="y"))
    assert of_plan(task(), task("C1", origin="carried_over"), areas=areas) == []
    assert of_plan(task(), task("T2"), areas=areas) == [("count_against_expects", "areas.0.expects")]


def test_each_area_has_one_portfolio_where_portfolios_are_given():
    """levels-2: dispatch by portfolio needs to know whose an area is."""
    assert of_plan(portfolios={}) == []
    found = of_plan(portfolios={"p": Portfolio(name="p", areas=("roads",)), "q": Portfolio(name="q", areas=())})
    assert found == [("portfolio_without_areas", "portfolios.q"), ("area_needs_one_portfolio", "areas.1")]


def test_nothing_ends_before_it_starts():
    """Neither the plan nor a task."""
    assert of_plan(signed="2020-01-01", ends="2019-12-31") == [("dates_backwards", "plan.ends")]
    assert of_plan(task(start="2020-05-01", due="2020-04-30")) == [("dates_backwards", "tasks.0.target.due")]


def test_numbers_keep_to_their_range():
    """A report day, days to wait, cycles, weights."""
    waits = {"papers": Papers(due_after_days=367), "chase": Chase(reports_working_days=-1)}
    found = of_plan(task(parts={"a": "0"}), due_day=32, escalate_after=0, **waits)
    assert found == [
        ("out_of_range", "rhythm.reports.due_day"),
        ("out_of_range", "papers.due_after_days"),
        ("out_of_range", "chase.reports_working_days"),
        ("out_of_range", "escalate_after"),
        ("out_of_range", "tasks.0.parts.a.weight"),
    ]


def test_a_weighted_milestone_has_a_day():
    """Schedule by milestones (local): a weight counts from a day on."""
    dated = Milestone(id="a", due=Day.parse("2020-05"), weight=Decimal(2))
    assert of_plan(task(milestones=(dated, Milestone(id="b", weight=Decimal(1))))) == [
        ("missing_key", "tasks.0.milestones.1")
    ]
    assert of_plan(task(milestones=(replace(dated, weight=Decimal(0)),))) == [
        ("out_of_range", "tasks.0.milestones.0.weight")
    ]


def test_a_milestone_is_no_later_than_its_task():
    """It is a point on the way; of a task without a date it may be any day."""
    half = Milestone(id="half", due=Day.parse("2020-07-01"))
    assert of_plan(task(due="2020-06-30", milestones=(half,))) == [("milestone_after_due", "tasks.0.milestones.0.due")]
    assert of_plan(task(due="2020-07", milestones=(half,)), task("T2", milestones=(half,))) == []


def test_a_light_after_otherwise_never_burns():
    """The first match counts, and otherwise matches all that could follow."""
    assert of_plan(lights=lights(("green", "otherwise"), ("red", "overdue"))) == [("never_reached", "lights.0.when")]


def of_case(**case):
    return codes(cases(plan(cases=(Case(name="x", **case),))))


def test_a_case_that_comes_out_says_nothing():
    """Rule cases written beside the rules."""
    assert of_case(needs=("own", "province"), level="mayors") == []
    assert of_case(standing="province", needs=("own",), level="mayors") == []
    assert of_case(due=Day.parse("2020-06-30"), as_of=Day.parse("2020-07-01"), light="overdue") == []
    on_time = {"due": Day.parse("2020-06-30"), "claimed": Day.parse("2020-06-30"), "as_of": Day.parse("2020-07-01")}
    assert of_case(**on_time, light="unlit") == []
    assert of_case(**on_time, accepted=True, light="done") == []


def test_R5_a_case_says_the_day_of_its_percent():
    """percent_date; without it the percent is of the day of the question."""
    said = {"name": "x", "due": Day.parse("2020-12-31"), "percent": Decimal(90), "as_of": Day.parse("2020-10-31")}
    for day, light in (("2020-07-31", "unlit"), ("2020-09-30", "on_course"), (None, "on_course")):
        case = Case(**said, percent_date=Day.parse(day) if day else None, light=light)
        assert codes(cases(plan(cases=(case,), percent_fresh_for=1))) == []


def test_a_case_that_fails_is_found():
    """levels-1 to levels-4, lights: what the rules say against what the case foretells."""
    assert of_case(level="mayors") == [("case_failed", "cases.0.level")]
    assert of_case(percent=Decimal(5), light="done") == [("case_failed", "cases.0.light")]
    assert of_case(start=Day.parse("2020-02-01"), accepted=True, light="unlit") == [("case_failed", "cases.0.light")]


def test_a_case_of_a_schedule_by_milestones():
    """A case says the milestones that it imagines; without them its schedule is by day."""
    by = Schedule(by="milestones")
    points = (Milestone(id="a", due=Day.parse("2020-03-01"), weight=Decimal(1)),)
    said = {"due": Day.parse("2020-12-31"), "as_of": Day.parse("2020-03-01"), "percent": Decimal(75), "name": "x"}
    for milestones, light in ((points, "behind"), ((), "on_course")):
        case = Case(**said, milestones=milestones, light=light)
        assert codes(cases(plan(cases=(case,), schedule=by))) == []


def test_a_case_with_an_unknown_need_is_found():
    """A case can be misspelt too."""
    assert of_case(needs=("bureau",), level="deputies") == [("unknown_id", "cases.0.needs")]


def test_a_case_without_needs_stands_lowest():
    """levels-1: without problems a task is its lead unit's."""
    assert case_level(plan(), Case(name="x")) == "unit"


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


def test_a_percent_says_what_it_measures_and_of_what():
    """A percent is stated with its measure, of the whole or of one part."""
    assert of_record(update(percent=5, measure=None)) == [("percent_without_measure", "percent")]
    assert of_record(update(percent=5, parts=("a", "b"))) == [("percent_of_parts", "percent")]


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


def test_the_lists_of_checks_are_whole():
    """A check that nobody runs checks nothing."""
    listed = {one.__name__ for one in (*checks.PLAN_CHECKS, *record_checks.RECORD_CHECKS)} | {"cases"}
    found = {
        name
        for module in (checks, record_checks)
        for name, one in vars(module).items()
        if getattr(one, "__annotations__", {}).get("return") == checks.Findings and not name.startswith("_") and name != "unknown"
    }
    assert found == listed


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


def test_what_was_removed_is_named_whole():
    """redacted: by the whole id of its record."""
    assert of_plan(redacted=("T1-0123456789abcdef",)) == []
    assert of_plan(redacted=("T1-0123456789abcdef", "T1-0123")) == [("bad_record_id", "redacted.1")]


def test_a_plan_has_levels_and_offices():
    """Without them nothing could be dispatched or written."""
    empty = replace(plan(), levels=(), offices={})
    assert [(one.code, one.path) for one in lists(empty)] == [("missing_key", ("levels",)), ("missing_key", ("offices",))]
    assert not list(lists(plan()))


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


# ---- ids and names that are typed


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"units": {"roads": Unit(name="x"), "Roads": Unit(name="y")}}, "units.Roads"),
        ({"offices": {"hub": Office(name="x", may="all"), "HUB": Office(name="y", may="all")}}, "offices.HUB"),
        ({"stages": {"under_way": Term(name="x"), "Under_way": Term(name="y")}}, "stages.Under_way"),
        ({"portfolios": {}, "areas": (Area(id="works", name="x"), Area(id="Works", name="y"))}, "areas.1.id"),
    ],
)
def test_bug_16_faults_A4_ids_that_differ_by_case_only(changes, path):
    """What is typed is compared without case, so such ids mean the same."""
    assert ("same_id_folded", path) in of_plan(task(), **changes)


def test_bug_16_tasks_and_parts_that_differ_by_case_only():
    assert ("same_id_folded", "tasks.1.id") in of_plan(task("T1"), task("t1"))
    parts = {"north": Part(zh="北段"), "North": Part(zh="北线")}
    assert ("same_id_folded", "tasks.0.parts.North") in of_plan(replace(task(), parts=parts))


@pytest.mark.parametrize("stage", ["Completed", "REPORTED_COMPLETE"])
def test_faults_A4_a_reserved_word_in_other_case(stage):
    assert ("reserved_id", f"stages.{stage}") in of_plan(task(), stages={stage: Term(name="x")})


@pytest.mark.parametrize("id", ["CON", "nul", "com1", "LPT9", "Aux.north", "prn"])
def test_faults_A4_an_office_that_windows_cannot_keep(id):
    """Its records lie in a folder of its id; a trailing dot and reserved marks are no id at all."""
    assert of_plan(task(), offices={id: Office(name="x", may="all")}) == [("no_folder_name", f"offices.{id}")]


@pytest.mark.parametrize("id", ["north.", "a:b", "a?", "north ", "ｎorth"])
def test_faults_A4_an_office_id_that_is_no_id(id):
    assert of_plan(task(), offices={id: Office(name="x", may="all")}) == [("bad_id", f"offices.{id}")]


@pytest.mark.parametrize("id", ["console", "com", "com10", "north_nul"])
def test_an_office_whose_id_only_looks_so(id):
    assert of_plan(task(), offices={id: Office(name="x", may="all")}) == []


def warned(**changes):
    found = plan_findings(plan(task(), **changes))
    assert {one.severity for one in found} <= {"warning"}
    return [(one.code, ".".join(map(str, one.path)), one.params["found"]) for one in found]


@pytest.mark.parametrize("other", ["Water Station", "WATER station", "Ｗater　Station"])
def test_bug_39_two_units_of_one_name_are_a_warning(other):
    units = {"east": Unit(name="Water Station"), "west": Unit(name=other)}
    assert warned(units=units) == [("same_name", "units.west", "east, west")]


def test_bug_39_a_former_name_is_a_name():
    old = Former(name="Water Station", until=Day.parse("2020-06-30"))
    units = {"east": Unit(name="Water Station"), "west": Unit(name="Water Bureau", former=(old,))}
    assert warned(units=units) == [("same_name", "units.west", "east, west")]
    assert warned(units={"west": Unit(name="Water Station", former=(old,))}) == []


def test_a_name_that_is_the_id_of_another_is_a_warning():
    """What is typed would mean the id, and not what bears the name."""
    units = {"east": Unit(name="Water Station"), "west": Unit(name="East")}
    assert warned(units=units) == [("same_name", "units.west", "east, west")]
    assert warned(units={"east": Unit(name="East")}) == []


def test_bug_39_two_tasks_parts_or_milestones_of_one_name():
    found = plan_findings(plan(task("T1", name="Avenue"), task("T2", name="avenue")))
    assert [(one.code, one.path, one.severity) for one in found] == [("same_name", ("tasks", 1), "warning")]
    parts = {"north": Part(zh="一段"), "south": Part(zh="一段")}
    milestones = (Milestone(id="a", zh="通车"), Milestone(id="b", zh="通车"))
    found = plan_findings(plan(replace(task(), parts=parts, milestones=milestones)))
    assert [one.path for one in found] == [("tasks", 0, "parts", "south"), ("tasks", 0, "milestones", 1)]


def test_method_small_a_check_answers_a_claim_and_not_a_task():
    """The id of a task is no record's."""
    found = [(one.code, one.path) for one in record_findings(plan(), recheck("T1"))]
    assert ("bad_record_id", ("answers",)) in found
