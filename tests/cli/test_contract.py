"""The JSON that others rely on: its fields and its schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.written import AS_OF, JSON, Ltz, batch, fields_of, files

STATUS_TASK = ["id", "origin", "area", "title", "stage", "light", "unlit_because", "percent", "percent_basis", "measure", "percent_date", "parts", "schedule", "due", "first_due", "overdue_days", "level", "standing_level", "open_problems", "last_report", "months_owed", "annual_target", "claimed_on", "disagreements"]
FRAME = ["schema", "plan", "as_of", "known_on", "commit", "read"]
MATTER = ["id", "kind", "task", "standing", "since", "days", "needs", "rests_on", "state", "due", "first_due", "overdue_days", "portfolio"]


@pytest.fixture
def eventful(blank: Path, wrote: Any, ltz: Ltz) -> Path:
    """A workspace in which every list of the contract holds something."""
    ltz("import", batch(blank))
    wrote("raise", "A1", "--text", "省里的事", "--needs", "province", "--date", "2026-11-01")
    wrote(
        "--office", "north", "raise", "B1", "--text", "待分类", "--needs", "bureaus", "--date", "2026-11-02"
    )
    wrote(
        "--office", "north", "update", "A1", "--percent", "50", "--measure", "works", "--date", "2026-11-20"
    )
    wrote(
        "--office", "south", "update", "A1", "--percent", "40", "--measure", "works", "--date", "2026-11-20"
    )
    wrote(
        "--office",
        "north",
        "update",
        "A1",
        "--percent",
        "70",
        "--measure",
        "works",
        "--part",
        "north",
        "--date",
        "2026-11-10",
    )
    wrote("update", "A2", "--stage", "reported_complete", "--date", "2026-11-03")
    return blank


def test_fields_of_status(eventful: Path, yes: Any) -> None:
    report = json.loads(yes("status", *JSON))
    assert report["schema"] == "ltz/status/1"
    assert list(report)[: len(FRAME)] == FRAME
    assert {"tasks", "records", "skipped"} <= set(report["read"])
    assert report["plan"] == "example"
    for row in report["tasks"]:
        assert set(row) >= set(STATUS_TASK)
    road, *_ = report["tasks"]
    assert road["percent"] is None
    [one] = road["disagreements"]
    assert {"measure", "part", "date", "figures"} <= set(one)
    assert [(figure["office"], figure["percent"]) for figure in one["figures"]] == [
        ("north", "50"),
        ("south", "40"),
    ]
    assert {"record", "office", "percent"} <= set(one["figures"][0])
    assert [(part["part"], part["percent"]) for part in road["parts"] if part["percent"]] == [("north", "70")]
    assert road["due"] == "2026-12-31"
    assert isinstance(road["months_owed"], int)
    assert "summary" in report


def test_fields_of_escalation(eventful: Path, yes: Any) -> None:
    report = json.loads(yes("escalate", *JSON))
    assert report["schema"] == "ltz/escalation/1"
    assert list(report)[: len(FRAME)] == FRAME
    assert [one["level"] for one in report["levels"]] == ["mayors", "vice_mayors", "lead_unit"]
    for level in report["levels"]:
        for one in level["matters"]:
            assert set(one) >= set(MATTER)
            assert (one["since"] is None) == (one["days"] is None) == one["standing"]
    assert {one["kind"] for one in report["levels"][0]["matters"]} == {"task", "problem"}
    for one in report["unsorted"]:
        assert set(one) >= {"id", "task", "since", "days", "proposed_need"}
    assert len(report["unsorted"]) == 2
    assert [one["id"] for one in report["waiting_for_recheck"]] == ["A2"]
    assert all(set(one) >= {"task", "months"} for one in report["silent"])
    assert len(report["disagreements"]) == 1
    assert report["supervision"] == []
    assert report["next_dispatch"] == "2026-11"


def test_fields_of_supervision(eventful: Path, yes: Any) -> None:
    report = json.loads(yes("escalate", "--as-of", "2027-01-10", *JSON))
    assert [(one["id"], one["days"]) for one in report["supervision"]] == [("A1", 10)]
    assert set(report["supervision"][0]) >= {"id", "grounds", "days"}


def test_fields_of_why_and_problem(eventful: Path, yes: Any) -> None:
    report = json.loads(yes("why", "A1", *JSON))
    assert set(report) >= {"id", "level", "light", "steps", "without"}
    for step in report["steps"]:
        assert set(step) >= {"rule", "holds", "records", "rests_on"}
    assert report["without"]
    for one in report["without"]:
        assert set(one) >= {"record", "level", "light"}
    problem = json.loads(yes("list", "problems", *JSON))["problems"][0]["id"]
    shown = json.loads(yes("show", problem, *JSON))
    assert shown["state"] == "closed"
    assert [one["move"] for one in shown["moves"] if one["move"]] == ["sort", "accept"]


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("status", ("status",)),
        ("escalation", ("escalate",)),
        ("task", ("show", "A1")),
        ("problem", ("show", "{problem}")),
        ("entry", ("show", "{record}")),
        ("why", ("why", "A1")),
        ("why", ("why", "{problem}")),
        ("log", ("log", "A1")),
        ("log", ("log",)),
    ],
)
def test_json_is_as_its_schema_says(eventful: Path, yes: Any, name: str, verb: tuple[str, ...]) -> None:
    schema = json.loads(yes("validate", "--schema", name))
    jsonschema.Draft202012Validator.check_schema(schema)
    problem = json.loads(yes("escalate", *JSON))["levels"][0]["matters"][0]["id"]
    record = json.loads(yes("log", "A2", "-n", "1", *JSON))["log"][0]["said"]["record"]
    words = [word.format(problem=problem, record=record) for word in verb]
    for as_of in ("2025-12-31", "2026-11-24", "2027-03-01"):
        if "{" in verb[-1] and as_of < "2026":
            continue
        report = json.loads(yes(*words, "--as-of", as_of, *JSON))
        jsonschema.validate(report, schema, jsonschema.Draft202012Validator)
        assert report["schema"] == f"ltz/{name}/1"


def test_json_of_the_shipped_plan_is_as_its_schema_says(shipped: Path, yes: Any) -> None:
    for name, verb in (
        ("status", ("status",)),
        ("escalation", ("escalate",)),
        ("log", ("log",)),
        ("task", ("show", "L5")),
    ):
        schema = json.loads(yes("validate", "--schema", name))
        jsonschema.validate(json.loads(yes(*verb, *AS_OF, *JSON)), schema, jsonschema.Draft202012Validator)


def test_json_is_the_same_in_both_languages(eventful: Path, yes: Any) -> None:
    for verb in (("status",), ("escalate",), ("show", "A1"), ("why", "A1"), ("log",), ("list", "records")):
        assert yes(*verb, *JSON, "--lang", "zh") == yes(*verb, *JSON, "--lang", "en")


def test_records_are_as_their_schema_says(shipped: Path, yes: Any) -> None:
    schema = json.loads(yes("validate", "--schema", "record"))
    validator = jsonschema.Draft202012Validator(schema)
    for path in files(shipped):
        for chunk in path.read_text(encoding="utf-8").split("---\n"):
            validator.validate(fields_of(chunk))


def test_a_schema_that_is_not_there(blank: Path, no: Any) -> None:
    assert "escalation" in no("not_one_of", "validate", "--schema", "dreams")
