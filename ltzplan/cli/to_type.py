"""What to type for what waits: a verb with its options, of a queue each."""

from collections.abc import Iterable

from ltzplan.cli.options import PERIODS
from ltzplan.model.plan import Plan
from ltzplan.model.records import Paper
from ltzplan.model.state import State
from ltzplan.rules.offices import with_office
from ltzplan.rules.progress import disagreements
from ltzplan.rules.queue import Waiting
from ltzplan.rules.rhythm import first_and_last_day, read_label

WALKED = ("accept", "order", "reply", "sort", "update")
"""The verbs that without an object go through what waits for them, on a terminal."""
FEW = 3
"""How many periods are typed out; of more it is left open which."""


def to_sit(plan: Plan, state: State, one: Waiting) -> str:
    """The command for all that waits with it: the verb alone, where it goes through them."""
    typed = to_type(plan, state, one)
    ltz, verb, *_ = typed.split()
    return f"{ltz} {verb}" if verb in WALKED else typed


def to_type(plan: Plan, state: State, one: Waiting) -> str:
    """The command for what waits; words in capitals are to be filled in."""
    return f"ltz {_words(plan, state, one)}"


def _words(plan: Plan, state: State, one: Waiting) -> str:
    id, problem = one.id, state.problems.get(one.id or "")
    match one.queue:
        case "sort":
            need = (problem and problem.problem.needs) or "NEED"
            return f"sort {id} --as SORT --needs {need} --because TEXT"
        case "order" if one.way == "agenda":
            return f"paper agenda --level {one.level} --draft FILE"
        case "order":
            when = "--urgency URGENCY" if plan.urgencies else "--due DATE"
            session = f" --origin session --session {one.records[0]}" if one.records else ""
            return f"order {id} --unit UNIT {when} --require TEXT{session}"
        case "recheck" | "accept":
            return f"accept {id} --text TEXT --evidence FILE"
        case "solve":
            return f"accept {id} --text TEXT"
        case "answer" if one.way:
            return f"reply {id or 'PROBLEM'} --unit {one.unit or 'UNIT'} --{one.way} --text TEXT"
        case "answer":
            new = problem and problem.units[one.unit or ""] == "ordered"
            return f"reply {id} --unit {one.unit} {'--received' if new else '--done --text TEXT'}"
        case "report":
            _, last = first_and_last_day(*read_label(one.periods[-1]))
            dated = f" --date {last:%Y-%m}" if last < state.as_of else ""
            says = "--nil" if one.way == "nil" else "--text TEXT"
            return f"update {' '.join(one.tasks)}{dated}{_whose(plan, one)} {says}"
        case "settle":
            return _settling(state, one)
        case "renumber":
            later = one.records[-1]
            if one.paper:
                return f"{_paper(state, later)} --issue --corrects {later}"
            return f"order {id} --replaces {later}"
        case "issued_twice":
            return f"withdraw {one.records[-1]} --because TEXT"
        case "write_down":
            return f"paper minutes --session {id} --issue"
        case "dispatch" if one.way == "merges":
            periods = ",".join(one.periods) if len(one.periods) <= FEW else "PERIOD"
            return f"session --level LEVEL --form FORM --merges {periods} --because TEXT"
        case "dispatch" if one.way == "put_off":
            period = "PERIOD" if one.periods[1:] else one.periods[0]
            return f"session --level LEVEL --put-off {period} --because TEXT"
        case "dispatch":
            return "paper agenda --level LEVEL --draft FILE"
        case "chase" if problem and one.holders:
            return f"paper reminder --unit {one.holders[0]}"
        case "supervise":
            return "paper supervision --issue"
        case "issue":
            return f"paper {one.paper}{_periods(one.periods[:1])} --issue"
        case _:
            return f"show {id}"


def _periods(labels: Iterable[str]) -> str:
    options = {cycle: option for option, cycle in PERIODS.items()}
    return "".join(f" --{options.get(read_label(label)[1], options[None])} {label}" for label in labels)


def _paper(state: State, id: str) -> str:
    """Say how an issued paper was asked for."""
    paper = next(one.record for one in state.papers if one.id == id)
    assert isinstance(paper, Paper)
    minutes = paper.concerns if paper.paper == "minutes" else ()
    takes = {"agenda": ("level", "portfolio"), "reminder": ("unit",)}.get(paper.paper, ())
    asked = [*((name, getattr(paper, name)) for name in takes), *(("session", one) for one in minutes)]
    said = "".join(f" --{name} {one}" for name, one in asked if one)
    return f"paper {paper.paper}{_periods(paper.periods)}{said}"


def _whose(plan: Plan, one: Waiting) -> str:
    """Say whose report it is, where a member without an office owes it; of several it is left open."""
    if not {*one.cities} - with_office(plan, "update") - {None}:
        return ""
    return f" --member {'MEMBER' if one.way or len(one.cities) > 1 else one.cities[0]}"


def _settling(state: State, one: Waiting) -> str:
    """Say how two figures are settled: what is agreed replaces both, and speaks of their day."""
    found = (figures for figures in disagreements(state.tasks[one.id or ""]))
    piece = next(listed[0].piece for listed in found if listed[0].entry.id == one.records[0])
    where = "".join(f" --{name} {id}" for name, id in (("part", piece.part), ("city", piece.city)) if id)
    replaced = "".join(f" --replaces {record}" for record in one.records)
    return f"update {one.id}{where} --percent PERCENT --measure {piece.measure}{replaced}"
