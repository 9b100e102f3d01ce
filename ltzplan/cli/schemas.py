"""JSON Schemas of what goes in and what comes out."""

from dataclasses import make_dataclass

from ltzplan.model.codec import json_schema
from ltzplan.model.plan import Plan
from ltzplan.model.records import Record
from ltzplan.reports.calendar import Calendar
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
}
SCHEMAS: dict[str, object] = {"plan": Plan, "record": Record} | REPORTS


def schema(name: str) -> dict[str, object]:
    """Give the JSON Schema of a plan, of a record, or of a report with its frame."""
    if name not in REPORTS:
        return json_schema(SCHEMAS[name])
    parts, told = (REPORTS[name], Frame), {"__doc__": REPORTS[name].__doc__}
    whole = make_dataclass(name.capitalize(), [("schema", str)], bases=parts, namespace=told, kw_only=True)
    return json_schema(whole)
