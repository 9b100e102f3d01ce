"""The ids and names of a plan: of plain form, each once, and none that could be taken for another."""

from dataclasses import replace

import pytest

from ltzplan.model.method import Former, Office, Term, Unit
from ltzplan.model.plan import Area, Milestone, Part
from ltzplan.model.values import Day
from ltzplan.rules.checks import plan_findings
from tests.build import lights, plan, task
from tests.rules.found import of_plan


@pytest.mark.parametrize("id", ["", "a/b", "-x", "..", "任务", "x" * 41])
def test_an_id_has_a_plain_form(id):
    """Ids are parts of paths and words on the command line."""
    assert ("bad_id", "tasks.0.id") in of_plan(task(id))


def test_an_id_that_is_published_with_a_hyphen_is_proposed_without():
    """As in `T1-0123456789abcdef` it parts the id of a record."""
    [found] = plan_findings(plan(task("T-1-2")))
    assert (found.code, found.params["near"]) == ("hyphen_in_task_id", "T_1_2")


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


def test_what_was_removed_is_named_whole():
    """redacted: by the whole id of its record."""
    assert of_plan(redacted=("T1-0123456789abcdef",)) == []
    assert of_plan(redacted=("T1-0123456789abcdef", "T1-0123")) == [("bad_record_id", "redacted.1")]


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
