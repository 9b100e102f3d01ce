"""JSON Schemas of what goes in and what comes out."""

import json
from dataclasses import make_dataclass
from typing import Any  # noqa: TID251 - JSON

from ltzplan.model.codec import json_schema
from ltzplan.model.plan import Plan
from ltzplan.model.records import Record
from ltzplan.reports.calendar import Calendar
from ltzplan.reports.check import Checked, IssuedPapers
from ltzplan.reports.counts import Counts
from ltzplan.reports.diff import Diff
from ltzplan.reports.entry import EntryView
from ltzplan.reports.escalation import Escalation
from ltzplan.reports.frame import Frame
from ltzplan.reports.log import Log
from ltzplan.reports.papers.agenda import Agenda
from ltzplan.reports.papers.brief import Brief
from ltzplan.reports.papers.bulletin import Bulletin
from ltzplan.reports.papers.evaluation import Evaluation
from ltzplan.reports.papers.minutes import Minutes
from ltzplan.reports.papers.order import OrderPaper
from ltzplan.reports.papers.paper import FigureDetail
from ltzplan.reports.papers.reminder import Reminder
from ltzplan.reports.papers.summary import Summary
from ltzplan.reports.papers.supervision import Supervision
from ltzplan.reports.show import ProblemView, TaskView
from ltzplan.reports.since import Since
from ltzplan.reports.status import Status
from ltzplan.reports.todo import Todo
from ltzplan.reports.why import Why
from ltzplan.store.members import ALSO
from ltzplan.store.unsaid import OF_TARGET

REPORTS: dict[str, type] = {
    "status": Status,
    "since": Since,
    "counts": Counts,
    "escalation": Escalation,
    "task": TaskView,
    "problem": ProblemView,
    "entry": EntryView,
    "why": Why,
    "log": Log,
    "calendar": Calendar,
    "todo": Todo,
    "diff": Diff,
    "agenda": Agenda,
    "brief": Brief,
    "minutes": Minutes,
    "order": OrderPaper,
    "reminder": Reminder,
    "bulletin": Bulletin,
    "summary": Summary,
    "evaluation": Evaluation,
    "supervision": Supervision,
    "figure": FigureDetail,
    "check": Checked,
    "issued": IssuedPapers,
}
SCHEMAS: dict[str, object] = {"plan": Plan, "record": Record} | REPORTS


def schema(name: str) -> dict[str, object]:
    """Give the JSON Schema of a plan file, of a record, or of a report with its frame."""
    if name == "plan":
        return dict(_as_people_write(json_schema(Plan)))
    if name not in REPORTS:
        return json_schema(SCHEMAS[name])
    parts, told = (REPORTS[name], Frame), {"__doc__": REPORTS[name].__doc__}
    whole = make_dataclass(name.capitalize(), [("schema", str)], bases=parts, namespace=told, kw_only=True)
    return json_schema(whole)


def for_editors() -> bytes:
    """The schema of a plan file as it lies beside the plan."""
    return (json.dumps(schema("plan"), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def is_for_editors(content: bytes) -> bool:
    """Whether a file holds the schema of a plan file as this version has it."""
    try:
        return bool(json.loads(content) == json.loads(for_editors()))
    except ValueError:
        return False


def _as_people_write(node: Any) -> Any:
    """Loosen the schema of what is read, so that editors accept a plan file as `ltz` does.

    A text may look like a number, one word stands for a list of it, a unit's word for the unit, and nothing for what
    may be left out. Cities are members; a day may be counted, and a task or part says its own.
    """
    if not isinstance(node, dict):
        return [_as_people_write(one) for one in node] if isinstance(node, list) else node
    found = {key: _as_people_write(one) for key, one in node.items()}
    if found.get("type") == "string" and "enum" not in found:
        found["type"] = ["string", "number", "boolean"]
    if isinstance(properties := found.get("properties"), dict):
        properties |= {
            also: properties[key] for key, (also, *below) in ALSO.items() if key in properties and not below
        }
        if "called" in properties:
            properties["members"] = {**properties["members"], "properties": {"called": properties["called"]}}
        if found.get("title") == "LeadUnit":
            properties["each"], found["required"] = {"type": "string"}, []
            return {"anyOf": [{"type": "string"}, found]}
        if counted := properties.get("due_within"):
            properties["due"] = {"anyOf": [properties["due"], counted]}
        if found.get("title") in ("Part", "Task"):
            properties |= {key: {} for key in OF_TARGET}
        needed = found.get("required", ())
        found["properties"] = {
            key: one if key in needed else {"anyOf": [one, {"type": "null"}]}
            for key, one in properties.items()
        }
    return {"anyOf": [found, found["items"]]} if found.get("type") == "array" else found
