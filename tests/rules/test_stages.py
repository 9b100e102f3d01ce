"""What stages alone tell: lights without a percent, and tasks that are over undone."""

import pytest

from ltzplan.model.method import Light, Stage
from ltzplan.model.plan import Case
from ltzplan.reports.why import why
from ltzplan.rules.checks import plan_findings
from ltzplan.rules.lights import facts_of, facts_of_case, light, light_of, warns
from tests.build import ledger, lights, name_of, on, plan, recheck, state, task, update

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
