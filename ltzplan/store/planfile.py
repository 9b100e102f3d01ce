"""The door for what people write in YAML: the plan file and what a session decided, checked with their places."""

from pathlib import Path
from zoneinfo import ZoneInfo

from ltzplan.issues import refuse
from ltzplan.model.plan import Plan
from ltzplan.model.session_file import SessionFile
from ltzplan.rules.typed import several
from ltzplan.store.files import PLAN_LIMIT, read_given
from ltzplan.store.members import ALSO
from ltzplan.store.schema import check
from ltzplan.store.unsaid import completed
from ltzplan.store.yaml import YamlText, read

FORMAT = "1"
"""The newest form of a plan file that this version reads."""


def read_plan(path: Path | str, content: bytes) -> tuple[Plan, YamlText]:
    """Read a plan file; LtzError for what is no plan."""
    data, source = read(str(path), content)
    source.also = ALSO
    header = data.get("plan") if isinstance(data, dict) else None
    form = header.get("format", FORMAT) if isinstance(header, dict) else FORMAT
    if isinstance(form, str) and form.isdecimal() and form not in ("0", FORMAT):
        raise refuse("newer_format", source.place(("plan", "format")), found=form, known=FORMAT)
    plan: Plan = check(Plan, completed(data, source.place), source.place)
    try:
        ZoneInfo(plan.header.time_zone)
    except (ValueError, OSError, KeyError):
        place = source.place(("plan", "time_zone"))
        raise refuse("unknown_time_zone", place, value=plan.header.time_zone) from None
    return plan, source


def read_session(path: str) -> tuple[SessionFile, YamlText]:
    """Read what a session took up and decided; LtzError with everything that is wrong in it.

    Who was there may stand on one line, with commas between them; in a list each is one, commas and all.
    """
    data, source = read(path, read_given(path, PLAN_LIMIT))
    if isinstance(data, dict) and isinstance(there := data.get("attended", ()), str | None):
        data["attended"] = several(there or "")
    minutes: SessionFile = check(SessionFile, data, source.place)
    return minutes, source
