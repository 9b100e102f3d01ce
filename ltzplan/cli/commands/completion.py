"""Print the script by which a shell completes what is typed."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.run import Run
from ltzplan.cli.verbs import SHELLS, known_verbs
from ltzplan.issues import refuse
from ltzplan.text.speech import catalogue


@Command
def completion(run: Run, shell: Annotated[opt.Maybe, opt.argument("[SHELL]", "shell")] = None) -> int:
    from typer._completion_shared import _get_shell_name, get_completion_script  # noqa: PLC0415 - Typer's own

    shell = (shell or _get_shell_name() or "").casefold().replace("pwsh", "powershell")
    if not shell:
        about = catalogue(run.lang, "help")["arg.shell"]
        found = "; ".join(SHELLS)
        raise refuse(
            "missing_argument", name="SHELL", about=about, found=found, example="ltz completion bash"
        )
    if shell not in SHELLS:
        raise refuse("not_one_of", key="SHELL", value=shell, expected=", ".join(SHELLS))
    run.put(get_completion_script(prog_name="ltz", complete_var="_LTZ_COMPLETE", shell=shell) + "\n")
    cache = run.cache()
    known_verbs(run.lang, str(cache) if cache else None)
    return 0
