"""What a plan may not say: a list of functions of one shape.

To add a check: one function, one line in its list, one file in text/errors.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from ltzplan.issues import Finding, Steps
from ltzplan.model.method import COMPLETED, REPORTED_COMPLETE
from ltzplan.model.plan import Case, Plan
from ltzplan.model.sources import Document
from ltzplan.model.values import folded
from ltzplan.rules.horizon import LONGEST, YEARS, far_days, horizon, moved
from ltzplan.rules.lights import UNLIT, facts_of_case, light
from ltzplan.rules.references import Findings, finding, references, unknown, walk
from ltzplan.rules.spoken import SPOKEN, spoken

_ID = re.compile(r"[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*", re.ASCII)
_WORD = re.compile(r"[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*", re.ASCII)
"""The id of a task may not hold a hyphen, which parts it from a record's digits; others may."""
_RECORD_ID = re.compile(r"[^-/]+-[0-9a-f]{16}")
_ID_LENGTH = 40
_KEPT_BY_WINDOWS = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def ids(plan: Plan) -> Findings:
    """Ids have a plain form and stand once in their list."""
    yield from _bad_id(plan.header.id, "plan", "id")
    listed: dict[Steps, list[str]] = {
        ("levels",): [level.id for level in plan.levels],
        ("areas",): [area.id for area in plan.areas],
        ("sections",): [section.id for section in plan.sections],
        ("tasks",): [task.id for task in plan.tasks],
        ("lights",): [light.light for light in plan.lights],
    }
    for at, task in enumerate(plan.tasks):
        listed["tasks", at, "milestones"] = [one.id for one in task.milestones]
        listed["tasks", at, "recurring"] = [one.id for one in task.recurring]
        for part in task.parts:
            yield from _bad_id(part, "tasks", at, "parts", part)
        yield from _doubled((part, ("tasks", at, "parts", part)) for part in task.parts)
    for path, found in listed.items():
        key = "light" if path == ("lights",) else "id"
        for index, id in enumerate(found):
            if path == ("tasks",) and "-" in id and _WORD.fullmatch(id):
                yield finding("hyphen_in_task_id", *path, index, key, value=id, near=id.replace("-", "_"))
            else:
                yield from _bad_id(id, *path, index, key, form=_ID if path == ("tasks",) else _WORD)
        yield from _doubled((id, (*path, index, key)) for index, id in enumerate(found))
    for name in _MAPPINGS:
        for id in getattr(plan, name):
            yield from _bad_id(id, name, id)
        if name in SPOKEN:
            yield from _doubled((id, (name, id)) for id in getattr(plan, name))


def _doubled(ids: Iterable[tuple[str, Steps]]) -> Findings:
    """Find ids that mean the same when they are typed: case tells none apart."""
    seen: dict[str, str] = {}
    for id, path in ids:
        if other := seen.get(folded(id)):
            code = "duplicate_id" if other == id else "same_id_folded"
            yield finding(code, *path, value=id, other=other)
        seen.setdefault(folded(id), id)


def names(plan: Plan) -> Findings:
    """A name that is typed should mean one entry; entries of one name are told apart by their ids only."""
    for listed in SPOKEN:
        found = plan.listed(listed)
        keyed = isinstance(getattr(plan, listed), Mapping)
        paths = ((listed, id if keyed else at) for at, id in enumerate(found))
        yield from _of_one_name(listed, found, paths)
    for at, task in enumerate(plan.tasks):
        yield from _of_one_name("parts", task.parts, (("tasks", at, "parts", part) for part in task.parts))
        milestones = {one.id: one for one in task.milestones}
        steps = (("tasks", at, "milestones", index) for index in range(len(milestones)))
        yield from _of_one_name("milestones", milestones, steps)


def _of_one_name(listed: str, found: Mapping[str, object], paths: Iterable[Steps]) -> Findings:
    bearing = {folded(id): id for id in found}
    for (id, one), path in zip(found.items(), paths, strict=False):
        for word in dict.fromkeys(spoken(one)):
            if (other := bearing.setdefault(folded(word), id)) != id:
                params = {"list": listed, "value": word, "found": f"{other}, {id}"}
                yield Finding(code="same_name", path=path, params=params, severity="warning")


def folders(plan: Plan) -> Findings:
    """An office's records lie in a folder of its id, on every system."""
    for id in plan.offices:
        if _KEPT_BY_WINDOWS.fullmatch(id):
            yield finding("no_folder_name", "offices", id, value=id)


_MAPPINGS = ("units", "urgencies", "forecasts", "sources", "clauses", "article", "cities", "needs", "sorts", "kinds", "verbs", "stages",
             "measures", "note_kinds", "offices", "portfolios")  # fmt: skip


def _bad_id(id: str, *path: str | int, form: re.Pattern[str] = _WORD) -> Findings:
    if not form.fullmatch(id) or len(id) > _ID_LENGTH:
        yield finding("bad_id", *path, value=id)


def reserved(plan: Plan) -> Findings:
    """The method's own stages and the unlit light are no entries of the plan."""
    for stage in plan.stages:
        if folded(stage) in (REPORTED_COMPLETE, COMPLETED):
            yield finding("reserved_id", "stages", stage, value=stage)
    for index, one in enumerate(plan.lights):
        if folded(one.light) == UNLIT:
            yield finding("reserved_id", "lights", index, "light", value=one.light)


def redacted(plan: Plan) -> Findings:
    """What was lawfully removed is named by the whole id of its record."""
    for index, id in enumerate(plan.redacted):
        if not _RECORD_ID.fullmatch(id):
            yield finding("bad_record_id", "redacted", index, value=id)


def grounded(plan: Plan) -> Findings:
    """What a ground is given for is a field of its statement."""
    for path, one in walk(plan):
        for field in getattr(one, "grounds", ()):
            if field not in vars(one):
                yield finding("unknown_key", *path, "grounds", field, key=field, near="", character="")


def needs_and_levels(plan: Plan) -> Findings:
    """A standing level agrees with the need that it is said to follow from."""
    for index, task in enumerate(plan.tasks):
        if task.dispatch is None:
            continue
        need = plan.needs.get(task.dispatch.needs)
        if need and need.level != task.dispatch.level:
            yield finding(
                "level_against_need",
                "tasks",
                index,
                "dispatch",
                "level",
                value=task.dispatch.level,
                need=task.dispatch.needs,
                expected=need.level,
            )


def petitioned(plan: Plan) -> Findings:
    """What is asked of an authority above is the highest level's (levels-4)."""
    for id, need in plan.needs.items():
        if need.asks_above and plan.levels and need.level != plan.levels[-1].id:
            yield finding("asks_above_too_low", "needs", id, "asks_above", need=id)


def counts(plan: Plan) -> Findings:
    """An area holds as many tasks of the plan as it expects."""
    for index, area in enumerate(plan.areas):
        found = sum(task.area == area.id and task.origin == "plan" for task in plan.tasks)
        if area.expects is not None and area.expects != found:
            yield finding(
                "count_against_expects",
                "areas",
                index,
                "expects",
                area=area.id,
                found=found,
                expected=area.expects,
            )


def sections(plan: Plan) -> Findings:
    """A task lies in the area of its section."""
    listed = {one.id: one.area for one in plan.sections}
    for index, task in enumerate(plan.tasks):
        expected = listed.get(task.section or "")
        if expected and task.area != expected:
            params = {"value": task.area, "section": task.section, "expected": expected}
            yield finding("area_against_section", "tasks", index, "area", **params)


def portfolios(plan: Plan) -> Findings:
    """Where portfolios are given, each has areas and each area has one."""
    for id, portfolio in plan.portfolios.items():
        if not portfolio.areas:
            yield finding("portfolio_without_areas", "portfolios", id, value=id)
    for index, area in enumerate(plan.areas):
        having = [id for id, one in plan.portfolios.items() if area.id in one.areas]
        if plan.portfolios and len(having) != 1:
            yield finding("area_needs_one_portfolio", "areas", index, area=area.id, found=", ".join(having))


def dates(plan: Plan) -> Findings:
    """Nothing ends before it starts."""
    if plan.header.ends.last < plan.header.signed.first:
        yield finding(
            "dates_backwards", "plan", "ends", first=plan.header.signed.text, last=plan.header.ends.text
        )
    since = plan.rhythm.since
    if since and plan.header.ends.last < since.first:
        yield finding("dates_backwards", "rhythm", "since", first=since.text, last=plan.header.ends.text)
    for index, task in enumerate(plan.tasks):
        start, due = task.start or plan.header.signed, task.target.due
        if due and due.last < start.first:
            yield finding("dates_backwards", "tasks", index, "target", "due", first=start.text, last=due.text)


def days_near(plan: Plan) -> Findings:
    """No day lies so far from the plan that it can only be a slip; a publication may be as old as it is."""
    signed = plan.header.signed.first
    longest = moved(signed, LONGEST)
    first, last = horizon(plan, signed)
    for path, one in walk(plan):
        end = longest if one is plan.header else min(last, moved(longest, YEARS))
        for name, day in far_days(one, first, end) if not isinstance(one, Document) else ():
            yield finding("far_day", *path, name, value=day.text, first=first, last=end)


def numbers(plan: Plan) -> Findings:
    """Numbers keep to their range."""
    day = plan.rhythm.reports.due_day
    if day != "last" and not 1 <= day <= 31:  # noqa: PLR2004 - days of a month
        yield finding("out_of_range", "rhythm", "reports", "due_day", value=day, low=1, high=31)
    waits = {
        ("papers", "due_after_days"): plan.papers.due_after_days,
        ("chase", "reports_working_days"): plan.chase.reports_working_days,
    }
    for path, days in waits.items():
        if days is not None and not 0 <= days <= 366:  # noqa: PLR2004 - days of a year
            yield finding("out_of_range", *path, value=days, low=0, high=366)
    if plan.escalate_after == 0:
        yield finding("out_of_range", "escalate_after", value=0, low=1, high="…")
    for place, one in walk(plan):
        weight = getattr(one, "weight", None)
        if weight is not None and weight <= 0:
            yield finding("out_of_range", *place, "weight", value=weight, low=">0", high="…")


def milestones(plan: Plan) -> Findings:
    """A milestone whose weight is to count has a day from which it does; none comes after its task's date.

    What is counted from one names a milestone of its own task, and no milestone itself.
    """
    for at, task in enumerate(plan.tasks):
        last, ids = plan.due(task), [one.id for one in task.milestones]
        for path, one in walk(task, ("tasks", at)):
            counted = getattr(one, "due_within", None)
            if counted:
                known = [id for id in ids if id != getattr(one, "id", None)]
                yield from unknown("milestones", counted.milestone, known, *path, "due", "from")
        for index, one in enumerate(task.milestones):
            if one.weight and not one.due:
                yield finding("missing_key", "tasks", at, "milestones", index, key="due")
            if one.due and last and one.due.last > last.last:
                yield finding(
                    "milestone_after_due", "tasks", at, "milestones", index, "due",
                    task=task.id, value=one.id, due=one.due.text, last=last.text,
                )  # fmt: skip


def lights(plan: Plan) -> Findings:
    """`otherwise` stands last, for what follows it could never burn; the stages of a condition are there."""
    for index, one in enumerate(plan.lights):
        if one.when.name == "otherwise" and one is not plan.lights[-1]:
            yield finding("never_reached", "lights", index, "when", value=plan.lights[index + 1].light)
        for at, stage in enumerate(one.when.stages):
            path = ("lights", index, "when", "stage_in", at)
            yield from unknown("stages", stage, (*plan.stages, REPORTED_COMPLETE, COMPLETED), *path)


def case_level(plan: Plan, case: Case) -> str:
    """Give the level that the needs of a rule case lead to."""
    levels = [plan.needs[need].level for need in case.needs]
    levels += [plan.needs[case.standing].level] if case.standing else [one.id for one in plan.levels[:1]]
    return max(levels, key=plan.rank)


def cases(plan: Plan) -> Findings:
    """The rule cases written in the plan come out as they foretell."""
    for index, case in enumerate(plan.cases):
        strange = [need for need in (*case.needs, case.standing) if need and need not in plan.needs]
        for need in strange:
            yield from unknown("needs", need, plan.needs, "cases", index, "needs")
        if case.level and not strange and (found := case_level(plan, case)) != case.level:
            yield finding("case_failed", "cases", index, "level", expected=case.level, found=found)
        if case.light:
            burning = light(plan, facts_of_case(plan, case))
            found = burning.light if burning else UNLIT
            if found != case.light:
                yield finding("case_failed", "cases", index, "light", expected=case.light, found=found)


PLAN_CHECKS: tuple[Callable[[Plan], Findings], ...] = (
    ids, names, folders, reserved, redacted, references, grounded, needs_and_levels, petitioned, counts, sections, portfolios, dates,
    days_near, numbers, milestones,
    lights,
)  # fmt: skip


def plan_findings(plan: Plan) -> list[Finding]:
    """Give everything that is wrong with a plan."""
    return [finding for check in PLAN_CHECKS for finding in check(plan)]
