"""`ltz why` on a screen: every rule, yes or no, the record and the clause."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from ltzplan.model.records import Entry
from ltzplan.reports.record_line import RecordLine, said
from ltzplan.reports.why import Step, Why
from ltzplan.views.blocks import GOOD, QUIET, Block, Gap, Heading, Para, Span, Table, section
from ltzplan.views.matters import progress_said
from ltzplan.views.names import Names


def why_blocks(names: Names, report: Why, entries: Mapping[str, Entry]) -> Iterator[Block]:
    """Give the rules that lead to a level and a light, and what would change them."""
    task = names.plan.task(report.id)
    title = names.read(task.name if task else entries[report.id].record.text)
    outcome = _outcome(names, report.level, report.light, report.since)
    yield Heading(names.say("why.title", id=report.id, title=title, outcome=outcome), 1)
    told: set[str] = set()
    rows: list[list[str | Span]] = []
    for step in report.steps:
        mark = names.say("yes" if step.holds else "no")
        grounds = step.rests_on
        clauses = (g for g in grounds.split() if g in names.plan.clauses and g not in told)
        clause = next((names.read(names.plan.clauses[g]) for g in clauses), "")
        told.update(grounds.split())
        ground = names.grounds(grounds.split()) + (names.say("colon") + clause if clause else "")
        text = f"{_rule(names, step)}  [{ground}]"
        rows.append([Span(mark, GOOD if step.holds else QUIET), text])
        rows += (["", "  " + _record(names, said(entries[id]))] for id in step.records if step.holds)
    yield Table(titles=["", ""], rows=rows, shows_titles=False)
    if not report.without:
        yield Gap()
        yield Para(names.say("why.without_none"), hang=4)
    yield from section(names.say("why.without"), _without(names, report))


def _without(names: Names, report: Why) -> Iterator[Block]:
    """Say what would hold without each record that is decisive."""
    outcomes: dict[tuple[str | None, str | None], list[str]] = {}
    for one in report.without:
        outcomes.setdefault((one.level, one.light), []).append(names.short(one.record))
    for (held, burning), records in outcomes.items():
        outcome = _outcome(names, held, burning)
        without = names.say("why.without_row", record=names.join(records), outcome=outcome)
        yield Para(without, indent=4, hang=4)


def _outcome(names: Names, level: str | None, light: str | None, since: date | None = None) -> str:
    """Say a level, in a plan that has levels, since when, and a light, of a task."""
    post = names.level(level) if level else names.say("why.no_level")
    post += names.say("matter.level_since", since=since) if since else ""
    said = [names.say("why.level", level=post)] if names.plan.levels else []
    said += [names.say("why.light", light=names.of("lights", light))] if light else []
    return names.say("why.sep").join(said)


def _record(names: Names, one: RecordLine) -> str:
    """Say of a record who gave it and when, and which percent it states."""
    stated = "  ".join(filter(None, progress_said(names, one))) if one.percent is not None else ""
    by = {"office": names.of("offices", one.office), "by": one.by}
    return names.say("why.record", id=names.short(one.record), date=one.date.text, stated=stated, **by)


def _rule(names: Names, step: Step) -> str:
    said = dict(step.params)
    if "first" in said:
        said["first"] = "" if said["first"] == said["due"] else names.say("matter.first", due=said["first"])
        said["units"] = names.all_of("units", said["units"].split())
    for key, word in (
        ("level", names.level),
        ("needs", partial(names.of, "needs")),
        ("light", partial(names.of, "lights")),
        ("portfolio", partial(names.of, "portfolios")),
        ("stages", lambda ids: names.all_of("stages", ids.split())),
        ("measure", partial(names.of, "measures")),
        ("problem", names.short),
        ("because", lambda lacking: names.say(f"unlit.{lacking}")),
        ("by", lambda by: names.say(f"by.{by}")),
    ):
        if key in said:
            said[key] = word(said[key])
    if said.get("percent") and said.get("measure"):
        said["percent"] = names.say(
            "figure.of", measure=said["measure"], percent=said["percent"], date=said["dated"]
        )
    unknown = {"due": names.unknown, "percent": "-", "schedule": "-", "first": ""}
    said = unknown | {key: value for key, value in said.items() if value}
    return names.say(f"rule.{step.rule}{_variant(step)}", **said)


def _variant(step: Step) -> str:
    """Tell the words of a rule that cannot hold, or asks for less, from those of one that can."""
    if step.rule == "otherwise" and "by_percent" not in step.params:
        return ".dated"
    if step.rule == "standing_level" and not step.params["needs"]:
        return ".lowest"
    if step.rule != "open_too_long":
        return ""
    return ".unset" if "cycles" not in step.params else ".top" if "top" in step.params else ""
