"""The page that is passed on: the plan as HTML, for whoever never opens a terminal."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.output import Snapshot
from ltzplan.cli.progress import Bar
from ltzplan.cli.run import Run, to_paste
from ltzplan.languages import LANGS
from ltzplan.model.state import State
from ltzplan.reports.frame import Frame, Read, without_effect
from ltzplan.reports.site import site
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.published import published
from ltzplan.store.files import Disk, write_new_folder
from ltzplan.store.records import to_bytes
from ltzplan.text.speech import say
from ltzplan.views.names import Names
from ltzplan.views.site.render import INDEX, LARGEST, pages

ENDINGS = (".html", ".htm")
"""How the name of a page may end, and that of a folder of them does not."""


@Command
def page(
    run: Run,
    moment: opt.Moment,
    output: Annotated[opt.Maybe, opt.option("--output", "FILE", "page_file", "-o")] = None,
    public: Annotated[bool, opt.flag("--public")] = False,
    opens: Annotated[bool, opt.flag("--open", "open_page")] = False,
) -> int:
    opt.refuse_both("--open", "-o -", said=opens and output == opt.STDOUT)
    run.footing.widen()
    now = run.snapshot(moment)
    ledger, state, frame = _published(now) if public else (now.ledger, now.state, now.frame)
    file = Path(output or f"{now.plan.header.id}-{frame.as_of}.html")
    first = run.paper_lang(now.plan)
    spoken = [Names(ledger.plan, lang, state.ids) for lang in sorted(LANGS, key=lambda one: one != first)]
    digests = {one.id: sha256(to_bytes(one.record)).hexdigest() for one in now.ledger.known.values()}
    found = site(ledger, state, digests, now.brought(), public=public)
    with Bar() as bar:
        made = pages(found, frame, spoken, bar.all, apart=output != opt.STDOUT)
    written = _written(run, file, made)
    if opens:
        import webbrowser  # noqa: PLC0415 - only where it is asked for

        if not webbrowser.open(written.resolve().as_uri()):
            run.talk(say(run.lang, "written.unopened", file=to_paste(str(written))))
    return 0


def _published(now: Snapshot) -> tuple[Ledger, State, Frame]:
    """Give what was published of the records, what that adds up to, and what was read of it."""
    ledger = published(now.plan, now.state)
    state = state_at(ledger, now.frame.as_of)
    read = Read(
        tasks=len(ledger.plan.tasks),
        records=len(ledger.known),
        skipped=len(state.skipped),
        without_effect=without_effect(state),
        uncommitted=0,
    )
    return ledger, state, replace(now.frame, read=read)


def _written(run: Run, file: Path, made: Mapping[str, str]) -> Path:
    """Write the page into its file, or into a folder of the same name, and give what is opened first."""
    if "" in made:
        run.write(str(file), made[""])
        return file
    folder = file.with_suffix("") if file.suffix.casefold() in ENDINGS else file
    write_new_folder(folder, {name: text.encode() for name, text in made.items()}, Disk())
    run.talk(say(run.lang, "wrote.folder", file=folder / INDEX, limit=f"{LARGEST // 2**20} MB"))
    return folder / INDEX
