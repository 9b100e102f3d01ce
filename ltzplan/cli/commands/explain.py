"""What an error means, by its code."""

import re
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.run import Run
from ltzplan.cli.typed import taken
from ltzplan.languages import LANGS
from ltzplan.rules.typed import chosen
from ltzplan.views.explain import CODES, codes_blocks, explain_blocks, what_it_says


@Command
def explain(run: Run, code: Annotated[opt.Maybe, opt.argument("[CODE]", "code")] = None) -> int:
    run.show(explain_blocks(run.lang, _meant(code)) if code else codes_blocks(run.lang))
    return 0


def _meant(typed: str) -> str:
    """Return the code that was typed, pasted with its brackets, or of which what was typed is a piece or is said."""
    pasted = re.search(r"\[(\w+)\]", typed)
    known = {code: [code] for code in CODES}
    said = {code: [what_it_says(lang, code) for lang in LANGS] for code in CODES}
    return taken(chosen(pasted[1] if pasted else typed, known, said, unknown="unknown_id", list="codes"))
