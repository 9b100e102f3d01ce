"""Why does a matter stand where it stands, and what would change it?"""

from decimal import Decimal

from ltzplan.model.method import Schedule
from ltzplan.model.plan import Milestone
from ltzplan.model.values import Day
from ltzplan.reports.why import why
from ltzplan.rules.ledger import Ledger
from tests.build import (
    claim,
    entries,
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
)  # fmt: skip


def ask(the_plan, *records, id="T1", day="2020-12-31"):
    return why(ledger(the_plan, *records), state(the_plan, *records, day=day), id)


def step(found, rule):
    return next(one for one in found.steps if one.rule == rule)


def without(found):
    return {one.record: (one.level, one.light) for one in found.without}


def test_every_light_is_a_step_and_one_holds():
    """Every rule in order, yes or no, with its clause; the first that holds counts."""
    found = ask(plan(task(due="2020-06-30")))
    rules = [one.rule for one in found.steps]
    assert rules == [
        "standing_level", "highest_level", "schedule",
        "accepted", "overdue", "points_behind_over", "points_behind", "due_within_days", "otherwise",
    ]  # fmt: skip
    assert [one.rule for one in found.steps[3:] if one.holds] == ["overdue"]
    assert all(one.rests_on for one in found.steps)
    assert (found.level, found.light) == ("unit", "overdue")


def test_what_was_asked_of_a_condition():
    """The facts stand beside the rule."""
    found = ask(plan(task(due="2020-12-31", start="2020-12-01")), update(percent=40, day="2020-12-16"), day="2020-12-16")
    assert step(found, "points_behind").params == {
        "light": "behind",
        "due": "2020-12-31",
        "percent": "40",
        "schedule": "50.0",
        "measure": "investment",
        "dated": "2020-12-16",
        "limit": "10",
    }
    assert found.light == "behind"


def test_since_when_it_is_before_its_level():
    """Of a problem since its sorting; of a task since the oldest of the problems that hold it above its own level."""
    first, second, low = problem(day="2020-05-01"), problem(day="2020-06-01"), problem(day="2020-04-01")
    sorts = sort(first, "province", "2020-05-04"), sort(second, "province", "2020-06-04"), sort(low, "own", "2020-04-04")
    of_problem = ask(plan(), first, second, low, *sorts, id=name_of(second))
    of_task = ask(plan(), first, second, low, *sorts)
    assert [str(one.since) for one in (of_problem, of_task)] == ["2020-06-04", "2020-05-04"]
    assert ask(plan(), low, sorts[2]).since is None


def test_how_the_schedule_is_spread():
    """By day, by month or by milestones, from which day on, on what ground; none without a due date."""
    weighted = (Milestone(id="half", en="Half", due=Day.parse("2020-03-31"), weight=Decimal(1)),)
    tasks = task(due="2020-12-31"), task("T2", due="2020-12-31", milestones=weighted)
    the_plan = plan(*tasks, schedule=Schedule(by="milestones", rests_on=("clause-1",)))
    said = step(ask(the_plan, id="T2", day="2020-06-30"), "schedule")
    assert said.rests_on == "clause-1"
    assert (said.params["by"], said.params["schedule"]) == ("milestones", "100.0")
    assert (said.params["start"], said.params["due"]) == ("2020-01-01", "2020-12-31")
    assert step(ask(the_plan, id="T1", day="2020-06-30"), "schedule").params["by"] == "day"
    assert not [one for one in ask(plan()).steps if one.rule == "schedule"]


def test_an_unlit_task_says_why():
    """no_due, no_percent."""
    assert step(ask(plan()), "unlit").params == {"because": "no_due"}
    assert step(ask(plan(task(due="2020-12-31")), day="2020-06-01"), "unlit").params == {"because": "no_percent"}


def test_the_record_that_made_it_true():
    """A percent is stated by an update; completion by the acceptance, before that the claim."""
    stated, claimed = update(percent=5, day="2020-05-01"), claim()
    accepted = recheck(claimed)
    found = ask(plan(task(due="2020-12-31")), stated, claimed, accepted)
    assert step(found, "points_behind").records == (name_of(stated),)
    assert step(found, "accepted").records == (name_of(accepted),)
    assert step(ask(plan(), claimed), "accepted").records == (name_of(claimed),)


def test_the_record_of_a_percent_is_the_one_that_speaks_of_the_whole():
    """The record that made it true: a city's own share did not."""
    whole = update(percent=90)
    share = update(percent=10, city="north", day="2020-07-01")
    assert step(ask(plan(task(due="2020-12-31")), whole, share), "points_behind").records == (name_of(whole),)


def test_the_records_of_a_derived_percent_are_those_of_its_parts():
    """The record that made it true: each part's."""
    a, b = update(percent=10, parts=("a",)), update(percent=20, parts=("b",))
    found = ask(plan(task(due="2020-12-31", parts=("a", "b"))), a, b)
    assert set(step(found, "points_behind").records) == {name_of(a), name_of(b)}


def test_a_sorted_problem_gives_the_level():
    """levels-4: the need, the sorting that states it, its clause."""
    raised = problem()
    sorted_ = sort(raised, "province")
    found = ask(plan(), raised, sorted_)
    need = step(found, "need")
    assert (need.holds, need.records, need.rests_on) == (True, (name_of(sorted_),), "clause-1")
    assert (need.params["level"], found.level) == ("mayors", "mayors")
    assert not step(found, "open_too_long").holds


def test_a_problem_that_rose_says_so():
    """escalate_after (local): the cycles and the record from which they are counted."""
    raised = problem(day="2020-01-15")
    found = ask(plan(escalate_after=2), raised, sort(raised, "own", "2020-01-20"), id=name_of(raised))
    risen = step(found, "open_too_long")
    assert (risen.holds, risen.params["cycles"], risen.records) == (True, "2", (name_of(raised),))
    assert (found.level, found.light) == ("deputies", None)


def test_an_unsorted_problem_has_no_level_yet():
    """demands-3: the secretariat has not sorted it."""
    raised = problem()
    found = ask(plan(), raised, id=name_of(raised))
    assert [one.rule for one in found.steps] == ["unsorted"]
    assert (found.level, found.light, found.without) == (None, None, ())


def test_a_dismissed_problem_says_so():
    """demands-3: not for dispatch, and which record says it."""
    raised = problem()
    gone = sort(raised, None)
    found = ask(plan(), raised, gone, id=name_of(raised))
    assert [(one.rule, one.records) for one in found.steps] == [("dismissed", (name_of(gone),))]


def test_a_closed_problem_says_so():
    """demands-3: the need no longer holds, and the record that closed it; without it the level is back."""
    raised = problem()
    closed = recheck(raised)
    found = ask(plan(), raised, sort(raised), closed, id=name_of(raised))
    assert not step(found, "need").holds
    assert step(found, "closed").records == (name_of(closed),)
    assert without(found) == {name_of(closed): ("deputies", None)}


def test_what_would_change_a_level():
    """The counterfactual: without the sorting, or without the problem, the level falls."""
    raised = problem()
    sorted_ = sort(raised, "province")
    found = ask(plan(), raised, sorted_, update())
    assert without(found) == {name_of(raised): ("unit", "unlit"), name_of(sorted_): ("unit", "unlit")}


def test_what_would_change_a_light():
    """The counterfactual: without the newest figure the one before it counts."""
    old, new = update(percent=5, day="2020-05-01"), update(percent=95)
    found = ask(plan(task(due="2020-12-31")), old, new, day="2020-07-15")
    assert without(found) == {name_of(new): ("unit", "far_behind")}


def test_the_second_task_of_a_problem_hangs_on_its_sorting_too():
    """The counterfactual: the sorting lifts each task of the problem."""
    raised = problem(("T1", "T2"))
    sorted_ = sort(raised)
    found = ask(plan(task(), task("T2")), raised, sorted_, id="T2")
    assert without(found) == {name_of(raised): ("unit", "unlit"), name_of(sorted_): ("unit", "unlit")}


def test_a_problem_moved_to_another_task_hangs_on_its_sorting():
    """The counterfactual: the sorting was written when the problem was another task's."""
    raised = problem("T1")
    sorted_, moved = sort(raised), problem("T2", replaces=raised, day="2020-07-01")
    records = raised, sorted_, moved
    assert set(without(ask(plan(task(), task("T2")), *records, id="T2"))) == {name_of(sorted_), name_of(moved)}
    assert without(ask(plan(task(), task("T2")), *records)) == {name_of(moved): ("deputies", "unlit")}


def test_records_of_other_tasks_change_nothing():
    """Only what concerns the task is asked about."""
    other = problem("T2")
    assert without(ask(plan(task(), task("T2")), other, sort(other, "province"))) == {}


def test_method_B8_at_the_top_nothing_rises():
    """escalate_after (local): long open at the highest level, it was lifted by nothing."""
    raised = problem(day="2020-01-15")
    found = ask(plan(escalate_after=2), raised, sort(raised, "province", "2020-01-20"), id=name_of(raised))
    top = step(found, "open_too_long")
    assert (top.holds, top.params) == (False, {"problem": name_of(raised), "cycles": "2", "top": "yes"})
    young = ask(plan(escalate_after=20), raised, sort(raised, "province", "2020-01-20"), id=name_of(raised))
    assert "top" not in step(young, "open_too_long").params


def test_R15_why_names_the_portfolio_and_R2_the_decision():
    """levels-2, demands-3: by whose word it is there, and that it waits for its order."""
    raised = problem()
    sorted_ = sort(raised, portfolio="people")
    held = session("2020-06-15", raised)
    found = ask(plan(), raised, sorted_, held, id=name_of(raised))
    assert (step(found, "portfolio").params["portfolio"], step(found, "portfolio").records) == ("people", (name_of(sorted_),))
    assert (step(found, "decided").records, step(found, "decided").params["date"]) == ((name_of(held),), "2020-06-15")
    plainly = ask(plan(), raised, sort(raised), id=name_of(raised))
    assert (step(plainly, "portfolio").params["portfolio"], step(plainly, "portfolio").records) == ("works", ())


def test_R5_why_says_that_a_percent_is_old():
    """Against which schedule it is held, and by how many periods it may be older."""
    the_plan = plan(task(due="2020-12-31"), percent_fresh_for=1)
    said = update(day="2020-06-30", percent=45)
    found = ask(the_plan, said, day="2020-11-30")
    old = step(found, "old_percent")
    assert (old.records, old.params["dated"], old.params["limit"], old.params["schedule"]) == (
        (name_of(said),), "2020-06-30", "1", "49.6",
    )  # fmt: skip
    assert step(found, "unlit").params == {"because": "old_percent"}
    assert "old_percent" not in [one.rule for one in ask(the_plan, said, day="2020-07-31").steps]


def test_what_an_order_of_its_names_is_asked_about_too():
    """demands-3: an order that names a session falls with it, and that with any problem that it took up."""
    own, others = problem("T1"), [problem("T2", text=text) for text in ("A", "B")]
    sorting = sort(own, "province", "2020-06-03")
    held = session("2020-06-11", own, *others)
    slip = order(sorting, session=held, day="2020-06-12", due="2020-06-20")
    records = own, *others, sorting, held, slip, recheck(reply(slip, day="2020-06-15"), day="2020-06-16")
    answered = reply(slip, day="2020-06-15")
    the_plan = plan(task(), task("T2"))
    found = ask(the_plan, *records, answered, id="T1", day="2020-06-30")
    told = {one.record: one.level for one in found.without}
    assert found.level == "unit"
    assert {name_of(one): "mayors" for one in (*others, held, slip, answered)}.items() <= told.items()


def test_a_ledger_that_nobody_has_read_yet_says_the_same():
    """A part of a ledger is linked as the whole is."""
    raised = problem()
    sorting, asked = sort(raised, "province"), None
    asked = petition(sorting, day="2020-06-20")
    records = raised, sorting, session("2020-06-11"), asked, reply(asked, "answer", "2020-06-25", problem=name_of(raised), unit=None)
    listed, now = entries(*records), state(plan(), *records)
    assert why(Ledger(plan(), listed), now, name_of(raised)).level == "mayors"
    assert len(Ledger(plan(), listed).of(name_of(raised)).of(name_of(raised)).entries) == 4


def test_the_percent_of_a_part_is_said_not_to_count_for_the_whole():
    """Beside a stated one, of a city, or while another part has none; where every part has one, they are the whole's."""
    parted = plan(task(parts=("a", "b")))
    of_a, of_b = update(percent=80, parts=("a",)), update(percent=60, parts=("b",))

    def apart(*records):
        return [{*one.records} for one in ask(parted, *records).steps if one.rule == "parts_apart"]

    assert apart(of_a) == [{name_of(of_a)}]
    assert apart(of_a, of_b) == []
    assert apart(of_a, of_b, update(percent=10)) == [{name_of(of_a), name_of(of_b)}]
    of_city = update(percent=90, parts=("a",), city="north")
    assert apart(of_a, of_b, of_city) == [{name_of(of_city)}]
    assert apart(update(percent=10)) == apart() == []
