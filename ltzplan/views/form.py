"""A form as its base: the sheets, the heads of their columns, what stands in locked cells, and what drop-downs show."""

from collections.abc import Container, Iterator, Mapping, Sequence

from ltzplan.dataclass import dataclass
from ltzplan.model.form import BaseRow, BaseSheet, FormBase
from ltzplan.model.method import REPORTED_COMPLETE
from ltzplan.model.plan import Plan
from ltzplan.reports.form import WHOLE, AskedOrder, AskedReport, BlankForm
from ltzplan.rules.offices import shares
from ltzplan.views.names import Names
from ltzplan.views.safe import safe
from ltzplan.views.sheet import LONGEST

MOVES = ("received", "progress", "done", "cannot")
"""The moves by which a unit answers an order."""
NEW_ROWS = 20
"""Rows for new problems."""
LAST = ("date", "stage", "percent", "count", "text", "next")
"""What of the last report stands in grey, where any row has it; a percent with what it measures."""


@dataclass(frozen=True, kw_only=True)
class LaidOutSheet:
    """A sheet as it is to be written."""

    base: BaseSheet
    rows: Sequence[Mapping[str, str]]
    """What its cells hold, by column."""
    lists: Mapping[str, str]
    """The list from which a column is chosen, by column."""
    row_lists: Mapping[str, Sequence[str | None]]
    """The same of a column in which each row has a list of its own."""


@dataclass(frozen=True, kw_only=True)
class LaidOutForm:
    """A form as it is to be written."""

    base: FormBase
    title: str
    sheets: tuple[LaidOutSheet, ...]
    lists: Mapping[str, Mapping[str, str]]
    """Every list of a drop-down: its words, each with the id that it means."""


def laid_out(names: Names, form: BlankForm, digest: str) -> LaidOutForm:
    """Return a form as it is to be written, of a plan of a digest."""
    plan, lists = names.plan, _lists(names, form)
    made = (_reports(names, form, lists), _orders(names, form), _problems(names, form, lists))
    sheets = [one for one in made if one.rows] or [*made[:1]]
    office = names.of("offices", form.office) if len(plan.offices) > 1 else ""
    whose = [one for one in (office, names.of("units", form.unit)) if one]
    period = names.period(form.period, "fill.month")
    return LaidOutForm(
        base=FormBase(
            plan=plan.header.id,
            digest=digest,
            office=form.office,
            unit=form.unit,
            period=form.period,
            sheets=tuple(one.base for one in sheets),
            lists=lists,
        ),
        title=names.say(
            "fill.title",
            plan=names.read(plan.header.name),
            period=period,
            whose=names.bracket(names.join(whose)),
        ),
        sheets=tuple(sheets),
        lists=lists,
    )


def _lists(names: Names, form: BlankForm) -> dict[str, dict[str, str]]:
    """Return what may be chosen: ids by the words that are shown."""
    plan = names.plan
    claimed = () if any(one.completes for one in plan.stages.values()) else (REPORTED_COMPLETE,)
    city = plan.offices[form.office].city
    listed = {
        "share": {names.say("fill.own", who=names.of("cities", city)): city, names.say("fill.whole"): WHOLE}
        if city and any(shares(one.task, city) for one in form.reports)
        else {},
        "stage": {names.of("stages", id): id for id in (*plan.stages, *claimed)} if plan.stages else {},
        "measure": {names.of("measures", id): id for id in plan.measures} if len(plan.measures) > 1 else {},
        "forecast": {names.of("forecasts", id): id for id in plan.forecasts},
        "needs": {names.of("needs", id): id for id in plan.needs},
        "nil": {names.say("fill.nil"): "true"},
        "says": {names.say(f"fill.says.{one}"): one for one in MOVES},
        "tasks": {f"{names.short(one.id)} {names.read(one.name)}": one.id for one in plan.tasks},
    }
    parts = {
        f"parts.{one.task.id}": {names.read(part): id for id, part in one.task.parts.items()}
        for one in form.reports
        if one.task.parts
    }
    return {name: one for name, one in (listed | parts).items() if one}


def _reports(names: Names, form: BlankForm, lists: Container[str]) -> LaidOutSheet:
    plan = names.plan
    counted = any(one.task.target.count or "count" in one.said for one in form.reports)
    has = {
        "stage": bool(plan.stages),
        "percent": bool(plan.measures),
        "measure": "measure" in lists,
        "share": "share" in lists,
        "count": counted,
        "forecast": bool(plan.forecasts),
        "parts": any(one.task.parts for one in form.reports),
        **{f"notes.{kind}": True for kind in plan.note_kinds},
    }
    locked = ["task", "title", *(["city"] if any(one.city for one in form.reports) else ())]
    last = [
        one for one in LAST if any(one in row.said or (one == "date" and row.date) for row in form.reports)
    ]
    notes = [f"notes.{kind}" for kind in plan.note_kinds]
    wanted = (
        "nil",
        "stage",
        "percent",
        "measure",
        "share",
        "count",
        "text",
        "next",
        *notes,
        "forecast",
        "parts",
        "date",
    )
    open_ = [one for one in wanted if has.get(one, True)]
    titles = {one: _title(names, one) for one in locked if one != "city"}
    titles |= {"city": names.members["member"]} if "city" in locked else {}
    titles |= {f"last.{one}": names.say("fill.last", what=names.say(f"fill.{one}")) for one in last}
    titles |= {one: _title(names, one) for one in open_}
    rows = [_report(names, one, locked, last) for one in form.reports]
    made = [
        {"measure": names.of("measures", one.said["measure"].value)} if "measure" in one.said else {}
        for one in form.reports
    ]
    base = BaseSheet(
        kind="reports",
        name=names.say("fill.reports"),
        titles=titles,
        open=tuple(open_),
        rows=tuple(
            BaseRow(
                key={"task": one.task.id, **({"city": one.city} if one.city else {})},
                shown={column: cells[column] for column in locked},
                made=filled,
                stood=one.said,
            )
            for one, cells, filled in zip(form.reports, rows, made, strict=True)
        ),
    )
    own = [f"parts.{one.task.id}" if one.task.parts else None for one in form.reports]
    return LaidOutSheet(
        base=base,
        rows=[{**cells, **filled} for cells, filled in zip(rows, made, strict=True)],
        lists={one: one for one in ("nil", "stage", "measure", "share", "forecast") if one in open_},
        row_lists={"parts": own} if "parts" in open_ else {},
    )


def _title(names: Names, column: str) -> str:
    group, _, id = column.partition(".")
    if group == "positions":
        return names.say("fill.position", who=names.of("cities", id))
    if group == "notes":
        return names.of("note_kinds", id)
    return names.say(_HEADS.get(column, f"fill.{column}"))


_HEADS = {"nil": "fill.nil_head", "title": "fill.title_of"}
"""The heads of columns whose own key says something else."""


def _report(names: Names, one: AskedReport, locked: Sequence[str], last: Sequence[str]) -> dict[str, str]:
    said = {name: stood.value for name, stood in one.said.items()}
    words = {
        **said,
        "date": one.date.text if one.date else "",
        "stage": names.of("stages", said.get("stage")),
        "percent": f"{said['percent']}% {names.of('measures', said.get('measure'))}"
        if "percent" in said
        else "",
    }
    of = {
        "task": names.short(one.task.id),
        "title": names.read(one.task.name),
        "city": names.of("cities", one.city),
    }
    return _fit(
        {
            **{column: of[column] for column in locked},
            **{f"last.{name}": words.get(name, "") for name in last},
        }
    )


def _fit(cells: Mapping[str, str]) -> dict[str, str]:
    """Return texts as cells hold them; of one that is too long the first piece."""
    return {column: safe(text)[:LONGEST] for column, text in cells.items()}


_OF_ORDERS = ("problem", "number", "unit", "title", "require", "due", "state")


def _orders(names: Names, form: BlankForm) -> LaidOutSheet:
    rows = [_order(names, one) for one in form.orders]
    columns = [one for one in _OF_ORDERS if one != "number" or any(cells["number"] for cells in rows)]
    open_ = ("says", "text", "date")
    titles = {one: names.say(f"fill.order.{one}") for one in (*columns, *open_)}
    shown = [one for one in columns if one != "state"]
    base = BaseSheet(
        kind="orders",
        name=names.say("fill.orders"),
        titles=titles,
        open=open_,
        rows=tuple(
            BaseRow(
                key={"problem": one.problem, "unit": one.unit},
                shown={column: cells[column] for column in shown},
                stood={"says": one.stood},
            )
            for one, cells in zip(form.orders, rows, strict=True)
        ),
    )
    return LaidOutSheet(base=base, rows=rows, lists={"says": "says"}, row_lists={})


def _order(names: Names, one: AskedOrder) -> dict[str, str]:
    told = {
        "problem": names.short(one.problem),
        "number": one.number or "",
        "unit": names.unit(one.unit),
        "title": names.read(one.title),
        "require": names.read(one.require),
        "due": one.due.text if one.due else "",
        "state": names.say(f"state.{one.state}"),
    }
    return _fit(told)


def _problems(names: Names, form: BlankForm, lists: Mapping[str, object]) -> LaidOutSheet:
    positions = [f"positions.{id}" for id in _speakers(names.plan)]
    wanted = ("tasks", "text", "needs", "tried", "wanted_by", *positions, "date")
    open_ = [one for one in wanted if one != "needs" or "needs" in lists]
    titles = {one: _title(names, one) if "." in one else names.say(f"fill.problem.{one}") for one in open_}
    base = BaseSheet(kind="problems", name=names.say("fill.problems"), titles=titles, open=tuple(open_))
    chosen: dict[str, str] = {one: one for one in ("tasks", "needs") if one in open_}
    return LaidOutSheet(base=base, rows=[{}] * NEW_ROWS * form.raises, lists=chosen, row_lists={})


def _speakers(plan: Plan) -> Iterator[str]:
    """The members whose positions have a column each: all, where they are few."""
    yield from plan.cities if len(plan.cities) <= _FEW else ()


_FEW = 6
