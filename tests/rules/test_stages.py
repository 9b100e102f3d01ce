"""What stages alone tell: lights without a percent, and tasks that are over undone."""

import pytest

from ltzplan.model.method import Light, Stage
from ltzplan.model.plan import Case, Milestone
from ltzplan.model.values import Day
from ltzplan.reports.counts import counts
from ltzplan.reports.status import status, task_row
from ltzplan.reports.verdict import verdict
from ltzplan.reports.why import why
from ltzplan.rules.checks import plan_findings
from ltzplan.rules.lights import facts_of, facts_of_case, light, light_of, warns
from ltzplan.rules.queue import waiting
from ltzplan.rules.settled import Settled, settled_task
from ltzplan.rules.supervision import supervised
from tests.build import adjustment, ledger, lights, name_of, on, plan, recheck, state, task, update

STAGES = {id: Stage(name=id) for id in ("on_track", "at_risk", "delayed")} | {"done": Stage(name="done", completes=True)}
LIGHTS = lights(("late", "overdue"), ("trouble", "stage_in", ("delayed", "at_risk")), ("well", "stage_in", ("done", "completed")))


def staged(*tasks, **changes):
    return plan(*tasks, **{"stages": STAGES, "lights": LIGHTS} | changes)


@pytest.mark.parametrize(
    ("stages", "burns"),
    [((), "unlit"), (("delayed",), "trouble"), (("delayed", "on_track"), "unlit"), (("done",), "well")],
)
def test_a_light_of_stages_burns_by_the_stage_of_the_whole_with_or_without_a_date(stages, burns):
    """Without a percent or due date; one that is past its date is tried first as the plan lists it."""
    said = [update(day=f"2020-06-0{at}", stage=stage) for at, stage in enumerate(stages, 1)]
    found = state(staged(), *said, update(day="2020-06-20", stage="at_risk", parts=("a",)))
    assert light_of(staged(), found.tasks["T1"], on("2020-07-01")) == burns
    dated = staged(task(due="2020-06-30"))
    assert light_of(dated, state(dated, *said).tasks["T1"], on("2020-06-30")) == burns


def test_a_completed_task_has_the_stage_that_completed_it():
    claimed = update(day="2020-06-01", stage="reported_complete")
    found = state(staged(), claimed, recheck(claimed))
    assert light_of(staged(), found.tasks["T1"], found.as_of) == "well"


def test_the_stages_of_a_light_are_there_and_a_case_may_try_it():
    assert plan_findings(staged()) == []
    [found] = plan_findings(staged(lights=lights(("trouble", "stage_in", ("lost",)))))
    assert (found.code, found.path) == ("unknown_id", ("lights", 0, "when", "stage_in", 0))
    imagined = light(staged(), facts_of_case(staged(), Case(name="x", stage="at_risk")))
    assert imagined == LIGHTS[1]


def test_why_names_the_stages_and_the_record_that_states_one():
    said, later = update(day="2020-06-01", stage="delayed"), update(day="2020-06-02", text="So it goes")
    found = why(ledger(staged(), said, later), state(staged(), said, later), "T1")
    [step] = [one for one in found.steps if one.params.get("light") == "trouble"]
    assert (step.rule, step.holds, step.records, step.params["stages"]) == (
        "stage_in", True, (name_of(said),), "delayed at_risk",
    )  # fmt: skip


def test_a_light_of_stages_warns_unless_it_is_green():
    green = Light(light="well", name="Well", colour="green", when=LIGHTS[1].when)
    assert [warns(one) for one in (*LIGHTS, green)] == [True, True, True, False]
    assert facts_of(staged(), state(staged()).tasks["T1"], on("2020-01-01")).stage is None


ENDING = {**STAGES, "broken": Stage(name="broken", over=True)}
BROKEN = update(day="2020-07-10", stage="broken")


def over(*records, day="2020-12-31", **changes):
    """The row of T1 in a plan with a stage that ends, by two cities, with a milestone and a date that are past."""
    one = task(due="2020-06-30", milestones=(Milestone(id="half", en="Half", due=Day.parse("2020-03-31")),))
    ending = staged(one, stages=ENDING, **changes)
    found = state(ending, *records, day=day)
    return ending, found, task_row(ending, found, found.tasks["T1"])


def test_a_stage_that_ends_leaves_a_task_over_and_nothing_is_owed_of_it():
    """It is no longer late or silent, for no city either, and waits for nobody; it is counted by its stage."""
    ending, found, row = over(update(day="2020-02-01", office="north", percent=5), BROKEN)
    assert (row.stage, row.over, row.late, row.light, row.unlit_because, row.months_owed, row.late_milestones) == (
        "broken", True, False, "unlit", "over", 0, (),
    )  # fmt: skip
    assert [one.queue for one in waiting(ending, found) if one.id == "T1"] == []
    assert supervised(ending, found) == []
    assert status(ending, found).summary.tasks.stages["broken"] == 1
    assert [counts(ending, found, [row], "stage").counts[0].overdue, row.overdue_days] == [0, 9]
    assert settled_task(ending, found.tasks["T1"], found.as_of) == Settled(how="ended", date=Day.parse("2020-07-10"))
    assert verdict(ending, found, status(ending, found)).noted == ()


@pytest.mark.parametrize(
    ("later", "is_over"),
    [((), True), ((update(day="2020-08-01", text="Why"),), True), ((update(day="2020-08-01", stage="delayed"),), False)],
)
def test_a_later_stage_opens_it_again(later, is_over):
    _, _, row = over(BROKEN, *later)
    assert (row.over, row.late) == (is_over, not is_over)


def test_a_claim_opens_it_and_its_return_leaves_it_over():
    said = update(day="2020-08-01", stage="done")
    assert [over(BROKEN, said)[2].over, over(BROKEN, said, recheck(said, "return", "2020-09-01"))[2].over] == [False, True]


def test_a_light_of_stages_burns_for_what_is_over_and_it_is_not_looked_at():
    ending, found, row = over(BROKEN, lights=lights(("lost", "stage_in", ("broken",))))
    assert row.light == "lost"
    assert [one.row.id for one in verdict(ending, found, status(ending, found)).noted] == []
    assert over(BROKEN, adjustment(withdrawn=True), lights=lights(("lost", "stage_in", ("broken",))))[2].unlit_because == "ended"


def test_what_was_withdrawn_late_is_not_overdue():
    ending, found, row = over(adjustment(day="2020-09-01", withdrawn=True))
    assert (row.overdue_days, row.over, counts(ending, found, [row], "area").counts[0].overdue) == (62, True, 0)
