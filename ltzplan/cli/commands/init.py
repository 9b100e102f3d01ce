"""Make a workspace, with its own git unless it lies in another, and say who commits in it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.from_table import FromTable, plan_of
from ltzplan.cli.run import Run, to_paste
from ltzplan.issues import Place, refuse
from ltzplan.languages import Lang
from ltzplan.model.plan import Plan
from ltzplan.store import git
from ltzplan.store.files import PLAN_LIMIT, read_bytes
from ltzplan.store.planfile import read_plan
from ltzplan.store.start import DATA, STARTS_WITH, begin, example, is_begun, is_free
from ltzplan.store.workspace import BLANK, BUILT_IN, PLAN, RECORDS
from ltzplan.text.speech import catalogue, say
from ltzplan.views.blocks import Raw


@Command
def init(
    run: Run,
    folder: Annotated[str, opt.argument("DIR", "dir")],
    blank: Annotated[bool, opt.flag("--blank")] = False,
    own_git: Annotated[bool, opt.flag("--own-git")] = False,
    *,
    table: FromTable,
) -> int:
    root, file = Path(folder), table.source
    if file and blank:
        raise refuse("contradict", one="--from", other="--blank")
    if table.typed() and not file:
        about = catalogue(run.lang, "help")["opt.from_table"]
        raise refuse("missing_argument", name="--from", about=about, example="--from tasks.xlsx")
    source = BLANK if blank or file else BUILT_IN and BUILT_IN / PLAN
    if source is None:
        raise refuse("no_workspace", folder=folder)
    content = read_bytes(source, PLAN_LIMIT)
    plan, _ = read_plan(folder, content)
    today = run.now(plan).date()
    content = plan_of(run, table, file, today) if file else example(today) if blank else content
    plan, _ = read_plan(folder, content)
    try:
        begun = is_begun(root, content) and not git.has(root / DATA)
        if not begun and not is_free(root):
            raise refuse("not_empty", Place(file=folder), folder=folder)
        root.mkdir(parents=True, exist_ok=True)
        top = git.top(root)
        outer = top if top and not own_git and not top.samefile(root) else None
        reason = None if outer or (top and top.samefile(root)) else git.init(root)
        unknown = [] if reason else git.unknown(root) if outer else _introduce(run, root)
        if not begun:
            from ltzplan.cli.schemas import for_editors  # noqa: PLC0415 - every report, which no other verb's help needs

            begin(root, content, source.with_name(RECORDS), for_editors())
    except OSError as error:
        raise refuse("not_stored", Place(file=folder), reason=error.strerror or error) from None
    run.put(f"{folder}\n")
    run.talk(say(run.lang, "inited", path=folder))
    message = say(plan.header.language, "commit.init")
    if not (outer or reason or unknown):
        reason = git.commit_files(root, [root / name for name in STARTS_WITH], message)
    if outer:
        words = [folder, *table.typed(), *(["--blank"] if blank else []), "--own-git"]
        own = f"ltz init {' '.join(map(to_paste, words))}"
        run.talk(say(run.lang, "init.inside", top=outer, own=own))
    elif reason:
        run.talk(say(run.lang, "init.refused", reason=reason))
    elif unknown:
        run.talk(say(run.lang, "init.unknown"))
    else:
        run.talk(say(run.lang, "init.next", path=to_paste(folder)))
        return 0
    run.tell(Raw(tuple(_by_hand(run.lang, folder, unknown, plan))))
    return 0


def _introduce(run: Run, root: Path) -> list[str]:
    """Ask for what git does not know of the person and keep it there; give what is still not known."""
    for setting in git.unknown(root):
        if told := run.inquire(say(run.lang, f"init.ask.{setting}")):
            git.tell(root, setting, told)
    return git.unknown(root)


def _by_hand(lang: Lang, folder: str, unknown: Sequence[str], plan: Plan) -> Iterator[str]:
    """Give the lines that commit a workspace, to be pasted where `ltz init` was typed."""
    if not Path(folder).samefile(Path.cwd()):
        yield f"cd {to_paste(folder)}"
    if git.top(Path(folder)) is None:
        yield "git init --quiet"
    for setting in unknown:
        yield f'git config {setting} "{say(lang, f"example.{setting}")}"'
    if unknown and len(plan.offices) > 1:
        yield f"git config ltz.office {plan.sorting_office}"
    yield f"git add {' '.join(STARTS_WITH)}"
    yield f'git commit --quiet --message "{say(lang, "commit.init")}"'
    yield "ltz status"
