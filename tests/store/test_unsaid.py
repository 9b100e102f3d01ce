"""What a plan file leaves unsaid: the area of a section, and the units that lead, said by a word alone."""

import pytest

from ltzplan.issues import LtzError
from ltzplan.rules.checks import plan_findings
from ltzplan.store.planfile import read_plan

PLAN = """\
plan: {format: 1, id: county, name: County, signed: 2026-01-10, ends: 2026-12-31, time_zone: Asia/Shanghai}
areas: [{id: eco, name: Economy}, {id: life, name: Life}]
sections: [{id: works, name: Works, area: eco}]
units:
  plans: {name: {zh: 县发展和改革局, en: Planning}, aliases: [县发改局]}
  money: {name: Finance, city: null}
tasks:
  - {id: T1, no: 一（一）1, name: Twenty works, section: works, lead_units: [plans, 县发改局, Housing Bureau], supporting_units: [{unit: money}]}
  - {id: T2, name: Schools, area: life, lead_units: [{name: Education}]}
"""


def read(text):
    return read_plan("tasks.yaml", text.encode())[0]


def test_a_task_lies_in_the_area_of_its_section():
    assert [task.area for task in read(PLAN).tasks] == ["eco", "life"]


def test_units_lead_by_id_name_or_alias_and_a_name_that_is_none_of_them_is_a_name():
    first, second = read(PLAN).tasks
    assert [(one.key, one.unit) for one in first.lead_units] == [("plans", "plans"), ("plans", "plans"), ("Housing Bureau", None)]
    assert [(one.name, one.unit) for one in first.supporting_units] == [("Finance", "money")]
    assert [one.key for one in second.lead_units] == ["Education"]
    assert read(PLAN).units_of(first) == ("plans", "plans", "Housing Bureau", "money")


def test_without_units_every_word_is_a_name_and_with_them_what_looks_like_an_id_must_be_one():
    bare = PLAN.partition("areas:")[0] + "tasks: [{id: T, name: T, lead_units: [plans, Housing Bureau]}]"
    assert [(one.name, one.unit) for one in read(bare).tasks[0].lead_units] == [("plans", None), ("Housing Bureau", None)]
    found = plan_findings(read(PLAN.replace("[plans,", "[plan,")))
    assert [(one.code, one.path) for one in found] == [("unknown_id", ("tasks", 0, "lead_units", 0, "unit"))]


MEMBERS = PLAN.partition("areas:")[0] + """\
members:
  called: {zh: 部门, en: department}
  works: {name: Works}
  money: {name: Finance}
offices:
  works: {name: Works, may: all, member: works}
units:
  all: {name: All departments, members: [roads, tax]}
  roads: {name: Roads, member: works}
  tax: {name: Tax, member: money}
tasks:
  - {id: T, name: T, members: [works], parts: {a: {en: A, members: [works, money]}}, lead_units: [{each: all}, {name: Town, member: works}]}
  - {id: U, name: U, lead_units: {each: All Departments}, supporting_units: [{each: roads}]}
"""


def test_members_are_the_cities_of_a_plan_in_its_own_word():
    plan = read(MEMBERS)
    first, _ = plan.tasks
    assert (plan.called.en, [*plan.cities], plan.offices["works"].city) == ("department", ["works", "money"], "works")
    assert (first.cities, first.parts["a"].cities) == (("works",), ("works", "money"))
    assert (read(PLAN).called.en, read(MEMBERS.replace("members:\n  called: {zh: 部门, en: department}", "cities:")).called) == ("member", None)


def test_each_unit_of_a_group_leads_for_its_member():
    leads = [[(one.key, one.city) for one in task.lead_units] for task in read(MEMBERS).tasks]
    assert leads == [[("roads", "works"), ("Town", "works"), ("tax", "money")], [("roads", "works"), ("tax", "money")]]
    assert [one.key for one in read(MEMBERS).tasks[1].supporting_units] == ["roads"]
    assert [task.cities for task in read(MEMBERS).tasks] == [("works",), ("works", "money")]


def test_a_unit_of_a_group_that_is_of_no_member_is_one_itself():
    plan = read(MEMBERS.replace("name: Tax, member: money", "name: Tax"))
    assert ({id: one.name for id, one in plan.cities.items()}, plan.units["tax"].city) == ({"works": "Works", "money": "Finance", "tax": "Tax"}, "tax")
    assert [one.city for one in plan.tasks[1].lead_units] == ["works", "tax"]


@pytest.mark.parametrize(("right", "wrong", "line"), [
    ("[works], parts", "[works, east], parts", 13), ("member: money}\n", "member: east}\n", 11), ("[works, money]}}", "[works, east]}}", 13),
    ("{each: All Departments}", "[{each: every}]", 14), ("members: [roads, tax]", "members: [roads, toll]", 9),
])  # fmt: skip
def test_what_is_wrong_of_members_is_found_where_they_are_written(right, wrong, line):
    plan, source = read_plan("tasks.yaml", MEMBERS.replace(right, wrong).encode())
    found = {(one.code, source.place(one.path).line) for one in plan_findings(plan)}
    assert ("unknown_id", line) in found


DATED = """\
- id: T1
  name: T
  lead_units: Roads office
  target: null
  further_targets: [{en: x, due: {within: 5 years, from: 2026-01-31}}, {en: y, due: {within: 3 months, from: m}}, {en: z, due: {within: 1 month}}]
  parts: {a: {en: A, due: 2026-06, due_words: in June}, b: {en: B, target: {en: x, due: {within: 2 weeks, from: 2026-02}}}, c: {en: C}}
  milestones: [{id: m, due: {within: 1 month, from: 2026-01-31}, due_words: at the end}]
"""


def test_a_day_that_is_counted_is_one_where_it_is_counted_from_a_day():
    """From a milestone it waits for it; a part may say its own; one office is a list of one."""
    bare = PLAN.partition("areas:")[0] + "tasks:\n"
    [one] = read(bare + DATED.replace(", {en: z, due: {within: 1 month}}", "")).tasks
    assert [unit.name for unit in one.lead_units] == ["Roads office"]
    assert [target.due and target.due.text for target in one.further_targets] == ["2031-01-31", None]
    assert (one.further_targets[1].due_within.within.text, one.further_targets[1].due_within.milestone) == ("3 months", "m")
    assert [part.target and part.target.due.text for part in one.parts.values()] == ["2026-06", "2026-03-14", None]
    assert (one.parts["a"].target.due_words, one.milestones[0].due.text, one.milestones[0].due_words) == ("in June", "2026-02-28", "at the end")
    with pytest.raises(LtzError):
        read(bare + DATED)


@pytest.mark.parametrize("wrong", [
    "tasks: 3", "tasks: [3]", "units: 3\ntasks: [{id: A, name: A, lead_units: [3, [x], {each: [x]}, {name: B, group: x, city: [y]}]}]",
    "tasks: [{id: A, name: A, parts: {a: 3, b: {target: 3}}, milestones: [3]}]",
])  # fmt: skip
def test_what_is_wrong_stays_to_be_found(wrong):
    with pytest.raises(LtzError):
        read(PLAN.partition("areas:")[0] + wrong)
