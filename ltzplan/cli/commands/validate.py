"""Check the plan and every record."""

import json
from datetime import date
from pathlib import Path, PurePath
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.progress import Bar
from ltzplan.cli.run import Run, to_paste
from ltzplan.issues import Issue, Place, Steps, refuse
from ltzplan.languages import LANGS
from ltzplan.rules.checks import cases
from ltzplan.rules.doubts import to_ask
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.references import NAMED_GROUNDS, walk
from ltzplan.store.bundle import is_archive
from ltzplan.store.files import PLAN_LIMIT, read_bytes
from ltzplan.store.git import brought
from ltzplan.store.planfile import read_plan
from ltzplan.store.start import SCHEMA
from ltzplan.store.workspace import A_RECORD, PLAN, RECORDS, Workspace, load
from ltzplan.text.speech import say
from ltzplan.views.blocks import Para
from ltzplan.views.findings import listing
from ltzplan.views.layout import lines, uncoloured
from ltzplan.views.names import COMMIT, Names


@Command
def validate(
    run: Run,
    formed: opt.Form,
    strict: Annotated[bool, opt.flag("--strict")] = False,
    unknown: Annotated[bool, opt.flag("--unknown")] = False,
    schema: Annotated[str | None, opt.option("--schema", "NAME")] = None,
) -> int:
    if schema:
        _put(run, formed, _schema(schema))
        return 0
    data, _ = run.folder()
    with Bar() as bar:
        space, issues = load(data, watched=bar.all)
    doubtful = 0
    if space:
        ledger = Ledger(space.plan, space.entries)
        doubtful = len(to_ask(space.plan, state_at(ledger, run.now(space.plan).date())))
        issues += (
            _rule_cases(space)
            + _without_effect(space, ledger)
            + _gone(space)
            + _pages(space)
            + _templates(space)
            + _for_editors(data)
        )
    if formed.asked == "json":
        _put(run, formed, [_as_data(one) for one in issues])
    else:
        stated = map(Para, _unknown(Names(space.plan, run.lang)) if space and unknown else ())
        blocks = [*listing(issues, run.lang, run.names_in(issues)), *stated]
        if formed.output:
            run.write(formed.output, uncoloured(lines(blocks, None)))
        else:
            run.show(blocks)
    errors = sum(one.severity == "error" for one in issues)
    if issues:
        counts = {"errors": errors, "warnings": len(issues) - errors}
        run.talk(say(run.lang, "findings", plan=data / PLAN, **counts))
    elif space:
        counts = {"tasks": len(space.plan.tasks), "records": len(space.entries)}
        run.talk(say(run.lang, "valid", plan=data / PLAN, **counts))
    if doubtful:
        run.talk(say(run.lang, "doubtful", count=doubtful))
    return 1 if errors or (strict and issues) else 0


def _put(run: Run, formed: opt.Form, found: object) -> None:
    """Print what was found as JSON, or write it into the file."""
    text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    if formed.output:
        run.write(formed.output, text)
    else:
        run.put(text, paged=True)


def _rule_cases(space: Workspace) -> list[Issue]:
    """Run the plan's rule cases; its file is read again only for the places of those that fail."""
    failed = list(cases(space.plan))
    if not failed:
        return []
    _, source = read_plan(space.data / PLAN, read_bytes(space.data / PLAN, PLAN_LIMIT))
    return [one.at(source.place(one.path)) for one in failed]


def _without_effect(space: Workspace, ledger: Ledger) -> list[Issue]:
    """Give the records that are readable and impossible together: they stop nobody."""
    return [
        Issue(
            code="without_effect",
            place=Place(file=str(space.data / RECORDS / skip.entry.file)),
            params={"record": skip.entry.id, "why": skip.code, "state": skip.state or ""},
            severity="warning",
        )
        for skip in state_at(ledger, date.max).skipped
    ]


def _gone(space: Workspace) -> list[Issue]:
    """Give the records that a commit brought and that are not here any more: no record is deleted, it is withdrawn."""
    if space.git.commit is None:
        return []
    here = {f"{RECORDS}/{one}" for one in space.files} | {*space.git.absent}
    return [
        Issue(
            code="record_gone",
            place=Place(file=str(space.data / path)),
            params={"commit": commit[:COMMIT], "by": by, "file": path, "folder": to_paste(str(space.data))},
            severity="warning",
        )
        for path, (commit, by) in sorted(brought(space.data, space.git.commit, RECORDS).items())
        if PurePath(path).match(A_RECORD) and not is_archive(path)
        if path not in here and not (space.data / path).exists()
    ]


def _for_editors(data: Path) -> list[Issue]:
    """Find a schema beside the plan that is not this version's: editors would then find fault with what is right."""
    from ltzplan.cli.schemas import is_for_editors  # noqa: PLC0415 - only where there is one

    file = data / SCHEMA
    if not file.is_file() or is_for_editors(read_bytes(file, PLAN_LIMIT)):
        return []
    return [
        Issue(
            code="stale_schema", place=Place(file=str(file)), params={"file": str(file)}, severity="warning"
        )
    ]


def _pages(space: Workspace) -> list[Issue]:
    """Check the plan's own pages, as far as can be told before they are filled in."""
    if not space.pages:
        return []
    from ltzplan.views.filters import filters  # noqa: PLC0415 - what follows imports jinja2
    from ltzplan.views.page import Page, check  # noqa: PLC0415

    known = filters(Names(space.plan, LANGS[0]))
    found = [check(Page(one.text, one.file), known) for one in space.pages.values()]
    return [issue for error in found if error for issue in error.issues]


def _templates(space: Workspace) -> list[Issue]:
    """Check the plan's own templates of Word."""
    if not space.templates:
        return []
    from ltzplan.views.word_template import template_issues  # noqa: PLC0415 - imports what reads them

    return [issue for one in space.templates.values() for issue in template_issues(one.file, one.data)]


def _as_data(issue: Issue) -> dict[str, object]:
    place = issue.place
    return {
        "code": issue.code,
        "severity": issue.severity,
        "file": place and place.file,
        "line": place and place.line,
        "column": place and place.column,
        "params": dict(issue.params),
    }


def _unknown(names: Names) -> list[str]:
    """List what is null, and what is derived or local with its reason."""
    from ltzplan.model.plan import Target, Task  # noqa: PLC0415

    published = {Target: ("due", "done_when"), Task: ("lead_units", "supporting_units")}
    lines = []
    for path, one in walk(names.plan):
        shown = ".".join(str(_id_at(names, path, step, at)) for at, step in enumerate(path))
        missing = [name for name in published.get(type(one), ()) if getattr(one, name) is None]
        grounds = [ground for ground in getattr(one, "rests_on", ()) if ground in NAMED_GROUNDS]
        because = names.read(getattr(one, "because", None)) or "-"
        lines += [f"{shown}.{name}: {names.say('unknown')}" for name in missing]
        lines += [
            f"{shown}: {names.say('unknown.stated', ground=ground, because=because)}" for ground in grounds
        ]
    return [*lines, *_undated(names)]


def _undated(names: Names) -> list[str]:
    """Say what the plan's end means for its tasks without a due date of their own."""
    plan = names.plan
    count = sum(task.origin == "plan" and task.target.due is None for task in plan.tasks)
    said = names.say(f"unknown.undated.{plan.undated}", count=count, ends=plan.header.ends.text)
    return [said] if count else []


def _id_at(names: Names, path: Steps, step: str | int, at: int) -> str | int:
    listed = getattr(names.plan, str(path[at - 1]), ()) if at == 1 and isinstance(step, int) else ()
    return getattr(listed[int(step)], "id", step) if listed else step


def _schema(name: str) -> dict[str, object]:
    from ltzplan.cli.schemas import SCHEMAS, schema  # noqa: PLC0415 - only this verb's

    if name not in SCHEMAS:
        raise refuse("not_one_of", key="--schema", value=name, expected=", ".join(SCHEMAS))
    return schema(name)
