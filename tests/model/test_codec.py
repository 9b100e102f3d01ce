"""One walk over the fields: what is encoded is decoded again, and is as its schema says."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import jsonschema
import pytest

from ltzplan.model.codec import decoder, described, encode, json_schema
from ltzplan.model.method import Condition
from ltzplan.model.plan import Plan, Task
from ltzplan.model.records import Entry, Record
from ltzplan.model.values import Counted, Day, Words
from ltzplan.reports.status import Status, status
from tests.build import entries, plan, state, task, update

PLAN = plan(task("T1", parts=("a", "b"), due="2020-09-30"))
Validator = jsonschema.Draft202012Validator


def test_small_values_are_text_and_what_holds_them_stays():
    at = datetime(2020, 6, 30, 12, tzinfo=UTC)
    value = {"day": Day.parse("2020-06"), "on": date(2020, 6, 30), "at": at, "many": ([Decimal("1.50"), None, True, 3],)}
    assert encode(value) == {
        "day": "2020-06", "on": "2020-06-30", "at": "2020-06-30T12:00:00+00:00", "many": [["1.50", None, True, 3]],
    }  # fmt: skip


def test_a_dataclass_says_every_field_or_only_those_that_say_something():
    assert encode(Words(en="x")) == {"zh": None, "en": "x"}
    assert encode((Words(en="x"),), brief=True) == [{"en": "x"}]


@pytest.mark.parametrize("counts", [None, date(2020, 7, 3)])
def test_a_record_with_its_place_comes_back(counts):
    [entry] = entries(update(percent=40, measure="works", count=Counted(done=5, total=12), notes={"challenge": "Rain"}))
    entry = replace(entry, counts=counts)
    said = json.loads(json.dumps(encode((entry,), brief=True)))
    assert decoder(tuple[Entry, ...])(said) == (entry,)


@pytest.mark.parametrize(
    ("condition", "written"),
    [(Condition("overdue"), "overdue"), (Condition("points_behind", Decimal("2.5")), {"points_behind": "2.5"}),
     (Condition("stage_in", stages=("at_risk",)), {"stage_in": ["at_risk"]})],
)
def test_a_condition_is_written_as_the_plan_writes_it(condition, written):
    assert encode(condition) == written
    assert decoder(Condition)(written) == condition


@pytest.mark.parametrize("brief", [True, False])
def test_a_plan_comes_back_as_it_was(brief):
    assert decoder(Plan)(json.loads(json.dumps(encode(PLAN, brief=brief)))) == PLAN


@pytest.mark.parametrize("brief", [True, False])
def test_a_plan_is_as_its_schema_says(brief):
    schema = json_schema(Plan)
    Validator.check_schema(schema)
    Validator(schema).validate(encode(PLAN, brief=brief))


def test_a_field_is_described_once():
    header = described(Plan)[0]
    assert (header.name, header.key, header.required) == ("header", "plan", True)
    assert "plan" in json_schema(Plan)["required"]
    assert [one.refers for one in described(Task) if one.name == "area"] == ["areas"]


def test_a_record_says_its_kind_and_nothing_of_another_kind():
    record = update()
    said = {"kind": "update", **encode(record, brief=True)}
    validator = Validator(json_schema(Record))
    validator.validate(said)
    for wrong in (said | {"kind": "order"}, said | {"units": ["u"]}, encode(record, brief=True)):
        assert not validator.is_valid(wrong)


def test_a_statement_in_one_of_its_languages_is_as_the_schema_of_a_report_says():
    """What the plan says in Chinese alone is null in English."""
    one_language = plan(task(name=Words(zh="路")))
    report = status(one_language, state(one_language))
    Validator(json_schema(Status)).validate(encode(report))
