"""The papers, printed and issued."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, get_args

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.main import NO
from ltzplan.cli.output import FORMATS, Output, Snapshot, read_form
from ltzplan.cli.paper_file import requested
from ltzplan.cli.periods import of_paper
from ltzplan.cli.question import Question, missing, question
from ltzplan.cli.run import Run
from ltzplan.cli.typed import Typed, taken
from ltzplan.cli.typed_ids import begins
from ltzplan.cli.typed_numbers import of_kind
from ltzplan.dataclass import dataclass
from ltzplan.issues import LtzError, refuse
from ltzplan.model import records
from ltzplan.model.plan import Plan
from ltzplan.model.records import Order, PaperForm
from ltzplan.model.state import State
from ltzplan.reports.papers import (
    agenda,
    brief,
    bulletin,
    evaluation,
    minutes,
    order,
    reminder,
    summary,
    supervision,
)
from ltzplan.reports.papers.paper import PaperReport, PaperRequest
from ltzplan.reports.record_line import retold
from ltzplan.reports.rows import Rows
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.queue import to_chase
from ltzplan.rules.rhythm import issued_from
from ltzplan.rules.silence import never_reported
from ltzplan.rules.typed import NONE, shown
from ltzplan.store.standing import Standing
from ltzplan.text.speech import say
from ltzplan.views.findings import FILES, some


@dataclass(frozen=True)
class Kind:
    """What makes a kind of paper, and which options it takes."""

    make: Callable[[Plan, State, Ledger, PaperRequest], PaperReport]
    takes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Those of them that it cannot do without."""
    rows: Callable[..., Rows[object]] | None = None
    """What makes a table of it; None: it is none."""


KINDS: dict[str, Kind] = {
    "agenda": Kind(agenda.agenda, ("level", "portfolio", "draft"), ("level",)),
    "brief": Kind(brief.brief, ("level", "portfolio", "unit"), ("level",)),
    "minutes": Kind(minutes.minutes, ("session",)),
    "order": Kind(order.order, ("problem",), ("problem",)),
    "reminder": Kind(reminder.reminder, ("unit",)),
    "bulletin": Kind(bulletin.bulletin, tuple(opt.PERIODS)),
    "summary": Kind(summary.summary, tuple(opt.PERIODS)),
    "evaluation": Kind(evaluation.evaluation, (*opt.PERIODS, "rank"), rows=evaluation.flat),
    "supervision": Kind(supervision.supervision),
}
"""Every kind of paper. To add one: one line, its module, and its page in each language."""
NARROWING = {name for kind in KINDS.values() for name in kind.takes}
"""The options that only some kinds take."""


def print_paper(now: Snapshot, head: PaperRequest) -> Output[PaperReport]:
    """Make a paper of what was asked for, in the language of its names."""
    wanted = {"minutes": records.Session, "order": Order}.get(head.paper)
    if wanted and not any(
        one.id in head.concerns and isinstance(one.record, wanted) for one in now.ledger.known.values()
    ):
        raise refuse("unknown_record", value=", ".join(head.concerns))
    from ltzplan.views.page import Page  # noqa: PLC0415 - imports jinja2
    from ltzplan.views.paper import paper_blocks  # noqa: PLC0415

    paper = KINDS[head.paper].make(now.plan, now.state, now.ledger, head)
    idle = not any(paper.figures.values())
    if idle and head.paper == "reminder" and not (now.plan.rhythm.reported or now.issued):
        never = len(never_reported(now.state.tasks.values()))
        raise refuse("no_rhythm", never=never, count=len(now.state.tasks))
    if idle and head.unit and not head.corrects:
        raise refuse("nothing_to_remind", unit=now.names.unit(head.unit), day=now.names.day(paper.until))
    own = now.space.pages.get(f"{head.paper}.{now.names.lang}.md")
    page = Page(own.text, own.file) if own else None
    papers = {one.id: one.record for one in now.state.papers if isinstance(one.record, records.Paper)}
    earlier = papers.get(head.corrects or "")
    blocks = tuple(paper_blocks(now.names, now.frame, paper, earlier, page))
    rows = KINDS[head.paper].rows
    return Output(head.paper, now, paper, blocks, *([rows(paper)] if rows else []))


def head_of(issued: records.Paper) -> PaperRequest:
    """Give what an issued paper was asked for."""
    return retold(PaperRequest, issued)


@dataclass(kw_only=True)
class Printing(opt.Group):
    """What paper is asked for, and of what."""

    kind: Annotated[str, opt.argument("KIND", words=KINDS)] = ""
    level: Annotated[opt.Maybe, opt.option("--level", "LEVEL", "paper_level")] = None
    portfolio: Annotated[opt.Maybe, opt.option("--portfolio", "PORTFOLIO", "session_portfolio")] = None
    unit: Annotated[opt.Maybe, opt.option("--unit", "UNIT", "paper_unit")] = None
    month: Annotated[opt.Many, opt.option("--month", "2020-07")] = None
    quarter: Annotated[opt.Many, opt.option("--quarter", "2020Q3")] = None
    half: Annotated[opt.Many, opt.option("--half", "2020H1")] = None
    year: Annotated[opt.Many, opt.option("--year", "2020")] = None
    period: Annotated[opt.Many, opt.option("--period", "2020-07--2020-08")] = None
    session: Annotated[opt.Maybe, opt.option("--session", "ID", "paper_session")] = None
    problem: Annotated[opt.Maybe, opt.argument("[PROBLEM]", "paper_problem")] = None
    rank: Annotated[bool, opt.flag("--rank")] = False
    refs: Annotated[bool, opt.flag("--refs")] = False
    draft: Annotated[opt.Maybe, opt.option("--draft", "FILE")] = None
    issue: Annotated[bool, opt.flag("--issue")] = False
    corrects: Annotated[opt.Maybe, opt.option("--corrects", "PAPER")] = None


@Command
def paper(run: Run, asked: Printing, reading: opt.PaperReading, storing: opt.Storing) -> int:
    return print_or_issue(run, asked, reading, storing)


def print_or_issue(
    run: Run, asked: Printing, reading: opt.PaperReading, storing: opt.Storing, *, by_place: bool = False
) -> int:
    """Print what is asked for, or issue it; where it is told `by_place`, what it lacks is no option."""
    run.asks_git = asked.issue
    now = run.snapshot(reading, kind=asked.kind)
    typed = Typed(now.plan, run.lang, now.frame.as_of)
    kind = asked.kind = taken(typed.paper(asked.kind or _kind(run, now, typed)))
    if reading.asked == "xlsx" and (asked.issue or not KINDS[kind].rows):
        raise refuse("not_one_of", key="--format", value="xlsx", expected=", ".join(get_args(PaperForm)))
    narrowed = [name for name, value in vars(asked).items() if value and name in NARROWING]
    for name in narrowed:
        if name not in KINDS[kind].takes:
            option = "PROBLEM" if name == "problem" else f"--{name}"
            raise refuse("not_of_paper", option=option, kind=kind)
    again = now.issued[1] if now.issued else None
    again = again if again and again.paper == kind and not narrowed else None
    lang = again.lang if again else run.paper_lang(now.plan)
    now = replace(now, names=now.names.speaking(lang), issued=now.issued if again else None)
    if again and not reading.form:
        reading = replace(reading, form=again.form)
        read_form(reading)
    if not again:
        _refuse_unfounded(now, asked)
        _complete(run, now, asked, typed, by_place=by_place)
    head = head_of(again) if again else _head(now, asked, typed)
    options = [name for name, wanted in (("refs", asked.refs), ("rank", asked.rank)) if wanted]
    head = replace(head, options=tuple(dict.fromkeys((*head.options, *options))))
    if asked.issue:
        opt.refuse_both("--issue", "-o -", said=reading.output == opt.STDOUT)
        return _issue(run, now, head, reading, storing)
    made = print_paper(now, head)
    if asked.draft:
        _draft(run, made, asked.draft)
    run.emit(reading, made)
    if kind == "reminder" and not (again or head.unit) and run.width() is not None:
        _tell_of_orders(run, now)
    if kind == "brief" and run.width() is not None:
        _tell_of_matters(run, made)
    if again:
        run.compare(now, FORMATS[again.form].digest(made))
    return 0


def _refuse_unfounded(now: Snapshot, asked: Printing) -> None:
    """Refuse a paper of which the plan says nothing: it would say that all is well. What a unit has to answer there may be."""
    from ltzplan.rules.papers import lacking  # noqa: PLC0415 - only of a new paper

    if not asked.unit and (key := lacking(now.plan, asked.kind)):
        raise refuse("not_in_plan", kind=asked.kind, command=asked.kind, wanted=key)


def _kind(run: Run, now: Snapshot, typed: Typed) -> str:
    """Ask for the kind of paper; LtzError with all of them where nobody can be asked."""
    known = {kind: [now.names.of("papers", kind)] for kind in KINDS}
    about = say(run.lang, "sit.paper")
    if not run.asks:
        found = shown(known, known, len(known))
        raise refuse(
            "missing_argument",
            name="KIND",
            about=about,
            found=found,
            example=f"ltz paper {next(iter(known))}",
        )
    from ltzplan.cli.prompt import ask  # noqa: PLC0415 - only on a terminal

    return ask(now.names, Question(about=about, known=known, read=typed.paper))


def _tell_of_orders(run: Run, now: Snapshot) -> None:
    """Say which units are asked after their orders, which a reminder of all that is owed does not do."""
    chased = dict.fromkeys(unit for one in to_chase(now.plan, now.state) for unit in one.holders)
    if chased:
        run.talk(
            say(run.lang, "paper.chased", units=now.names.all_of("units", chased), unit=next(iter(chased)))
        )


def _tell_of_matters(run: Run, made: Output[PaperReport]) -> None:
    """Say by which ids the matters of a brief are known, in its order: in a paper no id of a record stands."""
    names, figures = made.now.names, made.body.figures
    groups = [figures[name] for name in ("to_decide", "in_hand", "unsorted")]
    if any(groups):
        asked, in_hand, unsorted = (names.join(map(names.short, ids)) or "-" for ids in groups)
        first = names.short(next(id for ids in groups for id in ids))
        run.talk(say(run.lang, "paper.matters", asked=asked, in_hand=in_hand, unsorted=unsorted, id=first))


def _draft(run: Run, made: Output[PaperReport], file: str) -> None:
    """Write the file of the session that an agenda is for, with each matter and what is recommended on it."""
    from ltzplan.views.draft import draft  # noqa: PLC0415 - only for an agenda

    assert isinstance(made.body, agenda.Agenda)
    run.write(file, draft(made.now.names, made.body), said="sit.draft")


def _issue(
    run: Run, now: Snapshot, head: PaperRequest, reading: opt.PaperReading, storing: opt.Storing
) -> int:
    """Freeze a paper: its day, commit and digest as a record."""
    from ltzplan.cli.recorder import Recorder  # noqa: PLC0415 - only to issue
    from ltzplan.store.records import id_of  # noqa: PLC0415

    if reading.output and Path(reading.output).exists():
        raise refuse("file_there", file=reading.output)
    recorder, day = Recorder(run, storing), now.frame.as_of
    draft = print_paper(now, head)
    paper = draft.body
    _refuse_early(paper.periods, day)
    _refuse_again(recorder.state, paper)
    if run.asks and not (storing.yes or storing.dry_run):
        run.tell(*draft.blocks)
        if not run.agrees(say(run.lang, "sit.issue")):
            return NO
    here = now.space.git.commit and not (reading.rev or storing.dry_run)
    if here and (recorder.commits.wanted() or recorder.commits.agreed()):
        storing.commit = True
        recorder.commits.add_new()
        now = replace(run.snapshot(replace(reading, rev=None)), names=now.names)
    _refuse_what_no_commit_holds(now.space.git, now.space.data)
    number = recorder.number(head.paper, day)
    made = print_paper(now, replace(head, number=number))
    [record] = recorder.enter(recorder.checked(_said(made, reading.asked))).records
    done = recorder.keep(record)
    if not storing.dry_run:
        told = {"kind": head.paper, "id": id_of(record), "number": made.body.number}
        run.talk(say(run.lang, "paper.issued", **told))
        if not recorder.commits.wanted():
            run.talk(say(run.lang, "paper.uncommitted"))
        if reading.output:
            assert isinstance(record, records.Paper)
            run.emit(reading, replace(made, now=replace(made.now, issued=(id_of(record), record))))
    return done


def _refuse_what_no_commit_holds(stands: Standing, folder: Path) -> None:
    """Refuse to issue from files that the commit does not hold just so: nobody could print that again."""
    if stands.refusal:
        raise refuse("git_refuses", folder=folder)
    if stands.commit is None:
        raise refuse("outside_git", folder=folder)
    for code, files in (("not_checked_out", stands.absent), ("unwatched", stands.unwatched)):
        if files:
            raise refuse(code, count=len(files), folder=folder, files=some(files, FILES))
    if stands.uncommitted:
        raise refuse("uncommitted", count=stands.uncommitted, folder=folder)


def _said(made: Output[PaperReport], form: str) -> dict[str, object]:
    """Give what the record of a paper says: how it was asked for, and its day, commit and digest."""
    return requested(made) | {"form": form, "sha256": FORMATS[form].digest(made)}


def _refuse_early(periods: Sequence[str], day: date) -> None:
    """Refuse to issue the paper of a period before it is over."""
    if periods and day < (first := issued_from(periods)):
        raise refuse("not_over", period=" ".join(periods), today=day, first=first)


def _refuse_again(state: State, paper: PaperReport) -> None:
    """Refuse a second paper of one matter that does not correct the first, and the correction of another."""
    from ltzplan.rules.papers import corrects_another, out_already  # noqa: PLC0415 - only to issue

    if corrects_another(state, paper):
        raise refuse("corrects_another", id=paper.corrects)
    if found := out_already(state, paper):
        entry, issued = found
        number = issued.number or issued.paper
        raise refuse("already_issued", id=entry.id, number=number, date=issued.date.text, kind=issued.paper)


def why_figure(run: Run, reading: opt.Reading, typed: str) -> int:
    """Open a figure of an issued paper, as its day and commit had it."""
    from ltzplan.reports.papers.paper import opened  # noqa: PLC0415 - only this verb's
    from ltzplan.rules.fold import state_at  # noqa: PLC0415
    from ltzplan.views.opened import opened_blocks  # noqa: PLC0415

    id, _, number = typed.rpartition(":")
    now = run.snapshot(replace(reading, rev=id))
    if now.issued is None:
        raise refuse("unknown_record", value=id)
    made = print_paper(now, head_of(now.issued[1])).body
    if not number.isdecimal() or not 0 < int(number) <= len(made.figures):
        raise refuse("out_of_range", value=number, low=1, high=len(made.figures))
    at_end = state_at(now.ledger, made.until)
    found = opened(at_end, now.issued[0], made, int(number))
    blocks = opened_blocks(now.names, found, now.ledger.known)
    run.emit(reading, Output("figure", now, found, blocks))
    return 0


def _complete(run: Run, now: Snapshot, asked: Printing, typed: Typed, *, by_place: bool) -> None:
    """Ask for what a kind of paper cannot do without; LtzError with all of it where nobody can be asked."""
    known = {
        now.names.short(one.id): [now.names.read(one.problem.text)] for one in now.state.problems.ordered
    }
    wanted = {
        name: question(typed, asked, records.Paper, name, known if name == "problem" else NONE)
        for name in KINDS[asked.kind].needs
        if getattr(asked, name) is None and not (asked.kind == "brief" and asked.unit)
    }
    if wanted and not run.asks:
        lacking = (replace(one, option="") for one in wanted.values()) if by_place else wanted.values()
        raise LtzError(*missing(lacking))
    for name, one in wanted.items():
        from ltzplan.cli.prompt import ask  # noqa: PLC0415 - only on a terminal

        setattr(asked, name, ask(now.names, one))


def _head(now: Snapshot, asked: Printing, typed: Typed) -> PaperRequest:
    """Give what was asked for, in ids."""
    kind = asked.kind
    concerns = [_session(now, asked.session, typed)] if kind == "minutes" else []
    concerns += [_order(now, asked.problem or "", typed)] if kind == "order" else []
    return PaperRequest(
        paper=kind,  # type: ignore[arg-type]
        periods=tuple(of_paper(typed, kind, {name: getattr(asked, name) or () for name in opt.PERIODS})),
        level=typed.pick("levels", asked.level) if asked.level else None,
        portfolio=typed.pick("portfolios", asked.portfolio) if asked.portfolio else None,
        unit=typed.pick("units", asked.unit) if asked.unit else None,
        concerns=tuple(concerns),
        corrects=_corrected(now, kind, asked.corrects, typed) if asked.corrects else None,
    )


def _corrected(now: Snapshot, kind: str, told: str, typed: Typed) -> str:
    """Return the paper that is corrected; of several of its number the one of the kind."""
    papers = now.state.papers
    return typed.found(of_kind(papers, kind), told) or typed.record(papers, told)


def _session(now: Snapshot, told: str | None, typed: Typed) -> str:
    """Give the session that is meant: the last one held, unless it was typed."""
    held = [entry for entry in now.state.sessions if getattr(entry.record, "form", None)]
    if told:
        return typed.session(held, told)
    if not held:
        raise refuse("no_session")
    return held[-1].id


def _order(now: Snapshot, told: str, typed: Typed) -> str:
    """Give the order that is meant: by its own id, or the last one of a problem."""
    given = (entry for entry in now.ledger.entries if isinstance(entry.record, Order))
    slips = [entry for entry in given if entry.record.date.last <= now.frame.as_of]
    if not begins(now.state.problems, told) and (slip := typed.found(slips, told)):
        return slip
    problem = typed.problem(now.state, told)
    if not problem.orders:
        raise refuse("no_order", id=problem.id)
    return problem.orders[-1].id
