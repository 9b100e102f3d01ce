"""The summary: work, dispatches and assigned problems of each period."""

from collections.abc import Iterator, Sequence

from ltzplan.reports.papers.summary import Part, Summary
from ltzplan.views.blocks import Block
from ltzplan.views.names import Names
from ltzplan.views.papers.sheet import Sheet, figures_table, para, sections
from ltzplan.views.papers.words import period_said, periods_said

_PROBLEMS = (
    "carried_in", "assigned", "closed", "open", "overdue", "waiting_for_recheck", "waiting_for_province",
)  # fmt: skip


def summary_sheet(names: Names, paper: Summary) -> Sheet:
    """Give a summary; of several periods each has its own section."""
    periods = periods_said(names, paper.periods)
    of = "summary.subject" if any(one.of_problems for one in paper.parts) else "summary.subject_of_work"
    return Sheet(subject=names.say(of, period=periods), body=_body(names, paper))


def _body(names: Names, paper: Summary) -> Iterator[Block]:
    if len(paper.parts) == 1:
        yield from sections(names, _part(names, paper, paper.parts[0], ""))
        return
    yield from sections(
        names,
        [
            (period_said(names, one.period), sections(names, _part(names, paper, one, f"{one.period}/"), 2))
            for one in paper.parts
        ],
    )


def _part(names: Names, paper: Summary, part: Part, prefix: str) -> list[tuple[str, Sequence[Block]]]:
    period, day = period_said(names, part.period), names.day(part.until)
    counts = {name: len(ids) for name, ids in part.figures.items()}
    stages = [name for name in part.figures if name.startswith("stage.") or name in ("no_stage", "no_report")]
    lights = [name for name in part.figures if name.startswith("light.") and counts[name]]

    def table(figures: Sequence[str]) -> Block:
        return figures_table(names, [prefix + name for name in figures], paper.figures)

    told = names.say("summary.tasks", day=day, total=part.total, others=counts["not_counted"])
    work: list[Block] = [
        para(names, told),
        table(stages),
        para(names, names.say("summary.lights")),
        table(lights),
    ]
    how = names.join(
        names.say(
            "summary.dispatch", period=period_said(names, one.period), state=names.say(f"state.{one.state}")
        )
        for one in part.dispatches
    )
    said = names.say(
        "summary.dispatches", period=period, held=counts["dispatches"], how=how or names.say("none")
    )
    dispatches: list[Block] = [para(names, said), table(["dispatches"])]
    titled: list[tuple[str, Sequence[Block]]] = [
        (names.say("summary.work"), work),
        (names.say("summary.dispatched"), dispatches),
    ]
    if not part.of_problems:
        return titled
    total = counts["carried_in"] + counts["assigned"]
    if total:
        rate = names.say(
            "bulletin.rate", rate=part.rate, total=total, **{one: counts[one] for one in _PROBLEMS}
        )
    else:
        rate = names.say("bulletin.none", period=period, day=day)
    problems: list[Block] = [table(_PROBLEMS), para(names, rate)] if total else [para(names, rate)]
    return [*titled, (names.say("summary.problems"), problems)]
