"""Who must act now, and why?"""

from ltzplan.model.method import SupervisionRule
from ltzplan.reports.escalation import escalation, flat
from ltzplan.reports.filter import TaskFilter
from tests.build import (
    adjustment,
    claim,
    name_of,
    on,
    order,
    paper,
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


def report(the_plan, *records, day="2020-06-30", **chosen):
    return escalation(the_plan, state(the_plan, *records, day=day), TaskFilter(**chosen))


def before(found):
    """Give what is before each level, by level."""
    return {one.level: [matter.id for matter in one.matters] for one in found.levels}


def test_every_level_is_there_the_highest_first():
    """An empty level says so."""
    assert list(before(report(plan())).items()) == [("mayors", []), ("deputies", []), ("unit", [])]


def test_a_standing_task_is_a_matter_above_the_lowest_level_only():
    """A task is a matter itself only by a standing level above the lowest; since and days are null."""
    found = report(plan(task(), task("T2", needs="province", due="2020-12-31")))
    assert before(found) == {"mayors": ["T2"], "deputies": [], "unit": []}
    [matter] = found.levels[0].matters
    assert (matter.kind, matter.standing, matter.since, matter.days, matter.state) == ("task", True, None, None, None)
    assert (matter.needs, matter.rests_on, matter.portfolio) == ("province", "clause-1", "works")
    assert (matter.due.text, matter.first_due.text, matter.task) == ("2020-12-31", "2020-12-31", "T2")


def test_a_completed_task_stands_before_nobody():
    """What is accepted needs no dispatch."""
    said = claim(day="2020-05-01")
    found = report(plan(task(needs="province")), said, recheck(said, day="2020-05-10"))
    assert before(found)["mayors"] == []


def test_a_sorted_problem_is_before_exactly_one_level():
    """levels-2: also when it holds up several tasks, one of which stands higher."""
    raised = problem(("T1", "T2"))
    found = report(plan(task(), task("T2", needs="province")), raised, sort(raised, key=True))
    assert before(found) == {"mayors": ["T2"], "deputies": [name_of(raised)], "unit": []}
    [matter] = found.levels[1].matters
    assert (matter.kind, matter.task, matter.tasks, matter.standing) == ("problem", "T1", ("T1", "T2"), False)
    assert (matter.since.text, matter.days, matter.state, matter.key) == ("2020-06-01", 29, "sorted", True)
    assert (matter.needs, matter.rests_on, matter.title) == ("bureaus", "clause-1", "Land is missing")


def slip_of(raised, due="2020-06-30", needs="bureaus", **given):
    """Give the sorting of a problem and its order."""
    sorting = sort(raised, needs)
    return sorting, order(sorting, due=due, **given)


def test_whose_turn_a_problem_is():
    """A level decides what nobody has in hand or is late; the rest is in hand, or a higher authority is asked."""
    open_, late, asked, new = (problem(text=text) for text in ("In hand", "Late", "Asked", "New"))
    slips = [slip_of(open_, needs="province"), slip_of(late, "2020-06-20", "province"), slip_of(asked, "2020-06-20", "province")]
    letter = petition(slips[2][1], day="2020-06-25")
    found = report(plan(), open_, late, asked, new, sort(new, "province"), *[one for slip in slips for one in slip], letter)
    level = found.levels[0]
    assert {one.id: one.turn for one in level.matters} == {
        name_of(new): "decide", name_of(late): "decide", name_of(open_): "in_hand", name_of(asked): "waiting",
    }  # fmt: skip
    assert [level.count(turn) for turn in ("decide", "in_hand", "waiting")] == [2, 1, 1]
    assert [one.turn for one in level.matters] == ["decide", "decide", "in_hand", "waiting"]
    said = next(one for one in level.matters if one.id == name_of(late))
    assert (said.state, said.units, said.due.text, said.overdue_days) == (
        "ordered", {"lands": "ordered"}, "2020-06-20", 10,
    )  # fmt: skip


def test_what_is_supervised_is_named():
    """effect-2: what, by whom, on which ground."""
    raised = problem()
    rules = (SupervisionRule(ground="overdue", rests_on=("local",)),)
    [one] = report(plan(supervision=rules), raised, *slip_of(raised, "2020-06-20")).supervision
    assert (one.id, one.kind, one.title, one.units, one.grounds, one.days) == (
        name_of(raised), "problem", "Land is missing", {"lands": "ordered"}, ("overdue",), 10,
    )  # fmt: skip


def test_a_dispatch_that_nobody_wrote_down():
    """demands-3: neither minutes nor an order by the next working day; in no narrowed report."""
    held, written = session("2020-06-15"), session("2020-06-16")
    minutes = paper("minutes", "2020-06-16", concerns=(name_of(written),))
    found = report(plan(), held, written, minutes)
    assert [(one.id, one.level, one.date.text) for one in found.unwritten] == [
        (name_of(held), "deputies", "2020-06-15")
    ]
    assert found.calls_for_action
    assert found.last_dispatch == on("2020-06-16")
    assert not report(plan(), held, level="deputies").unwritten


def test_a_problem_of_the_lead_unit_is_before_the_lowest_level():
    """levels-1: its own matters are the lead unit's to settle."""
    raised = problem()
    assert before(report(plan(), raised, sort(raised, "own")))["unit"] == [name_of(raised)]


def test_new_matters_come_before_standing_ones_key_ones_first_then_the_oldest():
    """Not: standing tasks as if new."""
    old, new, key = problem(day="2020-05-01"), problem(day="2020-06-01"), problem(day="2020-06-20", text="Key")
    sorts = sort(new, "province"), sort(old, "province"), sort(key, "province", "2020-06-21", key=True)
    found = report(plan(task(needs="province")), old, new, key, *sorts)
    assert before(found)["mayors"] == [name_of(key), name_of(old), name_of(new), "T1"]


def test_a_risen_problem_is_before_the_next_level():
    """escalate_after (local): the matter moves, it is not doubled."""
    raised = problem(day="2020-01-15")
    found = report(plan(escalate_after=1), raised, sort(raised, "own", "2020-01-20"))
    assert before(found) == {"mayors": [], "deputies": [name_of(raised)], "unit": []}


def test_unsorted_problems_are_the_secretariats_queue():
    """demands-3: with the need its raiser proposes; no level is guessed."""
    raised = problem(needs="province", parts=("a",))
    found = report(plan(task(parts=("a",))), raised)
    assert before(found) == {"mayors": [], "deputies": [], "unit": []}
    [one] = found.unsorted
    assert (one.id, one.task, one.since.text, one.days) == (name_of(raised), "T1", "2020-06-01", 29)
    assert (one.proposed_need, one.parts, one.title) == ("province", ("a",), "Land is missing")


def test_dismissed_and_closed_problems_are_nobodys():
    """demands-3: what is over stands nowhere."""
    first, second = problem(), problem(text="Other")
    found = report(plan(), first, second, sort(first, None), recheck(second, day="2020-06-10"))
    assert not any(before(found).values())
    assert found.unsorted == ()


def test_claims_wait_for_the_secretariat():
    """A claim is rechecked; the days are those that it has waited."""
    found = report(plan(task(), task("T2")), claim("T2", "2020-06-20"))
    assert [(one.id, one.kind, one.since, one.days) for one in found.waiting_for_recheck] == [
        ("T2", "task", on("2020-06-20"), 10)
    ]


def test_nothing_waits_where_the_claim_completes():
    """completion: claim: there is nothing to recheck."""
    assert report(plan(completion="claim"), claim()).waiting_for_recheck == ()


def test_the_silent_of_all_origins():
    """silent: the periods owed, also of what is carried over."""
    found = report(plan(task(), task("C1", origin="carried_over")), update(day="2020-06-01"))
    assert [(one.task, one.months[0], len(one.months)) for one in found.silent] == [("C1", "2020-01", 6)]


def test_what_falls_due_next():
    """The nearest due date ahead and its tasks; what is claimed is not reminded."""
    the_plan = plan(
        task("A", due="2020-06-29"),
        task("B", due="2020-07-10"),
        task("C", due="2020-08"),
        task("D", due="2020-08-31"),
        task("E"),
    )
    found = report(the_plan, claim("B"))
    assert (found.next_due.due.last, found.next_due.days, found.next_due.tasks) == (on("2020-08-31"), 62, ("C", "D"))
    assert report(plan()).next_due is None
    assert report(the_plan, claim("B"), *(adjustment(one, withdrawn=True) for one in "CD")).next_due is None


def test_supervision_disagreements_and_the_next_dispatch():
    """demands-2, effect-2."""
    said = update(percent=40, office="north"), update(percent=60, office="south")
    found = report(plan(task(due="2020-06-20")), *said)
    assert [(one.id, one.days) for one in found.supervision] == [("T1", 10)]
    assert len(found.disagreements) == 1
    assert found.next_dispatch == "2020-07"


def test_one_aide_sees_only_her_principals_matters():
    """--level and --portfolio give one aide her principal's matters, plus the field's tasks."""
    roads, schools = problem("T1"), problem("T2")
    the_plan = plan(task(), task("T2", area="schools"), task("T3", needs="province"))
    records = roads, schools, problem("T2", text="Unsorted"), sort(roads), sort(schools)
    found = report(the_plan, *records, level="deputies", portfolio="people")
    assert before(found) == {"deputies": [name_of(schools)]}
    assert [one.id for one in found.tasks] == ["T2"]
    assert (found.for_level, found.unsorted, found.silent) == ("deputies", (), ())


def test_for_one_level_silence_goes_to_the_lowest_supervision_to_the_highest():
    """levels-1, effect-2: each post what is its own."""
    the_plan = plan(task(due="2020-06-20"))
    both = update(percent=4, office="north", day="2020-03-01"), update(percent=6, office="south", day="2020-03-01")
    found = {level: report(the_plan, *both, level=level) for level in ("unit", "deputies", "mayors")}
    assert {level: (len(one.silent), len(one.supervision)) for level, one in found.items()} == {
        "unit": (1, 0),
        "deputies": (0, 0),
        "mayors": (0, 1),
    }
    assert not any(one.disagreements or one.waiting_for_recheck for one in found.values())


def test_somebody_must_act():
    """--exit-code: decide, sort, check, follow up or settle figures; standing matters are nothing new."""
    quiet = plan(task(needs="province"))
    raised = problem()
    assert not report(quiet).calls_for_action
    assert report(quiet, raised).calls_for_action
    assert report(quiet, raised, sort(raised)).calls_for_action
    assert not report(quiet, raised, *slip_of(raised)).calls_for_action
    assert report(quiet, claim()).calls_for_action
    assert report(plan(task(due="2020-06-01"))).calls_for_action
    assert report(quiet, update(percent=4, office="north"), update(percent=6, office="south")).calls_for_action


def test_as_one_table():
    """csv: every matter a row, the section it stands in first."""
    raised, other = problem(), problem(text="Other")
    found = flat(report(plan(task(due="2020-06-20")), raised, other, sort(other), claim()))
    rows = found.told()
    assert [(one["section"], one["id"] or one["task"]) for one in rows] == [
        ("deputies", name_of(other)),
        ("unsorted", name_of(raised)),
        ("waiting_for_recheck", "T1"),
        ("supervision", "T1"),
        ("silent", "T1"),
    ][: len(rows)]
    assert {tuple(one) for one in rows} == {tuple(found.columns)}
    assert [one["state"] for one in rows] == ["sorted", None, None, None, None][: len(rows)]


def ordered(needs="bureaus", **said):
    """Give a problem, its sort and its order."""
    raised = problem()
    sorted_ = sort(raised, needs)
    return raised, sorted_, order(sorted_, day="2020-06-11", due="2020-06-20", **said)


def test_an_ordered_problem_stays_before_its_level_with_its_dates():
    """levels-2, effect-2: whose unit is late is still the level's matter."""
    raised, *rest = ordered(key=True)
    found = report(plan(), raised, *rest)
    assert before(found)["deputies"] == [name_of(raised)]
    [matter] = found.levels[1].matters
    assert (matter.state, matter.key, matter.due.text, matter.first_due.text) == ("ordered", True, "2020-06-20", "2020-06-20")
    assert matter.overdue_days == 10


def test_answered_problems_wait_for_the_secretariat_too():
    """demands-3: a full set of done replies is to be checked."""
    raised, sorted_, given = ordered()
    found = report(plan(), raised, sorted_, given, reply(given, "done", "2020-06-18"))
    assert [(one.id, one.kind, one.since, one.days) for one in found.waiting_for_recheck] == [
        (name_of(raised), "problem", on("2020-06-18"), 12)
    ]
    assert found.levels[1].matters[0].overdue_days == 0


def test_a_waiting_problem_is_still_before_its_level():
    """levels-4: what the province is asked stands where it stood, late or not."""
    raised, sorted_, given = ordered(needs="province")
    found = report(plan(), raised, sorted_, given, petition(given, day="2020-06-15"))
    [matter] = found.levels[0].matters
    assert (matter.state, matter.overdue_days, found.supervision) == ("waiting", 0, ())


def test_problems_under_supervision():
    """effect-2: with the grounds, and where the task is chosen."""
    rules = tuple(SupervisionRule(ground=one, rests_on=("local",)) for one in ("key", "overdue"))
    the_plan = plan(task(), task("T2", area="schools"), supervision=rules)
    raised, *rest = ordered(key=True)
    found = report(the_plan, raised, *rest)
    assert [(one.id, one.grounds, one.days) for one in found.supervision] == [(name_of(raised), ("key", "overdue"), 10)]
    assert found.grounds == {name_of(raised): ("key", "overdue")}
    assert report(the_plan, raised, *rest, area="schools").supervision == ()


def test_the_last_dispatch_is_the_last_session_above_the_lowest_level():
    """demands-2: no joint meeting, none put off, none of a lead unit."""
    held = session("2020-05-12"), session("2020-04-02", level="mayors")
    others = session(level="unit"), session(joint_meeting=True), session(form=None, put_off="2020-06"), session(level=None, joint_meeting=True)
    assert report(plan(), *held, *others).last_dispatch == on("2020-05-12")
    assert report(plan(), *others).last_dispatch is None


def test_stranger_4_a_levels_page_names_its_own_last_dispatch():
    """levels-2: of the portfolio too; the page of the whole plan names the plan's."""
    held = session("2020-04-28", portfolio="works"), session("2020-08-19", level="mayors")
    days = [report(plan(), *held, day="2020-09-21", **asked).last_dispatch for asked in ({}, {"level": "deputies", "portfolio": "works"}, {"level": "unit"})]
    assert days == [on("2020-08-19"), on("2020-04-28"), None]
    assert report(plan(), *held, day="2020-09-21", level="deputies", portfolio="people").last_dispatch is None


def test_a_task_that_ended_stands_before_nobody():
    """demands-2 (local): withdrawn, merged or split."""
    found = report(plan(task(needs="province"), task("T2")), adjustment(merged_into="T2"))
    assert before(found)["mayors"] == []


def test_R8_the_silent_of_a_city():
    """levels-1: a city owes what its own office did not report, whatever another said."""
    the_plan = plan()
    found = state(the_plan, update(day="2020-06-05", office="north"), day="2020-06-30")
    assert escalation(the_plan, found).silent == escalation(the_plan, found, TaskFilter(city="north")).silent == ()
    [south] = escalation(the_plan, found, TaskFilter(city="south")).silent
    assert (len(south.months), {city: day and day.text for city, day in south.reported_by.items()}) == (
        6, {"north": "2020-06-05", "south": None},
    )  # fmt: skip


def test_code_B3_a_claim_on_a_task_given_up_waits_for_nobody():
    the_plan = plan()
    found = state(the_plan, claim(), adjustment(day="2020-07-01", withdrawn=True))
    assert escalation(the_plan, found).waiting_for_recheck == ()


def test_R18_the_plans_own_claim_waits_for_its_recheck():
    the_plan = plan(done="finished")
    found = state(the_plan, update(stage="finished"))
    assert [one.id for one in escalation(the_plan, found).waiting_for_recheck] == ["T1"]
