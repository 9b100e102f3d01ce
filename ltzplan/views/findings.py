"""A finding in words: place, code, sentence, excerpt with caret, next step."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ltzplan.issues import Issue, Place
from ltzplan.languages import Lang
from ltzplan.model.values import HIDDEN
from ltzplan.text.speech import ERRORS, catalogue, fill, member_words, say
from ltzplan.views.blocks import LATE, WARNING, Block, Para, Raw, Span
from ltzplan.views.layout import columns
from ltzplan.views.names import Names

EXCERPT, BEFORE = 160, 60
"""Columns of a line that are shown, and how many of them before the place."""
SHOWN = 50
"""Findings that are shown in words; JSON has all."""
FILES = 3
"""Files that are named, of those that stand in the way."""


class _Given(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def visible(text: str) -> str:
    """Show invisible characters by their numbers, so that no screen obeys them."""
    return re.sub(HIDDEN, lambda found: f"<U+{ord(found[0]):04X}>", text.replace("\n", "<U+000A>"))


def said_by(program: str) -> str:
    """Give what another program said: every line of it, and nothing that a screen would obey."""
    return "\n  ".join(visible(line) for line in program.expandtabs().splitlines())


def listing(issues: Sequence[Issue], lang: Lang, names: Names | None = None) -> Iterator[Block]:
    """Findings; of very many the first, and how many there are. With `names` entries of the plan are named beside their ids."""
    for issue in issues[:SHOWN]:
        yield from _finding(issue, lang, names)
    if len(issues) > SHOWN:
        yield Para(say(lang, "more_findings", more=len(issues) - SHOWN, count=len(issues)))


def some(named: Sequence[str], most: int) -> str:
    """Name the first of several, and say that there are more."""
    return ", ".join((*named[:most], *("..",) * (len(named) > most)))


def _finding(issue: Issue, lang: Lang, names: Names | None) -> Iterator[Block]:
    """What is wrong, how bad it is and where, the line in which it stands, and the way out."""
    errors, params = catalogue(lang, *ERRORS), _params(issue, lang, names)
    step = errors[f"{issue.code}.next"]
    listed, found = issue.params.get("list"), issue.params.get("found")
    for case in (
        issue.params.get("command"),
        issue.params.get("case"),
        issue.params.get("key"),
        *(("none",) if found == "" else ()),
        listed,
        *(("found", f"{listed}.found") if found else ()),
    ):
        step = errors.get(f"{issue.code}.next.{case}", step)
    place = issue.place
    where = [str(one) for one in (place.file, place.line, place.column) if one is not None] if place else []
    if place is None and "path" in params:
        where = [_option(params["path"].split(".")[0])]
    head = visible(":".join(where)) + ": " if where else ""
    said = fill(errors[issue.code], params)
    entry = visible(place.entry) if place and place.entry else ""
    whose = entry + say(lang, "colon") if entry and entry.rpartition(".")[2] not in said else ""
    severity = Span(errors[f"severity.{issue.severity}"], LATE if issue.severity == "error" else WARNING)
    yield Para((Span(head), severity, Span(f"[{issue.code}] {whose}{said}")), hang=2)
    if place:
        yield Raw(tuple(_excerpt(place)))
    yield Para(fill(step, params), indent=2)


def _params(issue: Issue, lang: Lang, names: Names | None) -> _Given:
    """The parameters in words: those that are lists, forms, states, stages or moves of the method, or entries of the plan."""
    errors, words = catalogue(lang, *ERRORS), catalogue(lang)
    told = {name: visible(value) for name, value in issue.params.items()}
    params = _Given({**(names.members if names else member_words(lang)), **told})
    if names:
        listed = {**_NAMED, **_OF_CODE.get(issue.code, {})}
        params |= {
            name: names.join(_named(names, listed[name], id) for id in params[name].split(", "))
            for name in listed.keys() & params
        }
        if issue.code == "percent_of_parts":
            named = ((names.part([params["task"]], id), id) for id in params["parts"].split(", "))
            params["parts"] = names.join(name + names.bracket(id) for name, id in named)
    if issue.place is None and params["key"].islower():
        params["key"] = _option(params["key"])
    for name in ("found", "expected"):
        params[name] = words["list.semi"].join(params[name].split("; "))
    if "list" in params:
        params["listed"] = f" {params['list']}"
        params["list"] = fill(errors[f"entry.{params['list']}"], params)
    for name in ("value", "expected", "state", "why"):
        params[name] = errors.get(f"yaml.{params[name]}", params[name])
    for name in {"fields", "said"} & {*params}:
        params[name] = words["list.sep"].join(map(_option, params[name].split(", ")))
    if params["how"]:
        params["how"] = words[f"how.{params['how']}"]
    for name in ("state", "why", "possible"):
        shown = [params[name]] if name != "possible" else params[name].split(", ")
        said = [
            next((words[key] for group in _GROUPS if (key := f"{group}.{one}") in words), one)
            for one in shown
        ]
        params[name] = words["list.sep"].join(said).format_map(params)
    params["possible"] = params["possible"] or words["none"]
    params["did_you_mean"] = fill(errors["hint.near"], params) if params["near"] else ""
    return params


_GROUPS = ("state", "stage", "skip", "move")
"""The groups of words of which a state, a move or what stands against one may be."""
_NAMED = {
    "office": "offices",
    "offices": "offices",
    "units": "units",
    "measures": "measures",
    "urgencies": "urgencies",
}
"""The parameters that are ids of entries of the plan, and of which list."""
_OF_CODE = {
    "not_permitted": {"kind": "kinds", "may": "kinds"},
    "not_of_paper": {"kind": "papers"},
    "not_in_plan": {"kind": "papers"},
    "not_your_office": {"value": "offices"},
    "not_your_unit": {"value": "units"},
    "unit_ended": {"value": "units"},
    "background_states": {},
    "bad_position": {},
    "percent_of_parts": {},
}
"""The same of parameters that are that in some findings only; `kinds` are those of records."""
_OPTIONS = {
    "parts": "--part",
    "percent_date": "--of",
    "sort": "--as",
    "tasks": "TASK",
    "task": "TASK",
    "kind": "ltz",
    "recommends": "--recommend",
    "units": "--unit",
    "helpers": "--helper",
    "positions": "--position",
}


def names_entries(issues: Iterable[Issue]) -> bool:
    """Whether findings name entries of the plan, or its members."""
    return any(
        one.code in _OF_CODE or one.params.get("list") == "cities" or {*_NAMED} & {*one.params}
        for one in issues
    )


def _named(names: Names, listed: str, id: str) -> str:
    """Return the name of an entry with its id, as it is typed; what has none as it is."""
    name = names.own_word(f"kind.{id}") or id if listed == "kinds" else names.of(listed, id)
    return name + names.bracket(id if name != id else "")


def _option(field: str) -> str:
    typed = field.startswith("--") or field.isupper()
    return field if typed else _OPTIONS.get(field, "--" + field.replace("_", "-"))


def _excerpt(place: Place) -> Iterator[str]:
    if place.excerpt is None or place.line is None:
        return
    at = (place.column or 1) - 1
    first = max(at - BEFORE, 0) if at > EXCERPT - BEFORE else 0
    line = place.excerpt[first : first + EXCERPT]
    yield f"  {place.line} | {visible(line)}"
    yield f"  {' ' * len(str(place.line))} | {' ' * columns(visible(line[: at - first]))}^"
